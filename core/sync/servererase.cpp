// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/servererase.h"

#include "core/store/erase.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <map>

namespace updesk
{

static constexpr char kMarks[] = "UPDATE field SET personal = (tbl, name) IN (%1);\n";

// The rows travel with the number of the push that erased. What still ran stops: its lead is lost, nothing goes out.
static constexpr char kErase[] = R"(
CREATE OR REPLACE FUNCTION erase_customer(erasure uuid, customer uuid, st int, s bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE whose uuid[] := records_of(customer, st); leads uuid[]; cars uuid[]; papers uuid[];
BEGIN
  leads := ARRAY(SELECT c.id FROM lead c WHERE c.store_id=st AND c.customer_id=ANY (whose));
  cars := ARRAY(SELECT c.id FROM owned_vehicle c WHERE c.store_id=st AND c.customer_id=ANY (whose));
  papers := ARRAY(SELECT c.original_id FROM lead c WHERE c.id=ANY (leads) AND c.original_id IS NOT NULL
    UNION SELECT c.original_id FROM activity c WHERE c.store_id=st AND c.original_id IS NOT NULL
      AND (c.lead_id=ANY (leads) OR (c.lead_id IS NULL AND c.customer_id=ANY (whose)))
    UNION SELECT c.original_id FROM quarantine c WHERE c.store_id=st AND c.original_id IS NOT NULL AND c.lead_id=ANY (leads));
  INSERT INTO erased_row SELECT st, 'customer', x, erasure FROM unnest(whose) x ON CONFLICT DO NOTHING;
  UPDATE lead c SET closed=2, closed_at=now_ms() WHERE c.id=ANY (leads) AND c.closed=0;
  UPDATE message c SET state='cancelled', why='erased' WHERE c.store_id=st AND c.lead_id=ANY (leads) AND c.state='queued';
  UPDATE enrolment c SET state=2, ended=now_ms(), next_at=0 WHERE c.store_id=st AND c.lead_id=ANY (leads) AND c.state=0;
%1
  PERFORM forget_ops(erasure, whose, leads, papers, st);
END $$;
)";
static constexpr char kEmpty[] =
    "  WITH e AS (UPDATE %1 c SET %2seq=s WHERE c.store_id=st AND (%3) RETURNING c.id)\n"
    "    INSERT INTO erased_row SELECT st, '%1', e.id, erasure FROM e ON CONFLICT DO NOTHING;\n";

static constexpr char kList[] = "SELECT line::text FROM updesk.erasure_list()";
static constexpr char kReplay[] = "SELECT updesk.replay_erasure($1::jsonb)";

// customer_id names a customer, and so all that tie a row to somebody.
static QByteArray tableOf(QByteArrayView column) { return column.chopped(3).toByteArray(); }

static QByteArray tiedBy(const ErasedTable &erased)
{
    QByteArray ties;
    for (const char *by : erased.by) {
        if (!by)
            continue;
        const QByteArray column = by;
        const QByteArray ids = column == "customer_id" ? "whose"
            : column == "lead_id"                      ? "leads"
            : column == "owned_vehicle_id"             ? "cars"
            : column == "original_id"                  ? "papers"
            : qstrcmp(erased.table, "customer") == 0   ? "whose"
                                                       : "papers";
        ties += (ties.isEmpty() ? "c." : " OR c.") + column + "=ANY (" + ids + ')';
    }
    return ties;
}

QByteArray serverErasingSql(SyncedTables tables)
{
    QByteArray marks, empties;
    bool any = false;
    for (const Table *table : tables) {
        any = any || qstrcmp(table->name, "erasure") == 0;
        const ErasedTable *erased = erasedTable(table->name);
        if (!erased)
            continue;
        QByteArray sets;
        for (int i = 0; i < table->count; ++i) {
            const Column &column = table->columns[size_t(i)];
            if (!isPersonal(*table, column))
                continue;
            marks += (marks.isEmpty() ? "('" : ",('") + QByteArray(table->name) + "','" + column.name + "')";
            sets += column.name + QByteArray(column.type == Column::Type::Id ? "=NULL, " : "='', ");
        }
        QByteArray one = kEmpty;
        empties += one.replace("%1", table->name).replace("%2", sets).replace("%3", tiedBy(*erased));
    }
    if (!any) // an older store's tables
        return {};
    return QByteArray(kMarks).replace("%1", marks) + QByteArray(kErase).replace("%1", empties);
}

namespace
{

/// By the erasure's id, so that a list that is written twice holds each once.
using Lines = std::map<QString, QByteArray>;

Result<Lines> linesIn(const QString &path)
{
    Lines lines;
    QFile file(path);
    if (!file.exists())
        return lines;
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Denied, path, file.errorString()};
    for (int n = 1; !file.atEnd(); ++n) {
        const QByteArray line = file.readLine().trimmed();
        if (line.isEmpty())
            continue;
        const QJsonObject said = QJsonDocument::fromJson(line).object();
        const QString id = said[QLatin1String("erasure")].toString();
        const auto customer = Id::fromHex(said[QLatin1String("customer")].toString().toStdString());
        if (!Id::fromHex(id.toStdString()) || !customer || said[QLatin1String("store")].toInt() <= 0)
            return Error{Error::Code::Damaged, path, QString::number(n)};
        lines.emplace(id, line);
    }
    return lines;
}

} // namespace

