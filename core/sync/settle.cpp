// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/settle.h"

#include "core/channels/sendhold.h"
#include "core/sequences/message.h"

namespace updesk
{

static bool isOneOf(const QString &state, std::initializer_list<const char *> states)
{
    return std::ranges::any_of(states, [&state](const char *one) { return state == QLatin1String(one); });
}

// What was begun since may be on its way right now, as is what the server has as being sent by the epoch of the note.
// How a message ended that was on its way when the server was set back may be noted later; while the hold stands none
// begins.
static bool isOfBefore(const Message &message, const SendNote &note, Time since, bool held)
{
    const bool begun = note.step == SendNote::Step::Begun;
    if (note.at >= since)
        return held && !begun;
    return held || !begun || message.state != QLatin1String("sending") || message.epoch != note.epoch;
}

// While sending is on hold nobody can have asked for it once more since it was begun, as far as is known.
static bool isToSettle(const Message &message, const SendNote &note, Time since, bool held)
{
    if (note.step == SendNote::Step::Refused || !isOfBefore(message, note, since, held))
        return false;
    if (note.step == SendNote::Step::Accepted)
        return isOneOf(message.state, {"queued", "sending", "expired", "unknown", "cancelled"});
    const bool again = MessageWish(message.wish) == MessageWish::Again;
    return isOneOf(message.state, {"queued", "sending", "expired"}) && (held || !again);
}

Result<Settled> settleJournal(Database &database, Remote &remote)
{
    const auto last = lastHold(database);
    const auto held = sendHold(database);
    const auto journal = sendJournal(database);
    if (!last || !held || !journal)
        return !last ? last.error() : !held ? held.error() : journal.error();
    Settled settled;
    for (const SendNote &note : *journal) {
        const auto message = load(database, kMessage, note.message);
        if (!message && message.error().code != Error::Code::NotFound)
            return message.error();
        if (!message || !isToSettle(*message, note, last->since, held->has_value()))
            continue;
        const auto taken = remote.settle(note);
        if (!taken)
            return taken.error();
        settled.taken += *taken;
        settled.all = settled.all && *taken;
        step("message settled");
    }
    return settled;
}

} // namespace updesk
