// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/appointments/showraterows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/showroomverbs.h"
#include "core/desk/undo.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// The show rate by how far ahead visits were booked (F75): came / (came + missed), as domain.md 4.6 has it for the
/// funnel (show = arrived / due).
class TestShowRate : public QObject
{
    Q_OBJECT
    using State = Appointment::State;
    using Went = PastVisit::Went;

    static Time at(int year, int month, int day, int hour, int minute = 0)
    {
        const QTimeZone zone("America/New_York");
        return QDateTime(QDate(year, month, day), QTime(hour, minute), zone).toMSecsSinceEpoch();
    }
    static LocalDays days() { return LocalDays(QTimeZone("America/New_York")); }

    /// A store whose clock stands at Thursday 12 March 2026, 10:00.
    struct Desk {
        TestStore store;
        Time now = store.clock.now();
        int count = 0;
        AppointmentId plant(Time visit, Time setAt, State state)
        {
            Appointment made;
            const Captured who = store.add(store.webLead(++count));
            made.id.value = newId(store.clock.now());
            made.lead = who.lead;
            made.customer = who.customer;
            made.person = store.dana;
            made.at = visit;
            made.setAt = setAt;
            made.state = state;
            if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return apply(tx, put(kAppointment, made)); }))
                qFatal("plant");
            return made.id;
        }
        std::vector<PastVisit> visits(Time back = 90 * kDay)
        {
            const auto read = pastVisits(store->database(), now - back, now);
            if (!read)
                qFatal("visits: %s", qPrintable(read.error().detail));
            return *read;
        }
        ShowRate rate() { return showRate(visits(), (*store->rules())->hours.days()); }
    };

