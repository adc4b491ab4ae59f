// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnowstore.h"
#include "core/leads/scorelog.h"
#include "core/store/apply.h"

#include <array>
#include <span>

namespace updesk
{

// The plus keeps SQLite from the index of open leads, by which it would look for each row on its own: nearly all are
// read, so from one end of the table to the other is quicker.
static constexpr char kOpen[] =
    "SELECT lead_id, source_id, received, score_facts, last_sign, score, tier, grp, k1, k2, model"
    " FROM lead_now WHERE +grp<9";
static constexpr char kScore[] = "UPDATE lead_now SET score=?2, tier=?3, model=?4, scored_at=?5, k3=100-?2"
                                 " WHERE lead_id=?1 AND score_facts=?6 AND last_sign=?7 AND score=?8";
static constexpr char kScoreAndPlace[] =
    "UPDATE lead_now SET score=?2, tier=?3, model=?4, scored_at=?5, k3=100-?2,"
    " grp=?6, k1=?7, k2=?8, next_change=?9, ladder_at=?10, place_since=?11 WHERE lead_id=?1";

struct Moved {
    LeadId lead;
    int score;
    Tier tier; ///< before
    int model;
    std::array<qint64, 3> key; ///< its place in the queue before
    qint64 facts, sign; ///< what the score was made of
    int before; ///< the score
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
        if (total != q.integer(5) || q.integer(10) != rules.model.version)
            moved.push_back({LeadId{q.id(0)}, total, Tier(q.number(6)), q.integer(10),
                {q.number(7), q.number(8), q.number(9)}, q.number(3), q.number(4), q.integer(5)});
    }
    if (auto done = q.done(); !done)
        return done.error();
    // In the order of the indexes that change: a slice then writes a few of their pages and not one a lead.
    std::ranges::sort(moved, {}, &Moved::key);
    return moved;
}

// A tier may have its own steps of the ladder.
static Result<Time> ladderOf(Database &database, const Rulebook &rules, const LeadNow &row, Time now)
{
    const auto facts = factsOf(database, row.id, rules);
    if (!facts)
        return facts.error();
    return leadNow(*facts, rules, now).ladderAt;
}

// What another window changed since it was read has a newer score already, and keeps it.
static bool stands(const LeadNow &row, const Moved &moved)
{
    return qint64(row.scoreFacts) == moved.facts && row.lastSign == moved.sign && row.score == moved.before;
}

// A new tier changes the head start and so the place. Its history gets a line, as with a new model (F48); what quiet
// days take inside a tier follows from that line and the calendar.
static Result<void> writeScore(Transaction &tx, const Rulebook &rules, const Moved &moved, Time now, Mandate mandate)
{
    Database &database = tx.database();
    const Tier tier = tierOf(moved.score, rules.model);
    const auto writeWith = [&](const char *sql, auto &&bindMore) {
        Query q = database.query(sql);
        q.bind(1, moved.lead).bind(2, moved.score).bind(3, int(tier)).bind(4, rules.model.version).bind(5, now);
        bindMore(q);
        return q.run();
    };
    const auto ifItStands = [&](Query &q) { q.bind(6, moved.facts).bind(7, moved.sign).bind(8, moved.before); };
    if (tier == moved.tier && moved.model == rules.model.version)
        return writeWith(kScore, ifItStands);
    auto row = leadNowOf(database, moved.lead);
    if (!row)
        return row.error();
    if (!stands(*row, moved))
        return {};
    const LeadNow before = *row;
    row->score = moved.score;
    row->model = rules.model.version;
    row->scoredAt = now;
    const bool otherLadder =
        alarmsOf(tier, rules.model, rules.ladder) != alarmsOf(moved.tier, rules.model, rules.ladder)
        && row->clock == LeadNow::Running;
    row->tier = tier;
    const char *cause = moved.model == rules.model.version ? "quiet_days" : "rules";
    if (mandate) {
        if (auto done = logMove(tx, before, *row, rules, cause); !done)
            return done;
    }
    const Place fresh = place(placeFactsOf(*row, rules.model), now, rules.hours);
    const auto ladderAt = otherLadder ? ladderOf(database, rules, *row, now) : Result<Time>(row->ladderAt);
    if (!ladderAt)
        return ladderAt.error();
    if (fresh == row->place && *ladderAt == row->ladderAt)
        return writeWith(kScore, ifItStands);
    return writeWith(kScoreAndPlace, [&](Query &q) {
        q.bind(6, fresh.group).bind(7, fresh.k1).bind(8, fresh.k2).bind(9, fresh.nextChange).bind(10, *ladderAt);
        q.bind(11, fresh.since);
    });
}

static Result<void> writeSlice(
    Database &database, const Rulebook &rules, std::span<const Moved> slice, Time now, Mandate mandate)
{
    const auto store = database.state("store");
    if (!store)
        return store.error();
    auto tx = Transaction::begin(database, {PersonId{}, int(*store), mandate.value_or(kAlone)});
    if (!tx)
        return tx.error();
    if (auto started = tx->start("rescore"); !started)
        return started.error();
    for (const Moved &moved : slice) {
        if (auto done = writeScore(*tx, rules, moved, now, mandate); !done)
            return done;
    }
    return tx->commit();
}

Result<int> rescore(Database &database, Time now, Mandate mandate)
{
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    const auto moved = movedLeads(database, **rules, now);
    if (!moved)
        return moved.error();
    if (moved->empty())
        return 0;
    if (auto relaxed = database.relax(); !relaxed)
        return relaxed.error();
    constexpr size_t kSlice = 500;
    Result<void> written;
    for (size_t from = 0; written && from < moved->size(); from += kSlice) {
        written = writeSlice(
            database, **rules, std::span(*moved).subspan(from, std::min(kSlice, moved->size() - from)), now, mandate);
        Database::giveWay();
    }
    if (auto settled = database.settle(); !settled)
        return settled.error();
    if (!written)
        return written.error();
    return int(moved->size());
}

} // namespace updesk
