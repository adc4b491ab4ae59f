// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/gate.h"
#include "ui/lead/promptbar.h"

namespace updesk
{

class LeadWords;

/// Whether who is at the desk may go on against what the gate says: a manager or principal against most rules.
bool mayGoOn(const Session &session, const GateVerdict &verdict);

/// Why a call is not made, and who could.
QString gateRefusal(const GateVerdict &verdict);

/// Says why a call has to wait and offers the time from which nothing speaks against it; `wait` gets it. For who may
/// not go on.
Prompt waitPrompt(
    const GateVerdict &verdict, const LeadWords &words, Time now, std::function<void(Time, const QString &)> wait);

/// The same for who may: `goOn` gets the reason for calling all the same, which is kept.
Prompt reasonPrompt(const GateVerdict &verdict, const LeadWords &words, Time now,
    std::function<void(Time, const QString &)> wait, std::function<void(const QString &)> goOn);

} // namespace updesk
