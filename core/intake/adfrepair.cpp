// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/adfrepair.h"

#include "core/intake/entities.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kPiece = 32'768;
constexpr int kMostAttributes = 64; // the parser compares each attribute of a tag with all others
constexpr qsizetype kLongestValue = 65'536;

bool startsName(QChar c) { return c.isLetter() || c.isSurrogate() || c == u'_' || c == u':'; }
bool isDoubleCurly(QChar c)
{
    return c == QChar(0x201c) || c == QChar(0x201d) || c == QChar(0x201e) || c == QChar(0x201f);
}
bool isSingleCurly(QChar c) { return c == QChar(0x2018) || c == QChar(0x2019) || c == QChar(0x201b); }
bool isStraight(QChar c) { return c == u'"' || c == u'\''; }

bool endsAttributeName(QChar c)
{
    return c.isSpace() || c == u'=' || c == u'>' || c == u'/' || c == u'<' || isStraight(c);
}

bool isPlain(QChar c)
{
    if (c.unicode() < 0x20)
        return c == u'\n' || c == u'\t' || c == u'\r';
    return c != u'<' && c != u'&' && c != u'>' && c.unicode() < 0xd800;
}

bool isVoidElement(QStringView name)
{
    return name.compare(QLatin1String("br"), Qt::CaseInsensitive) == 0
        || name.compare(QLatin1String("hr"), Qt::CaseInsensitive) == 0;
}

bool isSimpleName(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'_' || u == u':'
        || u == u'-' || u == u'.';
}

/// The place behind a quoted value that needs no mending, or -1.
qsizetype behindSoundValue(QStringView text, qsizetype at)
{
    if (at >= text.size() || !isStraight(text[at]))
        return -1;
    const QChar quote = text[at];
    const qsizetype until = std::min(text.size(), at + kLongestValue);
    for (++at; at < until && text[at] != quote; ++at) {
        if (!isPlain(text[at]) && text[at] != u'>')
            return -1;
    }
    return at < until ? at + 1 : -1;
}

/// The place behind the tag at `at` when it needs no mending, otherwise `at`: most tags, copied in one go.
qsizetype behindSoundTag(QStringView text, qsizetype at)
{
    const qsizetype size = text.size();
    const bool closing = at + 1 < size && text[at + 1] == u'/';
    const qsizetype name = at + (closing ? 2 : 1);
    qsizetype to = name;
    while (to < size && isSimpleName(text[to]))
        ++to;
    if (to == name || !startsName(text[name]) || isVoidElement(text.mid(name, to - name)))
        return at;
    for (int count = 0; to < size && count < kMostAttributes; ++count) {
        const bool blank = text[to].isSpace();
        while (to < size && text[to].isSpace())
            ++to;
        if (to < size && text[to] == u'>')
            return to + 1;
        if (closing || to + 1 >= size)
            return at;
        if (text[to] == u'/' && text[to + 1] == u'>')
            return to + 2;
        const qsizetype attribute = to;
        while (to < size && isSimpleName(text[to]))
            ++to;
        const bool named = blank && to > attribute && startsName(text[attribute]) && to < size && text[to] == u'=';
        to = named ? behindSoundValue(text, to + 1) : -1;
        if (to < 0)
            return at;
    }
    return at;
}

/// Adds the character at `at` when XML allows it and returns how many units it took.
qsizetype addAllowed(QStringView text, qsizetype at, QString &out)
{
    const QChar c = text[at];
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
        out += text.mid(at, 2);
        return 2;
    }
    if (!c.isSurrogate() && isXmlCharacter(c.unicode()))
        out += c;
    return 1;
}

void addEscaped(char32_t character, QString &out)
{
    switch (character) {
    case U'<':
        out += QLatin1String("&lt;");
        break;
    case U'>':
        out += QLatin1String("&gt;");
        break;
    case U'&':
        out += QLatin1String("&amp;");
        break;
    case U'"':
        out += QLatin1String("&quot;");
        break;
    default:
        out += QStringView(QChar::fromUcs4(character));
    }
}

} // namespace

