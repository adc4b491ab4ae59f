// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/queuerows.h"

#include "core/leads/leadnowstore.h"
#include "core/leads/pinstore.h"
#include "core/leads/queuehitrows.h"
#include "core/leads/tonerows.h"
#include "core/store/aliases.h"

namespace updesk
{

static constexpr int kLaterGroup = 5;

bool isAhead(const LeadNow &row, Time now) { return row.place.group == kLaterGroup - 1 && row.nextDue > now; }

static bool standsFirst(const QueueRow &row) { return row.pinned && isPinnable(row.now.place.group); }

QueueKey keyOf(const QueueRow &row)
{
    const LeadNow &now = row.now;
    return {
        now.place.group, standsFirst(row) ? 0 : 1, now.place.k1, now.place.k2, 100 - now.score, now.received, now.id};
}

#define RECORDS UPDESK_RECORDS("n.customer_id")
#define REFUSED                                                                                                        \
    " AND s.deleted=0 AND s.channel=0 AND s.state=2"                                                                   \
    " AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.customer_id=s.customer_id AND m.state=3 AND m.deleted=0"          \
    " AND m.purpose=lower(hex(s.id))) AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.customer_id=s.customer_id"        \
    " AND y.state=1 AND y.purpose='lifted' AND y.deleted=0 AND y.at>s.at)"
// Few customers have more than one record: only for those it is asked of each.
#define ROW                                                                                                            \
    "SELECT n.lead_id, n.customer_id, n.owner_id, n.source_id, n.type, n.stage, n.closed, n.received, n.first_human,"  \
    " n.first_evidence, n.attempts, n.inquiries, n.grade, n.missing, n.score, n.tier, n.scored_at, n.waiting_since,"   \
    " n.clock_due, n.clock_from, n.clock_state, n.next_task, n.next_kind, n.next_channel, n.next_due, n.promised,"     \
    " n.attempt, n.attempts_of, n.confirm_due, n.wants, n.stock, n.grp, n.k1, n.k2, n.next_change, n.first_contact,"   \
    " n.last_contact, n.first_auto, n.clock_jump, c.full_name, c.company, c.household_id IS NOT NULL,"                 \
    " EXISTS(SELECT 1 FROM tag t WHERE t.customer_id=n.customer_id AND t.deleted=0 AND t.tag LIKE 'maybe:%'),"         \
    " CASE WHEN c.merged_into IS NULL AND NOT EXISTS(SELECT 1 FROM customer a WHERE a.merged_into=n.customer_id)"      \
    "   THEN EXISTS(SELECT 1 FROM consent s WHERE s.customer_id=n.customer_id" REFUSED ")"                             \
    "   ELSE EXISTS(WITH " RECORDS "SELECT 1 FROM who CROSS JOIN consent s WHERE s.customer_id=who.id" REFUSED ") END" \
    ", CASE WHEN n.grp=0 AND n.waiting_since>0 THEN " UPDESK_TONE " END"                                               \
    " FROM lead_now n LEFT JOIN customer c ON c.id=n.customer_id "
// "n.grp<9" word by word, for SQLite takes the index of open leads for nothing less.
#define AFTER " (n.grp,n.k1,n.k2,n.k3,n.received,n.lead_id)>(?2,?3,?4,?5,?6,?7) AND n.grp<9 AND n.grp<?8 "
#define ORDER " ORDER BY n.grp,n.k1,n.k2,n.k3,n.received,n.lead_id LIMIT ?9"
static constexpr char kTeam[] = ROW "WHERE" AFTER ORDER;
static constexpr char kOwner[] = ROW "WHERE n.owner_id=?1 AND" AFTER ORDER;
static constexpr char kNobody[] = ROW "WHERE n.owner_id IS NULL AND" AFTER ORDER;
static constexpr char kOne[] = ROW "WHERE n.lead_id=?1";

static void readRow(const Query &q, QueueRow &row)
{
    int i = -1;
    const auto next = [&](auto &value) { q.read(++i, value); };
    LeadNow &n = row.now;
    next(n.id), next(n.customer), next(n.owner), next(n.source), next(n.type), next(n.stage), next(n.closed);
    next(n.received), next(n.firstHuman), next(n.firstEvidence), next(n.attempts), next(n.inquiries), next(n.grade);
    next(n.missing), next(n.score), next(n.tier), next(n.scoredAt), next(n.waitingSince), next(n.clockDue);
    next(n.clockFrom), next(n.clock), next(n.nextTask), next(n.nextKind), next(n.nextChannel), next(n.nextDue);
    next(n.promised), next(n.attempt), next(n.attemptsOf), next(n.confirmDue), next(n.wants), next(n.stock);
    next(n.place.group), next(n.place.k1), next(n.place.k2), next(n.place.nextChange), next(n.firstContact);
    next(n.lastContact), next(n.firstAuto), next(n.clockJump), next(row.name);
    if (row.name.isEmpty())
        row.name = q.text(i + 1);
    ++i;
    next(row.household), next(row.maybeDuplicate);
    next(row.doNotContact);
    row.tone = toneFrom(q.text(++i));
}

static const char *sqlOf(QueueFilter::View view)
{
    switch (view) {
    case QueueFilter::View::Mine:
        return kOwner;
    case QueueFilter::View::Unassigned:
        return kNobody;
    case QueueFilter::View::Team:
        break;
    }
    return kTeam;
}

static constexpr int kFoldedEnd = kLaterGroup;
static constexpr int kOpenEnd = kLaterGroup + 1;

static void bindPage(Query &q, const QueueFilter &filter, int end, int limit, const std::optional<QueueKey> &after)
{
    const QueueKey from = after.value_or(QueueKey{-1, 1, 0, 0, 0, 0, {}});
    if (filter.view == QueueFilter::View::Mine)
        q.bind(1, filter.person);
    // After a pinned row the others of its group begin.
    q.bind(2, from.group)
        .bind(3, from.rank == 0 ? INT64_MIN : from.k1)
        .bind(4, from.k2)
        .bind(5, from.k3)
        .bind(6, from.received);
    // A null id would make the comparison null; the lowest possible one stands before every lead.
    q.bind(7, Value{after ? Value{from.lead.value} : Value{Bytes{}}});
    q.bind(8, end).bind(9, limit);
}

/// What a filter looks for, and what is needed to tell whether a row has it.
struct Sought {
    QStringList words;
    std::shared_ptr<const Rulebook> rules;
    std::set<LeadId> pins;
    bool fits(const QueueRow &row) const
    {
        if (words.isEmpty())
            return true;
        const Source *source = rules->source(row.now.source);
        const QString all = soughtIn(row.name, row.now.wants, row.now.stock, source ? source->name : QString());
        return std::ranges::all_of(words, [&](const QString &word) { return all.contains(word); });
    }
};

bool isInView(const QueueRow &row, const QueueFilter &filter)
{
    return filter.view == QueueFilter::View::Team
        || (filter.view == QueueFilter::View::Mine ? row.now.owner == filter.person : row.now.owner.isNull());
}

bool belongs(const QueueRow &row, const QueueFilter &filter)
{
    const LeadNow &now = row.now;
    return isInView(row, filter) && (row.pinned || !filter.pinned)
        && now.place.group < (filter.later ? kOpenEnd : kFoldedEnd)
        && (filter.tiers == 0 || (filter.tiers >> int(now.tier)) & 1) && (!filter.untouched || now.attempts == 0);
}

/// None: there is no such lead.
static Result<std::optional<QueueRow>> rowOf(Database &database, LeadId lead)
{
    std::optional<QueueRow> row;
    Query q = database.query(kOne);
    q.bind(1, lead);
    if (q.next())
        readRow(q, row.emplace());
    if (auto done = q.done(); !done)
        return done.error();
    return row;
}

/// Those that do not come in the order of the index: pinned ones of the groups without a clock, or all of them where
/// nothing else is asked for. They are few, and each is found by its id.
static Result<std::vector<QueueRow>> pinnedRows(
    Database &database, const QueueFilter &filter, const Sought &sought, const std::optional<QueueKey> &after)
{
    std::vector<QueueRow> rows;
    for (const LeadId &pin : sought.pins) {
        auto row = rowOf(database, pin);
        if (!row)
            return row.error();
        if (!*row)
            continue;
        (*row)->pinned = true;
        if (!belongs(**row, filter) || !(filter.pinned || standsFirst(**row)) || (after && !(*after < keyOf(**row))))
            continue;
        if (sought.fits(**row))
            rows.push_back(std::move(**row));
    }
    std::ranges::sort(rows, {}, keyOf);
    return rows;
}

/// The rows of the hits as they are by now. What moved on beyond the page is missing until they are looked for anew.
static Result<std::vector<QueueRow>> foundRows(Database &database, const QueueFilter &filter, const Sought &sought,
    const QueueHits &hits, int limit, const std::optional<QueueKey> &after)
{
    std::vector<QueueRow> rows, moved;
    auto hit = after ? std::ranges::upper_bound(hits.keys, *after) : hits.keys.begin();
    for (; hit != hits.keys.end() && int(rows.size()) < limit; ++hit) {
        if (hit->group >= (filter.later ? kOpenEnd : kFoldedEnd))
            break;
        auto row = rowOf(database, hit->lead);
        if (!row)
            return row.error();
        if (!*row)
            continue;
        (*row)->pinned = sought.pins.contains(hit->lead);
        const QueueKey key = keyOf(**row);
        if (belongs(**row, filter) && sought.fits(**row) && !(after && key <= *after))
            (*hit < key ? moved : rows).push_back(std::move(**row));
    }
    const bool all = int(rows.size()) < limit;
    for (QueueRow &row : moved) {
        if (all || keyOf(row) < *std::prev(hit))
            rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, keyOf);
    if (int(rows.size()) > limit)
        rows.erase(rows.begin() + limit, rows.end());
    return rows;
}

/// In the order of the index, with the pinned ones between.
static Result<std::vector<QueueRow>> rowsInOrder(Database &database, const QueueFilter &filter, const Sought &sought,
    int limit, const std::optional<QueueKey> &after)
{
    auto first = pinnedRows(database, filter, sought, after);
    if (!first)
        return first;
    std::vector<QueueRow> rows;
    const auto isFull = [&] { return int(rows.size()) >= limit; };
    auto pin = first->begin();
    const auto takePins = [&](const QueueKey *before) {
        for (; pin != first->end() && !isFull() && (!before || keyOf(*pin) < *before); ++pin)
            rows.push_back(std::move(*pin));
    };
    Query q = database.query(sqlOf(filter.view));
    // Those that stand first are passed over where the index has them.
    const int most = int(std::min<qint64>(INT_MAX, qint64(limit) + qint64(sought.pins.size())));
    bindPage(q, filter, filter.later ? kOpenEnd : kFoldedEnd, filter.pinned ? 0 : most, after);
    while (!isFull() && q.next()) {
        QueueRow row;
        readRow(q, row);
        row.pinned = sought.pins.contains(row.now.id);
        if (standsFirst(row))
            continue;
        const QueueKey key = keyOf(row);
        takePins(&key);
        if (!isFull())
            rows.push_back(std::move(row));
    }
    if (auto done = q.done(); !done)
        return done.error();
    takePins(nullptr);
    return rows;
}

bool isNarrow(const QueueFilter &filter)
{
    return !filter.pinned && (filter.tiers != 0 || filter.untouched || !filter.text.trimmed().isEmpty());
}

Result<std::vector<QueueRow>> queueRows(Database &database, const QueueFilter &filter, int limit,
    const std::optional<QueueKey> &after, const QueueHits *hits)
{
    const auto rules = rulebook(database);
    auto pins = pinsOf(database, filter.person);
    if (!rules || !pins)
        return !rules ? rules.error() : pins.error();
    const Sought sought{soughtWords(filter), *rules, std::move(*pins)};
    if (!isNarrow(filter))
        return rowsInOrder(database, filter, sought, limit, after);
    if (hits)
        return foundRows(database, filter, sought, *hits, limit, after);
    const auto found = queueHits(database, filter);
    return found ? foundRows(database, filter, sought, *found, limit, after) : found.error();
}

Result<QueueRow> queueRow(Database &database, LeadId lead, PersonId looks)
{
    auto row = rowOf(database, lead);
    const auto pins = pinsOf(database, looks);
    if (!row || !pins)
        return !row ? row.error() : pins.error();
    if (!*row)
        return Error{Error::Code::NotFound, QStringLiteral("lead"), {}};
    (*row)->pinned = pins->contains(lead);
    return std::move(**row);
}

// The index alone answers.
#define COUNT "SELECT n.grp, count(*) FROM lead_now n WHERE n.grp<9 "
static constexpr char kCountTeam[] = COUNT "GROUP BY n.grp";
static constexpr char kCountOwner[] = COUNT "AND n.owner_id=?1 GROUP BY n.grp";
static constexpr char kCountNobody[] = COUNT "AND n.owner_id IS NULL GROUP BY n.grp";

static Result<std::array<int, 6>> countPinned(Database &database, QueueFilter filter)
{
    filter.later = true;
    const auto rows = queueRows(database, filter, kMostPins);
    if (!rows)
        return rows.error();
    std::array<int, 6> counts{};
    for (const QueueRow &row : *rows)
        ++counts[size_t(row.now.place.group)];
    return counts;
}

Result<std::array<int, 6>> queueCounts(Database &database, const QueueFilter &filter)
{
    if (filter.pinned)
        return countPinned(database, filter);
    if (isNarrow(filter)) {
        const auto hits = queueHits(database, filter);
        return hits ? Result<std::array<int, 6>>(hits->counts) : hits.error();
    }
    const bool mine = filter.view == QueueFilter::View::Mine;
    Query q = database.query(mine                          ? kCountOwner
            : filter.view == QueueFilter::View::Unassigned ? kCountNobody
                                                           : kCountTeam);
    if (mine)
        q.bind(1, filter.person);
    std::array<int, 6> counts{};
    while (q.next()) {
        if (q.number(0) >= 0 && q.number(0) < 6)
            counts[size_t(q.number(0))] = q.integer(1);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return counts;
}

// The few rows at the front of the index only: this is asked every second.
Result<int> waitingForPerson(Database &database, QueueFilter::View view, PersonId person)
{
    const bool mine = view == QueueFilter::View::Mine;
    const bool nobody = view == QueueFilter::View::Unassigned;
    Query q = database.query(mine ? "SELECT count(*) FROM lead_now WHERE grp<9 AND grp<4 AND owner_id=?1"
            : nobody              ? "SELECT count(*) FROM lead_now WHERE grp<9 AND grp<4 AND owner_id IS NULL"
                                  : "SELECT count(*) FROM lead_now WHERE grp<9 AND grp<4");
    if (mine)
        q.bind(1, person);
    const int count = q.next() ? q.integer(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return count;
}

Result<std::optional<QueueRow>> nextLater(
    Database &database, const QueueFilter &filter, Time now, const QueueHits *hits)
{
    constexpr int kStep = 200;
    QueueFilter whole = filter;
    whole.later = true;
    std::optional<QueueRow> today, later;
    QueueKey from{kLaterGroup - 2, 1, INT64_MAX, 0, 0, 0, {}};
    for (;;) {
        const auto rows = queueRows(database, whole, kStep, from, hits);
        if (!rows)
            return rows.error();
        for (const QueueRow &row : *rows) {
            if (isAhead(row.now, now) && (!today || row.now.nextDue < today->now.nextDue))
                today = row;
            if (row.now.place.group != kLaterGroup)
                continue;
            if (!later || row.now.place.k1 < later->now.place.k1)
                later = row;
            if (!row.pinned) // from here on in the order of time
                return today ? today : later;
        }
        if (int(rows->size()) < kStep)
            return today ? today : later;
        from = keyOf(rows->back());
    }
}

// Added up here, in the order of the index: sorted by owner they would go through a table of their own.
Result<std::vector<LateByOwner>> lateByOwner(Database &database, Time now)
{
    std::vector<LateByOwner> late;
    Query q = database.query("SELECT owner_id, clock_due FROM lead_now"
                             " WHERE clock_state=1 AND clock_due<?1 AND grp IN (1,3)");
    q.bind(1, now);
    while (q.next()) {
        const PersonId owner{q.id(0)};
        auto row = std::ranges::find(late, owner, &LateByOwner::owner);
        if (row == late.end())
            row = late.insert(row, {owner, 0, 0});
        ++row->leads;
        row->late += now - q.number(1);
    }
    if (auto done = q.done(); !done)
        return done.error();
    std::ranges::stable_sort(late, std::ranges::greater(), &LateByOwner::late);
    return late;
}

#define OLDEST                                                                                                         \
    "SELECT n.lead_id, n.clock_due FROM lead_now n WHERE n.grp IN (1,3) AND n.clock_state=1 AND n.clock_from<=?2 "
#define OLDEST_END " ORDER BY n.clock_due LIMIT 1"
static constexpr char kOldestTeam[] = OLDEST OLDEST_END;
static constexpr char kOldestOwner[] = OLDEST "AND n.owner_id=?1" OLDEST_END;
static constexpr char kOldestNobody[] = OLDEST "AND n.owner_id IS NULL" OLDEST_END;

Result<OldestClock> oldestClock(Database &database, const QueueFilter &filter, Time now)
{
    const bool mine = filter.view == QueueFilter::View::Mine;
    const bool nobody = filter.view == QueueFilter::View::Unassigned;
    Query q = database.query(mine ? kOldestOwner : nobody ? kOldestNobody : kOldestTeam);
    if (mine)
        q.bind(1, filter.person);
    q.bind(2, now);
    OldestClock oldest;
    if (q.next())
        oldest = {LeadId{q.id(0)}, q.number(1)};
    if (auto done = q.done(); !done)
        return done.error();
    return oldest;
}

} // namespace updesk
