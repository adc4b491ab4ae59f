// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/queuerows.h"

#include "core/base/text.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/pinstore.h"
#include "core/leads/tonerows.h"
#include "core/store/aliases.h"

namespace updesk
{

static constexpr int kLaterGroup = 5;

bool isAhead(const LeadNow &row, Time now) { return row.place.group == kLaterGroup - 1 && row.nextDue > now; }

// Nobody jumps a clock: a pin counts only where none orders the group.
static bool standsFirst(const QueueRow &row) { return row.pinned && row.now.place.group >= kLaterGroup - 1; }

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
#define NARROW " AND (?9=0 OR (?9>>n.tier)&1) AND (?10=0 OR n.attempts=0) "
#define ORDER " ORDER BY n.grp,n.k1,n.k2,n.k3,n.received,n.lead_id LIMIT ?11"
static constexpr char kTeam[] = ROW "WHERE" AFTER NARROW ORDER;
static constexpr char kOwner[] = ROW "WHERE n.owner_id=?1 AND" AFTER NARROW ORDER;
static constexpr char kNobody[] = ROW "WHERE n.owner_id IS NULL AND" AFTER NARROW ORDER;
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
    q.bind(8, end).bind(9, filter.tiers).bind(10, int(filter.untouched)).bind(11, limit);
}

// Everything about a lead that the filter's words may stand in; also the ways it is written on screen.
static bool matches(const QueueRow &row, const QString &source, const QStringList &words)
{
    const QString hay = folded(QString(row.name + u' ' + row.now.wants + u' ' + row.now.stock + u' ' + source));
    return std::ranges::all_of(words, [&](const QString &word) { return hay.contains(word); });
}

/// The words of the filter, and what their sources are called.
struct Sought {
    QStringList words;
    std::shared_ptr<const Rulebook> rules;
    bool fits(const QueueRow &row) const
    {
        if (words.isEmpty())
            return true;
        const Source *source = rules->source(row.now.source);
        return matches(row, source ? source->name : QString(), words);
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

/// Those that do not come in the order of the index: pinned ones of the groups without a clock, or all of them where
/// nothing else is asked for. They are few, and each is found by its id.
static Result<std::vector<QueueRow>> pinnedRows(Database &database, const QueueFilter &filter,
    const std::set<LeadId> &pins, const Sought &sought, const std::optional<QueueKey> &after)
{
    std::vector<QueueRow> rows;
    for (const LeadId &pin : pins) {
        QueueRow row;
        Query q = database.query(kOne);
        q.bind(1, pin);
        const bool found = q.next();
        if (found)
            readRow(q, row);
        if (auto done = q.done(); !done)
            return done.error();
        row.pinned = true;
        if (!found || !belongs(row, filter) || !(filter.pinned || standsFirst(row))
            || (after && !(*after < keyOf(row))))
            continue;
        if (sought.fits(row))
            rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, [](const QueueRow &row) { return keyOf(row); });
    return rows;
}

Result<std::vector<QueueRow>> queueRows(
    Database &database, const QueueFilter &filter, int limit, const std::optional<QueueKey> &after)
{
    const auto rules = rulebook(database);
    const auto pins = pinsOf(database, filter.person);
    if (!rules || !pins)
        return !rules ? rules.error() : pins.error();
    const Sought sought{folded(filter.text).split(u' ', Qt::SkipEmptyParts), *rules};
    auto first = pinnedRows(database, filter, *pins, sought, after);
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
    const int most = sought.words.isEmpty() ? int(std::min<qint64>(INT_MAX, qint64(limit) + qint64(pins->size()))) : -1;
    bindPage(q, filter, filter.later ? kOpenEnd : kFoldedEnd, filter.pinned ? 0 : most, after);
    while (!isFull() && q.next()) {
        QueueRow row;
        readRow(q, row);
        row.pinned = pins->contains(row.now.id);
        if (standsFirst(row) || !sought.fits(row))
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

Result<QueueRow> queueRow(Database &database, LeadId lead, PersonId looks)
{
    QueueRow row;
    {
        Query q = database.query(kOne);
        q.bind(1, lead);
        const bool found = q.next();
        if (found)
            readRow(q, row);
        if (auto done = q.done(); !done)
            return done.error();
        if (!found)
            return Error{Error::Code::NotFound, QStringLiteral("lead"), {}};
    }
    const auto pins = pinsOf(database, looks);
    if (!pins)
        return pins.error();
    row.pinned = pins->contains(lead);
    return row;
}

#define COUNT "SELECT n.grp, count(*) FROM lead_now n WHERE n.grp<9 "
#define COUNT_END NARROW " GROUP BY n.grp"
static constexpr char kCountTeam[] = COUNT COUNT_END;
static constexpr char kCountOwner[] = COUNT "AND n.owner_id=?1" COUNT_END;
static constexpr char kCountNobody[] = COUNT "AND n.owner_id IS NULL" COUNT_END;
// Without a narrowing filter the index alone answers.
static constexpr char kCountAllTeam[] = COUNT "GROUP BY n.grp";
static constexpr char kCountAllOwner[] = COUNT "AND n.owner_id=?1 GROUP BY n.grp";
static constexpr char kCountAllNobody[] = COUNT "AND n.owner_id IS NULL GROUP BY n.grp";

static Result<std::array<int, 6>> countWords(Database &database, const QueueFilter &filter)
{
    std::array<int, 6> counts{};
    QueueFilter whole = filter;
    whole.later = true;
    const auto rows = queueRows(database, whole, 1'000'000);
    if (!rows)
        return rows.error();
    for (const QueueRow &row : *rows)
        ++counts[size_t(row.now.place.group)];
    return counts;
}

Result<std::array<int, 6>> queueCounts(Database &database, const QueueFilter &filter)
{
    if (!filter.text.trimmed().isEmpty() || filter.pinned)
        return countWords(database, filter);
    const bool narrow = filter.tiers != 0 || filter.untouched;
    const bool mine = filter.view == QueueFilter::View::Mine;
    const bool nobody = filter.view == QueueFilter::View::Unassigned;
    const char *all = mine ? kCountAllOwner : nobody ? kCountAllNobody : kCountAllTeam;
    const char *some = mine ? kCountOwner : nobody ? kCountNobody : kCountTeam;
    Query q = database.query(narrow ? some : all);
    if (mine)
        q.bind(1, filter.person);
    if (narrow)
        q.bind(9, filter.tiers).bind(10, int(filter.untouched));
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

Result<std::optional<QueueRow>> nextLater(Database &database, const QueueFilter &filter, Time now)
{
    constexpr int kStep = 200;
    QueueFilter whole = filter;
    whole.later = true;
    std::optional<QueueRow> today, later;
    QueueKey from{kLaterGroup - 2, 1, INT64_MAX, 0, 0, 0, {}};
    for (;;) {
        const auto rows = queueRows(database, whole, kStep, from);
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
