// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/disposalrows.h"

#include "core/store/aliases.h"

namespace updesk
{

// Each record with the one that lives. %1: of one customer only.
static constexpr char kRecords[] = R"(WITH RECURSIVE rec(id, root) AS MATERIALIZED (
SELECT id, id FROM customer WHERE merged_into IS NULL AND deleted=0%1
UNION ALL SELECT c.id, rec.root FROM rec CROSS JOIN customer c WHERE c.merged_into=rec.id),
gone(root) AS (SELECT rec.root FROM rec CROSS JOIN erased e ON e.id=rec.id
UNION SELECT rec.root FROM erasure e CROSS JOIN rec ON rec.id=e.customer_id WHERE e.deleted=0),
)";
// Below 10 business as DisposalRow has it, then what holds back. What the program sent by itself is no contact.
static constexpr char kFacts[] = R"(fact(id, at, what) AS (
SELECT c.id, c.created, 0 FROM customer c WHERE true%2
UNION ALL SELECT l.customer_id, l.received, 1 FROM lead l WHERE l.deleted=0%3
UNION ALL SELECT l.customer_id, 0, 20 FROM lead l WHERE l.deleted=0 AND l.closed=0%3
UNION ALL SELECT l.co_buyer_id, l.received, 1 FROM lead l WHERE l.deleted=0 AND l.co_buyer_id IS NOT NULL%4
UNION ALL SELECT l.co_buyer_id, 0, 20 FROM lead l WHERE l.deleted=0 AND l.closed=0 AND l.co_buyer_id IS NOT NULL%4
UNION ALL SELECT l.customer_id, a.at, %5 FROM lead l JOIN activity a ON a.lead_id=l.id
 WHERE a.deleted=0 AND %6%3
UNION ALL SELECT a.customer_id, a.at, %5 FROM activity a WHERE a.lead_id IS NULL AND a.deleted=0 AND %6%7
UNION ALL SELECT v.customer_id, v.arrived, 2 FROM visit v WHERE v.deleted=0%8
UNION ALL SELECT l.customer_id, max(d.at, d.delivered_at), 3 FROM lead l JOIN deal d ON d.lead_id=l.id
 WHERE d.deleted=0%3
UNION ALL SELECT l.co_buyer_id, max(d.at, d.delivered_at), 3 FROM lead l JOIN deal d ON d.lead_id=l.id
 WHERE d.deleted=0 AND l.co_buyer_id IS NOT NULL%4
UNION ALL SELECT o.customer_id, o.bought, 3 FROM owned_vehicle o WHERE o.deleted=0 AND o.bought_here=1%9
UNION ALL SELECT s.customer_id, s.at, 3 FROM consent s WHERE s.deleted=0 AND s.state=0 AND s.purpose='service'%s
 AND NOT EXISTS(SELECT 1 FROM consent w WHERE w.customer_id=s.customer_id AND w.state=0 AND w.deleted=0
  AND w.purpose='withdrawn '||lower(hex(s.id)))
UNION ALL SELECT l.customer_id, p.at, 22 FROM lead l JOIN appointment p ON p.lead_id=l.id
 WHERE p.deleted=0 AND p.state IN (0,1,2) AND p.at>?2%3),
)";
static constexpr char kKind[] = "CASE a.kind WHEN 5 THEN 1 WHEN 3 THEN 2 ELSE 10 END";
static constexpr char kCounted[] =
    "(a.kind IN (3,5) OR (a.kind IN (0,1,2) AND (a.direction=1 OR a.person_id IS NOT NULL)))";
static constexpr char kSum[] = R"(sum_of(root, last, contact, visit, open) AS (
SELECT rec.root, max(iif(f.what<10, f.at*4+f.what, 0)), max(iif(f.what=10, f.at, 0)), max(iif(f.what=22, f.at, 0)),
 max(f.what=20) FROM fact f JOIN rec ON rec.id=f.id GROUP BY rec.root)
