// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/table.h"

#include <span>
#include <vector>

namespace updesk
{

class Database;

/// How long history that was fetched for a customer stays after it was asked for. Not the next night: who asks about an
/// old deal talks about it for some days, and the whole of it would come over the line again each morning.
inline constexpr Time kFetchedKept = 7 * kDay;

/// Begun: rows are coming, or came in part. Whole: all the server has of it is here.
enum class OlderMark : quint8 { Begun, Whole };

/// A customer's record with all that were merged into it: their histories are one. Fails as the file does.
Result<std::vector<Id>> recordsOf(Database &database, CustomerId customer);

/// Writes of each record, or document of one, that older history was asked for at that time. Fails as the file does.
Result<void> markOlder(Database &database, std::span<const Id> rows, OlderMark mark, Time at);
/// When that was; 0: never, or it is forgotten. Fails as the file does.
Result<Time> olderMarkOf(Database &database, OlderMark mark, const Id &row);
/// Whether each of these records is marked as whole, and still kept.
Result<bool> isOlderWhole(Database &database, std::span<const Id> records, Time now);
/// Whether a fetch for one of these records began and did not come to its end.
Result<bool> olderBrokeOff(Database &database, std::span<const Id> records, Time now);
/// The records and documents whose fetched rows still stay.
Result<std::vector<Id>> olderKept(Database &database, Time now);
/// Lets go of the marks that have run out.
Result<void> forgetOlder(Database &database, Time now);

} // namespace updesk
