// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/gatelog.h"
#include "core/sequences/message.h"
#include "core/store/database.h"

namespace updesk
{

/// What the law counts from, of a customer and of every record merged into them; the zone is left empty.
Result<Dealings> dealingsOf(Database &database, CustomerId customer);

/// When calls and texts went out to a number from `since` on, whoever of our customers has it, those whose fate is not
/// known yet included; oldest first. `but` is left out: a message that is about to leave does not count against itself.
Result<std::vector<Time>> contactsWith(Database &database, const QString &e164, Time since, MessageId but = {});

/// Whether no text has gone to the customer yet.
Result<bool> isFirstText(Database &database, CustomerId customer);

/// Standing statements of a customer: what they agreed to, and whether words wait to be read by a person.
struct StandingConsent {
    std::vector<ConsentProof> agreed;
    bool unclear = false;
    QString unclearWords; ///< those words
    Time unclearAt = 0;
};
Result<StandingConsent> standingConsent(Database &database, CustomerId customer);

/// Confirming texts that have gone out since an opt-out.
Result<int> receiptsSince(Database &database, CustomerId customer, Time refusedAt);

/// What the gate said of a lead, oldest first, at most `most`.
Result<std::vector<GateLog>> gateLogOfLead(Database &database, LeadId lead, int most);

/// The same of the whole store, newest first, since a moment.
Result<std::vector<GateLog>> gateLogSince(Database &database, Time since, int most);

/// Consent::purpose of what was agreed to: offers too, or only what answers and informs. Rows from before the two were
/// told apart say only that it came with an inquiry; their words tell.
inline constexpr char kOffersConsent[] = "marketing";
inline constexpr char kInformsConsent[] = "informational";
inline constexpr char kInquiryConsent[] = "sales";
/// Whether a consent of this purpose and these words is one to offers (US-7).
bool isForOffers(const QString &purpose, const QString &words);
/// Consent::purpose of a statement that nobody has understood yet.
inline constexpr char kUnclearConsent[] = "unclear";
/// Of a later row: a person has read it.
inline constexpr char kUnderstoodConsent[] = "understood";

} // namespace updesk
