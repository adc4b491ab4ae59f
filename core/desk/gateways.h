// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secrets.h"
#include "core/channels/mailout.h"
#include "core/channels/texts.h"
#include "core/desk/channelsettings.h"
#include "core/sequences/message.h"

#include <functional>
#include <optional>

namespace updesk
{

/// The store's ways out, made from its settings and the key store, and made anew when they change. Of one thread.
class Gateways
{
public:
    /// Hands one over, once, and waits for a server meanwhile: called on any thread, also after the ways were made
    /// anew. Refused (subject secret) when its way was not there.
    using Handing = std::function<HandOver()>;
    explicit Gateways(Secrets &secrets) : m_secrets(secrets) { }
    /// The ways by which something can go now. A way whose secret cannot be had is asked for again after a minute; one
    /// that rests is left out meanwhile.
    Result<std::vector<Channel>> ready(Database &database);
    /// The mail that it would be; nothing: it is none, or there is no way for mails.
    std::optional<MailDraft> draftOf(const Message &message, Time now) const;
    /// Of a message; a mail with `html`, if there is one, for its own.
    Handing handing(const Message &message, Time now, const QString &html = {}) const;
    /// Of a mail of UpDesk's own by the way for mails, whose sender it takes.
    Handing handingOwn(MailDraft draft) const;
    int made() const { return m_made; } ///< grows when the ways are made anew from other settings
    void rest(Channel way, const Error &why, Time until); ///< by running()
    void worked(Channel way); ///< something has just gone by it
    /// What is wrong with a way now; nothing: nothing, or it is not set up.
    std::optional<Error> trouble(Channel way) const;

private:
    struct Way {
        std::optional<Error> closed; ///< its secret cannot be had
        std::optional<Error> failing; ///< its server could not be reached or entered when it was last tried
        Time rests = 0; ///< by running()
    };
    void open();
    void openMail();
    void openTexts();
    const Way &way(Channel channel) const { return channel == Channel::Email ? m_mailWay : m_textWay; }
    Way &way(Channel channel) { return channel == Channel::Email ? m_mailWay : m_textWay; }

    Secrets &m_secrets;
    std::shared_ptr<const ChannelSettings> m_settings;
    std::shared_ptr<MailOut> m_mail; ///< shared with what is being handed over
    std::shared_ptr<TextOut> m_texts;
    Way m_mailWay, m_textWay;
    int m_made = 0;
    Time m_again = 0; ///< when a missing secret is asked for next, by running()
};

/// The mail that a message is, as these settings send it.
MailDraft mailOf(const Message &message, const MailOutSettings &settings, Time now);

} // namespace updesk
