// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/place.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

#include <QRandomGenerator>

using namespace updesk;
using namespace updesk::moments;

namespace
{

/// The queue's rule once more, as it stands in words: the group of a lead.
int slowGroup(const PlaceFacts &f, Time now, const QTimeZone &zone)
{
    const auto date = [&](Time t) { return QDateTime::fromMSecsSinceEpoch(t, zone).date(); };
    if (f.closed)
        return 9;
    if (f.waitingSince != 0)
        return 0;
    const bool running = f.clockDue != 0 && now >= f.clockFrom;
    if (running && now <= f.clockDue + 30 * kMinute)
        return 1;
    const bool cameDue = f.visitAt != 0 && f.visitAt <= now;
    if (f.confirmDue != 0 && f.confirmDue <= now + 60 * kMinute && !cameDue)
        return 2;
    if (running)
        return 3;
    const bool today =
        (f.nextDue != 0 && date(f.nextDue) <= date(now)) || (f.confirmDue != 0 && date(f.confirmDue) <= date(now));
    return today || f.clockDue != 0 ? 4 : 5;
}

/// Three-way: negative when a stands before b. Both are in the same group.
qint64 slowInside(int group, const PlaceFacts &a, const PlaceFacts &b, Time now, const QTimeZone &zone)
{
    const auto isToday = [&](Time t) {
        return t != 0
            && QDateTime::fromMSecsSinceEpoch(t, zone).date() <= QDateTime::fromMSecsSinceEpoch(now, zone).date();
    };
    const auto earliest = [](std::initializer_list<Time> times) {
        Time first = 0;
        for (const Time t : times)
            first = t != 0 && (first == 0 || t < first) ? t : first;
        return first;
    };
    const auto todays = [&](const PlaceFacts &f) {
        return earliest({isToday(f.nextDue) ? f.nextDue : 0, isToday(f.confirmDue) ? f.confirmDue : 0, f.clockDue});
    };
    const auto isPromised = [&](const PlaceFacts &f) { return f.promised && isToday(f.nextDue); };
    switch (group) {
    case 0:
        return a.waitingSince - b.waitingSince;
    case 1:
        return (a.clockDue - a.headStart) - (b.clockDue - b.headStart);
    case 2:
        return a.confirmDue - b.confirmDue;
    case 3:
        return a.tier != b.tier ? b.tier - a.tier : b.received - a.received;
    case 4:
        if (isPromised(a) != isPromised(b))
            return isPromised(a) ? -1 : 1;
        if (isPromised(a))
            return a.nextDue - b.nextDue;
        return a.tier != b.tier ? b.tier - a.tier : todays(a) - todays(b);
    case 5: {
        const Time dueA = earliest({a.nextDue, a.confirmDue});
        const Time dueB = earliest({b.nextDue, b.confirmDue});
        return dueA == 0 || dueB == 0 ? (dueA == 0) - (dueB == 0) : dueA - dueB;
    }
    default:
        return 0;
    }
}

int sign(qint64 value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

int order(const Place &a, const Place &b)
{
    const auto key = [](const Place &p) { return std::tuple(p.group, p.k1, p.k2); };
    return key(a) < key(b) ? -1 : key(b) < key(a) ? 1 : 0;
}

bool samePlace(const Place &a, const Place &b) { return order(a, b) == 0; }

/// Facts around `now`, many of them at the very edges of the rules.
PlaceFacts anyFacts(QRandomGenerator &random, Time now, const Hours &h)
{
    const auto chance = [&](int percent) { return random.bounded(100) < percent; };
    const auto near = [&](Time range) {
        const Time off = random.bounded(qint64(2 * range / kMinute + 1)) * kMinute - range;
        return now + (chance(50) ? off : off / kHour * kHour);
    };
    PlaceFacts f;
    f.closed = chance(3);
    f.tier = random.bounded(4);
    f.headStart = f.tier * kMinute; // whatever the store's protocols say
    f.received = near(3 * kDay);
    f.waitingSince = chance(8) ? near(kDay) : 0;
    if (chance(50)) {
        f.clockFrom = near(chance(50) ? kDay : kHour);
        f.clockDue = f.clockFrom + (1 + random.bounded(60)) * kMinute;
    }
    f.confirmDue = chance(30) ? near(chance(50) ? 2 * kDay : 2 * kHour) : 0;
    f.visitAt = f.confirmDue != 0 && chance(70) ? f.confirmDue + random.bounded(25) * kHour : 0;
    f.nextDue = chance(70) ? (chance(10) ? h.startOfDay(near(2 * kDay)) : near(4 * kDay)) : 0;
    f.promised = chance(30);
    return f;
}

} // namespace

class TestPlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theOrderIsThatOfTheWords_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<Time>("around");
        QTest::newRow("an ordinary day") << QByteArray("America/New_York") << newYork("2026-11-23T12:00:00");
        QTest::newRow("clocks go back") << QByteArray("America/New_York") << utc("2026-11-01T06:00");
        QTest::newRow("clocks go forward") << QByteArray("America/New_York") << utc("2026-03-08T07:00");
        QTest::newRow("half an hour east") << QByteArray("Australia/Adelaide") << utc("2026-10-03T16:30");
        QTest::newRow("the year ends") << QByteArray("Asia/Kolkata") << utc("2026-12-31T18:30");
    }
    void theOrderIsThatOfTheWords()
    {
        QFETCH(QByteArray, zone);
        QFETCH(Time, around);
        const QTimeZone timeZone(zone);
        const Hours h = hours(zone.constData(), R"({"mon":[["08:00","20:00"]]})");
        QRandomGenerator random(20261123);
        for (int round = 0; round < 1500; ++round) {
            const Time now = around + random.bounded(2 * 1440) * kMinute - kDay;
            const PlaceFacts a = anyFacts(random, now, h);
            const PlaceFacts b = anyFacts(random, now, h);
            const Place placeA = place(a, now, h);
            const Place placeB = place(b, now, h);
            QCOMPARE(placeA.group, slowGroup(a, now, timeZone));
            QCOMPARE(placeB.group, slowGroup(b, now, timeZone));
            if (placeA.group == placeB.group)
                QCOMPARE(order(placeA, placeB), sign(slowInside(placeA.group, a, b, now, timeZone)));
        }
    }
    void nothingChangesBeforeTheNextChange()
    {
        const Hours h = store();
        QRandomGenerator random(7);
        int changing = 0;
        for (int round = 0; round < 3000; ++round) {
            const Time now = utc("2026-11-01T06:00") + random.bounded(3 * 1440) * kMinute - kDay;
            const PlaceFacts facts = anyFacts(random, now, h);
            const Place here = place(facts, now, h);
            const Time end = here.nextChange ? here.nextChange : now + 10 * kDay;
            QVERIFY(end > now);
            std::vector<Time> looks{end - 1};
            for (int i = 0; i < 12; ++i)
                looks.push_back(now + qint64(random.generateDouble() * double(end - 1 - now)));
            for (const Time t :
                {facts.clockFrom, facts.clockDue + kStillFirst, facts.confirmDue - kHour, h.endOfDay(now)}) {
                if (t >= now && t < end)
                    looks.push_back(t);
            }
            for (const Time t : looks) {
                QVERIFY(samePlace(place(facts, t, h), here));
                QCOMPARE(place(facts, t, h).nextChange, here.nextChange);
            }
            if (here.nextChange) {
                ++changing;
                QVERIFY(!samePlace(place(facts, here.nextChange, h), here));
            }
        }
        QVERIFY(changing > 1000);
    }
    // A clock that is put back finds the leads that stand elsewhere by then: by `since`, or by where the clock begins.
    void whatTimeBroughtHereIsKnownWhenTheClockGoesBack()
    {
        const Hours h = store();
        QRandomGenerator random(9);
        int moved = 0, stayed = 0;
        for (int round = 0; round < 3000; ++round) {
            const Time now = utc("2026-11-01T06:00") + random.bounded(3 * 1440) * kMinute - kDay;
            const PlaceFacts facts = anyFacts(random, now, h);
            const Place here = place(facts, now, h);
            QVERIFY(here.since <= now);
            std::vector<Time> looks{here.since - 1, here.since, facts.clockFrom - 1, facts.clockFrom};
            for (int i = 0; i < 12; ++i)
                looks.push_back(now - qint64(random.generateDouble() * double(3 * kDay)));
            for (const Time t : looks) {
                if (t <= 0 || t >= now)
                    continue;
                const bool counts = facts.clockDue != 0 && facts.clockFrom > t && (here.group == 1 || here.group == 3);
                const bool found = here.since > t || counts;
                const Place then = place(facts, t, h);
                QVERIFY(found || samePlace(then, here));
                moved += found;
                stayed += !found;
                if (here.since == t)
                    QVERIFY(samePlace(then, here));
            }
            if (here.since > 0)
                QVERIFY(!samePlace(place(facts, here.since - 1, h), here));
        }
        QVERIFY(moved > 1000 && stayed > 1000);
    }
    void anAfterHoursLeadWaitsUnderTodayUntilTheOpening()
    {
        const Time opening = newYork("2026-11-24T08:00:00");
        PlaceFacts facts;
        facts.received = newYork("2026-11-23T21:10:00");
        facts.clockFrom = opening;
        facts.clockDue = opening + 30 * kMinute;
        const Place evening = place(facts, facts.received, store());
        QCOMPARE(evening.group, 4);
        QCOMPARE(evening.nextChange, opening);
        QCOMPARE(place(facts, opening - 1, store()).group, 4);
        const Place open = place(facts, opening, store());
        QCOMPARE(open.group, 1);
        QCOMPARE(open.nextChange, facts.clockDue + 30 * kMinute + 1);
        QCOMPARE(place(facts, facts.clockDue + 30 * kMinute, store()).group, 1);
        QCOMPARE(open.since, Time(0)); // clockFrom tells it
        const Time late = facts.clockDue + 30 * kMinute + 1;
        QCOMPARE(place(facts, late, store()), (Place{3, 3, -facts.received, 0, late}));
    }
    void hotLeadsHaveAHeadStart()
    {
        const Time now = newYork("2026-11-23T10:00:00");
        PlaceFacts facts;
        facts.clockFrom = now;
        facts.clockDue = now + 300 * kSecond;
        const qint64 plain = place(facts, now, store()).k1;
        facts.tier = 3; // alone it moves nothing
        QCOMPARE(place(facts, now, store()).k1, plain);
        facts.headStart = 75 * kSecond;
        QCOMPARE(plain - place(facts, now, store()).k1, 75 * kSecond);
    }
    void aTaskBecomesTodaysAtLocalMidnight()
    {
        PlaceFacts facts;
        facts.nextDue = newYork("2026-11-25T23:30:00");
        const Place before = place(facts, newYork("2026-11-23T12:00:00"), store());
        QCOMPARE(before.group, 5);
        QCOMPARE(before.nextChange, newYork("2026-11-25T00:00:00"));
        const Place today = place(facts, before.nextChange, store());
        QCOMPARE(today.group, 4);
        QCOMPARE(today.nextChange, Time(0));
        QCOMPARE(today.since, before.nextChange);
        QCOMPARE(before.since, Time(0));
        QCOMPARE(place(facts, newYork("2026-12-25T12:00:00"), store()).group, 4); // overdue stays
    }
    void aConfirmationComesUpAnHourBefore()
    {
        PlaceFacts facts;
        facts.confirmDue = newYork("2026-11-23T14:00:00");
        const Place morning = place(facts, newYork("2026-11-23T09:00:00"), store());
        QCOMPARE(morning.group, 4);
        QCOMPARE(morning.nextChange, newYork("2026-11-23T13:00:00"));
        QCOMPARE(place(facts, morning.nextChange, store()), (Place{2, facts.confirmDue, 0, 0, morning.nextChange}));
        QCOMPARE(place(facts, newYork("2026-11-23T18:00:00"), store()).group, 2);
    }
    void aVisitWhoseTimeHasComeIsNoLongerToBeConfirmedButStaysInSight()
    {
        PlaceFacts facts;
        facts.confirmDue = newYork("2026-11-22T16:00:00");
        facts.visitAt = newYork("2026-11-23T16:00:00");
        const Place before = place(facts, newYork("2026-11-23T15:59:59"), store());
        QCOMPARE(before.group, 2);
        QCOMPARE(before.nextChange, facts.visitAt);
        QCOMPARE(place(facts, facts.visitAt, store()).group, 4);
        QCOMPARE(place(facts, newYork("2026-11-29T12:00:00"), store()).group, 4);
    }
    void closedAndEmptyLeadsStandLast()
    {
        PlaceFacts facts;
        QCOMPARE(place(facts, 1, Hours()).group, 5);
        PlaceFacts later;
        later.nextDue = newYork("2099-12-31T12:00:00");
        QVERIFY(order(place(later, newYork("2026-11-23T09:00:00"), store()),
                    place(facts, newYork("2026-11-23T09:00:00"), store()))
            < 0);
        facts.closed = true;
        facts.waitingSince = 5;
        QCOMPARE(place(facts, 10, Hours()), Place());
        facts.closed = false;
        QCOMPARE(place(facts, 10, Hours()), (Place{0, 5, 0, 0}));
    }
};
UPDESK_TEST(TestPlace);
#include "tst_place.moc"
