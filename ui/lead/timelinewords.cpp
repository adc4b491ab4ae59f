// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/timelinewords.h"

#include "core/desk/unmerge.h"
#include "core/leads/tone.h"
#include "ui/lead/consentwords.h"
#include "ui/lead/planwords.h"
#include "ui/parts/detailwords.h"
#include "ui/parts/tonewords.h"

#include <QLocale>

namespace updesk
{

namespace
{

/// The translation context of this file's words.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Timeline)
public:
    static QString quoted(const QString &body) { return tr("“%1”", "what a customer wrote").arg(body); }
    static QString called(const Activity &a);
    static QString change(const Activity &a, const LeadWords &words);
    static QString assigned(const TimelineRow &row, const LeadWords &words);
    static QString appointment(int state);
    static QString cause(const QString &verb);
    static TimelineText of(const Activity &a, const LeadWords &words);
    static TimelineText ofCall(const Activity &a);
    static TimelineText ofMessage(const Activity &a);
    static TimelineText ofScore(const TimelineRow &row);
    static QString who(const Activity &a, const LeadWords &words);
    static void mark(TimelineText &text, Evidence evidence);
};

QString firstLine(const QString &body) { return body.section(u'\n', 0, 0, QString::SectionSkipEmpty).simplified(); }

Icon channelIcon(Activity::Kind kind) { return kind == Activity::Kind::Text ? Icon::Text : Icon::Email; }

bool isOfMail(Activity::Code code) { return code == Activity::Code::MailOpened || code == Activity::Code::MailClicked; }

QString Words::called(const Activity &a)
{
    if (a.direction == Activity::Direction::In)
        return tr("Called us");
    return a.outcome == Outcome::None ? tr("Called") : outcomeWords(a.outcome);
}

void Words::mark(TimelineText &text, Evidence evidence)
{
    switch (evidence) {
    case Evidence::Dialled:
    case Evidence::Confirmed:
        text.tag = tr("verified");
        text.tone = TagTone::Good;
        break;
    case Evidence::Told:
        text.tag = tr("told");
        break;
    case Evidence::None:
        text.tag = tr("not verified");
        text.tone = TagTone::Close;
        break;
    case Evidence::Automatic:
        text.tag = tr("automatic");
        break;
    }
}

TimelineText Words::ofCall(const Activity &a)
{
    TimelineText text;
    text.icon = a.direction == Activity::Direction::In ? Icon::PhoneUp : Icon::Call;
    //: %1: how the call ended, %2: its length
    text.text = a.seconds > 0 ? tr("%1, %2").arg(called(a), LeadWords::callLength(a.seconds)) : called(a);
    text.detail = a.body;
    if (a.direction != Activity::Direction::In || a.evidence == Evidence::Told)
        mark(text, a.evidence);
    return text;
}

TimelineText Words::ofMessage(const Activity &a)
{
    TimelineText text;
    text.icon = channelIcon(a.kind);
    const bool in = a.direction == Activity::Direction::In;
    if (!firstLine(a.body).isEmpty())
        text.text = in ? quoted(firstLine(a.body)) : firstLine(a.body);
    else if (a.kind == Activity::Kind::Text)
        text.text = in ? tr("Text received") : tr("Text sent");
    else if (a.code == Activity::Code::Acknowledged || a.evidence == Evidence::Automatic)
        text.text = tr("Acknowledgement sent");
    else
        text.text = in ? tr("Email received") : tr("Email sent");
    text.detail = a.body;
    if (in && a.code == Activity::Code::VisitConfirmed) {
        text.tag = tr("visit confirmed");
        text.tone = TagTone::Good;
    }
    if (in)
        text.doubt = toneWords(toneFrom(a.providerText));
    if (!in && (a.evidence == Evidence::Automatic || a.evidence == Evidence::Told))
        mark(text, a.evidence);
    return text;
}

QString Words::change(const Activity &a, const LeadWords &words)
{
    const QString person = words.person(a.person);
    switch (a.code) {
    case Activity::Code::OwnerWarned:
        return person.isEmpty() ? tr("Owner warned: the clock is close")
                                : tr("%1 warned: the clock is close").arg(person);
    case Activity::Code::ManagerTold:
        return person.isEmpty() ? tr("Manager told: the clock is late")
                                : tr("%1 as backup and the manager told: the clock is late").arg(person);
    case Activity::Code::TakenBack:
        return person.isEmpty() ? tr("Taken back: the clock ran out")
                                : tr("Taken back from %1: the clock ran out").arg(person);
    case Activity::Code::NobodyElse:
        return person.isEmpty() ? tr("To be taken back, but nobody else is there")
                                : tr("%1 keeps it: nobody else is there to take it").arg(person);
    case Activity::Code::NoManager:
        return person.isEmpty() ? tr("The clock is late: there is no manager to tell")
                                : tr("%1 as backup told: the clock is late").arg(person);
    case Activity::Code::HotNoManager:
        return tr("Hot and untouched: there is no manager to tell");
    case Activity::Code::NobodyOnDuty:
        return tr("Everyone was to be told: nobody is on duty");
    case Activity::Code::HotNobodyOnDuty:
        return tr("Hot and untouched: nobody is on duty");
    case Activity::Code::EveryoneTold:
        return tr("Everyone on duty told");
    case Activity::Code::HotManagerTold:
        return tr("Manager told: hot and untouched");
    case Activity::Code::HotEveryoneTold:
        return tr("Everyone on duty told: hot and untouched");
    case Activity::Code::EarlyManagerTold:
        return tr("Manager told early: untouched so far");
    case Activity::Code::EarlyNoManager:
        return tr("Untouched so far: there is no manager to tell");
    case Activity::Code::EarlyEveryoneTold:
        return tr("Everyone on duty told early: untouched so far");
    case Activity::Code::EarlyNobodyOnDuty:
        return tr("Untouched so far: nobody is on duty");
    case Activity::Code::Assigned:
        return tr("Owner changed");
    case Activity::Code::GradeSet:
        return tr("Grade set by hand");
    case Activity::Code::Closed:
        return tr("Lead closed");
    case Activity::Code::Reopened:
        return tr("Lead reopened");
    case Activity::Code::Merged:
        return a.body.trimmed().isEmpty() ? tr("Merged with another entry of the customer")
                                          : tr("Merged with %1").arg(firstLine(a.body));
    case Activity::Code::Unmerged:
        return a.body.trimmed().isEmpty() ? tr("Parted again from the other customer")
                                          : tr("Unmerged from %1").arg(firstLine(a.body));
    case Activity::Code::DoNotContact:
        return tr("Do not contact: no calls, texts or emails");
    case Activity::Code::MatchedToOther:
        return tr("Came in and was known to another salesperson");
    case Activity::Code::Household:
        return firstLine(a.body).isEmpty() ? tr("Linked with another customer of the household")
                                           : tr("Same household as %1").arg(firstLine(a.body));
    case Activity::Code::HouseholdLeft:
        return tr("Left the household");
    case Activity::Code::ToldApart:
        return tr("Not the same person as %1").arg(firstLine(a.body));
    case Activity::Code::VehicleAdded:
        return tr("Vehicle added: %1").arg(firstLine(a.body));
    case Activity::Code::VehicleChanged:
        return tr("Vehicle changed: %1").arg(firstLine(a.body));
    case Activity::Code::VehicleGone:
        return tr("No longer theirs: %1").arg(firstLine(a.body));
    case Activity::Code::CoBuyerSet:
        return tr("Co-buyer: %1").arg(firstLine(a.body));
    case Activity::Code::CoBuyerLeft:
        return tr("No co-buyer any more: %1").arg(firstLine(a.body));
    case Activity::Code::VisitConfirmed:
        return tr("Visit confirmed");
    case Activity::Code::VideoLinked:
        //: %1: an address that begins with https
        return tr("Link to a video in a message: %1").arg(firstLine(a.body));
    case Activity::Code::ToneTakenOff:
        return tr("Read: not angry or urgent after all");
    case Activity::Code::VisitMissed:
        return tr("Nobody came to the visit");
    case Activity::Code::VisitMoved:
        return tr("Visit moved to another time");
    case Activity::Code::VisitCancelled:
        return tr("Visit cancelled");
    case Activity::Code::VisitLeft:
        return tr("Left the store");
    case Activity::Code::DealMade:
        return tr("Sold: %1").arg(firstLine(a.body));
    case Activity::Code::DealDelivered:
        return tr("Delivered: %1").arg(firstLine(a.body));
    case Activity::Code::DealUnwound:
        return tr("Sale unwound");
    case Activity::Code::TradeAppraised:
        return tr("Trade-in appraised: %1").arg(firstLine(a.body));
    case Activity::Code::Acknowledged:
        return tr("Acknowledgement sent");
    case Activity::Code::FromQuarantine:
        return tr("Keyed from a document that could not be read");
    case Activity::Code::ReadLater:
        return tr("Read after all: the document had been held back");
    case Activity::Code::NotArrived:
        return a.providerText.isEmpty()
            ? tr("Message to %1 did not arrive").arg(firstLine(a.body))
            : tr("Message to %1 did not arrive: %2").arg(firstLine(a.body), firstLine(a.providerText));
    case Activity::Code::ConsentTaken:
    case Activity::Code::ConsentEnded:
    case Activity::Code::WayRefused:
    case Activity::Code::WayOpened:
        return ConsentWords::line(a);
    case Activity::Code::DoubtRefuses:
        return tr("Read as a wish for no contact: %1").arg(quoted(firstLine(a.body)));
    case Activity::Code::DoubtGoesOn:
        return tr("Read as not meaning stop: %1").arg(quoted(firstLine(a.body)));
    case Activity::Code::MailOpened:
        return a.body.isEmpty() ? tr("Opened the email") : tr("Opened the email “%1”").arg(firstLine(a.body));
    case Activity::Code::MailClicked:
        return a.body.isEmpty() ? tr("Followed a link in the email")
                                : tr("Followed a link in the email “%1”").arg(firstLine(a.body));
    case Activity::Code::AddressBad:
        return tr("Email does not arrive: the address is bad");
    case Activity::Code::AskedAgain:
        return tr("Asked again");
    case Activity::Code::BeBack:
        return tr("Came back within 30 days");
    case Activity::Code::PlanStarted:
    case Activity::Code::PlanStopped:
    case Activity::Code::PlanRaised:
    case Activity::Code::PlanStepMoved:
    case Activity::Code::PaymentFigured:
        return planLineWords(a, {});
    case Activity::Code::FieldChanged:
        return DetailWords::corrected(a);
    case Activity::Code::Inquiry:
    case Activity::Code::AppointmentSet:
    case Activity::Code::None:
        break;
    }
    return firstLine(a.body).isEmpty() ? tr("Changed") : firstLine(a.body);
}

QString Words::assigned(const TimelineRow &row, const LeadWords &words)
{
    const QString to = words.person(row.to);
    if (to.isEmpty() && RouteReason(row.reason) == RouteReason::Pool)
        return tr("Up for grabs: everyone on duty was told");
    if (to.isEmpty())
        return tr("Without an owner");
    switch (RouteReason(row.reason)) {
    case RouteReason::PreviousOwner:
        return tr("Given to %1, who knows the customer").arg(to);
    case RouteReason::NamedInDocument:
        return tr("Given to %1, named in the inquiry").arg(to);
    case RouteReason::GivenPerson:
        return tr("Given to %1, as the rule says").arg(to);
    case RouteReason::NextUp:
        return tr("Given to %1, next up").arg(to);
    case RouteReason::NextUpBusy:
        return tr("Given to %1, next up though everyone is busy").arg(to);
    case RouteReason::ComesOnNext:
        return tr("Given to %1, the first to come on").arg(to);
    case RouteReason::ByHand:
        return tr("Given to %1 by hand").arg(to);
    case RouteReason::Claimed:
        return tr("Taken by %1").arg(to);
    case RouteReason::AtDesk:
        return tr("Keyed by %1 at the desk").arg(to);
    case RouteReason::LeastBusy:
        return tr("Given to %1, who has the least to do").arg(to);
    case RouteReason::Share:
        return tr("Given to %1, whose share of the leads it is").arg(to);
    case RouteReason::HasRoom:
        return tr("Given to %1, next up with room for more").arg(to);
    case RouteReason::ClosingRate:
        return tr("Given to %1, whose share by sales it is").arg(to);
    case RouteReason::WholeRoom:
        return tr("Given to %1: everyone of the rule has enough").arg(to);
    case RouteReason::OverFull:
        return tr("Given to %1, though everyone has enough").arg(to);
    case RouteReason::Pool:
    case RouteReason::None:
        break;
    }
    return tr("Given to %1").arg(to);
}

QString Words::appointment(int state)
{
    // Appointment::State; this room does not know appointments, only how a row names them.
    switch (state) {
    case 1:
        return tr("not confirmed");
    case 2:
        return tr("confirmed");
    case 3:
        return tr("arrived");
    case 4:
        return tr("missed");
    case 5:
        return tr("moved");
    case 6:
        return tr("cancelled");
    case 7:
        return tr("sold");
    default:
        return tr("set");
    }
}

QString Words::cause(const QString &verb)
{
    if (verb == QLatin1String("capture"))
        return tr("the inquiry came in");
    if (verb == QLatin1String("asked_again"))
        return tr("asked again");
    if (verb == QLatin1String("call"))
        return tr("a call");
    if (verb == QLatin1String("reply"))
        return tr("a reply");
    if (verb == QLatin1String("merge"))
        return tr("two customers became one");
    if (verb == QLatin1String("unmerge"))
        return tr("one customer became two again");
    if (verb == QLatin1String("details"))
        return tr("the customer's details changed");
    if (verb == QLatin1String("rules"))
        return tr("the rules of the score changed");
    if (verb == QLatin1String("quiet_days"))
        return tr("quiet days");
    return {};
}

TimelineText Words::ofScore(const TimelineRow &row)
{
    TimelineText text;
    text.icon = Icon::Reasons;
    text.who = tr("auto");
    const QString tier = tierWord(tierLook(row.points));
    const QLocale locale;
    const QString points = locale.toString(row.points);
    const int moved = row.points - row.pointsBefore;
    const QString why = cause(row.activity.body);
    if (row.pointsBefore < 0) {
        text.text = tr("Scored %1 %2", "tier and points").arg(tier, points);
        return text;
    }
    const QString step = moved >= 0 ? tr("+%1").arg(moved) : tr("-%1").arg(-moved);
    text.text = why.isEmpty() ? tr("%1 %2 (%3)", "tier, points, change").arg(tier, points, step)
                              : tr("%1 %2 (%3): %4", "tier, points, change, why").arg(tier, points, step, why);
    text.tag = row.pointsBefore == row.points ? QString() : tr("was %1").arg(locale.toString(row.pointsBefore));
    return text;
}

QString Words::who(const Activity &a, const LeadWords &words)
{
    const QString person = words.person(a.person);
    if (!person.isEmpty() && a.kind != Activity::Kind::System)
        return person;
    if (a.direction == Activity::Direction::In || a.kind == Activity::Kind::Import || isOfMail(a.code))
        return tr("Customer");
    return tr("auto");
}

TimelineText Words::of(const Activity &a, const LeadWords &words)
{
    TimelineText text;
    switch (a.kind) {
    case Activity::Kind::Call:
        text = ofCall(a);
        break;
    case Activity::Kind::Text:
    case Activity::Kind::Email:
        text = ofMessage(a);
        break;
    case Activity::Kind::Visit:
        text.icon = Icon::Visit;
        text.text = a.code == Activity::Code::BeBack ? tr("Came back to the store") : tr("Came to the store");
        if (a.evidence == Evidence::Told)
            mark(text, a.evidence);
        text.detail = a.body;
        break;
    case Activity::Kind::Note:
        text.icon = Icon::Note;
        text.text = firstLine(a.body).isEmpty() ? tr("Empty note") : firstLine(a.body);
        text.detail = a.body;
        break;
    case Activity::Kind::Import:
        text.icon = Icon::Queue;
        if (firstLine(a.body).isEmpty())
            text.text = a.code == Activity::Code::AskedAgain ? tr("Asked again, without words")
                                                             : tr("Inquiry received, without words");
        else
            text.text = quoted(firstLine(a.body));
        if (a.code == Activity::Code::AskedAgain)
            text.tag =
                a.source.isNull() ? tr("asked again") : tr("asked again, 2nd source: %1").arg(words.source(a.source));
        text.detail = a.body;
        break;
    case Activity::Kind::Change:
    case Activity::Kind::System:
        text.icon = a.code == Activity::Code::DoNotContact ? Icon::Lost : isOfMail(a.code) ? Icon::Email : Icon::Edit;
        text.text = change(a, words);
        text.detail = a.code == Activity::Code::Closed ? LeadWords::lostReason(a.body) : a.body;
        if (a.code == Activity::Code::Merged || a.code == Activity::Code::Unmerged
            || (a.code >= Activity::Code::VehicleAdded && a.code <= Activity::Code::CoBuyerLeft)
            || a.code == Activity::Code::DealMade || a.code == Activity::Code::DealDelivered
            || a.code == Activity::Code::TradeAppraised || isPlanLine(a.code) || isOfMail(a.code))
            text.detail.clear(); // the line says it all
        if (a.code == Activity::Code::FieldChanged)
            text.detail = DetailWords::corrections(a).join(u'\n');
        break;
    }
    text.who = who(a, words);
    text.original = !a.original.isNull();
    if (a.clockJump != 0)
        text.doubt = (text.doubt.isEmpty() ? QString() : text.doubt + u'\n') + LeadWords::clockJump(a.clockJump);
    if (text.detail.simplified() == firstLine(text.text) || text.detail.simplified().isEmpty()
        || text.text == quoted(text.detail.simplified()))
        text.detail.clear();
    return text;
}

} // namespace

