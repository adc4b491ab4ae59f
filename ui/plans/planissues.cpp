// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planissues.h"

#include "core/sequences/planjson.h"
#include "ui/parts/regiontime.h"
#include "ui/plans/planwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace updesk
{

using Tone = PlanIssue::Tone;
using Part = PlanIssue::Part;

static const PlanFinding *find(const std::vector<PlanFinding> &findings, PlanProblem problem)
{
    const auto found = std::ranges::find(findings, problem, &PlanFinding::problem);
    return found == findings.end() ? nullptr : &*found;
}

PlanIssue PlanIssues::attempts(const Plan &plan, const std::vector<PlanFinding> &findings)
{
    const PlanFinding *few = find(findings, PlanProblem::TooFew), *many = find(findings, PlanProblem::TooMany);
    const int made = few ? few->count : many ? many->count : plan.attempts();
    const QString count = tr("%n attempts", nullptr, made), days = tr("%n days", nullptr, plan.days);
    //: %1: "12 attempts", %2: "30 days", %3 and %4: the least and the most
    const QString words = tr("%1 in %2, target %3-%4").arg(count, days).arg(plan.least).arg(plan.most);
    if (few)
        return {Tone::Blocks, Part::Attempts, -1, tr("%1: too few").arg(words)};
    if (many)
        return {Tone::Blocks, Part::Attempts, -1, tr("%1: too many").arg(words)};
    return {Tone::Good, Part::Attempts, -1, words};
}

PlanIssue PlanIssues::hours(const std::vector<PlanFinding> &findings)
{
    const PlanFinding *quiet = find(findings, PlanProblem::QuietHours);
    if (!quiet)
        return {Tone::Good, Part::Whole, -1, tr("No step falls in quiet hours")};
    return {Tone::Moves, Part::Whole, -1,
        tr("%n steps fall in quiet hours, will move to %1", nullptr, quiet->count).arg(regionTime(QTime(8, 0)))};
}

PlanIssue PlanIssues::reply(const Plan &plan)
{
    return plan.stopsOnReply ? PlanIssue{Tone::Good, Part::Whole, -1, tr("Stops when the customer replies")}
                             : PlanIssue{Tone::Advice, Part::Whole, -1, tr("Goes on when the customer replies")};
}

PlanIssue PlanIssues::other(const Plan &plan, const PlanFinding &f)
{
    const bool known = f.step >= 0 && f.step < int(plan.steps.size());
    const Part text = known && plan.steps[size_t(f.step)].against == f.words ? Part::Against : Part::Text;
    switch (f.problem) {
    case PlanProblem::UnknownTemplate:
        return {Tone::Blocks, text, f.step, tr("There is no template “%1” that is in use").arg(f.words)};
    case PlanProblem::OtherChannel:
        return {Tone::Blocks, text, f.step, tr("The template “%1” is for another way").arg(f.words)};
    case PlanProblem::UnknownScript:
        return {Tone::Blocks, text, f.step, tr("There is no call script “%1”").arg(f.words)};
    case PlanProblem::Backwards:
        return {
            Tone::Blocks, Part::Delay, f.step, tr("It counts from the start and would come before the step above it")};
    case PlanProblem::MissingPart: {
        const DayPart part = f.words == QLatin1String("morning") ? DayPart::Morning
            : f.words == QLatin1String("evening")                ? DayPart::Evening
                                                                 : DayPart::Afternoon;
        return {Tone::Advice, Part::Whole, -1,
            tr("Few attempts by part of the day: %1 %2 of at least %3")
                .arg(PlanWords::part(part))
                .arg(f.count)
                .arg(f.limit)};
    }
    case PlanProblem::FewWeekdays:
        return {Tone::Advice, Part::Whole, -1,
            tr("Attempts on %1 days of the week, at least %2 are better").arg(f.count).arg(f.limit)};
    case PlanProblem::WideGap:
        return {Tone::Advice, Part::Delay, f.step,
            tr("%1 days of silence before it, at most %2").arg(f.count).arg(f.limit)};
    case PlanProblem::ManyAtOnce:
        return {Tone::Advice, Part::Whole, -1,
            tr("%1 calls and texts on one day, the strictest state allows %2").arg(f.count).arg(f.limit)};
    case PlanProblem::Over:
        return {Tone::Advice, Part::Delay, f.step, tr("It falls after day %1, the last one").arg(plan.days)};
    case PlanProblem::Never:
        return {Tone::Advice, Part::Whole, f.step, tr("It is always left out: see what it is skipped for")};
    case PlanProblem::TwoAcks:
        return {Tone::Advice, Part::Whole, f.step,
            tr("Some customers get two confirmations: skip this one if they have the other way")};
    case PlanProblem::TooFew:
    case PlanProblem::TooMany:
    case PlanProblem::NoReplyStop:
    case PlanProblem::QuietHours:
        break;
    }
    return {};
}

PlanIssue PlanIssues::ofFault(const Error &fault)
{
    static const QRegularExpression place(QStringLiteral("^steps\\[(\\d+)\\]\\.(.+)$"));
    const auto match = place.match(fault.subject);
    const int step = match.hasMatch() ? match.captured(1).toInt() : -1;
    const QString field = match.hasMatch() ? match.captured(2) : fault.subject;
    if (field.startsWith(QLatin1String("on[")))
        return {Tone::Blocks, Part::Branch, step,
            fault.detail == QLatin1String("later") ? tr("After a call it can only go on at a later step")
                                                   : tr("The step that it goes on at is gone")};
    if (field == QLatin1String("template") || field == QLatin1String("script"))
        return {Tone::Blocks, Part::Text, step, tr("Choose what is sent or said")};
    if (field == QLatin1String("by"))
        return {Tone::Blocks, Part::Whole, step, tr("A call is always made by a person")};
    if (field == QLatin1String("delay"))
        return {Tone::Blocks, Part::Delay, step, tr("This is no time")};
    if (field == QLatin1String("title"))
        return {Tone::Blocks, Part::Title, -1,
            fault.detail == QLatin1String("needed") ? tr("The sequence needs a name") : tr("The name is too long")};
    if (field == QLatin1String("days"))
        return {Tone::Blocks, Part::Days, -1, tr("It may last 1 to %1 days").arg(kMostDays)};
    if (field == QLatin1String("widest_gap_days"))
        return {Tone::Blocks, Part::Gap, -1, tr("The widest gap may be 1 to %1 days").arg(kMostDays)};
    if (field == QLatin1String("attempts"))
        return {
            Tone::Blocks, Part::Attempts, -1, tr("Attempts are two numbers up to %1, the least first").arg(kMostSteps)};
    if (field == QLatin1String("steps"))
        return {Tone::Blocks, Part::Whole, -1,
            fault.detail == QLatin1String("empty") ? tr("The sequence has no step")
                                                   : tr("The sequence may have at most %1 steps").arg(kMostSteps)};
    return {Tone::Blocks, Part::Whole, step, tr("The sequence cannot be saved so: %1").arg(fault.subject)};
}

std::vector<PlanIssue> PlanIssues::of(
    const Plan &plan, const std::vector<PlanFinding> &findings, const std::optional<Error> &fault)
{
    std::vector<PlanIssue> out{attempts(plan, findings), hours(findings), reply(plan)};
    if (fault)
        out.push_back(ofFault(*fault));
    for (const PlanFinding &finding : findings) {
        PlanIssue issue = other(plan, finding);
        if (!issue.words.isEmpty())
            out.push_back(std::move(issue));
    }
    std::stable_sort(out.begin() + 3, out.end(),
        [](const PlanIssue &a, const PlanIssue &b) { return a.tone == Tone::Blocks && b.tone != Tone::Blocks; });
    return out;
}

QString PlanIssues::line(const PlanIssue &issue)
{
    return issue.step < 0 ? issue.words : tr("Step %1: %2").arg(issue.step + 1).arg(issue.words);
}

PlanIssue PlanIssues::badDelay(int step)
{
    return {Tone::Blocks, Part::Delay, step, tr("This is no time. Type a number and min, h or d, as in “5 min”")};
}

bool PlanIssues::areBlocked(const std::vector<PlanIssue> &issues)
{
    return std::ranges::find(issues, Tone::Blocks, &PlanIssue::tone) != issues.end();
}

} // namespace updesk
