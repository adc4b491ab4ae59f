// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/lead.h"

namespace updesk
{

/// A task for the lead's customer by a way that they have and allow: the one that the inquiry wishes for (F4), else the
/// one by which this customer answers (F68), else a call, an e-mail, a text; else to find a way, and when what stands
/// against it is their own refusal, for a manager to decide. Neither lead nor time is filled in.
Result<Task> firstStep(Database &database, const Lead &lead);
Result<Task> firstStep(Database &database, LeadId lead);

/// The way by which an agreed visit may be confirmed; InPerson when the customer allows none.
Result<Channel> confirmedBy(Database &database, CustomerId customer);

/// Who may send the customer a text: nobody without a usable phone or against their no, a person, or with their own yes
/// the program too (US-7).
enum class TextBy : quint8 { Nobody, Person, Anybody };
Result<TextBy> textedBy(Database &database, CustomerId customer);

} // namespace updesk
