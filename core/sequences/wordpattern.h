// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>
#include <vector>

namespace updesk
{

/// A turn of phrase that is looked for in what somebody wrote.
struct WordPattern {
    /// One word of it.
    struct Word {
        QStringList any; ///< folded; it may be any of them
        QStringList begins; ///< or begin like one of these
        bool apart = false; ///< up to three other words of the same clause may stand before it
    };
    std::vector<Word> words;
};

/// Reads "ne plus", "no me llame|llamen", "desabonn*", "retirez ... liste": `|` parts words that are as good as each
/// other, `*` stands for any end of a word, `...` for up to three words, `.` for where a clause begins or ends.
/// Nothing: it is no pattern.
std::optional<WordPattern> wordPattern(const QString &text);

/// The folded words of a text with a "." before the first, behind the last and for its marks (. , ; : ! ?) and
/// pictures.
QStringList clauseWords(QStringView text);

/// Whether one clause of such words holds the phrase: "no, llame" does not hold "no llame".
bool holds(const QStringList &words, const WordPattern &pattern);

} // namespace updesk
