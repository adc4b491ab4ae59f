// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/table.h"

namespace updesk
{

class Database;

/// Up to when what is over stays at a desk: 25 months. The server keeps it for ever.
inline constexpr Time kKeptAtDesk = 761 * kDay;
/// What a fresh desk is given first, beside all that is open.
inline constexpr Time kWorkedOn = 90 * kDay;

/// How a table's rows hang together with leads, from the columns that it has.
enum class Hangs : quint8 { Alone, Customer, OfCustomer, OfVehicle, Lead, OfLead, Quarantine, Original, OfOriginal };
Hangs hangsOn(const Table &table);

/// Takes out, locally and not as an op, at most about `most` rows of what left the 25 months: closed leads with all
/// that is theirs, history without a lead, documents. A row that the log still speaks of stays, and what was fetched
/// for a customer in the last days (oldermarks.h). Returns how many went;
/// call again while that is not 0. Does nothing in a file that belongs to no server.
Result<int> dropOutOfWindow(Database &database, Time now, int most);

} // namespace updesk
