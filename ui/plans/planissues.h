// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sequences/plancheck.h"

#include <QCoreApplication>

#include <optional>

namespace updesk
{

/// One line of the checks under a sequence.
struct PlanIssue {
    enum class Tone : quint8 { Good, Moves, Advice, Blocks };
    enum class Part : quint8 { Whole, Delay, Text, Against, Branch, Title, Days, Attempts, Gap };
    Tone tone = Tone::Good;
    Part part = Part::Whole;
    int step = -1; ///< -1: of the whole sequence
    QString words; ///< without the step's number
    bool operator==(const PlanIssue &) const = default;
};

/// What the checker says of a plan, in words: first its length, its hours and its stop, good or not, then the rest.
class PlanIssues
{
    Q_DECLARE_TR_FUNCTIONS(PlanIssues)
public:
    /// `fault`: why it could not be read back at all.
    static std::vector<PlanIssue> of(
        const Plan &plan, const std::vector<PlanFinding> &findings, const std::optional<Error> &fault);
    /// The line with its step: "Step 3: ...".
    static QString line(const PlanIssue &issue);
    static PlanIssue badDelay(int step);
    static bool areBlocked(const std::vector<PlanIssue> &issues);

private:
    static PlanIssue attempts(const Plan &plan, const std::vector<PlanFinding> &findings);
    static PlanIssue hours(const std::vector<PlanFinding> &findings);
    static PlanIssue reply(const Plan &plan);
    static PlanIssue other(const Plan &plan, const PlanFinding &finding);
    static PlanIssue ofFault(const Error &fault);
};

} // namespace updesk
