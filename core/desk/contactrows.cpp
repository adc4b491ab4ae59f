// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"

#include "core/leads/leaddraft.h"

namespace updesk
{

static constexpr char kStanding[] =
    "SELECT channel, state FROM consent s WHERE customer_id=?1 AND deleted=0 AND state IN (1,2)"
    " AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.customer_id=s.customer_id AND m.state=3"
    " AND m.deleted=0 AND m.purpose=lower(hex(s.id)))";

Result<Contactable> contactable(Database &database, CustomerId customer)
{
    Contactable can;
    Query q = database.query(kStanding);
    q.bind(1, customer);
    while (q.next()) {
        const auto channel = Channel(q.number(0));
        const bool all = channel == Channel::None;
        if (Consent::State(q.number(1)) == Consent::State::Yes) {
            can.textConsent = can.textConsent || all || channel == Channel::Text;
            continue;
        }
        can.call = can.call && !(all || channel == Channel::Phone);
        can.text = can.text && !(all || channel == Channel::Text);
        can.email = can.email && !(all || channel == Channel::Email);
    }
    if (auto done = q.done(); !done)
        return done.error();
    can.textConsent = can.textConsent && can.text;
    return can;
}

} // namespace updesk
