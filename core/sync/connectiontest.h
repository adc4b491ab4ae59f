// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/join.h"
#include "core/sync/login.h"
#include "core/sync/versions.h"

namespace updesk
{

/// What a real connection to the server showed.
struct Tested {
    Time took = 0; ///< milliseconds from knocking to the answer
    Time serverAhead = 0; ///< server's clock less this PC's
    Versions versions = Versions::Fit;
    bool encrypted = false;
    QString role; ///< as which the server knows the login in this store
};

/// Connects, asks who the login is here and what the server speaks, and hangs up. Errors as Pg::open(); Denied (subject
/// store: no member of this store).
Result<Tested> testConnection(const ServerPlace &place, const Login &login, const Database &tables, const Clock &clock);

} // namespace updesk
