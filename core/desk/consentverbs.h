// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/leaddraft.h"
#include "core/people/customer.h"

namespace updesk
{

/// A consent as it is written down.
struct ConsentDraft {
    std::vector<Channel> ways; ///< calls, texts, e-mails: at least one
    bool offers = false; ///< to offers too; false: only to what answers and informs
    QString words; ///< exactly what they said, ticked or signed
    Consent::Given given = Consent::Given::Unknown;
    QString form; ///< its version; needed of a web form and of paper
    Time at = 0; ///< when they gave it; 0: now
};

/// Keeps a row for each way, with who wrote it down. What was said, not written, is no written consent (US-7). Invalid,
/// subject ways, words, given, form or at (a time to come, or none). Denied, subject do_not_contact: they refuse one of
/// these ways, and that is lifted first.
Result<DeedId> recordConsent(Session &session, LeadId lead, const ConsentDraft &consent);

/// This consent, or service that they paid for, counts no more; its row stays. It is no refusal. Invalid, subject why:
/// empty. NotFound, subject consent: none of this customer's that stands.
Result<DeedId> withdrawConsent(Session &session, LeadId lead, RowOnlyId consent, const QString &why);

/// A service that they paid for at this store at `at`, proven by `order`, its number: from that day the law counts anew
/// how long they may be contacted (US-5, CA-2). A row that is only added; undo and withdrawConsent() withdraw it.
/// Invalid: at (0, or a time to come), order (empty).
Result<DeedId> recordService(Session &session, LeadId lead, Time at, const QString &order);

/// Whose decision it is that somebody is not contacted by a way.
enum class Whose : quint8 { Customer, Store };

/// No calls, no texts or no e-mails any more, on every lead of the customer (US-6). Anybody writes down what a customer
/// said, in their words when they are known: with them it can never be undone. A manager decides for the store, with a
/// reason. Invalid: way, why. Denied, subject role. Null deed: the same stands already.
Result<DeedId> refuseWay(Session &session, LeadId lead, Channel way, Whose whose, const QString &words);

/// Opens a way that was refused; by a manager, with a reason, and where the customer refused it themselves, in the
/// words in which they ask to be contacted again. Nothing is removed, and nothing is agreed to by it. Invalid: way,
/// why. Denied, subject role, or elsewhere: somebody else with this number or address refused. NotFound, subject
/// refusal: nobody did.
Result<DeedId> liftRefusal(Session &session, LeadId lead, Channel way, const QString &words);

/// Inside a verb: Denied, subject role, unless a manager or the principal is at the desk.
Result<void> onlyManagers(Transaction &tx);

/// A way as history lines name it: "call", "text", "email".
QString wayCode(Channel way);

} // namespace updesk
