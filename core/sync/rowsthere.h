// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/outbox.h"

namespace updesk
{

/// Of the rows that some ops change those that the server has, as they are there now.
class RowsThere
{
public:
    /// Asks for them over the connection of `who` where it stands, else over any. Errors of the way to the server.
    Result<void> fetch(Remote &remote, PersonId who, std::span<const Op> ops);
    const TakenRow *find(const Op &op) const; ///< null: the server has no such row, or shows it to nobody here
    Hlc newest() const { return m_newest; } ///< the highest clock of them

private:
    std::map<std::pair<const Table *, Id>, TakenRow> m_rows;
    Hlc m_newest = 0;
};

/// Gives the answers to what the server had taken already, and what it then said yes to, the rows as they are there
/// now: while the desk did not know that, what others did to them since came under its own values. Error: Offline.
Result<void> bringRepeated(Remote &remote, const Batch &batch, std::vector<Answer> &answers);

} // namespace updesk
