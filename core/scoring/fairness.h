// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStringView>

#include <span>

namespace updesk
{

/// What fair-lending rules say to a factor: only Allowed ones can enter a score model.
enum class FactorVerdict : quint8 {
    Allowed, ///< on the list of what the score knows how to use
    NoteOnly, ///< unknown: may be written down, never computed with
    NeedsSignOff, ///< a usual stand-in for a forbidden trait (postal code, first name, device ...)
    Blocked ///< a forbidden trait or a name for one
};

/// Judges a factor by its name; case, accents, camelCase, underscores and spaces do not matter ("customerAge" holds
/// "age"). The hardest verdict on any part of the name wins.
FactorVerdict checkFactor(QStringView name);

/// The words of an identifier, folded: "dateOfBirth_2" is date, of, birth, 2.
QStringList identifierWords(QStringView name);

/// The names a score model may use, in the order of the score's lines.
std::span<const QLatin1String> allowedFactors();
/// Forbidden traits and their other names (English, Spanish, French), each folded and written as one word.
std::span<const QLatin1String> blockedFactors();
/// Stand-ins that need a manager's signature even as a note to be shown beside a lead.
std::span<const QLatin1String> proxyFactors();

} // namespace updesk
