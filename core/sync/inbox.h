// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

namespace updesk
{

/// The number up to which this desk has the rows of a feed.
Result<qint64> cursorOf(Database &database, int feed);

/// The same of what is only for one person to read; it goes with the others when all rows are taken anew.
Result<qint64> ownCursorOf(Database &database, int feed, PersonId who);
Result<void> keepOwnCursor(Database &database, int feed, PersonId who, qint64 at);

/// Within a running transaction: from here the feed is pulled.
Result<void> beginCursor(Database &database, int feed, qint64 at);
/// Never behind a clock that has been pulled, or an edit made after reading a value would lose to it.
Result<void> raiseClock(Database &database, Hlc newest);

/// Lays down rows of one page, fifty a transaction so that the person at the desk never waits, with this desk's unsent
/// changes over them. No cursor moves. Fails as the file does.
Result<void> takeRows(Database &database, int feed, const Page &page);

/// Asks page by page for what `ask` names and lays it down, and returns how many rows came. What the server says
/// against it ends that and stands in `refused`; the error is the file's.
Result<int> takeOlder(
    Database &database, Remote &remote, int feed, PersonId who, OlderAsk ask, std::optional<Error> &refused);

/// As takeRows(); the last slice moves the feed's cursor to `upTo`. A crash anywhere repeats the page harmlessly.
Result<void> takePage(Database &database, int feed, const Page &page, qint64 upTo);

} // namespace updesk
