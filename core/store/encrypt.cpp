// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encrypt.h"

#include "core/base/durable.h"
#include "core/store/cipher.h"
#include "core/store/climb.h"
#include "core/store/copies.h"
#include "core/store/transaction.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <filesystem>

namespace updesk
{
namespace
{

Error failed(const QString &path, const char *detail)
{
    return {Error::Code::Failed, path, QString::fromLatin1(detail)};
}

QString copyOf(const QString &path) { return QFileInfo(path).absoluteFilePath() + QStringLiteral(".encrypting"); }

Result<void> leaveLog(Query q)
{
    const bool left = q.next() && q.text(0) == QLatin1String("delete");
    if (auto done = q.done(); !done)
        return done;
    return left ? Result<void>() : Error{Error::Code::Busy, {}, QStringLiteral("in_use")};
}

// Leaving the write-ahead log takes every other connection gone; the lock then keeps them out until this one closes.
Result<void> haveAlone(Database &plain)
{
    if (auto left = leaveLog(plain.query("PRAGMA journal_mode=DELETE")); !left)
        return left;
    return plain.execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
}

/// What must be the same in both files: the marks and, table by table, how many rows there are.
Result<QByteArrayList> contentOf(Database &database)
{
    QByteArrayList content, tables;
    Query marks = database.query("SELECT user_version||' '||application_id FROM pragma_user_version,"
                                 " pragma_application_id");
    if (marks.next())
        content << marks.bytes(0);
    if (auto done = marks.done(); !done)
        return done.error();
    Query names = database.query("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name");
    while (names.next())
        tables << names.bytes(0);
    if (auto done = names.done(); !done)
        return done.error();
    for (const QByteArray &table : tables) {
        Query count = database.once("SELECT count(*) FROM \"" + table + '"');
        const qint64 rows = count.next() ? count.number(0) : -1;
        if (auto done = count.done(); !done)
            return done.error();
        content << table + ' ' + QByteArray::number(rows);
    }
    return content;
}

// Only what was read back, with the key, from the file itself is believed.
Result<void> holdsTheSame(Database &plain, const QString &copy, const FileKey &key)
{
    const auto head = headOf(copy);
    if (!head)
        return head.error();
    if (head->kind != FileHead::Kind::Encrypted || head->keyId != key.id())
        return failed(copy, "not_encrypted");
    Database::Setup setup = plain.setup();
    setup.key = key;
    const auto encrypted = Database::open(copy, setup, Database::Open::AsItIs);
    if (!encrypted)
        return encrypted.error();
    if (auto sound = (*encrypted)->checkFile(); !sound)
        return sound;
    const auto before = contentOf(plain);
    const auto after = contentOf(**encrypted);
    if (!before || !after)
        return before ? after.error() : before.error();
    if (*before != *after)
        return failed(copy, "not_the_same");
    return {};
}

Result<void> write(Database &plain, const QString &copy, const FileKey &key)
{
    // Made beforehand, so that the copy is read by no more people than the file.
    QFile empty(copy);
    if (!empty.open(QIODevice::WriteOnly | QIODevice::Truncate)
        || !empty.setPermissions(QFile::permissions(plain.path())))
        return Error{Error::Code::Denied, copy, empty.errorString()};
    empty.close();
    if (QFileInfo(copy).ownerId() != QFileInfo(plain.path()).ownerId()) // who could not open it afterwards
        return Error{Error::Code::Denied, plain.path(), QStringLiteral("another_owner")};
    step("copy begun");
    if (auto written = plain.execute("VACUUM INTO '" + keyedName(copy, key).replace('\'', "''") + '\''); !written)
        return written;
    step("copy written");
    if (auto same = holdsTheSame(plain, copy, key); !same)
        return same;
    return forceToDisk(copy) ? Result<void>() : failed(copy, "not_on_the_disk");
}

// A log of the plain file that was left would be played into the encrypted one.
Result<void> swap(Database &plain, const QString &copy)
{
    for (const char *end : {"-wal", "-journal"}) {
        if (QFileInfo(plain.path() + QLatin1String(end)).size() > 0)
            return failed(plain.path(), "log_left");
    }
    step("copy safe");
    std::error_code error;
    std::filesystem::rename(copy.toStdU16String(), plain.path().toStdU16String(), error); // replaces, never half
    if (error)
        return Error{Error::Code::Failed, plain.path(), QString::fromStdString(error.message())};
    step("swapped");
    (void)forceToDisk(QFileInfo(plain.path()).absolutePath());
    return {};
}

Result<FileKey> encryptAlone(const QString &path, const Database::Setup &setup, const KeyMaker &makeKey)
{
    const auto plain = Database::open(path, setup, Database::Open::AsItIs);
    if (!plain)
        return plain.error();
    if ((*plain)->isEncrypted())
        return FileKey();
    if (auto alone = haveAlone(**plain); !alone)
        return alone.error();
    if ((*plain)->isMoved())
        return Error{Error::Code::Busy, path, QString::fromLatin1(kFileMoved)};
    step("alone");
    const auto key = makeKey();
    if (!key)
        return key;
    const QString copy = copyOf(path);
    for (const char *end : {"", "-journal", "-wal", "-shm"}) // left by one that was cut off
        QFile::remove(copy + QLatin1String(end));
    auto done = write(**plain, copy, *key);
    if (done)
        done = swap(**plain, copy);
    if (done)
        return key;
    QFile::remove(copy);
    return done.error();
}

} // namespace

Result<FileKey> encryptFile(const QString &path, const Database::Setup &setup, const KeyMaker &makeKey)
{
    if (!canEncrypt())
        return Error{Error::Code::Denied, QStringLiteral("no_cipher"), {}};
    QLockFile lock(climbLock(path));
    lock.setStaleLockTime(0); // however long a big file takes; the lock of a program that died is noticed
    if (!lock.tryLock(int(setup.patience)))
        return Error{Error::Code::Busy, path, QStringLiteral("being_climbed")};
    // A link to the file stays one.
    auto key = encryptAlone(QFileInfo(path).canonicalFilePath(), setup, makeKey);
    for (const QString &part : key ? copiesBeside(path, ".part") : QStringList()) // a plain copy that was cut off
        QFile::remove(part);
    return key;
}

qint64 encryptedSoFar(const QString &path) { return QFileInfo(copyOf(QFileInfo(path).canonicalFilePath())).size(); }

Result<void> encryptBackups(const QString &path, const Database::Setup &setup, const FileKey &key)
{
    Result<void> done;
    for (const QString &backup : copiesBeside(path)) {
        const auto head = headOf(backup);
        if (!head || head->kind != FileHead::Kind::Plain)
            continue;
        const auto one = encryptFile(backup, setup, [&key]() -> Result<FileKey> { return key; });
        if (!one && done)
            done = one.error();
    }
    return done;
}

} // namespace updesk
