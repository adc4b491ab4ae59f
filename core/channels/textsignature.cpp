// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/textsignature.h"

#include <QMessageAuthenticationCode>
#include <QUrl>

#include <algorithm>

namespace updesk
{

// A field that comes twice counts once for each of its values.
QByteArray textSignature(const QByteArray &secret, const QByteArray &address, const FormFields &form)
{
    FormFields sorted = form;
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    QByteArray words = address;
    for (const auto &[name, value] : sorted)
        words += name + value;
    return QMessageAuthenticationCode::hash(words, secret, QCryptographicHash::Sha1).toBase64();
}

// The address as it is entered; providers sign it with its port or without. The slash that one may end with stands in
// what we name to them, and not in what people enter there.
static std::vector<QByteArray> spellings(const QString &address)
{
    QUrl other(address, QUrl::StrictMode);
    const int usual = other.scheme() == QLatin1String("https") ? 443 : 80;
    other.setPort(other.port() > 0 ? -1 : usual);
    std::vector<QByteArray> all{address.toUtf8(), other.toEncoded()};
    if (address.endsWith(u'/'))
        all.insert(all.end(), {all[0].chopped(1), all[1].chopped(1)});
    return all;
}

Signed signedBy(const TextSigning &signing, const HttpRequest &request)
{
    const bool canTell = !signing.secret.isEmpty() && !signing.address.isEmpty();
    if (!canTell || request.signature.isEmpty())
        return signing.required ? Signed::Missing : Signed::Unasked;
    bool isRight = false;
    for (const QByteArray &address : spellings(signing.address)) {
        const QByteArray own = textSignature(signing.secret, address + request.target, request.form);
        isRight = isSameSecret(own, request.signature) || isRight;
    }
    return isRight ? Signed::Right : Signed::Wrong;
}

bool isSameSecret(const QByteArray &one, const QByteArray &other)
{
    unsigned differs = one.size() == other.size() ? 0 : 1;
    for (qsizetype i = 0; i < one.size(); ++i)
        differs |= unsigned(one[i] ^ (other.isEmpty() ? '\0' : other[i % other.size()]));
    return differs == 0;
}

} // namespace updesk
