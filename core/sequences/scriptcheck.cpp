// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/scriptcheck.h"

#include <algorithm>

namespace updesk
{

namespace
{

void addWords(std::vector<ScriptFinding> &out, const QString &words, const QString &language, int step)
{
    for (const TemplateFinding &finding : checkSpoken(words, language))
        out.push_back({ScriptProblem::Words, step, finding});
}

// A note may be asked for at every step; of the rest a lead has one each.
bool isFact(StepAnswer answer) { return answer != StepAnswer::None && answer != StepAnswer::Note; }

void addSteps(std::vector<ScriptFinding> &out, const Script &row)
{
    const std::vector<CallStep> steps = stepsTyped(row.body);
    for (int i = 0; i < int(steps.size()); ++i) {
        const CallStep &step = steps[size_t(i)];
        if (step.title.trimmed().isEmpty())
            out.push_back({ScriptProblem::NoStepTitle, i});
        if (!step.unknown.isEmpty()) {
            TemplateFinding code;
            code.words = step.unknown;
            out.push_back({ScriptProblem::UnknownAnswer, i, code});
        }
        const auto end = steps.begin() + i;
        if (isFact(step.answer) && std::ranges::find(steps.begin(), end, step.answer, &CallStep::answer) != end)
            out.push_back({ScriptProblem::AnswerTwice, i});
        addWords(out, step.say, row.language, i);
    }
}

} // namespace

bool blocks(const ScriptFinding &finding)
{
    return finding.problem <= ScriptProblem::UnknownAnswer
        || (finding.problem == ScriptProblem::Words && blocks(finding.words.problem));
}

bool isBlocked(const std::vector<ScriptFinding> &findings)
{
    return std::ranges::any_of(findings, [](const ScriptFinding &finding) { return blocks(finding); });
}

std::vector<ScriptFinding> checkScript(const Script &row)
{
    std::vector<ScriptFinding> out;
    if (row.title.trimmed().isEmpty())
        out.push_back({ScriptProblem::NoTitle});
    if (isEmptyScript(row)) {
        if (row.active && row.language == QLatin1String("en"))
            out.push_back({ScriptProblem::NoWords});
        return out;
    }
    if (row.body.size() > kLongestBody)
        out.push_back({ScriptProblem::TooLong});
    if (row.kind == ScriptKind::Call)
        addSteps(out, row);
    else
        addWords(out, row.body, row.language, -1);
    return out;
}

} // namespace updesk
