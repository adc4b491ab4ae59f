// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "core/store/database.h"

#include <optional>
#include <vector>

namespace updesk
{

/// Running enrolments that are to be looked at by `now`, soonest first.
Result<std::vector<EnrolmentId>> plansDue(Database &database, Time now, int most);
/// When the next one is; 0: none.
Result<Time> nextPlanAt(Database &database);

/// Steps still open, due by `until`, of a plan that was stopped meanwhile at another desk.
Result<std::vector<StepRunId>> strayRuns(Database &database, Time until, int most);

/// Steps that the program itself does and whose time has come, which passed the gate and that no call back holds: what
/// a sender takes up. Soonest first.
Result<std::vector<StepRunId>> runsToSend(Database &database, Time now, int most);

/// The step that is due first of all that are open and that no call back holds; nothing: there is none.
Result<std::optional<StepRunId>> firstOpenRun(Database &database);

/// How many leads are inside a version now.
Result<int> countInside(Database &database, PlanVersionId version);
/// Running enrolments of a version after `last` (null: from the beginning), by id.
Result<std::vector<EnrolmentId>> insideOf(Database &database, PlanVersionId version, EnrolmentId last, int most);

/// The step that a person's task stands for; nothing: it is no task of a plan.
Result<std::optional<StepRunId>> stepOfTask(Database &database, TaskId task);
/// The step that an activity did; nothing: it was none of a plan's.
Result<std::optional<StepRunId>> stepOfActivity(Database &database, ActivityId activity);

/// What effect figures are counted by.
enum class EffectBy : quint8 {
    Words, ///< plan, step, channel, template, its language, version and variant
    Step, ///< plan, step and channel, whatever the words were
    Text, ///< channel, template, language, version and variant, in whichever step they went out
    Channel
};

/// What the steps of a time brought, counted by step and by what was said (F70). A lead that was reached, came or
/// bought counts for the last step done before that, once a step; `since` and `until` bound when steps were done. What
/// they are not counted by is empty.
struct EffectRow {
    QString plan, step;
    int channel = 0; ///< Channel
    QString text; ///< key of template or script
    QString language; ///< that the words of a template went out in; empty: a call, or before this was kept
    int textVersion = 0;
    QString variant;
    int done = 0, leads = 0;
    int opened = 0, clicked = 0, replied = 0, connected = 0, appointments = 0, sales = 0;
    int measured = 0; ///< of `done`: the mails whose opens and clicks are measured; opened and clicked are of these
    int machineOpened = 0; ///< that a program has opened, as mail providers' proxies do, and nobody else
    bool operator==(const EffectRow &) const = default;
};
Result<std::vector<EffectRow>> planEffect(Database &database, Time since, Time until, EffectBy by = EffectBy::Words);

} // namespace updesk
