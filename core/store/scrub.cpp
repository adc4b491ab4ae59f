// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/scrub.h"

#include "core/base/text.h"
#include "core/store/database.h"
#include "core/store/erase.h"
#include "core/store/log.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <set>

namespace updesk
{

static constexpr char kRows[] = "SELECT id FROM erased WHERE erasure_id=?1";
static constexpr char kDeeds[] = "SELECT n, ops FROM deed ORDER BY n";
static constexpr char kRewrite[] = "UPDATE deed SET ops=?2 WHERE n=?1";
static constexpr char kParked[] = "UPDATE stuck SET why='erased' WHERE n=?1 AND why NOT IN ('','erased')";
static constexpr char kSetbacks[] =
    "UPDATE setback SET ours='', theirs='' WHERE row_id=?1 AND (ours<>'' OR theirs<>'')";
static constexpr char kJournal[] =
    "UPDATE send_journal SET provider='' WHERE provider<>'' AND id IN (SELECT id FROM erased WHERE erasure_id=?1)";
// Half-typed messages and answers are kept under a name with the lead's id in it.
static constexpr char kTyped[] = "DELETE FROM desk_setting WHERE EXISTS(SELECT 1 FROM erased e WHERE e.erasure_id=?1"
                                 " AND instr(desk_setting.k, lower(hex(e.id)))>0)";
static constexpr char kWords[] =
    "SELECT 0, c.first, c.last FROM erased e CROSS JOIN customer c ON c.id=e.id WHERE e.erasure_id=?1 UNION"
    " SELECT 1, p.e164, p.typed FROM erased e CROSS JOIN phone p ON p.id=e.id WHERE e.erasure_id=?1 UNION"
    " SELECT 2, m.address, m.typed FROM erased e CROSS JOIN email m ON m.id=e.id WHERE e.erasure_id=?1";
static constexpr char kDrafts[] = "SELECT id, body FROM draft";
static constexpr char kDropDraft[] = "DELETE FROM draft WHERE id=?1";

namespace
{

/// What a half-typed form would say of somebody.
struct Words {
    std::vector<std::pair<QString, QString>> names; ///< folded, none empty
    QStringList numbers; ///< the last ten digits
    QStringList addresses; ///< folded
};

QString digitsOf(const QString &text)
{
    constexpr qsizetype kNational = 10;
    QString digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits.size() < kNational ? QString() : digits.right(kNational);
}

Result<Words> wordsOf(Database &database, const Id &erasure)
{
    Words words;
    Query q = database.query(kWords);
    q.bind(1, erasure);
    while (q.next()) {
        const QString one = q.text(1), other = q.text(2);
        if (q.number(0) == 0 && !one.isEmpty() && !other.isEmpty())
            words.names.emplace_back(folded(one), folded(other));
        for (const QString &each : {one, other}) {
            if (q.number(0) == 1 && !digitsOf(each).isEmpty())
                words.numbers << digitsOf(each);
            if (q.number(0) == 2 && !each.isEmpty())
                words.addresses << folded(each);
        }
    }
    if (auto done = q.done(); !done)
        return done.error();
    return words;
}

void collect(const QJsonValue &json, QStringList &texts)
{
    if (json.isString())
        texts << json.toString();
    for (const QJsonValue &each : json.toArray())
        collect(each, texts);
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collect(it.value(), texts);
}

bool isAbout(const QByteArray &body, const Words &words, const std::set<Id> &rows)
{
    QStringList texts, all;
    collect(QJsonDocument::fromJson(body).object(), texts);
    for (const QString &text : texts) {
        const auto id = Id::fromHex(text.toStdString());
        if (words.numbers.contains(digitsOf(text)) || words.addresses.contains(folded(text.trimmed()))
            || (id && rows.contains(*id)))
            return true;
        all << foldedWords(text);
    }
    const QString said = u' ' + all.join(u' ') + u' ';
    return std::ranges::any_of(words.names, [&said](const auto &name) {
        const auto holds = [&said](const QString &part) {
            return said.contains(u' ' + foldedWords(part).join(u' ') + u' ');
        };
        return holds(name.first) && holds(name.second);
    });
}

Result<void> dropDrafts(Database &database, const Words &words, const std::set<Id> &rows)
{
    std::vector<Id> gone;
    Query q = database.query(kDrafts);
    while (q.next()) {
        if (isAbout(q.bytes(1), words, rows))
            gone.push_back(q.id(0));
    }
    if (auto done = q.done(); !done)
        return done;
    for (const Id &id : gone) {
        if (auto done = database.query(kDropDraft).bind(1, id).run(); !done)
            return done;
    }
    return {};
}

/// Goes through the log in its order, so that a row the file no longer has is known by the rows it hangs on.
class Log
{
public:
    Log(Database &database, std::set<Id> rows) : m_database(database), m_rows(std::move(rows)) { }
    Result<void> run();
    const std::set<Id> &rows() const { return m_rows; }

private:
    bool names(QByteArrayView line) const;
    bool isTheirs(const QJsonObject &op);
    static QJsonObject emptied(QJsonObject fields, const Table *table);
    QByteArray cleaned(const QByteArray &line);

