// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/answers.h"
#include "core/desk/leadverbs.h"
#include "core/desk/templateverbs.h"
#include "core/desk/undo.h"
#include "core/leads/vehiclerows.h"
#include "core/sequences/templatestore.h"
#include "core/sequences/voicemail.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/keybutton.h"
#include "ui/lead/scriptmodel.h"
#include "ui/lead/scriptpanel.h"
#include "ui/parts/scriptstep.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace updesk;

/// The script beside the lead (ui.md 4, F61, F63).
class TestScripts : public QObject
{
    Q_OBJECT

    struct Desk : LeadDesk {
        Desk() { session->setPerson(dana); }
        void wide(QSize size = {1166, 692})
        {
            screen->resize(size);
            show();
        }
        void call()
        {
            key(Qt::Key_C);
            QCoreApplication::processEvents();
        }
        ScriptPanel *panel() const { return find<ScriptPanel>("lead.script"); }
        QPlainTextEdit *note() const
        {
            for (auto *note : screen->findChildren<QPlainTextEdit *>(QStringLiteral("lead.script.note")))
                if (note->isVisible())
                    return note;
            qFatal("no note");
        }
        void nextStep() { key(Qt::Key_Down, Qt::AltModifier); }
        QByteArray lastNote()
        {
            return list("SELECT body FROM activity WHERE kind=4 AND deleted=0 ORDER BY at DESC, id DESC LIMIT 1")
                .trimmed();
        }
    };

private Q_SLOTS:
    void cleanup() { setTextSize(100); }

