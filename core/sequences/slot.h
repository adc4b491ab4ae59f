// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"
#include "core/sequences/plan.h"

#include <functional>

namespace updesk
{

/// What the legal gate says of a step at a moment, as far as a plan needs it.
struct GateAnswer {
    enum class Says : quint8 { Allow, Move, Block };
    Says says = Says::Allow;
    Time moveTo = 0; ///< Move: the first moment that no rule speaks against
    QString rule; ///< the id of the rule that speaks first; of what is missing no_phone or no_email
};
using AskGate = std::function<GateAnswer(const PlanStep &step, SentBy by, Time at)>;

/// All that decides when a step is made.
struct SlotFacts {
    const LocalDays &place; ///< the customer's calendar and clock
    const Hours &hours; ///< when the store answers: what a person does waits for it
    Time lastAt = 0; ///< of the attempt before; 0: there was none
    std::array<int, kDayParts> made{}; ///< attempts so far by part of the customer's day
    int spread = 0; ///< minutes by which this lead stands apart from others, so that not all are due on the stroke
    const AskGate &ask;
};

/// When a step is made.
struct Slot {
    Time at = 0;
    QString rule; ///< what moved it from the wished time, or blocks it: a rule of the gate, store_hours or mail_hours
    bool blocked = false; ///< at no time in sight
};

/// The first moment from `wished` on in the wanted part of the day, on a wanted day, within the store's hours where a
/// person acts, that the gate allows. A wish that cannot be had within days gives way: first the day, then the part.
/// E-mails of a plan keep to 8:00-21:00 at the customer, but an acknowledgement, which leaves at any hour (S3.2).
Slot findSlot(const PlanStep &step, SentBy by, Time wished, const SlotFacts &facts);

} // namespace updesk
