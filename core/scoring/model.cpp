// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/model.h"

#include "core/scoring/fairness.h"

#include <algorithm>
#include <numeric>

namespace updesk
{

QLatin1String factorName(Factor factor) { return allowedFactors()[static_cast<std::size_t>(factor)]; }

int ScoreModel::most() const
{
    const int nearest = std::max(*std::max_element(distance.begin(), distance.end()), distanceUnknown);
    const int soon = std::max(*std::max_element(timeframe.begin(), timeframe.end()), looking);
    const int behaviour = std::min(behaviourCap, asks + visitsMost + reply + click);
    return nearest + source + behaviour + soon + std::max(unit, makeModel) + trade + readiness;
}

namespace
{

bool rises(const std::array<int, 3> &days) { return days[0] >= 0 && days[0] < days[1] && days[1] < days[2]; }

bool allWithin(std::initializer_list<int> values, int most)
{
    return std::all_of(values.begin(), values.end(), [most](int value) { return value >= 0 && value <= most; });
}

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

} // namespace

Result<void> ScoreModel::check() const
{
    constexpr int kHundred = 100;
    if (!allWithin({distance[0], distance[1], distance[2], distance[3], distance[4], distanceUnknown}, kHundred))
        return invalid("distance");
    if (!allWithin({source}, kHundred) || sourcePrior < 1 || ownAfterSales < 1)
        return invalid("source");
    if (!std::all_of(guideRate.begin(), guideRate.end(), [](double rate) { return rate >= 0.0 && rate <= 1.0; }))
        return invalid("source");
    if (!allWithin({asks, visit, visitsMost, reply, click, behaviourCap}, kHundred))
        return invalid("behaviourCap");
    if (halfLifeDays < 1)
        return invalid("quiet");
    if (!allWithin({timeframe[0], timeframe[1], timeframe[2], looking}, kHundred) || !rises(timeframeDays))
        return invalid("timeframe");
    if (!allWithin({unit, makeModel}, kHundred))
        return invalid("vehicle");
    if (!allWithin({trade}, kHundred))
        return invalid("trade");
    if (!allWithin({readiness}, kReadinessMost))
        return invalid("readiness");
    if (most() > kHundred)
        return invalid("factors");
    int before = -1;
    for (const TierProtocol &tier : tiers) {
        if (tier.from <= before || tier.from > kHundred
            || !allWithin({tier.headStart, tier.managerAfter, tier.everyoneAfter}, 86400))
            return invalid("tiers");
        before = tier.from;
    }
    return tiers[0].from == 0 ? Result<void>() : Result<void>(invalid("tiers"));
}

} // namespace updesk
