// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/stopcalls.h"

#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/receiverows.h"
#include "core/people/customerstore.h"

namespace updesk
{

// There is no plan and no history that it would stand in.
static Result<void> refuseCalls(Transaction &tx, CustomerId id, const QString &words)
{
    const auto customer = CustomerStore(tx.database()).find(id);
    const auto can = customer ? contactable(tx.database(), customer->id) : Result<Contactable>(customer.error());
    if (!can || (!can->call && words.isEmpty()))
        return can ? Result<void>() : can.error();
    Consent no;
    no.id = {tx.freshId()};
    no.customer = customer->id;
    no.channel = int(Channel::Phone);
    no.state = Consent::State::No;
    no.how = words.isEmpty() ? Consent::How::Keyed : Consent::How::Words;
    no.words = words;
    no.by = tx.by().who;
    no.at = tx.now();
    return apply(tx, put(kConsent, no));
}

static Result<LeadId> leadOf(Session &session, CustomerId customer)
{
    return newestLeadOf(session.database(), {customer});
}

Result<DeedId> stopCalls(Session &session, CustomerId customer, const QString &typed)
{
    const QString words = typed.trimmed();
    const auto lead = leadOf(session, customer); // refuseWay() reads it anew
    if (!lead)
        return lead.error();
    if (!lead->isNull())
        return refuseWay(session, *lead, Channel::Phone, Whose::Customer, words);
    return doDeed(session, "refuse", {}, [&](Transaction &tx) { return refuseCalls(tx, customer, words); });
}

} // namespace updesk
