// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/message.h"
#include "tests/support/modelrules.h"

#include <algorithm>

namespace updesk
{

using Row = ModelServer::Row;

static bool isMessage(const Row &row) { return qstrcmp(row.table->name, kMessage.name) == 0; }

static Value &valueOf(Row &row, const char *column) { return row.fields[size_t(row.table->find(column))]; }

static QByteArray textOf(const Row &row, const char *column) { return std::get<QByteArray>(row.at(column)); }
static qint64 numberOf(const Row &row, const char *column) { return std::get<qint64>(row.at(column)); }

static bool isOneOf(const QByteArray &state, std::initializer_list<const char *> states)
{
    return std::ranges::any_of(states, [&state](const char *one) { return state == one; });
}

// What a wish makes of a message that stands so; empty: it cannot be done there.
static QByteArray wished(const QByteArray &state, MessageWish wish)
{
    switch (wish) {
    case MessageWish::None:
        break;
    case MessageWish::Cancel:
        if (isOneOf(state, {"queued", "cancelled"}))
            return "cancelled";
        return isOneOf(state, {"failed", "expired"}) ? state : QByteArray();
    case MessageWish::Again:
        return isOneOf(state, {"failed", "expired", "queued"}) ? "queued" : QByteArray();
    case MessageWish::Arrived:
        return isOneOf(state, {"unknown", "sent"}) ? "sent" : QByteArray();
    case MessageWish::Lost:
        return isOneOf(state, {"unknown", "failed"}) ? "failed" : QByteArray();
    }
    return {};
}

// How it stood before the wish that it has.
static QByteArray unwished(const Row &row)
{
    const QByteArray state = textOf(row, "state"), why = textOf(row, "why");
    const auto wish = MessageWish(numberOf(row, "wish"));
    if (wish == MessageWish::Cancel && state == "cancelled" && why == "person")
        return "queued";
    if (wish == MessageWish::Again && state == "queued")
        return why.isEmpty() ? "expired" : "failed";
    const bool looked =
        (wish == MessageWish::Arrived && state == "sent") || (wish == MessageWish::Lost && state == "failed");
    return looked && why == "person" ? "unknown" : state;
}

// As new as a desk may make one: administrators, who bring a store along, are not modelled.
static const char *beginMessage(Row &row)
{
    Value &state = valueOf(row, "state");
    if (state == Value{QByteArray()})
        state = QByteArray("queued");
    const auto isUntouched = [&row](const char *column) {
        const int n = row.table->find(column);
        return row.fields[size_t(n)] == defaultOf(row.table->columns[size_t(n)].type);
    };
    static constexpr const char *kOfTheHost[] = {"epoch", "began", "provider_id", "line_id", "wish", "why", "said"};
    return state == Value{QByteArray("queued")} && std::ranges::all_of(kOfTheHost, isUntouched) ? nullptr : "value";
}

static void wishIt(Row &now, const Row &before, const QByteArray &becomes, Time at)
{
    valueOf(now, "state") = becomes;
    const auto wish = MessageWish(numberOf(now, "wish"));
    if (wish != MessageWish::Again) {
        valueOf(now, "why") = QByteArray(wish == MessageWish::None ? "" : "person");
        return;
    }
    const Time until = numberOf(before, "send_before");
    const Time had = until - std::max(numberOf(before, "not_before"), numberOf(before, "asked"));
    valueOf(now, "not_before") = at;
    valueOf(now, "send_before") = until == 0 ? 0 : at + std::clamp<Time>(had, 30 * kMinute, kDay);
}

const char *guardMessage(Row &now, const Row *before, Time at)
{
    if (!isMessage(now))
        return nullptr;
    if (!before)
        return beginMessage(now);
    const QByteArray state = textOf(*before, "state");
    if (now.fields[0] != before->fields[0] && !isOneOf(state, {"queued", "cancelled", "expired"}))
        return "value";
    const auto wish = MessageWish(numberOf(now, "wish"));
    if (now.at("wish") == before->at("wish"))
        return nullptr;
    const QByteArray stood = unwished(*before);
    QByteArray becomes = wish == MessageWish::None ? stood : wished(state, wish);
    if (becomes.isEmpty())
        becomes = wished(stood, wish);
    if (becomes.isEmpty())
        return "value";
    if (becomes != state)
        wishIt(now, *before, becomes, at);
    return nullptr;
}

bool hasMessageLike(const ModelServer &server, const Row &row)
{
    return isMessage(row) && std::holds_alternative<Id>(row.at("lead_id"))
        && std::ranges::any_of(server.rows(), [&row](const auto &entry) {
               const Row &one = entry.second;
               return isMessage(one) && one.at("lead_id") == row.at("lead_id")
                   && one.at("purpose") == row.at("purpose");
           });
}

} // namespace updesk
