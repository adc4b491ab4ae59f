// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/table.h"
#include "core/vehicles/vehicle.h"

namespace updesk
{

using AppraisalId = IdOf<struct AppraisalTag>;

/// What a customer's trade-in is and is worth (F82). A new look at it is a new row.
struct Appraisal {
    enum class Condition : quint8 { Unknown, Rough, Average, Clean, ExtraClean };
    AppraisalId id;
    LeadId lead;
    CustomerId customer;
    PersonId person; ///< who looked at it
    Time at = 0;
    int year = 0;
    QString make, model, trim, vin;
    bool vinAsRead = false; ///< its check digit does not fit, and it was read from the car so
    int odometer = 0;
    OdometerUnit unit = OdometerUnit::Miles;
    Condition condition = Condition::Unknown;
    qint64 payoff = 0; ///< cents still owed; 0: nothing, or not known when there is no lender
    Time payoffAt = 0; ///< as of; 0: not said
    QString lender;
    qint64 acv = 0; ///< cents, the actual cash value; 0: not valued yet
    QString note;
    bool operator==(const Appraisal &) const = default;
};

inline constexpr TableOf kAppraisal{"appraisal", column("lead_id", &Appraisal::lead),
    column("customer_id", &Appraisal::customer), column("person_id", &Appraisal::person), column("at", &Appraisal::at),
    column("year", &Appraisal::year), column("make", &Appraisal::make), column("model", &Appraisal::model),
    column("trim", &Appraisal::trim), column("vin", &Appraisal::vin), column("vin_as_read", &Appraisal::vinAsRead),
    column("miles", &Appraisal::odometer), column("odometer_unit", &Appraisal::unit),
    column("condition", &Appraisal::condition), column("payoff", &Appraisal::payoff),
    column("payoff_at", &Appraisal::payoffAt), column("lender", &Appraisal::lender), column("acv", &Appraisal::acv),
    column("note", &Appraisal::note)};

/// What it adds to a deal: its value less what is owed, below 0 when more is owed; 0 while it is not valued (4.4).
constexpr qint64 tradeEquity(const Appraisal &trade) { return trade.acv > 0 ? trade.acv - trade.payoff : 0; }

} // namespace updesk
