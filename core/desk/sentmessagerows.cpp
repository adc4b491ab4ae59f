// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sentmessagerows.h"

#include "core/leads/leaddraft.h"
#include "core/store/apply.h"

namespace updesk
{

// By the small index of messages in trouble, whose condition it repeats.
static constexpr char kUnknown[] =
    "SELECT id FROM message WHERE deleted=0 AND wish=0 AND (state IN"
    " ('failed','unknown','expired') OR (state='cancelled' AND by_person IS NOT NULL)) AND state='unknown'"
    " AND chan=?1 AND began>?2 ORDER BY asked, id LIMIT ?3";

Result<std::vector<Message>> unknownTexts(Database &database, Time since, int most)
{
    std::vector<Id> ids;
    {
        Query q = database.query(kUnknown);
        q.bind(1, int(Channel::Text)).bind(2, since).bind(3, most);
        while (q.next())
            ids.push_back(q.id(0));
        if (auto done = q.done(); !done)
            return done.error();
    }
    std::vector<Message> messages;
    for (const Id &id : ids) {
        auto message = load(database, kMessage, id);
        if (!message)
            return message.error();
        messages.push_back(std::move(*message));
    }
    return messages;
}

} // namespace updesk
