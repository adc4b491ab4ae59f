// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverschema.h"

#include "core/sync/fillplan.h"

#include <QDir>

namespace updesk
{

static constexpr char kSteps[] = ":/updesk/server";

static constexpr char kAnyone[] = "'{sales,bdc,advisor,manager,principal,admin,auto}'";
static constexpr char kManagers[] = "'{manager,principal,admin}'";
static constexpr char kAdmins[] = "'{admin}'";

static constexpr char kTable[] = R"(
CREATE TABLE IF NOT EXISTS %1(id uuid PRIMARY KEY, store_id int NOT NULL, seq bigint NOT NULL,
  deleted smallint NOT NULL DEFAULT 0 CHECK (deleted IN (0,1)), fclk jsonb NOT NULL DEFAULT '{}');
CREATE INDEX IF NOT EXISTS %1_seq ON %1(store_id, seq);
ALTER TABLE %1 ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON %1;
CREATE POLICY own ON %1 FOR SELECT TO updesk_user USING (store_id = ANY ((SELECT updesk.my_stores())::int[])%2);
GRANT SELECT ON %1 TO updesk_user;
)";

static constexpr char kLookup[] = "CREATE INDEX IF NOT EXISTS %1_%2 ON %1(%3)%4;\n";

// A person's own results are for that person and the managers of the store.
static constexpr char kPersonal[] = " AND (person_id = ANY ((SELECT updesk.my_person())::uuid[])"
                                    " OR store_id = ANY ((SELECT updesk.my_managed())::int[]))";

static constexpr char kSynced[] = R"(
INSERT INTO synced VALUES ('%1', %2, %3, %4, '{%5}', '%6', %8) ON CONFLICT (tbl) DO UPDATE SET feed=excluded.feed,
  legal=excluded.legal, optimistic=excluded.optimistic, blank=excluded.blank, wire=excluded.wire,
  personal=excluded.personal;
INSERT INTO field VALUES %7 ON CONFLICT (tbl, name) DO UPDATE SET type=excluded.type, rule=excluded.rule,
  put_by=excluded.put_by, set_by=excluded.set_by;
)";

// Whole pushes only, so that no desk ever cuts one in two: the page ends before the seq with which it would be too
// long, unless that is the first. A row with bytes counts as many. Planned once a connection: the plan of all tables by
// their index is right for every value, and making it costs ten times what a small page does. The planner does not know
// how few rows are asked for: where these lie in another order than their numbers it would read a large table whole and
// sort it, at every pull. It asks once what its caller may read, in the place of the policies of all tables.
static constexpr char kPull[] = R"(
CREATE OR REPLACE FUNCTION sync_pull(st int, cur bigint, lim int) RETURNS TABLE(tbl text, seq bigint, hlc bigint, r jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp SET plan_cache_mode=force_generic_plan
SET enable_seqscan=off SET enable_bitmapscan=off AS $$
DECLARE upto bigint; least_seq bigint; reader uuid[] := my_person(); manages bool := st = ANY (my_managed());
BEGIN
  IF NOT st = ANY (my_stores()) THEN
    RETURN;
  END IF;
  SELECT min(q.s) FILTER (WHERE q.total>lim), min(q.s) INTO upto, least_seq FROM (SELECT u.s, sum(u.w) OVER (ORDER BY u.s)
    total FROM (
%1
    ) u) q;
  upto := CASE WHEN upto>least_seq THEN upto-1 ELSE coalesce(upto, 9223372036854775807) END;
  RETURN QUERY
%2
    ORDER BY 2;
END $$;
)";

