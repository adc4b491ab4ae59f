// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sendlane.h"
#include "core/desk/errand.h"
#include "core/desk/receiveways.h"
#include "core/desk/session.h"

#include <map>
#include <optional>

namespace updesk
{

/// Texts whose handing over ended unknown: whether the provider has them is asked there, some minutes after, and what
/// it says is said to the lane, which alone changes a message. A report that comes by itself says it too. Never is one
/// sent again. What the provider cannot tell waits for a person.
class UnknownTexts
{
public:
    UnknownTexts(Session &session, const ReceiveAt &at) : m_session(session), m_at(at) { }
    /// Never waits for the provider; for the lane's server it may. Errors of the store and of the lane.
    Result<void> turn(const TextSettings &texts, SendLane &lane);
    /// A provider's report: kept until the lane can be told. It may come before the message is unknown here.
    void heard(const Message &message, const TextReport &report);

private:
    struct Tries {
        int count = 0;
        Time next = 0; ///< by running()
    };
    struct Heard {
        TextReport report;
        Time next = 0; ///< by running()
    };
    Result<bool> settle(SendLane &lane, const MessageId &message, const TextReport &report);
    Result<void> settleHeard(SendLane &lane);
    Result<void> ask(const TextSettings &texts);
    void putOff(const MessageId &message);
    Session &m_session;
    ReceiveAt m_at;
    std::map<MessageId, Heard> m_heard;
    std::map<MessageId, Tries> m_tries;
    MessageId m_about;
    std::optional<Errand<TextReport>> m_asked;
    Time m_next = 0;
};

} // namespace updesk
