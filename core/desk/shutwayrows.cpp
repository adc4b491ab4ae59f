// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/shutwayrows.h"

#include "core/channels/sender.h"
#include "core/desk/messages.h"

namespace updesk
{

static constexpr Time kTriedWithin = 10 * kMinute; // the longest that a sender leaves a way alone
static constexpr Time kAskedWithin = 7 * kDay; // else all that ever failed is looked through each time

// The newest moment at which something left by it.
static constexpr char kLeft[] = "SELECT began FROM message WHERE deleted=0 AND state='sent' AND began>=?2 AND chan=?1"
                                " ORDER BY began DESC LIMIT 1";
// One that was put back, with the moment of its next try; and one of which nobody knows whether it went.
static constexpr char kPutBack[] =
    "SELECT why, not_before FROM message WHERE deleted=0 AND state IN ('queued','sending')"
    " AND state='queued' AND chan=?1 AND why<>'' AND not_before>?2 AND asked>?2-?3"
    " ORDER BY not_before DESC";
static constexpr char kUnknown[] =
    "SELECT why, began FROM message WHERE deleted=0 AND wish=0 AND (state IN ('failed','unknown','expired')"
    " OR (state='cancelled' AND by_person IS NOT NULL)) AND state='unknown' AND chan=?1 AND began>?2 AND asked>?2-?3"
    " ORDER BY began DESC";

static Result<ShutWay> firstOfTheWay(Query q)
{
    ShutWay shut;
    while (shut.why.isEmpty() && q.next()) {
        if (const QString why = q.text(0); isOfTheWay(why))
            shut = {why, q.number(1) + kTriedWithin};
    }
    const auto done = q.done();
    return done ? Result<ShutWay>(shut) : Result<ShutWay>(done.error());
}

static Result<ShutWay> shutWay(Database &database, Channel way, Time now)
{
    const auto isSetUp = canSend(database, way);
    if (!isSetUp && isSetUp.error().code != Error::Code::Damaged) // what cannot be read is no way
        return isSetUp.error();
    if (!isSetUp || !*isSetUp)
        return ShutWay{QStringLiteral("no_channel"), 0};
    Time since = now - kTriedWithin;
    Query left = database.query(kLeft);
    if (left.bind(1, int(way)).bind(2, since).next())
        since = left.number(0);
    if (auto done = left.done(); !done)
        return done.error();
    for (const char *sql : {kPutBack, kUnknown}) {
        Query q = database.query(sql);
        q.bind(1, int(way)).bind(2, since).bind(3, kAskedWithin);
        const auto shut = firstOfTheWay(std::move(q));
        if (!shut || !shut->why.isEmpty())
            return shut;
    }
    return ShutWay();
}

Result<ShutWays> shutWays(Database &database, Time now)
{
    const auto mail = shutWay(database, Channel::Email, now), text = shutWay(database, Channel::Text, now);
    if (!mail || !text)
        return !mail ? mail.error() : text.error();
    return ShutWays{*mail, *text};
}

} // namespace updesk
