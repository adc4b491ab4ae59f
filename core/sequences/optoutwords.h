// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/legalrules.h"

namespace updesk
{

/// What a reply says about further messages (US-8).
enum class OptOutSaid : quint8 {
    Nothing,
    Perhaps, ///< a slip of a stop word, or words that may mean it: everything waits until a person has read it
    Stop ///< one of the words and nothing else: refused at once
};

/// Reads a whole reply, in any of the languages of the rules; case, accents and punctuation do not matter.
OptOutSaid readOptOut(const LegalRules &rules, const QString &text);

/// Whether a whole reply is a word by which a text of refusal is taken back (START), in any of the languages of the
/// rules.
bool isStartWord(const LegalRules &rules, const QString &text);

} // namespace updesk
