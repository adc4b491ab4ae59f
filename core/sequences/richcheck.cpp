// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/richcheck.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace updesk
{

namespace
{

constexpr std::array<const char *, 34> kTags{"a", "b", "blockquote", "body", "br", "center", "div", "em", "font", "h1",
    "h2", "h3", "h4", "hr", "html", "i", "li", "ol", "p", "s", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"};
constexpr std::array<const char *, 21> kAttributes{"align", "bgcolor", "border", "cellpadding", "cellspacing", "class",
    "color", "colspan", "dir", "face", "height", "href", "lang", "rowspan", "size", "style", "target", "title", "type",
    "valign", "width"};

template <size_t n>
bool isOne(const std::array<const char *, n> &known, const QString &name)
{
    return std::ranges::any_of(known, [&](const char *one) { return name == QLatin1String(one); });
}

bool isLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

bool isSoundLink(const QString &value)
{
    static const QRegularExpression kSound(
        QStringLiteral("^(https?://|mailto:|tel:)[^\\s\"'<>]+$"), QRegularExpression::CaseInsensitiveOption);
    return kSound.match(value).hasMatch();
}

// What loads, runs, or hides in another spelling.
bool isSoundStyle(const QString &value)
{
    static const QRegularExpression kUnsound(
        QStringLiteral("url|expression|import|behavio|binding|[\\\\@&]"), QRegularExpression::CaseInsensitiveOption);
    return !kUnsound.match(value).hasMatch();
}

/// One walk over the tags.
class Walk
{
public:
    explicit Walk(const QString &html) : m_html(html) { }

    std::optional<RichFault> read()
    {
        while (!m_fault) {
            const qsizetype next = m_html.indexOf(u'<', m_at);
            if (next < 0)
                break;
            m_from = m_at = next;
            tag();
        }
        return m_fault;
    }

private:
    QChar here() const { return m_at < m_html.size() ? m_html[m_at] : QChar(); }
    bool isEnd() const { return m_at >= m_html.size(); }

    void fail()
    {
        const qsizetype length = std::clamp<qsizetype>(m_at + 1 - m_from, 1, m_html.size() - m_from);
        m_fault = RichFault{m_from, length, m_html.mid(m_from, std::min<qsizetype>(length, 40)).simplified()};
    }

    QString name()
    {
        const qsizetype from = m_at;
        while (isLetter(here()) || here().isDigit() || here() == u'-')
            ++m_at;
        return m_html.mid(from, m_at - from).toLower();
    }

    void tag()
    {
        ++m_at;
        if (here() == u'/')
            ++m_at;
        if (!isOne(kTags, name()))
            return fail();
        while (!m_fault) {
            while (here().isSpace() || here() == u'/')
                ++m_at;
            if (isEnd())
                return fail();
            if (here() == u'>') {
                ++m_at;
                return;
            }
            attribute();
        }
    }

    void attribute()
    {
        const QString attribute = name();
        if (!isOne(kAttributes, attribute))
            return fail();
        while (here().isSpace())
            ++m_at;
        if (here() != u'=')
            return;
        ++m_at;
        while (here().isSpace())
            ++m_at;
        const QString words = value();
        const bool sound = attribute == QLatin1String("href") ? isSoundLink(words)
            : attribute == QLatin1String("style")             ? isSoundStyle(words)
                                                              : true;
        const bool holds = words.contains(u'{') || words.contains(u'<') || words.contains(QLatin1String("[["));
        if (!sound || holds)
            fail();
    }

    // In quotes, or up to the next blank.
    QString value()
    {
        const QChar quote = here();
        if (quote == u'"' || quote == u'\'') {
            const qsizetype end = m_html.indexOf(quote, m_at + 1);
            const qsizetype from = std::exchange(m_at, end < 0 ? m_html.size() : end + 1) + 1;
            return m_html.mid(from, (end < 0 ? m_html.size() : end) - from);
        }
        const qsizetype from = m_at;
        while (!isEnd() && !here().isSpace() && here() != u'>')
            ++m_at;
        return m_html.mid(from, m_at - from);
    }

    const QString &m_html;
    qsizetype m_at = 0, m_from = 0;
    std::optional<RichFault> m_fault;
};

} // namespace

std::optional<RichFault> richFault(const QString &html) { return Walk(html).read(); }

QString withoutTags(const QString &html)
{
    static const QRegularExpression kTag(QStringLiteral("<[^<>]*>"));
    return QString(html).remove(kTag);
}

} // namespace updesk
