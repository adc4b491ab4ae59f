// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/responseclock.h"

#include <algorithm>

namespace updesk
{

Target targetFor(std::span<const TargetRow> rows, const SourceId &source, LeadType type)
{
    Target best;
    int bestRank = -1;
    for (const TargetRow &row : rows) {
        const bool anySource = row.source.isNull();
        const bool anyType = row.type < 0;
        if ((!anySource && row.source != source) || (!anyType && row.type != int(type)))
            continue;
        const int rank = (anySource ? 0 : 2) + (anyType ? 0 : 1);
        if (rank > bestRank) {
            bestRank = rank;
            best = {row.seconds, row.afterOpening};
        }
    }
    return best;
}

Due dueOf(Time received, const Target &target, const Hours &hours)
{
    const Time plain = received + std::max(60, target.answer) * kSecond;
    const Time closing = hours.closing(received);
    if (plain < closing)
        return {plain, received, false};
    const Time opening = hours.nextOpening(closing ? closing : received);
    if (opening == 0)
        return {plain, received, false};
    return {opening + std::max(60, target.afterOpening) * kSecond, opening, true};
}

ClockView clockView(const ClockFacts &facts, Time now)
{
    if (facts.closed)
        return {facts.neverAnswered ? ClockState::NeverAnswered : ClockState::None, 0, false};
    if (facts.waitingSince)
        return {ClockState::Waiting, std::max<Time>(0, now - facts.waitingSince), false};
    if (facts.bornStopped)
        return {ClockState::Stopped, 0, false};
    if (facts.answeredAt && stopsClock(facts.answeredBy)) {
        const Time took = facts.answeredAt - std::max(facts.due.from, facts.received);
        return {ClockState::Stopped, std::max<Time>(0, took), facts.answeredBy == Evidence::Told, facts.clockJump};
    }
    if (facts.due.due == 0)
        return {};
    const Time left = facts.due.due - now;
    // Received a moment ahead of this clock, by another desk's, is not after hours.
    if (now < facts.due.from && facts.due.from > facts.received)
        return {ClockState::AfterHours, left, false};
    if (left < 0)
        return {ClockState::Late, -left, false};
    return {left <= kClose ? ClockState::Close : ClockState::Running, left, false};
}

std::optional<qint64> businessSecondsToAnswer(const Due &due, Time answeredAt, const Hours &hours)
{
    if (answeredAt == 0)
        return std::nullopt;
    if (answeredAt <= due.from)
        return 0;
    // A clock that began outside hours belongs to a store without any: all its time is open.
    const Time open = hours.isOpen(due.from) ? hours.openBetween(due.from, answeredAt) : answeredAt - due.from;
    return open / kSecond;
}

} // namespace updesk
