// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/personname.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

constexpr std::array kTitles{"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "hon",
    "sir", "madam", "mme", "mlle", "herr", "frau", "capt", "sgt", "lt", "col", "fr"};
constexpr std::array kSuffixes{"jr", "sr", "ii", "iii", "iv", "esq", "esquire", "phd", "md", "dds", "dvm", "cpa", "rn"};
constexpr std::array kParticles{"de", "la", "le", "las", "los", "del", "della", "di", "da", "das", "do", "dos", "du",
    "van", "von", "vom", "der", "den", "ter", "zu", "zum", "zur", "af", "av", "al", "el", "bin", "ibn", "st", "ste",
    "saint"};

QString bare(QStringView word)
{
    QString plain = word.toString().toLower();
    plain.remove(u'.');
    while (plain.endsWith(u','))
        plain.chop(1);
    return plain;
}

template <size_t N>
bool isOneOf(QStringView word, const std::array<const char *, N> &words)
{
    if (word.size() > 12)
        return false;
    const QString plain = bare(word);
    return std::any_of(words.begin(), words.end(), [&](const char *known) { return plain == QLatin1String(known); });
}

bool isTitle(QStringView word) { return isOneOf(word, kTitles); }
bool isSuffix(QStringView word) { return isOneOf(word, kSuffixes); }

/// Takes suffixes off the end, where a title may also stand ("Smith Jr.", "Smith, Dr.").
void dropSuffixes(QStringList &words, QString &suffix)
{
    while (words.size() > 1 && isSuffix(words.back())) {
        const QString word = words.takeLast();
        suffix = suffix.isEmpty() ? word : word + u' ' + suffix;
    }
}

void dropTitles(QStringList &words)
{
    qsizetype titles = 0;
    while (titles + 1 < words.size() && isTitle(words[titles]))
        ++titles;
    words.remove(0, titles);
}

void splitWords(QStringList words, PersonName &name)
{
    dropTitles(words);
    dropSuffixes(words, name.suffix);
    if (words.size() == 1) {
        name.first = words.front();
        return;
    }
    qsizetype from = words.size() - 1;
    while (from > 1 && isOneOf(words[from - 1], kParticles))
        --from;
    if (from == 1 && words.front().front().isLower() && isOneOf(words.front(), kParticles))
        from = 0; // "de la Cruz" alone is a last name, "Van Morrison" is not
    name.first = words.mid(0, from).join(u' ');
    name.last = words.mid(from).join(u' ');
}

/// The pieces between commas, without those that hold only titles and suffixes.
QStringList commaPieces(const QString &full, QString &suffix)
{
    QStringList pieces;
    for (const QString &part : full.split(u',', Qt::SkipEmptyParts)) {
        const QString piece = part.simplified();
        const QStringList words = piece.split(u' ', Qt::SkipEmptyParts);
        const bool extra = !words.isEmpty() && !pieces.isEmpty()
            && std::all_of(
                words.begin(), words.end(), [](const QString &word) { return isSuffix(word) || isTitle(word); });
        if (extra && suffix.isEmpty() && isSuffix(words.front()))
            suffix = piece;
        else if (!extra && !piece.isEmpty())
            pieces << piece;
    }
    return pieces;
}

void splitFull(const QString &full, PersonName &name)
{
    const QStringList pieces = commaPieces(full, name.suffix);
    if (pieces.isEmpty())
        return;
    if (pieces.size() == 1) {
        splitWords(pieces.front().split(u' ', Qt::SkipEmptyParts), name);
        return;
    }
    QStringList last = pieces.front().split(u' ');
    QStringList first = pieces.mid(1).join(u' ').split(u' ');
    dropTitles(last);
    dropTitles(first);
    dropSuffixes(last, name.suffix);
    dropSuffixes(first, name.suffix);
    name.last = last.join(u' ');
    name.first = first.join(u' ');
}

} // namespace

PersonName personName(const NameParts &parts)
{
    PersonName name;
    const QString first = parts.first.simplified();
    const QString middle = parts.middle.simplified();
    const QString last = parts.last.simplified();
    name.full = parts.full.simplified();
    if (name.full.isEmpty())
        name.full = QStringList{first, middle, last}.join(u' ').simplified();
    if (parts.business)
        return name;
    if (first.isEmpty() && last.isEmpty()) {
        splitFull(name.full, name);
        return name;
    }
    name.first = first;
    name.last = last;
    if (QStringList words = last.split(u' ', Qt::SkipEmptyParts); words.size() > 1)
        dropSuffixes(words, name.suffix);
    return name;
}

PersonName personName(QStringView full)
{
    NameParts parts;
    parts.full = full.toString();
    return personName(parts);
}

} // namespace updesk
