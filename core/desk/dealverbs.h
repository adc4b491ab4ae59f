// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appraisal.h"
#include "core/appointments/deal.h"
#include "core/desk/session.h"

namespace updesk
{

/// Cents as they may stand on a deal or an appraisal; beyond that somebody slipped.
inline constexpr qint64 kMostCents = 1'000'000'000;

/// What is written down of a sale (F83).
struct DealDraft {
    PersonId person; ///< who sold it; null: the lead's owner
    Time at = 0; ///< 0: now
    bool delivered = false; ///< the customer has it already
    QString stock, vin, vehicle; ///< vehicle: in words; empty: as the unit of this stock number is called
    qint64 price = 0;
    bool grossKnown = false;
    qint64 frontGross = 0, backGross = 0; ///< cents
    QString dmsNo;
};

/// Sells a lead: the deal, the lead closed as sold, its visit sold, the vehicle off the lot, all one deed. Invalid:
/// closed, the lead is sold already; vehicle, neither a stock number nor words; stock, the vehicle of that number is
/// sold; vin; at, in the future or before the lead came; price or gross, beyond kMostCents or (price) below 0.
struct Sold {
    DeedId deed;
    DealId deal;
};
Result<Sold> sellLead(Session &session, LeadId lead, const DealDraft &draft);

/// The customer has the vehicle; it stands in their garage from then on. Invalid with subject state: it is unwound.
Result<DeedId> deliverDeal(Session &session, DealId deal);

/// The sale came to nothing: the lead is open again and due now, the vehicle back on the lot. Invalid: reason, none was
/// given.
Result<DeedId> unwindDeal(Session &session, DealId deal, const QString &why);

/// Front and back gross, net of pack, as they are known later; cents. Invalid: gross.
Result<DeedId> setGross(Session &session, DealId deal, qint64 front, qint64 back);

/// Writes down what a trade-in of the lead is (F82); id, lead, customer, person and moment are filled in. Invalid:
/// vehicle, neither make nor model nor VIN; vin, no VIN at all; vin_check, its check digit does not fit and vinAsRead
/// is not said; year, odometer, payoff, acv: they cannot be right. Denied with subject lead: the lead is closed.
struct Appraised {
    DeedId deed;
    AppraisalId appraisal;
};
Result<Appraised> saveAppraisal(Session &session, LeadId lead, const Appraisal &draft);

} // namespace updesk
