// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/atrest.h"
#include "core/desk/setaside.h"
#include "core/desk/tables.h"
#include "core/store/cipher.h"
#include "core/store/encrypt.h"

#include <QFile>

namespace updesk
{

// A file that was never set up is no sample: the first fill of a joined desk brings people.
static Result<bool> holdsSample(const QString &path, const Database::Setup &setup)
{
    const auto database = Database::open(path, setup, Database::Open::AsItIs);
    if (!database)
        return database.error();
    Query q = (*database)->query("SELECT count(*) FROM store WHERE sample=1 AND deleted=0");
    const bool sample = q.next() && q.number(0) > 0;
    if (auto done = q.done(); !done)
        return done.error();
    return sample;
}

static Result<FileKey> keyOf(const QByteArray &id, FileKeys &keys)
{
    if (!canEncrypt())
        return Error{Error::Code::Denied, QStringLiteral("no_cipher"), {}};
    if (const FileKey held = KeyRing::find(id); !held.isNull())
        return held;
    return keys.find(id);
}

// A key store that fails is as good as none; a key file was named on purpose.
static Result<FileKey> freshKey(FileKeys &keys)
{
    if (!canEncrypt() || !keys.works())
        return FileKey();
    const auto key = keys.fresh();
    return !key && key.error().subject == QLatin1String("key_store") ? FileKey() : key;
}

// Whether it can be opened at all is for the opening to say.
static Result<FileKey> encryptPlain(const QString &path, const Database::Setup &setup, FileKeys &keys)
{
    const auto sample = holdsSample(path, setup);
    if (!sample || *sample || !canEncrypt() || !keys.works())
        return FileKey();
    const auto key = encryptFile(path, setup, [&keys] { return keys.fresh(); });
    if (!key)
        return key.error().subject.startsWith(QLatin1String("key_file")) ? key : FileKey();
    if (!key->isNull())
        return key;
    const auto head = headOf(path); // another program was quicker
    return head ? keyOf(head->keyId, keys) : FileKey();
}

Result<FileKey> readyFile(const QString &path, const Clock &clock, FileKeys &keys, Database::Open mode)
{
    const Database::Setup setup = deskSetup(clock);
    if (auto finished = finishSettingAside(path); !finished)
        return finished.error();
    Result<FileKey> key = FileKey();
    if (!QFile::exists(path)) {
        if (mode == Database::Open::OrCreate)
            key = freshKey(keys);
    } else {
        const auto head = headOf(path);
        if (!head)
            return FileKey();
        if (head->kind == FileHead::Kind::Encrypted)
            key = keyOf(head->keyId, keys);
        else if (head->kind == FileHead::Kind::Plain)
            key = encryptPlain(path, setup, keys);
    }
    if (!key || key->isNull())
        return key;
    KeyRing::add(*key);
    (void)encryptBackups(path, setup, *key); // what could not be encrypted now is tried at every start
    return key;
}

AtRest atRest(const Session &session, FileKeys &keys)
{
    if (session.database().isEncrypted())
        return AtRest::Encrypted;
    if (!canEncrypt())
        return AtRest::NoCipher;
    if (session.isSample())
        return AtRest::Sample;
    return keys.works() ? AtRest::NextStart : AtRest::NoKeyStore;
}

} // namespace updesk
