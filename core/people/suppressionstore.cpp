// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/suppression.h"

#include "core/base/passwordseal.h"
#include "core/people/emailaddress.h"

#include <sodium.h>

#include <algorithm>

namespace updesk
{

static constexpr char kSalts[] = "SELECT DISTINCT salt FROM suppression WHERE deleted=0 AND salt<>'' ORDER BY salt";
static constexpr char kHit[] = "SELECT max(at) FROM suppression WHERE hash=?1 AND deleted=0";
static constexpr int kSaltBytes = crypto_generichash_KEYBYTES;

QString suppressionHash(const QString &address, const QString &salt)
{
    if (address.isEmpty())
        return {};
    const QByteArray said = (address.contains(u'@') ? matchingEmail(address) : address).toUtf8();
    const QByteArray key = QByteArray::fromHex(salt.toLatin1());
    QByteArray hash(crypto_generichash_BYTES, '\0');
    const int done = crypto_generichash(reinterpret_cast<uchar *>(hash.data()), size_t(hash.size()),
        reinterpret_cast<const uchar *>(said.constData()), quint64(said.size()),
        reinterpret_cast<const uchar *>(key.constData()),
        size_t(std::min<qsizetype>(key.size(), crypto_generichash_KEYBYTES_MAX)));
    return done == 0 ? QString::fromLatin1(hash.toHex()) : QString();
}

static Result<QStringList> salts(Database &database)
{
    QStringList all;
    Query q = database.query(kSalts);
    while (q.next())
        all << q.text(0);
    if (auto done = q.done(); !done)
        return done.error();
    return all;
}

Result<QString> suppressionSalt(Database &database)
{
    const auto all = salts(database);
    if (!all)
        return all.error();
    return all->isEmpty() ? QString::fromLatin1(randomBytes(kSaltBytes).toHex()) : all->first();
}

// Two PCs that erased the first of a store at once each took a salt.
Result<Time> suppressedAt(Database &database, const QString &address)
{
    Time last = 0;
    const auto all = address.isEmpty() ? Result<QStringList>(QStringList()) : salts(database);
    if (!all)
        return all.error();
    for (const QString &salt : *all) {
        Query q = database.query(kHit);
        if (q.bind(1, suppressionHash(address, salt)).next())
            last = std::max(last, q.number(0));
        if (auto done = q.done(); !done)
            return done.error();
    }
    return last;
}

} // namespace updesk
