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
        bool apart = false; ///< up to three other words may stand before it
    };
    std::vector<Word> words;
};

/// Reads "ne plus", "no me llame|llamen", "desabonn*", "retirez ... liste": `|` parts words that are as good as each
/// other, `*` stands for any end of a word, `...` for up to three words. Nothing: it is no pattern.
std::optional<WordPattern> wordPattern(const QString &text);

/// Whether folded words hold the phrase somewhere.
bool holds(const QStringList &words, const WordPattern &pattern);

} // namespace updesk
