// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace updesk
{

/// A line of the desk's send journal: on the disk before a message is handed over, and for a server that was restored
/// to a time before.
struct SendNote {
    enum class Step : quint8 { Begun, Accepted, Refused, Unsure };
    Id message;
    qint64 epoch = 0;
    Step step = Step::Begun;
    Time at = 0;
    QString provider;
};
Result<std::vector<SendNote>> sendJournal(Database &database); ///< oldest first
/// What this desk knows of one message; nothing: it never had it in hand.
Result<std::optional<SendNote>> sendNoteOf(Database &database, const Id &message);
/// A commit is on the disk before it returns. The time is the database's clock's.
Result<void> noteSend(Database &database, const SendNote &note);

} // namespace updesk
