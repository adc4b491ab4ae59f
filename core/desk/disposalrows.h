// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"

#include <optional>

namespace updesk
{

/// A customer without business since long ago (SG-5), with all records merged into them.
struct DisposalRow {
    /// What the last business was. Known: there was none but that the record was made.
    enum class Business : quint8 { Known, Inquiry, Visit, Sale };
    CustomerId customer; ///< the record that lives
    QString name;
    Time last = 0;
    Business what = Business::Known;
    Time contact = 0; ///< the last that they wrote or called, or a person of the store did; 0: never
    Time visit = 0; ///< of an appointment that is still ahead; 0: none
    bool openLead = false;
    QString hold; ///< the reason of a legal hold; empty: none

    /// Whether they are proposed: nothing holds them back. `before`: as in disposalRows().
    bool isFree(Time before) const { return !openLead && visit == 0 && hold.isEmpty() && contact < before; }
    bool operator==(const DisposalRow &) const = default;
};

/// All customers whose last business is before that moment, the longest ago first, without those who were erased; of
/// one customer only, when that is named. One SELECT.
Result<std::vector<DisposalRow>> disposalRows(
    Database &database, Time before, Time now, std::optional<CustomerId> only = std::nullopt);

/// A legal hold: why, who set it and when.
struct LegalHold {
    RowOnlyId tag;
    QString reason;
    PersonId by;
    Time at = 0;
};
/// Of any record of this customer, the newest; nothing: none.
Result<std::optional<LegalHold>> legalHold(Database &database, CustomerId customer);
/// As the mark at the customer's record says it: "hold:", person, moment and the reason.
QString holdTag(const LegalHold &hold);

/// An erasure as the certificate of disposal names it.
struct DisposedRow {
    RowOnlyId erasure;
    CustomerId customer;
    QString by; ///< the name of who approved it
    Time at = 0;
};
/// All erasures since then, the oldest first; of a shared store those that the server has taken.
Result<std::vector<DisposedRow>> disposedSince(Database &database, Time since);

} // namespace updesk
