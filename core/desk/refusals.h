// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/notices.h"
#include "core/leads/leaddraft.h"
#include "core/people/customer.h"
#include "core/store/apply.h"

namespace updesk
{

/// Keeps each refusal of the draft as a "no" of the customer with the words that say so, inside a verb's transaction.
/// `how` they were said; Words is Form for what is only the answer to an opt-in. `heard`: by which way they came, when
/// a text may take them back (kTextedConsent).
Result<void> writeRefusals(
    Transaction &tx, CustomerId customer, const LeadDraft &said, Consent::How how, Channel heard = Channel::None);

/// What is planned on the customer's open leads by a way that they refuse is dropped, and the next step by a way that
/// they allow takes its place; without one a manager has to decide now. True: on one of them that is new.
Result<bool> obeyRefusals(Transaction &tx, CustomerId customer);

/// The same notice to every active manager but `except`.
Result<void> tellManagers(Transaction &tx, Notice news, PersonId except = {});

} // namespace updesk
