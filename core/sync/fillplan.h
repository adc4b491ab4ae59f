// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/retention.h"

#include <span>
#include <vector>

namespace updesk
{

/// Open leads and the last 90 days with all that is theirs come first; then the desk is usable. The rest follows.
enum class FillPass : quint8 { Done, Work, Rest };

/// What a fill's statements depend on.
struct FillTerms {
    FillPass pass = FillPass::Work;
    Time now = 0; ///< of the first stretch, so that both passes draw the same line
    qint64 first = 0; ///< the feed's number then: rows above it come by pull
};

/// The tables in the order in which they are filled: what hangs on a lead before the lead, so that what is derived from
/// them is made once.
std::vector<const Table *> fillOrder(std::span<const Table *const> tables);

/// The condition on rows `c` of this pass; empty: none of them.
QByteArray fillCondition(const Table &table, const FillTerms &terms);

/// Whether rows of the table may belong to a customer and to no lead; they are let go of by their time.
bool isLoose(const Table &table);
std::vector<const Table *> looseTables(std::span<const Table *const> tables);

/// Whether its rows hold bytes, and so are long.
bool hasBytes(const Table &table);
/// How many rows one slice holds, after which a bookmark is set.
int fillSlice(const Table &table);

} // namespace updesk
