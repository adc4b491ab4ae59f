// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/optoutrows.h"

#include "core/store/aliases.h"

#include <QDateTime>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr Time kTold = 30 * kDay; // a mail that says it was written longer ago has a wrong clock
constexpr Time kOnItsWay = kDay; // what left later did so against the refusal, or after it was lifted

constexpr char kRefused[] =
    "SELECT s.customer_id, s.channel, s.words, s.at, c.full_name, c.first, c.last FROM consent s"
    " LEFT JOIN customer c ON c.id=s.customer_id WHERE s.state=2 AND s.deleted=0 AND s.purpose<>'store' AND s.at>=?1"
    " AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.customer_id=s.customer_id AND m.state=3 AND m.deleted=0"
    " AND m.purpose=lower(hex(s.id)))";
// 1 a text, 2 a mail; of a text that was read late the moment that it names.
constexpr char kHeard[] =
    "WITH " UPDESK_WHO "SELECT a.kind, a.at, a.sent_at, a.lead_id FROM who CROSS JOIN lead l CROSS JOIN activity a"
    " WHERE l.customer_id=who.id AND a.lead_id=l.id AND a.direction=1 AND a.kind IN (1,2) AND a.deleted=0"
    " AND a.at<=?2 AND ?3<>'' AND instr(a.body,?3)>0 ORDER BY a.at DESC LIMIT 1";
constexpr char kNewest[] = "WITH " UPDESK_WHO "SELECT l.id FROM who CROSS JOIN lead l WHERE l.customer_id=who.id"
                           " AND l.deleted=0 ORDER BY l.received DESC LIMIT 1";
// 3 is the text that confirms it.
constexpr char kLeft[] =
    "WITH " UPDESK_WHO "SELECT max(m.began) FROM who CROSS JOIN lead l CROSS JOIN message m WHERE l.customer_id=who.id"
    " AND m.lead_id=l.id AND m.deleted=0 AND m.state IN ('sending','sent','unknown') AND m.meant<>3"
    " AND (?2=0 OR m.chan=?2) AND m.began>?3 AND m.began<=?4";

Result<std::vector<OptOutTime>> refused(Database &database, Time since, std::vector<int> &ways)
{
    std::vector<OptOutTime> rows;
    Query q = database.query(kRefused);
    q.bind(1, since);
    while (q.next()) {
        OptOutTime row;
        q.read(0, row.customer);
        ways.push_back(q.integer(1));
        q.read(2, row.words);
        row.received = row.honoured = q.number(3);
        q.read(4, row.name);
        if (row.name.isEmpty())
            row.name = (q.text(5) + u' ' + q.text(6)).simplified();
        rows.push_back(std::move(row));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<void> findHeard(Database &database, OptOutTime &row)
{
    Query q = database.query(kHeard);
    q.bind(1, row.customer).bind(2, row.honoured).bind(3, row.words);
    if (q.next()) {
        const Time filed = q.number(1), written = q.number(2);
        row.came = q.integer(0) == 1 ? Channel::Text : Channel::Email;
        row.received = written > 0 && written < filed && written > filed - kTold ? written : filed;
        q.read(3, row.lead);
    }
    return q.done();
}

Result<void> findLead(Database &database, OptOutTime &row)
{
    if (!row.lead.isNull())
        return {};
    Query q = database.query(kNewest);
    q.bind(1, row.customer);
    if (q.next())
        q.read(0, row.lead);
    return q.done();
}

Result<void> findLast(Database &database, OptOutTime &row, int way)
{
    Query q = database.query(kLeft);
    q.bind(1, row.customer).bind(2, way).bind(3, row.received).bind(4, row.honoured + kOnItsWay);
    if (q.next())
        row.honoured = std::max(row.honoured, q.number(0));
    return q.done();
}

} // namespace

Result<std::vector<OptOutTime>> optOutTimes(Database &database, Time since)
{
    std::vector<int> ways;
    auto rows = refused(database, since, ways);
    if (!rows)
        return rows;
    for (size_t i = 0; i < rows->size(); ++i) {
        OptOutTime &row = (*rows)[i];
        if (auto done = findHeard(database, row); !done)
            return done.error();
        if (auto done = findLead(database, row); !done)
            return done.error();
        if (auto done = findLast(database, row, ways[i]); !done)
            return done.error();
    }
    std::ranges::sort(*rows, [](const OptOutTime &a, const OptOutTime &b) {
        return a.took() != b.took() ? a.took() > b.took() : a.received > b.received;
    });
    return rows;
}

std::vector<OptOutSummary> optOutSummary(const std::vector<OptOutTime> &rows)
{
    std::vector<OptOutSummary> out;
    for (const Channel way : {Channel::Text, Channel::Email, Channel::None}) {
        std::vector<Time> times;
        for (const OptOutTime &row : rows) {
            if (row.came == way)
                times.push_back(row.took());
        }
        if (times.empty())
            continue;
        std::ranges::sort(times);
        const size_t half = times.size() / 2;
        const Time median = times.size() % 2 == 1 ? times[half] : (times[half - 1] + times[half]) / 2;
        out.push_back({way, int(times.size()), times.back(), median});
    }
    return out;
}

Time optOutSince(Time now)
{
    return QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).addMonths(-kOptOutMonths).toMSecsSinceEpoch();
}

} // namespace updesk
