// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace updesk
{

/// What one written number shows before any numbering plan is asked.
struct PhoneScan {
    QString digits;
    QString extension;
    bool international = false; ///< started with a plus sign
    bool fax = false;
    bool unreadable = false; ///< too long, or other letters in its middle
};

/// Parts a field at / ; , & | "or", "and", line breaks and a second plus sign, each only after seven digits; trimmed.
std::vector<QStringView> phonePieces(QStringView typed);

/// Reads one piece: label off, letters to digits, extension apart. `tenDigits`: the number is complete at ten digits.
PhoneScan scanPhone(QStringView piece, bool tenDigits);

/// The extension when the piece is nothing else ("ext. 22"), otherwise empty.
QString onlyExtension(QStringView piece);

} // namespace updesk
