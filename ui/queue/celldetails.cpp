// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuereasons.h"

#include "core/leads/doubt.h"
#include "core/leads/routing.h"
#include "core/sequences/planahead.h"
#include "ui/parts/regiontime.h"

// The words behind the cells that need no more than the lead's detail.
namespace updesk
{

using Kind = PopoverLine::Kind;

namespace
{

/// The context of the phrases below.
struct Cell {
    Q_DECLARE_TR_FUNCTIONS(QueueReasons)
public:
    static QString told(Activity::Code code)
    {
        switch (code) {
        case Activity::Code::OwnerWarned:
            return tr("Owner warned");
        case Activity::Code::ManagerTold:
            return tr("Backup and manager told");
        case Activity::Code::TakenBack:
            return tr("Taken back and routed again");
        case Activity::Code::EveryoneTold:
        case Activity::Code::HotEveryoneTold:
        case Activity::Code::EarlyEveryoneTold:
            return tr("Everyone on duty told");
        case Activity::Code::HotManagerTold:
            return tr("Manager told: hot and untouched");
        case Activity::Code::EarlyManagerTold:
            return tr("Manager told early: untouched");
        default:
            return tr("Noted");
        }
    }
    static QString why(const Assignment &a)
    {
        switch (RouteReason(a.reason)) {
        case RouteReason::PreviousOwner:
            return tr("Knows the customer");
        case RouteReason::NamedInDocument:
            return tr("Named in the inquiry");
        case RouteReason::GivenPerson:
            return tr("The rule names this person");
        case RouteReason::NextUp:
            return tr("Next up");
        case RouteReason::NextUpBusy:
            return tr("Next up, though busy");
        case RouteReason::ComesOnNext:
            return tr("First to come on");
        case RouteReason::ByHand:
            return tr("Given by hand");
        case RouteReason::Claimed:
            return tr("Took it");
        case RouteReason::AtDesk:
            return tr("Keyed it at the desk");
        case RouteReason::LeastBusy:
            return tr("Has the least to do");
        case RouteReason::Share:
            return tr("Furthest behind the share set for them");
        case RouteReason::HasRoom:
            return tr("Next up with room for more");
        case RouteReason::ClosingRate:
            return tr("Furthest behind the share by sales");
        case RouteReason::Pool:
            return tr("Up for grabs: who calls first has it");
        case RouteReason::WholeRoom:
            return tr("Everyone of the rule has enough");
        case RouteReason::OverFull:
            return tr("Everyone has enough; it is left with somebody all the same");
        case RouteReason::None:
            break;
        }
        return tr("Nobody could take it");
    }
    static QString step(const StepAhead &step)
    {
        if (step.channel == Channel::Email)
            return step.leavesByItself ? tr("Email that leaves by itself") : tr("Email");
        if (step.channel == Channel::Text)
            return step.leavesByItself ? tr("Text that leaves by itself") : tr("Text");
        return tr("Call");
    }
};

} // namespace

PopoverText QueueReasons::clockText(const QueueRow &row, const LeadDetail &detail) const
{
    const QueueWords &words = m_model.words();
    const Time now = m_model.now();
    const LeadNow &lead = row.now;
    PopoverText text;
    LeadNow answer = lead;
    answer.clockJump = 0; // stands in a line of its own
    text.note = words.spokenListClock(answer, now);
    text.lines.push_back({tr("Received"), words.moment(lead.received, now), Kind::Plain});
    if (lead.clockDue > 0)
        text.lines.push_back({tr("First answer due"), words.moment(lead.clockDue, now), Kind::Plain});
    if (lead.clockDue > 0 && words.rules()) {
        const Due due{lead.clockDue, lead.clockFrom, lead.clockFrom > lead.received};
        const Time until = lead.firstHuman > 0 ? lead.firstHuman : now;
        if (const auto seconds = businessSecondsToAnswer(due, until, words.rules()->hours))
            text.lines.push_back({lead.firstHuman > 0 ? tr("Business time to the answer") : tr("Business time so far"),
                words.length(*seconds * kSecond), Kind::Plain});
    }
    if (lead.clock == LeadNow::Stopped && lead.clockJump != 0) {
        const QString by = words.length(std::abs(lead.clockJump) * kSecond);
        text.lines.push_back({tr("The computer's clock, in the hour before"),
            lead.clockJump < 0 ? tr("set back by %1").arg(by) : tr("set forward by %1").arg(by), Kind::Plain});
    }
    if (lead.nextDue > 0)
        text.lines.push_back({tr("Next step due"), words.moment(lead.nextDue, now), Kind::Plain});
    if (!detail.told.empty())
        text.lines.push_back({tr("Who was told"), {}, Kind::Heading});
    for (const LeadDetail::Told &told : detail.told)
        text.lines.push_back({Cell::told(told.code), words.moment(told.at, now), Kind::Soft});
    return text;
}

PopoverText QueueReasons::wantsText(const QueueLine &line, const LeadDetail &detail) const
{
    PopoverText text;
    text.lines.push_back({line.wants.isEmpty() ? tr("No vehicle named") : line.wants, line.stock, Kind::Plain});
    const LeadDetail::Wanted &unit = detail.wanted;
    if (unit.stock.isEmpty())
        return text;
    if (!unit.found) {
        text.lines.push_back({tr("Not in the stock list"), {}, Kind::Soft});
        return text;
    }
    text.lines.push_back({unit.inStock ? tr("In stock") : tr("No longer in stock"), {}, Kind::Plain});
    if (unit.price > 0)
        text.lines.push_back({tr("Price"), regionMoney(unit.price), Kind::Plain});
    if (unit.since > 0)
        text.lines.push_back(
            {tr("Days on the lot"), QLocale().toString((m_model.now() - unit.since) / kDay), Kind::Plain});
    return text;
}

Result<PopoverText> QueueReasons::nextText(LeadId lead, const LeadDetail &detail) const
{
    const QueueWords &words = m_model.words();
    const Time now = m_model.now();
    PopoverText text;
    for (const Task &task : detail.next) {
        text.lines.push_back(
            {words.task(task, now), words.moment(task.due, now), text.lines.empty() ? Kind::Plain : Kind::Soft});
        if (task.kind == Task::Kind::Decide)
            text.lines.push_back({isDoubt(task.kind, task.channel)
                    ? tr("What the customer wrote may mean stop. Open the lead and read it.")
                    : tr("The customer refused every way we have. A manager says what is done."),
                {}, Kind::Soft});
        if (!task.note.isEmpty())
            text.lines.push_back({task.note, {}, Kind::Soft});
    }
    if (text.lines.empty())
        text.lines.push_back({tr("Nothing planned"), {}, Kind::Plain});
    const auto plan = planAhead(m_session.database(), lead, 2);
    if (!plan)
        return plan.error();
    if (!plan->title.isEmpty())
        text.lines.push_back({tr("Sequence: %1").arg(plan->title), {}, Kind::Heading});
    for (const StepAhead &step : plan->steps)
        //: %1: "2 days", after the step before
        text.lines.push_back({Cell::step(step),
            step.at > 0 ? words.moment(step.at, now) : tr("%1 later").arg(words.length(step.after)), Kind::Soft});
    return text;
}

PopoverText QueueReasons::ownerText(const QueueRow &row, const LeadDetail &detail) const
{
    const QueueWords &words = m_model.words();
    PopoverText text;
    const QString owner = words.fullName(row.now.owner);
    text.lines.push_back({owner.isEmpty() ? tr("Unassigned") : owner, {}, Kind::Plain});
    const Assignment &given = detail.assigned;
    if (given.at == 0)
        return text;
    text.lines.push_back({Cell::why(given), words.moment(given.at, m_model.now()), Kind::Plain});
    if (!given.rule.isEmpty())
        text.lines.push_back({tr("Rule: %1").arg(given.rule), {}, Kind::Soft});
    if (!given.words.isEmpty())
        text.lines.push_back({given.words, {}, Kind::Soft});
    if (RouteReason(given.reason) == RouteReason::ByHand && !words.fullName(given.by).isEmpty())
        text.lines.push_back({tr("By %1").arg(words.fullName(given.by)), {}, Kind::Soft});
    return text;
}

Result<PopoverText> QueueReasons::sourceText(const QueueRow &row) const
{
    PopoverText text;
    const Rulebook *rules = m_model.words().rules();
    const Source *source = rules ? rules->source(row.now.source) : nullptr;
    if (!source) {
        text.lines.push_back({tr("Source not known"), {}, Kind::Plain});
        return text;
    }
    const auto kind = [&] {
        switch (source->kind) {
        case SourceKind::FirstParty:
            return tr("First-party");
        case SourceKind::ThirdParty:
            return tr("Third-party");
        case SourceKind::Referral:
            return tr("Referral");
        case SourceKind::Repeat:
            return tr("Repeat customer");
        case SourceKind::Equity:
            return tr("Equity");
        case SourceKind::Unknown:
            return tr("Unknown source: set its type");
        }
        return QString();
    }();
    text.lines.push_back({source->name, kind, Kind::Plain});
    if (source->costMonth <= 0) {
        text.lines.push_back({tr("Cost per lead"), tr("cost not entered"), Kind::Soft});
        return text;
    }
    // Of the month in which this one came, as the store's calendar has it: so far, where that is not over.
    const auto leads = leadsOfMonth(m_session.database(), source->id, row.now.received, rules->hours.days());
    if (!leads)
        return leads.error();
    const qint64 each = (source->costMonth + *leads / 2) / std::max<qint64>(1, *leads);
    text.lines.push_back({tr("Cost per lead"), regionMoney(each), Kind::Plain});
    text.lines.push_back({tr("Cost a month"), regionMoney(source->costMonth), Kind::Soft});
    text.lines.push_back({tr("Leads from it in that month"), QLocale().toString(*leads), Kind::Soft});
    return text;
}

} // namespace updesk
