// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/original.h"
#include "core/store/apply.h"

namespace updesk
{

/// Keeps a document as it came, with its parts, inside a verb's transaction. `row` gets its id; rows that the deed
/// makes after it have the same ids at every desk of the store. False: one with this sha256 is here already, and `row`
/// carries its id.
Result<bool> keepOriginal(Transaction &tx, Original &row, const QByteArray &bytes);

/// A row of the tray for a document that is kept.
Result<RowOnlyId> putQuarantine(
    Transaction &tx, OriginalId original, const QString &code, const QString &spotted, Quarantine::State state);

/// What the importer's codes have no word for: texts, calls, and mails that their server did not give whole.
namespace code
{
inline constexpr QLatin1String kUnknownNumber("unknown_number"); ///< nobody has the number that a text came from
inline constexpr QLatin1String kNoOpenLead("no_open_lead"); ///< somebody has, and asks for nothing now
inline constexpr QLatin1String kUnknownCaller("unknown_caller"); ///< somebody called whom nobody here knows
inline constexpr QLatin1String kMissedCaller("missed_caller"); ///< the same, and nobody answered
inline constexpr QLatin1String kNotGiven("not_given"); ///< the mail server has it and refuses to give it
} // namespace code

} // namespace updesk
