// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/gate.h"
#include "core/sequences/message.h"

namespace updesk
{

/// What is asked of the legal gate about a lead's customer.
struct GateAsk {
    Channel channel = Channel::Phone;
    std::optional<Purpose> purpose; ///< nothing: a person's own contact, answer or marketing as the dates say
    SentBy sentBy = SentBy::Person;
    Time at = 0; ///< 0: now
    bool artificialVoice = false;
    std::optional<GateMessage> message; ///< what would be sent, as far as it is known
    QString reason; ///< of whoever goes on against a rule; a manager's counts for more rules
    MessageId self; ///< the message that is asked about; null: not one that is stored
    QString address{}; ///< number (E.164) or mail address, one of the customer's; empty: the first that works
};

/// What the gate says, for a look: nothing is written. All is read by indexes, so that it can be asked at every key.
/// NotFound: no such lead. Denied with subject no_phone or no_email: there is nothing to reach the customer by.
Result<GateVerdict> askGate(Session &session, LeadId lead, const GateAsk &ask);

/// The same for a contact that is about to be made, or that somebody goes on with: what was said is kept as a row of
/// gate_log, also when it was no. Denied and NotFound write none.
Result<GateVerdict> passGate(Session &session, LeadId lead, const GateAsk &ask);
/// Keeps what askGate() said, for a contact that somebody tells of afterwards.
Result<void> keepVerdict(Session &session, LeadId lead, const GateAsk &ask, const GateVerdict &verdict);
/// Inside a verb's own transaction.
Result<GateVerdict> passGate(Transaction &tx, LeadId lead, const GateAsk &ask);

/// The facts that the gate decides by, as the store has them.
Result<GateFacts> gateFactsOf(Database &database, PersonId person, LeadId lead, const GateAsk &ask);

/// Whether a call to this lead's customer at `at` falls outside the hours in which they may be called (US-1, US-2,
/// CA-5), for a time that is only planned.
Result<QuietTime> quietFor(Session &session, LeadId lead, Time at);

/// Until when they may be contacted by this way without having agreed, by the law of where they are; that which holds
/// longest first. Empty: they never dealt with us, or nothing but a refusal counts there (e-mail in the United States).
Result<std::vector<MayUntil>> contactUntil(Database &database, LeadId lead, Channel channel);

/// Puts a dealer's own copy of the rules in; empty text: the shipped ones again. By a manager or above (Denied, subject
/// role). Invalid: the path in it that cannot be read.
Result<DeedId> setLegalRules(Session &session, const QByteArray &json);

/// Whether a verdict says that the customer refused this way themselves.
bool isRefusal(const GateVerdict &verdict);

} // namespace updesk
