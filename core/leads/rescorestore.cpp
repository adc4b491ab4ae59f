// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnowstore.h"

namespace updesk
{

static constexpr char kOpen[] =
    "SELECT lead_id, source_id, received, score_facts, last_sign, score FROM lead_now WHERE grp<9";
static constexpr char kScore[] =
    "UPDATE lead_now SET score=?2, tier=?3, model=?4, scored_at=?5, k3=100-?2 WHERE lead_id=?1";
static constexpr char kPlace[] =
    "UPDATE lead_now SET grp=?2, k1=?3, k2=?4, next_change=?5, ladder_at=?6 WHERE lead_id=?1";

struct Moved {
    LeadId lead;
    int score;
};

static Result<std::vector<Moved>> movedLeads(Database &database, const Rulebook &rules, Time now)
{
    std::vector<Moved> moved;
    SourceId known;
    SourceWeight weight = rules.weight(known);
    Query q = database.query(kOpen);
    while (q.next()) {
        if (const SourceId source{q.id(1)}; source != known) {
            known = source;
            weight = rules.weight(source);
        }
        const int total = score(unpacked(q.number(3), q.number(2), q.number(4), weight), rules.model, now).total;
        if (total != q.integer(5))
            moved.push_back({LeadId{q.id(0)}, total});
    }
    if (auto done = q.done(); !done)
        return done.error();
    return moved;
}

// A new tier changes the head start and so the place, and with Hot the ladder.
static Result<void> writeScore(Database &database, const Rulebook &rules, const Moved &moved, Time now)
{
    auto row = leadNowOf(database, moved.lead);
    if (!row)
        return row.error();
    const Tier tier = tierOf(moved.score, rules.model);
    Query scored = database.query(kScore);
    scored.bind(1, moved.lead).bind(2, moved.score).bind(3, int(tier)).bind(4, rules.model.version).bind(5, now);
    if (auto done = scored.run(); !done || tier == row->tier)
        return done;
    const auto facts = factsOf(database, moved.lead, rules);
    if (!facts)
        return facts.error();
    const LeadNow fresh = leadNow(*facts, rules, now);
    Query placed = database.query(kPlace);
    placed.bind(1, moved.lead).bind(2, fresh.place.group).bind(3, fresh.place.k1).bind(4, fresh.place.k2);
    return placed.bind(5, fresh.place.nextChange).bind(6, fresh.ladderAt).run();
}

Result<int> rescore(Database &database, Time now)
{
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    const auto moved = movedLeads(database, **rules, now);
    if (!moved)
        return moved.error();
    constexpr size_t kSlice = 1000;
    for (size_t from = 0; from < moved->size(); from += kSlice) {
        auto tx = Transaction::begin(database, {});
        if (!tx)
            return tx.error();
        for (size_t i = from; i < std::min(moved->size(), from + kSlice); ++i) {
            if (auto done = writeScore(database, **rules, (*moved)[i], now); !done)
                return done.error();
        }
        if (auto done = tx->commit(); !done)
            return done.error();
        Database::giveWay();
    }
    return int(moved->size());
}

} // namespace updesk
