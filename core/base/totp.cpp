// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/totp.h"

#include "core/base/passwordseal.h"

#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QtEndian>

namespace updesk
{

static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
static constexpr int kSeedBytes = 20; // as long as the hash, RFC 4226
static constexpr int kDigits = 6;

QByteArray newTotpSeed() { return randomBytes(kSeedBytes); }

QString base32(const QByteArray &bytes)
{
    QString text;
    quint32 held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = (held << 8) | quint8(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text += QLatin1Char(kAlphabet[(held >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        text += QLatin1Char(kAlphabet[(held << (5 - bits)) & 31]);
    return text;
}

std::optional<QByteArray> fromBase32(const QString &text)
{
    QByteArray bytes;
    quint32 held = 0;
    int bits = 0;
    for (const QChar c : text) {
        if (c.isSpace() || c == u'-' || c == u'=')
            continue;
        const qsizetype at = QLatin1String(kAlphabet).indexOf(c.toUpper());
        if (at < 0)
            return std::nullopt;
        held = (held << 5) | quint32(at);
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += char(held >> bits);
        }
    }
    return bytes;
}

QString totpUri(const QString &issuer, const QString &account, const QByteArray &seed)
{
    const auto coded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return QStringLiteral("otpauth://totp/%1:%2?secret=%3&issuer=%1&algorithm=SHA1&digits=%4&period=%5")
        .arg(coded(issuer), coded(account), base32(seed))
        .arg(kDigits)
        .arg(kTotpStep / kSecond);
}

QString totpCode(const QByteArray &seed, qint64 step, int digits)
{
    QByteArray counter(8, '\0');
    qToBigEndian(step, counter.data());
    const QByteArray hash = QMessageAuthenticationCode::hash(counter, seed, QCryptographicHash::Sha1);
    const int offset = hash.back() & 15;
    const quint32 number = qFromBigEndian<quint32>(hash.constData() + offset) & 0x7fffffff;
    quint32 modulus = 1;
    for (int i = 0; i < digits; ++i)
        modulus *= 10;
    return QString::number(number % modulus).rightJustified(digits, u'0');
}

std::optional<qint64> totpStepOf(const QByteArray &seed, const QString &code, Time now, qint64 lastUsed)
{
    QString digits = code;
    digits.remove(u' ');
    const qint64 step = now / kTotpStep;
    for (qint64 one = std::max(step - 1, lastUsed + 1); one <= step + 1; ++one) {
        if (!seed.isEmpty() && digits == totpCode(seed, one))
            return one;
    }
    return std::nullopt;
}

} // namespace updesk
