// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/told.h"

#include "core/desk/notices.h"
#include "core/leads/leaddraft.h"
#include "core/sequences/message.h"
#include "core/store/apply.h"

namespace updesk
{

static constexpr Time kNews = 3 * kDay; // over a weekend

static constexpr char kExpiredOf[] = "SELECT id FROM message WHERE id=?1 AND deleted=0 AND (state='expired'"
                                     " OR (state='cancelled' AND why LIKE 'claim:%'))"
                                     " AND by_person IS NOT NULL";
// A store without a server has all its rows; another one once the first of them have come.
static constexpr char kIsFilled[] =
    "SELECT 1 WHERE NOT EXISTS(SELECT 1 FROM state WHERE k='joined' AND v<>0) OR (EXISTS(SELECT 1 FROM state"
    " WHERE k='taken.'||(SELECT v FROM state WHERE k='store') AND v>0)"
    " AND NOT EXISTS(SELECT 1 FROM state WHERE k='anew'))";
static constexpr char kMark[] = "INSERT OR IGNORE INTO told(id,at) VALUES(?1,?2)";

static Result<bool> isFilled(Database &database)
{
    Query q = database.query(kIsFilled);
    const bool filled = q.next();
    const auto done = q.done();
    return done ? Result<bool>(filled) : Result<bool>(done.error());
}

// Each time that it waited in vain is told once: somebody may have let it go out once more.
static Result<bool> markTold(Transaction &tx, const Message &message)
{
    const Id waited = fixedId("expired " + message.id.value.hex() + ' ' + QByteArray::number(message.sendBefore), 0);
    if (auto marked = tx.database().query(kMark).bind(1, waited).bind(2, tx.now()).run(); !marked)
        return marked.error();
    return tx.database().changed() > 0;
}

static Result<void> tellExpired(Transaction &tx, std::span<const Id> rows)
{
    const auto filled = rows.empty() ? Result<bool>(false) : isFilled(tx.database());
    if (!filled || !*filled)
        return filled ? Result<void>() : filled.error();
    for (const Id &row : rows) {
        const auto message = load(tx.database(), kMessage, row);
        if (!message)
            return message.error();
        if (message->sendBefore < tx.now() - kNews)
            continue;
        const auto fresh = markTold(tx, *message);
        if (!fresh)
            return fresh.error();
        const bool mail = Channel(message->channel) == Channel::Email;
        const Notice::Kind kind = message->state == QLatin1String("cancelled") ? Notice::Kind::MessageUntrue
            : mail                                                             ? Notice::Kind::MailExpired
                                                                               : Notice::Kind::TextExpired;
        const Notice notice{0, message->by, kind, tx.now(), message->lead, {}, 1, false};
        if (auto told = *fresh ? tell(tx, notice) : Result<void>(); !told)
            return told;
    }
    return {};
}

const Derivation kToldExpired{{{"message", kExpiredOf}}, tellExpired};

} // namespace updesk
