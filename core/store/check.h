// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/compare.h"

#include <functional>

namespace updesk
{

/// What `updeskctl check` found. Ids only: no customer's words.
struct CheckReport {
    struct Fault : RowFault {
        enum class Kind : quint8 {
            Log, ///< a row, or the log itself, is not what the log says
            Orphan, ///< the row names a parent that is not there
            Derived ///< a row computed from others is not what they give
        };
        Kind kind;
        Fault(Kind what, RowFault fault) : RowFault(std::move(fault)), kind(what) { }
    };
    QString damage; ///< what SQLite says of the file; empty: sound. Nothing else is looked at in a damaged file
    std::vector<Fault> faults;

    bool sound() const { return damage.isEmpty() && faults.empty(); }
};

/// Computes derived tables anew and names the rows that differ; given by the rooms that own them.
using DerivedFaults = std::function<Result<std::vector<RowFault>>(Database &)>;

/// Reads the whole file, compares the log with the rows, looks for orphans (parents.h) and asks `derived`. Writes
/// nothing. An error only when the file could not be read to its end for another reason than damage.
Result<CheckReport> checkStore(Database &database, const DerivedFaults &derived = {});

} // namespace updesk
