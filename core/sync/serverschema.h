// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/table.h"

#include <span>

namespace updesk
{

/// The synced tables as the desks declare them; whoever knows all rooms gives them (deskSetup).
using SyncedTables = std::span<const Table *const>;

/// PostgreSQL's form of a column's type.
const char *serverType(Column::Type type);

/// Statements that bring the server's synced tables, their policies, the allow-list and sync_pull() to what the
/// declarations say. May be run again; nothing is ever taken away.
QByteArray serverTablesSql(SyncedTables tables);

/// What a row `c` is sent as: PostgreSQL's own JSON, but bytes as base64.
QByteArray wireOf(const Table &table);

/// What a desk names in hello and a server keeps: grows with every step of the desk's file or of the server. `desk` is
/// the number of the desk's steps.
int syncSchema(int desk);

/// Desks of an older schema than this may only read.
int oldestSyncSchema();

/// The server's own numbered steps, in order.
QStringList serverSteps();

} // namespace updesk
