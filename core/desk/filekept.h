// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/leads/original.h"

#include <optional>

namespace updesk
{

/// Reads a text or a call that waits in the tray once more: whose it is may be known by now. Nothing: the document is
/// neither.
Result<std::optional<IntakeResult>> fileKeptLater(
    Session &session, RowOnlyId row, const Original &original, const QByteArray &bytes);

} // namespace updesk
