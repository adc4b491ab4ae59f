// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/house/tree.h"

namespace updesk::house
{

/// Whether a file of room `from` may include one of room `to`: "core/leads", "ui/queue", "app". The table of the house.
bool mayInclude(const QString &from, const QString &to);

/// "core/leads" of core/leads/lead.h, "app" of app/updesk.cpp; empty for what is no room of ours.
QString roomOf(const QString &path);

/// Includes that look up or sideways, name a room the table does not have, or are not written from the top.
Findings wrongWays(const Tree &tree);

/// Core has no window: only headers of Qt Core, Sql and Network, found in Qt's own header folder.
Findings windowsInCore(const Tree &tree, const QString &qtHeaders);

} // namespace updesk::house
