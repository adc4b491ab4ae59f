// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/linklistener.h"
#include "core/channels/phonelistener.h"
#include "core/channels/textlistener.h"
#include "core/desk/channelstate.h"
#include "core/desk/errand.h"
#include "core/desk/receiveways.h"
#include "core/desk/session.h"

#include <functional>
#include <optional>

namespace updesk
{

/// Takes what a text provider and a phone system on this computer bring, at once, and stores it before they are told
/// so; and answers for the links of our mails. Lives on a thread with an event loop.
class Listeners : public QObject
{
    Q_OBJECT
public:
    /// `heard` gets each report about a text of ours after it is stored.
    using Heard = std::function<void(const TextReport &)>;
    Listeners(Session &session, const ReceiveAt &at, Heard heard);

    /// Opens what the settings name and is not open, and closes the rest. At a desk that is not the host a door that
    /// cannot be opened is no news: what it is for may run on another computer. True: a state has changed.
    bool turn(const ChannelSettings &settings, bool isHost);
    std::vector<ChannelState> states() const;
    int textPort() const { return m_texts ? m_texts->port() : 0; } ///< 0: closed

private:
    /// The listener's token, and the account's where it is known here.
    struct TextKeys {
        QByteArray token;
        std::optional<QByteArray> account;
    };
    void askKeys(const TextSettings &settings);
    void openTexts(const TextSettings &settings, bool isHost);
    void hear(const TextListener &texts);
    void doubtAccount();
    void openPhone(const PhoneSettings &settings, bool isHost);
    void openLinks(const LinkSettings &settings, bool isHost);
    LinkOwner linkOwner() const;
    void follow(const ChannelSettings &settings);
    Result<void> take(const TextEvent &event);
    Result<void> takeCall(const PhoneEvent &event);
    void note(ChannelState &state, const Result<void> &tried);
    Session &m_session;
    ReceiveAt m_at;
    Heard m_heard;
    std::optional<TextSettings> m_textsBy;
    std::optional<PhoneSettings> m_phoneBy;
    std::optional<LinkSettings> m_linksBy;
    std::unique_ptr<TextListener> m_texts;
    std::unique_ptr<PhoneListener> m_phone;
    std::unique_ptr<LinkListener> m_links;
    std::optional<Errand<TextKeys>> m_keys;
    bool m_lacksAccount = false; ///< the account's token was not to be had, or may be another one: it is asked for
    OpenCalls m_calls;
    ChannelState m_textState, m_phoneState, m_linkState;
    Time m_textNext = 0, m_phoneNext = 0, m_linkNext = 0, m_doubtNext = 0; ///< by running()
    bool m_changed = false;
};

} // namespace updesk
