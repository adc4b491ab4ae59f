// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/optout.h"

#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/followplan.h"
#include "core/people/customerstore.h"

namespace updesk
{

Result<void> writeOptOut(Transaction &tx, CustomerId customer, const QString &words)
{
    const auto alive = CustomerStore(tx.database()).find(customer); // the record may have been merged into another
    if (!alive)
        return alive.error();
    Consent no;
    no.id = {tx.freshId()};
    no.customer = alive->id;
    no.state = Consent::State::No;
    no.how = words.trimmed().isEmpty() ? Consent::How::Keyed : Consent::How::Words;
    no.words = words.trimmed();
    no.by = tx.by().who;
    no.at = tx.now();
    const auto leads = leadsOfCustomer(tx.database(), alive->id, INT_MAX);
    if (!leads)
        return leads.error();
    for (const LeadId &id : *leads) {
        if (auto ended = endPlans(tx, id, PlanStop::OptOut); !ended)
            return ended;
        if (auto dropped = dropTasks(tx, id, Dropped::DoNotContact); !dropped)
            return dropped;
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed != Closed::Open)
            continue;
        if (auto lost = writeClosed(tx, *lead, Closed::Lost, QStringLiteral("do_not_contact")); !lost)
            return lost;
    }
    return apply(tx, put(kConsent, no));
}

} // namespace updesk