SELECT s.root, s.last>>2, s.last&3, s.contact, s.visit, s.open, c.first, c.last, c.full_name, c.company,
 (SELECT max(t.tag) FROM rec JOIN tag t ON t.customer_id=rec.id WHERE rec.root=s.root AND t.deleted=0
  AND t.tag LIKE 'hold:%')
FROM sum_of s JOIN customer c ON c.id=s.root
WHERE s.last<?1*4 AND s.root NOT IN (SELECT root FROM gone) ORDER BY s.last, s.root)";

static constexpr char kHold[] =
    "WITH " UPDESK_WHO "SELECT t.id, t.tag FROM who CROSS JOIN tag t WHERE t.customer_id=who.id AND t.deleted=0"
    " AND t.tag LIKE 'hold:%' ORDER BY t.id DESC LIMIT 1";
static constexpr char kDisposed[] =
    "SELECT e.id, e.customer_id, coalesce(p.name,''), e.at FROM erasure e LEFT JOIN person p ON p.id=e.by_person"
    " WHERE e.deleted=0 AND e.at>=?1 AND (e.seq>0 OR NOT EXISTS(SELECT 1 FROM state WHERE k='joined'))"
    " ORDER BY e.at, e.id";

static QByteArray rowsSql(bool one)
{
    const auto of = [one](const char *column) {
        return one ? " AND " + QByteArray(column) + " IN (SELECT id FROM rec)" : QByteArray();
    };
    QByteArray sql = QByteArray(kRecords) + kFacts + kSum;
    sql.replace("%1", one ? " AND id=?3" : "").replace("%2", of("c.id")).replace("%3", of("l.customer_id"));
    sql.replace("%4", of("l.co_buyer_id")).replace("%5", kKind).replace("%6", kCounted);
    sql.replace("%s", of("s.customer_id"));
    return sql.replace("%7", of("a.customer_id")).replace("%8", of("v.customer_id")).replace("%9", of("o.customer_id"));
}

static LegalHold holdIn(const QString &tag)
{
    LegalHold hold;
    hold.by = PersonId{Id::fromHex(tag.section(u':', 1, 1).toStdString()).value_or(Id())};
    hold.at = tag.section(u':', 2, 2).toLongLong();
    hold.reason = tag.section(u':', 3);
    return hold;
}

QString holdTag(const LegalHold &hold)
{
    return QStringLiteral("hold:%1:%2:%3").arg(QString::fromLatin1(hold.by.value.hex())).arg(hold.at).arg(hold.reason);
}

static QString nameIn(const Query &q)
{
    const QString name = QStringList({q.text(6).trimmed(), q.text(7).trimmed()}).join(u' ').trimmed();
    return !name.isEmpty() ? name : !q.text(8).isEmpty() ? q.text(8) : q.text(9);
}

Result<std::vector<DisposalRow>> disposalRows(Database &database, Time before, Time now, std::optional<CustomerId> only)
{
    std::vector<DisposalRow> rows;
    Query q = database.once(rowsSql(only.has_value()));
    q.bind(1, before).bind(2, now);
    if (only)
        q.bind(3, *only);
    while (q.next()) {
        DisposalRow row;
        row.customer = {q.id(0)};
        row.last = q.number(1);
        row.what = DisposalRow::Business(q.number(2));
        row.contact = q.number(3);
        row.visit = q.number(4);
        row.openLead = q.number(5) != 0;
        row.name = nameIn(q);
        row.hold = holdIn(q.text(10)).reason;
        rows.push_back(std::move(row));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::optional<LegalHold>> legalHold(Database &database, CustomerId customer)
{
    std::optional<LegalHold> hold;
    Query q = database.query(kHold);
    if (q.bind(1, customer).next()) {
        hold = holdIn(q.text(1));
        hold->tag = {q.id(0)};
    }
    if (auto done = q.done(); !done)
        return done.error();
    return hold;
}

Result<std::vector<DisposedRow>> disposedSince(Database &database, Time since)
{
    std::vector<DisposedRow> rows;
    Query q = database.query(kDisposed);
    q.bind(1, since);
    while (q.next())
        rows.push_back({{q.id(0)}, {q.id(1)}, q.text(2), q.number(3)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

} // namespace updesk
