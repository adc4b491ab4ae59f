// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pg.h"
#include "core/sync/serverschema.h"

namespace updesk
{

/// What a server is to know: the desks' tables and the number of steps of their file.
struct ServerOrder {
    Pg::Options administrator; ///< a login that may make databases and roles
    SyncedTables tables;
    int deskSteps = 0;
};

struct ServerState {
    int schema = 0; ///< as hello answers
    int stepsBefore = 0, steps = 0; ///< equal: nothing of the server's own was to be done
    bool madeDatabase = false;
};

/// Makes the database, roles, tables, policies and functions; what is there stays, so a second time only upgrades. One
/// transaction. Offline, Denied, Invalid (subject url: names no database), TooNew (made by a newer UpDesk).
Result<ServerState> installServer(const ServerOrder &order);
/// The same, but NotFound (subject schema or database) when there is no UpDesk yet.
Result<ServerState> upgradeServer(const ServerOrder &order);

/// The database that a url names; empty: none.
QString databaseOf(const QString &url);

} // namespace updesk
