// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/writingdesk.h"
#include "ui/parts/segments.h"

#include <QComboBox>
#include <QSignalSpy>

using namespace updesk;

/// Writing to a customer beside the lead (ui.md 4): filled from a template, held against the gate, sent and taken back.
class TestComposer : public QObject
{
    Q_OBJECT
    static Time at(int day, int hour, int minute = 0)
    {
        return QDateTime(QDate(2026, 3, day), QTime(hour, minute), QTimeZone("America/New_York")).toMSecsSinceEpoch();
    }
    static QString words(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void whereTheStoreSendsNothingTheKeysLogAsBefore()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_T);
        QVERIFY(!desk.shows("lead.composer"));
        QVERIFY(desk.shows("lead.prompt"));
        QVERIFY(!desk.shows("lead.text"));
    }
    void tWritesATextFilledWithTheLeadsOwnData()
    {
        WritingDesk desk;
        desk.wide();
        QVERIFY(desk.shows("lead.text") && desk.shows("lead.email"));
        desk.key(Qt::Key_T);
        QVERIFY(desk.shows("lead.composer"));
        QVERIFY(desk.edit()->hasFocus());
        QVERIFY(desk.screen->panes().contains(desk.edit())); // F6 leads back to it
        QVERIFY2(desk.edit()->toPlainText().startsWith(words("Hi Sam, Dana at Northgate Motors.")),
            qPrintable(desk.edit()->toPlainText()));
        QVERIFY(!desk.edit()->toPlainText().contains(u'{'));
        QCOMPARE(desk.words("lead.composer.title"), words("Text to Sam Okafor"));
        QVERIFY(desk.words("lead.composer.counter").contains(words("standard alphabet")));
        QCOMPARE(desk.words("lead.composer.send"), words("Send"));
        QVERIFY(desk.find<QWidget>("lead.composer.send")->isEnabled());
    }
    void theCustomersLanguageIsTheFirstAndAnotherIsOneClickAway()
    {
        WritingDesk desk;
        QVERIFY(doDeed(*desk.session, "test", {}, [&](Transaction &tx) -> Result<void> {
            const auto before = load(tx.database(), kCustomer, desk.captured.customer.value);
            Customer after = *before;
            after.language = words("es_MX");
            return apply(tx, set(kCustomer, *before, after));
        }));
        desk.wide();
        desk.key(Qt::Key_T);
        QCOMPARE(desk.model()->language(), 1);
        QVERIFY2(desk.edit()->toPlainText().startsWith(words("Hola Sam")), qPrintable(desk.edit()->toPlainText()));
        Q_EMIT desk.find<Segments>("lead.composer.language")->chosen(0);
        QVERIFY(desk.edit()->toPlainText().startsWith(words("Hi Sam")));
        desk.write(words("My own words"));
        Q_EMIT desk.find<Segments>("lead.composer.language")->chosen(2);
        QCOMPARE(desk.edit()->toPlainText(), words("My own words")); // no template knows them in French
    }
    void aTemplateTakesThePlaceOfTheTextAndCtrlZBringsItBack()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Typed by hand"));
        auto *choice = desk.find<QComboBox>("lead.composer.template");
        const int second =
            int(std::ranges::find(desk.model()->choices(), words("second_text"), &ComposerModel::Choice::key)
                - desk.model()->choices().begin());
        QVERIFY(second > 0 && second < choice->count());
        Q_EMIT choice->activated(second);
        QVERIFY2(
            desk.edit()->toPlainText().contains(words("Shall I send photos")), qPrintable(desk.edit()->toPlainText()));
        QCOMPARE(choice->currentIndex(), second);
        desk.edit()->undo();
        QCOMPARE(desk.model()->body(), words("Typed by hand"));
        for (const ComposerModel::Choice &one : desk.model()->choices())
            QVERIFY(one.key != words("ack_text")); // only the program says that
    }
    void F63_howWeWorkStandsBesideTheMessage()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        const auto *page = desk.find<QLabel>("lead.composer.page");
        QVERIFY(!page->isVisible());
        QTest::mouseClick(desk.find<QWidget>("lead.composer.process"), Qt::LeftButton);
        QVERIFY(page->isVisible());
        QVERIFY2(page->text().startsWith(QStringLiteral("Call first.")), qPrintable(page->text()));
        auto *model = desk.find<ComposerPanel>("lead.composer")->model();
        const auto missed =
            std::ranges::find(model->choices(), QStringLiteral("missed_visit_text"), &ComposerModel::Choice::key);
        model->choose(int(missed - model->choices().begin()));
        QVERIFY2(page->text().startsWith(QStringLiteral("An appointment has")), qPrintable(page->text()));
        QTest::mouseClick(desk.find<QWidget>("lead.composer.process"), Qt::LeftButton);
        QVERIFY(!page->isVisible());
    }
    void theCounterNamesWhatMakesTheTextShort()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(QString(160, u'a'));
        QVERIFY(desk.words("lead.composer.counter").startsWith(words("160 of 160 · 1 segment")));
        QTest::keyClicks(desk.edit(), words("a"));
        QVERIFY(desk.words("lead.composer.counter").contains(words("· 2 segment")));
        desk.model()->setBody(words("Buenos días, señora: ¿mañana?"));
        QVERIFY2(desk.words("lead.composer.foreign").startsWith(words("“í”")),
            qPrintable(desk.words("lead.composer.foreign")));
        QTest::mouseClick(desk.find<QWidget>("lead.composer.plain"), Qt::LeftButton);
        QVERIFY(!desk.shows("lead.composer.foreign"));
        QVERIFY(desk.edit()->toPlainText().startsWith(words("Buenos dias")));
    }
    void aFieldWithoutAValueIsNamedAndKeepsItFromLeaving()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Dana at Northgate Motors: see you {visit}"));
        QVERIFY2(
            desk.words("lead.composer.snag").contains(words("{visit}")), qPrintable(desk.words("lead.composer.snag")));
        QVERIFY(!desk.find<QWidget>("lead.composer.send")->isEnabled());
        desk.send();
        QCOMPARE(desk.count("message"), 0);
        // A template whose field is empty shows the field, for a person to fill.
        const auto &choices = desk.model()->choices();
        const auto reminder = std::ranges::find(choices, words("visit_reminder_text"), &ComposerModel::Choice::key);
        QVERIFY(reminder != choices.end());
        desk.model()->choose(int(reminder - choices.begin()));
        QVERIFY(desk.edit()->toPlainText().contains(words("{visit}")));
        QVERIFY(!desk.model()->unfilled().isEmpty());
    }
    void ctrlEnterQueuesItForTenSecondsAndUndoTakesItBack()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Northgate Motors: your RAV4 is here. Dana"));
        desk.send();
        QVERIFY(!desk.shows("lead.composer"));
        QCOMPARE(desk.said.last(), words("Leaves in 10 s. After that it cannot come back."));
        const Message message = desk.last();
        QCOMPARE(message.state, words("queued"));
        QCOMPARE(message.body, words("Northgate Motors: your RAV4 is here. Dana"));
        QCOMPARE(message.notBefore, desk.clock.now() + kTakeBack);
        QCOMPARE(message.by, desk.dana);
        QCOMPARE(message.text, words("first_text"));
        QVERIFY(desk.words("lead.message.state").startsWith(words("Leaves in 10 s.")));
        desk.clock.advance(3 * kSecond);
        desk.composer(); // the strip counts down with the clock of the panel
        QVERIFY(undoLast(*desk.session));
        QVERIFY(desk.last().id.isNull() || desk.last().state == words("cancelled"));
        QVERIFY(!desk.shows("lead.messages"));
        desk.key(Qt::Key_T); // nothing that was written is lost
        QCOMPARE(desk.edit()->toPlainText(), words("Northgate Motors: your RAV4 is here. Dana"));
    }
    void onceSentNothingOfItIsADraftAnyMore()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Northgate Motors: tomorrow at ten? Dana"));
        desk.send();
        desk.clock.advance(kMinute);
        desk.key(Qt::Key_T);
        QVERIFY(!desk.model()->isKept());
        QVERIFY(desk.edit()->toPlainText() != words("Northgate Motors: tomorrow at ten? Dana"));
        QCOMPARE(desk.count("desk_setting WHERE k LIKE 'message:%'"), 0);
    }
    void atNightTheButtonSaysWhenItLeaves()
    {
        WritingDesk desk;
        desk.wide();
        desk.clock.set(at(12, 23));
        desk.key(Qt::Key_T);
        QVERIFY2(desk.words("lead.composer.send").startsWith(words("Send at ")),
            qPrintable(desk.words("lead.composer.send")));
        QVERIFY(desk.words("lead.composer.send").contains(words("8:00")));
        QVERIFY(desk.words("lead.composer.gate").contains(words("where they are")));
        desk.send();
        QCOMPARE(desk.last().notBefore, at(13, 8));
        QVERIFY(desk.said.last().startsWith(words("Leaves ")) && desk.said.last().contains(words("8:00")));
        QVERIFY(desk.words("lead.message.state").contains(words("8:00")));
    }
    void atNightOnlyAManagerSendsATextAtOnceAndSaysWhy()
    {
        WritingDesk desk;
        desk->setPerson(desk.dana);
        desk.wide();
        desk.clock.set(at(12, 23));
        desk.key(Qt::Key_T);
        desk.write(words("Northgate Motors: the RAV4 is here"));
        QVERIFY(!desk.shows("lead.composer.sendNow"));
        QVERIFY2(desk.words("lead.composer.gate").contains(words("Only a manager can go on")),
            qPrintable(desk.words("lead.composer.gate")));
        desk.composer()->leave();
        desk->setPerson(desk.mike);
        desk.key(Qt::Key_T);
        desk.write(words("Northgate Motors: the RAV4 is here"));
        QVERIFY(desk.shows("lead.composer.sendNow") && desk.shows("lead.composer.why"));
        desk.find<QAbstractButton>("lead.composer.sendNow")->click();
        QCOMPARE(desk.count("message"), 0); // not without a reason
        QTest::keyClicks(desk.find<QLineEdit>("lead.composer.why"), words("he waits for it at the gate"));
        desk.find<QAbstractButton>("lead.composer.sendNow")->click();
        QCOMPARE(desk.count("message"), 1);
        QCOMPARE(desk.last().reason, words("he waits for it at the gate"));
        QCOMPARE(desk.last().notBefore, desk.clock.now() + kTakeBack);
    }
    void theHourThatStrikesWhileItIsWrittenIsSeen()
    {
        WritingDesk desk;
        desk.wide();
        desk.clock.set(at(12, 20, 59));
        desk.key(Qt::Key_T);
        QCOMPARE(desk.words("lead.composer.send"), words("Send"));
        desk.clock.set(at(12, 21, 1));
        for (int second = 0; second < 10; ++second)
            desk.composer()->tick();
        QVERIFY(desk.words("lead.composer.send").startsWith(words("Send at ")));
    }
    void whoRefusedTextsIsNotWrittenTo()
    {
        WritingDesk desk;
        QVERIFY(doNotContact(*desk.session, desk.captured.customer, words("stop it")));
        desk.wide();
        desk.key(Qt::Key_T);
        QVERIFY(desk.shows("lead.composer"));
        QVERIFY2(desk.words("lead.composer.gate").contains(words("asked not to be texted")),
            qPrintable(desk.words("lead.composer.gate")));
        QVERIFY(!desk.find<QWidget>("lead.composer.send")->isEnabled());
        desk.write(words("Northgate Motors, hello"));
        desk.send();
        QCOMPARE(desk.count("message"), 0);
    }
    void againstMostRulesAManagerGoesOnWithAReason()
    {
        WritingDesk desk;
        desk.clock.set(at(12, 12) + 150 * kDay); // long after the inquiry: it is an offer now
        LeadDraft draft = desk.webLead(5); // and nobody agreed to those
        desk.clock.set(at(12, 12));
        const LeadId lead = desk.add(draft).lead;
        desk.clock.set(at(12, 12) + 150 * kDay);
        desk.wide();
        desk.screen->open(lead);
        desk.key(Qt::Key_T);
        desk.write(words("Northgate Motors: new RAV4s are here. Reply STOP to end"));
        QVERIFY2(desk.words("lead.composer.gate").contains(words("Only a manager can go on")),
            qPrintable(desk.words("lead.composer.gate")));
        desk.send();
        QCOMPARE(desk.count("message"), 0);
        desk.composer()->leave();
        desk->setPerson(desk.mike);
        desk.key(Qt::Key_T);
        desk.write(words("Northgate Motors: new RAV4s are here. Reply STOP to end"));
        QVERIFY(desk.shows("lead.composer.why"));
        desk.send();
        QCOMPARE(desk.count("message"), 0); // not without a reason
        QVERIFY(desk.find<QLineEdit>("lead.composer.why")->hasFocus());
        QTest::keyClicks(desk.find<QLineEdit>("lead.composer.why"), words("he asked me at church"));
        QTest::keyClick(desk.find<QLineEdit>("lead.composer.why"), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.count("message"), 1);
        QCOMPARE(desk.last().reason, words("he asked me at church"));
    }
    void theDraftOutlivesThePanelAndTheProgram()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Half a sen"));
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.shows("lead.composer"));
        QVERIFY(desk.screen->focusTarget()->hasFocus());
        QCOMPARE(desk.closes, 0);
        desk.key(Qt::Key_T);
        QCOMPARE(desk.edit()->toPlainText(), words("Half a sen"));
        QCOMPARE(desk.words("lead.composer.note"), words("Your draft, as you left it."));
        desk.key(Qt::Key_Escape);
        {
            ComposerModel model(*desk.session);
            QVERIFY(model.open(desk.captured.lead, Channel::Email));
            model.setBody(words("An email"));
        } // the program ends
        ComposerModel again(*desk.session);
        QVERIFY(again.open(desk.captured.lead, Channel::Email));
        QCOMPARE(again.body(), words("An email"));
        again.close();
        desk->setPerson(desk.omar); // each has their own
        QVERIFY(again.open(desk.captured.lead, Channel::Email));
        QVERIFY(again.body() != words("An email"));
        QCOMPARE(again.open(LeadId{newId(9)}, Channel::Text).error().code, Error::Code::NotFound);
        QVERIFY(again.lead().isNull());
    }
    void aMailHasASubjectAndAFooterThatCannotBeTakenOff()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_E);
        auto *subject = desk.find<QLineEdit>("lead.composer.subject");
        QVERIFY(subject->isVisible() && subject->text().contains(words("RAV4")));
        QVERIFY(!desk.shows("lead.composer.counter"));
        QVERIFY(desk.words("lead.composer.footer").contains(words("12 Harbor Road")));
        subject->clear();
        Q_EMIT subject->textEdited({});
        desk.send();
        QCOMPARE(desk.words("lead.composer.snag"), words("The subject is empty."));
        QCOMPARE(desk.count("message"), 0);
        QVERIFY(subject->hasFocus());
        QTest::keyClicks(subject, words("Your RAV4"));
        desk.send();
        const Message message = desk.last();
        QCOMPARE(message.subject, words("Your RAV4"));
        QVERIFY(message.footer.contains(words("12 Harbor Road")));
        QCOMPARE(message.to, words("person0@example.com"));
        QVERIFY(message.rich.isEmpty()); // it would say something else than what was written
    }
    void whereTheMessageIsTheNextStepTheNextLeadComes()
    {
        WritingDesk desk;
        LeadDraft draft = desk.webLead(3);
        draft.preferredChannel = Channel::Email;
        const LeadId wishing = desk.add(draft).lead;
        desk.clock.advance(kMinute);
        desk.wide();
        desk.screen->open(wishing);
        QCOMPARE(desk.words("lead.sent"), words("Email"));
        QVERIFY(!desk.shows("lead.email")); // once is enough
        QTest::mouseClick(desk.find<QWidget>("lead.sent"), Qt::LeftButton);
        QVERIFY(desk.shows("lead.composer"));
        desk.send();
        QCOMPARE(desk.count("message"), 1);
        QCOMPARE(desk.next, 1);
        desk.screen->open(desk.captured.lead); // a call is what comes next here
        desk.key(Qt::Key_T);
        desk.send();
        QCOMPARE(desk.count("message"), 2);
        QCOMPARE(desk.next, 1);
    }
    void anAnswerToTheirMailSaysWhichOneItAnswers()
    {
        WritingDesk desk;
        desk.wide();
        const auto taken = takeDocument(*desk.session,
            "From: person0@example.com\r\nTo: sales@northgate.example\r\nSubject: The RAV4\r\n"
            "Message-ID: <q7@example.com>\r\nIn-Reply-To: <x@y>\r\n\r\nIs it still there?\r\n",
            words("r.eml"));
        QVERIFY(taken);
        desk.screen->open(desk.captured.lead);
        desk.key(Qt::Key_E);
        QCOMPARE(desk.model()->subject(), words("Re: The RAV4"));
        QCOMPARE(desk.model()->body(), QString());
        desk.write(words("It is. Dana, Northgate Motors"));
        desk.send();
        QVERIFY2(desk.count("message") == 1, qPrintable(desk.words("lead.composer.snag")));
        QCOMPARE(desk.last().inReplyTo, words("q7@example.com"));
        desk.clock.advance(kMinute);
        desk.key(Qt::Key_E);
        desk.model()->setSubject(words("Something else"));
        desk.model()->setBody(words("Dana, Northgate Motors"));
        desk.send();
        QCOMPARE(desk.count("message WHERE subject='Something else' AND in_reply_to=''"), 1);
    }
    void whatHasLeftCannotBeTakenBack()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.send();
        Message message = desk.last();
        QVERIFY(!message.id.isNull());
        desk.clock.advance(20 * kSecond);
        message.state = words("sent");
        message.began = desk.clock.now();
        message.epoch = 1;
        lay(desk, message);
        (void)undoLast(*desk.session); // the toast says what became of it
        QCOMPARE(desk.count("message WHERE deleted=0 AND state='sent'"), 1);
    }
    void theScriptGivesWayAndComesBack()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_F9);
        QVERIFY(desk.shows("lead.script"));
        desk.screen->focusTarget()->setFocus();
        desk.key(Qt::Key_T);
        QVERIFY(!desk.shows("lead.script") && desk.shows("lead.composer"));
        desk.key(Qt::Key_F9);
        QVERIFY(desk.shows("lead.script") && !desk.shows("lead.composer"));
    }
    void duringACallAltAndADigitIsStillTheOutcome()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_C);
        desk.clock.advance(10 * kSecond);
        desk.screen->focusTarget()->setFocus();
        desk.key(Qt::Key_T);
        QTest::keyClicks(desk.edit(), words(" 4 "));
        QCOMPARE(desk.next, 0);
        QTest::keyClick(desk.edit(), Qt::Key_4, Qt::AltModifier);
        QCOMPARE(desk.next, 1);
    }
    void whatTheyWriteMeanwhileIsSaid()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.clock.advance(kMinute);
        QVERIFY(doDeed(*desk.session, "test", {desk.captured.lead}, [&](Transaction &tx) -> Result<void> {
            Activity in;
            in.id = {tx.freshId()};
            in.lead = desk.captured.lead;
            in.customer = desk.captured.customer;
            in.kind = Activity::Kind::Text;
            in.direction = Activity::Direction::In;
            in.at = tx.now();
            in.body = words("Is it still there?");
            return apply(tx, put(kActivity, in));
        }));
        QVERIFY2(desk.words("lead.composer.note").startsWith(words("They have written")),
            qPrintable(desk.words("lead.composer.note")));
    }
    void hugeAndHostileTextsDoNoHarm()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.model()->setBody(QString(5'000, u'x'));
        QVERIFY(!desk.find<QWidget>("lead.composer.send")->isEnabled());
        desk.send();
        desk.model()->setBody(words("  \n \t "));
        desk.send();
        QCOMPARE(desk.words("lead.composer.snag"), words("The message is empty."));
        desk.model()->setBody(words("{{{ [[ }} <b onload=x> {"));
        desk.send();
        QCOMPARE(desk.count("message"), 0);
    }
    void pictures()
    {
        const auto grab = [](LeadDesk &desk, const char *name) {
            QApplication::processEvents();
            QVERIFY(desk.screen->grab().save(
                QStringLiteral(UPDESK_BUILD_DIR "/pictures/") + QLatin1String(name) + QStringLiteral(".png")));
        };
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.model()->setBody(words("Hola Sam, ya está aquí el RAV4. ¿Mañana a las diez? Northgate Motors"));
        grab(desk, "composer-light");
        desk.composer()->leave();
        lay(desk, aMessage(desk, desk.captured.lead, "unknown"));
        Message failed = aMessage(desk, desk.captured.lead, "failed");
        failed.why = words("to");
        failed.said = words("550 no such number");
        lay(desk, failed);
        lay(desk, aMessage(desk, desk.captured.lead, "queued"));
        setTheme(ThemeName::Dark);
        desk.clock.set(at(12, 22));
        desk.key(Qt::Key_E);
        grab(desk, "composer-dark-mail");
        desk.screen->resize(972, 624);
        setTextSize(200);
        grab(desk, "composer-dark-200");
    }
};
UPDESK_TEST(TestComposer);
#include "tst_composer.moc"
