// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuewords.h"

#include "ui/parts/tierpaint.h"

#include <QLocale>

#include <algorithm>

// What is to be done, by whom and on which way: the words that need no clock face.
namespace updesk
{

namespace
{

bool isAfterHours(const LeadNow &row, Time now)
{
    return row.clock == LeadNow::Running && row.clockFrom > row.received && now < row.clockFrom;
}

bool confirmComesFirst(const LeadNow &row)
{
    return row.confirmDue > 0 && (row.nextDue == 0 || row.confirmDue <= row.nextDue);
}

} // namespace

QString QueueWords::next(const LeadNow &row, Time now) const
{
    if (row.closed != Closed::Open)
        return tr("Closed");
    if (row.waitingSince > 0) {
        if (row.nextKind == Task::Kind::Greet || (row.nextDue == 0 && row.type == LeadType::WalkIn))
            return tr("Greet at the desk");
        switch (row.nextKind == Task::Kind::Reply ? row.nextChannel : Channel::None) {
        case Channel::Phone:
            return tr("Call back, missed call");
        case Channel::Text:
            return tr("Reply to the text");
        case Channel::Email:
            return tr("Reply to the email");
        case Channel::InPerson:
            return tr("Greet at the desk");
        case Channel::None:
            break;
        }
        return tr("Reply to the customer");
    }
    if (isAfterHours(row, now))
        return tr("After hours: open + %1", "minutes after opening").arg((row.clockDue - row.clockFrom) / kMinute);
    if (row.nextDue == 0 && row.confirmDue == 0)
        return row.clock == LeadNow::Running ? tr("Call, attempt %1").arg(row.attempts + 1) : tr("Nothing planned");
    Task step;
    step.kind = confirmComesFirst(row) ? Task::Kind::Confirm : row.nextKind;
    step.channel = row.nextChannel;
    step.promised = row.promised;
    step.due = row.nextDue;
    step.attempt = row.attempt;
    step.attempts = row.attemptsOf;
    return task(step, now);
}

QString QueueWords::task(const Task &step, Time now) const
{
    const bool counted = step.attempt > 0;
    const bool bounded = counted && step.attempts > 1 && step.attempt > 1;
    switch (step.kind) {
    case Task::Kind::Call:
        if (step.promised)
            return tr("Call back, %1").arg(moment(step.due, now));
        if (bounded)
            return tr("Call, attempt %1 of %2").arg(step.attempt).arg(step.attempts);
        return counted ? tr("Call, attempt %1").arg(step.attempt) : tr("Call");
    case Task::Kind::Text:
        if (step.promised)
            return tr("Text, %1").arg(moment(step.due, now));
        if (bounded)
            return tr("Text, attempt %1 of %2").arg(step.attempt).arg(step.attempts);
        return counted ? tr("Text, attempt %1").arg(step.attempt) : tr("Text");
    case Task::Kind::Email:
        if (step.promised)
            return tr("Email, %1").arg(moment(step.due, now));
        if (bounded)
            return tr("Email, attempt %1 of %2").arg(step.attempt).arg(step.attempts);
        return counted ? tr("Email, attempt %1").arg(step.attempt) : tr("Email");
    case Task::Kind::Confirm:
        return tr("Confirm the visit");
    case Task::Kind::FindContact:
        return tr("Find a phone or email");
    case Task::Kind::Greet:
        return tr("Greet at the desk");
    case Task::Kind::Reply:
        return tr("Reply to the customer");
    }
    return {};
}

Channel QueueWords::channelOf(const LeadNow &row)
{
    const bool inPerson = row.waitingSince > 0 && row.nextKind == Task::Kind::Greet;
    if (inPerson)
        return Channel::InPerson;
    if (row.nextChannel != Channel::None)
        return row.nextChannel;
    switch (row.nextKind) {
    case Task::Kind::Text:
        return Channel::Text;
    case Task::Kind::Email:
        return Channel::Email;
    case Task::Kind::Greet:
        return Channel::InPerson;
    case Task::Kind::FindContact:
        return Channel::None;
    case Task::Kind::Call:
    case Task::Kind::Confirm:
    case Task::Kind::Reply:
        break;
    }
    return Channel::Phone;
}

QString QueueWords::nextKey(const LeadNow &row) const
{
    return row.closed == Closed::Open && channelOf(row) == Channel::Phone ? QStringLiteral("C") : QString();
}

QString QueueWords::channel(Channel channel)
{
    switch (channel) {
    case Channel::Phone:
        return tr("TEL", "phone, at most 3 letters");
    case Channel::Text:
        return tr("SMS", "text message, at most 3 letters");
    case Channel::Email:
        return tr("EML", "email, at most 3 letters");
    case Channel::InPerson:
        return tr("IN", "in person, at most 3 letters");
    case Channel::None:
        break;
    }
    return QStringLiteral("-");
}

QString QueueWords::tier(Tier tier) { return tierWord(static_cast<TierLook>(tier)); }

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

QString QueueWords::lostReason(const QString &code)
{
    if (code == QLatin1String("bought_elsewhere"))
        return tr("Bought elsewhere");
    if (code == QLatin1String("price"))
        return tr("Price");
    if (code == QLatin1String("credit"))
        return tr("No loan");
    if (code == QLatin1String("not_buying"))
        return tr("Not buying now");
    if (code == QLatin1String("vehicle_gone"))
        return tr("Vehicle is gone");
    if (code == QLatin1String("too_far"))
        return tr("Too far away");
    if (code == QLatin1String("no_answer"))
        return tr("Never answered");
    return tr("Other reason");
}

QString QueueWords::fullName(PersonId id) const
{
    const Person *person = m_rules ? m_rules->person(id) : nullptr;
    return person ? person->name : QString();
}

QString QueueWords::person(PersonId id) const
{
    const QString full = fullName(id);
    if (full.isEmpty())
        return QStringLiteral("-");
    const QString first = full.section(u' ', 0, 0);
    const auto &people = m_rules->people;
    const bool shared = std::any_of(people.begin(), people.end(),
        [&](const Person &other) { return other.id != id && other.active && other.name.section(u' ', 0, 0) == first; });
    const QString last = full.section(u' ', 1, -1, QString::SectionSkipEmpty);
    return shared && !last.isEmpty() ? tr("%1 %2.", "first name and initial").arg(first, last.left(1)) : first;
}

QString QueueWords::source(SourceId id) const
{
    const Source *source = m_rules ? m_rules->source(id) : nullptr;
    return source ? source->name : QString();
}

QString QueueWords::whyGone(const LeadNow &row, Time now, bool owned) const
{
    if (row.closed != Closed::Open)
        return tr("Closed");
    return owned && !row.owner.isNull() ? tr("%1 has this").arg(person(row.owner)) : next(row, now);
}

} // namespace updesk
