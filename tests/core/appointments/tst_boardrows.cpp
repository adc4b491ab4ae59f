// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/appointments/dealrows.h"
#include "core/appointments/duevisitrows.h"
#include "core/appointments/showroomrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/showroomverbs.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestBoardRows : public QObject
{
    Q_OBJECT

    struct Board {
        TestStore store;
        Time morning = store.clock.now(); // Thursday, 10:00
        LeadId lead(int i)
        {
            LeadDraft draft = store.webLead(i);
            draft.textConsent = i % 2 == 1;
            return store.add(draft).lead;
        }
        LeadId book(int i, Time at, PersonId who)
        {
            const LeadId id = lead(i);
            if (!bookVisit(*store, id, at, who))
                qFatal("book");
            return id;
        }
        std::vector<BoardRow> day(PersonId who = {})
        {
            const auto rules = store->rules();
            const Hours &hours = (*rules)->hours;
            auto rows = boardRows(
                store->database(), hours.startOfDay(store.clock.now()), hours.endOfDay(store.clock.now()), who);
            if (!rows)
                qFatal("board: %s", qPrintable(rows.error().detail));
            return *rows;
        }
        AppointmentId of(LeadId lead) { return appointmentsOfLead(store->database(), lead)->front().id; }
        void call(LeadId id, Outcome outcome)
        {
            CallLog log;
            log.outcome = outcome;
            log.dialledAt = store.clock.now();
            store.clock.advance(20 * kSecond);
            if (!logCall(*store, id, log))
                qFatal("call");
        }
    };
private Q_SLOTS:
    void aDayInTheOrderOfItsTimes()
    {
        Board board;
        const Time tomorrow = board.morning + kDay;
        const LeadId late = board.book(1, tomorrow + 5 * kHour, board.store.dana);
        const LeadId early = board.book(2, tomorrow + kHour, board.store.omar);
        board.book(3, tomorrow + kDay, board.store.dana);
        QVERIFY(board.day().empty());
        board.store.clock.set(tomorrow);
        const auto rows = board.day();
        QCOMPARE(rows.size(), size_t(2));
        QCOMPARE(rows[0].appointment.lead, early);
        QCOMPARE(rows[1].appointment.lead, late);
        QCOMPARE(rows[0].name, QStringLiteral("Jules Tremblay"));
        QCOMPARE(rows[0].wants, QStringLiteral("2024 RAV4 XLE"));
        QCOMPARE(board.day(board.store.dana).size(), size_t(1));
        QCOMPARE(board.day(board.store.mike).size(), size_t(0));
        const auto week = boardRows(board.store->database(), board.morning, board.morning + 7 * kDay, {});
        QCOMPARE(week->size(), size_t(3));
        QCOMPARE(boardRows(board.store->database(), board.morning, board.morning + 7 * kDay, {}, 2)->size(), size_t(2));
    }
    void theCallAndTheTextOfAVisitStandInItsRow()
    {
        Board board;
        const Time at = board.morning + 2 * kDay;
        const LeadId texts = board.book(1, at, board.store.dana), noTexts = board.book(2, at + kHour, board.store.dana);
        board.store.clock.set(at - 3 * kHour);
        auto rows = boardRows(board.store->database(), at, at + kDay, {});
        QCOMPARE(rows->at(0).confirm.due, at - kDay);
        QCOMPARE(rows->at(0).remind.due, at - 2 * kHour);
        QVERIFY(rows->at(0).remind.isOpen());
        QCOMPARE(rows->at(1).remind.due, at - kHour); // who never said yes to texts is texted by a person
        board.store.clock.set(at - 2 * kHour);
        QVERIFY(logSent(*board.store, texts, Channel::Text, 0));
        rows = boardRows(board.store->database(), at, at + kDay, {});
        QCOMPARE(rows->at(0).remind.done, at - 2 * kHour);
        QVERIFY(confirmVisit(*board.store, board.of(noTexts), Channel::Text));
        rows = boardRows(board.store->database(), at, at + kDay, {});
        QCOMPARE(rows->at(1).appointment.confirmedWay, Channel::Text);
        QCOMPARE(rows->at(1).confirm.done, board.store.clock.now());
    }
    void callsThatReachedNobodyAreTries()
    {
        Board board;
        const Time at = board.morning + 2 * kDay;
        const LeadId lead = board.book(1, at, board.store.dana);
        board.call(lead, Outcome::NoAnswer); // two days before: about something else
        board.store.clock.set(at - 20 * kHour);
        board.call(lead, Outcome::NoAnswer);
        board.call(lead, Outcome::Voicemail);
        const auto rows = boardRows(board.store->database(), at, at + 1, {});
        QCOMPARE(rows->front().tries, 2);
        QCOMPARE(rows->front().appointment.state, Appointment::State::NotConfirmed);
    }
    void theVisitAndItsWaitStandInTheRow()
    {
        Board board;
        const LeadId lead = board.book(1, board.morning + kHour, board.store.omar);
        board.store.clock.advance(58 * kMinute);
        const auto came = arriveVisit(*board.store, board.of(lead));
        QVERIFY(came);
        board.store.clock.advance(4 * kMinute);
        auto rows = board.day();
        QCOMPARE(rows.front().visit.id, came->visit);
        QCOMPARE(*waitOf(rows.front().visit, board.store.clock.now()), (Wait{4 * kMinute, true}));
        QVERIFY(reachStep(*board.store, came->visit, VisitStep::Greeted));
        rows = board.day();
        QCOMPARE(*waitOf(rows.front().visit, board.store.clock.now()), (Wait{4 * kMinute, false}));
        const auto rules = board.store->rules();
        QCOMPARE(countsOf(rows, (*rules)->hours, board.store.clock.now()), (BoardCounts{1, 0, 1, 0, 0, 0, 0, 0}));
    }
    void aCallAfterAMissStandsInTheRow()
    {
        Board board;
        const LeadId lead = board.book(1, board.morning + kHour, board.store.omar);
        board.store.clock.advance(2 * kHour);
        QVERIFY(missVisit(*board.store, board.of(lead)));
        QCOMPARE(board.day().front().recover.due, board.store.clock.now());
        QVERIFY(board.day().front().recover.isOpen());
        board.call(lead, Outcome::NoAnswer);
        QVERIFY(board.day().front().recover.done > 0);
    }
    void whoIsInTheStoreIsListedUntilTheyLeave()
    {
        Board board;
        LeadDraft walkIn = board.store.webLead(1);
        walkIn.type = LeadType::WalkIn;
        CaptureChoices keyed;
        keyed.keyed = true;
        const Captured in = board.store.add(walkIn, keyed);
        const auto present = presentRows(board.store->database(), board.morning - kPresentSince);
        QCOMPARE(present->size(), size_t(1));
        QCOMPARE(present->front().visit.lead, in.lead);
        QCOMPARE(present->front().name, QStringLiteral("Maria Lopez"));
        QVERIFY(departVisit(*board.store, present->front().visit.id));
        QVERIFY(presentRows(board.store->database(), 0)->empty());
        QCOMPARE(
            visitorsBetween(board.store->database(), board.morning - kHour, board.morning + kHour)->size(), size_t(1));
    }
    void theSoldLogAddsUpAndUnwoundDealsDoNotCount()
    {
        Board board;
        DealDraft draft;
        draft.vehicle = QStringLiteral("2021 Honda CR-V");
        draft.grossKnown = true;
        draft.frontGross = 180'000;
        draft.backGross = -20'000;
        QVERIFY(sellLead(*board.store, board.lead(1), draft));
        const auto second = sellLead(*board.store, board.lead(2), draft);
        draft.grossKnown = false;
        QVERIFY(sellLead(*board.store, board.lead(3), draft));
        QVERIFY(unwindDeal(*board.store, second->deal, QStringLiteral("loan refused")));
        const auto rows = soldRows(board.store->database(), board.morning, board.morning + kHour);
        QCOMPARE(rows->size(), size_t(3));
        QCOMPARE(sumsOf(*rows), (SoldSums{2, 0, 1, 1, 180'000, -20'000}));
        QVERIFY(soldRows(board.store->database(), board.morning + kHour, board.morning + 2 * kHour)->empty());
    }
    void everyQuestionGoesByAnIndex()
    {
        Board board;
        Database &database = board.store->database();
        StatementTrace trace(database);
        QVERIFY(boardRows(database, 1, 2, {}));
        QVERIFY(appointmentsOfLead(database, {}));
        QVERIFY(presentRows(database, 1));
        QVERIFY(visitorsBetween(database, 1, 2));
        QVERIFY(unmarkedVisits(database, 1, 2, 50));
        QVERIFY(nextUnmarkedVisit(database, 1));
        QVERIFY(comingVisit(database, {}, 1));
        QVERIFY(visitOfAppointment(database, {}));
        QVERIFY(soldRows(database, 1, 2));
        QVERIFY(dealsOfLead(database, {}));
        QVERIFY(appraisalsOfLead(database, {}));
        int asked = 0;
        const auto statements = trace.statements(); // asking for a plan is one too
        for (const auto &[sql, times] : statements) {
            if (!sql.startsWith("SELECT"))
                continue;
            ++asked;
            const QByteArray fault = planFault(planOf(database, sql));
            // A lead's own few rows may be sorted.
            const bool few = fault.contains("TEMP B-TREE") && sql.contains("lead_id=?1");
            QVERIFY2(fault.isEmpty() || few, (fault + "\n" + sql).constData());
        }
        QVERIFY(asked >= 11);
    }
};
UPDESK_TEST(TestBoardRows);
#include "tst_boardrows.moc"
