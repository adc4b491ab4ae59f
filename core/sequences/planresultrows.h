// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/database.h"

#include <array>
#include <vector>

namespace updesk
{

/// What is counted of the steps of a plan that were done (F70), as planEffect() counts it. Never by person.
enum class ResultOf : quint8 { Attempts, Opened, Clicked, Replied, Connected, Appointments, Sales };
inline constexpr int kResults = 7;

/// What one step of a plan brought with those who were inside one version of it.
struct StepResult {
    QString step; ///< its key
    int version = 0; ///< number of the plan's
    QString variant; ///< of two wordings, "a" or "b"
    int channel = 0; ///< Channel
    int measured = 0; ///< mails of which opens and clicks are measured: those two count of these only
    std::array<int, kResults> counts{}; ///< by ResultOf
    int of(ResultOf what) const { return counts[size_t(what)]; }
    bool operator==(const StepResult &) const = default;
};
/// All of one plan, by step, newest version first. Reads every step that its leads were given: not for the window's
/// thread.
Result<std::vector<StepResult>> stepResults(Database &database, const QString &plan);

/// One figure of those.
struct ResultPick {
    QString plan, step;
    int version = 0; ///< 0: all of them, in any wording
    QString variant;
    ResultOf what = ResultOf::Attempts;
    bool operator==(const ResultPick &) const = default;
};
/// A lead behind a figure: as often as it was counted.
struct ResultLead {
    StepRunId run;
    LeadId lead;
    QString name; ///< of its customer; may be empty
    Time at = 0; ///< when the step was done
    bool operator==(const ResultLead &) const = default;
};
/// The leads behind a figure, the step done last first; `after`: those behind this one. At most `most`. Not for the
/// window's thread.
Result<std::vector<ResultLead>> leadsBehind(
    Database &database, const ResultPick &pick, const ResultLead &after, int most);

} // namespace updesk