AdfRepair::AdfRepair(QStringView text)
    : m_text(text), m_commentEnd(text, u"-->"), m_cdataEnd(text, u"]]>"), m_instructionEnd(text, u"?>")
{
}

QString AdfRepair::next()
{
    m_out = QString();
    m_out.reserve(std::min(m_text.size() - m_at, kPiece) + 64);
    while (!atEnd() && m_out.size() < kPiece)
        step();
    return std::move(m_out);
}

void AdfRepair::step()
{
    if (m_at <= m_cdataUntil) {
        sectionStep();
        return;
    }
    copySound();
    if (atEnd())
        return;
    if (m_text[m_at] == u'<')
        markup();
    else
        character();
}

/// A CDATA section becomes escaped text, which the parser takes piece by piece.
void AdfRepair::sectionStep()
{
    const qsizetype until = std::min(m_cdataUntil, m_at + kPiece);
    while (m_at < until) {
        const QChar c = m_text[m_at];
        if (c == u'<' || c == u'>' || c == u'&')
            addEscaped(m_text[m_at++].unicode(), m_out);
        else
            m_at += addAllowed(m_text, m_at, m_out);
    }
    if (m_at >= m_cdataUntil)
        m_at = m_cdataUntil + 3;
}

void AdfRepair::copySound()
{
    const qsizetype from = m_at;
    const qsizetype until = std::min(m_text.size(), m_at + kPiece);
    while (m_at < until) {
        if (isPlain(m_text[m_at])) {
            ++m_at;
            continue;
        }
        const qsizetype behind = m_text[m_at] == u'<' ? behindSoundTag(m_text, m_at) : m_at;
        if (behind == m_at)
            break;
        m_at = behind;
    }
    m_out += m_text.mid(from, m_at - from);
}

void AdfRepair::character()
{
    if (m_text[m_at] == u'&') {
        reference(m_text, m_at);
    } else if (m_text[m_at] == u'>') { // "]]>" may not stand in text
        m_out += QLatin1String("&gt;");
        ++m_at;
    } else {
        m_at += addAllowed(m_text, m_at, m_out);
    }
}

void AdfRepair::reference(QStringView text, qsizetype &at)
{
    const Reference found = referenceAt(text, at);
    if (found.length == 0)
        m_out += QLatin1String("&amp;");
    else if (!found.forbidden)
        addEscaped(found.character, m_out);
    at += std::max<qsizetype>(found.length, 1);
}

void AdfRepair::markup()
{
    const QStringView rest = m_text.mid(m_at, 9);
    const QChar second = rest.size() > 1 ? rest[1] : QChar();
    if (rest.startsWith(u"<!--")) {
        const qsizetype end = m_commentEnd.next(m_at + 4);
        end < 0 ? giveUp() : static_cast<void>(m_at = end + 3);
    } else if (rest == u"<![CDATA[") {
        const qsizetype end = m_cdataEnd.next(m_at + 9);
        m_at += 9;
        m_cdataUntil = end;
        if (end < 0)
            giveUp();
    } else if (second == u'?') {
        instruction();
    } else if (second == u'/') {
        endTag();
    } else if (startsName(second)) {
        startTag();
    } else if (second == u'!') {
        giveUp();
    } else {
        m_out += QLatin1String("&lt;");
        ++m_at;
    }
}

void AdfRepair::giveUp()
{
    m_hopeless = true;
    m_at = m_text.size();
}

void AdfRepair::instruction()
{
    const qsizetype proper = m_instructionEnd.next(m_at + 2);
    const qsizetype bracket = m_text.indexOf(u'>', m_at + 2);
    if (bracket < 0) {
        giveUp();
        return;
    }
    // Not closed properly when a tag starts between its ">" and the next "?>".
    const qsizetype tag = m_text.indexOf(u'<', bracket);
    const bool closed = proper >= 0 && (tag < 0 || tag > proper);
    m_at = closed ? proper + 2 : bracket + 1;
}

