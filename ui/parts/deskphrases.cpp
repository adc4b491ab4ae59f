// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/doubt.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/tierpaint.h"

// What is to be done and how things are called: the words that need no clock face.
namespace updesk
{

static bool isAfterHours(const LeadNow &row, Time now)
{
    return row.clock == LeadNow::Running && row.clockFrom > row.received && now < row.clockFrom;
}

static bool confirmComesFirst(const LeadNow &row)
{
    return row.confirmDue > 0 && (row.nextDue == 0 || row.confirmDue <= row.nextDue);
}

QString DeskWords::waiting(const LeadNow &row) const
{
    if (row.nextKind == Task::Kind::Greet || (row.nextDue == 0 && row.type == LeadType::WalkIn))
        return tr("Greet at the desk");
    if (isDoubt(row.nextKind, row.nextChannel))
        return tr("Read: may mean stop");
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

QString DeskWords::next(const LeadNow &row, Time now) const
{
    if (row.closed != Closed::Open)
        return tr("Closed");
    if (row.waitingSince > 0)
        return waiting(row);
    if (isAfterHours(row, now))
        return tr("After hours: open + %1", "minutes after opening").arg((row.clockDue - row.clockFrom) / kMinute);
    if (row.nextDue == 0 && row.confirmDue == 0)
        return tr("Nothing planned");
    Task step;
    step.kind = confirmComesFirst(row) ? Task::Kind::Confirm : row.nextKind;
    step.channel = row.nextChannel;
    step.promised = row.promised;
    step.due = row.nextDue;
    step.attempt = row.attempt;
    step.attempts = row.attemptsOf;
    return task(step, now);
}

QString DeskWords::task(const Task &step, Time now) const
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
    case Task::Kind::Decide:
        return isDoubt(step.kind, step.channel) ? tr("Read: may mean stop") : tr("Manager decides");
    case Task::Kind::Greet:
        return tr("Greet at the desk");
    case Task::Kind::Reply:
        return tr("Reply to the customer");
    case Task::Kind::Remind:
        return tr("Text: remind of the visit");
    case Task::Kind::Recover:
        return tr("Call: missed the visit");
    }
    return {};
}

QString DeskWords::channel(Channel channel)
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

QString DeskWords::tier(Tier tier) { return tierWord(static_cast<TierLook>(tier)); }

QString DeskWords::stage(Stage stage)
{
    switch (stage) {
    case Stage::New:
        return tr("New");
    case Stage::Tried:
        return tr("Tried");
    case Stage::Contacted:
        return tr("Working");
    case Stage::VisitSet:
        return tr("Visit set");
    case Stage::Shown:
        return tr("Shown");
    case Stage::Sold:
        return tr("Sold");
    case Stage::Lost:
        break;
    }
    return tr("Lost");
}

QString DeskWords::grade(int grade) { return grade >= 1 && grade <= 4 ? QString(QChar(u'A' + grade - 1)) : QString(); }

QString DeskWords::lostReason(const QString &code)
{
    struct Named {
        const char *code;
        const char *words;
    };
    static constexpr Named kNamed[] = {
        {"bought_elsewhere", QT_TR_NOOP("Bought elsewhere")},
        {"price", QT_TR_NOOP("Price too high")},
        {"credit", QT_TR_NOOP("Financing did not work")},
        {"not_buying", QT_TR_NOOP("Not buying any more")},
        {"vehicle_gone", QT_TR_NOOP("The vehicle is gone")},
        {"too_far", QT_TR_NOOP("Too far away")},
        {"no_answer", QT_TR_NOOP("Could not be reached")},
        {"do_not_contact", QT_TR_NOOP("Do not contact")},
        {"other", QT_TR_NOOP("Another reason")},
    };
    for (const Named &named : kNamed)
        if (code == QLatin1String(named.code))
            return tr(named.words);
    QString plain = code;
    return plain.replace(u'_', u' ');
}

} // namespace updesk
