// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/gate.h"
#include "ui/lead/promptbar.h"

namespace updesk
{

class LeadWords;

/// Whether who is at the desk may go on against what the gate says: anyone who answers an inquiry outside the hours, a
/// manager or principal against most other rules.
bool mayGoOn(const Session &session, const GateVerdict &verdict);

/// Why a call is not made, and who could.
QString gateRefusal(const GateVerdict &verdict);

/// Asks whether to call all the same: outside the hours by a letter, against another rule with a reason, which is kept.
/// `wait` gets the time from which nothing speaks against it, `goOn` the reason.
Prompt gatePrompt(const GateVerdict &verdict, const LeadWords &words, Time now,
    std::function<void(Time, const QString &)> wait, std::function<void(const QString &)> goOn);

} // namespace updesk
