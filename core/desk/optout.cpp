// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/optout.h"

#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/people/customer.h"

namespace updesk
{

Result<void> writeOptOut(Transaction &tx, CustomerId customer, const QString &words)
{
    Consent no;
    no.id = {tx.freshId()};
    no.customer = customer;
    no.state = Consent::State::No;
    no.how = words.trimmed().isEmpty() ? Consent::How::Keyed : Consent::How::Words;
    no.words = words.trimmed();
    no.by = tx.by().who;
    no.at = tx.now();
    const auto leads = leadsOfCustomer(tx.database(), customer);
    if (!leads)
        return leads.error();
    for (const LeadId &lead : *leads) {
        if (auto dropped = dropTasks(tx, lead, Dropped::DoNotContact); !dropped)
            return dropped;
    }
    return apply(tx, put(kConsent, no));
}

} // namespace updesk
