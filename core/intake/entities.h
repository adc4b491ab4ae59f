// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

inline constexpr char32_t kNoCharacter = 0xffffffff;

/// A character reference (&eacute; &#233; &#xe9;) found in text.
struct Reference {
    char32_t character = 0;
    qsizetype length = 0; ///< 0: the ampersand starts no known reference
    bool forbidden = false; ///< stands for a character that XML does not allow
};

/// The reference that starts with the ampersand at `at`; HTML's names, numbers 128 to 159 as Windows-1252.
Reference referenceAt(QStringView text, qsizetype at);

/// The text with its references decoded once; unknown ones stay, forbidden characters vanish.
QString withoutEntities(const QString &text);

bool isXmlCharacter(char32_t c);

/// The character of a byte in Windows-1252.
char16_t windows1252(uchar byte);

} // namespace updesk
