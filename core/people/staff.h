// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/table.h"

namespace updesk
{

enum class Role : quint8 { Sales, Bdc, Advisor, Manager, Principal, Admin };

/// Somebody who works at the dealership.
struct Person {
    PersonId id;
    QString name, login;
    Role role = Role::Sales;
    bool active = true;
    bool operator==(const Person &) const = default;
};

/// When a person works: minutes since local midnight on a weekday, 1 = Monday.
struct Shift {
    RowOnlyId id;
    PersonId person;
    int weekday = 0, from = 0, to = 0;
    bool operator==(const Shift &) const = default;
};

/// A day on which a person does not work, whatever the shifts say.
struct Away {
    RowOnlyId id;
    PersonId person;
    int day = 0; ///< local, yyyymmdd
    int kind = 0;
    bool operator==(const Away &) const = default;
};

/// A spell with a customer: whoever is busy gets no new lead. It ends at `until` by itself, or sooner when they say so.
struct Busy {
    RowOnlyId id;
    PersonId person;
    Time since = 0, until = 0;
    bool operator==(const Busy &) const = default;
};

/// The dealership itself: one row. Hours and holidays are the JSON that Hours reads.
struct Dealership {
    RowOnlyId id;
    QString name, timeZone, region, address, phone, showroomHours, answerHours, holidays, postal;
    bool sample = false; ///< made-up data; such a store can never join a server
    bool operator==(const Dealership &) const = default;
};

struct Setting {
    RowOnlyId id;
    QString key, value;
    bool operator==(const Setting &) const = default;
};

inline constexpr TableOf kPerson{"person", Feed::Group, Trait::Config, column("name", &Person::name, Rule::Optimistic),
    column("login", &Person::login, Rule::Optimistic), column("role", &Person::role, Rule::Optimistic),
    column("active", &Person::active, Rule::Optimistic)};

inline constexpr TableOf kShift{"shift", Feed::Store, Trait::Config,
    column("person_id", &Shift::person, Rule::Optimistic), column("weekday", &Shift::weekday, Rule::Optimistic),
    column("from_minute", &Shift::from, Rule::Optimistic), column("to_minute", &Shift::to, Rule::Optimistic)};

inline constexpr TableOf kAway{"away", Feed::Store, Trait::Config, column("person_id", &Away::person, Rule::Optimistic),
    column("day", &Away::day, Rule::Optimistic), column("kind", &Away::kind, Rule::Optimistic)};

inline constexpr TableOf kBusy{"busy", column("person_id", &Busy::person, Rule::Added),
    column("since", &Busy::since, Rule::Added), column("until", &Busy::until, Rule::Either)};

inline constexpr TableOf kDealership{"store", Feed::Store, Trait::Config,
    column("name", &Dealership::name, Rule::Optimistic), column("tz", &Dealership::timeZone, Rule::Optimistic),
    column("region", &Dealership::region, Rule::Optimistic), column("address", &Dealership::address, Rule::Optimistic),
    column("phone", &Dealership::phone, Rule::Optimistic),
    column("showroom_hours", &Dealership::showroomHours, Rule::Optimistic),
    column("answer_hours", &Dealership::answerHours, Rule::Optimistic),
    column("holidays", &Dealership::holidays, Rule::Optimistic),
    column("postal", &Dealership::postal, Rule::Optimistic), column("sample", &Dealership::sample, Rule::Optimistic)};

inline constexpr TableOf kSetting{"setting", Feed::Store, Trait::Config, column("key", &Setting::key, Rule::Optimistic),
    column("value", &Setting::value, Rule::Optimistic)};

} // namespace updesk
