// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/responseclock.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

namespace
{

/// Facts of a lead received at 10:00 in hours.
ClockFacts tenOClock()
{
    ClockFacts facts;
    facts.received = newYork("2026-11-23T10:00:00");
    facts.due = dueOf(facts.received, {}, store());
    return facts;
}

SourceId source(quint64 number) { return {seededId(0, number, number)}; }

} // namespace

class TestResponseClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void insideHoursTheLeadIsDueInFiveMinutes()
    {
        const Time ten = newYork("2026-11-23T10:00:00");
        QCOMPARE(dueOf(ten, {}, store()), (Due{ten + 300 * kSecond, ten, false}));
        const Time opening = newYork("2026-11-23T08:00:00");
        QCOMPARE(dueOf(opening, {}, store()), (Due{opening + 300 * kSecond, opening, false}));
        QCOMPARE(dueOf(opening - 1, {}, store()), (Due{opening + 30 * kMinute, opening, true}));
    }
    void afterHoursTheLeadIsDueHalfAnHourAfterOpening()
    {
        const Time opening = newYork("2026-11-24T08:00:00");
        QCOMPARE(dueOf(newYork("2026-11-23T21:10:00"), {}, store()), (Due{opening + 30 * kMinute, opening, true}));
        const Time afterChristmas = newYork("2026-12-26T09:00:00");
        QCOMPARE(dueOf(newYork("2026-12-24T13:30:00"), {}, store()).due, afterChristmas + 30 * kMinute);
        const Time newYear = newYork("2027-01-01T08:00:00");
        QCOMPARE(
            dueOf(newYork("2026-12-31T23:59:59"), {300, 600}, store()), (Due{newYear + 10 * kMinute, newYear, true}));
    }
    void aTargetThatDoesNotEndBeforeClosingCountsAsAfterHours()
    {
        const Time closing = newYork("2026-11-23T20:00:00");
        const Time opening = newYork("2026-11-24T08:00:00");
        QVERIFY(!dueOf(closing - 300 * kSecond - 1, {}, store()).afterHours);
        QCOMPARE(dueOf(closing - 300 * kSecond, {}, store()), (Due{opening + 30 * kMinute, opening, true}));
        QCOMPARE(dueOf(closing - 1, {}, store()).from, opening);
        QVERIFY(dueOf(newYork("2026-11-23T17:00:00"), {3 * 3600, 1800}, store()).afterHours);
    }
    void theNightsClocksChangeKeepTheOpening()
    {
        const Hours h = hours("America/New_York", R"({"sat":[["08:00","22:00"]],"sun":[["08:00","20:00"]]})");
        QCOMPARE(dueOf(newYork("2026-10-31T22:10:00"), {}, h).due, utc("2026-11-01T13:30"));
        QCOMPARE(dueOf(newYork("2026-03-07T22:10:00"), {}, h).due, utc("2026-03-08T12:30"));
        const Hours night =
            hours("Australia/Adelaide", R"({"sat":[["20:00","28:00"]]})"); // 5 April 2026: 3:00 becomes 2:00
        QCOMPARE(
            dueOf(utc("2026-04-04T18:24"), {}, night), (Due{utc("2026-04-04T18:29"), utc("2026-04-04T18:24"), false}));
        QVERIFY(dueOf(utc("2026-04-04T18:25"), {}, night).afterHours); // four o'clock standard time is 18:30 UTC
    }
    void aStoreWithoutHoursStillHasAClock()
    {
        const Time noon = newYork("2026-11-23T12:00:00");
        QCOMPARE(dueOf(noon, {}, Hours()), (Due{noon + 300 * kSecond, noon, false}));
        QCOMPARE(businessSecondsToAnswer(dueOf(noon, {}, Hours()), noon + kMinute, Hours()), std::optional<qint64>(60));
    }
    void aTargetIsAMinuteAtLeast()
    {
        const Time noon = newYork("2026-11-23T12:00:00");
        QCOMPARE(dueOf(noon, {0, -5}, store()).due, noon + kMinute);
    }
    void theMostSpecificTargetCounts()
    {
        const int chat = int(LeadType::Chat);
        const std::vector<TargetRow> rows{{{}, {}, -1, 1, 1}, {{}, {}, chat, 2, 2}, {{}, source(1), -1, 3, 3},
            {{}, source(1), chat, 4, 4}, {{}, source(1), chat, 5, 5}};
        QCOMPARE(targetFor(rows, source(1), LeadType::Chat).answer, 4);
        QCOMPARE(targetFor(rows, source(1), LeadType::Web).answer, 3);
        QCOMPARE(targetFor(rows, source(2), LeadType::Chat).answer, 2);
        QCOMPARE(targetFor(rows, source(2), LeadType::Web).answer, 1);
        QCOMPARE(targetFor({}, source(2), LeadType::Web), Target());
    }
    void theClockRunsThenIsCloseThenLate()
    {
        const ClockFacts facts = tenOClock();
        const Time ten = facts.received;
        QCOMPARE(clockView(facts, ten + 30 * kSecond), (ClockView{ClockState::Running, 270 * kSecond, false}));
        QCOMPARE(clockView(facts, ten + 180 * kSecond - 1).state, ClockState::Running);
        QCOMPARE(clockView(facts, ten + 180 * kSecond), (ClockView{ClockState::Close, 120 * kSecond, false}));
        QCOMPARE(clockView(facts, ten + 300 * kSecond), (ClockView{ClockState::Close, 0, false}));
        QCOMPARE(clockView(facts, ten + 301 * kSecond), (ClockView{ClockState::Late, kSecond, false}));
    }
    void aLeadStampedAheadOfThisClockIsNotAfterHours()
    {
        ClockFacts facts;
        facts.received = newYork("2026-11-23T10:00:02"); // by another desk's clock
        facts.due = dueOf(facts.received, {}, store());
        const ClockView view = clockView(facts, newYork("2026-11-23T10:00:00"));
        QCOMPARE(view, (ClockView{ClockState::Running, 302 * kSecond, false}));
    }
    void afterHoursIsNeverLateBeforeItIsDue()
    {
        ClockFacts facts;
        facts.received = newYork("2026-11-23T21:10:00");
        facts.due = dueOf(facts.received, {}, store());
        QCOMPARE(clockView(facts, newYork("2026-11-23T21:11:00")).state, ClockState::AfterHours);
        QCOMPARE(
            clockView(facts, newYork("2026-11-24T07:59:00")), (ClockView{ClockState::AfterHours, 31 * kMinute, false}));
        QCOMPARE(
            clockView(facts, newYork("2026-11-24T08:00:00")), (ClockView{ClockState::Running, 30 * kMinute, false}));
        QCOMPARE(clockView(facts, newYork("2026-11-24T08:31:00")), (ClockView{ClockState::Late, kMinute, false}));
    }
    void onlyEvidenceOfAPersonStopsTheClock()
    {
        ClockFacts facts = tenOClock();
        const Time now = facts.received + 4 * kMinute;
        facts.answeredAt = facts.received + kMinute;
        for (const Evidence evidence : {Evidence::None, Evidence::Automatic}) {
            facts.answeredBy = evidence;
            QCOMPARE(clockView(facts, now).state, ClockState::Close);
        }
        for (const Evidence evidence : {Evidence::Dialled, Evidence::Confirmed}) {
            facts.answeredBy = evidence;
            QCOMPARE(clockView(facts, now), (ClockView{ClockState::Stopped, kMinute, false}));
        }
        facts.answeredBy = Evidence::Told;
        QCOMPARE(clockView(facts, now), (ClockView{ClockState::Stopped, kMinute, true}));
    }
    void anOutcomeTooSoonAfterTheDialIsNotVerified()
    {
        QCOMPARE(evidenceOfCall(1000, 9000, DialledBy::Hand), Evidence::Dialled);
        QCOMPARE(evidenceOfCall(1000, 8999, DialledBy::Hand), Evidence::None);
        QCOMPARE(evidenceOfCall(1000, 0, DialledBy::Hand), Evidence::None);
        QCOMPARE(evidenceOfCall(0, 9000, DialledBy::Hand), Evidence::None);
        QCOMPARE(evidenceOfCall(0, 9000, DialledBy::PhoneSystem), Evidence::None);
        QCOMPARE(evidenceOfCall(1000, 2000, DialledBy::PhoneSystem), Evidence::Confirmed);
    }
    void aReplyWaitsWhateverTheFirstClockSays()
    {
        ClockFacts facts = tenOClock();
        facts.answeredAt = facts.received + kMinute;
        facts.answeredBy = Evidence::Confirmed;
        facts.waitingSince = facts.received + kHour;
        QCOMPARE(
            clockView(facts, facts.waitingSince + 40 * kSecond), (ClockView{ClockState::Waiting, 40 * kSecond, false}));
        facts.closed = true;
        QCOMPARE(clockView(facts, facts.waitingSince), ClockView());
    }
    void visitorsAndCallersAreBornAnswered()
    {
        QVERIFY(bornStopped(LeadType::WalkIn) && bornStopped(LeadType::Phone) && !bornStopped(LeadType::Web));
        ClockFacts facts = tenOClock();
        facts.bornStopped = true;
        QCOMPARE(clockView(facts, facts.received + kHour), (ClockView{ClockState::Stopped, 0, false}));
        QCOMPARE(clockView({}, 5), ClockView());
    }
    void onlyOpenTimeCountsToTheAnswer()
    {
        const Hours h = store();
        const Due inside = dueOf(newYork("2026-11-23T19:50:00"), {}, h);
        QCOMPARE(businessSecondsToAnswer(inside, newYork("2026-11-23T19:54:00"), h), std::optional<qint64>(240));
        QCOMPARE(businessSecondsToAnswer(inside, newYork("2026-11-24T08:05:00"), h), std::optional<qint64>(900));
        const Due edge = dueOf(newYork("2026-11-23T19:58:00"), {}, h);
        QCOMPARE(businessSecondsToAnswer(edge, newYork("2026-11-23T19:59:00"), h), std::optional<qint64>(0));
        QCOMPARE(businessSecondsToAnswer(edge, newYork("2026-11-24T08:10:00"), h), std::optional<qint64>(600));
        QCOMPARE(businessSecondsToAnswer(edge, 0, h), std::nullopt);
    }
};
UPDESK_TEST(TestResponseClock);
#include "tst_responseclock.moc"
