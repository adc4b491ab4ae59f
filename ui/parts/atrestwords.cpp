// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/atrestwords.h"

#include <QCoreApplication>

namespace updesk
{

static QString words(const char *text) { return QCoreApplication::translate("AtRest", text); }

QString atRestWords(AtRest state)
{
    switch (state) {
    case AtRest::Encrypted:
        return words("The file of this store is encrypted, and so are its backups.");
    case AtRest::NoCipher:
        return words("Not encrypted: this UpDesk was built without the cipher.");
    case AtRest::NoKeyStore:
        return words("Not encrypted: this computer has no key store.");
    case AtRest::Sample:
        return words("Not encrypted: sample data are invented.");
    case AtRest::NextStart:
        break;
    }
    return words(
        "Not encrypted yet: the file was in use, or there was no room for a copy. The next start of UpDesk tries "
        "again.");
}

QString keySentence(const Error &error)
{
    if (error.code != Error::Code::Denied)
        return {};
    if (error.subject == QLatin1String("no_cipher"))
        return words(
            "The file of this store is encrypted, and this UpDesk was built without the cipher. It was left as it "
            "is. Open it with an UpDesk that has the cipher.");
    if (error.subject == QLatin1String("key_store"))
        return words(
            "The key of this store's file lies in the key store of this computer, which does not answer. The file "
            "was left as it is. Sign in to the computer, unlock its key store and start again, or name a key "
            "file.");
    if (error.subject == QLatin1String("no_key"))
        return words(
            "The key of this store's file is not on this computer. The file was left as it is. Open it where it "
            "was made, or with a key file that was saved there. When the key is lost: a desk of a shared store "
            "loses only what it had not sent yet, so move the file away and join again; the only desk of a store "
            "loses all that is in the file.");
    if (error.subject == QLatin1String("key_file"))
        return words("The key file could not be read or written, or there is no key in it. Nothing was changed. Name "
                     "another one.");
    if (error.subject == QLatin1String("wrong_key"))
        return words(
            "This is the key of another file. The store's file was left as it is. Name the key file that belongs "
            "to it.");
    return {};
}

} // namespace updesk
