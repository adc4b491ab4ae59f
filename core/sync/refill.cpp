// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/refill.h"

#include "core/store/copies.h"
#include "core/store/desksetting.h"
#include "core/store/erase.h"
#include "core/store/log.h"
#include "core/store/rowseq.h"
#include "core/store/unsent.h"
#include "core/sync/serverlost.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <set>

namespace updesk
{

static const QString kCopy = QStringLiteral("refill_copy"); // "<when> <name>"
static constexpr int kFromAnother = 2; // state.anew; else the same server is read once more

Result<void> beginRefill(Transaction &tx)
{
    Database &database = tx.database();
    if (auto forgotten = forgetLast(database); !forgotten)
        return forgotten;
    if (auto raised = raiseSeqBase(tx); !raised)
        return raised;
    step("refill begun");
    if (auto done = database.query("DELETE FROM state WHERE k LIKE 'taken.%'").run(); !done)
        return done;
    // What was fetched for a customer does not come again with the rest.
    if (auto done = database.query("DELETE FROM state WHERE k LIKE 'older.%' OR k='refill_kept'").run(); !done)
        return done;
    // Of the deeds up to here nothing says any longer which of their rows others have changed since.
    if (auto done = database
                        .query("INSERT INTO state(k,v) SELECT 'refilled', ifnull(max(n),0) FROM deed WHERE true"
                               " ON CONFLICT(k) DO UPDATE SET v=excluded.v")
                        .run();
        !done)
        return done;
    return database.setState("anew", 1);
}

Result<bool> isRefilling(Database &database)
{
    const auto anew = database.state("anew");
    if (!anew)
        return anew.error();
    return *anew != 0;
}

// Also of deeds that this program cannot read.
static Result<std::set<Id>> rowsOnTheirWay(Database &database)
{
    std::set<Id> rows;
    Query q = database.query("SELECT d.ops FROM deed d WHERE" UPDESK_UNSENT "AND d.epoch>=0");
    while (q.next()) {
        const std::vector<Id> named = rowsIn(q.bytes(0));
        rows.insert(named.begin(), named.end());
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<void> refillFromAnother(Database &database) { return database.setState("anew", kFromAnother); }

static QString freeName(const QString &path, Time now)
{
    const QString name = path + QStringLiteral(".before-refill-")
        + QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).toString(QStringLiteral("yyyyMMdd-hhmmss"));
    QString is = name;
    for (int n = 2; QFile::exists(is); ++n)
        is = name + u'-' + QString::number(n);
    return is;
}

static QStringList copiesOfRefills(const QString &path, const char *end = "")
{
    QStringList all = copiesBeside(path, end);
    static const QRegularExpression refills(QStringLiteral("\\.before-refill-[0-9-]+(\\.part)?$")); // no open one's log
    all.removeIf([](const QString &name) { return !refills.match(name).hasMatch(); });
    all.sort();
    return all;
}

Result<void> keepBeforeRefill(Database &database)
{
    constexpr qsizetype kMost = 3;
    const auto kept = database.state("refill_kept");
    if (!kept || *kept > 0)
        return kept ? Result<void>() : kept.error();
    const QString path = QFileInfo(database.path()).canonicalFilePath();
    for (const QString &part : copiesOfRefills(path, ".part")) // of one that was cut off
        QFile::remove(part);
    const Time now = database.setup().clock->now();
    const QString copy = freeName(path, now);
    if (auto done = copyBeside(database, copy); !done)
        return done;
    QStringList others = copiesOfRefills(path);
    others.removeAll(copy); // the clock by which they are named may have been set back
    for (qsizetype i = 0; i < others.size() + 1 - kMost; ++i)
        QFile::remove(others[i]);
    if (auto done = setDeskSetting(database, kCopy, QString::number(now) + u' ' + QFileInfo(copy).fileName()); !done)
        return done;
    return database.setState("refill_kept", 1);
}

Result<QString> keptBeforeRefill(Database &database)
{
    constexpr Time kTold = 7 * kDay;
    const auto kept = deskSetting(database, kCopy);
    if (!kept)
        return kept.error();
    const QString name = kept->section(u' ', 1);
    const bool told = database.setup().clock->now() - kept->section(u' ', 0, 0).toLongLong() < kTold;
    const QFileInfo file(QFileInfo(database.path()).canonicalFilePath());
    return told && !name.isEmpty() && file.absoluteDir().exists(name) ? name : QString();
}

static bool isErasing(const Table &table)
{
    return qstrcmp(table.name, "erasure") == 0 || qstrcmp(table.name, "suppression") == 0;
}

namespace
{
struct LeftOver {
    const Table *table;
    std::vector<Id> rows;
};
} // namespace

static Result<std::vector<Id>> leftOver(
    Database &database, const Table &table, qint64 base, const std::set<Id> &onTheirWay)
{
    std::vector<Id> rows;
    Query q = database.once(QByteArray("SELECT id FROM ") + table.name + " WHERE seq<=?1");
    q.bind(1, base);
    while (q.next()) {
        if (!onTheirWay.contains(q.id(0)))
            rows.push_back(q.id(0));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

static Result<std::vector<LeftOver>> allLeftOver(Database &database)
{
    const auto base = seqBase(database);
    const auto onTheirWay = rowsOnTheirWay(database);
    if (!base || !onTheirWay)
        return !base ? base.error() : onTheirWay.error();
    std::vector<LeftOver> all;
    for (const Table *table : database.setup().tables) {
        if (isErasing(*table)) // a server that was set back may not know of it yet: desks tell it
            continue;
        auto rows = leftOver(database, *table, *base, *onTheirWay);
        if (!rows)
            return rows.error();
        if (!rows->empty())
            all.push_back({table, std::move(*rows)});
    }
    return all;
}

// What left the desk's months is still at the server. Of what only one person may read nobody else can tell: it comes
// again with them.
static Result<bool> areAllThere(Database &database, Remote *remote, const std::vector<LeftOver> &left)
{
    const auto anew = database.state("anew");
    if (!anew)
        return anew.error();
    for (const auto &[table, rows] : left) {
        if (table->trait == Trait::Personal && *anew != kFromAnother)
            continue;
        const auto there = remote ? countThere(*remote, *table, rows) : Result<size_t>(0);
        if (!there || *there < rows.size())
            return there ? Result<bool>(false) : there.error();
    }
    return true;
}

// What is on its way is asked inside the transaction: a deed of this moment must not lose its row.
static Result<void> drop(Database &database, int store, const Table &table, std::span<const Id> rows)
{
    auto tx = Transaction::begin(database, {{}, store});
    if (!tx)
        return tx.error();
    const auto onTheirWay = rowsOnTheirWay(database);
    if (!onTheirWay)
        return onTheirWay.error();
    for (const Id &row : rows) {
        if (onTheirWay->contains(row))
            continue;
        if (auto dropped = dropRow(*tx, table, row); !dropped)
            return dropped;
    }
    return tx->commit();
}

static Result<void> dropAll(Database &database, int store, const std::vector<LeftOver> &left)
{
    constexpr size_t kSlice = 50;
    for (const auto &[table, rows] : left) {
        for (size_t from = 0; from < rows.size(); from += kSlice) {
            const auto slice = std::span(rows).subspan(from, std::min(kSlice, rows.size() - from));
            if (auto dropped = drop(database, store, *table, slice); !dropped)
                return dropped;
            Database::giveWay();
        }
    }
    return {};
}

// Erased persons' rows came once more from a server that did not know of it: they are emptied before anything is
// copied.
Result<qint64> endRefill(Database &database, int store, Remote *remote)
{
    if (auto again = eraseAgain(database, store); !again)
        return again.error();
    const auto left = allLeftOver(database);
    if (!left)
        return left.error();
    const auto there = areAllThere(database, remote, *left);
    if (!there)
        return there.error();
    if (!*there) {
        if (const auto wiped = wipe(database); !wiped || !*wiped)
            return wiped ? Result<qint64>(0) : wiped.error();
        if (auto kept = keepBeforeRefill(database); !kept)
            return kept.error();
    }
    if (auto dropped = dropAll(database, store, *left); !dropped)
        return dropped.error();
    if (auto done = database.query("DELETE FROM state WHERE k IN ('anew','refill_kept')").run(); !done)
        return done.error();
    qint64 gone = 0;
    for (const auto &[table, rows] : *left)
        gone += *there ? 0 : qint64(rows.size());
    return gone;
}

} // namespace updesk
