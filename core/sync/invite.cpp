// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/invite.h"

#include "core/sync/address.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>

namespace updesk
{

static constexpr char kMark[] = "updesk-join"; // also what the file is called
static constexpr char kCode[] = "UPDESK1-";
static constexpr qsizetype kMost = 64 * 1024;
static constexpr qsizetype kMostName = 200, kMostUrl = 500, kMostAuthority = 16 * 1024; // fit into kMost in every form
static constexpr char kBegin[] = "-----BEGIN CERTIFICATE-----";
static constexpr char kEnd[] = "-----END CERTIFICATE-----";

static Error error(Error::Code code, const char *subject) { return {code, QString::fromLatin1(subject), {}}; }

/// The bytes of the first certificate; empty: none, or not whole.
static QByteArray firstCertificate(const QByteArray &pem)
{
    const qsizetype begin = pem.indexOf(kBegin), end = pem.indexOf(kEnd, begin);
    if (begin < 0 || end < 0)
        return {};
    QByteArray body = pem.mid(begin + qsizetype(qstrlen(kBegin)), end - begin - qsizetype(qstrlen(kBegin)));
    for (const char blank : {' ', '\n', '\r', '\t'})
        body.replace(blank, QByteArray());
    const auto read = QByteArray::fromBase64Encoding(body, QByteArray::AbortOnBase64DecodingErrors);
    // A certificate is a SEQUENCE of over 127 and under 65536 bytes, whose length stands in the next two or three.
    const QByteArray der = read ? read.decoded : QByteArray();
    if (der.size() < 128 || der[0] != '\x30')
        return {};
    const int wide = quint8(der[1]) - 0x80;
    qsizetype length = 0;
    for (int i = 0; i < wide && wide <= 2; ++i)
        length = (length << 8) | quint8(der[2 + i]);
    return (wide == 1 || wide == 2) && der.size() == length + 2 + wide ? der : QByteArray();
}

QByteArray fingerprintOf(const QByteArray &pem)
{
    const QByteArray der = firstCertificate(pem);
    return der.isEmpty() ? QByteArray() : QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex();
}

static std::optional<Error> faultOf(const Invite &invite)
{
    if (!isStoreAddress(invite.url))
        return error(Error::Code::Invalid, "url");
    if (invite.store < 0)
        return error(Error::Code::Invalid, "store");
    if (invite.authority.size() > kMostAuthority || invite.url.size() > kMostUrl || invite.name.size() > kMostName)
        return error(Error::Code::Denied, "size");
    if (invite.authority.contains("PRIVATE KEY"))
        return error(Error::Code::Denied, "key");
    const bool plain = std::ranges::all_of(
        invite.authority, [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t'; });
    if (!invite.authority.isEmpty() && (!plain || firstCertificate(invite.authority).isEmpty()))
        return error(Error::Code::Damaged, "certificate");
    return std::nullopt;
}

Result<Invite> makeInvite(const QString &url, int store, const QString &name, const QByteArray &authority)
{
    Invite invite{url, store, QString::fromUtf8(name.toUtf8()), authority}; // half a character would not come back
    if (const auto fault = faultOf(invite))
        return *fault;
    return invite;
}

static QJsonObject jsonOf(const Invite &invite)
{
    return {{QLatin1String(kMark), Invite::kVersion}, {QStringLiteral("url"), invite.url},
        {QStringLiteral("store"), invite.store}, {QStringLiteral("name"), invite.name},
        {QStringLiteral("authority"), QString::fromLatin1(invite.authority)},
        {QStringLiteral("fingerprint"), QString::fromLatin1(fingerprintOf(invite.authority))}};
}

QByteArray inviteFile(const Invite &invite) { return QJsonDocument(jsonOf(invite)).toJson(); }

QString inviteCode(const Invite &invite)
{
    const QByteArray json = QJsonDocument(jsonOf(invite)).toJson(QJsonDocument::Compact);
    const auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    // Its own checksum: half of a code that was pasted must not pass for a whole one.
    const QByteArray sum = QCryptographicHash::hash(json, QCryptographicHash::Sha256).left(6).toBase64(form);
    return QLatin1String(kCode) + QString::fromLatin1(sum + json.toBase64(form));
}

static Result<QByteArray> jsonOfCode(QByteArray code)
{
    for (const char blank : {' ', '\n', '\r', '\t'})
        code.replace(blank, QByteArray());
    const auto form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray sum = code.mid(qsizetype(qstrlen(kCode)), 8);
    const auto read = QByteArray::fromBase64Encoding(
        code.mid(qsizetype(qstrlen(kCode)) + 8), form | QByteArray::AbortOnBase64DecodingErrors);
    const bool whole =
        read && QCryptographicHash::hash(read.decoded, QCryptographicHash::Sha256).left(6).toBase64(form) == sum;
    return whole ? Result<QByteArray>(read.decoded) : Result<QByteArray>(error(Error::Code::Damaged, "invite"));
}

static Result<Invite> readJson(const QByteArray &text)
{
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(text, &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return error(text.startsWith('{') ? Error::Code::Damaged : Error::Code::Invalid, "invite");
    const QJsonObject json = document.object();
    const int version = json[QLatin1String(kMark)].toInt();
    if (version < 1)
        return error(Error::Code::Invalid, "invite");
    if (version > Invite::kVersion)
        return error(Error::Code::TooNew, "invite");
    if (!json[QLatin1String("store")].isDouble())
        return error(Error::Code::Invalid, "store");
    auto invite = makeInvite(json[QLatin1String("url")].toString(), json[QLatin1String("store")].toInt(-1),
        json[QLatin1String("name")].toString(), json[QLatin1String("authority")].toString().toLatin1());
    if (invite && json[QLatin1String("fingerprint")].toString().toLatin1() != fingerprintOf(invite->authority))
        return error(Error::Code::Damaged, "certificate");
    return invite;
}

Result<Invite> readInvite(const QByteArray &fileOrCode)
{
    if (fileOrCode.size() > kMost)
        return error(Error::Code::Denied, "size");
    const QByteArray text = fileOrCode.trimmed();
    if (!text.startsWith("UPDESK"))
        return readJson(text);
    if (!text.startsWith(kCode)) {
        static const QRegularExpression later(QStringLiteral("^UPDESK[0-9]+-"));
        const bool isLater = later.match(QString::fromLatin1(text.left(16))).hasMatch();
        return error(isLater ? Error::Code::TooNew : Error::Code::Invalid, "invite");
    }
    const auto json = jsonOfCode(text);
    return json ? readJson(*json) : Result<Invite>(json.error());
}

QString authorityPath(const QString &storeFile, const QByteArray &pem)
{
    const QByteArray fingerprint = fingerprintOf(pem);
    return fingerprint.isEmpty()
        ? QString()
        : storeFile + QStringLiteral(".ca-") + QString::fromLatin1(fingerprint.left(16)) + QStringLiteral(".pem");
}

Result<QString> keepAuthority(const QString &storeFile, const QByteArray &pem)
{
    if (pem.isEmpty())
        return QString();
    const QString path = authorityPath(storeFile, pem);
    if (path.isEmpty())
        return error(Error::Code::Damaged, "certificate");
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && file.write(pem) == pem.size()
        && file.commit();
    return written ? Result<QString>(path) : Result<QString>(Error{Error::Code::Failed, path, file.errorString()});
}

Pg::Options optionsOf(const Invite &invite, const QString &caFile, const QString &login, const QString &password)
{
    ServerPlace place;
    place.url = invite.url;
    place.caFile = caFile;
    return optionsOf(place, login.trimmed().toLower(), password);
}

} // namespace updesk
