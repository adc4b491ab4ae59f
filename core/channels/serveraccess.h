// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QJsonObject>

namespace updesk
{

class Secrets;

/// How the way to a server is kept from others. Plain only to this computer itself.
enum class Security : quint8 { StartTls, Tls, Plain };

/// How we say who we are.
enum class LoginKind : quint8 {
    Password,
    Token, ///< OAuth 2: XOAUTH2 or OAUTHBEARER with an access token
    None
};

/// How long a conversation with a server may take.
struct Patience {
    Time connect = 15 * kSecond; ///< until the server has greeted us
    Time silence = kMinute; ///< without a word from it
    Time whole = 10 * kMinute;
    bool operator==(const Patience &) const = default;
};

/// Where a mail server is and how it is entered.
struct ServerAccess {
    QString host;
    int port = 0;
    Security security = Security::Tls;
    QString caFile; ///< a file of certificates to trust instead of the system's; empty: the system's
    LoginKind kind = LoginKind::Password;
    QString login;
    QString secret; ///< name of the key store's entry
    bool operator==(const ServerAccess &) const = default;
};

/// Invalid, with the field's name as subject, for what can be no server: a host that is no host name or address, a port
/// out of range, a login without a name or a secret, a plain way to another computer.
Result<void> checkAccess(const ServerAccess &access);

/// {"host":"mail.example.com","port":993,"security":"tls","ca":"","login":"ann","kind":"password","secret":"mail-in"}
QJsonObject accessJson(const ServerAccess &access);
/// Invalid (subject the field) for what is unknown or of a wrong kind; nothing is filled in silently but what is empty
/// by default. The result has passed checkAccess().
Result<ServerAccess> accessFromJson(const QJsonObject &json);

/// The secret that the settings name, from the key store; empty name: empty. Errors as Secrets::read(), and Damaged
/// (subject secret) for one that can be no password: empty, or with control characters.
Result<QByteArray> secretNamed(Secrets &secrets, const QString &name);

/// True for this computer itself.
bool isThisComputer(const QString &host);
/// True for what may stand as a host in an address of the web: a name, an IPv4 or an IPv6 address, nothing else.
bool isHost(const QString &host);

} // namespace updesk
