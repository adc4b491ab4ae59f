// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/optoutwords.h"

namespace updesk
{

/// What a customer's text or mail to us means for further contact, inside the verb that files it (US-8): a word of
/// refusal, or a sentence that says it, is a "no" at once and what was planned by it is dropped; words that may mean it
/// hold everything automatic until a person has read them, today, and the customer waits for it as for any answer.
/// Nothing else is written.
/// `from`: the number or address that they came from, kept with a refusal of that way alone.
Result<OptOutSaid> hearWords(
    Transaction &tx, LeadId lead, Channel channel, const QString &text, const QString &from = {});

/// Of a mail that a lead platform passed on: it wrote around the customer's words, and much of that says "unsubscribe".
/// One of the words of refusal and nothing else is a "no" at once, anything that could be one is held until a person
/// has read it. `from`: the platform's address for the customer.
Result<OptOutSaid> hearRelayed(Transaction &tx, LeadId lead, const QString &text, const QString &from);

/// The same of a customer who never asked for anything here: only a refusal is kept, for there is no lead to hold.
Result<OptOutSaid> hearWithoutLead(
    Transaction &tx, CustomerId customer, Channel channel, const QString &text, const QString &from);

/// Whether these words alone are a refusal.
Result<bool> refusesIn(Database &database, const QString &words);

/// A person has read the words in doubt: a "no" to every way, in the customer's words, or none at all, and what was
/// held goes on. Nobody has to read them any more, on any lead of the customer, and the history tells who decided what.
/// One deed, which undo leaves. NotFound, subject unclear: nothing waits to be read.
Result<DeedId> settleDoubt(Session &session, LeadId lead, bool refuses);

} // namespace updesk
