// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sequences/plan.h"

namespace updesk
{

inline constexpr size_t kMostSteps = 60; ///< of one plan
inline constexpr int kMostDays = 1100; ///< of one plan: three years

/// Reads a plan as docs/plans.md describes it. Damaged: it is no JSON object. Invalid: the subject is the path in it
/// ("steps[3].delay"), the detail why: needed, text, number, one_of, unknown, twice, many, empty, later (a branch may
/// only lead on to a later step).
Result<Plan> planFromJson(const QByteArray &json);
/// What planFromJson() reads back as the same plan.
QByteArray planToJson(const Plan &plan);

/// The words by which files and programs name them.
const char *dayPartCode(DayPart part);
const char *planStopCode(PlanStop why);
const char *planStartCode(PlanStart start);
const char *stepWayCode(Channel channel); ///< call, text, email
const char *byCode(SentBy by); ///< automatic, person

/// "5m", "4h", "3d", and back.
QString delayText(Time delay);
std::optional<Time> delayOf(const QString &text);

} // namespace updesk
