// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/score.h"
#include "tests/support/suite.h"

#include <climits>

using namespace updesk;

namespace
{

const ScoreModel kModel;

bool near(double a, double b) { return std::abs(a - b) < 1e-9; }

} // namespace

class TestSources : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutHistoryTheGuideRatesRule()
    {
        const std::vector<SourceCounts> sources{{SourceKind::FirstParty, 0, 0}, {SourceKind::ThirdParty, 0, 0},
            {SourceKind::Referral, 0, 0}, {SourceKind::Repeat, 0, 0}, {SourceKind::Equity, 0, 0}};
        const auto weights = sourceWeights(sources, kModel);
        QVERIFY(near(weights[0].rate, 0.10));
        QVERIFY(near(weights[1].rate, 0.035));
        QVERIFY(near(weights[2].rate, 0.17));
        QVERIFY(near(weights[3].rate, 0.17));
        QVERIFY(near(weights[4].rate, 0.17));
        QVERIFY(near(weights[1].best, 0.17));
    }
    void anUnknownSenderWeighsAsAThirdParty()
    {
        const std::vector<SourceCounts> sources{{SourceKind::FirstParty, 0, 0}, {SourceKind::Unknown, 0, 0}};
        const auto weights = sourceWeights(sources, kModel);
        QVERIFY(near(weights[1].rate, 0.035));
        ScoreInput input;
        input.sourceRate = weights[1].rate;
        input.bestRate = weights[1].best;
        QCOMPARE(int(score(input, kModel, 0).line(Factor::Source).points), 7);
    }
    void aRateSaysWhetherItRestsOnAGuideFigure()
    {
        QVERIFY(sourceWeights(std::vector<SourceCounts>{{SourceKind::FirstParty, 300, 29}}, kModel)[0].guide);
        QVERIFY(!sourceWeights(std::vector<SourceCounts>{{SourceKind::FirstParty, 300, 30}}, kModel)[0].guide);
    }
    void aSmallSampleIsDrawnToTheGuide()
    {
        const std::vector<SourceCounts> sources{{SourceKind::ThirdParty, 10, 5}};
        QVERIFY(near(sourceWeights(sources, kModel)[0].rate, (5 + 50 * 0.035) / 60));
    }
    void fromThirtySalesTheStoresOwnRateIsThePrior()
    {
        const std::vector<SourceCounts> before{{SourceKind::FirstParty, 300, 29}, {SourceKind::ThirdParty, 0, 0}};
        QVERIFY(near(sourceWeights(before, kModel)[1].rate, 0.035));
        const std::vector<SourceCounts> after{{SourceKind::FirstParty, 300, 30}, {SourceKind::ThirdParty, 0, 0}};
        QVERIFY(near(sourceWeights(after, kModel)[1].rate, 0.10));
    }
    void nothingAndNonsenseAreSurvived()
    {
        QVERIFY(sourceWeights({}, kModel).empty());
        const std::vector<SourceCounts> sources{
            {SourceKind::FirstParty, -5, 40}, {SourceKind::ThirdParty, 3, 900}, {SourceKind::Equity, INT_MAX, INT_MAX}};
        for (const SourceWeight &weight : sourceWeights(sources, kModel))
            QVERIFY(weight.rate >= 0 && weight.rate <= 1 && weight.best <= 1);
    }
    void theBestOfTheStoreGetsTwentyPoints()
    {
        const std::vector<SourceCounts> sources{
            {SourceKind::FirstParty, 10'000, 1000}, {SourceKind::ThirdParty, 10'000, 200}};
        const auto weights = sourceWeights(sources, kModel);
        ScoreInput input;
        input.sourceRate = weights[0].rate;
        input.bestRate = weights[0].best;
        QCOMPARE(int(score(input, kModel, 0).line(Factor::Source).points), 20);
        input.sourceRate = weights[1].rate;
        QCOMPARE(int(score(input, kModel, 0).line(Factor::Source).points), 4);
    }
};
UPDESK_TEST(TestSources);
#include "tst_sources.moc"
