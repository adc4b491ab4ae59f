// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/gate.h"

#include <QJsonObject>

namespace updesk
{

/// "call", "text", "email" as --channel takes them; None: another word.
Channel channelNamed(const QString &code);

/// As --purpose takes it.
const char *purposeCode(Purpose purpose);

/// A verdict for programs (docs/commandline.md): says, move_to, may_override, reasons, cost.
QJsonObject verdictJson(const GateVerdict &verdict);

} // namespace updesk
