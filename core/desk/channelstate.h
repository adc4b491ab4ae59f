// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// How one way in stands, for whoever shows it.
struct ChannelState {
    enum class Way : quint8 { Mailbox, Texts, TextListener, PhoneSystem, Links };
    Way way = Way::Mailbox;
    QString name; ///< of a mailbox login, host and folder; of texts the account; of the others the port or the socket
    Time since = 0; ///< it fails since then, UTC; 0: it works
    Error why; ///< while it fails; subject and code as in docs/channels.md
    int failed = 0; ///< tries in a row
    Time worked = 0; ///< when it last did; 0: not yet
};

/// Notes how a try ended. True: that is news, it has begun or ended to fail, or fails for another reason.
bool noteTry(ChannelState &state, const Result<void> &tried, Time now);

/// When to try again after `failed` tries in a row at a pace: twice as long each time, at most a quarter of an hour.
/// After a refused login never within five minutes, for servers shut out who insists.
Time pauseAfter(const ChannelState &state, Time pace);

/// What this desk last knew of its ways in, kept so that other threads and programs can ask.
Result<void> keepChannelStates(Database &database, const std::vector<ChannelState> &states);
Result<std::vector<ChannelState>> channelStates(Database &database);

/// The code of a way, for files and the command line: mailbox, texts, listener, phone, links.
QString wayCode(ChannelState::Way way);

} // namespace updesk
