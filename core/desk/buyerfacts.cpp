// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/buyerfacts.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/details.h"
#include "core/desk/suspicion.h"

#include <climits>

namespace updesk
{

using What = DetailChange::What;

static Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

static QString codeOf(bool noTrade) { return noTrade ? QString::fromLatin1(kSaysNone) : QString(); }

QString decidesCode(Decides decides)
{
    return decides == Decides::Unknown ? QString()
                                       : QString::fromLatin1(decides == Decides::Alone ? kSaysAlone : kSaysOthers);
}

static Result<void> writeFacts(Transaction &tx, const Lead &before, const Lead &after)
{
    std::vector<DetailChange> changes;
    if (after.noTrade != before.noTrade)
        changes.push_back({What::Trade, codeOf(before.noTrade), codeOf(after.noTrade)});
    if (after.decides != before.decides)
        changes.push_back({What::Decides, decidesCode(before.decides), decidesCode(after.decides)});
    if (changes.empty())
        return {};
    Activity line = changeOf(tx, before.customer, Activity::Code::FieldChanged, {}, before.id);
    line.providerText = detailRecord(changes);
    return applyAll(tx, set(kLead, before, after), put(kActivity, line));
}

static Result<void> writeSaid(Transaction &tx, LeadId id, const BuyerFacts &facts)
{
    const auto before = load(tx.database(), kLead, id.value);
    const auto trades = tradesOf(tx.database(), id);
    if (!before || !trades)
        return !before ? before.error() : trades.error();
    if (facts.noTrade.value_or(false) && !trades->empty())
        return invalid("no_trade");
    if (facts.decides == Decides::Alone && !before->coBuyer.isNull())
        return invalid("decides");
    Lead after = *before;
    after.noTrade = facts.noTrade.value_or(before->noTrade);
    after.decides = facts.decides.value_or(before->decides);
    return writeFacts(tx, *before, after);
}

Result<DeedId> sayBuyerFacts(Session &session, LeadId lead, const BuyerFacts &facts)
{
    return doDeed(session, "buyer_facts", {lead}, [&](Transaction &tx) { return writeSaid(tx, lead, facts); });
}

Result<void> dropNoTrade(Transaction &tx, LeadId id)
{
    const auto before = load(tx.database(), kLead, id.value);
    if (!before)
        return before.error();
    Lead after = *before;
    after.noTrade = false;
    return writeFacts(tx, *before, after);
}

Result<void> dropNoTrade(Transaction &tx, CustomerId customer)
{
    const auto leads = leadsOfCustomer(tx.database(), customer, INT_MAX);
    if (!leads)
        return leads.error();
    for (const LeadId &id : *leads) {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed != Closed::Open)
            continue;
        if (auto done = dropNoTrade(tx, id); !done)
            return done;
    }
    return {};
}

} // namespace updesk
