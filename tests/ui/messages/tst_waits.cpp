// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/leads/activity.h"
#include "core/sequences/gatelog.h"
#include "core/store/apply.h"
#include "tests/ui/messages/messagesdesk.h"

#include <QTimeZone>

using namespace updesk;

/// A message that waits, or was held back, says why in words and until when, in the list and in the thread beside it.
class TestWaits : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

    struct Desk : MessagesDesk {
        Desk() { session->setPerson(dana); }
        void at(int day, int hour)
        {
            clock.set(
                QDateTime(QDate(2026, 3, day), QTime(hour, 0), QTimeZone("America/New_York")).toMSecsSinceEpoch());
        }
        template <class T, class R>
        void put(const T &table, const R &row)
        {
            if (!doDeed(*session, "test", {}, [&](Transaction &tx) { return apply(tx, updesk::put(table, row)); }))
                qFatal("row");
        }
        /// Of a step of a plan, as the program queues it.
        Message ofPlan(StepRunId run)
        {
            Message message = aMessage(*this, sam, "queued");
            message.by = {};
            message.run = run;
            return message;
        }
        MessageId text(LeadId lead)
        {
            OwnMessage own;
            own.lead = lead;
            own.body = words("Hi, Dana at Northgate Motors. It is here. STOP to end.");
            const auto queued = queueMessage(*session, own);
            if (!queued)
                qFatal("text %s %s", qPrintable(queued.error().subject), qPrintable(queued.error().detail));
            return queued->id;
        }
        QString says(MessageId message, MessageList which = MessageList::Waiting)
        {
            show({1366, 768}, which);
            const int row = model()->rowOf(message);
            list()->setCurrentIndex(model()->index(row));
            QApplication::processEvents();
            const QString beside = screen->findChild<QWidget *>(words("messages.state"))->property("text").toString();
            return beside == state(row) ? beside : words("beside: ") + beside + words(", list: ") + state(row);
        }
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }

    void quietHoursAreToldByTheClockOfTheCustomer()
    {
        Desk desk;
        LeadDraft draft = desk.webLead(5);
        draft.phones.front().e164 = words("+14155550123"); // San Francisco
        const LeadId west = desk.add(draft).lead;
        desk.at(13, 10);
        const MessageId id = desk.text(west);
        QCOMPARE(desk.says(id), words("Leaves 11:00. Quiet hours where they are, until 8:00 their time."));
        desk.at(13, 11);
        QCOMPARE(desk.says(id), words("Waits to be sent, until 11:30."));
        desk.at(14, 7); // early in New York too, where they may be as well
        QCOMPARE(desk.says(desk.text(west)), words("Leaves 11:00. Quiet hours where they are."));
    }
    void howLongItCanBeTakenBackIsCounted()
    {
        Desk desk;
        Message message = aMessage(desk, desk.sam, "queued");
        message.notBefore += 8 * kSecond;
        const MessageId id = updesk::lay(desk, message);
        QCOMPARE(desk.says(id), words("Leaves in 8 s. Until then it can be taken back."));
        message.by = {}; // nobody takes back what the program sends
        updesk::lay(desk, message);
        QCOMPARE(desk.says(id), words("Leaves in 8 s."));
    }
    void aCallThatWasAgreedOnHoldsIt()
    {
        Desk desk;
        const MessageId id = updesk::lay(desk, desk.ofPlan({newId(5)}));
        QVERIFY(desk.says(id).startsWith(words("Waits to be sent")));
        Task call;
        call.id = {newId(6)};
        call.lead = desk.sam;
        call.promised = true;
        call.due = desk.clock.now() + 7 * kHour;
        desk.put(kTask, call);
        QCOMPARE(desk.says(id), words("Waits for the call that was agreed on for 17:00."));
        Message theirs = aMessage(desk, desk.sam, "queued");
        QVERIFY(desk.says(updesk::lay(desk, theirs)).startsWith(words("Waits to be sent"))); // a person's own leaves
    }
    void whatAStoppedPlanLeftBehindDoesNotLeave_data()
    {
        QTest::addColumn<int>("why");
        QTest::addColumn<QString>("says");
        QTest::newRow("reply") << int(PlanStop::Reply) << words("It does not leave: they have answered meanwhile.");
        QTest::newRow("visit") << int(PlanStop::Visit)
                               << words("It does not leave: a visit is agreed on, or they came.");
        QTest::newRow("closed") << int(PlanStop::Closed) << words("It does not leave: the lead is closed.");
        QTest::newRow("goes on") << int(PlanStop::None)
                                 << words("It does not leave: its step of the sequence is over.");
    }
    void whatAStoppedPlanLeftBehindDoesNotLeave()
    {
        QFETCH(const int, why);
        Desk desk;
        Enrolment plan;
        plan.id = {newId(7)};
        plan.lead = desk.sam;
        plan.why = PlanStop(why);
        plan.state = plan.why == PlanStop::None ? Enrolment::State::Running : Enrolment::State::Stopped;
        desk.put(kEnrolment, plan);
        StepRun run;
        run.id = {newId(8)};
        run.enrolment = plan.id;
        run.lead = desk.sam;
        run.state = int(RunState::Dropped);
        desk.put(kStepRun, run);
        Message message = desk.ofPlan(run.id);
        message.notBefore += kHour;
        QTEST(desk.says(updesk::lay(desk, message)), "says");
    }
    void aWayThatIsShutIsToldOfAllThatWaitForIt()
    {
        Desk desk;
        Message tried = aMessage(desk, desk.sam, "queued"), behind = aMessage(desk, desk.sam, "queued");
        tried.why = words("server");
        tried.notBefore += 40 * kSecond;
        const MessageId first = updesk::lay(desk, tried), second = updesk::lay(desk, behind);
        Message mail = aMessage(desk, desk.sam, "queued");
        mail.channel = int(Channel::Email);
        const MessageId other = updesk::lay(desk, mail);
        const QString due = words("Waits to be sent, until 10:30.");
        QCOMPARE(desk.says(first), words("Is tried again in 40 s. The server could not be reached."));
        QCOMPARE(desk.says(second), due + words(" The server could not be reached."));
        QCOMPARE(desk.says(other), due);
        desk.clock.advance(2 * kMinute);
        Message left = aMessage(desk, desk.sam, "sent"); // it is open again
        updesk::lay(desk, left);
        QCOMPARE(desk.says(second), due);
    }
    void aWayThatNobodySetUpIsTold()
    {
        Desk desk;
        ChannelSettings mailOnly = bothWays();
        mailOnly.text.reset();
        setUpWays(desk, mailOnly);
        const MessageId id = updesk::lay(desk, aMessage(desk, desk.sam, "queued"));
        QCOMPARE(desk.says(id), words("Waits to be sent, until 10:30. The way to send it is not set up."));
    }
    void theRuleThatHeldItBackIsInWords()
    {
        Desk desk;
        Message message = aMessage(desk, desk.sam, "cancelled");
        message.why = words("US-4");
        const MessageId id = updesk::lay(desk, message);
        QCOMPARE(desk.says(id, MessageList::Troubled), words("Held back. Reason: US-4.")); // its row has not come yet
        GateReason stale;
        stale.rule = message.why;
        stale.code = words("stale");
        stale.day = QDate(2026, 2, 1);
        GateReason ended = stale;
        ended.rule = words("US-5");
        GateLog row;
        row.id = {newId(9)};
        row.lead = desk.sam;
        row.channel = message.channel;
        row.verdict = int(GateVerdict::Says::Block);
        row.rules = words("US-4 US-5");
        row.params = reasonsText({stale, ended}, QDate(2026, 1, 1));
        row.at = message.asked;
        desk.put(kGateLog, row);
        QCOMPARE(desk.says(id, MessageList::Troubled),
            words("Held back. Our do-not-call list is of February 1, 2026 and too old."));
    }
    void pictures()
    {
        Desk desk;
        desk.at(13, 10);
        LeadDraft draft = desk.webLead(5);
        draft.phones.front().e164 = words("+14155550123");
        const MessageId id = desk.text(desk.add(draft).lead);
        Message tried = aMessage(desk, desk.sam, "queued"), mine = aMessage(desk, desk.sam, "queued");
        tried.why = words("server");
        tried.notBefore += 40 * kSecond;
        mine.notBefore += 8 * kSecond;
        updesk::lay(desk, tried);
        updesk::lay(desk, mine);
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark}) {
            setTheme(theme);
            desk.says(id);
            const QString name = theme == ThemeName::Light ? words("light") : words("dark");
            QVERIFY(desk.screen->grab().save(words(UPDESK_BUILD_DIR "/pictures/waits-%1.png").arg(name)));
        }
    }
};

UPDESK_TEST(TestWaits);
#include "tst_waits.moc"
