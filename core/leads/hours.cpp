// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/hours.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kSearchDays = 400;
constexpr int kMarginDays = 3;
constexpr int kStepDays = 800; // how far the window grows at once, so that growing stays rare
constexpr int kLastDay = 47482; // 2100-01-01
constexpr Time kEarliest = 10 * kDay;
constexpr Time kLatest = (kLastDay - kSearchDays - 10) * kDay;

} // namespace

const Hours::Spans &Hours::spansOf(int day) const
{
    const auto holiday = m_holidays.find(day);
    return holiday != m_holidays.end() ? holiday->second : m_week[size_t((day + 3) % 7)];
}

void Hours::expand(int firstDay, int endDay) const
{
    std::vector<Open> opens;
    for (int day = std::max(0, firstDay - 1); day < endDay; ++day) {
        for (const OpenSpan &span : spansOf(day)) {
            const Time from = m_days.first(day, span.from);
            const Time to = m_days.last(day, span.to);
            if (from < to)
                opens.push_back({from, to, 0});
        }
    }
    std::sort(opens.begin(), opens.end(), [](const Open &a, const Open &b) { return a.from < b.from; });
    m_window.opens.clear();
    for (const Open &open : opens) {
        auto &known = m_window.opens;
        if (!known.empty() && open.from <= known.back().to)
            known.back().to = std::max(known.back().to, open.to);
        else
            known.push_back(
                {open.from, open.to, known.empty() ? 0 : known.back().before + known.back().to - known.back().from});
    }
    m_window.firstDay = firstDay;
    m_window.endDay = endDay;
    m_window.from = std::max(kEarliest, m_days.startOf(firstDay + kMarginDays));
    m_window.to = std::min(kLatest, m_days.startOf(endDay - kSearchDays - kMarginDays));
}

bool Hours::cover(Time moment) const
{
    if (moment >= m_window.from && moment < m_window.to)
        return true;
    if (moment < kEarliest || moment >= kLatest)
        return false;
    const int day = m_days.dayOf(moment);
    const bool fresh = m_window.endDay == 0;
    int firstDay = fresh ? day - kSearchDays : m_window.firstDay;
    int endDay = fresh ? day + kStepDays : m_window.endDay;
    if (moment < m_window.from)
        firstDay = std::min(firstDay, day - kStepDays);
    if (moment >= m_window.to)
        endDay = std::max(endDay, day + kSearchDays + kStepDays);
    expand(std::max(0, firstDay), std::min(kLastDay, endDay));
    return moment >= m_window.from && moment < m_window.to;
}

const Hours::Open *Hours::openAt(Time moment) const
{
    const auto &opens = m_window.opens;
    const auto after =
        std::upper_bound(opens.begin(), opens.end(), moment, [](Time at, const Open &open) { return at < open.from; });
    return after == opens.begin() ? nullptr : &*(after - 1);
}

bool Hours::isOpen(Time moment) const
{
    if (!cover(moment))
        return false;
    const Open *open = openAt(moment);
    return open && moment < open->to;
}

Time Hours::nextOpening(Time moment) const
{
    if (!cover(moment) || m_window.opens.empty())
        return 0;
    const Open *open = openAt(moment);
    if (open && moment < open->to)
        return moment;
    const Open *next = open ? open + 1 : m_window.opens.data();
    const bool none = next == m_window.opens.data() + m_window.opens.size() || next->from > moment + kSearchDays * kDay;
    return none ? 0 : next->from;
}

Time Hours::closing(Time moment) const
{
    if (!cover(moment))
        return 0;
    const Open *open = openAt(moment);
    return open && moment < open->to ? std::min(open->to, moment + kSearchDays * kDay) : 0;
}

Time Hours::openUntil(Time moment) const
{
    const Open *open = openAt(moment);
    return open ? open->before + std::min(moment, open->to) - open->from : 0;
}

Time Hours::openBetween(Time from, Time to) const
{
    const Time begin = std::clamp(from, kEarliest, kLatest - 1);
    const Time end = std::clamp(to, kEarliest, kLatest - 1);
    if (begin >= end || !cover(begin) || !cover(end))
        return 0;
    return openUntil(end) - openUntil(begin);
}

Time Hours::nextSlot(Time moment, int fromMinute, int toMinute) const
{
    const int today = m_days.dayOf(moment);
    for (int day = today; day <= today + kSearchDays; ++day) {
        const Time slot = nextOpening(m_days.first(day, fromMinute));
        if (slot == 0)
            return 0;
        if (slot > moment && slot < m_days.first(day, toMinute))
            return slot;
        day = std::max(day, m_days.dayOf(slot) - 1); // skips a long closed time at once
    }
    return 0;
}

Time Hours::nextMorning(Time moment) const { return nextSlot(moment, 8 * 60, 12 * 60); }

Time Hours::nextAfternoon(Time moment) const { return nextSlot(moment, 13 * 60, 20 * 60); }

} // namespace updesk
