// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/store/table.h"

namespace updesk
{

/// A booked visit. Its reminder and confirmation are tasks.
struct Appointment {
    enum class State : quint8 { Set, NotConfirmed, Confirmed, Arrived, Missed, Rescheduled, Cancelled, Sold };
    AppointmentId id;
    LeadId lead;
    CustomerId customer;
    PersonId person; ///< who receives the customer
    Time at = 0;
    State state = State::Set;
    PersonId setBy;
    Time setAt = 0;
    QString note;
    PersonId stateBy{}; ///< who put it where it stands; null: the program
    Time stateAt = 0; ///< 0: it stands as it was set
    PersonId confirmedBy{};
    Time confirmedAt = 0; ///< 0: nobody has said yet that they come; stays when they do
    Channel confirmedWay = Channel::None;
    AppointmentId movedFrom{}; ///< the booking that this one takes the place of
    bool operator==(const Appointment &) const = default;
};

/// Somebody stood in the showroom.
struct Visit {
    RowOnlyId id;
    LeadId lead;
    CustomerId customer;
    PersonId person;
    Time arrived = 0, left = 0;
    bool beBack = false; ///< came again within 30 days
    AppointmentId appointment{}; ///< that they came for; null: without one
    /// When each step was reached, 0: not yet; see VisitStep.
    Time greeted = 0, walkAround = 0, demoDrive = 0, appraisal = 0, writeUp = 0, managerTurn = 0, finance = 0;
    bool operator==(const Visit &) const = default;
};

inline constexpr TableOf kAppointment{"appointment", column("lead_id", &Appointment::lead),
    column("customer_id", &Appointment::customer), column("person_id", &Appointment::person),
    column("at", &Appointment::at), column("state", &Appointment::state), column("set_by", &Appointment::setBy),
    column("set_at", &Appointment::setAt), column("note", &Appointment::note),
    column("state_by", &Appointment::stateBy), column("state_at", &Appointment::stateAt),
    column("confirmed_by", &Appointment::confirmedBy), column("confirmed_at", &Appointment::confirmedAt),
    column("confirmed_way", &Appointment::confirmedWay), column("moved_from", &Appointment::movedFrom)};

inline constexpr TableOf kVisit{"visit", column("lead_id", &Visit::lead), column("customer_id", &Visit::customer),
    column("person_id", &Visit::person), column("arrived", &Visit::arrived), column("left_at", &Visit::left),
    column("be_back", &Visit::beBack), column("appointment_id", &Visit::appointment),
    column("greeted", &Visit::greeted, Rule::Either), column("walk_around", &Visit::walkAround, Rule::Either),
    column("demo_drive", &Visit::demoDrive, Rule::Either), column("appraisal", &Visit::appraisal, Rule::Either),
    column("write_up", &Visit::writeUp, Rule::Either), column("manager_turn", &Visit::managerTurn, Rule::Either),
    column("finance", &Visit::finance, Rule::Either)};

} // namespace updesk
