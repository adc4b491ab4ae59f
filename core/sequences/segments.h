// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace updesk
{

/// How a text message is written down for the network (3GPP 23.038): 7 bits a character while all of them stand in the
/// standard alphabet, else UTF-16 for the whole message.
enum class TextAlphabet : quint8 { Standard, Wide };

/// How long a text message is (ui.md 10).
struct TextLength {
    TextAlphabet alphabet = TextAlphabet::Standard;
    int units = 0; ///< {}[]~|^\ and the euro sign count 2; in the wide alphabet UTF-16 units
    int segments = 0; ///< 0: there is no text
    int capacity = 160; ///< units that this many segments hold; of no text: of one
    QStringList foreign; ///< what makes it wide: each character once, in order, with its accents
    bool operator==(const TextLength &) const = default;
};
TextLength textLength(QStringView text);

/// The text as it goes out, a string a segment: neither an escaped character nor a surrogate pair is cut in two.
QStringList segmentsOf(QStringView text);

/// The same text in letters of the standard alphabet where there are any: accents that it lacks go, curly quotes become
/// straight, dashes hyphens. What has no plain form (a pictograph, another script) stays.
QString plainLetters(QStringView text);

} // namespace updesk
