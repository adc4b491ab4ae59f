// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// What this desk's file knows of somebody who signed in here; no secret stands in it, only what recognises one.
struct Remembered {
    QString login, role;
    PersonId person;
    Time last = 0; ///< of the last sign-in
    QByteArray verifier; ///< of the password; empty: only the server can check
    QByteArray pin; ///< verifier of the PIN with the key that the key store holds; empty: none
    int pinWrong = 0;
    bool enrolled = false; ///< has a second factor, as the server last said
    QByteArray factorMark; ///< which one: it changes when the factor was reset
    Time factorProven = 0; ///< on this PC
    qint64 factorStep = 0; ///< half minute of the last code that was used here
    int factorWrong = 0; ///< since factorSince
    Time factorSince = 0;
};

Result<std::optional<Remembered>> remembered(Database &database, const QString &login);
Result<std::vector<Remembered>> allRemembered(Database &database); ///< who signed in last first
Result<void> remember(Database &database, const Remembered &one);
Result<void> forgetRemembered(Database &database, const QString &login);

/// Why the server refuses somebody who has worked at this desk: the subject of its Denied, until the person signs in
/// again. It outlives what forgetRemembered() takes, for what is said of the changes that wait. Empty: it does not.
Result<void> rememberRefusal(Database &database, PersonId person, const QString &subject);

/// Under which names the key store keeps what belongs to a login at a server beside its password (login.h).
inline QString pinSecret(const QString &url, const QString &login)
{
    return QStringLiteral("pin:%1@%2").arg(login, url);
}
inline QString factorSecret(const QString &url, const QString &login)
{
    return QStringLiteral("factor:%1@%2").arg(login, url);
}

} // namespace updesk
