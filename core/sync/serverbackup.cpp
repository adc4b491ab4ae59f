// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverbackup.h"

#include "core/store/cipher.h"
#include "core/store/transaction.h"
#include "core/sync/fill.h"
#include "core/sync/postgresprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace updesk
{

static constexpr char kGeneration[] = "SELECT updesk.sync_hello(0)->>'gen'";
static constexpr char kSeesPasswords[] = "SELECT has_table_privilege('pg_catalog.pg_authid', 'SELECT')";

static Result<void> complete(const QString &part, const QString &whole)
{
    QFile::remove(whole);
    if (!QFile::rename(part, whole))
        return Error{Error::Code::Failed, whole, QStringLiteral("not_written")};
    return {};
}

/// Whether the administrator is shown the sealed passwords; fails as every connection would.
static Result<bool> seesPasswords(const Pg::Options &administrator)
{
    auto pg = Pg::open(administrator);
    if (!pg)
        return pg.error();
    const auto sees = (*pg)->query(kSeesPasswords);
    if (!sees)
        return sees.error();
    return sees->flag(0, 0);
}

static QString partOf(const QString &file) { return file + QStringLiteral(".part"); }

static Result<void> dump(const Pg::Options &administrator, const ServerBackup &backup)
{
    auto done = runPostgres(
        "pg_dump", administrator, {QStringLiteral("--format=custom"), QStringLiteral("--file=") + partOf(backup.dump)});
    if (!done)
        return done;
    QStringList words{QStringLiteral("--roles-only"), QStringLiteral("--file=") + partOf(backup.logins)};
    if (!backup.passwords)
        words << QStringLiteral("--no-role-passwords");
    return runPostgres("pg_dumpall", administrator, words);
}

Result<ServerBackup> backUpServer(const Pg::Options &administrator, const QString &folder, const QString &stamp)
{
    const QDir dir(folder);
    if (!dir.mkpath(QStringLiteral(".")))
        return Error{Error::Code::Failed, folder, QStringLiteral("not_made")};
    ServerBackup backup;
    backup.dump = dir.filePath(QStringLiteral("updesk-%1.dump").arg(stamp));
    backup.logins = dir.filePath(QStringLiteral("updesk-%1.logins.sql").arg(stamp));
    const auto passwords = seesPasswords(administrator);
    if (!passwords)
        return passwords.error();
    backup.passwords = *passwords;
    auto done = dump(administrator, backup);
    if (done)
        done = complete(partOf(backup.dump), backup.dump);
    if (done)
        done = complete(partOf(backup.logins), backup.logins);
    QFile::remove(partOf(backup.dump));
    QFile::remove(partOf(backup.logins));
    if (!done)
        return done.error();
    backup.bytes = QFileInfo(backup.dump).size() + QFileInfo(backup.logins).size();
    return backup;
}

static Pg::Options patient(Pg::Options options)
{
    options.statementLimit = 0;
    options.patience = kHour;
    return options;
}

/// The same server, another database.
static Pg::Options beside(Pg::Options options, const QString &database)
{
    options.database = database;
    return patient(options);
}

/// The rows that a new desk of this store gets, into a file that is gone afterwards.
static Result<qint64> fillDesk(Pg &pg, const QString &file, const Database::Setup &desk, int store)
{
    const auto database = Database::open(file, desk);
    if (!database)
        return database.error();
    auto tx = Transaction::begin(**database, {});
    if (!tx)
        return tx.error();
    auto begun = beginFill(*tx);
    if (begun)
        begun = tx->commit();
    if (!begun)
        return begun.error();
    Fill fill(pg, **database, store);
    qint64 rows = 0;
    for (bool more = true; more;) {
        const auto filled = fill.run(kHour);
        if (!filled)
            return filled.error();
        rows += filled->rows;
        more = filled->more;
    }
    return rows;
}

static Result<qint64> fillDesks(Pg &pg, const ServerReport &report, Database::Setup desk)
{
    const QTemporaryDir folder;
    if (canEncrypt()) { // all customers of the group lie in it for a while
        desk.key = FileKey::make();
        KeyRing::add(desk.key);
    }
    qint64 rows = 0;
    for (const auto &one : report.stores) {
        if (one.store <= 0)
            continue;
        const auto filled = fillDesk(pg, folder.filePath(QString::number(one.store)), desk, one.store);
        if (!filled)
            return filled;
        rows += *filled;
    }
    return rows;
}

Result<RestoreDrill> readWhole(const Pg::Options &restored, const Database::Setup &desk, const QString &erasures)
{
    auto pg = Pg::open(patient(restored));
    if (!pg)
        return pg.error();
    const auto replayed =
        erasures.isEmpty() ? Result<ErasuresReplayed>(ErasuresReplayed{}) : replayErasures(**pg, erasures);
    const auto left = replayed ? erasedLeft(**pg, desk.tables) : Result<qint64>(replayed.error());
    if (!left)
        return left.error();
    auto report = checkServer(**pg);
    if (!report)
        return report.error();
    RestoreDrill drill{*report, 0, 0, false, *replayed, *left};
    for (const Table *table : desk.tables) {
        const auto rows = (*pg)->copyOut(QByteArray("COPY (SELECT * FROM updesk.") + table->name + ") TO STDOUT",
            [](QByteArrayView) { return Result<void>(); });
        if (!rows)
            return rows.error();
        drill.rows += *rows;
    }
    const auto filled = fillDesks(**pg, *report, desk);
    if (!filled)
        return filled.error();
    drill.filled = *filled;
    return drill;
}

static Result<RestoreDrill> tryOut(
    const Pg::Options &scratch, const QString &dump, const Database::Setup &desk, const QString &erasures)
{
    auto restored = runPostgres("pg_restore", scratch, {QStringLiteral("--exit-on-error"), dump});
    return restored ? readWhole(scratch, desk, erasures) : restored.error();
}

static Result<QByteArray> generationOf(const Pg::Options &options)
{
    auto pg = Pg::open(options);
    if (!pg)
        return pg.error();
    const auto generation = (*pg)->query(kGeneration);
    if (!generation)
        return generation.error();
    return generation->bytes(0, 0);
}

Result<RestoreDrill> drillRestore(const Pg::Options &administrator, const QString &dump, const Database::Setup &desk,
    const Id &name, const QString &erasures)
{
    if (!QFileInfo(dump).isReadable())
        return Error{Error::Code::NotFound, dump, {}};
    const QByteArray database = "updesk_drill_" + name.hex();
    const Pg::Options scratch = beside(administrator, QString::fromLatin1(database));
    const auto live = generationOf(administrator);
    if (!live)
        return live.error();
    auto pg = Pg::open(patient(administrator));
    if (!pg)
        return pg.error();
    if (auto made = (*pg)->execute("CREATE DATABASE " + database + " TEMPLATE template0"); !made)
        return made.error();
    auto drill = (*pg)->execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC")
        ? tryOut(scratch, dump, desk, erasures)
        : Result<RestoreDrill>(Error{Error::Code::Failed, QStringLiteral("database"), {}});
    if (drill) {
        const auto restored = generationOf(scratch);
        if (!restored)
            drill = restored.error();
        else
            drill->newGeneration = *restored != *live;
    }
    auto after = Pg::open(patient(administrator)); // the first may have been idle for an hour
    if (!after)
        return after.error();
    if (auto dropped = (*after)->execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)"); !dropped && drill)
        return Error{Error::Code::Failed, QString::fromLatin1(database), dropped.error().detail};
    return drill;
}

} // namespace updesk
