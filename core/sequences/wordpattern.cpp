// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/wordpattern.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace updesk
{

static constexpr qsizetype kMostApart = 3;
static constexpr QLatin1String kMark(".");

static bool readWord(const QString &text, WordPattern::Word &word)
{
    for (const QString &typed : text.split(u'|')) {
        const bool begins = typed.endsWith(u'*');
        const QStringList one = foldedWords(typed);
        if (one.size() != 1)
            return false;
        (begins ? word.begins : word.any) << one.front();
    }
    return true;
}

std::optional<WordPattern> wordPattern(const QString &text)
{
    WordPattern pattern;
    bool apart = false;
    for (const QString &part : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (part == QLatin1String("...")) {
            if (apart || pattern.words.empty())
                return std::nullopt;
            apart = true;
            continue;
        }
        if (part == kMark) {
            if (apart)
                return std::nullopt;
            pattern.words.push_back({{kMark}, {}, false});
            continue;
        }
        // "opt-out" is two words to whoever reads a reply.
        const bool plain = !part.contains(u'|') && !part.endsWith(u'*');
        for (const QString &one : plain ? foldedWords(part) : QStringList{part}) {
            WordPattern::Word word;
            word.apart = std::exchange(apart, false);
            if (!readWord(one, word))
                return std::nullopt;
            pattern.words.push_back(std::move(word));
        }
    }
    const bool says = std::ranges::any_of(
        pattern.words, [](const WordPattern::Word &word) { return word.any != QStringList{kMark}; });
    return apart || !says ? std::nullopt : std::optional(std::move(pattern));
}

QStringList clauseWords(QStringView text)
{
    // After folding only pictures are still surrogates, and they end a clause as marks do.
    const auto parts = [](QChar c) { return c.isSurrogate() || QStringView(u".,;:!?\u00a1\u00bf").contains(c); };
    const QString plain = folded(text);
    QStringList words{kMark};
    for (QStringView rest = plain; !rest.isEmpty();) {
        const qsizetype length = std::ranges::find_if(rest, parts) - rest.begin();
        const QStringList clause = foldedWords(rest.first(length));
        if (!clause.isEmpty())
            words << clause << kMark;
        rest = rest.sliced(std::min(length + 1, rest.size()));
    }
    return words;
}

static bool fits(const QString &said, const WordPattern::Word &word)
{
    return word.any.contains(said)
        || std::ranges::any_of(word.begins, [&said](const QString &start) { return said.startsWith(start); });
}

static bool holdsAt(const QStringList &words, qsizetype at, const WordPattern &pattern, size_t next)
{
    if (next == pattern.words.size())
        return true;
    const WordPattern::Word &word = pattern.words[next];
    const qsizetype last = std::min(at + (word.apart ? kMostApart : 0), words.size() - 1);
    for (qsizetype i = at; i <= last; ++i) {
        if (fits(words[i], word) && holdsAt(words, i + 1, pattern, next + 1))
            return true;
        if (words[i] == kMark)
            return false;
    }
    return false;
}

bool holds(const QStringList &words, const WordPattern &pattern)
{
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (holdsAt(words, at, pattern, 0))
            return true;
    }
    return false;
}

} // namespace updesk
