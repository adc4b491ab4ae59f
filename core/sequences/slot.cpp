// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/slot.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kDaysForWish = 5; ///< so many days the wanted part of the day is waited for
constexpr int kMostMoves = 12; ///< hours, caps and the store's own take turns to move a time
constexpr Time kInSight = 60 * kDay;
constexpr PartSpan kMailHours{480, 1260};

struct SlotRun {
    const PlanStep &step;
    SentBy by;
    Time wished;
    const SlotFacts &facts;
};

Time mailFrom(const SlotRun &run, Time at)
{
    if (run.step.channel != Channel::Email || run.step.acknowledges)
        return at;
    const LocalMoment local = run.facts.place.at(at);
    if (local.minute >= kMailHours.from && local.minute < kMailHours.until)
        return at;
    return run.facts.place.first(local.day + (local.minute < kMailHours.from ? 0 : 1), kMailHours.from);
}

// A store without hours is one whose hours nobody entered: the lead is not forgotten for it.
Time openFrom(const SlotRun &run, Time at)
{
    const Time opens = run.by == SentBy::Person ? run.facts.hours.nextOpening(at) : at;
    return opens > 0 ? opens : at;
}

/// A moment in [from, until) at which nothing speaks against it; at 0: none, with what stood in the way last.
Slot firstFree(const SlotRun &run, Time from, Time until)
{
    Slot slot;
    Time at = from;
    for (int i = 0; i < kMostMoves && at < until; ++i) {
        if (const Time opens = openFrom(run, at); opens != at) {
            slot.rule = QStringLiteral("store_hours");
            at = opens;
        }
        if (const Time mails = mailFrom(run, at); mails != at) {
            slot.rule = QStringLiteral("mail_hours");
            at = mails;
            continue; // the store may be closed then
        }
        if (at >= until)
            break;
        const GateAnswer answer = run.facts.ask(run.step, run.by, at);
        if (answer.says == GateAnswer::Says::Allow) {
            slot.at = at;
            return slot;
        }
        slot.rule = answer.rule;
        if (answer.says == GateAnswer::Says::Block || answer.moveTo <= at) {
            slot.blocked = true;
            return slot;
        }
        at = answer.moveTo;
    }
    return slot;
}

bool isWanted(const SlotRun &run, int weekday)
{
    const bool weekend = weekday >= 6;
    switch (run.step.days) {
    case DayChoice::Weekday:
        return !weekend;
    case DayChoice::Weekend:
        return weekend;
    case DayChoice::Other:
        return run.facts.lastAt == 0 || run.facts.place.at(run.facts.lastAt).weekday != weekday;
    case DayChoice::Any:
        break;
    }
    return true;
}

/// The parts to try on a day, best first: the wanted one, or those that were used least so far.
std::vector<DayPart> partsOf(const SlotRun &run, bool anyPart)
{
    if (!anyPart && run.step.part != DayPart::Other && run.step.part != DayPart::Any)
        return {run.step.part};
    std::vector<DayPart> parts{DayPart::Morning, DayPart::Afternoon, DayPart::Evening};
    if (run.step.part == DayPart::Any)
        return parts;
    std::ranges::stable_sort(parts, {}, [&](DayPart part) { return run.facts.made[size_t(part) - 1]; });
    const DayPart last = run.facts.lastAt > 0 ? partAt(run.facts.place.at(run.facts.lastAt).minute) : DayPart::Any;
    if (run.step.part == DayPart::Other && last != DayPart::Any && !anyPart)
        std::erase(parts, last);
    return parts;
}

Slot onDay(const SlotRun &run, int day, bool anyPart)
{
    Slot found;
    for (const DayPart part : partsOf(run, anyPart)) {
        const PartSpan span = spanOf(part);
        const Time from = run.facts.place.first(day, span.from + run.facts.spread);
        const Time until = run.facts.place.first(day, span.until);
        const Slot slot = firstFree(run, std::max(from, run.wished), until);
        if (slot.blocked || slot.at > 0)
            return slot;
        if (!slot.rule.isEmpty())
            found.rule = slot.rule;
    }
    return found;
}

} // namespace

Slot findSlot(const PlanStep &step, SentBy by, Time wished, const SlotFacts &facts)
{
    const SlotRun run{step, by, wished, facts};
    if (step.part == DayPart::Any && step.days == DayChoice::Any)
        return firstFree(run, wished, wished + kInSight);
    const LocalMoment local = facts.place.at(wished);
    for (const auto &[anyPart, anyDay] : {std::pair{false, false}, std::pair{false, true}, std::pair{true, true}}) {
        QString held;
        for (int day = local.day; day <= local.day + kDaysForWish; ++day) {
            if (!anyDay && !isWanted(run, facts.place.at(facts.place.first(day, 720)).weekday))
                continue;
            Slot slot = onDay(run, day, anyPart);
            if (slot.rule.isEmpty())
                slot.rule = held; // what kept it off the days before
            if (slot.blocked || slot.at > 0)
                return slot;
            held = slot.rule;
        }
    }
    return firstFree(run, wished, wished + kInSight);
}

} // namespace updesk
