// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/lead.h"

#include <span>

namespace updesk
{

/// Gives leads to a person, all in one deed; both people find one notice with the count. Denied: inactive person.
Result<DeedId> assign(Session &session, std::span<const LeadId> leads, PersonId to, const QString &words = {});

/// The person at the desk takes a lead that nobody has; a null deed when it is theirs already. Conflict with subject
/// owner: somebody else has it. Denied: nobody is at the desk.
Result<DeedId> claimLead(Session &session, LeadId lead);
/// The same inside a verb's transaction, for a lead without an owner; `lead` then has one.
Result<void> writeClaim(Transaction &tx, Lead &lead);

Result<DeedId> addNote(Session &session, LeadId lead, const QString &text);

/// Moves what is next on the lead to `until`, as a promise to oneself. Invalid: in the past, or the lead is closed.
Result<DeedId> snooze(Session &session, LeadId lead, Time until);

/// Books a visit and its confirmation task 24 h before; one still to come is rescheduled. Invalid: in the past, or the
/// lead is closed.
Result<DeedId> bookVisit(Session &session, LeadId lead, Time at, PersonId receiver, const QString &note = {});

/// Sets the grade by hand with a reason (F22); grade 0 gives it back to the rule. Invalid: D or any without a reason.
Result<DeedId> setGrade(Session &session, LeadId lead, int grade, const QString &why);

/// Closes as lost, bad or duplicate with a reason. Sold needs a deal and is not offered here. Invalid: closed already.
Result<DeedId> closeLead(Session &session, LeadId lead, Closed how, const QString &why);
Result<DeedId> reopenLead(Session &session, LeadId lead);

/// "Verified" taken back by hand (U): the attempt stays, its evidence becomes none. Invalid: it was
/// not verified.
Result<DeedId> markUnverified(Session &session, LeadId lead);

/// Marks that a lead was opened, for the timeline's reader; holds its take-back while open.
Result<Lead> findLead(Session &session, LeadId lead);

} // namespace updesk
