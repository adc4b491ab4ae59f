// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/script.h"
#include "core/sequences/templatecheck.h"

namespace updesk
{

/// What is wrong with a script; those up to UnknownAnswer keep it from being saved, and words as they do in a template.
enum class ScriptProblem : quint8 {
    NoTitle,
    NoWords, ///< in English, which is said where another language has none
    TooLong,
    NoStepTitle,
    UnknownAnswer, ///< a step asks for what fills nothing on a lead
    Words, ///< what is said holds a fault
    AnswerTwice ///< two steps fill the same: the later one is what stays
};

struct ScriptFinding {
    ScriptProblem problem = ScriptProblem::NoTitle;
    int step = -1; ///< of a call; -1: of all of it
    TemplateFinding words{}; ///< ScriptProblem::Words; UnknownAnswer: its code
    bool operator==(const ScriptFinding &) const = default;
};

/// All that is wrong with it, in the order of its steps. A language other than English may be empty, as may a script
/// that is switched off. Empty: it is sound.
std::vector<ScriptFinding> checkScript(const Script &row);
bool blocks(const ScriptFinding &finding);
bool isBlocked(const std::vector<ScriptFinding> &findings);

} // namespace updesk
