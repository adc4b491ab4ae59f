// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/appointmentrules.h"
#include "core/appointments/qualify.h"
#include "core/appointments/showroom.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

class TestAppointmentRules : public QObject
{
    Q_OBJECT
    using State = Appointment::State;
    static Appointment set(const char *setAt, const char *at)
    {
        Appointment visit;
        visit.setAt = newYork(setAt);
        visit.at = newYork(at);
        return visit;
    }
private Q_SLOTS:
    void whatMayFollowWhat_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QByteArray>("to"); // one letter a state, those that may follow
        const QByteArray ahead = "ncamrx"; // not confirmed, confirmed, arrived, missed, rescheduled, cancelled
        QTest::newRow("set") << int(State::Set) << ahead;
        QTest::newRow("not confirmed") << int(State::NotConfirmed) << ahead;
        QTest::newRow("confirmed") << int(State::Confirmed) << ahead;
        QTest::newRow("arrived") << int(State::Arrived) << QByteArray();
        QTest::newRow("missed") << int(State::Missed) << QByteArray("ar"); // who came late, or gets another time
        QTest::newRow("moved") << int(State::Rescheduled) << QByteArray();
        QTest::newRow("cancelled") << int(State::Cancelled) << QByteArray();
        QTest::newRow("sold") << int(State::Sold) << QByteArray();
    }
    void whatMayFollowWhat()
    {
        QFETCH(const int, from);
        QFETCH(const QByteArray, to);
        static constexpr std::pair<State, char> kLetters[] = {{State::Set, 's'}, {State::NotConfirmed, 'n'},
            {State::Confirmed, 'c'}, {State::Arrived, 'a'}, {State::Missed, 'm'}, {State::Rescheduled, 'r'},
            {State::Cancelled, 'x'}, {State::Sold, '$'}};
        QByteArray may;
        for (const auto &[state, letter] : kLetters) {
            if (mayBecome(State(from), state))
                may += letter;
        }
        QCOMPARE(may, to);
    }
    void whoIsBookedForTheSameDayNeedsNoCall()
    {
        QVERIFY(!needsConfirmation(newYork("2026-03-12T08:00"), newYork("2026-03-12T17:30"), store()));
        QVERIFY(needsConfirmation(newYork("2026-03-11T19:50"), newYork("2026-03-12T08:00"), store()));
        // At 23:30 New York it is tomorrow in Greenwich.
        QVERIFY(!needsConfirmation(newYork("2026-03-12T09:00"), newYork("2026-03-12T23:30"), store()));
    }
    void theCallIsDueADayBeforeAndTheTextTwoHours()
    {
        const Time at = newYork("2026-03-14T10:00");
        QCOMPARE(confirmDue(newYork("2026-03-10T10:00"), at), newYork("2026-03-13T10:00"));
        QCOMPARE(confirmDue(newYork("2026-03-13T18:00"), at), newYork("2026-03-13T18:00")); // at once
        QCOMPARE(remindDue(newYork("2026-03-10T10:00"), at), newYork("2026-03-14T08:00"));
        QCOMPARE(remindDue(newYork("2026-03-14T08:00"), at), Time(0)); // that would be no reminder
        QCOMPARE(remindDue(newYork("2026-03-14T09:00"), at), Time(0));
    }
    void aNightOnWhichTheClockChangesMovesNoDistance()
    {
        // The clock goes forward on 8 March 2026: 24 hours before 10:00 is 9:00.
        QCOMPARE(confirmDue(newYork("2026-03-01T10:00"), newYork("2026-03-08T10:00")), newYork("2026-03-07T09:00"));
    }
    void moreThanFortyEightHoursIsFarAhead()
    {
        const Time now = newYork("2026-03-12T10:00");
        QVERIFY(!isFarAhead(now, now + 48 * kHour));
        QVERIFY(isFarAhead(now, now + 48 * kHour + 1));
        QVERIFY(!isFarAhead(now, now - kHour));
    }
    void setIsNotConfirmedOnceTheCallIsDue()
    {
        const Appointment visit = set("2026-03-10T10:00", "2026-03-13T10:00");
        QCOMPARE(shownState(visit, false, store(), newYork("2026-03-12T09:59")), State::Set);
        QCOMPARE(shownState(visit, false, store(), newYork("2026-03-12T10:00")), State::NotConfirmed);
        const Appointment today = set("2026-03-12T10:00", "2026-03-12T17:30");
        QCOMPARE(shownState(today, false, store(), newYork("2026-03-12T17:00")), State::Set);
    }
    void whoStoodInTheShowroomWasNotMissed()
    {
        Appointment visit = set("2026-03-10T10:00", "2026-03-12T10:00");
        visit.state = State::Missed; // said so by a desk that could not know
        QCOMPARE(shownState(visit, true, store(), newYork("2026-03-12T12:00")), State::Arrived);
        QCOMPARE(shownState(visit, false, store(), newYork("2026-03-12T12:00")), State::Missed);
        visit.state = State::Sold;
        QCOMPARE(shownState(visit, true, store(), newYork("2026-03-12T12:00")), State::Sold);
        visit.state = State::Cancelled;
        QCOMPARE(shownState(visit, true, store(), newYork("2026-03-12T12:00")), State::Cancelled);
    }
    void theCountsAddUp()
    {
        BoardCounts counts;
        for (const State state : {State::Sold, State::Sold, State::Missed, State::Arrived, State::Arrived,
                 State::Arrived, State::NotConfirmed, State::NotConfirmed, State::Confirmed, State::Confirmed,
                 State::Confirmed, State::Set, State::Confirmed, State::Rescheduled, State::Cancelled})
            count(counts, state, state == State::Sold || state == State::Confirmed || state == State::Arrived);
        QCOMPARE(counts, (BoardCounts{13, 9, 5, 1, 2, 7, 1, 1}));
        QCOMPARE(counts.set, counts.shown + counts.missed + counts.open);
    }
    void theStepReachedIsTheLastOne()
    {
        Visit visit;
        visit.arrived = 1000 * kMinute;
        QVERIFY(!stepReached(visit));
        QCOMPARE(*waitOf(visit, 1004 * kMinute), (Wait{4 * kMinute, true}));
        visit.greeted = 1006 * kMinute;
        QCOMPARE(*stepReached(visit), VisitStep::Greeted);
        visit.writeUp = 1050 * kMinute;
        visit.demoDrive = 1060 * kMinute; // they drove once more
        QCOMPARE(*stepReached(visit), VisitStep::DemoDrive);
        visit.managerTurn = 1060 * kMinute;
        QCOMPARE(*stepReached(visit), VisitStep::ManagerTurn);
        QCOMPARE(*waitOf(visit, 2000 * kMinute), (Wait{6 * kMinute, false}));
        QCOMPARE(timeIn(visit, 1100 * kMinute), 100 * kMinute);
        visit.left = 1090 * kMinute;
        QCOMPARE(timeIn(visit, 2000 * kMinute), 90 * kMinute);
        visit = {};
        visit.arrived = 50;
        QCOMPARE(timeIn(visit, 10), Time(0)); // a clock that was set back
    }
    void whoLeftWithoutBeingMetWaitedForNobody()
    {
        Visit visit;
        visit.arrived = 10 * kMinute;
        visit.left = 30 * kMinute;
        QVERIFY(!waitOf(visit, 40 * kMinute));
        visit.writeUp = 12 * kMinute; // met, and nobody noted the greeting
        QCOMPARE(*waitOf(visit, 40 * kMinute), (Wait{2 * kMinute, false}));
    }
    void everyStepHasAMomentOfItsOwn()
    {
        Visit visit;
        Time at = 1;
        for (const VisitStep step : kVisitSteps)
            visit.*momentOf(step) = at++;
        at = 1;
        for (const VisitStep step : kVisitSteps)
            QCOMPARE(visit.*momentOf(step), at++);
    }
    void whoIsStillThereAfterClosingWasForgotten()
    {
        Visit visit;
        visit.arrived = newYork("2026-03-12T19:30");
        QVERIFY(!isForgotten(visit, store(), newYork("2026-03-12T19:59")));
        QVERIFY(isForgotten(visit, store(), newYork("2026-03-12T20:00")));
        QCOMPARE(closingAfter(visit, store()), newYork("2026-03-12T20:00"));
        visit.left = newYork("2026-03-12T19:50");
        QVERIFY(!isForgotten(visit, store(), newYork("2026-03-12T21:00")));
        visit.left = 0;
        visit.arrived = newYork("2026-03-15T11:00"); // Sunday: somebody let them in
        QVERIFY(!isForgotten(visit, store(), newYork("2026-03-15T23:00")));
        QVERIFY(isForgotten(visit, store(), newYork("2026-03-16T00:00")));
    }
    void aDayInTheShowroomAddsUp()
    {
        const Hours hours = store();
        Visit gone, here, forgotten;
        gone.arrived = newYork("2026-03-12T10:00");
        gone.left = gone.arrived + 30 * kMinute;
        gone.beBack = true;
        here.arrived = newYork("2026-03-12T16:00");
        here.appointment = {newId(1)};
        forgotten.arrived = newYork("2026-03-11T11:00");
        const Time now = here.arrived + 10 * kMinute;
        const Time closed = newYork("2026-03-11T20:00");
        QCOMPARE(stayed(gone, hours, now), 30 * kMinute);
        QCOMPARE(stayed(here, hours, now), 10 * kMinute);
        QCOMPARE(stayed(forgotten, hours, now), closed - forgotten.arrived); // not the whole night
        const std::vector<Visit> all{gone, here, forgotten};
        QCOMPARE(
            showroomSums(all, hours, now), (ShowroomSums{3, 1, 1, 1, (40 * kMinute + closed - forgotten.arrived) / 3}));
        QCOMPARE(showroomSums({}, hours, now), ShowroomSums{});
    }
    void whatIsKnownOfABuyerIsTickedOff()
    {
        Lead lead;
        QCOMPARE(qualified(lead, {}, {}), 0);
        LeadVehicle want;
        want.make = QStringLiteral("Toyota");
        QVERIFY(!isKnown(qualified(lead, std::array{want}, {}), Qualified::Vehicle)); // any Toyota is no vehicle
        want.model = QStringLiteral("RAV4");
        lead.timeframeDays = 0;
        lead.downPayment = 200'000;
        lead.coBuyer = {newId(1)};
        const int all = qualified(lead, std::array{want}, std::array{LeadVehicle()});
        for (const Qualified what : kQualified)
            QVERIFY(isKnown(all, what));
        lead.downPayment = 0;
        QVERIFY(!isKnown(qualified(lead, std::array{want}, {}), Qualified::Budget));
        lead.financeMethod = QStringLiteral("cash");
        QVERIFY(isKnown(qualified(lead, std::array{want}, {}), Qualified::Budget));
    }
    void whatTheySayIsKnownAndWhatIsNamedIsBelieved()
    {
        Lead lead;
        lead.noTrade = true;
        QVERIFY(isKnown(qualified(lead, {}, {}), Qualified::Trade));
        QVERIFY(holdsNoTrade(lead, false) && !holdsNoTrade(lead, true));
        for (const Decides said : {Decides::Alone, Decides::Others}) {
            lead.decides = said;
            QVERIFY(isKnown(qualified(lead, {}, {}), Qualified::Decider));
            QCOMPARE(decidesOf(lead), said);
        }
        lead.decides = Decides::Alone;
        lead.coBuyer = {newId(1)};
        QCOMPARE(decidesOf(lead), Decides::Others);
        lead = {};
        QVERIFY(!holdsNoTrade(lead, false) && decidesOf(lead) == Decides::Unknown);
        QCOMPARE(qualified(lead, {}, {}), 0);
    }
};
UPDESK_TEST(TestAppointmentRules);
#include "tst_appointmentrules.moc"
