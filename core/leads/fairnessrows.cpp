// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/fairnessrows.h"

#include "core/leads/activity.h"
#include "core/leads/routing.h"

#include <algorithm>

namespace updesk
{

// The points of that moment, or of now where the log does not reach back.
static constexpr char kGiven[] =
    "SELECT a.from_person, a.to_person, a.rule, a.reason,"
    " coalesce((SELECT s.points FROM score_log s WHERE s.lead_id=a.lead_id AND s.deleted=0 AND s.at<=a.at"
    "  ORDER BY s.at DESC LIMIT 1), (SELECT n.score FROM lead_now n WHERE n.lead_id=a.lead_id), 0),"
    " EXISTS(SELECT 1 FROM activity t WHERE t.lead_id=a.lead_id AND t.at=a.at AND t.code=?3 AND t.deleted=0)"
    " FROM assignment a WHERE a.at>=?1 AND a.at<?2 AND a.deleted=0";

static void countGot(FairnessRow &row, const QString &rule, RouteReason reason, Tier tier)
{
    ++row.got;
    ++row.tiers[size_t(tier)];
    switch (reason) {
    case RouteReason::ByHand:
        ++row.byHand;
        break;
    case RouteReason::Claimed:
    case RouteReason::AtDesk:
        ++row.taken;
        break;
    default:
        ++row.byRule;
        ++row.rules[rule];
    }
}

Result<std::vector<FairnessRow>> fairness(Database &database, const ScoreModel &model, Time since, Time until)
{
    std::map<PersonId, FairnessRow> found;
    Query q = database.query(kGiven);
    q.bind(1, since).bind(2, until).bind(3, int(Activity::Code::TakenBack));
    while (q.next()) {
        const PersonId from{q.id(0)}, to{q.id(1)};
        if (!to.isNull())
            countGot(found[to], q.text(2), RouteReason(q.integer(3)), tierOf(q.integer(4), model));
        if (from.isNull() || from == to)
            continue;
        FairnessRow &loser = found[from];
        ++(q.integer(5) != 0 ? loser.takenBack : loser.movedAway);
    }
    if (auto done = q.done(); !done)
        return done.error();
    std::vector<FairnessRow> rows;
    for (auto &[person, row] : found) {
        row.person = person;
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, std::greater<>(), &FairnessRow::got);
    return rows;
}

} // namespace updesk
