// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/phonescan.h"

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestField = 250;
constexpr qsizetype kLongestKept = 1024;
constexpr qsizetype kLongestExtension = 7;
constexpr int kShortestNumber = 7;

bool isAsciiLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }
bool isPlus(QChar c) { return c == u'+' || c == QChar(0xff0b); }
QChar asciiDigit(QChar c) { return QChar(u'0' + c.digitValue()); }

QStringView wordAt(QStringView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && isAsciiLetter(text[end]))
        ++end;
    return text.mid(at, end - at);
}

bool isOneOf(QStringView word, std::initializer_list<QLatin1String> words)
{
    return std::any_of(
        words.begin(), words.end(), [&](QLatin1String known) { return word.compare(known, Qt::CaseInsensitive) == 0; });
}

bool isFaxWord(QStringView word)
{
    return isOneOf(word, {QLatin1String("fax"), QLatin1String("telefax"), QLatin1String("facsimile")});
}

bool isExtensionWord(QStringView word)
{
    return isOneOf(word,
        {QLatin1String("x"), QLatin1String("ext"), QLatin1String("extn"), QLatin1String("xtn"),
            QLatin1String("extension"), QLatin1String("poste")});
}

bool hasFaxWord(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QStringView word = wordAt(text, i);
        if (isFaxWord(word))
            return true;
        i += word.size();
    }
    return false;
}

/// Digits of an extension behind its mark at `at`; empty when there are none or too many.
QString extensionAt(QStringView text, qsizetype at)
{
    while (at < text.size() && QStringView(u" .:#=-\u00a0").contains(text[at]))
        ++at;
    QString digits;
    for (; at < text.size() && text[at].isDigit(); ++at)
        digits += asciiDigit(text[at]);
    return digits.size() <= kLongestExtension ? digits : QString();
}

QChar dialled(QChar letter)
{
    static constexpr std::array keys{u'2', u'2', u'2', u'3', u'3', u'3', u'4', u'4', u'4', u'5', u'5', u'5', u'6', u'6',
        u'6', u'7', u'7', u'7', u'7', u'8', u'8', u'8', u'9', u'9', u'9', u'9'};
    return keys[static_cast<size_t>(letter.toUpper().unicode() - u'A')];
}

bool isParting(QChar c) { return QStringView(u"/;,&|\n\r").contains(c); }

/// Length of an "or" or "and" that stands alone at `at`, otherwise 0.
qsizetype partingWord(QStringView text, qsizetype at)
{
    if (at > 0 && text[at - 1].isLetter())
        return 0;
    const QStringView word = wordAt(text, at);
    return isOneOf(word, {QLatin1String("or"), QLatin1String("and")}) ? word.size() : 0;
}

/// Walks over one piece and collects what it says.
class PieceScanner
{
public:
    PieceScanner(QStringView piece, bool tenDigits) : m_text(piece), m_tenDigits(tenDigits) { }

    PhoneScan scan()
    {
        qsizetype at = 0;
        while (at < m_text.size() && !m_text[at].isDigit() && !isPlus(m_text[at]))
            ++at;
        m_scan.fax = hasFaxWord(m_text.left(at));
        while (at < m_text.size() && !m_done)
            at = step(at);
        return m_scan;
    }

private:
    bool isComplete() const
    {
        if (m_scan.international)
            return m_scan.digits.size() >= (m_scan.digits.startsWith(u'1') ? 11 : 9);
        if (m_tenDigits)
            return m_scan.digits.size() >= (m_scan.digits.startsWith(u'1') ? 11 : 10);
        return m_scan.digits.size() >= 9;
    }

    qsizetype step(qsizetype at)
    {
        const QChar c = m_text[at];
        if (isPlus(c)) {
            m_scan.international = m_scan.international || m_scan.digits.isEmpty();
        } else if (c.isDigit()) {
            m_scan.digits += asciiDigit(c);
        } else if (c == u'#' && m_scan.digits.size() >= kShortestNumber) {
            finish(extensionAt(m_text, at));
        } else if (m_text.mid(at).startsWith(u"(0)") && m_scan.international && !m_scan.digits.isEmpty()) {
            return at + 3;
        } else if (isAsciiLetter(c)) {
            return word(at);
        } else if (c.isLetter()) {
            m_scan.unreadable = !isComplete();
            m_done = true;
        }
        return at + 1;
    }

    qsizetype word(qsizetype at)
    {
        const QStringView word = wordAt(m_text, at);
        const QString extension = m_scan.digits.size() >= kShortestNumber && isExtensionWord(word)
            ? extensionAt(m_text, at + word.size())
            : QString();
        if (!extension.isEmpty()) {
            finish(extension);
        } else if (isComplete()) { // what follows a whole number is a remark
            m_scan.fax = m_scan.fax || hasFaxWord(m_text.mid(at));
            m_done = true;
        } else {
            for (qsizetype i = 0; i < word.size() && !isComplete(); ++i)
                m_scan.digits += dialled(word[i]);
        }
        return at + word.size();
    }

    void finish(const QString &extension)
    {
        m_scan.extension = extension;
        m_done = true;
    }

    QStringView m_text;
    bool m_tenDigits;
    bool m_done = false;
    PhoneScan m_scan;
};

} // namespace

std::vector<QStringView> phonePieces(QStringView typed)
{
    typed = typed.trimmed();
    std::vector<QStringView> pieces;
    if (typed.size() > kLongestField) {
        pieces.push_back(typed.left(kLongestKept));
        return pieces;
    }
    qsizetype start = 0;
    int digits = 0;
    const auto cut = [&](qsizetype end, qsizetype next) {
        if (const QStringView piece = typed.mid(start, end - start).trimmed(); !piece.isEmpty())
            pieces.push_back(piece);
        start = next;
        digits = 0;
    };
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QChar c = typed[i];
        digits += c.isDigit() ? 1 : 0;
        if (digits < kShortestNumber)
            continue;
        if (isParting(c))
            cut(i, i + 1);
        else if (isPlus(c))
            cut(i, i);
        else if (const qsizetype word = partingWord(typed, i); word > 0)
            cut(i, i + word);
    }
    cut(typed.size(), typed.size());
    return pieces;
}

PhoneScan scanPhone(QStringView piece, bool tenDigits)
{
    if (piece.size() > kLongestField) {
        PhoneScan scan;
        scan.unreadable = true;
        return scan;
    }
    return PieceScanner(piece, tenDigits).scan();
}

QString onlyExtension(QStringView piece)
{
    const QStringView word = wordAt(piece, 0);
    if (!isExtensionWord(word) && !piece.startsWith(u'#'))
        return {};
    const QString extension = extensionAt(piece, word.size());
    const auto digits = std::count_if(piece.begin(), piece.end(), [](QChar c) { return c.isDigit(); });
    return digits == extension.size() ? extension : QString();
}

} // namespace updesk
