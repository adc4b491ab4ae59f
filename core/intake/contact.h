// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/adfread.h"
#include "core/leads/leaddraft.h"

namespace updesk
{

/// Reads a customer's contact (the primary one, else the first with content) into the draft: name, company, e-mails,
/// phones, address, best time, preferred channel. `region` is used for phones when the address names no country. Adds
/// to draft.warnings: bad_email, bad_phone.
void readContact(const AdfElement &customer, const QString &region, LeadDraft &draft);

/// Adds the numbers (or addresses) in a text to the draft, without repeats; what cannot be read is kept as typed, with
/// bad_phone (bad_email).
void addPhones(const QString &typed, const QString &region, PhoneKind kind, LeadDraft &draft);
void addEmails(const QString &typed, LeadDraft &draft);

/// Sets first, last, full and company.
struct NameParts;
void setName(LeadDraft &draft, const NameParts &parts);

/// True when there is nobody behind the draft: no name, no e-mail, no phone, not even an unreadable one.
bool hasNoContact(const LeadDraft &draft);

/// True when no readable e-mail or phone leads to the person.
bool isUnreachable(const LeadDraft &draft);

} // namespace updesk
