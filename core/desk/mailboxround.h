// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelstate.h"
#include "core/desk/errand.h"
#include "core/desk/receiveways.h"
#include "core/desk/session.h"
#include "core/desk/waymark.h"

#include <optional>

namespace updesk
{

/// Reads one mailbox, a little at every turn: asks the server on an errand, stores what came, tells the server, and
/// only then moves the mark. Whatever breaks off in between is read again and known by its bytes. The first time
/// reading begins with what comes from then on.
class MailboxRound
{
public:
    /// `session` and what `at` names outlive it.
    MailboxRound(Session &session, const ReceiveAt &at, MailInSettings mailbox);
    /// Never waits for the server. True: the state has changed.
    bool turn();
    const ChannelState &state() const { return m_state; }
    const MailInSettings &mailbox() const { return m_mailbox; }
    void hurry() { m_next = 0; } ///< the next turn asks at once

private:
    struct Answer {
        MailMark mark; ///< before these mails; `upTo` is where they end
        MailBatch batch;
    };
    bool ask();
    bool store();
    bool settle();
    bool rest(const Result<void> &tried);
    Session &m_session;
    ReceiveAt m_at;
    MailInSettings m_mailbox;
    QString m_way;
    ChannelState m_state;
    Time m_next = 0; ///< by running()
    std::optional<Errand<Answer>> m_asked;
    std::optional<Answer> m_answer;
    size_t m_stored = 0; ///< of the answer's mails
    std::vector<quint32> m_whole; ///< stored, and not yet told of
    std::optional<Error> m_stuck; ///< the store does not take the next one
    std::optional<Errand<bool>> m_settling;
};

} // namespace updesk
