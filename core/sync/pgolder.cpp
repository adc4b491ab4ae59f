// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/copyrow.h"
#include "core/sync/fillplan.h"
#include "core/sync/pgremote.h"
#include "core/sync/serverschema.h"

#include <QJsonDocument>

namespace updesk
{

// What it is looked up by stands in arrays, so that each table is met by its index. $1 store, $2 records, $3 time.
static constexpr char kLeadsOf[] = "ARRAY(SELECT l.id FROM updesk.lead l WHERE l.store_id=$1"
                                   " AND l.customer_id=ANY($2::uuid[]))";
static constexpr char kOver[] = "SELECT 0, l.id, 0::bigint FROM updesk.lead l WHERE l.store_id=$1"
                                " AND l.customer_id=ANY($2::uuid[]) AND l.closed<>0 AND l.received<$3"
                                " AND l.closed_at<$3";
// A lead that is still open, or was closed not long ago, stays here without the document that it came from.
static constexpr char kDocuments[] =
    " UNION ALL SELECT 1, o.id, 0 FROM updesk.original o WHERE o.store_id=$1 AND o.arrived<$3 AND o.id=ANY(ARRAY("
    "SELECT l.original_id FROM updesk.lead l WHERE l.store_id=$1 AND l.customer_id=ANY($2::uuid[])"
    " UNION SELECT a.original_id FROM updesk.activity a WHERE a.store_id=$1 AND a.lead_id=ANY({leads})"
    " UNION SELECT a.original_id FROM updesk.activity a WHERE a.store_id=$1 AND a.lead_id IS NULL"
    " AND a.customer_id=ANY($2::uuid[])))";
static constexpr char kLoose[] = " UNION ALL SELECT 2, NULL, count(*) FROM updesk.{table} c WHERE c.store_id=$1"
                                 " AND c.lead_id IS NULL AND c.customer_id=ANY($2::uuid[]) AND c.at<$3";
// The rows are looked up first and put in order then: walking the primary key until a page is full would read the
// whole table. $1 store, $2 whose, $3 after, $4 limit, and $5 time or number where it counts.
static constexpr char kPageOf[] = "WITH c AS MATERIALIZED (SELECT * FROM updesk.{table} c WHERE c.store_id=$1 AND {by})"
                                  " SELECT {clock}, {wire} FROM c WHERE c.id>$3::uuid ORDER BY c.id LIMIT $4";

static PgValue arrayOf(std::span<const Id> ids)
{
    QByteArray text = "{";
    for (const Id &id : ids) {
        if (text.size() > 1)
            text += ',';
        id.appendHex(text);
    }
    return text + '}';
}

static const char *conditionOf(OlderAsk::By by)
{
    switch (by) {
    case OlderAsk::By::Lead:
        return "c.lead_id=ANY($2::uuid[])";
    case OlderAsk::By::Customer:
        return "c.lead_id IS NULL AND c.customer_id=ANY($2::uuid[]) AND c.at<$5";
    case OlderAsk::By::Original:
        return "c.original_id=ANY($2::uuid[])";
    case OlderAsk::By::Own:
        return "$2::uuid[]='{}' AND c.seq>$5";
    case OlderAsk::By::Row:
        break;
    }
    return "c.id=ANY($2::uuid[])";
}

static Error notSignedIn() { return {Error::Code::NotFound, QStringLiteral("login"), {}}; }

Result<OlderScope> PgRemote::olderScope(PersonId who, std::span<const Id> records, Time before)
{
    if (!speaksFor(who))
        return notSignedIn();
    QByteArray sql = kOver + QByteArray(kDocuments).replace("{leads}", kLeadsOf);
    for (const Table *table : looseTables(m_tables.setup().tables))
        sql += QByteArray(kLoose).replace("{table}", table->name);
    const auto rows = m_pg->query(sql, m_store, arrayOf(records), before);
    if (!rows)
        return rows.error();
    OlderScope scope;
    for (int i = 0; i < rows->count(); ++i) {
        if (rows->number(i, 0) == 2)
            scope.loose += rows->number(i, 2);
        else
            (rows->number(i, 0) == 0 ? scope.leads : scope.originals).push_back(rows->id(i, 1));
    }
    return scope;
}

Result<Page> PgRemote::older(PersonId who, const OlderAsk &ask)
{
    if (!speaksFor(who))
        return notSignedIn();
    QByteArray sql = kPageOf;
    sql.replace("{table}", ask.table->name).replace("{by}", conditionOf(ask.by));
    sql.replace("{clock}", kNewestClock).replace("{wire}", wireOf(*ask.table));
    // An id of zeros is below all others; as an Id it would be sent as null.
    const int feed = ask.table->feed == Feed::Group ? 0 : m_store;
    std::vector<PgValue> values{feed, arrayOf(ask.of), ask.after.hex(), ask.limit};
    if (ask.by == OlderAsk::By::Customer)
        values.push_back(ask.before);
    if (ask.by == OlderAsk::By::Own)
        values.push_back(ask.since);
    const auto rows = m_pg->run(sql, values);
    // A server that is older than a table has nothing of anybody's in it, and the rest of the talk goes on.
    if (!rows && ask.by == OlderAsk::By::Own && rows.error().code == Error::Code::NotFound)
        return Page{};
    if (!rows)
        return rows.error();
    Page page;
    for (int i = 0; i < rows->count(); ++i) {
        page.newest = std::max(page.newest, rows->number(i, 0));
        const auto row = rowOf(*ask.table, QJsonDocument::fromJson(rows->bytes(i, 1)).object());
        if (!row)
            return Error{Error::Code::Failed, QStringLiteral("server"), QStringLiteral("no_row")};
        page.rows.push_back(*row);
    }
    return page;
}

} // namespace updesk
