// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/people/customer.h"

namespace updesk
{

/// What a customer has said about being contacted: a "no" stands until the row that cancels it as keyed by mistake, and
/// for the phone and e-mail that would be used whoever said it of them.
struct Contactable {
    bool call = true, text = true, email = true;
    bool textConsent = false; ///< said yes to texts
};
Result<Contactable> contactable(Database &database, CustomerId customer);
/// What is left of one number (E.164) or mail address (in its matching form) after what others who have it said.
Result<Contactable> saidOfPhone(Database &database, CustomerId but, const QString &e164);
Result<Contactable> saidOfEmail(Database &database, CustomerId but, const QString &matching);

/// A "no" of the customer's own that stands, with the words that say so; Channel::None: every way.
struct Refusal {
    Channel channel = Channel::None;
    QString words;
    Time at = 0;
};
Result<std::vector<Refusal>> refusalsOf(Database &database, CustomerId customer); ///< oldest first

} // namespace updesk
