// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/receiveround.h"

#include "core/desk/channelsettings.h"
#include "core/desk/listeners.h"
#include "core/desk/mailboxround.h"
#include "core/desk/sentmessages.h"
#include "core/desk/textsround.h"
#include "core/desk/unknowntexts.h"

namespace updesk
{

ReceiveRound::ReceiveRound(Session &session, Secrets &secrets, ReceiveWays ways, Time mailEvery, Time textsEvery)
    : m_session(session),
      m_ways(std::move(ways)),
      m_at{secrets, m_ways, mailEvery, textsEvery},
      m_unknown(std::make_unique<UnknownTexts>(session, m_at))
{
    m_listeners = std::make_unique<Listeners>(session, m_at, [this](const TextReport &report) {
        if (const auto message = messageOfText(m_session.database(), report))
            m_unknown->heard(*message, report);
    });
}

ReceiveRound::~ReceiveRound() = default;

// A way whose settings are the same goes on where it is; the others end, what they were asking included.
void ReceiveRound::follow(const ChannelSettings &settings, bool isHost)
{
    const std::vector<MailInSettings> wanted = isHost ? settings.mailIn : std::vector<MailInSettings>();
    std::erase_if(
        m_mailboxes, [&](const auto &round) { return std::ranges::find(wanted, round->mailbox()) == wanted.end(); });
    for (const MailInSettings &mailbox : wanted) {
        const auto there = [&](const auto &round) { return round->mailbox() == mailbox; };
        if (std::ranges::none_of(m_mailboxes, there))
            m_mailboxes.push_back(std::make_unique<MailboxRound>(m_session, m_at, mailbox));
    }
    if (m_texts && (!isHost || !settings.text || !(m_texts->texts() == *settings.text)))
        m_texts.reset();
    if (isHost && settings.text && !m_texts)
        m_texts = std::make_unique<TextsRound>(m_session, m_at, *settings.text);
}

bool ReceiveRound::turnMailboxes()
{
    bool changed = false;
    for (const auto &mailbox : m_mailboxes)
        changed = mailbox->turn() || changed;
    return changed;
}

Result<void> ReceiveRound::turn(SendLane *lane)
{
    const auto mandate = m_session.mandate();
    const auto settings = channelSettings(m_session.database());
    if (!mandate || !settings)
        return !mandate ? mandate.error() : settings.error();
    const bool isHost = mandate->has_value();
    follow(**settings, isHost);
    bool changed = turnMailboxes();
    changed = (m_texts && m_texts->turn()) || changed;
    changed = m_listeners->turn(**settings, isHost) || changed;
    if (changed || states().size() != m_told.size())
        tell();
    if (!lane || !isHost || !(*settings)->text)
        return {};
    return m_unknown->turn(*(*settings)->text, *lane);
}

void ReceiveRound::hurry()
{
    for (const auto &mailbox : m_mailboxes)
        mailbox->hurry();
    if (m_texts)
        m_texts->hurry();
}

std::vector<ChannelState> ReceiveRound::states() const
{
    std::vector<ChannelState> states;
    for (const auto &mailbox : m_mailboxes)
        states.push_back(mailbox->state());
    if (m_texts && m_texts->texts().form != TextForm::Kannel)
        states.push_back(m_texts->state());
    for (ChannelState &state : m_listeners->states())
        states.push_back(std::move(state));
    return states;
}

int ReceiveRound::textPort() const { return m_listeners->textPort(); }

// Kept for those who only ask; a busy file keeps the one before, and the next change is kept again.
void ReceiveRound::tell()
{
    m_told = states();
    (void)keepChannelStates(m_session.database(), m_told);
    Q_EMIT changed(m_told);
}

} // namespace updesk
