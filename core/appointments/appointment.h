// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    bool operator==(const Visit &) const = default;
};

inline constexpr TableOf kAppointment{"appointment", column("lead_id", &Appointment::lead),
    column("customer_id", &Appointment::customer), column("person_id", &Appointment::person),
    column("at", &Appointment::at), column("state", &Appointment::state), column("set_by", &Appointment::setBy),
    column("set_at", &Appointment::setAt), column("note", &Appointment::note)};

inline constexpr TableOf kVisit{"visit", column("lead_id", &Visit::lead), column("customer_id", &Visit::customer),
    column("person_id", &Visit::person), column("arrived", &Visit::arrived), column("left_at", &Visit::left),
    column("be_back", &Visit::beBack)};

} // namespace updesk
