// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/handclaims.h"
#include "core/sequences/template.h"

#include <vector>

namespace updesk
{

enum class TemplatePart : quint8 { Subject, Body, Rich };

/// What is wrong with a template; those from UnknownField to TypedPayment keep it from being saved and sent.
enum class TemplateProblem : quint8 {
    UnknownField,
    NoFallback, ///< the field may be empty and there is no word for it
    ClaimFallback, ///< a word in place of a live count or price would be a claim without a row behind it (F62)
    BadBraces,
    BadGroup,
    FalseReply, ///< a subject that pretends to answer or pass on (EM-1)
    NoSubject,
    NoBody,
    TooLong,
    NoStoreName, ///< the first message must say who writes (US-13)
    UnsafeRich, ///< what runs, loads or asks inside an e-mail
    TypedPayment, ///< no row can bear it out
    TypedCount, ///< held against the stock when it is sent
    TypedPrice, ///< held against the vehicle's price when it is sent
    TypedOffer,
    NoOptOut, ///< the first text does not say how to end them
    NoAsOf, ///< an e-mail gives a live count or price without its time
    OfferInService ///< a confirmation with an offer is an advertisement (EM-5)
};
constexpr bool blocks(TemplateProblem problem) { return problem <= TemplateProblem::TypedPayment; }

struct TemplateFinding {
    TemplateProblem problem = TemplateProblem::UnknownField;
    TemplatePart part = TemplatePart::Body;
    qsizetype at = 0, length = 0; ///< in that part as typed
    QString words; ///< the field's name, or the words that were found
    bool operator==(const TemplateFinding &) const = default;
};

/// All that is wrong with it, in the order of the parts and of the text. Empty: it is sound.
std::vector<TemplateFinding> checkTemplate(const Template &row);
bool isBlocked(const std::vector<TemplateFinding> &findings);

/// What is wrong with words that a script has a person say: braces, unknown fields, missing fallbacks.
std::vector<TemplateFinding> checkSpoken(const QString &words, const QString &language);

/// Whether a subject begins like an answer or a forwarded mail in any of the languages that mail programs write.
bool isFalseReply(QStringView subject);

} // namespace updesk
