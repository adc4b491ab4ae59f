// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/callbackrows.h"

#include "core/store/callbacksql.h"

namespace updesk
{

static_assert(int(MessageWish::Again) == 2);

static constexpr char kHolds[] = "SELECT 1 FROM message m WHERE m.id=?1 AND " UPDESK_CALL_BACK_HOLDS("m");

Result<bool> callBackHolds(Database &database, MessageId message)
{
    Query q = database.query(kHolds);
    q.bind(1, message);
    const bool holds = q.next();
    const auto done = q.done();
    return done ? Result<bool>(holds) : Result<bool>(done.error());
}

} // namespace updesk
