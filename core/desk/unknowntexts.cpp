// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/unknowntexts.h"

#include "core/channels/sender.h"
#include "core/desk/sentmessagerows.h"
#include "core/store/apply.h"

namespace updesk
{

static constexpr Time kLookEvery = 5 * kSecond;
static constexpr Time kHeardEvery = kSecond;
static constexpr Time kFirstLook = 15 * kSecond; // providers list a text a moment after they took it
static constexpr Time kLongest = kHour;
static constexpr int kMostTries = 12; // about half a day: after that a person's word is the better one
static constexpr int kMostAtOnce = 20;
static constexpr size_t kMostHeard = 1000;

/// What a report can still do for a message.
enum class Use : quint8 { None, Later, Now };

static Use useFor(const Message &message)
{
    const auto is = [&message](const char *state) { return message.state == QLatin1String(state); };
    if (is("unknown"))
        return Use::Now;
    // Of one that waits to go once more, what is reported is of the time before.
    const bool first = is("queued") && message.began == 0;
    return first || is("sending") ? Use::Later : Use::None;
}

// A provider is often quicker than our own row, which a server may bring here later still.
void UnknownTexts::heard(const Message &message, const TextReport &report)
{
    const bool tells = report.fate != TextFate::Waiting && useFor(message) != Use::None;
    if (tells && (m_heard.size() < kMostHeard || m_heard.contains(message.id)))
        m_heard.insert_or_assign(message.id, Heard{report});
}

// Waiting at the provider is having it.
Result<bool> UnknownTexts::settle(SendLane &lane, const MessageId &message, const TextReport &report)
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
    if (ended && *ended)
        m_tries.erase(message);
    return ended;
}

// The lane is told of one at a time. Where it says no, its row and ours differ still: the report stays until ours
// stands as sent or failed.
Result<void> UnknownTexts::settleHeard(SendLane &lane)
{
    int looked = 0;
    for (auto at = m_heard.begin(); at != m_heard.end() && looked < kMostAtOnce;) {
        Heard &heard = at->second;
        if (heard.next > running()) {
            ++at;
            continue;
        }
        ++looked;
        const auto message = load(m_session.database(), kMessage, at->first.value);
        if (!message && message.error().code != Error::Code::NotFound)
            return message.error();
        const Use use = message ? useFor(*message) : Use::None;
        heard.next = running() + kHeardEvery;
        if (use == Use::Now) {
            const auto settled = settle(lane, at->first, heard.report);
            if (settled ? *settled : settled.error().code == Error::Code::NotFound)
                m_heard.erase(at);
            return settled ? Result<void>() : settled.error();
        }
        at = use == Use::None ? m_heard.erase(at) : std::next(at);
    }
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
    const auto others = otherTextsTo(m_session.database(), *due);
    if (!others)
        return others.error();
    m_about = due->id;
    const SentText sent{
        QString::fromLatin1(due->id.value.hex()), due->providerId, due->to, due->body, due->began, *others};
    m_asked.emplace([way = m_at.ways.look, &secrets = m_at.secrets, texts, sent]() -> Result<TextReport> {
        const auto secret = secretFor(secrets, texts.secret);
        return secret ? way(texts, *secret)->find(sent) : Result<TextReport>(secret.error());
    });
    return {};
}

Result<void> UnknownTexts::turn(const TextSettings &texts, SendLane &lane)
{
    if (auto told = settleHeard(lane); !told)
        return told;
    if (m_asked) {
        if (!m_asked->isBack())
            return {};
        const auto report = m_asked->take();
        m_asked.reset();
        putOff(m_about); // also what the provider has not listed yet
        const auto settled = report ? settle(lane, m_about, *report) : Result<bool>(false);
        return settled ? Result<void>() : settled.error();
    }
    if (running() < m_next || texts.form == TextForm::Kannel) // that gateway cannot be asked
        return {};
    m_next = running() + kLookEvery;
    return ask(texts);
}

} // namespace updesk
