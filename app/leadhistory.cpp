// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/leadwords.h"
#include "core/leads/tone.h"
#include "ui/parts/detailwords.h"
#include "ui/parts/tonewords.h"

#include <QTimeZone>

namespace updesk
{

static QString kindWord(Activity::Kind kind)
{
    switch (kind) {
    case Activity::Kind::Call:
        return Words::tr("Call");
    case Activity::Kind::Text:
        return Words::tr("Text");
    case Activity::Kind::Email:
        return Words::tr("E-mail");
    case Activity::Kind::Visit:
        return Words::tr("Visit");
    case Activity::Kind::Note:
        return Words::tr("Note");
    case Activity::Kind::Import:
        return Words::tr("Inquiry");
    case Activity::Kind::Change:
        return Words::tr("Change");
    case Activity::Kind::System:
        break;
    }
    return Words::tr("UpDesk");
}

static QString codeWord(Activity::Code code)
{
    switch (code) {
    case Activity::Code::AskedAgain:
        return Words::tr("asked again");
    case Activity::Code::OwnerWarned:
        return Words::tr("owner warned");
    case Activity::Code::ManagerTold:
    case Activity::Code::HotManagerTold:
    case Activity::Code::EarlyManagerTold:
        return Words::tr("manager told");
    case Activity::Code::TakenBack:
        return Words::tr("taken back");
    case Activity::Code::NobodyElse:
        return Words::tr("stays: nobody else is there");
    case Activity::Code::NoManager:
    case Activity::Code::HotNoManager:
    case Activity::Code::EarlyNoManager:
        return Words::tr("no manager to tell");
    case Activity::Code::NobodyOnDuty:
    case Activity::Code::HotNobodyOnDuty:
    case Activity::Code::EarlyNobodyOnDuty:
        return Words::tr("nobody on duty to tell");
    case Activity::Code::EveryoneTold:
    case Activity::Code::HotEveryoneTold:
    case Activity::Code::EarlyEveryoneTold:
        return Words::tr("everyone told");
    case Activity::Code::Assigned:
        return Words::tr("given to another person");
    case Activity::Code::GradeSet:
        return Words::tr("grade set");
    case Activity::Code::Closed:
        return Words::tr("closed");
    case Activity::Code::Reopened:
        return Words::tr("reopened");
    case Activity::Code::Merged:
        return Words::tr("records merged");
    case Activity::Code::Unmerged:
        return Words::tr("merge taken back");
    case Activity::Code::FieldChanged:
        return Words::tr("changed");
    case Activity::Code::DoNotContact:
        return Words::tr("do not contact");
    case Activity::Code::MatchedToOther:
        return Words::tr("matched to another person's lead");
    case Activity::Code::Household:
        return Words::tr("same household");
    case Activity::Code::VehicleAdded:
        return Words::tr("vehicle added");
    case Activity::Code::VehicleChanged:
        return Words::tr("vehicle changed");
    case Activity::Code::VehicleGone:
        return Words::tr("vehicle no longer theirs");
    case Activity::Code::CoBuyerSet:
        return Words::tr("co-buyer");
    case Activity::Code::CoBuyerLeft:
        return Words::tr("no co-buyer any more");
    case Activity::Code::Acknowledged:
        return Words::tr("acknowledged");
    case Activity::Code::BeBack:
        return Words::tr("came back");
    case Activity::Code::AppointmentSet:
        return Words::tr("visit booked");
    case Activity::Code::FromQuarantine:
        return Words::tr("keyed from the quarantine");
    case Activity::Code::ReadLater:
        return Words::tr("read after all; it had been held back");
    case Activity::Code::NotArrived:
        return Words::tr("message did not arrive");
    case Activity::Code::MailOpened:
        return Words::tr("e-mail opened");
    case Activity::Code::MailClicked:
        return Words::tr("link of an e-mail followed");
    case Activity::Code::VideoLinked:
        return Words::tr("link to a video in a message");
    case Activity::Code::ToneTakenOff:
        return Words::tr("read, not angry or urgent after all");
    case Activity::Code::AddressBad:
        return Words::tr("address is bad, e-mail does not arrive");
    case Activity::Code::ConsentTaken:
        return Words::tr("agreed to be contacted");
    case Activity::Code::ConsentEnded:
        return Words::tr("consent counts no more");
    case Activity::Code::WayRefused:
        return Words::tr("refused a way of contact");
    case Activity::Code::WayOpened:
        return Words::tr("a way of contact is open again");
    case Activity::Code::ToldApart:
        return Words::tr("not the same person");
    case Activity::Code::HouseholdLeft:
        return Words::tr("left the household");
    case Activity::Code::VisitConfirmed:
        return Words::tr("visit confirmed");
    case Activity::Code::VisitMissed:
        return Words::tr("nobody came to the visit");
    case Activity::Code::VisitMoved:
        return Words::tr("visit moved");
    case Activity::Code::VisitCancelled:
        return Words::tr("visit cancelled");
    case Activity::Code::VisitLeft:
        return Words::tr("left the store");
    case Activity::Code::DealMade:
        return Words::tr("sold");
    case Activity::Code::DealDelivered:
        return Words::tr("delivered");
    case Activity::Code::DealUnwound:
        return Words::tr("sale unwound");
    case Activity::Code::TradeAppraised:
        return Words::tr("trade-in appraised");
    case Activity::Code::PlanStarted:
        return Words::tr("plan began");
    case Activity::Code::PlanStopped:
        return Words::tr("plan stopped");
    case Activity::Code::PlanRaised:
        return Words::tr("goes on in another plan, the score rose");
    case Activity::Code::PlanStepMoved:
        return Words::tr("a rule moved a step of the plan");
    case Activity::Code::PaymentFigured:
        return Words::tr("payment figured");
    default:
        return {};
    }
}

QString LeadWords::activity(const Activity &activity) const
{
    QStringList parts{kindWord(activity.kind)};
    const bool calls = activity.kind == Activity::Kind::Call;
    if (calls)
        parts[0] += activity.direction == Activity::Direction::In ? Words::tr(" in") : Words::tr(" out");
    const bool elsewhere = activity.code == Activity::Code::AskedAgain && !activity.source.isNull();
    const bool details = activity.code == Activity::Code::FieldChanged;
    const bool backup = activity.code == Activity::Code::ManagerTold && !activity.person.isNull();
    parts << outcome(activity.outcome)
          << (elsewhere        ? Words::tr("asked again, 2nd source: %1").arg(source(activity.source))
                     : backup  ? Words::tr("backup and manager told")
                     : details ? DetailWords::corrected(activity)
                               : codeWord(activity.code));
    if (activity.seconds > 0)
        parts << Words::tr("%1 s").arg(activity.seconds);
    if (activity.direction == Activity::Direction::Out || activity.evidence == Evidence::Told)
        parts << evidence(activity.evidence);
    if (!activity.person.isNull())
        parts << person(activity.person);
    if (activity.direction == Activity::Direction::In && !calls)
        parts << toneWords(toneFrom(activity.providerText));
    parts.removeAll(QString());
    const QString body = activity.body.simplified();
    const QString line = parts.join(QStringLiteral(", ")) + (body.isEmpty() ? QString() : QStringLiteral(": ") + body);
    //: %1: what happened, %2: a sentence about the clock
    return activity.clockJump == 0 ? line : Words::tr("%1 (%2)").arg(line, DeskWords::clockJump(activity.clockJump));
}

QString LeadWords::happened(const TimelineRow &row) const
{
    const Activity &a = row.activity;
    QString text;
    switch (row.from) {
    case TimelineRow::From::Activity:
        text = activity(a);
        break;
    case TimelineRow::From::Score:
        text = row.pointsBefore < 0 ? Words::tr("Score %1").arg(row.points)
                                    : Words::tr("Score %1, was %2").arg(row.points).arg(row.pointsBefore);
        break;
    case TimelineRow::From::Assignment:
        text = Words::tr("Owner: %1").arg(person(row.to));
        if (const QString why = reasonWord(RouteReason(row.reason)); !row.rule.isEmpty() || !why.isEmpty())
            text += QStringLiteral(" (%1)").arg(row.rule.isEmpty() ? why
                    : why.isEmpty()                                ? row.rule
                                                                   : row.rule + QStringLiteral(": ") + why);
        break;
    case TimelineRow::From::Appointment:
        text = Words::tr("Visit at %1").arg(time(row.appointment));
        break;
    }
    return row.struckOut ? Words::tr("(taken back) %1").arg(text) : text;
}

QString LeadWords::history(const TimelineRow &row) const
{
    return time(row.activity.at) + QStringLiteral("  ") + happened(row);
}

} // namespace updesk
