// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/passwordseal.h"

#include <QtGlobal>

#include <sodium.h>

namespace updesk
{

static void ready()
{
    static const int begun = sodium_init();
    if (begun < 0)
        qFatal("no random numbers");
}

Result<QByteArray> sealPassword(const QByteArray &password)
{
    ready();
    QByteArray seal(crypto_pwhash_STRBYTES, '\0');
    const int done = crypto_pwhash_str(seal.data(), password.constData(), quint64(password.size()),
        crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
    if (done != 0)
        return Error{Error::Code::Failed, QStringLiteral("memory"), {}};
    seal.truncate(qsizetype(qstrnlen(seal.constData(), uint(seal.size()))));
    return seal;
}

bool opensSeal(const QByteArray &seal, const QByteArray &password)
{
    ready();
    return !seal.isEmpty() && seal.size() < qsizetype(crypto_pwhash_STRBYTES)
        && crypto_pwhash_str_verify(seal.constData(), password.constData(), quint64(password.size())) == 0;
}

QByteArray randomBytes(int count)
{
    ready();
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

} // namespace updesk
