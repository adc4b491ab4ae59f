// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnowstore.h"

#include "core/leads/followrules.h"
#include "core/store/aliases.h"

namespace updesk
{

// Contacts and visits of every record of the person: another desk may write to one while this one merges it.
#define PERSON_OF_LEAD UPDESK_RECORDS("customer_id FROM lead WHERE id=?1")
#define OF_PERSON " WHERE customer_id IN who AND deleted=0"
static constexpr char kFacts[] =
    "WITH " PERSON_OF_LEAD
    "SELECT l.customer_id, l.owner_id, l.source_id, l.type, l.closed, l.received, l.timeframe_days, l.asks, "
    "l.grade_set,"
    " l.pre_approved, l.down_payment>0, l.placeholder, substr(l.comments,1,120), c.full_name<>'' OR c.company<>'',"
    " (SELECT count(DISTINCT e164) FROM phone" OF_PERSON " AND bad=0 AND e164<>''),"
    " (SELECT count(DISTINCT address) FROM email" OF_PERSON " AND bad=0 AND address<>''),"
    " EXISTS(SELECT 1 FROM phone" OF_PERSON " AND (bad=1 OR e164='')),"
    " EXISTS(SELECT 1 FROM email" OF_PERSON " AND (bad=1 OR address='')),"
    // The living record's first. In two, for Debian's SQLite knows no outer column in ORDER BY.
    " coalesce((SELECT postal FROM address WHERE customer_id=l.customer_id AND deleted=0 AND postal<>'' LIMIT 1),"
    " (SELECT postal FROM address" OF_PERSON " AND postal<>'' LIMIT 1)),"
    " w.year, w.make, w.model, w.trim, w.stock, w.vin,"
    " EXISTS(SELECT 1 FROM trade WHERE lead_id=l.id AND deleted=0),"
    " (SELECT max(at) FROM assignment WHERE lead_id=l.id AND deleted=0),"
    " (SELECT count(*) FROM visit" OF_PERSON "),"
    " (SELECT max(arrived) FROM visit" OF_PERSON "),"
    " (SELECT min(arrived) FROM visit WHERE lead_id=l.id AND deleted=0 AND person_id IS NULL AND left_at=0),"
    " EXISTS(SELECT 1 FROM visit WHERE lead_id=l.id AND deleted=0),"
    " (SELECT max(CASE WHEN state IN (3,7) THEN 2 WHEN state<>6 THEN 1 ELSE 0 END) FROM appointment"
    "   WHERE lead_id=l.id AND deleted=0),"
    " (SELECT max(at) FROM appointment WHERE lead_id=l.id AND deleted=0 AND state IN (0,1,2)),"
    " EXISTS(SELECT 1 FROM task WHERE lead_id=l.id AND deleted=0 AND kind=7 AND channel=0 AND dropped=2)"
    " FROM lead l LEFT JOIN customer c ON c.id=l.customer_id LEFT JOIN want w ON w.id="
    "(SELECT id FROM want WHERE lead_id=l.id AND deleted=0 ORDER BY preferred DESC, id LIMIT 1)"
    " WHERE l.id=?1 AND l.deleted=0";
static constexpr char kDone[] =
    "SELECT kind, direction, outcome, evidence, code, at, clock_jump, id, corrects_id FROM activity"
    " WHERE lead_id=?1 AND deleted=0 ORDER BY at";
static constexpr char kTodo[] =
    "SELECT id, kind, channel, due, promised, attempt, attempts FROM task"
    " WHERE lead_id=?1 AND deleted=0 AND done_by_activity IS NULL AND dropped=0 ORDER BY due, id";

static_assert(int(Activity::Code::Merged) == 13 && int(Activity::Code::Unmerged) == 14);
static_assert(int(Task::Kind::Decide) == 7 && int(Channel::None) == 0);

static QString wantsText(const Query &q)
{
    QStringList parts;
    if (q.integer(19) > 0)
        parts << QString::number(q.integer(19));
    parts << (q.text(21).isEmpty() ? q.text(20) : q.text(21)) << q.text(22);
    parts.removeAll(QString());
    if (!parts.isEmpty())
        return parts.join(u' ');
    const QString words = q.text(12).simplified();
    return words.isEmpty()
        ? words
        : QChar(0x201c) + (words.size() > 80 ? words.left(79) + QChar(0x2026) : words) + QChar(0x201d);
}

static void readFacts(const Query &q, const Rulebook &rules, LeadFacts &f)
{
    q.read(0, f.customer);
    q.read(1, f.owner);
    q.read(2, f.source);
    q.read(3, f.type);
    q.read(4, f.closed);
    q.read(5, f.received);
    q.read(6, f.timeframeDays);
    q.read(7, f.asks);
    q.read(8, f.gradeSet);
    q.read(9, f.preApproved);
    q.read(10, f.downPayment);
    q.read(11, f.placeholder);
    f.question = f.asks != 0;
    q.read(13, f.hasName);
    q.read(14, f.phones);
    q.read(15, f.emails);
    q.read(16, f.badPhone);
    q.read(17, f.badEmail);
    f.ring = q.isNull(18) ? kRingUnknown : rules.rings.ringOf(q.text(18));
    f.stock = q.text(23);
    f.exactUnit = !f.stock.isEmpty() || !q.text(24).isEmpty();
    f.makeModel = !q.text(20).isEmpty() && !q.text(21).isEmpty();
    f.vehicleWords = q.integer(19) > 0 || !q.text(20).isEmpty() || !q.text(21).isEmpty();
    f.wants = wantsText(q);
    q.read(25, f.trade);
    q.read(26, f.assignedAt);
    q.read(27, f.visits);
    q.read(28, f.lastVisit);
    q.read(29, f.visitWaiting);
    f.shown = q.integer(30) != 0 || q.integer(31) == 2;
    f.visitSet = q.integer(31) == 1;
    q.read(32, f.visitAt);
    q.read(33, f.closedUndecided);
}

// A row that another one corrects does not count.
static Result<void> readDone(Database &database, LeadFacts &facts)
{
    std::vector<Id> ids;
    std::vector<Id> corrected;
    Query done = database.query(kDone);
    done.bind(1, facts.id);
    while (done.next()) {
        facts.done.push_back(
            {Activity::Kind(done.number(0)), Activity::Direction(done.number(1)), Outcome(done.number(2)),
                Evidence(done.number(3)), Activity::Code(done.number(4)), done.number(5), done.number(6)});
        ids.push_back(done.id(7));
        if (!done.isNull(8))
            corrected.push_back(done.id(8));
    }
    for (const Id &id : corrected) {
        const auto found = std::ranges::find(ids, id);
        if (found == ids.end())
            continue;
        facts.done.erase(facts.done.begin() + (found - ids.begin()));
        ids.erase(found);
    }
    return done.done();
}

static Result<void> readRows(Database &database, LeadFacts &facts)
{
    if (auto read = readDone(database, facts); !read)
        return read;
    Query todo = database.query(kTodo);
    todo.bind(1, facts.id);
    while (todo.next()) {
        facts.todo.push_back({TaskId{todo.id(0)}, Task::Kind(todo.number(1)), Channel(todo.number(2)), todo.number(3),
            todo.number(4) != 0, todo.integer(5), todo.integer(6)});
    }
    return todo.done();
}

Result<LeadFacts> factsOf(Database &database, LeadId lead, const Rulebook &rules)
{
    LeadFacts facts;
    facts.id = lead;
    Query q = database.query(kFacts);
    q.bind(1, lead);
    if (!q.next()) {
        if (auto read = q.done(); !read)
            return read.error();
        return Error{Error::Code::NotFound, QStringLiteral("lead"), {}};
    }
    readFacts(q, rules, facts);
    if (auto read = readRows(database, facts); !read)
        return read.error();
    return facts;
}

#define LEAD_NOW_COLUMNS                                                                                               \
    "lead_id, customer_id, owner_id, source_id, type, stage, closed, received, first_auto, first_human, "              \
    "first_evidence, clock_jump,"                                                                                      \
    " first_contact, last_contact, attempts, inquiries, grade, missing, score, tier, model, scored_at, score_facts, "  \
    "last_sign,"                                                                                                       \
    " waiting_since,"                                                                                                  \
    " clock_due, clock_from, clock_state, next_task, next_kind, next_channel, next_due, promised, attempt, "           \
    "attempts_of,"                                                                                                     \
    " confirm_due, visit_at, ladder, ladder_at, wants, stock, grp, k1, k2, next_change, place_since"
static constexpr char kWrite[] =
    "INSERT OR REPLACE INTO lead_now(" LEAD_NOW_COLUMNS ", k3) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,"
    "?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30,?31,?32,"
    "?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,?45,?46,?47)";
static constexpr char kRead[] = "SELECT " LEAD_NOW_COLUMNS " FROM lead_now WHERE lead_id=?1";
static constexpr char kDrop[] = "DELETE FROM lead_now WHERE lead_id=?1";

/// Every column in the order of LEAD_NOW_COLUMNS, for writing and reading alike.
template <class Row, class F>
static void eachColumn(Row &r, F &&f)
{
    f(r.id), f(r.customer), f(r.owner), f(r.source), f(r.type), f(r.stage), f(r.closed), f(r.received), f(r.firstAuto);
    f(r.firstHuman), f(r.firstEvidence), f(r.clockJump), f(r.firstContact), f(r.lastContact), f(r.attempts),
        f(r.inquiries), f(r.grade);
    f(r.missing), f(r.score), f(r.tier), f(r.model), f(r.scoredAt), f(r.scoreFacts), f(r.lastSign), f(r.waitingSince),
        f(r.clockDue), f(r.clockFrom);
    f(r.clock), f(r.nextTask), f(r.nextKind), f(r.nextChannel), f(r.nextDue), f(r.promised), f(r.attempt);
    f(r.attemptsOf), f(r.confirmDue), f(r.visitAt), f(r.timesTakenBack), f(r.ladderAt), f(r.wants), f(r.stock),
        f(r.place.group);
    f(r.place.k1), f(r.place.k2), f(r.place.nextChange), f(r.place.since);
}

Result<void> writeLeadNow(Database &database, const LeadNow &row)
{
    Query q = database.query(kWrite);
    int i = 0;
    eachColumn(row, [&](const auto &value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, QString> || RowId<T>)
            q.bind(++i, value);
        else
            q.bind(++i, qint64(value));
    });
    q.bind(++i, 100 - row.score);
    return q.run();
}

