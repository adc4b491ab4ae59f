// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/gate.h"
#include "core/sequences/message.h"

namespace updesk
{

/// What the gate decides a message by, as it would leave at `at` (0: now) to the address that it names. NotFound: no
/// such lead. Denied (subject no_phone, no_email): the address is none of the customer's, or known to be bad.
Result<GateFacts> factsOf(Database &database, const Message &message, Time at = 0);

/// The verdict of these facts. Errors as legalRules().
Result<GateVerdict> verdictOf(Database &database, const GateFacts &facts);

/// The same, and what was said is kept as a row of gate_log, also when it was no. `row`: its id; null: a fresh one.
Result<GateVerdict> passMessage(Transaction &tx, const Message &message, const GateFacts &facts, const Id &row = {});

/// Whether the law of commercial mail holds for it: footer and a way to be written no more are required.
bool isCommercial(const Message &message);

/// Why it may not go: the id of the first rule, "refused" for the customer's own no; empty: it may.
QString whyNot(const GateVerdict &verdict);

} // namespace updesk
