// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"

namespace updesk
{

/// Takes one answer of a form, "SMS Opt-In: Yes", when the label is about consent: false when it is not. The pair is
/// kept as evidence. Texts are allowed only by a label that names them and a value that is yes, true, 1 and nothing
/// else; a "no", or a "yes" to an opt-out, is a refusal of the ways that the label names.
bool takeConsentAnswer(LeadDraft &draft, const QString &label, const QString &value);

/// Takes the consent answers that stand in a text as "label: value" and returns what is left of it to be read as the
/// customer's own words.
QString withoutConsentAnswers(LeadDraft &draft, const QString &text);

} // namespace updesk
