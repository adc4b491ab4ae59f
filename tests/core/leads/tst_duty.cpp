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
    void dutyEndsWithTheShift()
    {
        const Hours h = store();
        const std::vector<Shift> all = shifts();
        const std::vector<Away> away{{{}, kDana, 20261124, 0}};
        const auto until = [&](const PersonId &id, const char *moment) {
            return onDutyUntil(id, newYork(moment), {all, away, h});
        };
        QCOMPARE(until(kDana, "2026-11-23T10:00:00"), newYork("2026-11-23T17:00:00"));
        QCOMPARE(until(kDana, "2026-11-23T17:00:00"), Time(0));
        QCOMPARE(until(kDana, "2026-11-24T10:00:00"), Time(0));
        QCOMPARE(until(kDana, "2026-11-28T01:30:00"), newYork("2026-11-28T02:00:00")); // since Friday night
        QCOMPARE(until(kDana, "2026-12-24T10:00:00"), newYork("2026-12-24T13:00:00")); // the store closes sooner
        QCOMPARE(until(kOmar, "2026-11-23T10:00:00"), newYork("2026-11-23T20:00:00")); // no shifts: its hours
        QCOMPARE(until(kOmar, "2026-11-22T10:00:00"), Time(0));
        const std::vector<Shift> split{{{}, kDana, 1, 9 * 60, 12 * 60}, {{}, kDana, 1, 12 * 60, 15 * 60}};
        QCOMPARE(onDutyUntil(kDana, newYork("2026-11-23T10:00:00"), {split, {}, h}), newYork("2026-11-23T15:00:00"));
    }
    void nobodyIsBusyPastTheirShift()
    {
        const Hours h = store();
        const std::vector<Shift> all = shifts();
        const auto end = [&](const PersonId &id, const char *moment, Time length) {
            return busyEnd(id, newYork(moment), length, {all, {}, h});
        };
        QCOMPARE(end(kDana, "2026-11-23T10:00:00", 30 * kMinute), newYork("2026-11-23T10:30:00"));
        QCOMPARE(end(kDana, "2026-11-23T16:50:00", 30 * kMinute), newYork("2026-11-23T17:00:00"));
        QCOMPARE(end(kDana, "2026-11-23T10:00:00", 0), newYork("2026-11-23T17:00:00"));
        // Here outside of it: until the next one begins, or the day ends.
        QCOMPARE(end(kDana, "2026-11-23T08:00:00", 0), newYork("2026-11-23T09:00:00"));
        QCOMPARE(end(kDana, "2026-11-23T18:00:00", 0), newYork("2026-11-24T00:00:00"));
        QCOMPARE(end(kDana, "2026-11-23T18:00:00", kHour), newYork("2026-11-23T19:00:00"));
        const Hours always = hours(
            "America/New_York", R"({"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]]})");
        QCOMPARE(busyEnd(kOmar, newYork("2026-11-23T08:00:00"), 0, {{}, {}, always}), newYork("2026-11-23T20:00:00"));
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
