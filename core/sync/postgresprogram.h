// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pg.h"

#include <QProcessEnvironment>

namespace updesk
{

/// Where a program of PostgreSQL 15 is; empty: it is not installed.
QString postgresProgram(const QString &name);

/// Runs a program of PostgreSQL on the database to its end, without asking anybody for anything, over a line that is
/// proved as Pg::open() would have it. What it writes only its owner can read. NotFound with the program as subject: it
/// is missing (package postgresql-client-15). Failed: what it said.
Result<void> runPostgres(const char *name, const Pg::Options &options, QStringList arguments);

} // namespace updesk
