// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/detailrows.h"

#include "core/vehicles/stock.h"

namespace updesk
{

namespace
{

// Of two in one millisecond the one that the lead's owner comes from: their ids are in no order.
constexpr char kAssigned[] = "SELECT from_person, to_person, rule, reason, words, by_person, at FROM assignment"
                             " WHERE lead_id=?1 AND deleted=0 ORDER BY at DESC,"
                             " to_person IS (SELECT owner_id FROM lead WHERE id=?1) DESC, id DESC LIMIT 1";
constexpr char kTold[] = "SELECT code, person_id, at FROM activity WHERE lead_id=?1 AND deleted=0"
                         " AND (code BETWEEN ?2 AND ?3 OR code IN (?4,?5)) ORDER BY at, id LIMIT 8";
constexpr char kNext[] = "SELECT id, person_id, kind, due, promised, attempt, attempts, channel, note FROM task"
                         " WHERE lead_id=?1 AND deleted=0 AND done_by_activity IS NULL AND dropped=0"
                         " ORDER BY due, id LIMIT 3";
constexpr char kWanted[] =
    "SELECT w.stock, u.id IS NOT NULL, u.state, u.price, u.since FROM want w"
    " LEFT JOIN unit u ON u.stock=w.stock AND u.deleted=0"
    " WHERE w.lead_id=?1 AND w.deleted=0 AND w.stock<>'' ORDER BY w.preferred DESC, w.id, u.state LIMIT 1";

Result<void> readAssigned(Database &database, LeadId lead, Assignment &a)
{
    Query q = database.query(kAssigned);
    q.bind(1, lead);
    if (q.next()) {
        a.lead = lead;
        q.read(0, a.from);
        q.read(1, a.to);
        q.read(2, a.rule);
        q.read(3, a.reason);
        q.read(4, a.words);
        q.read(5, a.by);
        q.read(6, a.at);
    }
    return q.done();
}

Result<void> readTold(Database &database, LeadId lead, std::vector<LeadDetail::Told> &told)
{
    Query q = database.query(kTold);
    q.bind(1, lead).bind(2, int(Activity::Code::OwnerWarned)).bind(3, int(Activity::Code::HotEveryoneTold));
    q.bind(4, int(Activity::Code::EarlyManagerTold)).bind(5, int(Activity::Code::EarlyEveryoneTold));
    while (q.next()) {
        LeadDetail::Told &one = told.emplace_back();
        q.read(0, one.code);
        q.read(1, one.person);
        q.read(2, one.at);
    }
    return q.done();
}

Result<void> readNext(Database &database, LeadId lead, std::vector<Task> &next)
{
    Query q = database.query(kNext);
    q.bind(1, lead);
    while (q.next()) {
        Task &task = next.emplace_back();
        task.lead = lead;
        q.read(0, task.id);
        q.read(1, task.person);
        q.read(2, task.kind);
        q.read(3, task.due);
        q.read(4, task.promised);
        q.read(5, task.attempt);
        q.read(6, task.attempts);
        q.read(7, task.channel);
        q.read(8, task.note);
    }
    return q.done();
}

Result<void> readWanted(Database &database, LeadId lead, LeadDetail::Wanted &wanted)
{
    Query q = database.query(kWanted);
    q.bind(1, lead);
    if (q.next()) {
        q.read(0, wanted.stock);
        q.read(1, wanted.found);
        wanted.inStock = wanted.found && q.integer(2) == int(Unit::State::InStock);
        q.read(3, wanted.price);
        q.read(4, wanted.since);
    }
    return q.done();
}

} // namespace

Result<LeadDetail> leadDetail(Database &database, LeadId lead)
{
    LeadDetail detail;
    if (auto read = readAssigned(database, lead, detail.assigned); !read)
        return read.error();
    if (auto read = readTold(database, lead, detail.told); !read)
        return read.error();
    if (auto read = readNext(database, lead, detail.next); !read)
        return read.error();
    if (auto read = readWanted(database, lead, detail.wanted); !read)
        return read.error();
    return detail;
}

Result<qint64> leadsOfMonth(Database &database, SourceId source, Time within, const LocalDays &days)
{
    const int date = dateNumber(days.dayOf(within));
    const int year = date / 10000, month = date / 100 % 100;
    const int next = month == 12 ? (year + 1) * 10000 + 101 : year * 10000 + (month + 1) * 100 + 1;
    // By when they came: in lead_now that has an index, in lead it has none.
    Query q = database.query("SELECT count(*) FROM lead_now WHERE received>=?2 AND received<?3 AND source_id=?1");
    q.bind(1, source).bind(2, days.startOf(dayOfDate(date / 100 * 100 + 1))).bind(3, days.startOf(dayOfDate(next)));
    const qint64 count = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return count;
}

} // namespace updesk
