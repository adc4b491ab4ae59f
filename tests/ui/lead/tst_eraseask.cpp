// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/disposal.h"
#include "core/desk/undo.h"
#include "core/leads/lead.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/parts/ask.h"

#include <QDir>
#include <QLineEdit>
#include <QMenu>

using namespace updesk;

/// A manager erases the customer of the open lead: asked twice, and the second time by name.
class TestEraseAsk : public QObject
{
    Q_OBJECT

    struct Desk : LeadDesk {
        explicit Desk(bool manager = true)
        {
            session->setPerson(manager ? mike : dana);
            show();
        }
        PromptBar *prompt() const { return screen->findChild<PromptBar *>(); }
        QAction *action(const char *name = "lead.erase")
        {
            for (auto *menu : screen->findChildren<QMenu *>()) {
                Q_EMIT menu->aboutToShow();
                if (auto *found = menu->findChild<QAction *>(QLatin1String(name)))
                    return found;
            }
            return nullptr;
        }
        void enter(const char *text)
        {
            prompt()->edit()->clear();
            QTest::keyClicks(prompt()->edit(), QString::fromUtf8(text));
            QTest::keyClick(prompt()->edit(), Qt::Key_Return);
        }
        QString shown() const
        {
            QStringList all;
            for (const auto *label : screen->findChildren<QLabel *>())
                if (label->isVisible())
                    all << label->text() << label->accessibleName();
            return all.join(u'\n');
        }
    };

private Q_SLOTS:
    void onlyManagersHaveIt()
    {
        Desk sales(false);
        QVERIFY(!sales.action());
        Desk manager;
        QVERIFY(manager.action());
    }
    void aLegalHoldIsSetWithItsReasonAndLifted()
    {
        Desk sales(false);
        QVERIFY(!sales.action("lead.hold"));
        Desk desk;
        const CustomerId customer = load(desk->database(), kLead, desk.captured.lead.value)->customer;
        const auto hold = [&] { return *legalHold(desk->database(), customer); };
        desk.action("lead.hold")->trigger();
        QVERIFY(desk.prompt()->isAsking());
        desk.enter("  ");
        QVERIFY(desk.prompt()->isAsking()); // a reason is needed
        desk.enter("Okafor against Northgate");
        QVERIFY(!desk.prompt()->isAsking());
        QVERIFY(hold());
        QCOMPARE(hold()->reason, QStringLiteral("Okafor against Northgate"));
        QVERIFY(desk.said.join(u' ').contains(QLatin1String("A legal hold keeps this person")));
        QCoreApplication::processEvents();
        desk.action("lead.liftHold")->trigger();
        desk.enter("settled");
        QVERIFY(!hold());
        QVERIFY(undoLast(*desk));
        QVERIFY(hold());
        QVERIFY(undoLast(*desk));
        QVERIFY(!hold());
    }
    void aReasonThatIsHalfTypedStandsThereAgain()
    {
        Desk desk;
        const auto *edit = desk.prompt()->edit();
        const auto open = [&] { desk.action("lead.hold")->trigger(); };
        open();
        QVERIFY(edit->text().isEmpty());
        QTest::keyClicks(desk.prompt()->edit(), QStringLiteral("Okafor against"));
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.prompt()->isAsking());
        open();
        QCOMPARE(edit->text(), QStringLiteral("Okafor against"));
        QTest::keyClick(desk.prompt()->edit(), Qt::Key_End);
        QTest::keyClicks(desk.prompt()->edit(), QStringLiteral(" Nor"));
        for (auto *button : desk.prompt()->findChildren<Button *>()) {
            if (button->text() == QLatin1String("Back"))
                button->click();
        }
        QVERIFY(!desk.prompt()->isAsking());
        desk.screen->act(Letter::Note); // another question has words of its own
        QVERIFY(edit->text().isEmpty());
        QTest::keyClicks(desk.prompt()->edit(), QStringLiteral("Wants red"));
        open(); // and keeps them when this one takes its place
        QCOMPARE(edit->text(), QStringLiteral("Okafor against Nor"));
        desk.session->setPerson(desk.omar);
        desk.screen->act(Letter::Note);
        QVERIFY(edit->text().isEmpty()); // it is theirs who typed it
        desk.session->setPerson(desk.mike);
        desk.screen->act(Letter::Note);
        QCOMPARE(edit->text(), QStringLiteral("Wants red"));
        QTest::keyClick(desk.prompt()->edit(), Qt::Key_End);
        QTest::keyClicks(desk.prompt()->edit(), QStringLiteral(" or blue"));
        desk.screen->act(Letter::Note); // asked twice
        QCOMPARE(edit->text(), QStringLiteral("Wants red or blue"));
        open();
        desk.enter("Okafor against Northgate");
        QVERIFY(undoLast(*desk));
        open();
        QVERIFY(edit->text().isEmpty()); // it was taken
    }
    void whatAnotherDeskHeldMeanwhileIsSaid()
    {
        Desk desk;
        const CustomerId customer = load(desk->database(), kLead, desk.captured.lead.value)->customer;
        desk.action("lead.hold")->trigger();
        QVERIFY(setLegalHold(*desk, customer, QStringLiteral("claim")));
        desk.enter("claim too");
        // Where the reason was typed, and it stays there.
        QCOMPARE(
            desk.prompt()->reading(), QStringLiteral("A legal hold keeps this person already. Nothing was changed."));
        QVERIFY(desk.prompt()->isAsking());
        if (const QString folder = qEnvironmentVariable("UPDESK_PICTURES"); !folder.isEmpty())
            QVERIFY(desk.screen->grab().save(QDir(folder).filePath(QStringLiteral("lead-held-already.png"))));
        QCOMPARE(desk.prompt()->edit()->text(), QStringLiteral("claim too"));
        QCOMPARE(legalHold(desk->database(), customer)->value().reason, QStringLiteral("claim"));
    }
    void whatAnotherDeskLiftedMeanwhileIsSaid()
    {
        Desk desk;
        const CustomerId customer = load(desk->database(), kLead, desk.captured.lead.value)->customer;
        QVERIFY(setLegalHold(*desk, customer, QStringLiteral("claim")));
        desk.action("lead.liftHold")->trigger();
        QVERIFY(liftLegalHold(*desk, customer, QStringLiteral("settled")));
        desk.enter("settled too");
        QCOMPARE(desk.prompt()->reading(), QStringLiteral("No legal hold keeps this person. Nothing was changed."));
    }
    void whoIsHeldMeanwhileIsNotErased()
    {
        Desk desk;
        const CustomerId customer = load(desk->database(), kLead, desk.captured.lead.value)->customer;
        answerNext(0);
        desk.action()->trigger();
        QVERIFY(setLegalHold(*desk, customer, QStringLiteral("claim")));
        desk.enter("Okafor");
        QVERIFY2(desk.prompt()->reading().contains(QLatin1String("A legal hold keeps this person: claim.")),
            qPrintable(desk.prompt()->reading()));
        QCOMPARE(desk.count("erasure"), 0);
    }
    void itIsAskedTwiceAndByName()
    {
        Desk desk;
        answerNext(-1); // Esc: nothing
        desk.action()->trigger();
        QVERIFY(lastQuestion().title.contains(QLatin1String("Sam Okafor")));
        QVERIFY(lastQuestion().text.contains(QLatin1String("no undo")));
        QVERIFY(!desk.prompt()->isAsking());
        answerNext(0);
        desk.action()->trigger();
        QVERIFY(desk.prompt()->isAsking());
        desk.enter("Okafer");
        QVERIFY(desk.prompt()->isAsking());
        QCOMPARE(desk.count("erasure"), 0);
        desk.enter(" okafor");
        QCOMPARE(desk.count("erasure"), 1);
        QVERIFY(!desk.prompt()->isAsking());
        QVERIFY(desk.said.join(u' ').contains(QLatin1String("This person was erased.")));
    }
    void theOpenLeadThenSaysErased()
    {
        Desk desk;
        answerNext(0);
        desk.action()->trigger();
        desk.enter("Okafor");
        QCoreApplication::processEvents();
        QCOMPARE(desk.count("erasure"), 1);
        QCOMPARE(desk.screen->breadcrumb(), QStringLiteral("/ Erased"));
        for (const char *said : {"Okafor", "person0@", "evening", "Is the XLE on the lot"})
            QVERIFY2(!desk.shown().contains(QLatin1String(said)), said);
        QVERIFY(!desk.action()); // once is enough
        for (const char *name :
            {"lead.call", "lead.sent", "lead.text", "lead.email", "lead.visit", "lead.note", "lead.snooze"})
            QVERIFY2(!desk.screen->findChild<QWidget *>(QLatin1String(name))->isVisible(), name);
        for (const Letter letter : {Letter::Call, Letter::Note, Letter::Appointment, Letter::Text, Letter::Email}) {
            desk.screen->act(letter);
            QVERIFY(!desk.prompt()->isAsking());
            QVERIFY(desk.shown().contains(QLatin1String("This person was erased for good.")));
        }
        QCOMPARE(desk.dialler.dialled, QStringList());
        if (const QString folder = qEnvironmentVariable("UPDESK_PICTURES"); !folder.isEmpty())
            QVERIFY(desk.screen->grab().save(QDir(folder).filePath(QStringLiteral("lead-erased.png"))));
        desk.screen.reset(); // it holds the session that closes
        desk.reopen();
    }
};
UPDESK_TEST(TestEraseAsk);
#include "tst_eraseask.moc"
