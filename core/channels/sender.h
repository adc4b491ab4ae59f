// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sendjournal.h"
#include "core/channels/sendlane.h"

#include <functional>

namespace updesk
{

/// Takes a store's messages out of the queue one by one, never any twice (sync.md 14): the lane marks it as sending,
/// it is asked once more whether it may go, the journal of this desk notes it on the disk, and only then is it handed
/// over, once. Whatever breaks off in between leaves it to the sweep, which calls it unknown.
class Sender
{
public:
    /// Whether a message that was begun may really go now.
    struct Cleared {
        enum class Says : quint8 { Go, Wait, Drop };
        Says says = Says::Go;
        Time until = 0; ///< Wait: the first moment for it
        QString why; ///< Wait, Drop: a code
    };
    /// An error leaves the message in the queue.
    using Check = std::function<Result<Cleared>(const Message &)>;
    static constexpr Time kAtOnce = 10 * kSecond; ///< half a lease: a host that lost its lease sends nothing late
    static constexpr Time kRetry = 20 * kSecond; ///< after a server could not be reached or entered
    static constexpr Time kRetryLater = 2 * kMinute; ///< after this one was refused for now

    /// A message that is begun, cleared and noted, and is to be handed over now, once.
    struct InHand {
        Message message;
        qint64 epoch = 0; ///< under which it was begun
        Time asked = 0; ///< by running(): before it was begun
        /// This process slept in between: it is handed over no more, and the sweep calls it unknown.
        bool isLate() const { return running() - asked > kAtOnce; }
    };

    /// What one call did.
    struct Turn {
        bool found = false; ///< there was a message
        std::optional<InHand> goes; ///< of begin(): it is to be handed over
        std::optional<Message> sent; ///< the other side has it, and the lane says so
        std::optional<Channel> resting; ///< this way is shut for now: its server, or the account there
        Error why; ///< of a way that is shut
        Time pause = kRetry; ///< so long it is left alone
        std::optional<std::pair<Message, HandOver>> refused; ///< for good: it will not be taken later either
    };

    /// All outlive the sender.
    Sender(SendLane &lane, Database &database, Check check = {});
    /// Messages that an earlier program left half-way become unknown; returns how many.
    Result<int> sweep() { return m_lane.sweep(); }
    /// The next message by one of these ways, if there is one, up to where it goes: whoever calls hands it over, and
    /// may go on meanwhile. Conflict (subject lease): a newer host is there.
    Result<Turn> begin(const std::vector<Channel> &ways);
    /// What became of it. The lane may be another one by then; that of a newer epoch has swept first.
    Result<Turn> end(const InHand &hand, const HandOver &handed);

private:
    Result<bool> clear(const Message &message);
    Result<bool> wasInHand(const Message &message, Turn &turn);
    Result<void> finish(const Message &message, const SendEnd &end, Turn &turn);
    Result<void> noteBegun(const Message &message);
    Result<void> note(const SendNote &note);
    SendLane &m_lane;
    Database &m_database;
    Check m_check;
};

/// Whether what became of a hand-over says nothing of its message any more: that was begun anew since, here or
/// elsewhere, as far as this file knows. That it has left is always news.
Result<bool> isOverruled(Database &database, const Sender::InHand &hand, const HandOver &handed);

/// What the journal says of one whose hand-over has ended.
SendNote noteOf(const Sender::InHand &hand, const HandOver &handed, Time now);

/// The line of the history that a message becomes: always the same.
ActivityId lineOf(const MessageId &message);

/// Whether a refusal was no fault of the message: its server cannot be reached, or not be entered.
bool isOfTheWay(const HandOver &handed);
/// Whether a code of what was in the way (HandOver::why) speaks of the server or the account, not of a message.
bool isOfTheWay(const QString &code);
/// Whether a refused message may be taken later, for a reason that passes.
bool isPassing(const HandOver &handed);

} // namespace updesk
