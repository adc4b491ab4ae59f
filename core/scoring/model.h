// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QLatin1String>

#include <array>

namespace updesk
{

/// The lines of a score, in the order they are shown. BehaviourCap and Quiet only take points away.
enum class Factor : quint8 {
    Distance,
    Source,
    Asks,
    Visits,
    Reply,
    Click,
    BehaviourCap,
    Quiet,
    Timeframe,
    Vehicle,
    Trade,
    Readiness
};
inline constexpr int kFactorCount = 12;
inline constexpr int kRingCount = 5;

/// The stable name of a factor in stored models and logs; one of allowedFactors().
QLatin1String factorName(Factor factor);

/// What a source is, for its guide rate as long as the store has no history of its own. Unknown: a sender in no table,
/// weighed like a third party until somebody says what it is.
enum class SourceKind : quint8 { FirstParty, ThirdParty, Referral, Repeat, Equity, Unknown };
inline constexpr int kSourceKindCount = 6;

enum class Tier : quint8 { Low, Medium, High, Hot };
inline constexpr int kTierCount = 4;

/// How much of the follow-up is done by a person; the service floor of every lead stays whole (FL-7).
enum class Pace : quint8 { Automatic, Nurture, Personal, Immediate };

/// What a tier starts (F43): order in the queue and extra effort, never less than the floor.
struct TierProtocol {
    int from = 0; ///< lowest points of the tier
    int headStart = 0; ///< seconds that the queue takes off the due time
    int managerAfter = 0; ///< seconds untouched until the manager is told; 0: the ordinary ladder
    int everyoneAfter = 0; ///< seconds untouched until everyone on duty is told; 0: the ordinary ladder
    Pace pace = Pace::Automatic; ///< which plan a lead gets, and who writes its e-mails (S4.2)
    bool videoLink = false; ///< a personal video link belongs to the first personal e-mail of a plan
    bool operator==(const TierProtocol &) const = default;
};

/// All weights and tables of the score (domain table of 100 points) as data; a stored score names the version it used.
struct ScoreModel {
    int version = 1;
    std::array<int, kRingCount> distance{20, 14, 8, 3, 0}; ///< by ring, nearest first
    int distanceUnknown = 8;
    int source = 20; ///< for the best source; others in proportion
    int sourcePrior = 50; ///< m: as many leads at the guide rate are mixed into each source's own
    int ownAfterSales = 30; ///< sales of the store from which its own rate replaces the guide rates
    std::array<double, kSourceKindCount> guideRate{0.10, 0.035, 0.17, 0.17, 0.17, 0.035}; ///< by SourceKind
    int asks = 8;
    int visit = 5;
    int visitsMost = 10;
    int reply = 6;
    int click = 4;
    int behaviourCap = 20;
    int halfLifeDays = 14;
    std::array<int, 3> timeframeDays{7, 30, 90}; ///< up to and with
    std::array<int, 3> timeframe{20, 15, 7};
    int looking = 2; ///< beyond the last
    int unit = 10;
    int makeModel = 5;
    int trade = 5;
    int readiness = 5; ///< never more than kReadinessMost (FL-4)
    std::array<TierProtocol, kTierCount> tiers{TierProtocol{0, 0, 0, 0, Pace::Automatic, false},
        TierProtocol{26, 0, 0, 0, Pace::Nurture, false}, TierProtocol{51, 60, 0, 0, Pace::Personal, false},
        TierProtocol{76, 120, 180, 300, Pace::Immediate, true}};

    bool operator==(const ScoreModel &) const = default;

    /// The most points a lead can reach.
    int most() const;
    /// Invalid with the field as subject, when a weight is negative, the sum passes 100 or the tiers do not rise.
    Result<void> check() const;
    QByteArray toJson() const;
    /// Reads what toJson writes; what is not named keeps its default. Damaged when it is no JSON object; Invalid, with
    /// the name as subject, for an unknown or forbidden factor, an unknown key or a value out of range.
    static Result<ScoreModel> fromJson(const QByteArray &json);
};

inline constexpr int kReadinessMost = 5;

} // namespace updesk
