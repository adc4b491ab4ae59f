// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/score.h"
#include "tests/support/suite.h"

#include <climits>
#include <limits>
#include <random>

using namespace updesk;

namespace
{

constexpr Time kNow = 1'780'000'000'000;
const ScoreModel kModel;

/// A lead just received with nothing known but the worth of its source.
ScoreInput fresh(double rate = 0.0)
{
    ScoreInput input;
    input.received = kNow;
    input.sourceRate = rate;
    input.bestRate = 0.10;
    return input;
}

int pointsOf(const ScoreInput &input, Factor factor, Time now = kNow)
{
    return score(input, kModel, now).line(factor).points;
}

int sumOf(const Score &result)
{
    int sum = 0;
    for (const ScoreLine &line : result.lines)
        sum += line.points;
    return sum;
}

} // namespace

class TestScore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLocalBestSourceLeadForThisWeekWithUnitAndVisitIsHotAt78()
    {
        ScoreInput input = fresh(0.10);
        input.ring = 0;
        input.timeframeDays = 7;
        input.exactUnit = true;
        input.asksVisit = true;
        QCOMPARE(score(input, kModel, kNow).total, 78);
        QCOMPARE(tierOf(78), Tier::Hot);
    }
    void aLocalFirstPartyLeadForThisMonthWithUnitIsHighAt65()
    {
        ScoreInput input = fresh(0.10);
        input.ring = 0;
        input.timeframeDays = 30;
        input.exactUnit = true;
        QCOMPARE(score(input, kModel, kNow).total, 65);
        QCOMPARE(tierOf(65), Tier::High);
    }
    void theSameFromATwoPercentSourceIsMediumAt49()
    {
        ScoreInput input = fresh(0.02);
        input.ring = 0;
        input.timeframeDays = 30;
        input.exactUnit = true;
        QCOMPARE(score(input, kModel, kNow).total, 49);
        QCOMPARE(tierOf(49), Tier::Medium);
    }
    void aSourceFiveTimesBetterGetsFiveTimesThePoints()
    {
        QCOMPARE(pointsOf(fresh(0.10), Factor::Source), 20);
        QCOMPARE(pointsOf(fresh(0.02), Factor::Source), 4);
        QCOMPARE(score(fresh(0.035), kModel, kNow).line(Factor::Source).argument, 350);
    }
    void distanceRings()
    {
        const std::array points{20, 14, 8, 3, 0};
        for (int ring = 0; ring < kRingCount; ++ring) {
            ScoreInput input = fresh();
            input.ring = ring;
            QCOMPARE(pointsOf(input, Factor::Distance), points[std::size_t(ring)]);
            QCOMPARE(score(input, kModel, kNow).line(Factor::Distance).argument, ring);
        }
        for (int unknown : {kRingUnknown, 5, INT_MAX, INT_MIN}) {
            ScoreInput input = fresh();
            input.ring = unknown;
            QCOMPARE(pointsOf(input, Factor::Distance), 8);
            QCOMPARE(score(input, kModel, kNow).line(Factor::Distance).argument, kRingUnknown);
        }
    }
    void timeframes()
    {
        const std::vector<std::pair<int, int>> table{{-1, 0}, {0, 20}, {7, 20}, {8, 15}, {30, 15}, {31, 7}, {90, 7},
            {91, 2}, {365, 2}, {INT_MAX, 2}, {INT_MIN, 0}};
        for (const auto &[days, points] : table) {
            ScoreInput input = fresh();
            input.timeframeDays = days;
            QCOMPARE(pointsOf(input, Factor::Timeframe), points);
        }
    }
    void anyAskIsWorthEightOnce()
    {
        for (bool ScoreInput::*ask : {&ScoreInput::asksVisit, &ScoreInput::asksCall, &ScoreInput::asksAvailable}) {
            ScoreInput input = fresh();
            input.*ask = true;
            QCOMPARE(pointsOf(input, Factor::Asks), 8);
        }
        ScoreInput all = fresh();
        all.asksVisit = all.asksCall = all.asksAvailable = true;
        QCOMPARE(pointsOf(all, Factor::Asks), 8);
        QCOMPARE(score(all, kModel, kNow).line(Factor::Asks).argument, 7);
    }
    void laterVisitsAreFiveEachToTen()
    {
        const std::vector<std::pair<int, int>> table{{0, 0}, {1, 5}, {2, 10}, {3, 10}, {INT_MAX, 10}, {-4, 0}};
        for (const auto &[visits, points] : table) {
            ScoreInput input = fresh();
            input.returnVisits = visits;
            QCOMPARE(pointsOf(input, Factor::Visits), points);
        }
    }
    void aReplyIsSixAndAClickFour()
    {
        ScoreInput input = fresh();
        input.replies = 3;
        input.clicks = 9;
        QCOMPARE(pointsOf(input, Factor::Reply), 6);
        QCOMPARE(pointsOf(input, Factor::Click), 4);
    }
    void behaviourStopsAtTwentyAndTheLineSaysSo()
    {
        ScoreInput input = fresh();
        input.asksVisit = true;
        input.returnVisits = 2;
        input.replies = 1;
        input.clicks = 1;
        const Score result = score(input, kModel, kNow);
        QCOMPARE(int(result.line(Factor::BehaviourCap).points), -8);
        QCOMPARE(result.total, 8 + 20);
    }
    void behaviourHalvesEveryFourteenQuietDays()
    {
        ScoreInput input = fresh();
        input.asksVisit = true;
        QCOMPARE(pointsOf(input, Factor::Quiet, kNow + 14 * kDay), -4);
        QCOMPARE(pointsOf(input, Factor::Quiet, kNow + 28 * kDay), -6);
        QCOMPARE(score(input, kModel, kNow + 14 * kDay).line(Factor::Quiet).argument, 14);
        QCOMPARE(pointsOf(input, Factor::Quiet, kNow + 3650 * kDay), -8);
    }
    void aFreshSignEndsTheQuiet()
    {
        ScoreInput input = fresh();
        input.asksVisit = true;
        input.replies = 1;
        input.lastSign = kNow + 28 * kDay;
        QCOMPARE(pointsOf(input, Factor::Quiet, kNow + 28 * kDay), 0);
    }
    void onlyWholeQuietDaysCount()
    {
        ScoreInput input = fresh();
        input.asksVisit = true;
        QCOMPARE(score(input, kModel, kNow + kDay - 1), score(input, kModel, kNow));
    }
    void aTimeBeforeTheLeadIsNotQuiet()
    {
        ScoreInput input = fresh();
        input.asksVisit = true;
        QCOMPARE(pointsOf(input, Factor::Quiet, kNow - 100 * kDay), 0);
    }
    void quietTakesNothingFromWhatWasSaid()
    {
        ScoreInput input = fresh(0.1);
        input.ring = 0;
        input.timeframeDays = 7;
        input.exactUnit = true;
        QCOMPARE(score(input, kModel, kNow + 400 * kDay).total, score(input, kModel, kNow).total);
    }
    void vehicleTradeAndReadiness()
    {
        ScoreInput input = fresh();
        input.makeAndModel = true;
        QCOMPARE(pointsOf(input, Factor::Vehicle), 5);
        input.exactUnit = true;
        QCOMPARE(pointsOf(input, Factor::Vehicle), 10);
        input.tradeIn = true;
        QCOMPARE(pointsOf(input, Factor::Trade), 5);
        input.preApproved = true;
        input.downPaymentStated = true;
        QCOMPARE(pointsOf(input, Factor::Readiness), 5);
        QCOMPARE(score(input, kModel, kNow).line(Factor::Readiness).argument, 3);
    }
    void anEmptyLeadHasOnlyTheUnknownDistance()
    {
        const Score result = score(ScoreInput(), kModel, 0);
        QCOMPARE(result.total, 8);
        QCOMPARE(sumOf(result), 8);
    }
    void everythingIsExactlyAHundred()
    {
        ScoreInput input = fresh(0.10);
        input.ring = 0;
        input.asksVisit = true;
        input.returnVisits = 5;
        input.replies = 2;
        input.clicks = 2;
        input.timeframeDays = 3;
        input.exactUnit = input.makeAndModel = input.tradeIn = input.preApproved = true;
        QCOMPARE(score(input, kModel, kNow).total, 100);
        QVERIFY(wouldRaise(input, kModel, kNow).empty());
    }
    void theLinesAlwaysAddToTheTotal()
    {
        std::mt19937 dice(7);
        const auto upTo = [&](int most) { return int(dice() % unsigned(most + 1)); };
        for (int i = 0; i < 20'000; ++i) {
            ScoreInput input = fresh(upTo(1000) / 3000.0);
            input.bestRate = upTo(1000) / 3000.0;
            input.ring = upTo(6) - 1;
            input.asksVisit = upTo(1);
            input.asksCall = upTo(1);
            input.returnVisits = upTo(4);
            input.replies = upTo(2);
            input.clicks = upTo(2);
            input.timeframeDays = upTo(120) - 1;
            input.exactUnit = upTo(1);
            input.tradeIn = upTo(1);
            input.preApproved = upTo(1);
            const Score result = score(input, kModel, kNow + upTo(90) * kDay);
            QCOMPARE(sumOf(result), result.total);
            QVERIFY(result.total >= 0 && result.total <= 100);
            for (int f = 0; f < kFactorCount; ++f)
                QCOMPARE(result.lines[std::size_t(f)].factor, static_cast<Factor>(f));
        }
    }
    void hostileNumbersStayInBounds()
    {
        for (double rate :
            {-1.0, 2.0, 1e300, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            for (double best : {0.0, -1.0, 1e-300, std::numeric_limits<double>::quiet_NaN()}) {
                ScoreInput input = fresh(rate);
                input.bestRate = best;
                const int points = pointsOf(input, Factor::Source);
                QVERIFY(points >= 0 && points <= 20);
            }
        }
        ScoreInput early = fresh();
        early.received = std::numeric_limits<Time>::min() / 2;
        early.asksVisit = true;
        QCOMPARE(score(early, kModel, kNow).total, 8);
    }
    void aScoreFitsWithoutAllocation()
    {
        static_assert(std::is_trivially_copyable_v<Score>);
        static_assert(sizeof(Score) <= 128);
    }
    void tiersChangeAtTheirLimits()
    {
        const std::vector<std::pair<int, Tier>> table{{0, Tier::Low}, {25, Tier::Low}, {26, Tier::Medium},
            {50, Tier::Medium}, {51, Tier::High}, {75, Tier::High}, {76, Tier::Hot}, {100, Tier::Hot}, {-3, Tier::Low},
            {INT_MAX, Tier::Hot}};
        for (const auto &[points, tier] : table)
            QCOMPARE(tierOf(points), tier);
        QCOMPARE(protocolOf(Tier::Hot, kModel).managerAfter, 180);
        ScoreModel strict;
        strict.tiers[3].from = 90;
        QCOMPARE(tierOf(80, strict), Tier::High);
    }
    void whatWouldRaiseIsTheLargestFirstAndTrue()
    {
        ScoreInput input = fresh(0.10);
        input.ring = 0;
        input.makeAndModel = true;
        const std::vector<Raise> raises = wouldRaise(input, kModel, kNow);
        QVERIFY(!raises.empty());
        QCOMPARE(raises.front(), (Raise{Factor::Timeframe, 7, 20}));
        QVERIFY(std::is_sorted(
            raises.begin(), raises.end(), [](const Raise &a, const Raise &b) { return a.points > b.points; }));
        const auto unit =
            std::find_if(raises.begin(), raises.end(), [](const Raise &r) { return r.factor == Factor::Vehicle; });
        QVERIFY(unit != raises.end());
        QCOMPARE(unit->points, 5);
        input.makeAndModel = false;
        const std::vector<Raise> more = wouldRaise(input, kModel, kNow);
        QVERIFY(std::find(more.begin(), more.end(), Raise{Factor::Vehicle, 2, 10}) != more.end());
    }
    void aReplyAfterAQuietMonthBringsTheOldSignsBack()
    {
        ScoreInput input = fresh();
        input.asksVisit = true;
        const std::vector<Raise> raises = wouldRaise(input, kModel, kNow + 28 * kDay);
        QVERIFY(std::find(raises.begin(), raises.end(), Raise{Factor::Reply, 1, 12}) != raises.end());
    }
};
UPDESK_TEST(TestScore);
#include "tst_score.moc"
