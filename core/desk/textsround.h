// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelstate.h"
#include "core/desk/errand.h"
#include "core/desk/receiveways.h"
#include "core/desk/session.h"

#include <optional>

namespace updesk
{

/// Asks a text provider for what came in, as MailboxRound does a mailbox: stored first, then the mark. A provider that
/// brings everything itself is not asked.
class TextsRound
{
public:
    TextsRound(Session &session, const ReceiveAt &at, TextSettings texts);
    bool turn(); ///< never waits; true: the state has changed
    const ChannelState &state() const { return m_state; }
    const TextSettings &texts() const { return m_texts; }
    void hurry() { m_next = 0; }

private:
    bool ask();
    bool store();
    bool rest(const Result<void> &tried);
    Session &m_session;
    ReceiveAt m_at;
    TextSettings m_texts;
    QString m_way;
    ChannelState m_state;
    Time m_next = 0;
    bool m_brought = false; ///< it is never asked
    std::optional<Errand<TextBatch>> m_asked;
    std::optional<TextBatch> m_batch;
    size_t m_stored = 0;
};

} // namespace updesk
