// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/cipher.h"

#include "core/store/database.h"

#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <array>
#include <cstring>

namespace updesk
{

// The first 16 bytes of an encrypted file are what the cipher keeps there for deriving a key from a password. Our keys
// need no deriving, so they say whose file it is and which key opens it.
static constexpr char kMark[] = "UpDesk";
static constexpr qsizetype kMarkBytes = 6, kHeadBytes = 16;

static QByteArray markOf(const FileKey &key) { return kMark + QByteArray::fromHex(key.id()); }

static FileHead headIn(const QByteArray &bytes)
{
    if (bytes.startsWith(QByteArray("SQLite format 3", kHeadBytes)))
        return {FileHead::Kind::Plain, {}};
    if (bytes.startsWith(kMark))
        return {FileHead::Kind::Encrypted, bytes.mid(kMarkBytes, kHeadBytes - kMarkBytes).toHex()};
    return {FileHead::Kind::Foreign, {}};
}

static Error denied(const char *subject, const QString &detail = {})
{
    return {Error::Code::Denied, QString::fromLatin1(subject), detail};
}

Result<FileHead> headOf(sqlite3 *handle)
{
    sqlite3_file *file = nullptr;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods)
        return denied("file", QStringLiteral("unreadable"));
    sqlite3_int64 length = 0;
    if (const int code = file->pMethods->xFileSize(file, &length); code != SQLITE_OK)
        return sqliteError(handle, code);
    if (length == 0)
        return FileHead();
    // Just these bytes are read as they stand, also once the key is given.
    QByteArray bytes(kHeadBytes, '\0');
    const int code = file->pMethods->xRead(file, bytes.data(), int(bytes.size()), 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return sqliteError(handle, code);
    return headIn(bytes);
}

Result<FileHead> headOf(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return Error{Error::Code::NotFound, path, {}};
    sqlite3 *handle = nullptr;
    const QByteArray name = file.absoluteFilePath().toUtf8();
    const int code = sqlite3_open_v2(name.constData(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    auto head = code == SQLITE_OK ? headOf(handle)
                                  : Result<FileHead>(Error{Error::Code::Denied, path, QStringLiteral("unreadable")});
    sqlite3_close_v2(handle);
    return head;
}

#ifdef SQLITE3MC_VERSION_STRING

bool canEncrypt()
{
    // Not the header's word but the library's that is really linked.
    static const bool can = std::strncmp(sqlite3mc_version(), "SQLite3 Multiple Ciphers", 24) == 0;
    return can;
}

static int giveKey(sqlite3 *handle, const FileKey &key)
{
    const QByteArray raw = "raw:" + key.bytes + markOf(key);
    return sqlite3_key_v2(handle, "main", raw.constData(), int(raw.size()));
}

#else

bool canEncrypt() { return false; }

static int giveKey(sqlite3 *, const FileKey &) { return SQLITE_MISUSE; }

#endif

Result<bool> unlock(sqlite3 *handle, const FileKey &fresh)
{
    const auto head = headOf(handle);
    if (!head)
        return head.error();
    const bool isNew = head->kind == FileHead::Kind::Empty && !fresh.isNull();
    if (head->kind != FileHead::Kind::Encrypted && !isNew)
        return false;
    if (!canEncrypt())
        return denied("no_cipher");
    const bool given = isNew || (!fresh.isNull() && fresh.id() == head->keyId);
    const FileKey key = given ? fresh : KeyRing::find(head->keyId);
    if (key.isNull())
        return denied("no_key");
    if (const int code = giveKey(handle, key); code != SQLITE_OK)
        return sqliteError(handle, code);
    return true;
}

QByteArray keyedName(const QString &path, const FileKey &key)
{
    const QByteArray raw = "raw:" + key.hex() + markOf(key).toHex();
    return "file://" + QUrl::toPercentEncoding(QFileInfo(path).absoluteFilePath(), "/") + "?key=" + raw;
}

} // namespace updesk
