// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/exportrows.h"

#include "core/leads/responseclock.h"
#include "core/leads/rulebook.h"

#include <QDir>
#include <QSaveFile>

namespace updesk
{
namespace
{

constexpr char kByteOrderMark[] = "\xef\xbb\xbf"; // without it, spreadsheets take UTF-8 for the local code page

#define UTC(column)                                                                                                    \
    "CASE " column " WHEN 0 THEN '' ELSE strftime('%Y-%m-%dT%H:%M:%SZ', " column "/1000, 'unixepoch') END"
// proofCode(proofOf()) in SQL.
#define PROOF                                                                                                          \
    " CASE WHEN n.clock_state=4 THEN 'never_answered' WHEN n.clock_state=1 AND n.attempts>0 THEN 'unverified'"         \
    " WHEN n.clock_state=2 AND n.clock_jump<>0 THEN 'clock_jump'"                                                      \
    " WHEN n.clock_state=2 AND n.first_evidence=1 THEN 'told' ELSE '' END"
#define BUYER                                                                                                          \
    " CASE WHEN l.no_trade<>0 AND NOT EXISTS(SELECT 1 FROM trade t WHERE t.lead_id=l.id AND t.deleted=0) THEN 'yes'"   \
    " ELSE '' END AS no_trade,"                                                                                        \
    " CASE WHEN l.co_buyer_id IS NOT NULL OR l.decides=2 THEN 'others' WHEN l.decides=1 THEN 'alone' ELSE '' END"      \
    " AS decides"
constexpr char kLeads[] = "SELECT lower(hex(l.id)) AS id, " UTC(
    "l.received") " AS received,"
                  " c.full_name AS customer, c.company AS company,"
                  " (SELECT e164 FROM phone WHERE customer_id=c.id AND deleted=0 ORDER BY bad, preferred DESC, id "
                  "LIMIT 1) "
                  "AS phone,"
                  " (SELECT address FROM email WHERE customer_id=c.id AND deleted=0 ORDER BY bad, preferred DESC, id "
                  "LIMIT "
                  "1) AS email,"
                  " s.name AS source, p.name AS owner, n.wants AS wants, n.stock AS stock,"
                  " CASE n.stage WHEN 0 THEN 'new' WHEN 1 THEN 'tried' WHEN 2 THEN 'working' WHEN 3 THEN 'visit set'"
                  "  WHEN 4 THEN 'shown' WHEN 5 THEN 'sold' ELSE 'lost' END AS stage,"
                  " CASE n.grade WHEN 0 THEN '' ELSE substr('ABCD', n.grade, 1) END AS grade, n.score AS score,"
                  " CASE n.tier WHEN 0 THEN 'low' WHEN 1 THEN 'medium' WHEN 2 THEN 'high' ELSE 'hot' END AS tier,"
                  " n.attempts AS attempts,"
                  " CASE WHEN n.clock_state IN (1,2,4) THEN " UTC(
                      "n.clock_due") " ELSE '' END AS answer_due,"
                                     " " UTC("n.first_auto") " AS first_auto, " UTC(
                                         "n.first_human") " AS first_attempt,"
                                                          " " UTC("n.first_contact") " AS first_contact, " UTC(
                                                              "n.next_due") " AS next_due,"
                                                                            " l.closed_why AS closed_why, " UTC(
                                                                                "l.closed_at") " AS closed_at, "
                                                                                               "l.comments AS comments,"
                                                                                               " CASE n.first_evidence "
                                                                                               "WHEN 1 THEN 'told' "
                                                                                               "WHEN 2 THEN 'dialled' "
                                                                                               "WHEN 3 THEN "
                                                                                               "'confirmed' WHEN 4 "
                                                                                               "THEN 'automatic'"
                                                                                               "  ELSE 'none' END AS "
                                                                                               "evidence," PROOF
                                                                                               " AS proof,"
                                                                                               " n.received, "
                                                                                               "n.clock_due, "
                                                                                               "n.clock_from, CASE "
                                                                                               "n.clock_state WHEN 2 "
                                                                                               "THEN n.first_human "
                                                                                               "ELSE 0 END, "
                                                                                               "n.clock_jump," BUYER
                                                                                               " FROM lead l JOIN "
                                                                                               "lead_now n ON "
                                                                                               "n.lead_id=l.id LEFT "
                                                                                               "JOIN customer c ON "
                                                                                               "c.id=l.customer_id"
                                                                                               " LEFT JOIN source s ON "
                                                                                               "s.id=l.source_id LEFT "
                                                                                               "JOIN person p ON "
                                                                                               "p.id=l.owner_id WHERE "
                                                                                               "l.deleted=0 ORDER BY "
                                                                                               "l.id";
#undef BUYER
#undef UTC
#undef PROOF
constexpr const char *kLeadColumns[] = {"id", "received", "customer", "company", "phone", "email", "source", "owner",
    "wants", "stock", "stage", "grade", "score", "tier", "attempts", "answer_due", "first_auto", "first_attempt",
    "first_contact", "next_due", "closed_why", "closed_at", "comments", "evidence", "proof"};
constexpr const char *kAnswer[] = {"response_seconds", "response_business_seconds", "clock_jump"};
constexpr const char *kBuyer[] = {"no_trade", "decides"}; // as holdsNoTrade() and decidesOf()
constexpr int kAnswerValues = 5; ///< what writeAnswer() reads

/// One CSV file; appears under its name only when it is whole.
class CsvFile
{
public:
    explicit CsvFile(const QString &path) : m_file(path) { }
    Result<void> open()
    {
        if (!m_file.open(QIODevice::WriteOnly))
            return Error{Error::Code::Failed, m_file.fileName(), m_file.errorString()};
        m_file.write(kByteOrderMark);
        return {};
    }
    void field(const QByteArray &bytes)
    {
        if (!m_line.isEmpty() || m_fields > 0)
            m_line += ',';
        m_line += bytes;
        ++m_fields;
    }
    void endLine()
    {
        m_file.write(m_line + "\r\n");
        m_line.clear();
        m_fields = 0;
    }
    Result<void> commit()
    {
        if (!m_file.commit())
            return Error{Error::Code::Failed, m_file.fileName(), m_file.errorString()};
        return {};
    }

private:
    QSaveFile m_file;
    QByteArray m_line;
    int m_fields = 0;
};

QByteArray fieldOf(const Query &q, int i, Column::Type type)
{
    switch (type) {
    case Column::Type::Number:
        return QByteArray::number(q.number(i));
    case Column::Type::Id:
        return q.isNull(i) ? QByteArray() : q.id(i).hex();
    case Column::Type::Bytes:
        return q.bytes(i).toBase64();
    case Column::Type::Text:
        break;
    }
    return csvText(q.bytes(i));
}

Result<qint64> writeTable(Database &database, const Table &table, const QString &path)
{
    CsvFile file(path);
    if (auto opened = file.open(); !opened)
        return opened.error();
    QByteArray sql = "SELECT id";
    file.field("id");
    for (int i = 0; i < table.count; ++i) {
        sql += QByteArray(",") + table.columns[size_t(i)].name;
        file.field(table.columns[size_t(i)].name);
    }
    file.endLine();
    qint64 rows = 0;
    Query q = database.once(sql + " FROM " + table.name + " ORDER BY id");
    while (q.next()) {
        file.field(q.id(0).hex());
        for (int i = 0; i < table.count; ++i)
            file.field(fieldOf(q, i + 1, table.columns[size_t(i)].type));
        file.endLine();
        ++rows;
    }
    if (auto done = q.done(); !done)
        return done.error();
    if (auto done = file.commit(); !done)
        return done.error();
    return rows;
}

/// The seconds from receipt to the answer, and those of them in answering hours, empty when it was not answered; by how
/// many the clock had been turned.
void writeAnswer(CsvFile &file, const Query &q, const Hours &hours)
{
    constexpr int kFirst = int(std::size(kLeadColumns));
    const Time received = q.number(kFirst), answered = q.number(kFirst + 3);
    const Due due{q.number(kFirst + 1), q.number(kFirst + 2), q.number(kFirst + 2) > received};
    const auto business = businessSecondsToAnswer(due, answered, hours);
    file.field(answered > 0 ? QByteArray::number(std::max<Time>(0, answered - received) / kSecond) : QByteArray());
    file.field(business ? QByteArray::number(*business) : QByteArray());
    file.field(QByteArray::number(q.number(kFirst + 4)));
}

Result<qint64> writeLeads(Database &database, const QString &path)
{
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    CsvFile file(path);
    if (auto opened = file.open(); !opened)
        return opened.error();
    for (const char *column : kLeadColumns)
        file.field(column);
    for (const char *column : kAnswer)
        file.field(column);
    for (const char *column : kBuyer)
        file.field(column);
    file.endLine();
    qint64 rows = 0;
    Query q = database.query(kLeads);
    while (q.next()) {
        for (int i = 0; i < int(std::size(kLeadColumns)); ++i)
            file.field(csvText(q.bytes(i)));
        writeAnswer(file, q, (*rules)->hours);
        for (int i = 0; i < int(std::size(kBuyer)); ++i)
            file.field(csvText(q.bytes(int(std::size(kLeadColumns)) + kAnswerValues + i)));
        file.endLine();
        ++rows;
    }
    if (auto done = q.done(); !done)
        return done.error();
    if (auto done = file.commit(); !done)
        return done.error();
    return rows;
}

} // namespace

QByteArray csvText(const QByteArray &utf8)
{
    QByteArray text = utf8;
    if (!text.isEmpty() && QByteArray("=+-@\t\r").contains(text[0]))
        text.prepend('\'');
    const bool quoted = text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r')
        || text.startsWith(' ') || text.endsWith(' ');
    return quoted ? '"' + text.replace('"', "\"\"") + '"' : text;
}

Result<Exported> exportTables(Database &database, const QString &folder)
{
    if (!QDir().mkpath(folder))
        return Error{Error::Code::Failed, folder, {}};
    const QDir dir(folder);
    Exported exported;
    for (const Table *table : database.setup().tables) {
        const QString name = QString::fromLatin1(table->name) + QStringLiteral(".csv");
        const auto rows = writeTable(database, *table, dir.filePath(name));
        if (!rows)
            return rows.error();
        exported.files.push_back({name, *rows});
    }
    const auto rows = writeLeads(database, dir.filePath(QStringLiteral("leads.csv")));
    if (!rows)
        return rows.error();
    exported.files.push_back({QStringLiteral("leads.csv"), *rows});
    return exported;
}

} // namespace updesk
