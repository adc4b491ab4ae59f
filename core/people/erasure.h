// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/erase.h"

namespace updesk
{

/// A person was erased for good: who did it and when, and no word about whom but the record's number. Never changed,
/// never removed. With a server the row counts once the server has numbered it; the store acts on it
/// (core/store/erase.h).
struct Erasure {
    RowOnlyId id;
    CustomerId customer; ///< the record that lived; those merged into it go with it
    PersonId by;
    Time at = 0;
    bool operator==(const Erasure &) const = default;
};

/// A number or mail address of somebody who was erased, as a keyed hash: to it goes no marketing any more. Never
/// removed.
struct Suppression {
    RowOnlyId id;
    RowOnlyId erasure;
    QString hash, salt; ///< lower-case hex; all of a store have one salt, unless two PCs erased the first at once
    Time at = 0;
    bool operator==(const Suppression &) const = default;
};

inline constexpr TableOf kErasure{"erasure", Feed::Store, Trait::Legal,
    column("customer_id", &Erasure::customer, Rule::Added), column("by_person", &Erasure::by, Rule::Added),
    column("at", &Erasure::at, Rule::Added)};

inline constexpr TableOf kSuppression{"suppression", Feed::Store, Trait::Legal,
    column("erasure_id", &Suppression::erasure, Rule::Added), column("hash", &Suppression::hash, Rule::Added),
    column("salt", &Suppression::salt, Rule::Added), column("at", &Suppression::at, Rule::Added)};

} // namespace updesk
