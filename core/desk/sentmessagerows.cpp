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

static constexpr char kOthers[] =
    "SELECT m.provider_id FROM phone p CROSS JOIN lead l CROSS JOIN message m WHERE p.e164=?1"
    " AND l.customer_id=p.customer_id AND m.lead_id=l.id AND m.to_address=?1 AND m.id<>?2 AND m.began>=?3"
    " AND m.provider_id<>''";

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

Result<QStringList> otherTextsTo(Database &database, const Message &message)
{
    QStringList ids;
    Query q = database.query(kOthers);
    q.bind(1, message.to).bind(2, message.id).bind(3, message.began - kHour);
    while (q.next())
        ids.push_back(q.text(0));
    if (auto done = q.done(); !done)
        return done.error();
    return ids;
}

} // namespace updesk
