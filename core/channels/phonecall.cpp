// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/phonecall.h"

#include "core/people/phonenumber.h"

#include <QList>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr size_t kMostOpen = 2'000;
constexpr Time kForgotten = 25 * kHour;

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

bool isPrintable(const QByteArray &line)
{
    return std::all_of(line.begin(), line.end(), [](char c) { return c == '\t' || (c >= 0x20 && c < 0x7F); });
}

bool isId(const QByteArray &word) { return !word.isEmpty() && word.size() <= 100; }

/// What systems write when the other side shows no number.
bool isWithheld(const QByteArray &word)
{
    const QByteArray lower = word.toLower();
    return lower == "-" || lower == "anonymous" || lower == "unknown" || lower == "withheld" || lower == "private";
}

/// way, number and perhaps the extension, from `at` on.
Result<void> readParty(const QList<QByteArray> &words, qsizetype at, const QString &region, PhoneEvent &event)
{
    if (words.size() < at + 2)
        return invalid(words.size() < at + 1 ? "way" : "number");
    if (words[at] != "in" && words[at] != "out")
        return invalid("way");
    event.way = words[at] == "in" ? CallWay::In : CallWay::Out;
    if (!isWithheld(words[at + 1])) {
        const auto read = phonesIn(QString::fromLatin1(words[at + 1]), region);
        if (read.size() != 1 || read.front().e164.isEmpty())
            return invalid("number");
        event.number = read.front().e164;
    }
    if (words.size() > at + 3)
        return invalid("more");
    event.extension = QString::fromLatin1(words.value(at + 2));
    return event.extension.size() <= 32 ? Result<void>() : invalid("extension");
}

Result<void> readEnded(const QList<QByteArray> &words, const QString &region, PhoneEvent &event)
{
    bool number = false;
    event.seconds = words.value(2).toInt(&number);
    if (!number || event.seconds < 0 || event.seconds > kLongestCall || words[2].startsWith('+'))
        return invalid("seconds");
    return words.size() > 3 ? readParty(words, 3, region, event) : Result<void>();
}

} // namespace

Result<PhoneEvent> phoneEventIn(const QByteArray &line, const QString &region)
{
    using Kind = PhoneEvent::Kind;
    if (line.size() > kLongestPhoneLine || !isPrintable(line))
        return invalid("line");
    const QList<QByteArray> words = line.simplified().split(' ');
    PhoneEvent event;
    if (words[0] == "ping")
        return words.size() == 1 ? Result<PhoneEvent>(event) : invalid("more");
    if (words[0] != "ring" && words[0] != "answered" && words[0] != "ended")
        return invalid("event");
    if (!isId(words.value(1)))
        return invalid("id");
    event.id = QString::fromLatin1(words[1]);
    Result<void> read;
    if (words[0] == "ring") {
        event.kind = Kind::Rang;
        read = readParty(words, 2, region, event);
    } else if (words[0] == "ended") {
        event.kind = Kind::Ended;
        read = readEnded(words, region, event);
    } else {
        event.kind = Kind::Answered;
        event.extension = QString::fromLatin1(words.value(2));
        read = words.size() > 3 ? invalid("more") : event.extension.size() > 32 ? invalid("extension") : Result<void>();
    }
    return read ? Result<PhoneEvent>(event) : read.error();
}

void OpenCalls::forgetOld(Time now)
{
    std::erase_if(m_calls, [now](const auto &open) { return now - open.second.rangAt > kForgotten; });
}

Result<std::optional<PhoneCall>> OpenCalls::take(const PhoneEvent &event, Time now)
{
    using Kind = PhoneEvent::Kind;
    const auto none = std::optional<PhoneCall>();
    if (event.kind == Kind::Ping)
        return none;
    auto found = m_calls.find(event.id);
    if (event.kind == Kind::Rang) {
        if (found != m_calls.end()) // told again
            return none;
        forgetOld(now);
        if (m_calls.size() >= kMostOpen)
            return Error{Error::Code::Busy, QStringLiteral("calls"), {}};
        m_calls[event.id] = {event.id, event.way.value_or(CallWay::Out), event.number, event.extension, now, 0, 0, 0};
        return none;
    }
    if (found == m_calls.end() && !(event.kind == Kind::Ended && event.way))
        return Error{Error::Code::NotFound, QStringLiteral("id"), {}};
    if (event.kind == Kind::Answered) {
        if (found->second.answeredAt == 0)
            found->second.answeredAt = now;
        if (!event.extension.isEmpty())
            found->second.extension = event.extension;
        return none;
    }
    PhoneCall call = found != m_calls.end()
        ? found->second
        : PhoneCall{event.id, *event.way, event.number, event.extension, now - event.seconds * kSecond, 0, 0, 0};
    if (found != m_calls.end())
        m_calls.erase(found);
    // Nobody talked for longer than the call was there, whatever the two clocks say.
    call.endedAt = std::max(now, call.rangAt);
    call.seconds = int(std::min<Time>(event.seconds, (call.endedAt - call.rangAt + kSecond - 1) / kSecond));
    if (call.seconds == 0)
        call.answeredAt = 0;
    else if (call.answeredAt == 0)
        call.answeredAt = call.endedAt - call.seconds * kSecond;
    return std::optional<PhoneCall>(call);
}

} // namespace updesk
