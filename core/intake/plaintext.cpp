// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/plaintext.h"

#include "core/intake/entities.h"
#include "core/intake/textsearch.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestName = 10;
constexpr qsizetype kLongestTag = 8192;

// In the order of their bytes, as the search asks.
constexpr std::array<std::string_view, 78> kHtmlTags{"a", "abbr", "address", "article", "b", "base", "big",
    "blockquote", "body", "br", "button", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "div",
    "dl", "dt", "em", "fieldset", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "i", "img", "input", "ins", "label", "legend", "li", "link", "main", "meta", "nobr", "ol", "p", "pre", "q",
    "s", "samp", "script", "section", "select", "small", "span", "strike", "strong", "style", "sub", "sup", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "tt", "u", "ul", "var", "wbr"};
constexpr std::array<std::string_view, 29> kBlocks{"address", "article", "blockquote", "body", "br", "caption",
    "center", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol",
    "p", "pre", "section", "table", "tr", "ul"};

struct HtmlName {
    std::array<char, kLongestName> bytes{};
    size_t size = 0;
    std::string_view view() const { return {bytes.data(), size}; }
};

HtmlName lowerName(QStringView name)
{
    HtmlName lower;
    if (name.size() > kLongestName)
        return lower;
    for (const QChar c : name)
        lower.bytes[lower.size++] = c.unicode() < 0x80 ? c.toLower().toLatin1() : '?';
    return lower;
}

template <size_t N>
bool isIn(const std::array<std::string_view, N> &names, std::string_view name)
{
    return !name.empty() && std::binary_search(names.begin(), names.end(), name);
}

/// Walks over the text once; what is not a known tag is copied.
class PlainWriter
{
public:
    PlainWriter(QStringView text, Layout layout)
        : m_text(text),
          m_page(layout == Layout::Page),
          m_tabs(layout == Layout::Mail),
          m_commentEnd(text, u"-->"),
          m_endTag(text, u"</")
    {
        m_out.reserve(text.size());
    }

    QString write()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == u'<' && tag())
                continue;
            character();
        }
        while (m_out.endsWith(u'\n') || m_out.endsWith(u' ') || m_out.endsWith(u'\t'))
            m_out.chop(1);
        return std::move(m_out);
    }

private:
    void character()
    {
        const QChar c = m_text[m_at];
        if (c == u'&') {
            const Reference reference = referenceAt(m_text, m_at);
            if (reference.length > 0) {
                m_at += reference.length;
                if (!reference.forbidden)
                    add(QStringView(QChar::fromUcs4(reference.character)));
                return;
            }
        }
        ++m_at;
        const bool pair = c == u'\r' && m_at < m_text.size() && m_text[m_at] == u'\n';
        if ((c == u'\n' || c == u'\r') && (!m_page || m_pre > 0)) {
            if (!pair)
                lineBreak();
        } else if (c == u'\t' && m_tabs) {
            cell();
        } else {
            add(QStringView(&c, 1));
        }
    }

    void add(QStringView characters)
    {
        for (const QChar c : characters) {
            if (c.isSpace())
                blank();
            else if (c.unicode() >= 0x20 && c != QChar(0xfeff))
                m_out += c;
        }
    }

    bool atLineStart() const { return m_out.isEmpty() || m_out.endsWith(u'\n'); }

    void blank()
    {
        if (!atLineStart() && !m_out.endsWith(u' ') && !m_out.endsWith(u'\t'))
            m_out += u' ';
    }

    void cell()
    {
        if (m_out.endsWith(u' '))
            m_out.chop(1);
        if (!atLineStart() && !m_out.endsWith(u'\t'))
            m_out += u'\t';
    }

    void lineBreak()
    {
        while (m_out.endsWith(u' ') || m_out.endsWith(u'\t'))
            m_out.chop(1);
        if (!m_out.isEmpty() && !m_out.endsWith(QLatin1String("\n\n")))
            m_out += u'\n';
    }

    /// Takes the tag or comment at the place; false when it is text.
    bool tag()
    {
        if (m_text.mid(m_at, 4) == u"<!--") {
            const qsizetype end = m_commentEnd.next(m_at + 4);
            m_at = end < 0 ? m_at : end + 3;
            return end >= 0;
        }
        const bool closing = m_at + 1 < m_text.size() && m_text[m_at + 1] == u'/';
        const qsizetype from = m_at + (closing ? 2 : 1);
        qsizetype to = from;
        while (to < m_text.size() && to - from <= kLongestName && (m_text[to].isLetterOrNumber()))
            ++to;
        const HtmlName name = lowerName(m_text.mid(from, to - from));
        const bool ended = to < m_text.size() && (m_text[to].isSpace() || m_text[to] == u'>' || m_text[to] == u'/');
        const qsizetype end = ended && isIn(kHtmlTags, name.view()) ? tagEnd(to) : -1;
        if (end < 0)
            return false;
        m_at = end;
        apply(name.view(), closing);
        return true;
    }

    /// Behind the tag's ">", quotes regarded; -1 when none is near.
    qsizetype tagEnd(qsizetype at) const
    {
        const qsizetype until = std::min(m_text.size(), at + kLongestTag);
        QChar quote;
        for (; at < until; ++at) {
            const QChar c = m_text[at];
            if (!quote.isNull())
                quote = c == quote ? QChar() : quote;
            else if (c == u'"' || c == u'\'')
                quote = m_text[at - 1] == u'=' ? c : quote;
            else if (c == u'>')
                return at + 1;
            else if (c == u'<')
                return -1;
        }
        return -1;
    }

    void apply(std::string_view name, bool closing)
    {
        if (!closing && (name == "script" || name == "style" || name == "title"))
            skipContent(name);
        else if (name == "td" || name == "th")
            closing ? cellOrBlank() : static_cast<void>(0);
        else if (name == "br" || (isIn(kBlocks, name) && !atLineStart()))
            lineBreak();
        if (name == "pre")
            m_pre = std::max(0, m_pre + (closing ? -1 : 1));
    }

    void cellOrBlank() { m_page ? cell() : blank(); }

    void skipContent(std::string_view name)
    {
        const QLatin1String wanted(name.data(), static_cast<qsizetype>(name.size()));
        for (qsizetype at = m_endTag.next(m_at); at >= 0; at = m_endTag.next(at + 1)) {
            if (!m_text.mid(at + 2).startsWith(wanted, Qt::CaseInsensitive))
                continue;
            const qsizetype end = m_text.indexOf(u'>', at);
            m_at = end < 0 ? m_text.size() : end + 1;
            return;
        }
        m_at = m_text.size();
    }

    QStringView m_text;
    qsizetype m_at = 0;
    bool m_page;
    bool m_tabs;
    int m_pre = 0;
    QString m_out;
    TextSearch m_commentEnd;
    TextSearch m_endTag;
};

} // namespace

bool isHtmlTag(QStringView name) { return isIn(kHtmlTags, lowerName(name).view()); }

QString plainText(const QString &text, Layout layout)
{
    return PlainWriter(text, layout).write().normalized(QString::NormalizationForm_C);
}

} // namespace updesk