Result<LeadNow> leadNowOf(Database &database, LeadId lead)
{
    LeadNow row;
    Query q = database.query(kRead);
    q.bind(1, lead);
    if (!q.next()) {
        if (auto done = q.done(); !done)
            return done.error();
        return Error{Error::Code::NotFound, QStringLiteral("lead"), {}};
    }
    int i = -1;
    eachColumn(row, [&](auto &value) { q.read(++i, value); });
    return row;
}

static Result<void> refreshLeads(Transaction &tx, std::span<const Id> leads)
{
    if (leads.empty())
        return {};
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    for (const Id &id : leads) {
        if (id.isNull())
            continue;
        const auto facts = factsOf(tx.database(), LeadId{id}, **rules);
        if (!facts && facts.error().code != Error::Code::NotFound)
            return facts.error();
        auto written = facts ? writeLeadNow(tx.database(), leadNow(*facts, **rules, tx.now()))
                             : tx.database().query(kDrop).bind(1, id).run();
        if (!written)
            return written;
    }
    return {};
}

// The leads of every record of the person, whichever of them the row belongs to.
#define LEADS_OF(customer)                                                                                             \
    "WITH " UPDESK_RECORDS(customer) "SELECT l.id FROM who CROSS JOIN lead l WHERE l.customer_id=who.id"
