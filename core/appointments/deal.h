// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/table.h"

namespace updesk
{

using DealId = IdOf<struct DealTag>;

/// A line of the sold log (F83). A lead is sold when one of its deals is pending or delivered.
struct Deal {
    enum class State : quint8 { Pending, Delivered, Unwound };
    DealId id;
    LeadId lead;
    CustomerId customer;
    PersonId person; ///< who sold it
    Time at = 0; ///< agreed on
    State state = State::Pending;
    Time deliveredAt = 0, unwoundAt = 0;
    QString unwoundWhy;
    QString stock, vin, vehicle; ///< as it was sold, whatever becomes of the unit
    qint64 price = 0; ///< cents
    bool grossKnown = false;
    qint64 frontGross = 0, backGross = 0; ///< cents, net of pack; may be below 0
    QString dmsNo; ///< the deal's number in the dealer's management system
    PersonId enteredBy;
    Time enteredAt = 0;
    bool operator==(const Deal &) const = default;
};

inline constexpr TableOf kDeal{"deal", column("lead_id", &Deal::lead), column("customer_id", &Deal::customer),
    column("person_id", &Deal::person), column("at", &Deal::at), column("state", &Deal::state),
    column("delivered_at", &Deal::deliveredAt, Rule::Either), column("unwound_at", &Deal::unwoundAt, Rule::Either),
    column("unwound_why", &Deal::unwoundWhy), column("stock", &Deal::stock), column("vin", &Deal::vin),
    column("vehicle", &Deal::vehicle), column("price", &Deal::price), column("gross_known", &Deal::grossKnown),
    column("front_gross", &Deal::frontGross), column("back_gross", &Deal::backGross), column("dms_no", &Deal::dmsNo),
    column("entered_by", &Deal::enteredBy), column("entered_at", &Deal::enteredAt)};

} // namespace updesk
