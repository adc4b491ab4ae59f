// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace updesk
{

/// Codes of the second factor (RFC 6238): HMAC-SHA1 over the number of the half minute, six digits.
inline constexpr Time kTotpStep = 30 * kSecond;

/// Twenty random bytes: what the person's telephone and the store know of each other.
QByteArray newTotpSeed();

/// RFC 4648 in capitals without padding: the form in which a seed is keyed into a telephone by hand.
QString base32(const QByteArray &bytes);
/// Blanks, dashes, padding and small letters are fine; nothing: not base 32.
std::optional<QByteArray> fromBase32(const QString &text);

/// What authenticator apps read, as a link or as a picture: otpauth://totp/...
QString totpUri(const QString &issuer, const QString &account, const QByteArray &seed);

/// The code of one half minute since 1970.
QString totpCode(const QByteArray &seed, qint64 step, int digits = 6);

/// Which half minute a code is of, one early or late allowed, so that it can be remembered as used; blanks in it are
/// fine. Nothing: wrong, too old, or of a half minute that is not after `lastUsed`.
std::optional<qint64> totpStepOf(const QByteArray &seed, const QString &code, Time now, qint64 lastUsed);

} // namespace updesk