QStringView AdfRepair::nameAt(qsizetype at) const
{
    qsizetype end = at;
    while (end < m_text.size() && !endsAttributeName(m_text[end]))
        ++end;
    return m_text.mid(at, end - at);
}

void AdfRepair::skipSpace()
{
    while (!atEnd() && m_text[m_at].isSpace())
        ++m_at;
}

void AdfRepair::endTag()
{
    const QStringView name = nameAt(m_at + 2);
    m_at += 2 + name.size();
    skipSpace();
    const bool ended = !atEnd() && m_text[m_at] == u'>';
    m_at += ended ? 1 : 0;
    if (isVoidElement(name)) {
        m_out += u'<' + name.toString() + QLatin1String("/>");
        return;
    }
    m_out += QLatin1String("</");
    m_out += name;
    if (ended)
        m_out += u'>';
}

void AdfRepair::startTag()
{
    const QStringView name = nameAt(m_at + 1);
    m_out += u'<';
    m_out += name;
    m_at += 1 + name.size();
    for (int count = 0; attribute(); ++count) {
        if (count > kMostAttributes)
            giveUp();
    }
    if (atEnd() || m_text[m_at] == u'<')
        return;
    const bool closing = m_text[m_at] == u'/';
    m_out += closing || isVoidElement(name) ? QLatin1String("/>") : QLatin1String(">");
    m_at += closing ? 2 : 1;
}

/// Copies one attribute; false at the tag's end.
bool AdfRepair::attribute()
{
    skipSpace();
    if (atEnd() || m_text[m_at] == u'>' || m_text[m_at] == u'<')
        return false;
    if (m_text[m_at] == u'/' && m_at + 1 < m_text.size() && m_text[m_at + 1] == u'>')
        return false;
    const QStringView name = nameAt(m_at);
    m_out += u' ';
    if (name.isEmpty()) {
        m_out += m_text[m_at++];
        return true;
    }
    for (qsizetype i = 0; i < name.size();)
        i += addAllowed(name, i, m_out);
    m_at += name.size();
    skipSpace();
    if (!atEnd() && m_text[m_at] == u'=') {
        ++m_at;
        skipSpace();
        attributeValue();
    }
    return true;
}

void AdfRepair::attributeValue()
{
    m_out += QLatin1String("=\"");
    const QChar open = atEnd() ? QChar() : m_text[m_at];
    const bool curly = isDoubleCurly(open) || isSingleCurly(open);
    const auto ends = [&](QChar c) {
        if (isStraight(open))
            return c == open;
        if (isDoubleCurly(open))
            return isDoubleCurly(c) || c == u'"' || c == u'>';
        if (isSingleCurly(open))
            return isSingleCurly(c) || c == u'\'' || c == u'>';
        return c.isSpace() || c == u'>' || c == u'<';
    };
    const bool quoted = curly || isStraight(open);
    const qsizetype from = m_at + (quoted ? 1 : 0);
    qsizetype end = from;
    while (end < m_text.size() && !ends(m_text[end]))
        ++end;
    m_at = quoted && end < m_text.size() && m_text[end] != u'>' ? end + 1 : end;
    QStringView raw = m_text.mid(from, end - from);
    if (!quoted && raw.endsWith(u'/') && end < m_text.size() && m_text[end] == u'>') {
        raw.chop(1);
        --m_at;
    }
    if (raw.size() > kLongestValue)
        giveUp();
    else
        value(raw);
    m_out += u'"';
}

void AdfRepair::value(QStringView raw)
{
    for (qsizetype at = 0; at < raw.size();) {
        if (raw[at] == u'&')
            reference(raw, at);
        else if (raw[at] == u'<' || raw[at] == u'"')
            addEscaped(raw[at++].unicode(), m_out);
        else
            at += addAllowed(raw, at, m_out);
    }
}

} // namespace updesk
