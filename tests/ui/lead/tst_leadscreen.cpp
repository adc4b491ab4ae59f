// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filetext.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/callbar.h"
#include "ui/lead/keybutton.h"
#include "ui/lead/leadhead.h"
#include "ui/lead/timelineview.h"
#include "ui/parts/banner.h"

#include <QDir>
#include <QMenu>

using namespace updesk;

class TestLeadScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fourIsNoAnswerAndTheNextLeadOpens()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        QCOMPARE(desk.dialler.dialled.size(), 1);
        QVERIFY(desk.shows("call.bar"));
        QVERIFY(desk.session->isHeld(desk.captured.lead));
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_4);
        QCOMPARE(desk.lastCall(), QByteArray("4 2 10"));
        QCOMPARE(desk.now().clock, LeadNow::Stopped);
        QCOMPARE(desk.now().attempts, 1);
        QCOMPARE(desk.next, 1);
        QCOMPARE(desk.said, QStringList{QStringLiteral("No answer logged. Next call 14:00.")});
        QVERIFY(!desk.shows("call.bar"));
    }
    void theMenuTakesTheMarkOfAnAngryMessageOff()
    {
        LeadDesk desk;
        desk.show();
        const auto offered = [&]() -> QAction * {
            auto *menu = desk.screen->findChild<QMenu *>();
            Q_EMIT menu->aboutToShow();
            for (QAction *action : menu->actions())
                if (action->text() == QStringLiteral("Take the mark off: Urgent"))
                    return action;
            return nullptr;
        };
        QVERIFY(!offered());
        desk.clock.advance(kMinute);
        QVERIFY(fileText(*desk,
            {QStringLiteral("LS1"), loadAll(desk->database(), kPhone)->front().e164, QStringLiteral("+14045550100"),
                QStringLiteral("it is urgent"), 0}));
        QTRY_VERIFY(offered());
        if (const QString folder = qEnvironmentVariable("UPDESK_PICTURES"); !folder.isEmpty()) {
            for (const int size : {100, 200}) {
                for (const ThemeName name : {ThemeName::Light, ThemeName::Dark}) {
                    setTextSize(size);
                    setTheme(name);
                    QCoreApplication::processEvents();
                    QVERIFY(desk.screen->grab().save(
                        QDir(folder).filePath(QStringLiteral("tone-lead-%1-%2.png").arg(size).arg(int(name)))));
                }
            }
            setTheme(ThemeName::Light);
            setTextSize(100);
        }
        offered()->trigger();
        QCOMPARE(desk.said, QStringList{QStringLiteral("The mark was taken off.")});
        QTRY_VERIFY(!offered());
        QVERIFY(desk.now().waitingSince > 0);
    }
    void whoCallsALeadThatNobodyHasTakesIt()
    {
        LeadDesk desk;
        QVERIFY(commitDeed(*desk, "test", [&](Transaction &tx) -> Result<void> {
            const auto lead = load(tx.database(), kLead, desk.captured.lead.value);
            Lead free = *lead;
            free.owner = {};
            return apply(tx, set(kLead, *lead, free, Op::Kind::Assign));
        }));
        desk.show();
        QVERIFY(desk.now().owner.isNull());
        desk.key(Qt::Key_C);
        QCOMPARE(desk.now().owner, desk.dana);
        QCOMPARE(desk.dialler.dialled.size(), 1);
        QVERIFY(desk.shows("call.bar"));
    }
    void undoTakesTheOutcomeBack()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_3);
        QCOMPARE(desk.now().attempts, 1);
        QVERIFY(undoLast(*desk));
        QCOMPARE(desk.now().attempts, 0);
        QCOMPARE(desk.now().clock, LeadNow::Running);
        QCOMPARE(desk.count("activity WHERE kind=0 AND deleted=1"), 1);
    }
    void keyedTooSoonIsNotVerified()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(3 * kSecond);
        desk.key(Qt::Key_4);
        QCOMPARE(desk.now().clock, LeadNow::Running);
        QVERIFY(desk.said.value(0).contains(QStringLiteral("Not verified")));
    }
    void anOutcomeNeedsACall()
    {
        LeadDesk desk;
        desk.show();
        for (int n = 0; n < 7; ++n)
            desk.key(Qt::Key(Qt::Key_1 + n));
        QCOMPARE(desk.count("activity WHERE kind=0"), 0);
    }
    void oneBooksAVisitAtTheTimeTyped()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(30 * kSecond);
        desk.key(Qt::Key_1);
        auto *edit = desk.find<QLineEdit>("lead.prompt.edit");
        QCOMPARE(edit->text(), QStringLiteral("11:30 Dana")); // the first free half hour an hour from now
        desk.clock.advance(kMinute); // asking when takes its time; the call is over
        desk.type("sat 10 omar");
        QCOMPARE(desk.find<QLabel>("lead.prompt.reading")->text(), QStringLiteral("Sat 10:00 with Omar Khan"));
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.lastCall(), QByteArray("1 2 30"));
        QCOMPARE(desk.count("appointment"), 1);
        QCOMPARE(desk.list("SELECT at FROM appointment").trimmed().toLongLong(),
            QDateTime(QDate(2026, 3, 14), QTime(10, 0), QTimeZone("America/New_York")).toMSecsSinceEpoch());
        QCOMPARE(desk.list("SELECT p.name FROM appointment a JOIN person p ON p.id=a.person_id").trimmed(),
            QByteArray("Omar Khan"));
        QCOMPARE(desk.count("task WHERE kind=3 AND dropped=0"), 1);
        QCOMPARE(desk.next, 1);
    }
    void oneWithEnterTakesTheFreeSlot()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(30 * kSecond);
        desk.key(Qt::Key_1);
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.count("appointment"), 1);
        QCOMPARE(desk.said.value(0), QStringLiteral("Visit set for 11:30 with Dana."));
    }
    void aTimeThatMakesNoSenseIsSaidAndNothingSaved()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(30 * kSecond);
        desk.key(Qt::Key_2);
        for (const char *wrong : {"", "whenever", "today 9am"}) {
            desk.type(wrong);
            if (!*wrong)
                desk.find<QLineEdit>("lead.prompt.edit")->clear();
            desk.key(Qt::Key_Return);
            QCOMPARE(desk.count("activity WHERE kind=0"), 0);
        }
        QVERIFY(desk.find<QLabel>("lead.prompt.reading")->text().contains(QStringLiteral("passed")));
        desk.type("2h");
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.now().nextDue, desk.clock.now() + 2 * kHour);
        QVERIFY(desk.now().promised);
    }
    void fiveFindsAnotherWayToday()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_5);
        QCOMPARE(desk.now().nextKind, Task::Kind::FindContact);
        desk.key(Qt::Key_C); // and now there is nothing to call
        QCOMPARE(desk.dialler.dialled.size(), 1);
        QVERIFY(desk.screen->findChild<Banner *>()->words().contains(QStringLiteral("no phone")));
    }
    void sixPicksAReasonByLetter()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_6);
        desk.key(Qt::Key_B);
        QCOMPARE(desk.now().closed, Closed::Lost);
        QCOMPARE(desk.list("SELECT closed_why FROM lead").trimmed(), QByteArray("price"));
        QCOMPARE(desk.said.value(0), QStringLiteral("Closed as lost: Price too high."));
    }
    void sevenRefusesEveryLaterCallInWords()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_7);
        desk.key(Qt::Key_C);
        QCOMPARE(desk.dialler.dialled.size(), 1);
        QVERIFY(!desk.screen->isOnCall());
        QVERIFY(desk.screen->findChild<Banner *>()->words().contains(QStringLiteral("asked not to be contacted")));
    }
    void whileTypingOutcomesNeedAlt()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(20 * kSecond);
        desk.key(Qt::Key_N);
        desk.type("4 seats are too few, call 5");
        QCOMPARE(desk.count("activity WHERE kind=0"), 0);
        desk.key(Qt::Key_4, Qt::AltModifier);
        QCOMPARE(desk.lastCall(), QByteArray("4 2 20"));
        QCOMPARE(desk.list("SELECT body FROM activity WHERE kind=0").trimmed(),
            QByteArray("4 seats are too few, call 5")); // what was being written belongs to the call
    }
    void escLeavesTheQuestionThenTheCallThenThePanel()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.key(Qt::Key_2);
        QVERIFY(desk.shows("lead.prompt"));
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.shows("lead.prompt"));
        QVERIFY(desk.screen->isOnCall());
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.screen->isOnCall());
        QCOMPARE(desk.closes, 0);
        QVERIFY(desk.screen->goBack());
        QCOMPARE(desk.closes, 1);
        QCOMPARE(desk.count("activity WHERE kind=0"), 0);
    }
    void aCallFromAnotherPhoneIsTold()
    {
        LeadDesk desk;
        desk.clock.advance(20 * kMinute);
        desk.show();
        desk.key(Qt::Key_C);
        QTest::mouseClick(desk.find<Button>("call.told"), Qt::LeftButton);
        desk.type("10:04");
        desk.key(Qt::Key_Return);
        QVERIFY(desk.screen->isOnCall());
        desk.key(Qt::Key_4);
        QCOMPARE(desk.lastCall(), QByteArray("4 1 0"));
        QCOMPARE(desk.now().firstEvidence, Evidence::Told);
        QVERIFY(desk.said.value(0).contains(QStringLiteral("told")));
    }
    void anAnswerByATurnedClockIsShownInDoubt()
    {
        LeadDesk desk;
        desk.clock.advance(2 * kMinute);
        desk.show();
        auto *clock = desk.find<ClockBox>("lead.clock");
        QVERIFY(!clock->toolTip().contains(QStringLiteral("clock of the computer")));
        const QImage running = clock->grab().toImage();
        desk.clock.setJumped(-40 * kMinute);
        desk.key(Qt::Key_C);
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_4);
        desk.screen->open(desk.captured.lead);
        const QString words = QStringLiteral(
            "Answered in 2 minute(s). The clock of the computer that wrote this down had been set back by "
            "40 minute(s) within the hour before");
        QCOMPARE(clock->toolTip(), words);
        QCOMPARE(clock->accessibleName(), words);
        const LeadWords lead(*desk.session->rules());
        QCOMPARE(lead.clock(desk.now(), desk.clock.now()).mark, ClockMark::Doubted);
        QVERIFY(clock->grab().toImage() != running);
        desk.clock.setJumped(0); // it was so then, whatever the clock does later
        desk.clock.advance(3 * kHour);
        desk.screen->open(desk.captured.lead);
        QCOMPARE(clock->toolTip(), words);
    }
    void withoutAPhoneProgramTheNumberShowsLarge()
    {
        LeadDesk desk;
        desk.dialler.can = false;
        desk.show();
        desk.key(Qt::Key_C);
        auto *bar = desk.screen->findChild<CallBar *>();
        QCOMPARE(bar->numberText(), QStringLiteral("(555) 201-0000"));
        desk.clock.advance(24 * kSecond);
        bar->setElapsed(24 * kSecond);
        QCOMPARE(bar->timerText(), QStringLiteral("00:24"));
        desk.key(Qt::Key_3);
        QCOMPARE(desk.lastCall(), QByteArray("3 2 24")); // dialled by hand is dialled all the same
    }
    void notesSnoozesGradesOwnersAndLostByTheirKeys()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_N);
        desk.type("needs seven seats");
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.count("activity WHERE kind=4 AND body='needs seven seats'"), 1);
        desk.key(Qt::Key_S);
        desk.type("tomorrow 5pm");
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.said.value(1), QStringLiteral("Snoozed until Fri 17:00."));
        desk.key(Qt::Key_G);
        desk.key(Qt::Key_C);
        desk.type("no time frame");
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.now().grade, 3);
        desk.key(Qt::Key_G);
        desk.key(Qt::Key_R);
        QVERIFY(desk.now().grade < 3);
        desk.key(Qt::Key_O);
        desk.type("ada"); // inactive
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.now().owner, desk.dana);
        desk.type("om");
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.now().owner, desk.omar);
        desk.key(Qt::Key_A);
        desk.type("3/14 10:30");
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.count("appointment"), 1);
        desk.key(Qt::Key_L);
        desk.key(Qt::Key_A);
        QCOMPARE(desk.now().closed, Closed::Lost);
        QCOMPARE(desk.said.size(), 7);
        for (int n = 0; n < 7; ++n)
            QVERIFY(undoLast(*desk));
        QCOMPARE(desk.now().closed, Closed::Open);
        QCOMPARE(desk.now().owner, desk.dana);
    }
    void whatIsNotKnownYetStandsWhereAVisitIsSet()
    {
        LeadDesk desk;
        desk.show();
        const auto aside = [&] {
            auto *label = desk.find<QLabel>("lead.prompt.aside");
            return label->isVisible() ? label->text() : QString();
        };
        const QString asks = QStringLiteral("Known: vehicle, time frame, trade-in. To ask: budget, who decides.");
        desk.key(Qt::Key_A);
        QCOMPARE(aside(), asks);
        desk.type("3/20 10:00");
        QVERIFY(desk.find<QLabel>("lead.prompt.reading")->text().contains(QStringLiteral("48 hours")));
        QCOMPARE(aside(), asks);
        QVERIFY(desk.find<QLineEdit>("lead.prompt.edit")->accessibleDescription().contains(asks));
        desk.key(Qt::Key_Escape);
        desk.key(Qt::Key_S); // no visit
        QVERIFY(desk.shows("lead.prompt.edit") && aside().isEmpty());
        desk.key(Qt::Key_Escape);
        QVERIFY(commitDeed(*desk, "test", [&](Transaction &tx) -> Result<void> {
            const auto lead = load(tx.database(), kLead, desk.captured.lead.value);
            Lead told = *lead;
            told.downPayment = 200'000;
            return apply(tx, set(kLead, *lead, told));
        }));
        desk->refresh({desk.captured.lead});
        desk.key(Qt::Key_C);
        desk.clock.advance(30 * kSecond);
        desk.key(Qt::Key_1);
        QCOMPARE(aside(), QStringLiteral("Known: vehicle, time frame, budget, trade-in. To ask: who decides."));
        desk.key(Qt::Key_Return); // and keeps nothing from being booked
        QCOMPARE(desk.count("appointment"), 1);
    }
    void whoDecidesIsSaidByALetterWhereAVisitIsSet()
    {
        LeadDesk desk;
        desk.show();
        const auto lead = [&] { return *load(desk->database(), kLead, desk.captured.lead.value); };
        const auto offers = [&](const char *words) {
            for (const KeyButton *button : desk.find<QWidget>("lead.prompt")->findChildren<KeyButton *>()) {
                if (button->isVisible() && button->accessibleName().contains(QLatin1String(words)))
                    return true;
            }
            return false;
        };
        desk.key(Qt::Key_A);
        QVERIFY(offers("Decides alone") && offers("Others decide too"));
        QVERIFY(!offers("No trade-in")); // one is named
        desk.type("3/20 10:00");
        desk.key(Qt::Key_D, Qt::AltModifier);
        QCOMPARE(lead().decides, Decides::Alone);
        QCOMPARE(desk.said.last(), QStringLiteral("Kept on the lead: Decides alone."));
        const QString known = QStringLiteral("Known: vehicle, time frame, trade-in, who decides. To ask: budget.");
        QCOMPARE(desk.find<QLabel>("lead.prompt.aside")->text(), known);
        QVERIFY(desk.find<QLineEdit>("lead.prompt.edit")->accessibleDescription().contains(known));
        QVERIFY(!offers("Decides alone"));
        QCOMPARE(desk.find<QLineEdit>("lead.prompt.edit")->text(), QStringLiteral("3/20 10:00"));
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.count("appointment"), 1);
        QVERIFY(undoLast(*desk));
        QCOMPARE(lead().decides, Decides::Alone); // the visit alone is taken back
        desk.key(Qt::Key_C); // and at the next call it stands there
        desk.clock.advance(30 * kSecond);
        desk.key(Qt::Key_1);
        QCOMPARE(desk.find<QLabel>("lead.prompt.aside")->text(), known);
        QVERIFY(!offers("Decides alone"));
    }
    void aLetterAloneSaysNothingOfABuyerWhileAVisitIsSet()
    {
        for (const bool alt : {false, true}) {
            LeadDesk desk;
            desk.show();
            desk.key(Qt::Key_A);
            desk.screen->focusTarget()->setFocus(); // as a click beside the line leaves it
            QVERIFY(desk.find<QLineEdit>("lead.prompt.edit")->isVisible());
            QVERIFY(!desk.find<QLineEdit>("lead.prompt.edit")->hasFocus());
            desk.key(Qt::Key_O, alt ? Qt::AltModifier : Qt::NoModifier);
            QCOMPARE(load(desk->database(), kLead, desk.captured.lead.value)->decides,
                alt ? Decides::Others : Decides::Unknown); // as the letter is shown
        }
    }
    void theLastCallCanBeMarkedUnverified()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_U);
        QVERIFY(desk.screen->findChild<Banner *>()->words().contains(QStringLiteral("no call")));
        desk.key(Qt::Key_C);
        desk.clock.advance(20 * kSecond);
        desk.key(Qt::Key_4);
        desk.key(Qt::Key_U);
        QCOMPARE(desk.count("activity WHERE kind=0 AND corrects_id IS NOT NULL"), 1);
        const QAbstractItemModel *lines = desk.find<TimelineView>("lead.timeline")->model();
        int calls = 0;
        for (int row = 0; row < lines->rowCount(); ++row)
            calls += lines->index(row, 0).data().toString().startsWith(QStringLiteral("No answer"));
        QCOMPARE(calls, 1);
    }
    void lettersCanBeSwitchedOff()
    {
        LeadDesk desk;
        desk.show();
        const auto back = qScopeGuard([] { letterKeys()->setOn(true); });
        letterKeys()->setOn(false);
        desk.key(Qt::Key_C);
        QVERIFY(desk.dialler.dialled.isEmpty());
        QTest::mouseClick(desk.find<Button>("lead.call"), Qt::LeftButton);
        QCOMPARE(desk.dialler.dialled.size(), 1);
    }
    void theLeadIsHeldWhileItIsOpen()
    {
        LeadDesk desk;
        const Captured other = desk.add(desk.webLead(1));
        desk.show();
        QVERIFY(desk.session->isHeld(desk.captured.lead));
        desk.screen->open(other.lead);
        QVERIFY(!desk.session->isHeld(desk.captured.lead));
        QVERIFY(desk.session->isHeld(other.lead));
        desk.screen->hide();
        QVERIFY(!desk.session->isHeld(other.lead));
    }
};
UPDESK_TEST(TestLeadScreen);
#include "tst_leadscreen.moc"
