// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/gate.h"
#include "core/store/table.h"

namespace updesk
{

/// What the gate said when somebody, or the program, was about to make a contact. Rows are only added and undo leaves
/// them: they are the proof of what was asked.
struct GateLog {
    RowOnlyId id;
    LeadId lead;
    CustomerId customer;
    int channel = 0; ///< Channel
    int purpose = 0; ///< Purpose
    int sentBy = 0; ///< SentBy
    int verdict = 0; ///< GateVerdict::Says, before anybody went on against it
    QString rules; ///< ids, parted by a space
    QString params; ///< JSON: what the words of each need, the rules' date, and what was looked up on the list
    Time until = 0; ///< to when it was moved
    PersonId by; ///< null: the program
    Time at = 0;
    QString reason; ///< of whoever went on; empty: nobody did
    bool operator==(const GateLog &) const = default;
};

inline constexpr TableOf kGateLog{"gate_log", Feed::Store, Trait::Legal, column("lead_id", &GateLog::lead, Rule::Added),
    column("customer_id", &GateLog::customer, Rule::Added), column("channel", &GateLog::channel, Rule::Added),
    column("purpose", &GateLog::purpose, Rule::Added), column("sent_by", &GateLog::sentBy, Rule::Added),
    column("verdict", &GateLog::verdict, Rule::Added), column("rules", &GateLog::rules, Rule::Added),
    column("params", &GateLog::params, Rule::Added), column("until", &GateLog::until, Rule::Added),
    column("by_person", &GateLog::by, Rule::Added), column("at", &GateLog::at, Rule::Added),
    column("reason", &GateLog::reason, Rule::Added)};

/// The row of a verdict, without id, lead, customer and person.
GateLog gateLogOf(const GateFacts &facts, const GateVerdict &verdict, const LegalRules &rules);

/// The reasons as their row keeps them, and back.
QString reasonsText(const std::vector<GateReason> &reasons, const QDate &rulesDated,
    const std::optional<ListLookUp> &lookUp = std::nullopt);
std::vector<GateReason> reasonsIn(const QString &text);
std::optional<ListLookUp> lookUpIn(const QString &text);
QDate rulesDatedIn(const QString &text); ///< invalid: not told

} // namespace updesk