QString outcomeWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::VisitSet:
        return Words::tr("Spoke, visit set");
    case Outcome::CallBack:
        return Words::tr("Spoke, call back");
    case Outcome::Voicemail:
        return Words::tr("Voicemail");
    case Outcome::NoAnswer:
        return Words::tr("No answer");
    case Outcome::WrongNumber:
        return Words::tr("Wrong number");
    case Outcome::NotInterested:
        return Words::tr("Not interested");
    case Outcome::DoNotContact:
        return Words::tr("Do not contact");
    case Outcome::None:
        break;
    }
    return Words::tr("No outcome");
}

TimelineText timelineText(const TimelineRow &row, const LeadWords &words, Time now)
{
    TimelineText text;
    switch (row.from) {
    case TimelineRow::From::Activity:
        text = Words::of(row.activity, words);
        if (row.activity.code == Activity::Code::PlanStepMoved)
            text.text = planLineWords(row.activity, words.momentWithTime(row.activity.sentAt, now));
        if (row.activity.code == Activity::Code::Merged && !row.struckOut && now - row.activity.at <= kUnmergeWithin)
            text.action = Words::tr("Undo merge");
        break;
    case TimelineRow::From::Score:
        return Words::ofScore(row);
    case TimelineRow::From::Assignment:
        text.icon = Icon::Owner;
        text.who = words.person(row.activity.person);
        text.text = Words::assigned(row, words);
        text.detail = row.rule.isEmpty() ? row.activity.body : Words::tr("Rule: %1").arg(row.rule);
        break;
    case TimelineRow::From::Appointment:
        text.icon = Icon::Appointments;
        text.who = words.person(row.activity.person);
        text.text = words.person(row.to).isEmpty()
            ? Words::tr("Visit set for %1").arg(words.momentWithTime(row.appointment, now))
            : Words::tr("Visit set for %1 with %2")
                  .arg(words.momentWithTime(row.appointment, now), words.person(row.to));
        text.detail = row.activity.body;
        text.tag = Words::appointment(row.state);
        text.tone = row.state == 4 ? TagTone::Bad : row.state == 3 || row.state == 7 ? TagTone::Good : TagTone::Plain;
        break;
    }
    if (text.who.isEmpty())
        text.who = Words::tr("auto");
    return text;
}

} // namespace updesk
