// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/mailin.h"
#include "core/desk/receiveways.h"

#include <mutex>

namespace updesk
{

inline QByteArray leadMail(int i)
{
    const QByteArray n = QByteArray::number(i);
    return "From: Ann" + n + " Reyes <ann" + n + "@example.org>\r\nTo: sales@northgate.example\r\n"
        + "Subject: 2024 Toyota RAV4\r\nDate: Thu, 12 Mar 2026 09:00:00 -0400\r\nMessage-ID: <m" + n
        + "@example.org>\r\n\r\nI am interested in it. Is it still available?\r\n";
}

/// What a mail server and a text provider hold; a round asks it from threads of its own.
struct FakeServer {
    std::mutex guard;
    quint32 validity = 5;
    std::vector<FetchedMail> mails;
    std::vector<quint32> settled;
    std::optional<Error> fails; ///< every question
    std::optional<Error> settleFails;
    std::vector<InboundText> texts;
    int asked = 0;
    Time textsAsked = 0; ///< when, as the asker says

    void put(quint32 uid, const QByteArray &bytes)
    {
        const std::lock_guard lock(guard);
        mails.push_back({uid, bytes.size(), bytes, FetchedMail::Lack::None});
    }
    void fail(std::optional<Error> why)
    {
        const std::lock_guard lock(guard);
        fails = std::move(why);
    }
    int times()
    {
        const std::lock_guard lock(guard);
        return asked;
    }
};

class FakeMail final : public MailIn
{
public:
    explicit FakeMail(FakeServer &server) : m_server(server) { }
    Result<MailBatch> fetch(const MailboxMark &mark) override
    {
        const std::lock_guard lock(m_server.guard);
        ++m_server.asked;
        if (m_server.fails)
            return *m_server.fails;
        MailBatch batch;
        batch.renumbered = mark.validity != 0 && mark.validity != m_server.validity;
        const quint32 from = mark.validity == m_server.validity ? mark.uid : 0;
        batch.next = {m_server.validity, from};
        for (const FetchedMail &mail : m_server.mails) {
            if (mail.uid <= from)
                continue;
            batch.more = batch.mails.size() == 3;
            if (batch.more)
                break;
            batch.mails.push_back(mail);
            batch.next.uid = mail.uid;
        }
        return batch;
    }
    Result<MailboxMark> here() override
    {
        const std::lock_guard lock(m_server.guard);
        ++m_server.asked;
        if (m_server.fails)
            return *m_server.fails;
        return MailboxMark{m_server.validity, m_server.mails.empty() ? 0 : m_server.mails.back().uid};
    }
    Result<void> settle(const MailboxMark &, const std::vector<quint32> &uids) override
    {
        const std::lock_guard lock(m_server.guard);
        if (m_server.settleFails)
            return *m_server.settleFails;
        m_server.settled.insert(m_server.settled.end(), uids.begin(), uids.end());
        return {};
    }
    Result<void> test() override { return {}; }

private:
    FakeServer &m_server;
};

class FakeTexts final : public TextIn
{
public:
    explicit FakeTexts(FakeServer &server) : m_server(server) { }
    Result<TextBatch> fetch(const TextMark &mark, Time now) override
    {
        const std::lock_guard lock(m_server.guard);
        ++m_server.asked;
        m_server.textsAsked = now;
        if (m_server.fails)
            return *m_server.fails;
        TextBatch batch{{}, mark};
        for (const InboundText &text : m_server.texts) {
            if (mark.seen.contains(text.providerId))
                continue;
            batch.texts.push_back(text);
            batch.next.seen << text.providerId;
        }
        return batch;
    }

private:
    FakeServer &m_server;
};

inline MailInSettings mailbox()
{
    MailInSettings settings;
    settings.server = {QStringLiteral("imap.example.com"), 993, Security::Tls, {}, LoginKind::Password,
        QStringLiteral("leads"), QStringLiteral("mail-in")};
    return settings;
}

/// The ways to that server.
inline ReceiveWays waysTo(FakeServer &server)
{
    ReceiveWays ways;
    ways.mail = [&server](const MailInSettings &, const QByteArray &) { return std::make_unique<FakeMail>(server); };
    ways.texts = [&server](const TextSettings &, const QByteArray &) { return std::make_unique<FakeTexts>(server); };
    return ways;
}

} // namespace updesk