    Database &m_database;
    std::set<Id> m_rows;
};

// An id is 32 digits in quotes, as appendOp() writes it.
bool Log::names(QByteArrayView line) const
{
    constexpr qsizetype kDigits = 32;
    for (qsizetype at = line.indexOf('"'); at >= 0 && at + kDigits + 1 < line.size(); at = line.indexOf('"', at + 1)) {
        if (line[at + kDigits + 1] != '"')
            continue;
        const auto id = Id::fromHex({line.data() + at + 1, size_t(kDigits)});
        if (id && m_rows.contains(*id))
            return true;
    }
    return false;
}

bool Log::isTheirs(const QJsonObject &op)
{
    const auto idOf = [](const QJsonValue &json) { return Id::fromHex(json.toString().toStdString()); };
    const auto row = idOf(op[QLatin1String("r")]);
    if (row && m_rows.contains(*row))
        return true;
    const ErasedTable *erased = erasedTable(op[QLatin1String("t")].toString().toLatin1());
    if (!erased)
        return false;
    const QJsonObject fields = op[QLatin1String("f")].toObject();
    const bool hangs = std::ranges::any_of(erased->by, [&](const char *by) {
        const auto id = by ? idOf(fields[QLatin1String(by)]) : std::nullopt;
        return id && m_rows.contains(*id);
    });
    if (hangs && row)
        m_rows.insert(*row);
    return hangs;
}

// A table that this program does not know keeps no text at all.
QJsonObject Log::emptied(QJsonObject fields, const Table *table)
{
    for (const QString &name : fields.keys()) {
        const int column = table ? table->find(name.toLatin1()) : -1;
        const bool personal = column >= 0
            ? isPersonal(*table, table->columns[size_t(column)])
            : fields[name].isString() && !Id::fromHex(fields[name].toString().toStdString());
        if (personal)
            fields.remove(name);
    }
    return fields;
}

QByteArray Log::cleaned(const QByteArray &line)
{
    const QJsonArray before = QJsonDocument::fromJson(line).array();
    QJsonArray ops = before;
    for (qsizetype i = 0; i < ops.size(); ++i) {
        QJsonObject op = ops[i].toObject();
        if (!isTheirs(op))
            continue;
        const Table *table = m_database.table(op[QLatin1String("t")].toString().toLatin1());
        for (const char *side : {"f", "b"}) {
            if (op.contains(QLatin1String(side)))
                op[QLatin1String(side)] = emptied(op[QLatin1String(side)].toObject(), table);
        }
        ops[i] = op;
    }
    return ops == before ? line : QJsonDocument(ops).toJson(QJsonDocument::Compact);
}

Result<void> Log::run()
{
    std::vector<std::pair<qint64, QByteArray>> changed;
    std::vector<qint64> named;
    Query q = m_database.query(kDeeds);
    while (q.next()) {
        const QByteArray line = q.bytes(1);
        if (!names(line))
            continue;
        named.push_back(q.number(0));
        if (QByteArray clean = cleaned(line); clean != line)
            changed.emplace_back(named.back(), std::move(clean));
    }
    if (auto done = q.done(); !done)
        return done;
    for (const auto &[n, line] : changed) {
        if (auto done = m_database.query(kRewrite).bind(1, n).bind(2, QString::fromUtf8(line)).run(); !done)
            return done;
    }
    for (const qint64 n : named) {
        if (auto done = m_database.query(kParked).bind(1, n).run(); !done)
            return done;
    }
    return {};
}

Result<std::set<Id>> rowsOf(Database &database, const Id &erasure)
{
    std::set<Id> rows;
    Query q = database.query(kRows);
    q.bind(1, erasure);
    while (q.next())
        rows.insert(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

} // namespace

Result<void> scrub(Database &database, const Id &erasure)
{
    auto rows = rowsOf(database, erasure);
    const auto words = wordsOf(database, erasure);
    if (!rows || !words)
        return !rows ? rows.error() : words.error();
    Log log(database, std::move(*rows));
    if (auto done = log.run(); !done)
        return done;
    for (const Id &row : log.rows()) {
        if (auto done = database.query(kSetbacks).bind(1, row).run(); !done)
            return done;
    }
    for (const char *sql : {kJournal, kTyped}) {
        if (auto done = database.query(sql).bind(1, erasure).run(); !done)
            return done;
    }
    return dropDrafts(database, *words, log.rows());
}

} // namespace updesk
