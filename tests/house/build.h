// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/house/tree.h"

namespace updesk::house
{

/// core/store/migrations/NNNN_name.sql: numbered from 0001 without gap or double, each named in its room's
/// CMakeLists.txt.
Findings wrongMigrations(const Tree &tree);

/// Every .cpp stands by name in a CMakeLists.txt of its folder or one above; nothing is globbed.
Findings unlistedSources(const Tree &tree);

/// What the scripts at the top name by its path is there, `top` being the tree's folder.
Findings missingPaths(const Tree &tree, const QString &top);

/// The flags that the rules rely on are set for everything.
Findings missingFlags(const Tree &tree);

} // namespace updesk::house
