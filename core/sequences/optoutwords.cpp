// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/optoutwords.h"

#include "core/base/text.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr qsizetype kLongestSlip = 2; ///< words of a reply in which a slip of the pen is looked for
constexpr qsizetype kShortestSlip = 4; ///< letters; "end" is too near to "and", "send"
constexpr qsizetype kMostRead = 2000; ///< letters; what comes later in a text is no opt-out

/// Whether one letter less, more or other, or two that changed places, make the one word the other.
bool isSlipOf(const QString &said, const QString &meant)
{
    const qsizetype less = std::min(said.size(), meant.size()), more = std::max(said.size(), meant.size());
    if (more - less > 1 || said == meant)
        return said == meant;
    qsizetype head = 0;
    while (head < less && said[head] == meant[head])
        ++head;
    qsizetype tail = 0;
    while (tail < less - head && said[said.size() - 1 - tail] == meant[meant.size() - 1 - tail])
        ++tail;
    if (head + tail >= more - 1)
        return true;
    return said.size() == meant.size() && head + tail == more - 2 && said[head] == meant[head + 1]
        && said[head + 1] == meant[head];
}

bool isSlip(const QStringList &words, const LegalRules &rules)
{
    if (words.size() > kLongestSlip)
        return false;
    return std::ranges::any_of(words, [&rules](const QString &word) {
        return word.size() >= kShortestSlip && std::ranges::any_of(rules.stopWords, [&word](const QString &stop) {
            return stop.size() >= kShortestSlip && !stop.contains(u' ') && isSlipOf(word, stop);
        });
    });
}

bool holdsPhrase(const QString &said, const LegalRules &rules)
{
    const QString padded = u' ' + said + u' ';
    return std::ranges::any_of(
        rules.perhapsWords, [&padded](const QString &phrase) { return padded.contains(u' ' + phrase + u' '); });
}

bool holdsPattern(QStringView text, const LegalRules &rules)
{
    QStringList words = clauseWords(text);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return std::ranges::any_of(
        rules.perhapsLike, [&words](const WordPattern &pattern) { return holds(words, pattern); });
}

} // namespace

bool isStartWord(const LegalRules &rules, const QString &text)
{
    return rules.startWords.contains(foldedWords(QStringView(text).left(kMostRead)).join(u' '));
}

OptOutSaid readOptOut(const LegalRules &rules, const QString &text)
{
    const QStringView read = QStringView(text).left(kMostRead);
    QStringList words = foldedWords(read);
    words.erase(std::unique(words.begin(), words.end()), words.end()); // "STOP STOP STOP"
    if (words.isEmpty())
        return OptOutSaid::Nothing;
    const QString said = words.join(u' ');
    if (rules.stopWords.contains(said))
        return OptOutSaid::Stop;
    const bool perhaps = holdsPhrase(said, rules) || holdsPattern(read, rules);
    return perhaps || isSlip(words, rules) ? OptOutSaid::Perhaps : OptOutSaid::Nothing;
}

} // namespace updesk
