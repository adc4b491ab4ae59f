// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planwords.h"

#include "core/sequences/planjson.h"
#include "ui/parts/gatewords.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"

#include <QLocale>
#include <QRegularExpression>

namespace updesk
{

Icon PlanWords::icon(Channel channel)
{
    return channel == Channel::Email ? Icon::Email : channel == Channel::Text ? Icon::Text : Icon::Call;
}

QString PlanWords::channel(Channel channel)
{
    return channel == Channel::Email ? tr("Email") : channel == Channel::Text ? tr("Text") : tr("Call");
}

QString PlanWords::by(StepBy by)
{
    switch (by) {
    case StepBy::Automatic:
        return tr("auto", "who does a step");
    case StepBy::Person:
        return tr("person", "who does a step");
    case StepBy::ByPace:
        break;
    }
    return tr("by tier", "who does a step");
}

QString PlanWords::by(SentBy by) { return PlanWords::by(by == SentBy::Person ? StepBy::Person : StepBy::Automatic); }

QString PlanWords::start(PlanStart start)
{
    switch (start) {
    case PlanStart::Capture:
        return tr("A new lead");
    case PlanStart::MissedVisit:
        return tr("A missed visit");
    case PlanStart::Sold:
        return tr("A delivery");
    case PlanStart::Ended:
        return tr("After another sequence");
    case PlanStart::ByHand:
        break;
    }
    return tr("By hand");
}

QString PlanWords::type(LeadType type)
{
    switch (type) {
    case LeadType::Web:
        return tr("Web", "kind of lead");
    case LeadType::ThirdParty:
        return tr("Third party", "kind of lead");
    case LeadType::Phone:
        return tr("Phone", "kind of lead");
    case LeadType::WalkIn:
        return tr("Walk-in", "kind of lead");
    case LeadType::Chat:
        return tr("Chat", "kind of lead");
    case LeadType::Social:
        return tr("Social", "kind of lead");
    case LeadType::Referral:
        return tr("Referral", "kind of lead");
    case LeadType::Repeat:
        return tr("Repeat", "kind of lead");
    case LeadType::Service:
        return tr("Service", "kind of lead");
    case LeadType::Equity:
        break;
    }
    return tr("Equity", "kind of lead");
}

QString PlanWords::pace(Pace pace)
{
    switch (pace) {
    case Pace::Automatic:
        return tr("Automatic", "pace of a tier");
    case Pace::Nurture:
        return tr("Slow", "pace of a tier");
    case Pace::Personal:
        return tr("Personal", "pace of a tier");
    case Pace::Immediate:
        break;
    }
    return tr("At once", "pace of a tier");
}

QString PlanWords::length(const Plan &plan)
{
    //: %1: "30 days", %2: "12 attempts"
    return tr("%1, %2").arg(tr("%n days", nullptr, plan.days), tr("%n attempts", nullptr, plan.attempts()));
}

QString PlanWords::part(DayPart part)
{
    switch (part) {
    case DayPart::Morning:
        return tr("morning");
    case DayPart::Afternoon:
        return tr("afternoon");
    case DayPart::Evening:
        return tr("evening");
    case DayPart::Other:
        return tr("other part of the day");
    case DayPart::Any:
        break;
    }
    return tr("any time");
}

QString PlanWords::days(DayChoice days)
{
    switch (days) {
    case DayChoice::Weekday:
        return tr("on weekdays");
    case DayChoice::Weekend:
        return tr("on weekends");
    case DayChoice::Other:
        return tr("on another weekday");
    case DayChoice::Any:
        break;
    }
    return tr("any day");
}

QString PlanWords::outcome(Outcome outcome)
{
    switch (outcome) {
    case Outcome::VisitSet:
        return tr("visit set");
    case Outcome::CallBack:
        return tr("call back");
    case Outcome::Voicemail:
        return tr("voicemail");
    case Outcome::NoAnswer:
        return tr("no answer");
    case Outcome::WrongNumber:
        return tr("wrong number");
    case Outcome::NotInterested:
        return tr("not interested");
    case Outcome::DoNotContact:
        return tr("do not contact");
    case Outcome::None:
        break;
    }
    return {};
}

QString PlanWords::delay(Time delay)
{
    if (delay > 0 && delay % kDay == 0)
        return tr("%1 d", "days").arg(delay / kDay);
    if (delay > 0 && delay % kHour == 0)
        return tr("%1 h", "hours").arg(delay / kHour);
    return tr("%1 min", "minutes").arg(delay / kMinute);
}

// Whole words only: three months are not three minutes.
std::optional<Time> PlanWords::delayTyped(const QString &typed)
{
    static const QRegularExpression form(QStringLiteral("^\\+?\\s*([0-9]{1,6})\\s*(\\p{L}*)\\.?$"));
    const auto match = form.match(typed.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2).toLower();
    const auto means = [&unit](std::initializer_list<const char *> english, QString sample) {
        const QString own = sample.remove(QStringLiteral("%1")).trimmed().toLower();
        return unit == own
            || std::ranges::any_of(english, [&unit](const char *word) { return unit == QLatin1String(word); });
    };
    QChar code = u' ';
    if (means({"", "m", "min", "mins", "minute", "minutes"}, tr("%1 min", "minutes")))
        code = u'm';
    else if (means({"h", "hr", "hrs", "hour", "hours"}, tr("%1 h", "hours")))
        code = u'h';
    else if (means({"d", "day", "days"}, tr("%1 d", "days")))
        code = u'd';
    return delayOf(match.captured(1) + code);
}

QString PlanWords::when(const PlanStep &step, Time at)
{
    const bool soon = step.anchor == Anchor::Start && step.delay < kDay;
    if (soon || at < 0)
        return u'+' + delay(step.delay);
    return tr("Day %1").arg(dayOf(at));
}

QString PlanWords::whenLong(const PlanStep &step)
{
    return step.anchor == Anchor::Start ? tr("%1 after the start").arg(delay(step.delay))
                                        : tr("%1 after the step before").arg(delay(step.delay));
}

QString PlanWords::wishes(const PlanStep &step)
{
    QString words;
    if (step.part != DayPart::Any)
        words += tr(", %1", "a further wish about a step").arg(part(step.part));
    if (step.days != DayChoice::Any)
        words += tr(", %1", "a further wish about a step").arg(days(step.days));
    return words;
}

static QString targetOf(const Plan &plan, const QString &key)
{
    const int at = plan.find(key);
    if (key == QLatin1String("stop"))
        return PlanWords::tr("ends");
    return at < 0 ? PlanWords::tr("step gone") : PlanWords::tr("to step %1").arg(at + 1);
}

QString PlanWords::skips(const Plan &plan, const PlanStep &step)
{
    QStringList all;
    if (step.skipIf & SkipReached)
        all << tr("reached");
    if (step.skipIf & SkipNoTextConsent)
        all << tr("no text consent");
    if (step.skipIf & SkipHasEmail)
        all << tr("has email");
    if (step.skipIf & SkipNoEmail)
        all << tr("no email");
    if (step.skipIf & SkipHasPhone)
        all << tr("has phone");
    if (step.skipIf & SkipNoPhone)
        all << tr("no phone");
    for (const PlanBranch &branch : step.branches) {
        QStringList outcomes;
        for (int one = 1; one <= int(Outcome::DoNotContact); ++one) {
            if (branch.outcomes >> one & 1)
                outcomes << outcome(Outcome(one));
        }
        //: %1: how a call ended, %2: where the sequence goes then
        all << tr("%1: %2").arg(outcomes.join(QStringLiteral(", ")), targetOf(plan, branch.go));
    }
    return all.isEmpty() ? QStringLiteral("-") : all.join(QStringLiteral(", "));
}

QString PlanWords::variants(const PlanStep &step)
{
    return step.against.isEmpty() ? QString() : tr("A 50 / B 50", "two wordings and the share of each in percent");
}

QString PlanWords::stop(PlanStop stop)
{
    switch (stop) {
    case PlanStop::Visit:
        return tr("A visit is agreed on with this lead, so the sequence would end at once.");
    case PlanStop::Sale:
        return tr("This lead has bought, so the sequence would end at once.");
    case PlanStop::OptOut:
        return tr("This customer refused to be contacted, so the sequence would end at once.");
    case PlanStop::NoWay:
        return tr("There is no phone and no email to reach this customer by. No step would be made.");
    case PlanStop::Closed:
        return tr("This lead is closed, so the sequence would end at once.");
    case PlanStop::Reply:
        return tr("The customer has answered, so the sequence would end at once.");
    case PlanStop::None:
    case PlanStop::ByPerson:
    case PlanStop::Replaced:
    case PlanStop::Branch:
        break;
    }
    return {};
}

QString PlanWords::rule(const TriedStep &step)
{
    if (step.reason)
        //: %1: a sentence, %2: the number of the rule
        return tr("%1 (%2)").arg(GateWords::reason(*step.reason), step.rule);
    const auto is = [&step](const char *code) { return step.rule == QLatin1String(code); };
    if (is("store_hours"))
        return tr("The store is closed before that.");
    if (is("mail_hours"))
        return tr("Emails go out from %1 to %2 where the customer is.")
            .arg(regionTime(QTime(8, 0)), regionTime(QTime(21, 0)));
    if (is("no_phone"))
        return tr("There is no phone number.");
    if (is("no_email"))
        return tr("There is no email address.");
    if (is("has_phone"))
        return tr("There is a phone number.");
    if (is("has_email"))
        return tr("There is an email address.");
    if (is("reached"))
        return tr("The customer was reached.");
    if (is("no_text_consent"))
        return tr("They have not agreed to texts.");
    if (is("days_over"))
        return tr("The days of the sequence are over by then.");
    if (is("branch"))
        return tr("The call before leads past it.");
    return step.rule;
}

QString PlanWords::saved(int number, bool active, bool moves)
{
    QString words = tr("Saved as version %1.").arg(number);
    if (moves)
        words += u' ' + tr("People are being moved to it.");
    if (!active)
        words += u' ' + tr("The sequence is switched off: leads that come do not get it.");
    return words;
}

QString PlanWords::moved(const PeopleMoved &moved)
{
    const QString all = QLocale().toString(moved.total);
    if (moved.failed)
        //: %2: a sentence on why
        return tr("%n of %1 people were moved to the new version. %2", nullptr, moved.done)
            .arg(all, sentence(*moved.failed));
    if (moved.cancelled && moved.done < moved.total)
        return tr("%n of %1 people were moved. The others finish the version they began.", nullptr, moved.done)
            .arg(all);
    return tr("%n people moved to the new version.", nullptr, moved.done);
}

QString PlanWords::saveError(const Error &error)
{
    if (error.code == Error::Code::Conflict)
        return tr("Somebody else saved this sequence meanwhile. Yours is still here, unsaved.");
    if (error.code == Error::Code::Denied)
        return tr("Only managers change sequences. Nothing was saved; what you typed is still here.");
    if (error.code == Error::Code::Invalid)
        return tr("Not saved: mend what is marked in red first. What you typed is still here.");
    return sentence(error);
}

} // namespace updesk
