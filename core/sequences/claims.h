// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/handclaims.h"
#include "core/sequences/message.h"
#include "core/sequences/templatefill.h"

#include <vector>

namespace updesk
{

/// A claim of a message as it stands: held against the rows of this moment (F62).
struct ClaimCheck {
    enum class Says : quint8 {
        Holds,
        Other, ///< a person's own amount; the live figure stands beside it, and it may go
        Untrue ///< it keeps the message from leaving
    };
    TemplateField field = TemplateField::Count; ///< whose live figure it is about
    QString words; ///< as the message says it
    QString now; ///< the live figure; empty: there is none
    Says says = Says::Holds;
    bool operator==(const ClaimCheck &) const = default;
};

/// What a message says that must be so when it leaves: kept with it as Message::claims.
struct KeptClaims {
    std::vector<LiveClaim> live; ///< from fields of a template
    QString language; ///< in which they were written
    bool asFilled = false; ///< the text is as the template made it
    qint64 price = 0; ///< of the vehicle when it was queued, cents, where typed words name that amount; 0: they do not
    bool operator==(const KeptClaims &) const = default;
};
QString claimsText(const KeptClaims &kept); ///< empty when nothing is claimed
KeptClaims claimsFrom(const QString &text); ///< what cannot be read claims nothing

/// The words of a message, plain.
QString wordsOf(const QString &subject, const QString &body, const QString &rich = {});

/// Whether a live value still stands in the words, as it was written or in plain letters.
bool isSaid(const QString &words, const QString &value);

/// Every claim in the words: kept ones whose value still stands there, then typed ones, each by the rows of `facts`.
/// `by`: a person wrote it, who may name an amount of their own; a template's amounts are the vehicle's or none.
enum class ClaimedBy : quint8 { Person, Template };
std::vector<ClaimCheck> checkClaims(
    const QString &words, const KeptClaims &kept, const TemplateFacts &facts, ClaimedBy by);
/// The first that keeps it from leaving; nullptr: none does.
const ClaimCheck *untrueOf(const std::vector<ClaimCheck> &checks);

/// The same of a queued message at the moment at which it would leave; nothing: it may.
std::optional<ClaimCheck> untrueClaim(const Message &message, const TemplateFacts &now);

/// Message::why of one that was not sent for it, and back.
inline constexpr char kClaimWhy[] = "claim";
QString whyOf(const ClaimCheck &untrue);
std::optional<ClaimCheck> claimIn(const QString &why);

/// Whether typed words are borne out by the rows; a plain amount, where `by` is a person, is not asked about.
bool bearsOut(const TemplateValues &values, const HandClaim &claim);

} // namespace updesk
