// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/salvage.h"

#include "core/store/apply.h"
#include "core/store/cipher.h"
#include "core/store/log.h"

#include <QFile>
#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace updesk
{

static constexpr int kForm = 1;
static constexpr qint64 kBeyond = 100'000; // deeds behind the cursor, where the end of the log cannot be read
static constexpr qint64 kMostDamaged = 100'000; // in a row: what a damaged page says of the end is not believed
static constexpr char kOne[] = "SELECT id,hlc,who,verb,part_of,ops,epoch FROM deed WHERE n=?1 AND epoch>=0";
static constexpr qint64 kLongestLine = 64 * 1024 * 1024; // of a deed; a document that came in is within it
static constexpr qint64 kPiece = 64 * 1024; // read at a time
static constexpr Time kAhead = 5 * kMinute; // a desk's clock may be so far before the store's
static const QString kMark = QStringLiteral("updesk-salvage");

namespace
{

/// A file that Database would refuse, read piece by piece and never written.
class Wreck
{
public:
    ~Wreck() { sqlite3_close_v2(m_handle); }
    Result<void> open(const QString &path)
    {
        if (!QFile::exists(path))
            return Error{Error::Code::NotFound, path, {}};
        const int code = sqlite3_open_v2(path.toUtf8().constData(), &m_handle, SQLITE_OPEN_READWRITE, nullptr);
        if (code != SQLITE_OK)
            return Error{Error::Code::Denied, path, QString::fromUtf8(sqlite3_errstr(code))};
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        const auto unlocked = unlock(m_handle, {});
        return unlocked ? Result<void>() : unlocked.error();
    }
    auto ask(const char *sql) -> Query
    {
        sqlite3_stmt *statement = nullptr;
        const int code = sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr);
        return Query(m_handle, statement, nullptr, code);
    }
    /// Also where that cannot be read: a server that has it says so.
    bool isStuck(qint64 n)
    {
        Query q = ask("SELECT 1 FROM stuck WHERE n=?1");
        const bool is = q.bind(1, n).next();
        return is || !q.done();
    }
    /// Nothing: it cannot be read, or there is none.
    std::optional<qint64> number(const char *sql)
    {
        Query q = ask(sql);
        const bool any = q.next();
        return any && q.done() && !q.isNull(0) ? std::optional(q.number(0)) : std::nullopt;
    }
    /// The next deed behind a hole in the log; nothing: as above.
    std::optional<qint64> after(qint64 n)
    {
        Query q = ask("SELECT min(n) FROM deed WHERE n>?1");
        const bool any = q.bind(1, n).next();
        return any && q.done() && !q.isNull(0) ? std::optional(q.number(0)) : std::nullopt;
    }

private:
    sqlite3 *m_handle = nullptr;
};

QString hexOf(const Id &id) { return id.isNull() ? QString() : QString::fromLatin1(id.hex()); }
Id idIn(const QJsonObject &line, const char *key)
{
    return Id::fromHex(line[QLatin1String(key)].toString().toStdString()).value_or(Id{});
}

Result<void> write(QIODevice &to, const QJsonObject &line)
{
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    return to.write(text) == text.size() ? Result<void>()
                                         : Error{Error::Code::Failed, QStringLiteral("to"), to.errorString()};
}

// Numbers above 2^53 would not come back as they went: what counts as one number travels as text.
QJsonObject lineOf(const Query &q, qint64 epoch)
{
    return {{QStringLiteral("d"), hexOf(q.id(0))}, {QStringLiteral("h"), QString::number(q.number(1))},
        {QStringLiteral("w"), hexOf(q.id(2))}, {QStringLiteral("v"), QString::fromUtf8(q.bytes(3))},
        {QStringLiteral("p"), hexOf(q.id(4))}, {QStringLiteral("ops"), QString::fromUtf8(q.bytes(5))},
        {QStringLiteral("e"), QString::number(epoch)}};
}

} // namespace

Result<Salvaged> salvage(const QString &path, QIODevice &to)
{
    Wreck wreck;
    if (auto opened = wreck.open(path); !opened)
        return opened.error();
    const auto store = wreck.number("SELECT v FROM state WHERE k='store'");
    if (auto told = write(to, {{kMark, kForm}, {QStringLiteral("store"), store.value_or(0)}}); !told)
        return told.error();
    // Where nothing says what was sent all goes: a server that has it says so.
    const auto stuck = wreck.number("SELECT ifnull(min(n),1<<62) FROM stuck");
    const qint64 sent = stuck ? wreck.number("SELECT v FROM state WHERE k='sent'").value_or(0) : 0;
    const qint64 first = stuck ? std::min(sent + 1, *stuck) : 1;
    const qint64 said = wreck.number("SELECT ifnull(max(n),0) FROM deed").value_or(sent + kBeyond);
    const qint64 last = std::min(said, std::numeric_limits<qint64>::max() - 1);
    Salvaged out;
    qint64 damaged = 0; // in a row
    for (qint64 n = first; n <= last && damaged < kMostDamaged; ++n) {
        Query q = wreck.ask(kOne);
        const bool any = q.bind(1, n).next(), unreadable = !any && !q.done();
        damaged = unreadable ? damaged + 1 : 0;
        out.lost += unreadable;
        if (any && (n > sent || wreck.isStuck(n))) {
            if (auto written = write(to, lineOf(q, q.number(6))); !written)
                return written.error();
            ++out.deeds;
        } else if (!any && !unreadable) {
            n = wreck.after(n).value_or(n + 1) - 1;
        }
    }
    if (out.deeds == 0 && out.lost > 0)
        return Error{Error::Code::Damaged, QStringLiteral("log"), {}};
    return out;
}

static Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

static Result<bool> isKnown(Database &database, const Id &deed)
{
    Query q = database.query("SELECT 1 FROM deed WHERE id=?1");
    const bool known = q.bind(1, deed).next();
    const auto done = q.done();
    return done ? Result<bool>(known) : done.error();
}

static Result<Hlc> newestIn(Database &database)
{
    Query q = database.query("SELECT ifnull(max(hlc),0) FROM deed");
    const Hlc newest = q.next() ? q.number(0) : 0;
    const auto done = q.done();
    return done ? Result<Hlc>(newest) : done.error();
}

/// A deed of a time to come would win over all that people do until then, and the log's clock never goes back: as at
/// the server it counts as of now (sync.md 8), each a tick behind the one before, so that their order stays.
static Result<Hlc> clockOf(const QJsonObject &line, Time now, Hlc newest)
{
    bool isNumber = false;
    const Hlc hlc = line[QLatin1String("h")].toString().toLongLong(&isNumber);
    if (!isNumber || hlc <= 0)
        return invalid("salvage");
    const Hlc most = (now + kAhead) << 16;
    return hlc <= most ? hlc : std::max(most, newest + 1);
}

/// Says whether the deed is new here.
static Result<bool> takeLine(Transaction &tx, const QJsonObject &line, Hlc &newest)
{
    Database &database = tx.database();
    const Id deed = idIn(line, "d");
    const QByteArray ops = line[QLatin1String("ops")].toString().toUtf8();
    const auto epoch = line[QLatin1String("e")].toString().toLongLong();
    const auto told = clockOf(line, database.setup().clock->now(), newest);
    if (!told)
        return told.error();
    const Hlc hlc = *told;
    if (deed.isNull() || epoch < 0)
        return invalid("salvage");
    const auto known = isKnown(database, deed);
    if (!known || *known)
        return known ? Result<bool>(false) : known;
    const auto read = readOps(database, ops);
    if (!read)
        return Error{read.error().code, QStringLiteral("salvage"), read.error().detail};
    if (hlc <= newest)
        return Error{Error::Code::Conflict, QStringLiteral("log"), {}};
    newest = hlc;
    Query q = database.query("INSERT INTO deed(id,hlc,who,verb,part_of,ops,epoch) VALUES(?1,?2,?3,?4,?5,?6,?7)");
    q.bind(1, deed).bind(2, hlc).bind(3, idIn(line, "w")).bind(4, line[QLatin1String("v")].toString());
    q.bind(5, idIn(line, "p")).bind(6, Value{ops}).bind(7, epoch);
    if (auto put = q.run(); !put)
        return put.error();
    const auto laid = layOps(tx, *read);
    return laid ? Result<bool>(true) : laid.error();
}

static Result<QJsonObject> nextLine(QIODevice &from)
{
    QByteArray text;
    while (!text.endsWith('\n') && !from.atEnd()) {
        const QByteArray piece = from.readLine(kPiece);
        text += piece;
        if (piece.isEmpty() || text.size() > kLongestLine)
            return invalid("salvage");
    }
    const QJsonDocument line = QJsonDocument::fromJson(text);
    return line.isObject() ? Result<QJsonObject>(line.object()) : invalid("salvage");
}

Result<qint64> takeSalvaged(Database &database, QIODevice &from)
{
    const auto head = nextLine(from);
    if (!head || !head->contains(kMark))
        return invalid("salvage");
    if ((*head)[kMark].toInt() != kForm)
        return Error{Error::Code::TooNew, QStringLiteral("salvage"), {}};
    const auto store = database.state("store");
    if (!store)
        return store.error();
    const qint64 of = (*head)[QLatin1String("store")].toInteger();
    if (*store == 0 || (of != 0 && of != *store))
        return invalid("store");
    auto tx = Transaction::begin(database, {{}, int(*store)});
    if (!tx)
        return tx.error();
    const auto clock = newestIn(database);
    if (!clock)
        return clock.error();
    Hlc newest = *clock;
    qint64 taken = 0;
    while (!from.atEnd()) {
        const auto line = nextLine(from);
        const auto isNew = line ? takeLine(*tx, *line, newest) : Result<bool>(line.error());
        if (!isNew)
            return isNew.error();
        taken += *isNew;
    }
    if (auto done = tx->commit(); !done)
        return done.error();
    return taken;
}

} // namespace updesk