    void aStepHasItsOwnPageBesideIt()
    {
        Desk desk;
        desk.session->setPerson(desk.mike);
        const auto calls = scriptsOf(desk.session->database(), ScriptKind::Call, {QStringLiteral("en")});
        QVERIFY(calls && !calls->empty());
        Script typed = calls->front();
        std::vector<CallStep> steps = stepsTyped(typed.body);
        steps[1].page = QStringLiteral("process_records");
        steps[2].page = QStringLiteral("gone_since");
        typed.body = callStepsJson(steps);
        QVERIFY(saveScripts(*desk.session, {calls->front()}, {typed}));
        desk.session->setPerson(desk.dana);
        ScriptModel model(*desk.session);
        QVERIFY(model.open(desk.captured.lead));
        QCOMPARE(model.processPage()->key, QStringLiteral("process_first_contact"));
        model.go(1);
        QCOMPARE(model.processPage()->key, QStringLiteral("process_records"));
        model.go(2);
        QCOMPARE(model.processPage()->key, QStringLiteral("process_first_contact"));
    }
    void theModelChoosesTheScriptThatFits()
    {
        Desk desk;
        ScriptModel model(*desk.session);
        QVERIFY(model.open(desk.captured.lead));
        QCOMPARE(model.calls()[size_t(model.call())].key, QStringLiteral("first_call"));
        QVERIFY(model.steps().front().say.contains(QStringLiteral("Dana at Northgate Motors")));
        QVERIFY(!model.steps().front().say.contains(u'{'));
        QCOMPARE(model.objections().size(), size_t(5));
        QCOMPARE(model.processPage()->key, QStringLiteral("process_first_contact"));
        QVERIFY(!model.cardText(*model.processPage()).isEmpty());
        QVERIFY(bookVisit(*desk.session, desk.captured.lead, desk.clock.now() + kDay, desk.dana));
        QVERIFY(model.open(desk.captured.lead));
        QCOMPARE(model.calls()[size_t(model.call())].key, QStringLiteral("confirm_call"));
        QCOMPARE(model.open(LeadId{newId(9)}).error().code, Error::Code::NotFound);
    }
    void answersStayWhenLanguageOrScriptChange()
    {
        Desk desk;
        ScriptModel model(*desk.session);
        QVERIFY(model.open(desk.captured.lead));
        QSignalSpy changed(&model, &ScriptModel::changed);
        model.setTyped(2, QStringLiteral("needs room"));
        const QString english = model.steps().front().title;
        model.setLanguage(1);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.steps().front().title != english);
        QCOMPARE(model.steps()[2].typed, QStringLiteral("needs room"));
        for (int i = 0; i < int(model.calls().size()); ++i) {
            model.chooseCall(i);
            QCOMPARE(model.answers().size(), size_t(1));
            QCOMPARE(model.answers().front().words, QStringLiteral("needs room"));
        }
        model.chooseCall(-1);
        model.setLanguage(7);
        QCOMPARE(model.answers().size(), size_t(1));
    }
    void whatIsTypedIsKeptAtTheDeskUntilItIsOnTheLead()
    {
        Desk desk;
        {
            ScriptModel model(*desk.session);
            QVERIFY(model.open(desk.captured.lead));
            model.setTyped(2, QStringLiteral("half a sen"));
        } // the program ends
        ScriptModel again(*desk.session);
        QVERIFY(again.open(desk.captured.lead));
        QCOMPARE(again.answers().front().words, QStringLiteral("half a sen"));
        const auto saved = again.save();
        QVERIFY(saved && !saved->isNull());
        QVERIFY(keptAnswers(desk.session->database(), desk.captured.lead)->empty());
        QVERIFY(again.save()->isNull());
        QVERIFY(desk.lastNote().contains("half a sen"));
    }
    void cOpensTheScriptBesideTheLeadAndItCoversNoOutcome_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1366x768") << QSize(1166, 692);
        QTest::newRow("1024x700") << QSize(972, 624); // the sidebar is folded there
    }
    void cOpensTheScriptBesideTheLeadAndItCoversNoOutcome()
    {
        QFETCH(QSize, size);
        Desk desk;
        desk.wide(size);
        QVERIFY(!desk.panel()->isVisible());
        desk.call();
        QVERIFY(desk.panel()->isVisible());
        const QRect panel(desk.panel()->mapTo(desk.screen.get(), QPoint()), desk.panel()->size());
        QVERIFY(panel.right() <= desk.screen->width());
        int outcomes = 0;
        for (const KeyButton *key : desk.screen->findChildren<KeyButton *>()) {
            if (!key->isVisible() || !key->objectName().startsWith(QLatin1String("call.outcome")))
                continue;
            ++outcomes;
            const QRect box(key->mapTo(desk.screen.get(), QPoint()), key->size());
            QVERIFY(!box.intersects(panel));
            QVERIFY(box.right() < panel.left());
            QVERIFY(box.bottom() < desk.screen->height());
        }
        QCOMPARE(outcomes, 7);
    }
    void whatWasSaidAtTheLastCallStandsInItsStep()
    {
        Desk desk;
        desk.wide();
        desk.call();
        const auto &steps = desk.panel()->model()->steps();
        const auto at = std::ranges::find(steps, StepAnswer::Decider, &ScriptModel::Step::answer);
        QVERIFY(at != steps.end());
        const int step = int(at - steps.begin());
        desk.panel()->model()->go(step);
        QVERIFY(desk.note()->placeholderText().isEmpty());
        QTest::keyClicks(desk.note(), QStringLiteral("her husband"));
        desk.clock.advance(30 * kSecond);
        desk.key(Qt::Key_4, Qt::AltModifier);
        QCOMPARE(load(desk->database(), kLead, desk.captured.lead.value)->decides, Decides::Others);
        desk.screen->open(desk.captured.lead);
        desk.call();
        desk.panel()->model()->go(step);
        QCOMPARE(desk.note()->placeholderText(), QStringLiteral("Others decide too"));
        QCOMPARE(desk.note()->toPlainText(), QString()); // it is no second answer
        QVERIFY(desk.panel()->model()->save()->isNull());
    }
    void whereThereIsNoRoomOnlyF9ShowsIt()
    {
        Desk desk;
        desk.wide({774, 692});
        desk.call();
        QVERIFY(!desk.panel()->isVisible());
        desk.key(Qt::Key_F9);
        QVERIFY(desk.panel()->isVisible());
        QVERIFY(desk.panel()->width() <= desk.screen->width() / 2);
        desk.key(Qt::Key_F9);
        QVERIFY(!desk.panel()->isVisible());
    }
    void f9HidesItUntilItIsAskedForAgain()
    {
        Desk desk;
        desk.wide();
        desk.call();
        desk.key(Qt::Key_F9);
        QVERIFY(!desk.panel()->isVisible());
        desk.key(Qt::Key_Escape);
        desk.call();
        QVERIFY(!desk.panel()->isVisible());
        desk.key(Qt::Key_F9);
        QVERIFY(desk.panel()->isVisible());
    }
    void altDownWalksTheStepsAndAnswersLandOnTheLead()
    {
        Desk desk;
        desk.wide();
        desk.call();
        desk.nextStep();
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("seven seats"));
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("this week"));
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("2018 Honda Odyssey"));
        desk.key(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(desk.note()->toPlainText(), QStringLiteral("this week"));
        desk.clock.advance(10 * kSecond);
        const qint64 deeds = desk.count("deed");
        desk.key(Qt::Key_4, Qt::AltModifier); // no answer after all
        QCOMPARE(desk.next, 1);
        QCOMPARE(desk.count("deed"), deeds + 2); // the answers, and the call
        const Lead lead = *load(desk.session->database(), kLead, desk.captured.lead.value);
        QCOMPARE(lead.timeframeWords, QStringLiteral("this week"));
        const auto vehicles = leadVehicles(desk.session->database(), desk.captured.lead);
        QVERIFY(std::any_of(vehicles->begin(), vehicles->end(),
            [](const LeadVehicleRow &row) { return row.trade && row.vehicle.model == QLatin1String("Odyssey"); }));
        QVERIFY(desk.lastNote().contains("seven seats"));
        QVERIFY(undoLast(*desk.session)); // the call first
        QVERIFY(desk.lastNote().contains("seven seats"));
        QVERIFY(undoLast(*desk.session));
        QCOMPARE(desk.lastNote(), QByteArray());
    }
    void whatWasAgreedBesideTheScriptIsNotTypedTwice()
    {
        Desk desk;
        LeadDraft draft = desk.webLead(1);
        draft.trades.clear();
        desk.captured = desk.add(draft);
        desk.wide();
        const auto leave = [&] {
            desk.key(Qt::Key_Escape);
            desk.screen->focusTarget()->setFocus();
        };
        desk.call();
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_1);
        const auto toAsk = [&] {
            return desk.find<QLabel>("lead.prompt.aside")->text().section(QStringLiteral(". "), 1);
        };
        for (const char *asked : {"trade-in", "budget", "who decides"})
            QVERIFY2(toAsk().contains(QLatin1String(asked)), qPrintable(toAsk()));
        leave();
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("tomorrow 5pm"));
        for (int i = 0; i < 3; ++i)
            desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("none")); // their car: nobody asks again
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("2,500 and a loan"));
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("my husband"));
        desk.nextStep();
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("tomorrow 10:30"));
        desk.key(Qt::Key_1, Qt::AltModifier);
        auto *line = desk.find<QLineEdit>("lead.prompt.edit");
        QCOMPARE(line->text(), QStringLiteral("tomorrow 10:30"));
        for (const char *asked : {"trade-in", "budget", "who decides"})
            QVERIFY2(!toAsk().contains(QLatin1String(asked)), qPrintable(toAsk()));
        leave();
        desk.key(Qt::Key_2, Qt::AltModifier);
        QCOMPARE(line->text(), QStringLiteral("tomorrow 5pm"));
        leave();
        desk.note()->selectAll();
        QTest::keyClicks(desk.note(), QStringLiteral("as soon as my wife is back"));
        desk.key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(line->text() != QStringLiteral("as soon as my wife is back")); // no time: the next free one
        QVERIFY(!line->text().isEmpty());
    }
    void aBareDigitIsTextInANoteAndAnOutcomeElsewhere()
    {
        Desk desk;
        desk.wide();
        desk.call();
        desk.nextStep();
        desk.nextStep();
        desk.clock.advance(10 * kSecond);
        QTest::keyClicks(desk.note(), QStringLiteral("4 seats"));
        QCOMPARE(desk.next, 0);
        QCOMPARE(desk.note()->toPlainText(), QStringLiteral("4 seats"));
        desk.key(Qt::Key_Escape); // out of the note, and the call goes on
        QVERIFY(desk.screen->isOnCall());
        desk.key(Qt::Key_4);
        QCOMPARE(desk.next, 1);
    }
    void escapeWithoutAnOutcomeKeepsTheAnswers()
    {
        Desk desk;
        desk.wide();
        desk.call();
        desk.nextStep();
        desk.nextStep();
        QTest::keyClicks(desk.note(), QStringLiteral("hung up"));
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.screen->isOnCall());
        QVERIFY(desk.lastNote().contains("hung up"));
    }
    void objectionsAndTheProcessPageAreCards()
    {
        Desk desk;
        desk.wide();
        desk.call();
        QTest::mouseClick(desk.find<QWidget>("lead.script.objection_price"), Qt::LeftButton);
        auto *card = desk.find<QLabel>("lead.script.card");
        QVERIFY(card->isVisible() && card->text().contains(QStringLiteral("Never invent a discount")));
        QTest::mouseClick(desk.find<QWidget>("lead.script.back"), Qt::LeftButton);
        QVERIFY(!card->isVisible());
        QTest::mouseClick(desk.find<QWidget>("lead.script.process"), Qt::LeftButton);
        QVERIFY(card->isVisible());
        QTest::mouseClick(desk.find<QWidget>("lead.script.voicemail"), Qt::LeftButton);
        QVERIFY(card->text().contains(QStringLiteral("Dana")) && !card->text().contains(u'{'));
    }
    void eachVoicemailOffersTheNextOne()
    {
        Desk desk;
        desk.wide();
        desk.call();
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_3);
        QCOMPARE(*voicemailsHeard(desk.session->database(), desk.captured.lead),
            QStringList{QStringLiteral("voicemail_introduction")});
        ScriptModel model(*desk.session);
        QVERIFY(model.open(desk.captured.lead));
        QCOMPARE(model.voicemail()->key, QStringLiteral("voicemail_value"));
    }
    void itsTextFitsAtEverySize_data()
    {
        QTest::addColumn<int>("percent");
        QTest::newRow("100") << 100;
        QTest::newRow("150") << 150;
        QTest::newRow("200") << 200;
    }
    void itsTextFitsAtEverySize()
    {
        QFETCH(int, percent);
        Desk desk;
        desk.wide({972, 624});
        setTextSize(percent);
        desk.key(Qt::Key_F9);
        QCoreApplication::processEvents();
        QVERIFY(desk.panel()->isVisible());
        QVERIFY(desk.panel()->mapTo(desk.screen.get(), QPoint(desk.panel()->width(), 0)).x() <= desk.screen->width());
        for (const QLabel *label : desk.panel()->findChildren<QLabel *>())
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()) - 1, qPrintable(label->text()));
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/script-%1.png").arg(percent)));
    }
};
UPDESK_TEST(TestScripts);
#include "tst_scripts.moc"
