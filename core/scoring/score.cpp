// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/score.h"

#include <algorithm>
#include <cmath>

namespace updesk
{

namespace
{

/// Half up; never called below nought. A call of lround would cost more than the rest of the score.
int rounded(double value) { return static_cast<int>(value + 0.5); }

/// Writes the lines one after the other and keeps their sum: the total cannot differ from its lines.
class Sheet
{
public:
    void add(Factor factor, int points, int argument)
    {
        m_score.lines[static_cast<std::size_t>(factor)] = {factor, static_cast<qint16>(points), argument};
        m_score.total += points;
    }
    const Score &score() const { return m_score; }

private:
    Score m_score;
};

void addMarket(Sheet &sheet, const ScoreInput &input, const ScoreModel &model)
{
    const bool known = input.ring >= 0 && input.ring < kRingCount;
    const int points = known ? model.distance[static_cast<std::size_t>(input.ring)] : model.distanceUnknown;
    sheet.add(Factor::Distance, points, known ? input.ring : kRingUnknown);
}

void addSource(Sheet &sheet, const ScoreInput &input, const ScoreModel &model)
{
    const double rate = input.sourceRate > 0.0 ? std::min(input.sourceRate, 1.0) : 0.0; // not a number is none
    const double share = input.bestRate > 0.0 ? std::min(rate / input.bestRate, 1.0) : 0.0;
    sheet.add(Factor::Source, rounded(share * model.source), rounded(rate * 10000));
}

int quietDays(const ScoreInput &input, Time now)
{
    const Time sign = std::max(input.lastSign, input.received);
    return now > sign ? static_cast<int>(std::min<Time>((now - sign) / kDay, 36500)) : 0;
}

void addBehaviour(Sheet &sheet, const ScoreInput &input, const ScoreModel &model, Time now)
{
    const int bits = int(input.asksVisit) | int(input.asksCall) << 1 | int(input.asksAvailable) << 2;
    const int visits = std::max(input.returnVisits, 0);
    const int asked = bits != 0 ? model.asks : 0;
    const int visited = std::min(std::min(visits, model.visitsMost) * model.visit, model.visitsMost);
    const int replied = input.replies > 0 ? model.reply : 0;
    const int clicked = input.clicks > 0 ? model.click : 0;
    sheet.add(Factor::Asks, asked, bits);
    sheet.add(Factor::Visits, visited, visits);
    sheet.add(Factor::Reply, replied, std::max(input.replies, 0));
    sheet.add(Factor::Click, clicked, std::max(input.clicks, 0));
    const int raw = asked + visited + replied + clicked;
    const int capped = std::min(raw, model.behaviourCap);
    sheet.add(Factor::BehaviourCap, capped - raw, model.behaviourCap);
    // Whole days only, so that a score moves once a day and not with every look at it.
    const int days = quietDays(input, now);
    const int left =
        capped == 0 || days == 0 ? capped : rounded(capped * std::exp2(-double(days) / model.halfLifeDays));
    sheet.add(Factor::Quiet, left - capped, days);
}

int timeframePoints(int days, const ScoreModel &model)
{
    if (days < 0)
        return 0;
    for (std::size_t i = 0; i < model.timeframe.size(); ++i) {
        if (days <= model.timeframeDays[i])
            return model.timeframe[i];
    }
    return model.looking;
}

void addIntent(Sheet &sheet, const ScoreInput &input, const ScoreModel &model)
{
    const int named = input.exactUnit ? 2 : int(input.makeAndModel);
    const int ready = int(input.preApproved) | int(input.downPaymentStated) << 1;
    sheet.add(Factor::Timeframe, timeframePoints(input.timeframeDays, model),
        std::max(input.timeframeDays, kTimeframeUnknown));
    sheet.add(Factor::Vehicle, named == 2 ? model.unit : named * model.makeModel, named);
    sheet.add(Factor::Trade, input.tradeIn ? model.trade : 0, int(input.tradeIn));
    sheet.add(Factor::Readiness, ready != 0 ? model.readiness : 0, ready);
}

constexpr ScoreModel kDefaultModel{};

} // namespace

Score score(const ScoreInput &input, const ScoreModel &model, Time now)
{
    Sheet sheet;
    addMarket(sheet, input, model);
    addSource(sheet, input, model);
    addBehaviour(sheet, input, model, now);
    addIntent(sheet, input, model);
    return sheet.score();
}

Tier tierOf(int points, const ScoreModel &model)
{
    int tier = kTierCount - 1;
    while (tier > 0 && points < model.tiers[static_cast<std::size_t>(tier)].from)
        --tier;
    return static_cast<Tier>(tier);
}

Tier tierOf(int points) { return tierOf(points, kDefaultModel); }

const TierProtocol &protocolOf(Tier tier, const ScoreModel &model)
{
    return model.tiers[static_cast<std::size_t>(tier)];
}

std::vector<Raise> wouldRaise(const ScoreInput &input, const ScoreModel &model, Time now)
{
    std::vector<Raise> raises;
    const int today = score(input, model, now).total;
    const auto consider = [&](Factor factor, const ScoreInput &changed) {
        const Score after = score(changed, model, now);
        if (after.total > today)
            raises.push_back({factor, after.line(factor).argument, after.total - today});
    };
    // What a customer does is a fresh sign of life: the quiet days end with it.
    ScoreInput awake = input;
    awake.lastSign = std::max(now, input.lastSign);

    if (!input.asksVisit && !input.asksCall && !input.asksAvailable) {
        ScoreInput asking = awake;
        asking.asksVisit = true;
        consider(Factor::Asks, asking);
    }
    ScoreInput visiting = awake;
    visiting.returnVisits = std::max(input.returnVisits, 0);
    visiting.returnVisits += visiting.returnVisits < model.visitsMost ? 1 : 0;
    consider(Factor::Visits, visiting);
    ScoreInput replying = awake;
    replying.replies = std::clamp(input.replies, 0, 1000) + 1;
    consider(Factor::Reply, replying);
    ScoreInput clicking = awake;
    clicking.clicks = std::clamp(input.clicks, 0, 1000) + 1;
    consider(Factor::Click, clicking);
    ScoreInput soon = input;
    soon.timeframeDays = model.timeframeDays[0];
    consider(Factor::Timeframe, soon);
    ScoreInput naming = input;
    naming.exactUnit = true;
    consider(Factor::Vehicle, naming);
    ScoreInput trading = input;
    trading.tradeIn = true;
    consider(Factor::Trade, trading);
    ScoreInput ready = input;
    ready.preApproved = true;
    consider(Factor::Readiness, ready);
    std::stable_sort(raises.begin(), raises.end(), [](const Raise &a, const Raise &b) { return a.points > b.points; });
    return raises;
}

std::vector<SourceWeight> sourceWeights(std::span<const SourceCounts> sources, const ScoreModel &model)
{
    double leads = 0;
    double sold = 0;
    for (const SourceCounts &source : sources) {
        leads += std::max(source.leads, 0);
        sold += std::clamp(source.sold, 0, std::max(source.leads, 0));
    }
    const bool own = leads > 0 && sold >= model.ownAfterSales;
    std::vector<SourceWeight> weights;
    weights.reserve(sources.size());
    double best = 0;
    for (const SourceCounts &source : sources) {
        const double count = std::max(source.leads, 0);
        const double wins = std::clamp(source.sold, 0, std::max(source.leads, 0));
        const double prior = own ? sold / leads : model.guideRate[static_cast<std::size_t>(source.kind)];
        const double rate = (wins + model.sourcePrior * prior) / (count + model.sourcePrior);
        weights.push_back({rate, 0, !own});
        best = std::max(best, rate);
    }
    for (SourceWeight &weight : weights)
        weight.best = best;
    return weights;
}

} // namespace updesk
