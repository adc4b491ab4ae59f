// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/gateways.h"

#include "core/channels/smtp.h"
#include "core/channels/textways.h"
#include "core/desk/messagegate.h"

#include <algorithm>

namespace updesk
{

static constexpr Time kAskSecretsEvery = kMinute;

MailDraft mailOf(const Message &message, const MailOutSettings &settings, Time now)
{
    MailDraft draft;
    draft.id = QString::fromLatin1(message.id.value.hex());
    draft.from = {settings.fromName, settings.fromAddress};
    draft.to.address = message.to;
    draft.replyTo = settings.replyTo;
    draft.subject = message.subject;
    draft.text = message.body;
    draft.html = message.rich;
    draft.footer = message.footer;
    draft.inReplyTo = message.inReplyTo;
    if (!message.inReplyTo.isEmpty())
        draft.references << message.inReplyTo;
    draft.commercial = isCommercial(message);
    if (draft.commercial) {
        draft.unsubscribe = settings.unsubscribe;
        draft.unsubscribeUrl = settings.unsubscribeUrl;
    }
    draft.automatic = message.by.isNull();
    draft.at = now;
    return draft;
}

Result<std::vector<Channel>> Gateways::ready(Database &database)
{
    const auto settings = channelSettings(database);
    if (!settings)
        return settings.error();
    if (*settings != m_settings) {
        m_settings = *settings;
        ++m_made;
        m_mailWay = m_textWay = {};
        open();
    } else if ((trouble(Channel::Email) || trouble(Channel::Text)) && running() >= m_again) {
        open(); // somebody may have put the right secret in
    }
    std::vector<Channel> ways;
    for (const Channel channel : {Channel::Email, Channel::Text}) {
        const bool there = channel == Channel::Email ? bool(m_mail) : bool(m_texts);
        if (there && running() >= way(channel).rests)
            ways.push_back(channel);
    }
    return ways;
}

void Gateways::open()
{
    m_again = running() + kAskSecretsEvery;
    m_mail.reset();
    m_texts.reset();
    m_mailWay.closed.reset();
    m_textWay.closed.reset();
    if (m_settings->mailOut)
        openMail();
    if (m_settings->text)
        openTexts();
}

static Error noSecret(const Error &error)
{
    const bool none = error.code == Error::Code::NotFound;
    return none ? Error{error.code, QStringLiteral("secret"), error.detail} : error;
}

void Gateways::openMail()
{
    const ServerAccess &access = m_settings->mailOut->server;
    const auto secret =
        access.kind == LoginKind::None ? Result<QByteArray>(QByteArray()) : secretNamed(m_secrets, access.secret);
    if (secret)
        m_mail = std::make_shared<Smtp>(access, *secret);
    else
        m_mailWay.closed = noSecret(secret.error());
}

void Gateways::openTexts()
{
    const TextSettings &text = *m_settings->text;
    const auto secret = secretNamed(m_secrets, text.secret);
    const auto token = text.listener ? secretNamed(m_secrets, text.listener->secret) : Result<QByteArray>(QByteArray());
    if (secret && token)
        m_texts = textOutFor(text, *secret, *token);
    else
        m_textWay.closed = noSecret(!secret ? secret.error() : token.error());
}

std::optional<MailDraft> Gateways::draftOf(const Message &message, Time now) const
{
    if (Channel(message.channel) != Channel::Email || !m_mail)
        return std::nullopt;
    return mailOf(message, *m_settings->mailOut, now);
}

static HandOver noWay() { return HandOver::refused({Error::Code::NotFound, QStringLiteral("secret"), {}}); }

Gateways::Handing Gateways::handing(const Message &message, Time now, const QString &html) const
{
    if (auto draft = draftOf(message, now)) {
        if (!html.isEmpty())
            draft->html = html;
        return [mail = m_mail, draft = std::move(*draft)] { return mail->send(draft); };
    }
    if (Channel(message.channel) != Channel::Text || !m_texts)
        return noWay;
    const TextDraft text{QString::fromLatin1(message.id.value.hex()), message.to, message.body};
    return [texts = m_texts, text] { return texts->send(text); };
}

Gateways::Handing Gateways::handingOwn(MailDraft draft) const
{
    if (!m_mail)
        return noWay;
    const MailOutSettings &settings = *m_settings->mailOut;
    draft.from = {settings.fromName, settings.fromAddress};
    draft.replyTo = settings.replyTo;
    return [mail = m_mail, draft = std::move(draft)] { return mail->send(draft); };
}

void Gateways::rest(Channel channel, const Error &why, Time until)
{
    way(channel).rests = until;
    way(channel).failing = why;
}

void Gateways::worked(Channel channel) { way(channel).failing.reset(); }

std::optional<Error> Gateways::trouble(Channel channel) const
{
    return way(channel).closed ? way(channel).closed : way(channel).failing;
}

} // namespace updesk
