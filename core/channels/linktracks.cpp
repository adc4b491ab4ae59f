// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/linktracks.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

#include <sodium.h>

namespace updesk
{

namespace
{

constexpr qsizetype kIdBytes = 16, kLinkBytes = 2, kSealBytes = 16;
constexpr qsizetype kTokenBytes = kIdBytes + kLinkBytes + kSealBytes;
constexpr qsizetype kTokenLetters = 46; // of that many bytes in base64url without its ends
constexpr qsizetype kLongestTarget = 2000;
constexpr auto kWebLetters = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray keyedHash(const QByteArray &text, const QByteArray &key)
{
    QByteArray hash(kSealBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), size_t(hash.size()),
        reinterpret_cast<const unsigned char *>(text.constData()), quint64(text.size()),
        reinterpret_cast<const unsigned char *>(key.constData()), size_t(key.size()));
    return hash;
}

QByteArray namedBy(const Id &track, int link)
{
    QByteArray bytes(reinterpret_cast<const char *>(track.bytes.data()), kIdBytes);
    bytes.append(char((link >> 8) & 0xFF)).append(char(link & 0xFF));
    return bytes;
}

/// An attribute's value as it is meant; names that HTML does not need stay as they are written.
QString meant(const QString &value)
{
    static const QRegularExpression entity(
        QStringLiteral("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|quot|lt|gt|apos));"));
    static constexpr std::array kNames{std::pair{"amp", u'&'}, std::pair{"quot", u'"'}, std::pair{"lt", u'<'},
        std::pair{"gt", u'>'}, std::pair{"apos", u'\''}};
    QString out;
    qsizetype from = 0;
    for (auto all = entity.globalMatch(value); all.hasNext();) {
        const auto one = all.next();
        out += QStringView(value).mid(from, one.capturedStart() - from);
        from = one.capturedEnd();
        uint code = one.captured(1).toUInt();
        code = one.captured(2).isEmpty() ? code : one.captured(2).toUInt(nullptr, 16);
        for (const auto &[name, letter] : kNames)
            code = one.captured(3) == QLatin1String(name) ? letter : code;
        const char32_t letter = code;
        out += code > 0 && code <= QChar::LastValidCodePoint ? QString::fromUcs4(&letter, 1) : one.captured();
    }
    out += QStringView(value).mid(from);
    return out;
}

bool saysUnsubscribe(const QString &target)
{
    static const QRegularExpression words(
        QStringLiteral("unsubscri|opt[-_]?out"), QRegularExpression::CaseInsensitiveOption);
    return words.match(target).hasMatch();
}

/// Where a link leads, as it may stand in a header; empty: it is no address of the web.
QString webTarget(const QString &href)
{
    const QUrl url(href.trimmed(), QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !web || url.host().isEmpty())
        return {};
    const QByteArray target = url.toEncoded();
    const bool plain = std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7F; });
    return plain && target.size() <= kLongestTarget ? QString::fromLatin1(target) : QString();
}

