// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appraisal.h"
#include "core/desk/pencilverbs.h"
#include "core/leads/lead.h"

#include <QJsonObject>

namespace updesk
{

/// The worksheet of a payment (F80): who and what it is for, the trade-in, and the numbers. It is printed, and handed
/// to a dealer's management system as a file (docs/pencil.md). What its numbers come to is figured from them.
struct Worksheet {
    LeadId lead;
    QString store, address, phone, region;
    QByteArray zone; ///< of the store
    Time at = 0; ///< when it was made
    QString by; ///< who made it; empty: nobody has signed in
    Time kept = 0; ///< when its numbers were kept; 0: they were not
    QString keptBy;
    QString customer, coBuyer, customerPhone, customerEmail;
    LeadVehicle vehicle; ///< that is wanted; without a make nothing is known of it
    std::optional<Appraisal> trade; ///< its acv is 0 while nobody has valued it
    std::optional<Pencil> loan;
    std::optional<LeasePencil> lease;
    bool operator==(const Worksheet &) const = default;
};

/// The worksheet of a lead with the numbers that are given; `writer`: who makes it. NotFound: no such lead.
Result<Worksheet> worksheetOf(Database &database, LeadId lead, const KeptPencils &numbers, PersonId writer, Time now);

/// The newest appraisal of a lead's trade-in, else what the inquiry says of one; nothing: it names none.
Result<std::optional<Appraisal>> knownTrade(Database &database, LeadId lead);

/// As docs/pencil.md describes them: money in whole cents, rates as shares of one, times in UTC. The CSV has a line of
/// names and one for each term of the loan and for the lease, in UTF-8 without a byte order mark.
QJsonObject worksheetJson(const Worksheet &sheet);
QByteArray worksheetCsv(const Worksheet &sheet);

} // namespace updesk
