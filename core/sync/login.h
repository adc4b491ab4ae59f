// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QString>

namespace updesk
{

/// One person's way to the server. Lives in memory and in the system's key store, never in the desk's file.
struct Login {
    PersonId person;
    QString login, password;
    bool operator==(const Login &) const = default;
};

/// Under which name the key store keeps the password of `login` at the server `url`.
inline QString loginSecret(const QString &url, const QString &login)
{
    return QStringLiteral("login:%1@%2").arg(login, url);
}

} // namespace updesk
