// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/messagewish.h"

#include <algorithm>

namespace updesk
{

static QString word(const char *state) { return QString::fromLatin1(state); }

static bool isOne(const QString &state, std::initializer_list<const char *> states)
{
    return std::ranges::any_of(states, [&state](const char *one) { return state == QLatin1String(one); });
}

static std::optional<QString> wishedFrom(const QString &state, MessageWish wish)
{
    switch (wish) {
    case MessageWish::Cancel: // one that is in trouble is left alone by it
        if (isOne(state, {"queued", "cancelled"}))
            return word("cancelled");
        return isOne(state, {"failed", "expired"}) ? std::optional(state) : std::nullopt;
    case MessageWish::Again:
        return isOne(state, {"failed", "expired", "queued"}) ? std::optional(word("queued")) : std::nullopt;
    case MessageWish::Arrived:
        return isOne(state, {"unknown", "sent"}) ? std::optional(word("sent")) : std::nullopt;
    case MessageWish::Lost:
        return isOne(state, {"unknown", "failed"}) ? std::optional(word("failed")) : std::nullopt;
    case MessageWish::None:
        break;
    }
    return std::nullopt;
}

// How it stood before a wish that is taken back.
static QString unwished(const Message &message, MessageWish wish)
{
    const QString &state = message.state;
    const bool byPerson = message.why == QLatin1String("person");
    if (wish == MessageWish::Cancel && byPerson && state == QLatin1String("cancelled"))
        return word("queued");
    if (wish == MessageWish::Again && state == QLatin1String("queued"))
        return word(message.why.isEmpty() ? "expired" : "failed");
    if (wish == MessageWish::Arrived && byPerson && state == QLatin1String("sent"))
        return word("unknown");
    if (wish == MessageWish::Lost && byPerson && state == QLatin1String("failed"))
        return word("unknown");
    return state;
}

std::optional<QString> wished(const Message &message, MessageWish wish)
{
    if (const auto direct = wishedFrom(message.state, wish))
        return direct;
    return wishedFrom(unwished(message, MessageWish(message.wish)), wish);
}

std::optional<Message> afterWish(const Message &message, MessageWish before, MessageWish now, Time at)
{
    Message out = message;
    out.wish = int(now);
    const QString stood = unwished(message, before);
    std::optional<QString> becomes = now == MessageWish::None ? std::optional(stood) : wishedFrom(message.state, now);
    if (!becomes)
        becomes = wishedFrom(stood, now);
    if (!becomes)
        return std::nullopt;
    if (*becomes == message.state)
        return out;
    out.state = *becomes;
    if (now != MessageWish::Again) {
        out.why = now == MessageWish::None ? QString() : word("person");
        return out;
    }
    const Time had = message.sendBefore - std::max(message.notBefore, message.asked); // as long as at first
    out.notBefore = at;
    out.sendBefore = message.sendBefore == 0 ? 0 : at + std::clamp<Time>(had, 30 * kMinute, kDay);
    return out;
}

} // namespace updesk
