// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuewords.h"

#include "ui/parts/keycap.h"
#include "ui/parts/letterkeys.h"

namespace updesk
{

Channel QueueWords::channelOf(const LeadNow &row)
{
    const bool inPerson = row.waitingSince > 0 && row.nextKind == Task::Kind::Greet;
    if (inPerson)
        return Channel::InPerson;
    if (row.nextDue == 0 && row.confirmDue == 0 && row.waitingSince == 0)
        return Channel::None;
    if (row.nextChannel != Channel::None)
        return row.nextChannel;
    switch (row.nextKind) {
    case Task::Kind::Text:
    case Task::Kind::Remind:
        return Channel::Text;
    case Task::Kind::Email:
        return Channel::Email;
    case Task::Kind::Greet:
        return Channel::InPerson;
    case Task::Kind::FindContact:
    case Task::Kind::Decide:
        return Channel::None;
    case Task::Kind::Call:
    case Task::Kind::Confirm:
    case Task::Kind::Reply:
    case Task::Kind::Recover:
        break;
    }
    return Channel::Phone;
}

QString QueueWords::nextKey(const LeadNow &row) const
{
    return row.place.group < kClosedGroup && channelOf(row) == Channel::Phone
        ? keyText(letterKeys()->keys(Letter::Call))
        : QString();
}

QString QueueWords::group(int group)
{
    switch (group) {
    case 0:
        return tr("Waiting for us");
    case 1:
        return tr("First response");
    case 2:
        return tr("Confirm");
    case 3:
        return tr("First response, over 30 min late");
    case 4:
        return tr("Due today");
    default:
        return tr("Later");
    }
}

QString QueueWords::owner(PersonId id) const
{
    const QString name = person(id);
    return name.isEmpty() ? QStringLiteral("-") : name;
}

QString QueueWords::claiming(PersonId id, bool online) const
{
    return online ? tr("claiming") : tr("%1?", "an owner whom the server has not confirmed").arg(owner(id));
}

QString QueueWords::whyGone(const LeadNow &row, Time now, bool owned) const
{
    if (row.place.group == kClosedGroup)
        return tr("Closed");
    return owned && !row.owner.isNull() ? tr("%1 has this").arg(person(row.owner)) : next(row, now);
}

} // namespace updesk
