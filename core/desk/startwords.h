// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"

namespace updesk
{

/// A customer who stopped texts by a text of one word writes START, or one of its like, inside the verb that files it:
/// texts that answer and inform may go to them again. It gives back nothing else: what was refused by mouth, by a
/// person's hand or in other words stands, calls and e-mails stay refused, and offers are not agreed to. Both rows keep
/// the customer's word and `heard`, the text's own line in the history, as its evidence: the server asks for it too. A
/// line on `lead` says so. False: it is no such word, no such text, or there is nothing that it takes back.
Result<bool> hearStart(Transaction &tx, CustomerId customer, LeadId lead, ActivityId heard, const QString &words);

/// Whether hearStart() would take something back.
Result<bool> wouldStart(Database &database, CustomerId customer, const QString &words);

} // namespace updesk
