// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace updesk
{

/// Beside which field of a page before the desk a fault belongs.
enum class DoorField : quint8 { None, Invite, Address, Authority, Login, Password, Pin, Code };

struct DoorFault {
    DoorField field = DoorField::None;
    QString words;
};

/// Why a store could not be joined, or why what should say which store could not be read.
DoorFault joinFault(const Error &error);

/// What was asked of the person when it was refused.
enum class DoorStep : quint8 { Password, Pin, Code, NewPin };
DoorFault signInFault(const Error &error, DoorStep step);

/// "3F A1 ..." of a fingerprint, in groups of four as people read it aloud.
QString fingerprintWords(const QByteArray &fingerprint);

/// "postgresql://db.example.com/updesk" of what a person typed as a server's address.
QString serverUrl(const QString &typed);

/// "db.example.com, port 5432" of an address: where a store's server is, for people.
QString serverWords(const QString &url);

/// What a role may call itself on the screen.
QString roleName(const QString &role);

} // namespace updesk
