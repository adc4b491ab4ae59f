// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/scoring/model.h"

#include <array>
#include <span>
#include <vector>

namespace updesk
{

inline constexpr int kRingUnknown = -1;
inline constexpr int kTimeframeUnknown = -1;

/// All that a score may know of a lead: plain numbers, each a fact about interest or distance (fair-lending rules FL-1
/// to FL-5).
struct ScoreInput {
    int ring = kRingUnknown; ///< 0 (near) to 4, kRingUnknown without address or table entry
    double sourceRate = 0.0; ///< shrunk closing rate of the source, 0 to 1
    double bestRate = 0.0; ///< of the store's best source; both from sourceWeights()
    bool asksVisit = false;
    bool asksCall = false;
    bool asksAvailable = false;
    int returnVisits = 0; ///< visits after the first one, to the store or, where a feed tells, the website
    int replies = 0;
    int clicks = 0;
    Time lastSign = 0; ///< last visit, reply, click or inquiry (UTC); 0: none since received
    Time received = 0; ///< UTC
    int timeframeDays = kTimeframeUnknown;
    bool exactUnit = false; ///< a stock number or VIN
    bool makeAndModel = false;
    bool tradeIn = false;
    bool preApproved = false; ///< the customer says so
    bool downPaymentStated = false; ///< the customer says so
};

/// One line of the explanation. `argument` by factor: ring or -1; source rate per 10,000; bits 1 visit, 2 call, 4
/// available; counts of visits, replies, clicks; the cap; quiet days; days or -1; 2 unit, 1 make and model; 1 trade;
/// bits 1 pre-approved, 2 down payment.
struct ScoreLine {
    Factor factor = Factor::Distance;
    qint16 points = 0;
    qint32 argument = 0;
    bool operator==(const ScoreLine &) const = default;
};

/// A score and its lines, which always add to it exactly.
struct Score {
    int total = 0;
    std::array<ScoreLine, kFactorCount> lines{}; ///< one a factor, in the order of Factor, also those of 0 points
    const ScoreLine &line(Factor factor) const { return lines[static_cast<std::size_t>(factor)]; }
    bool operator==(const Score &) const = default;
};

/// The score at `now`; allocates nothing. Needs a model that passes check().
Score score(const ScoreInput &input, const ScoreModel &model, Time now);

Tier tierOf(int points, const ScoreModel &model);
Tier tierOf(int points); ///< by the default limits 26, 51, 76
const TierProtocol &protocolOf(Tier tier, const ScoreModel &model);

/// Something that would lift a score: the factor, its argument once done (as in ScoreLine) and the points gained.
struct Raise {
    Factor factor = Factor::Distance;
    int argument = 0;
    int points = 0;
    bool operator==(const Raise &) const = default;
};

/// What the customer could still say or do, the largest gain first; empty when nothing is left to gain.
std::vector<Raise> wouldRaise(const ScoreInput &input, const ScoreModel &model, Time now);

/// What is known of one source.
struct SourceCounts {
    SourceKind kind = SourceKind::FirstParty;
    int leads = 0;
    int sold = 0;
};

/// What a source brings into ScoreInput.
struct SourceWeight {
    double rate = 0.0; ///< (sold + m p0) / (leads + m)
    double best = 0.0; ///< the highest rate of all given
    bool guide = false; ///< mixed with the guide rate of its kind, not with the store's own rate
    bool operator==(const SourceWeight &) const = default;
};

/// Shrunk rates of all the store's sources, in the order given. p0 is the kind's guide rate until the store has
/// model.ownAfterSales sales, then the store's own rate.
std::vector<SourceWeight> sourceWeights(std::span<const SourceCounts> sources, const ScoreModel &model);

} // namespace updesk
