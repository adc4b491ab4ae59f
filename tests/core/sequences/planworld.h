// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/next.h"
#include "core/sequences/planbook.h"

#include <QDateTime>
#include <QTimeZone>

namespace updesk
{

using Says = StepDecision::Says;

/// One customer in a plan, in a zone, of a store in New York that is open from 8 to 20 but Sundays.
struct World {
    Plan plan;
    PlanFacts facts;
    LocalDays place;
    Hours hours;
    std::function<GateAnswer(const PlanStep &, SentBy, Time)> gate = [](const PlanStep &, SentBy, Time) {
        return GateAnswer{};
    };
    Time now = 0;

    explicit World(const char *local = "2026-03-12T10:00:00", const char *zone = "America/New_York")
        : place(QTimeZone(zone))
    {
        QJsonObject week;
        for (const char *day : {"mon", "tue", "wed", "thu", "fri", "sat"})
            week.insert(QLatin1String(day), QJsonArray{QJsonArray{QStringLiteral("08:00"), QStringLiteral("20:00")}});
        hours = *Hours::fromJson(QStringLiteral("America/New_York"), week, {});
        plan = *shippedPlan(QStringLiteral("internet"));
        // Of a customer with both: what stands in for their e-mail is for others.
        std::erase_if(plan.steps, [](const PlanStep &step) { return step.key == QLatin1String("ack_text"); });
        now = moment(local, zone);
        facts.started = now;
        facts.textConsent = true;
    }
    static Time moment(const char *local, const char *zone = "America/New_York")
    {
        const QDateTime at = QDateTime::fromString(QString::fromLatin1(local), Qt::ISODate);
        return QDateTime(at.date(), at.time(), QTimeZone(zone)).toMSecsSinceEpoch();
    }
    PlanLook look() const { return lookAt(plan, facts, place, hours, gate, now); }
    /// Looks, and lays what was decided on the facts.
    PlanLook step()
    {
        const PlanLook found = look();
        for (const StepDecision &decision : found.decisions)
            layOn(facts, decision);
        return found;
    }
    StepState *open(int step)
    {
        const auto found = std::ranges::find_if(
            facts.runs, [step](const StepState &state) { return state.step == step && state.state == RunState::Open; });
        return found == facts.runs.end() ? nullptr : &*found;
    }
    void done(int step, Outcome outcome = Outcome::None)
    {
        StepState *state = open(step);
        QVERIFY2(state, qPrintable(QString::number(step)));
        state->state = RunState::Done;
        state->settled = now;
        state->outcome = outcome;
    }
    void event(PlanEvent::Kind kind) { facts.events.push_back({kind, now}); }
    /// Nobody ever answers: every step is done at its time. What was decided, in order.
    std::vector<StepDecision> play()
    {
        std::vector<StepDecision> all;
        for (int i = 0; i < 300; ++i) {
            const PlanLook found = step();
            all.insert(all.end(), found.decisions.begin(), found.decisions.end());
            if (found.finished || found.stop != PlanStop::None)
                return all;
            StepState *first = nullptr;
            for (StepState &state : facts.runs) {
                if (state.state == RunState::Open && (!first || state.due < first->due))
                    first = &state;
            }
            if (first && first->due <= now && first->asked) {
                first->state = RunState::Done;
                first->settled = now;
                first->outcome =
                    plan.steps[size_t(first->step)].channel == Channel::Phone ? Outcome::NoAnswer : Outcome::None;
                continue;
            }
            const Time next = first ? first->due : found.again;
            if (next == 0)
                return all;
            now = std::max(now, next);
        }
        qFatal("no end");
    }
    /// A plan of one step that counts from the last.
    void only(const PlanStep &step) { plan.steps = {step}; }
};

inline PlanStep call(Time delay, DayPart part = DayPart::Any, DayChoice days = DayChoice::Any)
{
    PlanStep step;
    step.key = QStringLiteral("call");
    step.delay = delay;
    step.part = part;
    step.days = days;
    return step;
}

inline PlanStep sent(Channel channel, Time delay)
{
    PlanStep step = call(delay);
    step.key = QStringLiteral("sent");
    step.channel = channel;
    step.by = StepBy::Automatic;
    return step;
}

inline QString local(const World &world, Time at)
{
    const LocalMoment m = world.place.at(at);
    return QStringLiteral("%1 %2:%3").arg(m.weekday).arg(m.minute / 60).arg(m.minute % 60, 2, 10, QChar(u'0'));
}

} // namespace updesk
