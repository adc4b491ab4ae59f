// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelstate.h"
#include "core/desk/receiveways.h"
#include "core/desk/session.h"

#include <QObject>

namespace updesk
{

class Listeners;
class MailboxRound;
class SendLane;
class TextsRound;
class UnknownTexts;

/// All that comes in by the store's ways: mailboxes and texts that are asked for, each at its own pace, and what a text
/// provider or a phone system brings. For a worker's thread with an event loop, beside whatever else it does: no turn
/// waits for a server, and a few rows are stored at most.
class ReceiveRound : public QObject
{
    Q_OBJECT
public:
    /// `session` and `secrets` outlive it. `mailEvery`, `textsEvery`: the paces, milliseconds.
    ReceiveRound(Session &session, Secrets &secrets, ReceiveWays ways = realWays(), Time mailEvery = 30 * kSecond,
        Time textsEvery = 15 * kSecond);
    ~ReceiveRound() override;

    /// About once a second. In a shared store only the host asks servers; what is brought to this computer is taken at
    /// any desk. With a lane, texts whose fate is unknown are looked up at the provider. Errors are those of the store
    /// (its settings, the mandate) and of the lane; a server's stand in states().
    Result<void> turn(SendLane *lane = nullptr);
    void hurry(); ///< the next turn asks everything at once
    std::vector<ChannelState> states() const;
    int textPort() const; ///< where texts are brought; 0: nowhere

Q_SIGNALS:
    /// A way has begun or ended to fail, or is new; kept for other threads too (channelStates()).
    void changed(const std::vector<updesk::ChannelState> &states);

private:
    void follow(const ChannelSettings &settings, bool isHost);
    bool turnMailboxes();
    void tell();
    Session &m_session;
    ReceiveWays m_ways;
    ReceiveAt m_at;
    std::vector<std::unique_ptr<MailboxRound>> m_mailboxes;
    std::unique_ptr<TextsRound> m_texts;
    std::unique_ptr<UnknownTexts> m_unknown;
    std::unique_ptr<Listeners> m_listeners;
    std::vector<ChannelState> m_told;
};

} // namespace updesk
