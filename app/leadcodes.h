// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/proofrows.h"
#include "core/leads/timelinerows.h"

#include <QJsonArray>
#include <QJsonObject>

namespace updesk
{

/// The codes by which programs read what people read in words; they never change and are not translated
/// (docs/commandline.md).
QString evidenceCode(Evidence evidence);
QString proofCode(std::optional<Proof> proof); ///< empty: nothing is weak
QString clockCode(const LeadNow &row, Time now);
QJsonArray missingCodes(int missing); ///< by the bits of Missing
QJsonArray toneJson(int tone); ///< "angry", "urgent": how what waits for an answer sounds

/// How soon a lead was answered: its stamps as UTC text, empty for never, and whole seconds, null for never.
QJsonObject answerJson(const LeadNow &row, const Hours &hours);

/// The kind of a line of history, and what was done.
QString kindCode(const TimelineRow &row);
QString verbCode(const TimelineRow &row);

/// "2026-03-12T14:00:00.000Z"; empty for 0.
QString utcCode(Time at);

} // namespace updesk
