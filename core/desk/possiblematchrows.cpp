// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/possiblematchrows.h"

namespace updesk
{

// The open lead counts before the newest one.
static constexpr char kLeadOf[] =
    R"(SELECT l.id, l.owner_id, l.received, l.closed, coalesce(n.wants, '') FROM lead l
LEFT JOIN lead_now n ON n.lead_id=l.id WHERE l.customer_id=?1 AND l.deleted=0
ORDER BY l.closed<>0, l.received DESC, l.id DESC LIMIT 1)";

static constexpr char kOwnedOf[] =
    R"(SELECT year, make, model, bought_here FROM owned_vehicle WHERE customer_id=?1 AND deleted=0 AND gone=0
ORDER BY bought DESC, id DESC LIMIT 1)";

Result<void> describeMatch(Database &database, PossibleMatch &match)
{
    Query lead = database.query(kLeadOf);
    lead.bind(1, match.customer);
    if (lead.next()) {
        match.owner = {lead.id(1)};
        if (lead.number(3) == 0) {
            match.openLead = {lead.id(0)};
            match.leadReceived = lead.number(2);
            match.wants = lead.text(4);
        }
    }
    if (auto done = lead.done(); !done)
        return done;
    Query owned = database.query(kOwnedOf);
    owned.bind(1, match.customer);
    if (owned.next()) {
        const QString year = owned.integer(0) > 0 ? QString::number(owned.integer(0)) : QString();
        match.owned = QString(year + u' ' + owned.text(1) + u' ' + owned.text(2)).simplified();
        match.boughtHere = owned.number(3) != 0;
    }
    return owned.done();
}

} // namespace updesk
