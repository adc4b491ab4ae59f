// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace updesk
{

class Database;
struct Id;

/// Of one erasure, whose rows stand in the table `erased`: takes what is personal out of this desk's log, of the notes
/// about what the server refused, of the sending journal, and drops half-typed forms about that person. Reads the rows
/// for the name, the numbers and the addresses, so it goes before they are emptied. Deeds keep their ops, ids and
/// numbers. Where nothing of it is left, nothing is written.
Result<void> scrub(Database &database, const Id &erasure);

} // namespace updesk
