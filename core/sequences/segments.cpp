// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/segments.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace updesk
{

namespace
{

constexpr int kOneStandard = 160, kPartStandard = 153;
constexpr int kOneWide = 70, kPartWide = 67;

/// What one segment takes when it is the only one, and when there are more (each then names its place).
struct Room {
    int one, part;
};
constexpr Room roomOf(TextAlphabet alphabet)
{
    return alphabet == TextAlphabet::Standard ? Room{kOneStandard, kPartStandard} : Room{kOneWide, kPartWide};
}

const QSet<QChar> &standardLetters()
{
    static const QSet<QChar> letters = [] {
        const QString all =
            QStringLiteral(u"@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
                           u"\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
                           u" !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
                           u"\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
                           u"\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0");
        return QSet<QChar>(all.begin(), all.end());
    }();
    return letters;
}

/// Those that an escape stands before.
bool isEscaped(QChar c) { return QStringLiteral(u"{}[]~|^\\\u20ac\f").contains(c); }

/// 1 or 2; 0: not in the alphabet.
int septetsOf(QChar c) { return standardLetters().contains(c) ? 1 : isEscaped(c) ? 2 : 0; }

/// The characters from `i` on that are read as one: a surrogate pair, with the accents that stand behind it.
qsizetype readAsOne(QStringView text, qsizetype i)
{
    qsizetype end = i + 1;
    if (text[i].isHighSurrogate() && end < text.size() && text[end].isLowSurrogate())
        ++end;
    while (end < text.size() && text[end].isMark())
        ++end;
    return end - i;
}

QStringList foreignIn(QStringView text)
{
    QStringList out;
    for (qsizetype i = 0; i < text.size();) {
        const QStringView one = text.mid(i, readAsOne(text, i));
        bool standard = true;
        for (const QChar c : one)
            standard = standard && septetsOf(c) > 0;
        const QString name = one.toString().normalized(QString::NormalizationForm_C);
        if (!standard && !out.contains(name))
            out << name;
        i += one.size();
    }
    return out;
}

TextAlphabet alphabetOf(QStringView text)
{
    for (const QChar c : text) {
        if (septetsOf(c) == 0)
            return TextAlphabet::Wide;
    }
    return TextAlphabet::Standard;
}

/// A character that must not be cut: how many UTF-16 units it has and how much room it takes.
struct Piece {
    qsizetype length;
    int units;
};
Piece pieceAt(QStringView text, qsizetype i, TextAlphabet alphabet)
{
    if (alphabet == TextAlphabet::Standard)
        return {1, septetsOf(text[i])};
    const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
    return pair ? Piece{2, 2} : Piece{1, 1};
}

int unitsOf(QStringView text, TextAlphabet alphabet)
{
    int units = 0;
    for (qsizetype i = 0; i < text.size();) {
        const Piece piece = pieceAt(text, i, alphabet);
        units += piece.units;
        i += piece.length;
    }
    return units;
}

/// Where each segment begins and how much of its room the ones before leave empty, for what would have been cut.
struct Cuts {
    std::vector<qsizetype> at;
    int wasted = 0;
};
Cuts cutsOf(QStringView text, TextAlphabet alphabet, int room)
{
    Cuts cuts{{0}, 0};
    int used = 0;
    for (qsizetype i = 0; i < text.size();) {
        const Piece piece = pieceAt(text, i, alphabet);
        if (used + piece.units > room) {
            cuts.wasted += room - used;
            cuts.at.push_back(i);
            used = 0;
        }
        used += piece.units;
        i += piece.length;
    }
    return cuts;
}

/// Letters and signs that have no plain form by taking their accents off.
QString plainSign(QChar c)
{
    static const QHash<char16_t, QString> signs{{u'\u2018', QStringLiteral("'")}, {u'\u2019', QStringLiteral("'")},
        {u'\u201a', QStringLiteral("'")}, {u'\u201b', QStringLiteral("'")}, {u'\u2032', QStringLiteral("'")},
        {u'\u00b4', QStringLiteral("'")}, {u'`', QStringLiteral("'")}, {u'\u201c', QStringLiteral("\"")},
        {u'\u201d', QStringLiteral("\"")}, {u'\u201e', QStringLiteral("\"")}, {u'\u2033', QStringLiteral("\"")},
        {u'\u00ab', QStringLiteral("\"")}, {u'\u00bb', QStringLiteral("\"")}, {u'\u2039', QStringLiteral("'")},
        {u'\u203a', QStringLiteral("'")}, {u'\u2010', QStringLiteral("-")}, {u'\u2011', QStringLiteral("-")},
        {u'\u2012', QStringLiteral("-")}, {u'\u2013', QStringLiteral("-")}, {u'\u2014', QStringLiteral("-")},
        {u'\u2015', QStringLiteral("-")}, {u'\u2212', QStringLiteral("-")}, {u'\u2022', QStringLiteral("-")},
        {u'\u00b7', QStringLiteral("-")}, {u'\u2026', QStringLiteral("...")}, {u'\u0153', QStringLiteral("oe")},
        {u'\u0152', QStringLiteral("OE")}, {u'\u0142', QStringLiteral("l")}, {u'\u0141', QStringLiteral("L")},
        {u'\u0131', QStringLiteral("i")}, {u'\u0111', QStringLiteral("d")}, {u'\u0110', QStringLiteral("D")},
        {u'\u00aa', QStringLiteral("a")}, {u'\u00ba', QStringLiteral("o")}, {u'\u00b0', QStringLiteral("o")},
        {u'\u00d7', QStringLiteral("x")}, {u'\u2122', QStringLiteral("TM")}, {u'\u00ae', QStringLiteral("(R)")},
        {u'\u00a9', QStringLiteral("(C)")}, {u'\u00bd', QStringLiteral("1/2")}, {u'\u00bc', QStringLiteral("1/4")},
        {u'\u00be', QStringLiteral("3/4")}, {u'\t', QStringLiteral(" ")}, {u'\u2028', QStringLiteral("\n")},
        {u'\u2029', QStringLiteral("\n")}};
    return signs.value(c.unicode());
}

/// What nobody sees.
bool isInvisible(QChar c)
{
    const char16_t u = c.unicode();
    return u == u'\u00ad' || (u >= u'\u200b' && u <= u'\u200f') || u == u'\u2060' || u == u'\ufeff' || u == u'\ufe0f'
        || (u >= u'\u202a' && u <= u'\u202e');
}

QString plainOf(QStringView one)
{
    const QChar c = one.front();
    if (septetsOf(c) > 0 && one.size() == 1)
        return QString(c);
    if (isInvisible(c))
        return {};
    if (const QString sign = plainSign(c); !sign.isEmpty())
        return sign;
    if (c.isSpace())
        return QStringLiteral(" ");
    QString bare;
    for (const QChar part : one.toString().normalized(QString::NormalizationForm_KD)) {
        if (!part.isMark())
            bare += part;
    }
    return alphabetOf(bare) == TextAlphabet::Standard && !bare.isEmpty() ? bare : one.toString();
}

} // namespace

TextLength textLength(QStringView text)
{
    TextLength length;
    length.alphabet = alphabetOf(text);
    const Room room = roomOf(length.alphabet);
    length.capacity = room.one;
    if (text.isEmpty())
        return length;
    length.units = unitsOf(text, length.alphabet);
    if (length.alphabet == TextAlphabet::Wide)
        length.foreign = foreignIn(text);
    length.segments = 1;
    if (length.units <= room.one)
        return length;
    const Cuts cuts = cutsOf(text, length.alphabet, room.part);
    length.segments = int(cuts.at.size());
    length.capacity = length.segments * room.part - cuts.wasted;
    return length;
}

QStringList segmentsOf(QStringView text)
{
    if (text.isEmpty())
        return {};
    const TextAlphabet alphabet = alphabetOf(text);
    if (unitsOf(text, alphabet) <= roomOf(alphabet).one)
        return {text.toString()};
    const std::vector<qsizetype> cuts = cutsOf(text, alphabet, roomOf(alphabet).part).at;
    QStringList out;
    for (size_t i = 0; i < cuts.size(); ++i)
        out << text.mid(cuts[i], (i + 1 < cuts.size() ? cuts[i + 1] : text.size()) - cuts[i]).toString();
    return out;
}

QString plainLetters(QStringView text)
{
    const QString whole = text.toString().normalized(QString::NormalizationForm_C);
    QString out;
    out.reserve(whole.size());
    for (qsizetype i = 0; i < whole.size();) {
        const QStringView one = QStringView(whole).mid(i, readAsOne(whole, i));
        out += plainOf(one);
        i += one.size();
    }
    return out;
}

} // namespace updesk
