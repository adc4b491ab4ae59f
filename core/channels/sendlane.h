// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/handover.h"
#include "core/channels/sendjournal.h"
#include "core/sequences/message.h"

#include <optional>
#include <vector>

namespace updesk
{

/// What became of a message that was handed over, or looked up at the provider afterwards.
struct SendEnd {
    enum class State : quint8 { Sent, Failed, Unknown };
    State state = State::Unknown;
    QString provider; ///< its own id for it; empty: what is known stays
    QString why; ///< code of what was in the way
    QString said; ///< the server's words
    ActivityId line; ///< of the history, of one that was sent
};

/// Of one that was begun and never handed over: it waits on, or does not go.
struct PutBack {
    bool cancelled = false;
    Time until = 0; ///< the first moment at which it may be begun again
    QString why, said;
};

/// Where the history of a store stood when a night had read it.
struct HistoryHead {
    int store = 0; ///< 0: the group, -1: its month facts
    qint64 ops = 0;
    QString head; ///< of its hash chain, hex
    bool isWhole = true; ///< else it is not what was written, at the op of that number
};

/// Where a store's messages change their state (sync.md 14), each step whole and on the disk before it returns: the
/// server's functions, or the same steps in the file of a desk on its own. Every call is Conflict (subject lease) once
/// another program sends for the store.
class SendLane
{
public:
    virtual ~SendLane() = default;
    /// Acts on what people wished of messages (MessageWish), where nobody else does.
    virtual Result<void> actOnWishes() { return {}; }
    /// Messages that a program left half-way become unknown; returns how many.
    virtual Result<int> sweep() = 0;
    /// The next message by one of these ways (Channel) that may go out, now in state sending; nothing: there is none.
    virtual Result<std::optional<Message>> begin(const std::vector<Channel> &ways) = 0;
    /// Of one begun by this epoch, or of an unknown one; false: it stands otherwise, or is not here.
    virtual Result<bool> end(const MessageId &message, const SendEnd &end) = 0;
    /// Of one begun by this epoch; false: it stands otherwise.
    virtual Result<bool> putBack(const MessageId &message, const PutBack &back) = 0;
    /// Keeps what the journal has just noted where it outlasts the desk's file, if there is such a place.
    virtual Result<void> remember(const SendNote &) { return {}; }
    /// Of this day, for the first who asks; empty: they are mailed already, or none are kept here.
    virtual Result<std::vector<HistoryHead>> headsToMail() { return std::vector<HistoryHead>(); }
    virtual Result<void> headsNotMailed() { return {}; } ///< after all; they may be asked for again
    virtual qint64 epoch() const = 0;
};

} // namespace updesk
