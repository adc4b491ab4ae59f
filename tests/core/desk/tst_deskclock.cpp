// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/deskclock.h"
#include "core/store/desksetting.h"
#include "core/desk/leadverbs.h"
#include "core/desk/tables.h"
#include "core/desk/undo.h"
#include "core/desk/worker.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/proofrows.h"
#include "core/leads/timelinerows.h"
#include "core/store/check.h"
#include "tests/support/fakecomputer.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QLoggingCategory>

using namespace updesk;

/// A store on a computer whose clock somebody turns; its session runs on the desk's own clock, as the program's does.
class TurnedStore : public TestStore
{
public:
    TurnedStore() { enter(); }
    /// Another start of the program.
    void enter()
    {
        session.reset();
        {
            const auto database = Database::open(path, deskSetup(clock));
            computer.start();
            if (!database || !recallClock(**database, *computer.clock))
                qFatal("clock");
        }
        session = std::move(*Session::open(path, *computer.clock));
        session->setPerson(dana);
    }
    void keep()
    {
        if (!keepClock(session->database(), *computer.clock))
            qFatal("keep");
    }
    QString kept() { return *deskSetting(session->database(), QStringLiteral("clock")); }
    void join(const QByteArray &serverRunning)
    {
        if (!session->database().execute("INSERT INTO state(k,v) VALUES('joined',1),('server_offset',180000)")
            || !setDeskSetting(
                session->database(), QStringLiteral("server_running"), QString::fromLatin1(serverRunning)))
            qFatal("join");
    }
    /// Twenty seconds of a call that nobody takes, from now on.
    Result<CallLogged> call(LeadId lead)
    {
        CallLog log;
        log.outcome = Outcome::NoAnswer;
        log.dialledAt = session->now();
        computer.pass(20 * kSecond);
        return logCall(*session, lead, log);
    }
    LeadNow now(LeadId lead) { return *leadNowOf(session->database(), lead); }

    FakeComputer computer;
};

class TestDeskClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("updesk.clock=false")); }
    void theFileKeepsWhatTheClockMustKnow()
    {
        TurnedStore store;
        QVERIFY(store.kept().isEmpty());
        store.keep();
        const QString first = store.kept();
        QVERIFY(!first.isEmpty());
        store.computer.pass(4 * kMinute);
        store.keep();
        QCOMPARE(store.kept(), first); // nothing that the next start would not see by itself
        store.computer.pass(2 * kMinute);
        store.keep();
        QVERIFY(store.kept() != first);
        const QString second = store.kept();
        store.computer.turn(-20 * kMinute);
        store.keep();
        QVERIFY(store.kept() != second);
        const QString third = store.kept();
        store.keep();
        QCOMPARE(store.kept(), third);
        store.computer.pass(kMinute);
        store.enter();
        QCOMPARE(store.computer.jumped(), -20 * kMinute);
        QCOMPARE(store.computer.clock->memory().jumps.size(), size_t(1));
    }
    void aClockTurnedWhileNoProgramRanIsNoticed()
    {
        TurnedStore store;
        store.keep();
        store.session.reset();
        store.computer.pass(10 * kMinute);
        store.computer.turn(-9 * kMinute);
        store.enter();
        QCOMPARE(store.computer.jumped(), -9 * kMinute);
    }
    void whatIsNoMemoryIsNone()
    {
        TurnedStore store;
        for (const char *text : {"{", "[]", "{\"boot\":7}", "{\"boot\":\"boot\",\"jumps\":[3,[],[1]]}"}) {
            QVERIFY(setDeskSetting(store->database(), QStringLiteral("clock"), QString::fromLatin1(text)));
            store.enter();
            QCOMPARE(store.computer.clock->now(), store.computer.wall.now());
        }
    }
    // The worker beside the window keeps it, and once more when it ends.
    void theWorkerKeepsIt()
    {
        TurnedStore store;
        Worker worker(store.path, *store.computer.clock, {});
        worker.start();
        QTRY_VERIFY(!store.kept().isEmpty());
        const QString first = store.kept();
        store.computer.pass(kMinute);
        worker.stop();
        QVERIFY(store.kept() != first);
    }
    void aLoneDeskTakesTheNewTimeAndMarksWhatItWrites()
    {
        TurnedStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        store.computer.pass(40 * kMinute);
        store.computer.turn(-38 * kMinute);
        QVERIFY(store.call(lead));
        const LeadNow now = store.now(lead);
        QCOMPARE(now.clock, LeadNow::Stopped);
        QCOMPARE(now.firstHuman - now.received, 2 * kMinute); // what whoever turned it wanted
        QCOMPARE(now.clockJump, -38 * 60);
        QCOMPARE(proofOf(now), Proof::ClockJumped);
        QCOMPARE(clockView(clockFactsOf(now), store->now()).clockJump, -38 * 60);
        const auto rows = leadsWithoutProof(store->database(), 10);
        QCOMPARE(int(rows->size()), 1);
        QCOMPARE(rows->front().now.clockJump, -38 * 60);
        QCOMPARE((*countsWithoutProof(store->database())), (ProofCounts{0, 0, 0, 1}));
        QCOMPARE(rebuild(store->database(), store->now(), Rebuild::CompareOnly)->differed, 0);
        const auto report = checkStore(store->database());
        QVERIFY(report && report->sound());
    }
    void aJoinedDeskGoesOnEvenlyAndMarksItAllTheSame()
    {
        TurnedStore store;
        store.join("boot 1773000000000");
        store.enter();
        const Time began = store->now();
        QCOMPARE(began, 1'773'000'000'000 + 3 * kHour); // the server's, whatever this computer's clock says
        const LeadId lead = store.add(store.webLead(1)).lead;
        store.computer.pass(40 * kMinute);
        store.computer.turn(-38 * kMinute);
        QVERIFY(store.call(lead));
        const LeadNow now = store.now(lead);
        QCOMPARE(now.firstHuman - now.received, 40 * kMinute);
        QCOMPARE(now.clockJump, -38 * 60);
        store.keep();
        store.computer.pass(kMinute);
        store.enter(); // started anew, it is the same time and the same doubt
        QCOMPARE(store->now(), began + 41 * kMinute + 20 * kSecond);
        QCOMPARE(store.computer.jumped(), -38 * kMinute);
    }
    void afterAnotherStartOfTheComputerTheLastOffsetCounts()
    {
        TurnedStore store;
        store.join("boot 1773000000000");
        store.computer.reboot(kMinute);
        store.enter();
        QCOMPARE(store->now(), store.computer.wall.now() + 3 * kMinute);
    }
    void aCallBeforeItOrLongAfterItIsSound()
    {
        TurnedStore store;
        const LeadId before = store.add(store.webLead(1)).lead, after = store.add(store.webLead(2)).lead;
        store.computer.pass(kMinute);
        QVERIFY(store.call(before));
        store.computer.turn(20 * kMinute);
        (void)store->now();
        store.computer.pass(kHour + kMinute);
        QVERIFY(store.call(after));
        QCOMPARE(store.now(before).clockJump, 0);
        QCOMPARE(store.now(after).clockJump, 0);
        QCOMPARE(store.count("activity WHERE clock_jump<>0"), 0);
    }
    // Whoever dials within the hour and keys it later has the moment of the dial.
    void aCallKeyedLongAfterItsDialIsMarked()
    {
        TurnedStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        store.computer.pass(40 * kMinute);
        store.computer.turn(-38 * kMinute);
        CallLog log;
        log.outcome = Outcome::NoAnswer;
        log.dialledAt = store->now();
        store.computer.pass(2 * kHour);
        QVERIFY(logCall(*store, lead, log));
        QCOMPARE(store.now(lead).clockJump, -38 * 60);
    }
    // An inquiry that came in by a clock set forward has its answer sooner than it had.
    void theMomentOfTheInquiryCountsToo()
    {
        TurnedStore store;
        store.computer.turn(30 * kMinute);
        const LeadId lead = store.add(store.webLead(1)).lead;
        QCOMPARE(store.now(lead).clockJump, 0); // nothing rests on it yet
        store.computer.turn(-30 * kMinute);
        (void)store->now();
        store.computer.pass(90 * kMinute);
        QVERIFY(store.call(lead));
        QCOMPARE(store.count("activity WHERE kind=0 AND clock_jump=0"), 1);
        QCOMPARE(store.now(lead).clockJump, 30 * 60);
        QCOMPARE(proofOf(store.now(lead)), Proof::ClockJumped);
    }
    void everyVerbMarksWhatItWrites()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        QCOMPARE(store.count("activity WHERE clock_jump<>0"), 0);
        const qint64 before = store.count("activity");
        store.clock.setJumped(-40 * kMinute);
        store->setPerson(store.dana);
        CallLog log;
        log.outcome = Outcome::VisitSet;
        log.appointment = store.clock.now() + kDay;
        QVERIFY(logCall(*store, lead, log));
        QVERIFY(addNote(*store, lead, QStringLiteral("a note")));
        LeadDraft walkIn = store.webLead(2);
        walkIn.type = LeadType::WalkIn;
        CaptureChoices keyed;
        keyed.keyed = true;
        store.add(walkIn, keyed);
        LeadDraft phoneUp = store.webLead(3);
        phoneUp.type = LeadType::Phone;
        keyed.callSeconds = 90;
        store.add(phoneUp, keyed);
        store.add(store.webLead(4));
        QVERIFY(closeLead(*store, lead, Closed::Lost, QStringLiteral("price")));
        const QByteArray reply = "From: " + store.webLead(4).emails.front().address.toLatin1()
            + "\r\nTo: sales@northgate.example\r\nSubject: Re: Yours\r\nIn-Reply-To: <x@y>\r\n"
              "Message-ID: <r@z>\r\n\r\nTomorrow at five is fine.\r\n";
        QCOMPARE(takeDocument(*store, reply, QStringLiteral("r.eml"))->outcome, IntakeResult::Outcome::Filed);
        QVERIFY(store.count("activity") >= before + 7);
        QCOMPARE(store.count("activity WHERE clock_jump=-2400"), store.count("activity") - before);
        for (const char *kind : {"kind=0 AND direction=2", "kind=0 AND direction=1", "kind=2", "kind=3", "kind=4"})
            QVERIFY2(store.count("activity WHERE clock_jump=-2400 AND " + QByteArray(kind)) > 0, kind);
        const auto report = checkStore(store->database());
        QVERIFY(report && report->sound()); // what is in the log is in the rows
    }
    void takenBackAndDoneAgainTheMarkIsThere()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        store.clock.advance(kMinute);
        CallLog log;
        log.outcome = Outcome::NoAnswer;
        log.told = store.clock.now();
        store.clock.setJumped(-40 * kMinute);
        QVERIFY(logCall(*store, lead, log));
        store.clock.setJumped(0);
        QCOMPARE(leadNowOf(store->database(), lead)->clockJump, -2400);
        QCOMPARE(proofOf(*leadNowOf(store->database(), lead)), Proof::ClockJumped); // more than what was merely told
        QVERIFY(undoLast(*store));
        QCOMPARE(leadNowOf(store->database(), lead)->clockJump, 0);
        QVERIFY(redoLast(*store));
        QCOMPARE(leadNowOf(store->database(), lead)->clockJump, -2400);
    }
    void theHistoryHasItLineByLine()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        store.clock.advance(kMinute);
        store.clock.setJumped(90 * kSecond);
        QVERIFY(addNote(*store, one.lead, QStringLiteral("a note")));
        const auto rows = timelineRows(store->database(), one.customer, TimelineKind::All, 50);
        QVERIFY(rows);
        for (const TimelineRow &row : *rows)
            QCOMPARE(row.activity.clockJump,
                row.activity.kind == Activity::Kind::Note && row.from == TimelineRow::From::Activity ? 90 : 0);
    }
};
UPDESK_TEST(TestDeskClock);
#include "tst_deskclock.moc"