private Q_SLOTS:
    void aheadIsCountedInDaysOfTheCalendar_data()
    {
        QTest::addColumn<Time>("setAt");
        QTest::addColumn<Time>("visit");
        QTest::addColumn<int>("ahead");
        const auto row = [](const char *name, Time setAt, Time visit, Ahead ahead) {
            QTest::newRow(name) << setAt << visit << int(ahead);
        };
        row("an hour before", at(2026, 3, 12, 9), at(2026, 3, 12, 10), Ahead::SameDay);
        row("from midnight on", at(2026, 3, 12, 0), at(2026, 3, 12, 23, 59), Ahead::SameDay);
        row("over midnight", at(2026, 3, 11, 23, 59), at(2026, 3, 12, 0), Ahead::NextDay);
        row("nearly two days are the next one", at(2026, 3, 11, 0), at(2026, 3, 12, 23, 59), Ahead::NextDay);
        row("two", at(2026, 3, 10, 20), at(2026, 3, 12, 9), Ahead::TwoDays);
        row("three", at(2026, 3, 9, 20), at(2026, 3, 12, 9), Ahead::Week);
        row("seven", at(2026, 3, 5, 9), at(2026, 3, 12, 20), Ahead::Week);
        row("eight", at(2026, 3, 4, 20), at(2026, 3, 12, 9), Ahead::Longer);
        row("a day of 23 hours", at(2026, 3, 8, 0, 30), at(2026, 3, 9, 0, 15), Ahead::NextDay);
        row("a day of 25 hours", at(2026, 11, 1, 0, 30), at(2026, 11, 1, 23, 45), Ahead::SameDay);
        row("a clock set wrong", at(2026, 3, 14, 9), at(2026, 3, 12, 10), Ahead::SameDay);
    }
    void aheadIsCountedInDaysOfTheCalendar()
    {
        QFETCH(const Time, setAt);
        QFETCH(const Time, visit);
        QFETCH(const int, ahead);
        QCOMPARE(int(aheadOf(setAt, visit, days())), ahead);
    }
    void ofNothingThereIsNoRate()
    {
        const ShowRate none = showRate({}, days());
        QCOMPARE(none, ShowRate());
        QVERIFY(!none.all.rate());
        ShowShare unsaid;
        unsaid.unsaid = 3;
        QVERIFY(!unsaid.rate()); // nobody has said how they went
        QCOMPARE(*(ShowShare{3, 1, 9}).rate(), 0.75);
        QCOMPARE(*(ShowShare{0, 4, 0}).rate(), 0.0);
    }
    void eachVisitCountsOnceWhereItBelongs()
    {
        Desk desk;
        const Time noon = at(2026, 3, 11, 12);
        desk.plant(noon, noon - 2 * kHour, State::Arrived);
        desk.plant(noon, noon - 3 * kHour, State::Sold); // who bought came
        desk.plant(noon, noon - kDay, State::Missed);
        desk.plant(noon, noon - kDay, State::Arrived);
        desk.plant(noon, noon - kDay, State::Arrived);
        desk.plant(noon, noon - 2 * kDay, State::Missed);
        desk.plant(noon, noon - 5 * kDay, State::Arrived);
        desk.plant(noon, noon - 5 * kDay, State::Set); // nobody has said
        desk.plant(noon, noon - 20 * kDay, State::Missed);
        desk.plant(noon, noon - 20 * kDay, State::Confirmed);
        const ShowRate rate = desk.rate();
        QCOMPARE(rate.ahead[0], (ShowShare{2, 0, 0}));
        QCOMPARE(rate.ahead[1], (ShowShare{2, 1, 0}));
        QCOMPARE(rate.ahead[2], (ShowShare{0, 1, 0}));
        QCOMPARE(rate.ahead[3], (ShowShare{1, 0, 1}));
        QCOMPARE(rate.ahead[4], (ShowShare{0, 1, 1}));
        QCOMPARE(rate.all, (ShowShare{5, 3, 2}));
        QCOMPARE(*rate.all.rate(), 5.0 / 8);
        int together = 0;
        for (const ShowShare &share : rate.ahead)
            together += share.all();
        QCOMPARE(together, rate.all.all());
    }
    void movedAndCancelledCountNeitherWay()
    {
        Desk desk;
        const Time noon = at(2026, 3, 11, 12);
        desk.plant(noon, noon - kDay, State::Rescheduled);
        desk.plant(noon, noon - kDay, State::Cancelled);
        QCOMPARE(desk.rate(), ShowRate());
        desk.plant(noon, noon - kDay, State::Arrived);
        QCOMPARE(*desk.rate().all.rate(), 1.0);
    }
    void onlyWhatIsPastAndInTheSpanCounts()
    {
        Desk desk;
        desk.plant(desk.now + kHour, desk.now - kDay, State::Confirmed); // still to come
        desk.plant(desk.now - 200 * kDay, desk.now - 201 * kDay, State::Arrived); // long ago
        desk.plant(desk.now - kDay, 0, State::Arrived); // nobody knows when it was booked
        QVERIFY(desk.visits().empty());
        QCOMPARE(desk.visits(365 * kDay).size(), size_t(1));
    }
    void whoStoodInTheShowroomCameWhateverADeskHasWritten()
    {
        Desk desk;
        const LeadId lead = desk.store.add(desk.store.webLead(1)).lead;
        QVERIFY(bookVisit(*desk.store, lead, desk.now + kHour, desk.store.dana));
        const AppointmentId id = appointmentsOfLead(desk.store->database(), lead)->front().id;
        desk.store.clock.advance(2 * kHour);
        desk.now = desk.store.clock.now();
        QCOMPARE(desk.rate().all, (ShowShare{0, 0, 1}));
        QVERIFY(missVisit(*desk.store, id));
        QCOMPARE(desk.rate().all, (ShowShare{0, 1, 0}));
        QVERIFY(arriveVisit(*desk.store, id)); // late, but here
        QCOMPARE(desk.rate().all, (ShowShare{1, 0, 0}));
        Appointment wrong = *load(desk.store->database(), kAppointment, id.value), before = wrong;
        wrong.state = State::Missed; // a desk that did not see them come
        QVERIFY(doDeed(
            *desk.store, "test", {}, [&](Transaction &tx) { return apply(tx, set(kAppointment, before, wrong)); }));
        QCOMPARE(desk.rate().all, (ShowShare{1, 0, 0}));
    }
    void aVisitThatWasMovedCountsByItsNewBooking()
    {
        Desk desk;
        const LeadId lead = desk.store.add(desk.store.webLead(1)).lead;
        QVERIFY(bookVisit(*desk.store, lead, desk.now + 5 * kDay, desk.store.dana));
        const AppointmentId first = appointmentsOfLead(desk.store->database(), lead)->front().id;
        desk.store.clock.advance(kHour);
        QVERIFY(moveVisit(*desk.store, first, desk.now + kDay, desk.store.dana));
        const AppointmentId next = appointmentsOfLead(desk.store->database(), lead)->front().id == first
            ? appointmentsOfLead(desk.store->database(), lead)->back().id
            : appointmentsOfLead(desk.store->database(), lead)->front().id;
        desk.store.clock.advance(kDay);
        QVERIFY(arriveVisit(*desk.store, next));
        desk.now = desk.store.clock.now() + 10 * kDay; // both times are past
        const ShowRate rate = desk.rate();
        QCOMPARE(rate.ahead[size_t(Ahead::NextDay)], (ShowShare{1, 0, 0}));
        QCOMPARE(rate.all.all(), 1);
    }
    void aFigureIsWhatItsRowsAre()
    {
        Desk desk;
        const Time noon = at(2026, 3, 11, 12);
        const AppointmentId older = desk.plant(noon - kDay, noon - 2 * kDay, State::Missed);
        const AppointmentId newer = desk.plant(noon, noon - kDay, State::Arrived);
        const auto visits = desk.visits();
        QCOMPARE(visits.size(), size_t(2));
        QCOMPARE(visits[0].id, newer); // newest first
        QCOMPARE(visits[1].id, older);
        QCOMPARE(visits[1].went, Went::Missed);
        const auto rows = pastVisitRows(desk.store->database(), visits);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(2));
        QCOMPARE(rows->at(0).visit, visits[0]);
        QVERIFY(!rows->at(0).name.isEmpty() && !rows->at(0).wants.isEmpty());
    }
    void allOfItIsReadByIndex()
    {
        Desk desk;
        Database &database = desk.store->database();
        StatementTrace trace(database);
        QVERIFY(pastVisits(database, 1, 2));
        const std::vector<PastVisit> one(1);
        QVERIFY(pastVisitRows(database, one));
        int asked = 0;
        const auto statements = trace.statements();
        for (const auto &[sql, times] : statements) {
            if (!sql.startsWith("SELECT"))
                continue;
            ++asked;
            const QByteArray fault = planFault(planOf(database, sql));
            QVERIFY2(fault.isEmpty(), (fault + "\n" + sql).constData());
        }
        QCOMPARE(asked, 2);
    }
};
UPDESK_TEST(TestShowRate);
#include "tst_showrate.moc"