/// Comments and opening tags of links.
const QRegularExpression &tagForm()
{
    static const QRegularExpression form(QStringLiteral("<!--.*?-->|<a(?=[\\s/])(?:[^>\"']|\"[^\"]*\"|'[^']*')*>"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return form;
}

/// What ends a sentence behind an address is none of it.
const QRegularExpression &addressForm()
{
    static const QRegularExpression form(
        QStringLiteral("\\bhttps?://[^\\s<>\"']*[^\\s<>\"'.,;:!?)\\]}]"), QRegularExpression::CaseInsensitiveOption);
    return form;
}

/// Where a tag says where it leads: its value with the quotes from `from` to `to`.
struct Href {
    qsizetype from = 0, to = 0;
    QString value; ///< as it is meant
};

/// The first href of a tag is the one that counts.
std::optional<Href> hrefOf(const QString &tag)
{
    static const QRegularExpression attribute(
        QStringLiteral("[\\s/]([^\\s=>\"'/]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+))?"));
    for (auto all = attribute.globalMatch(tag); all.hasNext();) {
        const auto one = all.next();
        if (one.capturedView(1).compare(u"href", Qt::CaseInsensitive) != 0)
            continue;
        QString value = one.captured(2);
        if (value.startsWith(u'"') || value.startsWith(u'\''))
            value = value.mid(1, value.size() - 2);
        return Href{one.capturedStart(2), one.capturedEnd(2), meant(value)};
    }
    return std::nullopt;
}

void addOwn(QStringList &out, const QString &address)
{
    const bool filled = address.contains(u'{') || address.contains(u'}');
    const QString target = filled ? QString() : webTarget(address);
    if (!target.isEmpty() && !out.contains(target))
        out << target;
}

/// Walks through the tags of finished HTML and changes the links as it goes.
class LinkWriter
{
public:
    LinkWriter(const QString &html, const LinkWay &way) : m_html(html), m_way(way) { }

    TrackedHtml write()
    {
        qsizetype from = 0;
        for (auto all = tagForm().globalMatch(m_html); all.hasNext();) {
            const auto one = all.next();
            m_out.html += QStringView(m_html).mid(from, one.capturedStart() - from);
            from = one.capturedEnd();
            m_out.html += one.capturedView().startsWith(u"<!--") ? one.captured() : changed(one.captured());
        }
        m_out.html += QStringView(m_html).mid(from);
        addPicture();
        return std::move(m_out);
    }

private:
    QString addressOf(const char *what, int link) const
    {
        QString base = m_way.address;
        while (base.endsWith(u'/'))
            base.chop(1);
        return base + QLatin1String(what) + QString::fromLatin1(linkToken(m_way.track, link, m_way.key));
    }
    bool isTracked(const QString &target) const
    {
        const QString own = webTarget(m_way.unsubscribeUrl), ours = webTarget(m_way.address);
        return m_way.own.contains(target) && m_out.targets.size() < kMostLinks && !saysUnsubscribe(target)
            && (own.isEmpty() || !target.startsWith(own)) && !target.startsWith(ours);
    }
    QString changed(const QString &tag)
    {
        const auto href = hrefOf(tag);
        const QString target = href ? webTarget(href->value) : QString();
        if (!isTracked(target))
            return tag;
        m_out.targets << target;
        return tag.left(href->from) + u'"' + addressOf("/c/", int(m_out.targets.size())) + u'"' + tag.mid(href->to);
    }
    void addPicture()
    {
        const QString picture = QLatin1String("<img src=\"") + addressOf("/o/", 0)
            + QLatin1String("\" width=\"1\" height=\"1\" alt=\"\" style=\"border:0\">");
        const qsizetype end = m_out.html.lastIndexOf(QLatin1String("</body"), -1, Qt::CaseInsensitive);
        m_out.html.insert(end < 0 ? m_out.html.size() : end, picture);
    }

    const QString &m_html;
    const LinkWay &m_way;
    TrackedHtml m_out;
};

} // namespace

TrackedHtml trackedHtml(const QString &html, const LinkWay &way) { return LinkWriter(html, way).write(); }

QStringList linksOfHtml(const QString &html)
{
    QStringList out;
    for (auto all = tagForm().globalMatch(html); all.hasNext();) {
        const QString tag = all.next().captured();
        if (const auto href = tag.startsWith(QLatin1String("<!--")) ? std::nullopt : hrefOf(tag))
            addOwn(out, href->value);
    }
    return out;
}

QStringList linksOfPlain(const QString &text)
{
    QStringList out;
    for (auto all = addressForm().globalMatch(text); all.hasNext();)
        addOwn(out, all.next().captured());
    return out;
}

QString htmlOfPlain(const QString &text, const QStringList &own)
{
    QString out;
    qsizetype from = 0;
    const auto plain = [&](qsizetype to) { out += text.mid(from, to - from).toHtmlEscaped(); };
    for (auto all = addressForm().globalMatch(text); all.hasNext();) {
        const auto one = all.next();
        if (!own.contains(webTarget(one.captured())))
            continue;
        plain(one.capturedStart());
        from = one.capturedEnd();
        const QString link = one.captured().toHtmlEscaped();
        out += QLatin1String("<a href=\"") + link + QLatin1String("\">") + link + QLatin1String("</a>");
    }
    plain(text.size());
    out.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    return out.replace(u'\n', QLatin1String("<br>\n"));
}

QByteArray linkToken(const Id &track, int link, const QByteArray &key)
{
    const QByteArray named = namedBy(track, link);
    return (named + keyedHash(named, key)).toBase64(kWebLetters);
}

std::optional<LinkToken> linkTokenIn(const QByteArray &text)
{
    if (text.size() != kTokenLetters)
        return std::nullopt;
    const auto read = QByteArray::fromBase64Encoding(text, kWebLetters | QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray &bytes = read.decoded;
    if (!read || bytes.size() != kTokenBytes || bytes.toBase64(kWebLetters) != text)
        return std::nullopt;
    LinkToken token;
    std::copy_n(bytes.begin(), kIdBytes, token.track.bytes.begin());
    token.link = int(quint8(bytes[kIdBytes])) << 8 | int(quint8(bytes[kIdBytes + 1]));
    token.seal = bytes.mid(kIdBytes + kLinkBytes);
    return token;
}

bool isSealedBy(const LinkToken &token, const QByteArray &key)
{
    if (key.size() != kLinkKeyBytes || token.seal.size() != kSealBytes)
        return false;
    const QByteArray seal = keyedHash(namedBy(token.track, token.link), key);
    return sodium_memcmp(seal.constData(), token.seal.constData(), size_t(kSealBytes)) == 0;
}

bool looksLikeMachine(const LinkHit &hit, Time sent, Time now)
{
    static constexpr const char *kKnown[] = {"googleimageproxy", "ggpht.com", "yahoomailproxy", "yahoocachesystem",
        "outlookmobile-prefetch", "duckduckgo email", "bot", "crawl", "spider", "preview", "prefetch", "scanner",
        "barracuda", "mimecast", "proofpoint", "safelinks", "symantec", "trendmicro", "sophos", "fortinet", "zscaler",
        "virustotal", "facebookexternalhit", "headless", "phantomjs", "curl/", "wget", "python", "go-http-client",
        "java/", "okhttp", "libwww", "httpclient", "axios", "node-fetch", "ruby", "perl", "php"};
    const QByteArray agent = hit.agent.trimmed().toLower();
    // Apple's Mail Privacy Protection calls itself that and nothing more.
    if (hit.headOnly || hit.prefetch || agent.isEmpty() || agent == "mozilla/5.0")
        return true;
    return now - sent < kTooSoon
        || std::ranges::any_of(kKnown, [&](const char *known) { return agent.contains(known); });
}

QByteArray linkProof(const QByteArray &challenge, const QByteArray &store)
{
    return keyedHash("links " + challenge, keyedHash(store, QByteArray(kLinkKeyBytes, 'u'))).toHex();
}

} // namespace updesk
