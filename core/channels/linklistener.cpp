// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/linklistener.h"

#include <algorithm>

namespace updesk
{

namespace
{

/// A picture of one clear dot.
QByteArray dot()
{
    return QByteArray::fromHex(
        "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b");
}

QByteArray answer(const char *status, const QByteArray &lines, const QByteArray &body, bool headOnly)
{
    return QByteArray("HTTP/1.1 ") + status + "\r\n" + lines + "Content-Length: " + QByteArray::number(body.size())
        + "\r\nCache-Control: no-store, private\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n"
        + (headOnly ? QByteArray() : body);
}

QByteArray notThere(bool headOnly) { return answer("404 Not Found", "Content-Type: text/plain\r\n", {}, headOnly); }

// Names and numbers are the same in every language.
QByteArray pageOf(const LinkOwner &owner)
{
    const QString name = owner.name.toHtmlEscaped();
    QString dialled = owner.phone;
    dialled.removeIf([](QChar c) { return c != u'+' && (c < u'0' || c > u'9'); });
    QString page = QLatin1String("<!doctype html>\n<meta charset=\"utf-8\">\n"
                                 "<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        + name + QLatin1String("</title>\n<h1>") + name + QLatin1String("</h1>\n");
    if (!dialled.isEmpty())
        page += QLatin1String("<p><a href=\"tel:") + dialled + QLatin1String("\">") + owner.phone.toHtmlEscaped()
            + QLatin1String("</a></p>\n");
    if (!owner.address.isEmpty())
        page += QLatin1String("<p>") + owner.address.toHtmlEscaped() + QLatin1String("</p>\n");
    return page.toUtf8();
}

bool isChallenge(const QByteArray &text)
{
    return text.size() == 32
        && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

LinkListener::LinkListener(const QByteArray &store, Take take, Owner owner)
    : m_store(store),
      m_take(std::move(take)),
      m_owner(std::move(owner)),
      m_door(HttpMethods::GetAndHead, [this](const HttpRequestRead &read) { return answerTo(read); })
{
}

Result<std::unique_ptr<LinkListener>> LinkListener::open(
    const LinkSettings &settings, const QByteArray &store, Take take, Owner owner)
{
    std::unique_ptr<LinkListener> listener(new LinkListener(store, std::move(take), std::move(owner)));
    if (const auto listens = listener->m_door.listen(settings.port); !listens)
        return listens.error();
    return listener;
}

QByteArray LinkListener::unknownLink(const LinkHit &hit) const
{
    if (!hit.click || !linkTokenIn(hit.token))
        return notThere(hit.headOnly);
    return answer("404 Not Found", "Content-Type: text/html; charset=utf-8\r\n", pageOf(m_owner()), hit.headOnly);
}

QByteArray LinkListener::answerTo(const HttpRequestRead &read) const
{
    if (!read.request)
        return emptyHttpAnswer(read.refused);
    const HttpRequest &request = *read.request;
    // A proxy may pass its own part of the address on, or leave it out.
    const qsizetype name = request.path.lastIndexOf('/') + 1;
    const QByteArray token = request.path.mid(name), place = request.path.left(name);
    const bool click = place.endsWith("/c/"), open = place.endsWith("/o/");
    if (!click && !open)
        return notThere(request.head);
    if (open && token.startsWith(kLinkTest)) {
        const QByteArray challenge = token.mid(qsizetype(qstrlen(kLinkTest)));
        return isChallenge(challenge)
            ? answer("200 OK", "Content-Type: text/plain\r\n", linkProof(challenge, m_store), request.head)
            : notThere(request.head);
    }
    const LinkHit hit{click, token, request.head, request.prefetch, request.agent};
    const auto target = m_take(hit);
    if (!target && target.error().code == Error::Code::NotFound)
        return unknownLink(hit);
    if (!target)
        return answer("503 Service Unavailable", "Retry-After: 5\r\n", {}, request.head);
    return click ? answer("302 Found", "Location: " + target->toLatin1() + "\r\n", {}, request.head)
                 : answer("200 OK", "Content-Type: image/gif\r\n", dot(), request.head);
}

} // namespace updesk
