// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/table.h"

#include <vector>

namespace updesk
{

using ScriptId = IdOf<struct ScriptTag>;

/// Words to be said, and pages to be read beside the work (F60, F61, F63).
enum class ScriptKind : quint8 { Call, Voicemail, Objection, Process };
inline constexpr int kScriptKinds = int(ScriptKind::Process) + 1;

/// One of them in one language. A row of the store stands in for the shipped one of the same key and language.
struct Script {
    ScriptId id; ///< null: it came with the program
    QString key; ///< "first_call", "voicemail_value", "objection_price", "process_first_contact"
    ScriptKind kind = ScriptKind::Call;
    QString language;
    QString title;
    QString body; ///< of a call: JSON, see callSteps(); else plain words with fields
    int rank = 0; ///< their order; that of voicemails is the order in which they are used
    int version = 1;
    bool active = true;
    bool operator==(const Script &) const = default;
};

inline constexpr TableOf kScript{"script", Feed::Store, Trait::Config, column("key", &Script::key, Rule::Optimistic),
    column("kind", &Script::kind, Rule::Optimistic), column("language", &Script::language, Rule::Optimistic),
    column("title", &Script::title, Rule::Optimistic), column("body", &Script::body, Rule::Optimistic),
    column("rank", &Script::rank, Rule::Optimistic), column("version", &Script::version, Rule::Optimistic),
    column("active", &Script::active, Rule::Optimistic)};

/// What an answer typed at a step of a call script becomes on the lead.
enum class StepAnswer : quint8 { None, Note, Timeframe, Vehicle, Trade, BestTime, DownPayment, Visit, Decider };
inline constexpr StepAnswer kLastAnswer = StepAnswer::Decider;

/// One step of a call: introduction, permission, qualification, value, next step (S5.4).
struct CallStep {
    QString title;
    QString say; ///< with fields; may be empty
    StepAnswer answer = StepAnswer::None;
    QString page{}; ///< key of the process page that stands beside it; empty: the one of the call (F63)
    QString unknown{}; ///< code of an answer that this program does not know; kept as it came
    bool operator==(const CallStep &) const = default;
};

/// The steps as they stand, finished or not, for whoever edits them; of a body that is no such JSON there are none.
std::vector<CallStep> stepsTyped(const QString &body);
/// The steps in the body of a call script. Damaged: it is no such JSON; Invalid with the number of the step as subject:
/// an unknown answer, or a step without a title.
Result<std::vector<CallStep>> callSteps(const QString &body);
QString callStepsJson(const std::vector<CallStep> &steps);

/// Nothing is said in its language: the next language is used in its place.
bool isEmptyScript(const Script &script);

} // namespace updesk
