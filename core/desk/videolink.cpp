// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/videolink.h"

#include <QUrl>

#include <algorithm>

namespace updesk
{

static Error invalid(const char *why)
{
    return {Error::Code::Invalid, QStringLiteral("link"), QString::fromLatin1(why)};
}

// A customer is sent to the page that they read: no name of another one stands before it, and no number in its place.
Result<QString> videoLink(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return invalid("needed");
    if (text.size() > kLongestLink)
        return invalid("long");
    const bool plain = std::ranges::all_of(text,
        [](QChar c) { return c > u' ' && c != u'<' && c != u'>' && c != u'"' && c != u'\\' && c.unicode() != 127; });
    const QUrl url(text, QUrl::StrictMode);
    if (url.scheme().compare(QLatin1String("https"), Qt::CaseInsensitive) != 0)
        return invalid("https");
    const QString host = url.host();
    const bool named = host.contains(u'.') && std::ranges::any_of(host, [](QChar c) { return c.isLetter(); });
    if (!plain || !url.isValid() || !named || !url.userInfo().isEmpty())
        return invalid("page");
    return url.toString(QUrl::FullyEncoded);
}

} // namespace updesk
