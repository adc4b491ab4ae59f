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

// While sending is on hold nobody can have asked for it once more since it was begun, as far as is known.
static bool isToSettle(const Message &message, const SendNote &note, bool held)
{
    if (note.step == SendNote::Step::Refused)
        return false;
    if (note.step == SendNote::Step::Accepted)
        return isOneOf(message.state, {"queued", "sending", "expired", "unknown", "cancelled"});
    const bool again = MessageWish(message.wish) == MessageWish::Again;
    return isOneOf(message.state, {"queued", "sending", "expired"}) && (held || !again);
}

Result<int> settleJournal(Database &database, Remote &remote)
{
    const auto held = sendHold(database);
    const auto journal = held ? sendJournal(database) : Result<std::vector<SendNote>>(held.error());
    if (!journal)
        return journal.error();
    int settled = 0;
    for (const SendNote &note : *journal) {
        const auto message = load(database, kMessage, note.message);
        if (!message && message.error().code != Error::Code::NotFound)
            return message.error();
        if (!message || !isToSettle(*message, note, held->has_value()))
            continue;
        const auto taken = remote.settle(note);
        if (!taken)
            return taken.error();
        settled += *taken;
        step("message settled");
    }
    return settled;
}

} // namespace updesk
