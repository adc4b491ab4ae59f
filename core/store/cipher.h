// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/filekey.h"

struct sqlite3;

namespace updesk
{

/// What the first bytes of a file say of it.
struct FileHead {
    enum class Kind : quint8 { Empty, Plain, Encrypted, Foreign };
    Kind kind = Kind::Empty;
    QByteArray keyId; ///< of an encrypted one: FileKey::id()
};

/// Whether this build has the encrypting SQLite. Without it only plain files can be opened and made.
bool canEncrypt();

/// Read through SQLite's own handle: closing another one on the same file would drop, as POSIX has it, every lock that
/// this program holds there.
Result<FileHead> headOf(sqlite3 *handle);
Result<FileHead> headOf(const QString &path); ///< NotFound; Denied: cannot be read

/// Gives a fresh connection what its file needs, before any statement: the ring's key for an encrypted file, `fresh`
/// for one that is still empty, nothing for a plain one. Returns whether the file is encrypted. Denied with subject
/// no_cipher (this build cannot) or no_key (this program was not given it).
Result<bool> unlock(sqlite3 *handle, const FileKey &fresh);

/// For VACUUM INTO: a file name that makes the copy one that the key opens.
QByteArray keyedName(const QString &path, const FileKey &key);

} // namespace updesk