#define LEADS_BY(table) LEADS_OF("customer_id FROM " table " WHERE id=?1")
const Derivation kLeadNow{
    {{"lead", nullptr}, {"want", "SELECT lead_id FROM want WHERE id=?1"},
        {"trade", "SELECT lead_id FROM trade WHERE id=?1"}, {"activity", "SELECT lead_id FROM activity WHERE id=?1"},
        {"task", "SELECT lead_id FROM task WHERE id=?1"}, {"assignment", "SELECT lead_id FROM assignment WHERE id=?1"},
        {"appointment", "SELECT lead_id FROM appointment WHERE id=?1"}, {"visit", LEADS_BY("visit")},
        {"phone", LEADS_BY("phone")}, {"email", LEADS_BY("email")}, {"address", LEADS_BY("address")},
        {"customer", LEADS_OF("?1")},
        // A merge that is taken back: the record that lived keeps leads, but not the other's phones.
        {"activity", LEADS_OF("customer_id FROM activity WHERE id=?1 AND code IN (13,14)")}},
    refreshLeads};

// Those whose time has come, and of a clock that was put back those whose time has gone: they came here later than now,
// or their own clock begins to count later.
static constexpr char kMoving[] = "SELECT lead_id FROM lead_now WHERE next_change>0 AND next_change<=?1"
                                  " UNION ALL SELECT lead_id FROM lead_now WHERE place_since>0 AND place_since>?1"
                                  " UNION ALL SELECT lead_id FROM lead_now WHERE clock_state=1 AND clock_due>?1"
                                  " AND clock_from>?1 AND grp IN (1,3) LIMIT 500";
static constexpr char kPlace[] =
    "UPDATE lead_now SET grp=?2, k1=?3, k2=?4, next_change=?5, place_since=?6 WHERE lead_id=?1";

