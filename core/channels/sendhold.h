// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/transaction.h"

#include <optional>

namespace updesk
{

/// A server, or a store's own file, was set back to an older copy, which holds messages as waiting that did go out:
/// nothing leaves until a manager says so (sync.md 10, 14).
struct SendHold {
    QString mark; ///< which copy it was: the server's generation, of a file what fileMark() makes
    Time since = 0;
    bool isOfFile() const; ///< else it is of the server
};
QString fileMark(Time at); ///< of a file that was found to be an older one at that time

/// Begins a hold; one that stands under this mark stays as it is. Part of what notices it: it is written in `tx`.
Result<void> holdSending(Transaction &tx, const SendHold &hold);
/// The hold that stands; nothing: messages may leave.
Result<std::optional<SendHold>> sendHold(Database &database);
/// The last hold, also one that was released; without a mark: there never was one.
Result<SendHold> lastHold(Database &database);

/// The setting by which a manager releases the hold of a mark; the server reads it too.
inline constexpr char kReleaseSetting[] = "sending_released";
QString releaseValue(const SendHold &hold, PersonId by, Time at);
/// Who released sending last and when; nothing: nobody has.
struct SendRelease {
    QString mark;
    PersonId by;
    Time at = 0;
};
Result<std::optional<SendRelease>> sendRelease(Database &database);

} // namespace updesk