// What is done to a row by its table: one statement a table, planned once a connection. put_row() gives null, and
// row_now() asks otherwise, when the table is none of these; own_row() is for those with an owner.
static constexpr char kRows[] = R"(
CREATE OR REPLACE FUNCTION put_row(t text, rid uuid, st int, s bigint, f jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE made bigint;
BEGIN
  CASE t
%1
  ELSE RETURN NULL;
  END CASE;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;
CREATE OR REPLACE FUNCTION row_now(t text, rid uuid, st int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE r jsonb;
BEGIN
  CASE t
%2
  ELSE EXECUTE format('SELECT to_jsonb(c) FROM %I c WHERE id=$1 AND store_id=$2', t) INTO r USING rid, st;
  END CASE;
  RETURN r;
END $$;
CREATE OR REPLACE FUNCTION own_row(t text, rid uuid, s bigint, k text, v uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CASE t || '.' || k
%3
  END CASE;
END $$;
)";
static constexpr char kPut[] = "  WHEN '%1' THEN INSERT INTO %1(id,store_id,seq%2) SELECT rid,st,s%3"
                               " FROM jsonb_populate_record(NULL::%1, f) r ON CONFLICT (id) DO NOTHING;";
static constexpr char kNow[] = "  WHEN '%1' THEN SELECT to_jsonb(c) INTO r FROM %1 c WHERE c.id=rid AND c.store_id=st;";
static constexpr char kOwn[] = "  WHEN '%1.%2' THEN UPDATE %1 c SET %2=v, seq=s WHERE c.id=rid;";

static constexpr char kWeighed[] =
    "    (SELECT c.seq s, %2 w FROM %1 c WHERE c.store_id=st AND c.seq>cur%3 ORDER BY c.seq LIMIT lim+1)";
static constexpr char kRead[] =
    "    (SELECT '%1', c.seq, CASE WHEN c.fclk='{}' THEN 0 ELSE (SELECT max(e.value::bigint)"
    " FROM jsonb_each_text(c.fclk) e) END, %2 FROM %1 c"
    " WHERE c.store_id=st AND c.seq>cur AND c.seq<=upto%3 ORDER BY c.seq)";
static constexpr char kOfReader[] = " AND (manages OR c.person_id = ANY (reader))"; // as kPersonal

// What was refused lies at a record that is one with the record of which it was said, or it comes home to that: at the
// end of the push that parted the two or moved it astray, for a deed may say the one before the other.
static constexpr char kHomes[] = R"(
CREATE OR REPLACE FUNCTION bring_home(st int, s bigint, whose uuid[], which uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE consent c SET customer_id=k.home, seq=s FROM (SELECT m.id, keyed_on(m.id, st) home FROM consent m
      WHERE m.store_id=st AND m.state=2 AND m.fclk ? 'customer_id'
        AND (m.id=which OR (which IS NULL AND m.customer_id=ANY (whose)))) k
    WHERE c.id=k.id AND k.home IS NOT NULL AND c.customer_id<>ALL (records_of(k.home, st));
END $$;
CREATE OR REPLACE FUNCTION moved_home() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  PERFORM bring_home(NEW.store_id, NEW.seq, '{}', NEW.id);
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION parted_home() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  PERFORM bring_home(NEW.store_id, NEW.seq, records_of(NEW.id, NEW.store_id) || records_of(OLD.merged_into, OLD.store_id), NULL);
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS home ON consent;
CREATE CONSTRAINT TRIGGER home AFTER UPDATE OF customer_id ON consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.customer_id IS DISTINCT FROM NEW.customer_id) EXECUTE FUNCTION moved_home();
DROP TRIGGER IF EXISTS home ON customer;
CREATE CONSTRAINT TRIGGER home AFTER UPDATE OF merged_into ON customer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.merged_into IS NOT NULL AND OLD.merged_into IS DISTINCT FROM NEW.merged_into) EXECUTE FUNCTION parted_home();
)";

const char *serverType(Column::Type type)
{
    switch (type) {
    case Column::Type::Number:
        return "bigint NOT NULL DEFAULT 0";
    case Column::Type::Text:
        return "text COLLATE \"C\" NOT NULL DEFAULT ''";
    case Column::Type::Bytes:
        return "bytea NOT NULL DEFAULT ''";
    case Column::Type::Id:
        break;
    }
    return "uuid";
}

static const char *typeName(Column::Type type)
{
    static constexpr const char *kNames[] = {"number", "text", "id", "bytes"};
    return kNames[size_t(type)];
}

static const char *ruleName(Rule rule)
{
    static constexpr const char *kNames[] = {"field", "order", "checked", "added", "optimistic", "either"};
    return kNames[size_t(rule)];
}

static std::span<const Column> columnsOf(const Table &table) { return {table.columns.data(), size_t(table.count)}; }

static const char *settersOf(const Table &table)
{
    if (table.feed == Feed::Group)
        return kAdmins;
    return table.trait == Trait::Config || table.trait == Trait::Personal ? kManagers : kAnyone;
}

// A lead from a sender nobody has seen before makes its source, at any desk.
static const char *puttersOf(const Table &table)
{
    return qstrcmp(table.name, "source") == 0 ? kAnyone : settersOf(table);
}

QByteArray wireOf(const Table &table)
{
    QByteArray wire = "to_jsonb(c)-'fclk'";
    if (!hasBytes(table))
        return wire;
    wire = "jsonb_build_object('id',c.id,'store_id',c.store_id,'seq',c.seq";
    for (const Column &column : columnsOf(table)) {
        const QByteArray name = column.name;
        const bool bytes = column.type == Column::Type::Bytes;
        wire += ",'" + name + "'," + (bytes ? "translate(encode(c." + name + ",'base64'),E'\\n','')" : "c." + name);
    }
    return wire + ')';
}

static QByteArray blankOf(const Table &table)
{
    QByteArray blank;
    for (const Column &column : columnsOf(table)) {
        if (column.type == Column::Type::Id)
            continue;
        const char *value = column.type == Column::Type::Number ? "0" : "\"\"";
        blank += (blank.isEmpty() ? "\"" : ",\"") + QByteArray(column.name) + "\":" + value;
    }
    return blank;
}

