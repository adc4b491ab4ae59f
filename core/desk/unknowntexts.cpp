// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/unknowntexts.h"

#include "core/channels/sender.h"
#include "core/desk/sentmessagerows.h"
#include "core/store/apply.h"

namespace updesk
{

static constexpr Time kLookEvery = 5 * kSecond;
static constexpr Time kFirstLook = 15 * kSecond; // providers list a text a moment after they took it
static constexpr Time kLongest = kHour;
static constexpr int kMostTries = 12; // about half a day: after that a person's word is the better one
static constexpr int kMostAtOnce = 20;
static constexpr size_t kMostHeard = 1000;

void UnknownTexts::heard(const Message &message, const TextReport &report)
{
    const bool tells = report.fate != TextFate::Waiting;
    if (tells && message.state == QLatin1String("unknown") && m_heard.size() < kMostHeard)
        m_heard.insert_or_assign(message.id, report);
}

// Waiting at the provider is having it.
Result<void> UnknownTexts::settle(SendLane &lane, const MessageId &message, const TextReport &report)
{
    SendEnd end;
    end.state = report.fate == TextFate::Failed ? SendEnd::State::Failed : SendEnd::State::Sent;
    end.provider = report.providerId;
    if (report.fate == TextFate::Failed) {
        end.why = QStringLiteral("message");
        end.said = report.said;
    } else {
        end.line = lineOf(message);
    }
    const auto ended = lane.end(message, end);
    if (!ended)
        return ended.error();
    m_tries.erase(message);
    return {};
}

void UnknownTexts::putOff(const MessageId &message)
{
    Tries &tries = m_tries[message];
    tries.next = running() + std::min(kLongest, kFirstLook << std::min(tries.count, 20));
    ++tries.count;
}

Result<void> UnknownTexts::ask(const TextSettings &texts)
{
    const auto unknown = unknownTexts(m_session.database(), m_session.now() - kDay, kMostAtOnce);
    if (!unknown)
        return unknown.error();
    const auto due = std::ranges::find_if(*unknown, [this](const Message &message) {
        const auto tries = m_tries.find(message.id);
        return tries == m_tries.end() || (tries->second.count < kMostTries && tries->second.next <= running());
    });
    if (due == unknown->end())
        return {};
    m_about = due->id;
    const SentText sent{QString::fromLatin1(due->id.value.hex()), due->providerId, due->to, due->body, due->began};
    m_asked.emplace([way = m_at.ways.look, &secrets = m_at.secrets, texts, sent]() -> Result<TextReport> {
        const auto secret = secretFor(secrets, texts.secret);
        return secret ? way(texts, *secret)->find(sent) : Result<TextReport>(secret.error());
    });
    return {};
}

Result<void> UnknownTexts::turn(const TextSettings &texts, SendLane &lane)
{
    if (!m_heard.empty()) {
        const auto first = m_heard.begin();
        const auto settled = settle(lane, first->first, first->second);
        if (settled || settled.error().code == Error::Code::NotFound)
            m_heard.erase(first);
        return settled;
    }
    if (m_asked) {
        if (!m_asked->isBack())
            return {};
        const auto report = m_asked->take();
        m_asked.reset();
        putOff(m_about); // also what the provider has not listed yet
        return report ? settle(lane, m_about, *report) : Result<void>();
    }
    if (running() < m_next || texts.form == TextForm::Kannel) // that gateway cannot be asked
        return {};
    m_next = running() + kLookEvery;
    return ask(texts);
}

} // namespace updesk
