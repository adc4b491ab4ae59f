// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/duty.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

namespace
{

PersonId person(quint64 number) { return {seededId(0, number, number)}; }
const PersonId kDana = person(1), kOmar = person(2);

/// Dana works weekdays 9 to 17 and Friday nights from 22 to 2.
std::vector<Shift> shifts()
{
    std::vector<Shift> out;
    for (int weekday = 1; weekday <= 5; ++weekday)
        out.push_back({{}, kDana, weekday, 9 * 60, 17 * 60});
    out.push_back({{}, kDana, 5, 22 * 60, 26 * 60});
    return out;
}

Time from(const PersonId &id, const char *moment, const std::vector<Away> &aways = {})
{
    const Hours h = store();
    return onDutyFrom(id, newYork(moment), {shifts(), aways, h});
}

} // namespace

class TestDuty : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aShiftBeginsAndEndsOnTheWallClock()
    {
        QCOMPARE(from(kDana, "2026-11-23T08:59:59"), newYork("2026-11-23T09:00:00"));
        QCOMPARE(from(kDana, "2026-11-23T09:00:00"), newYork("2026-11-23T09:00:00"));
        QCOMPARE(from(kDana, "2026-11-23T16:59:59"), newYork("2026-11-23T16:59:59"));
        QCOMPARE(from(kDana, "2026-11-23T17:00:00"), newYork("2026-11-24T09:00:00"));
    }
    void aNightShiftBelongsToTheDayItBeganOn()
    {
        QCOMPARE(from(kDana, "2026-11-28T01:30:00"), newYork("2026-11-28T01:30:00"));
        QCOMPARE(from(kDana, "2026-11-28T02:00:00"), newYork("2026-11-30T09:00:00"));
        QCOMPARE(from(kDana, "2026-11-28T01:30:00", {{{}, kDana, 20261127, 0}}), newYork("2026-11-30T09:00:00"));
        QCOMPARE(from(kDana, "2026-11-28T01:30:00", {{{}, kDana, 20261128, 0}}), newYork("2026-11-28T01:30:00"));
    }
    void whoIsAwayIsNotOnDuty()
    {
        QCOMPARE(from(kDana, "2026-11-23T10:00:00", {{{}, kDana, 20261123, 0}}), newYork("2026-11-24T09:00:00"));
        QCOMPARE(from(kDana, "2026-11-23T10:00:00", {{{}, kOmar, 20261123, 0}}), newYork("2026-11-23T10:00:00"));
    }
    void aHolidayKeepsPeopleHomeWhileTheStoreIsClosed()
    {
        QCOMPARE(from(kDana, "2026-12-24T12:00:00"), newYork("2026-12-24T12:00:00"));
        QCOMPARE(from(kDana, "2026-12-24T13:00:00"), newYork("2026-12-28T09:00:00")); // Christmas is a Friday
    }
    void withoutShiftsThePersonWorksTheStoresHours()
    {
        QCOMPARE(from(kOmar, "2026-11-23T10:00:00"), newYork("2026-11-23T10:00:00"));
        QCOMPARE(from(kOmar, "2026-11-21T17:00:00"), newYork("2026-11-23T08:00:00"));
        QCOMPARE(from(kOmar, "2026-11-23T10:00:00", {{{}, kOmar, 20261123, 0}}), newYork("2026-11-24T08:00:00"));
        const Hours none;
        QCOMPARE(onDutyFrom(kOmar, newYork("2026-11-23T10:00:00"), {{}, {}, none}), Time(0));
    }
    void onlyTwoWeeksAreLookedAt()
    {
        std::vector<Away> leave;
        for (int day = 20261123; day <= 20261130; ++day)
            leave.push_back({{}, kDana, day, 0});
        QCOMPARE(from(kDana, "2026-11-23T10:00:00", leave), newYork("2026-12-01T09:00:00"));
        for (int day = 20261201; day <= 20261231; ++day)
            leave.push_back({{}, kDana, day, 0});
        QCOMPARE(from(kDana, "2026-11-23T10:00:00", leave), Time(0));
    }
    void theNightsClocksChangeKeepTheShift()
    {
        const Hours h = hours("America/New_York", "{}");
        const std::vector<Shift> night{{{}, kDana, 6, 22 * 60, 30 * 60}}; // Saturday 22:00 to Sunday 6:00
        const Schedule schedule{night, {}, h};
        QVERIFY(onDuty(kDana, utc("2026-11-01T10:59:59"), schedule)); // nine hours long
        QVERIFY(!onDuty(kDana, utc("2026-11-01T11:00"), schedule));
        QVERIFY(onDuty(kDana, utc("2026-03-08T09:59:59"), schedule)); // seven hours long
        QVERIFY(!onDuty(kDana, utc("2026-03-08T10:00"), schedule));
    }
};
UPDESK_TEST(TestDuty);
#include "tst_duty.moc"