Result<int> keepErasures(Pg &admin, const QString &file)
{
    auto lines = linesIn(file);
    const auto known = admin.query(kList);
    if (!lines || !known)
        return !lines ? lines.error() : known.error();
    for (int i = 0; i < known->count(); ++i) {
        const QByteArray line = known->bytes(i, 0);
        lines->insert_or_assign(QJsonDocument::fromJson(line).object()[QLatin1String("erasure")].toString(), line);
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return Error{Error::Code::Denied, file, out.errorString()};
    for (const auto &[id, line] : *lines)
        out.write(line + '\n');
    if (!out.commit())
        return Error{Error::Code::Denied, file, out.errorString()};
    return int(lines->size());
}

// By what ties a row to them, too, so that one that the erasing had missed is found.
Result<qint64> erasedLeft(Pg &admin, SyncedTables tables)
{
    QByteArray sql = "SELECT (SELECT count(*) FROM updesk.op_log l JOIN updesk.erased_row e ON e.store_id=l.store_id"
                     " AND e.row_id=l.row_id AND e.tbl=l.tbl WHERE l.body IS NOT NULL)"
                     "+(SELECT count(*) FROM updesk.op_log l JOIN updesk.erased_op e USING (store_id, n)"
                     " WHERE l.body IS NOT NULL)";
    for (const Table *table : tables) {
        const ErasedTable *erased = erasedTable(table->name);
        if (!erased)
            continue;
        const QByteArray name = table->name;
        QByteArray says, ties = "('" + name + "',t.id)";
        for (int i = 0; i < table->count; ++i) {
            const Column &column = table->columns[size_t(i)];
            if (isPersonal(*table, column))
                says += (says.isEmpty() ? "t." : " OR t.") + QByteArray(column.name)
                    + (column.type == Column::Type::Id ? " IS NOT NULL" : "<>''");
        }
        for (const char *by : erased->by)
            ties += by && qstrcmp(by, "id") != 0 ? ",('" + tableOf(by) + "',t." + by + ')' : QByteArray();
        if (!says.isEmpty())
            sql += "+(SELECT count(*) FROM updesk." + name + " t WHERE EXISTS(SELECT 1 FROM updesk.erased_row e"
                + " WHERE e.store_id=t.store_id AND (e.tbl,e.row_id) IN (" + ties + ")) AND (" + says + "))";
    }
    const auto left = admin.query(sql.constData());
    return left ? Result<qint64>(left->number(0, 0)) : left.error();
}

Result<ErasuresReplayed> replayErasures(Pg &admin, const QString &file)
{
    if (!QFile::exists(file))
        return Error{Error::Code::NotFound, file, {}};
    const auto lines = linesIn(file);
    if (!lines)
        return lines.error();
    ErasuresReplayed all;
    for (const auto &[id, line] : *lines) {
        const auto said = admin.query(kReplay, QString::fromUtf8(line));
        if (!said)
            return said.error();
        const QString what = said->text(0, 0);
        if (what != QLatin1String("done") && what != QLatin1String("known") && what != QLatin1String("absent"))
            return Error{Error::Code::Failed, id, what};
        ++(what == QLatin1String("done") ? all.done : what == QLatin1String("known") ? all.known : all.absent);
    }
    return all;
}

} // namespace updesk
