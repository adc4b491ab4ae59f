// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/house/tree.h"

namespace updesk::house
{

/// Two types of one full name, outside an anonymous namespace, in files that one program may hold. The linker keeps the
/// functions of one of them for both, and says nothing. The command line, the window and the tests of a room are
/// programs of their own.
Findings typesNamedTwice(const Tree &tree);

} // namespace updesk::house
