// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// How the desk's file lies on the disk; when it is not encrypted, why.
enum class AtRest : quint8 {
    Encrypted,
    NoCipher, ///< this build cannot
    NoKeyStore, ///< this computer has nowhere to keep the key, and no key file was named
    Sample, ///< invented people stay readable
    NextStart ///< it was in use, or there was no room for the copy: the next start tries again
};

/// Before a file is opened for the first time in a run: this program gets its key, and a plain file that holds no
/// sample is encrypted, with its backups, when build and computer can. Of a file that is not there yet the key it is to
/// be made with, given OrCreate. Null: it is, and stays, plain. Denied with subject no_cipher or one of FileKeys'. What
/// hinders the encrypting of a plain file is no error: people work on, and atRest() tells.
Result<FileKey> readyFile(
    const QString &path, const Clock &clock, FileKeys &keys, Database::Open mode = Database::Open::Existing);

AtRest atRest(const Session &session, FileKeys &keys);

} // namespace updesk
