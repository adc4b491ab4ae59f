// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// How this program and the server fit together.
enum class Versions : quint8 {
    Fit,
    ServerOlder, ///< what the server does not know yet waits here until it is upgraded
    DeskTooOld, ///< this desk may read but not send until UpDesk is updated here
};

/// Whether an answer says that the server is older than what it was asked for: it has no such function or table.
inline bool isUnknownThere(const Error &error)
{
    return error.code == Error::Code::NotFound && error.subject == QLatin1String("schema");
}

inline Versions versionsOf(const Hello &hello, int mine)
{
    if (mine < hello.oldestDesk)
        return Versions::DeskTooOld;
    return hello.schema < mine ? Versions::ServerOlder : Versions::Fit;
}

} // namespace updesk
