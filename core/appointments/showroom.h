// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/leads/hours.h"

#include <array>
#include <optional>
#include <span>

namespace updesk
{

/// How far a visitor came (F78), in the order in which it mostly goes.
enum class VisitStep : quint8 { Greeted, WalkAround, DemoDrive, Appraisal, WriteUp, ManagerTurn, Finance };
inline constexpr std::array kVisitSteps{VisitStep::Greeted, VisitStep::WalkAround, VisitStep::DemoDrive,
    VisitStep::Appraisal, VisitStep::WriteUp, VisitStep::ManagerTurn, VisitStep::Finance};

/// Where a visit keeps the moment of a step.
Time Visit::*momentOf(VisitStep step);

/// The step that was reached last; of two at one moment the further one. Nothing: nobody has greeted them yet.
std::optional<VisitStep> stepReached(const Visit &visit);

/// How long they have been in the store, or were; never below 0.
Time timeIn(const Visit &visit, Time now);

/// How long they waited for a person, or wait since; nothing: they left without having met one.
struct Wait {
    Time ms = 0;
    bool goesOn = false;
    bool operator==(const Wait &) const = default;
};
std::optional<Wait> waitOf(const Visit &visit, Time now);

/// When the showroom closed on a visitor: the end of the opening in which they came, or of their day when they came
/// while it was closed.
Time closingAfter(const Visit &visit, const Hours &showroom);

/// Still logged in as present though the showroom has closed since they came.
bool isForgotten(const Visit &visit, const Hours &showroom, Time now);

/// How long they have been in the store, or were, ms; who was forgotten stayed until it closed.
Time stayed(const Visit &visit, const Hours &showroom, Time now);

/// How some days in the showroom went (F78, F79).
struct ShowroomSums {
    int visits = 0, beBacks = 0, booked = 0; ///< booked: they came for an appointment
    int here = 0; ///< still in the store
    Time average = 0; ///< in the store, of all, ms; 0: nobody came
    bool operator==(const ShowroomSums &) const = default;
};
ShowroomSums showroomSums(std::span<const Visit> visits, const Hours &showroom, Time now);

} // namespace updesk
