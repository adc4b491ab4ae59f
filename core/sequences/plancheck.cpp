// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/plancheck.h"

#include "core/sequences/next.h"
#include "core/sequences/planjson.h"

#include <QSet>
#include <QTimeZone>

#include <algorithm>
#include <map>
#include <set>

namespace updesk
{

namespace
{

constexpr int kLeastOfPart = 2, kLeastWeekdays = 4; ///< of a plan with as many attempts as kManyAttempts
constexpr int kManyAttempts = 8;
constexpr int kMostADay = 4; ///< calls and texts: the first day of an inquiry has so many (S5.1)
constexpr PartSpan kCallHours{480, 1260}; ///< US-1
const Time kMonday = QDateTime(QDate(2026, 3, 2), QTime(10, 0), QTimeZone::utc()).toMSecsSinceEpoch();

const Hours &usualHours()
{
    static const Hours hours = [] {
        QJsonObject week;
        for (const char *day : {"mon", "tue", "wed", "thu", "fri", "sat"})
            week.insert(QLatin1String(day), QJsonArray{QJsonArray{QStringLiteral("08:00"), QStringLiteral("20:00")}});
        return *Hours::fromJson(QStringLiteral("UTC"), week, {});
    }();
    return hours;
}

GateAnswer callHours(const LocalDays &place, const PlanStep &step, Time at)
{
    const LocalMoment local = place.at(at);
    if (step.channel == Channel::Email || (local.minute >= kCallHours.from && local.minute < kCallHours.until))
        return {};
    const int day = local.day + (local.minute < kCallHours.from ? 0 : 1);
    return {GateAnswer::Says::Move, place.first(day, kCallHours.from), QStringLiteral("US-1")};
}

/// Nobody answers: the open step that is due first is done at its time. False: none is open.
bool doFirst(const Plan &plan, PlanFacts &facts, Time &now)
{
    StepState *first = nullptr;
    for (StepState &state : facts.runs) {
        if (state.state == RunState::Open && (!first || state.due < first->due))
            first = &state;
    }
    if (!first)
        return false;
    now = std::max(now, first->due);
    first->state = RunState::Done;
    first->settled = now;
    if (plan.steps[size_t(first->step)].channel == Channel::Phone)
        first->outcome = Outcome::NoAnswer;
    return true;
}

struct CheckRun {
    const Plan &plan;
    std::vector<PlannedStep> planned;
    std::vector<PlannedStep> byPhone, byMail; ///< of a customer who has nothing else
    std::vector<PlanFinding> findings{};
    void add(PlanProblem problem, int step, int count = 0, int limit = 0, const QString &words = {})
    {
        findings.push_back({problem, step, count, limit, words});
    }
};

void checkText(CheckRun &run, int at, const QString &key, const std::vector<TemplateEntry> &templates)
{
    const Channel channel = run.plan.steps[size_t(at)].channel;
    const auto same = [&](const TemplateEntry &entry) { return entry.row.active && entry.row.key == key; };
    const auto found = std::ranges::find_if(templates, same);
    if (found == templates.end())
        run.add(PlanProblem::UnknownTemplate, at, 0, 0, key);
    else if (found->row.channel != channel)
        run.add(PlanProblem::OtherChannel, at, 0, 0, key);
}

void checkWords(CheckRun &run, const std::vector<TemplateEntry> &templates, const std::vector<Script> &scripts)
{
    for (int i = 0; i < int(run.plan.steps.size()); ++i) {
        const PlanStep &step = run.plan.steps[size_t(i)];
        for (const QString &key : {step.text, step.against}) {
            if (key.isEmpty())
                continue;
            if (step.channel != Channel::Phone)
                checkText(run, i, key, templates);
            else if (std::ranges::find(scripts, key, &Script::key) == scripts.end())
                run.add(PlanProblem::UnknownScript, i, 0, 0, key);
        }
        const bool back = i > 0 && step.anchor == Anchor::Start
            && (run.plan.steps[size_t(i) - 1].anchor == Anchor::Last
                || run.plan.steps[size_t(i) - 1].delay > step.delay);
        if (back)
            run.add(PlanProblem::Backwards, i);
    }
}

/// Whether a step is left out for what it needs itself, or for both of two that are always one or the other.
bool isNever(const PlanStep &step)
{
    const auto has = [&step](int bits) { return (step.skipIf & bits) == bits; };
    const bool mail = step.channel == Channel::Email;
    return has(SkipHasEmail | SkipNoEmail) || has(SkipHasPhone | SkipNoPhone)
        || has(mail ? SkipHasEmail : SkipHasPhone);
}

// Each is looked at in every case: somebody with a phone and a mail address, with one of them, with the other.
void checkConditions(CheckRun &run)
{
    for (int i = 0; i < int(run.plan.steps.size()); ++i) {
        if (isNever(run.plan.steps[size_t(i)]))
            run.add(PlanProblem::Never, i);
    }
    std::set<int> second;
    for (const auto *planned : {&run.planned, &run.byPhone, &run.byMail}) {
        int acknowledged = 0;
        for (const PlannedStep &one : *planned) {
            if (run.plan.steps[size_t(one.step)].acknowledges && ++acknowledged > 1)
                second.insert(one.step);
        }
    }
    for (const int step : second)
        run.add(PlanProblem::TwoAcks, step);
}

void checkTimes(CheckRun &run)
{
    Time before = 0;
    std::map<Time, int> byDay;
    int moved = 0;
    for (const PlannedStep &one : run.planned) {
        const int days = int((one.at - before) / kDay);
        if (days > run.plan.widestGap)
            run.add(PlanProblem::WideGap, one.step, days, run.plan.widestGap);
        before = one.at;
        moved += one.moved;
        if (run.plan.steps[size_t(one.step)].channel != Channel::Email)
            ++byDay[(kMonday + one.at) / kDay];
    }
    for (const auto &[day, count] : byDay) {
        if (count > kMostADay)
            run.add(PlanProblem::ManyAtOnce, -1, count, kMostADay);
    }
    if (moved > 0)
        run.add(PlanProblem::QuietHours, -1, moved);
    const auto isIn = [](const std::vector<PlannedStep> &planned, int step) {
        return std::ranges::find(planned, step, &PlannedStep::step) != planned.end();
    };
    const auto made = [&](int step) { // one for those who lack the other way is made for them
        const int beside = SkipHasEmail | SkipNoEmail | SkipHasPhone | SkipNoPhone;
        const bool forSome = (run.plan.steps[size_t(step)].skipIf & beside) != 0;
        return isIn(run.planned, step) || (forSome && (isIn(run.byPhone, step) || isIn(run.byMail, step)));
    };
    const bool branches =
        std::ranges::any_of(run.plan.steps, [](const PlanStep &step) { return !step.branches.empty(); });
    for (int i = 0; i < int(run.plan.steps.size()) && !branches; ++i) {
        if (!made(i)
            && !isNever(run.plan.steps[size_t(i)])) // one that a branch jumps over is there for another outcome
            run.add(PlanProblem::Over, i, run.plan.days);
    }
}

void checkMix(CheckRun &run)
{
    std::array<int, kDayParts> parts{};
    QSet<int> weekdays;
    int attempts = 0;
    for (const PlannedStep &one : run.planned) {
        if (run.plan.steps[size_t(one.step)].acknowledges)
            continue;
        ++attempts;
        weekdays.insert(one.weekday);
        if (one.part != DayPart::Any)
            ++parts[size_t(one.part) - 1];
    }
    if (attempts < run.plan.least)
        run.add(PlanProblem::TooFew, -1, attempts, run.plan.least);
    if (attempts > run.plan.most)
        run.add(PlanProblem::TooMany, -1, attempts, run.plan.most);
    if (!run.plan.stopsOnReply)
        run.add(PlanProblem::NoReplyStop, -1);
    if (run.plan.least < kManyAttempts)
        return;
    for (const DayPart part : {DayPart::Morning, DayPart::Afternoon, DayPart::Evening}) {
        const int made = parts[size_t(part) - 1];
        if (made < kLeastOfPart)
            run.add(PlanProblem::MissingPart, -1, made, kLeastOfPart, QString::fromLatin1(dayPartCode(part)));
    }
    if (weekdays.size() < kLeastWeekdays)
        run.add(PlanProblem::FewWeekdays, -1, int(weekdays.size()), kLeastWeekdays);
}

} // namespace

const char *problemCode(PlanProblem problem)
{
    static constexpr std::array kCodes{"unknown_template", "other_channel", "unknown_script", "too_few", "too_many",
        "backwards", "no_reply_stop", "missing_part", "few_weekdays", "wide_gap", "many_at_once", "quiet_hours", "over",
        "never", "two_acks"};
    return kCodes[size_t(problem)];
}

std::vector<PlannedStep> plannedSteps(const Plan &plan, CheckWays with)
{
    const LocalDays place(QTimeZone::utc());
    const AskGate ask = [&place](const PlanStep &step, SentBy, Time at) { return callHours(place, step, at); };
    PlanFacts facts;
    facts.started = kMonday;
    facts.textConsent = true;
    facts.phone = with.phone;
    facts.email = with.email;
    std::vector<PlannedStep> out;
    Time now = kMonday;
    for (size_t rounds = 0; rounds < 4 * kMostSteps; ++rounds) {
        const PlanLook look = lookAt(plan, facts, place, usualHours(), ask, now);
        for (const StepDecision &decision : look.decisions) {
            layOn(facts, decision);
            if (decision.says != StepDecision::Says::Plan)
                continue;
            const LocalMoment local = place.at(decision.due);
            out.push_back({decision.step, decision.due - kMonday, partAt(local.minute), local.weekday,
                decision.rule == QLatin1String("US-1")});
        }
        if (look.finished || look.stop != PlanStop::None || !doFirst(plan, facts, now))
            break;
    }
    return out;
}

std::vector<PlanFinding> checkPlan(
    const Plan &plan, const std::vector<TemplateEntry> &templates, const std::vector<Script> &scripts)
{
    CheckRun run{plan, plannedSteps(plan), plannedSteps(plan, {true, false}), plannedSteps(plan, {false, true})};
    checkWords(run, templates, scripts);
    checkConditions(run);
    checkTimes(run);
    checkMix(run);
    return run.findings;
}

bool isBlocked(const std::vector<PlanFinding> &findings)
{
    return std::ranges::any_of(findings, [](const PlanFinding &finding) { return blocks(finding.problem); });
}

} // namespace updesk