static QByteArray fieldsOf(const Table &table)
{
    QByteArray rows;
    for (const Column &column : columnsOf(table)) {
        rows += (rows.isEmpty() ? "('" : ",\n  ('") + QByteArray(table.name) + "','" + column.name + "','"
            + typeName(column.type) + "','" + ruleName(column.rule) + "'," + puttersOf(table) + ',' + settersOf(table)
            + ')';
    }
    return rows;
}

static QByteArray filled(const char *form, std::initializer_list<QByteArray> words)
{
    QByteArray out = form;
    int i = 0;
    for (const QByteArray &word : words)
        out.replace('%' + QByteArray::number(++i), word);
    return out;
}

/// Of a fresh desk's fill, of what is asked for of one customer (fillplan.h), of the records that are one customer, and
/// of what they refuse.
static QByteArray lookupsOf(const Table &table)
{
    const auto on = [&](const char *what, const char *column, const char *where = "") {
        return filled(kLookup, {table.name, what, column, where});
    };
    switch (hangsOn(table)) {
    case Hangs::Lead:
        return on("customer", "customer_id");
    case Hangs::OfLead:
        return on("lead", "lead_id")
            + (isLoose(table) ? on("customer", "customer_id", " WHERE lead_id IS NULL") : QByteArray());
    case Hangs::OfOriginal:
        return on("original", "original_id");
    case Hangs::Customer:
        return table.find("merged_into") < 0 ? QByteArray()
                                             : on("merged", "merged_into", " WHERE merged_into IS NOT NULL");
    default:
        // Whether a customer refuses is asked at every message: of their records, and of what a merge moved from them.
        return QByteArrayView(table.name) != QByteArrayView("consent")
            ? QByteArray()
            : on("customer", "customer_id") + on("moved", "store_id", " WHERE state=2 AND fclk ? 'customer_id'");
    }
}

/// A new row of what an op names; the rest is as a desk's own defaults are.
static QByteArray putOf(const Table &table)
{
    QByteArray names, values;
    for (const Column &column : columnsOf(table)) {
        const QByteArray name = column.name;
        names += ',' + name;
        switch (column.type) {
        case Column::Type::Id:
            values += ",r." + name;
            break;
        case Column::Type::Number:
            values += ",coalesce(r." + name + ",0)";
            break;
        case Column::Type::Text:
        case Column::Type::Bytes:
            values += ",coalesce(r." + name + ",'')";
            break;
        }
    }
    return filled(kPut, {table.name, names, values}) + '\n';
}

static QByteArray ownersOf(const Table &table)
{
    QByteArray lines;
    for (const Column &column : columnsOf(table)) {
        if (column.rule == Rule::ServerOrder)
            lines += filled(kOwn, {table.name, column.name}) + '\n';
    }
    return lines;
}

static QByteArray tableSql(const Table &table)
{
    const QByteArray name = table.name;
    QByteArray columns;
    for (const Column &column : columnsOf(table).subspan(1))
        columns +=
            "ALTER TABLE " + name + " ADD COLUMN IF NOT EXISTS " + column.name + ' ' + serverType(column.type) + ";\n";
    const auto flag = [](bool on) { return QByteArray(on ? "true" : "false"); };
    const QByteArray made = filled(kTable, {name, table.trait == Trait::Personal ? kPersonal : ""});
    // The policy may name a column, so the columns come between.
    const qsizetype policy = made.indexOf("CREATE POLICY");
    return made.left(policy) + columns + lookupsOf(table) + made.mid(policy)
        + filled(kSynced,
            {name, table.feed == Feed::Group ? "0" : "NULL", flag(table.trait == Trait::Legal),
                flag(table.isOptimistic()), blankOf(table), wireOf(table).replace('\'', "''"), fieldsOf(table),
                flag(table.trait == Trait::Personal)});
}

QByteArray serverTablesSql(SyncedTables tables)
{
    QByteArray sql, weighed, read, puts, now, owners;
    for (const Table *table : tables) {
        sql += tableSql(*table);
        const QByteArray name = table->name, whose = table->trait == Trait::Personal ? kOfReader : "";
        const QByteArray also = read.isEmpty() ? "" : "\n    UNION ALL\n";
        weighed += also + filled(kWeighed, {name, hasBytes(*table) ? "25" : "1", whose});
        puts += putOf(*table);
        now += filled(kNow, {name}) + '\n';
        owners += ownersOf(*table);
        read += also + filled(kRead, {name, wireOf(*table), whose});
    }
    const bool refuses =
        std::ranges::any_of(tables, [](const Table *table) { return qstrcmp(table->name, "consent") == 0; });
    return sql + filled(kPull, {weighed, read}) + filled(kRows, {puts, now, owners}) + (refuses ? kHomes : "");
}

QStringList serverSteps()
{
    const QDir folder(QString::fromLatin1(kSteps));
    QStringList paths;
    for (const QString &name : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name))
        paths << folder.filePath(name);
    return paths;
}

int syncSchema(int desk) { return desk * 100 + int(serverSteps().size()); }

int oldestSyncSchema() { return 0; }

} // namespace updesk