static Result<int> regroupSlice(Database &database, const Rulebook &rules, Time now)
{
    std::vector<LeadId> leads;
    {
        Query q = database.query(kMoving);
        q.bind(1, now);
        while (q.next())
            leads.push_back({q.id(0)});
        if (auto done = q.done(); !done)
            return done.error();
    }
    std::ranges::sort(leads);
    leads.erase(std::unique(leads.begin(), leads.end()), leads.end()); // two reasons to move one
    if (leads.empty())
        return 0;
    auto tx = Transaction::begin(database, {});
    if (!tx)
        return tx.error();
    for (const LeadId &lead : leads) {
        const auto row = leadNowOf(database, lead);
        if (!row)
            return row.error();
        const Place moved = place(placeFactsOf(*row, rules.model), now, rules.hours);
        Query q = database.query(kPlace);
        q.bind(1, lead).bind(2, moved.group).bind(3, moved.k1).bind(4, moved.k2).bind(5, moved.nextChange);
        q.bind(6, moved.since);
        if (auto done = q.run(); !done)
            return done.error();
    }
    if (auto done = tx->commit(); !done)
        return done.error();
    return int(leads.size());
}

Result<int> regroup(Database &database, Time now)
{
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    int moved = 0;
    for (;;) {
        const auto slice = regroupSlice(database, **rules, now);
        if (!slice)
            return slice;
        moved += *slice;
        if (*slice == 0)
            return moved;
        Database::giveWay();
    }
}

Result<std::vector<LeadId>> ladderDue(Database &database, Time now, int most)
{
    std::vector<LeadId> leads;
    Query q =
        database.query("SELECT lead_id FROM lead_now WHERE ladder_at>0 AND ladder_at<=?1 ORDER BY ladder_at LIMIT ?2");
    q.bind(1, now).bind(2, most);
    while (q.next())
        leads.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return leads;
}

Result<void> setLadderAt(Database &database, LeadId lead, Time at)
{
    Query q = database.query("UPDATE lead_now SET ladder_at=?2 WHERE lead_id=?1");
    return q.bind(1, lead).bind(2, at).run();
}

Result<Time> nextLadderAt(Database &database)
{
    Query q = database.query("SELECT min(ladder_at) FROM lead_now WHERE ladder_at>0");
    const Time at = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return at;
}

Result<Time> nextChangeAt(Database &database)
{
    Query q = database.query("SELECT min(next_change) FROM lead_now WHERE next_change>0");
    const Time at = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return at;
}

static Result<std::vector<LeadId>> allLeads(Database &database)
{
    std::vector<LeadId> leads;
    Query q = database.query("SELECT id FROM lead WHERE deleted=0 ORDER BY id");
    while (q.next())
        leads.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return leads;
}

static Result<void> rebuildOne(
    Database &database, const Rulebook &rules, LeadId lead, Time now, Rebuild what, Rebuilt &out)
{
    const auto facts = factsOf(database, lead, rules);
    if (!facts)
        return facts.error();
    const auto old = leadNowOf(database, lead);
    LeadNow fresh = leadNow(*facts, rules, now, old ? old->scoredAt : 0);
    if (old)
        fresh.ladderAt = old->ladderAt; // the rounds move it past steps that time has overtaken
    ++out.rows;
    if (old && *old == fresh)
        return {};
    if (++out.differed <= 5)
        out.first.push_back(lead.value);
    return what == Rebuild::Write ? writeLeadNow(database, fresh) : Result<void>{};
}

// What time and new settings have yet to move is no fault.
Result<Rebuilt> rebuild(Database &database, Time now, Rebuild what)
{
    if (const auto followed = followRules(database, now, INT_MAX); !followed)
        return followed.error();
    const auto rules = rulebook(database);
    const auto leads = allLeads(database);
    const auto moved = regroup(database, now);
    if (!rules || !leads || !moved)
        return !rules ? rules.error() : !leads ? leads.error() : moved.error();
    Rebuilt out;
    constexpr size_t kSlice = 500;
    for (size_t from = 0; from < leads->size(); from += kSlice) {
        auto tx = Transaction::begin(database, {});
        if (!tx)
            return tx.error();
        for (size_t i = from; i < std::min(leads->size(), from + kSlice); ++i) {
            if (auto done = rebuildOne(database, **rules, (*leads)[i], now, what, out); !done)
                return done.error();
        }
        if (auto done = tx->commit(); !done)
            return done.error();
        Database::giveWay();
    }
    Query stray =
        database.query("SELECT count(*) FROM lead_now WHERE lead_id NOT IN (SELECT id FROM lead WHERE deleted=0)");
    const int strays = stray.next() ? stray.integer(0) : 0;
    if (auto done = stray.done(); !done)
        return done.error();
    out.differed += strays;
    if (strays == 0 || what == Rebuild::CompareOnly)
        return out;
    Query dropped = database.query("DELETE FROM lead_now WHERE lead_id NOT IN (SELECT id FROM lead WHERE deleted=0)");
    if (auto done = dropped.run(); !done)
        return done.error();
    return out;
}

} // namespace updesk
