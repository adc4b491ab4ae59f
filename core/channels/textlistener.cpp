// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/textlistener.h"

#include "core/channels/accounttexts.h"
#include "core/channels/kannel.h"

namespace updesk
{

namespace
{

constexpr qsizetype kShortestToken = 16;

template <class Read>
Result<TextEvent> eventOf(const Result<Read> &read)
{
    return read ? Result<TextEvent>(TextEvent(*read)) : read.error();
}

} // namespace

TextListener::TextListener(const QByteArray &token, Take take, TextSigning signing)
    : m_token(token),
      m_take(std::move(take)),
      m_signing(std::move(signing)),
      m_door(HttpMethods::GetAndPost, [this](const HttpRequestRead &read) {
          if (read.refused != 0)
              Q_EMIT strange(read.refused);
          return emptyHttpAnswer(read.request ? answerTo(*read.request) : read.refused);
      })
{
}

Result<std::unique_ptr<TextListener>> TextListener::open(
    const ListenerSettings &settings, const QByteArray &token, Take take, TextSigning signing)
{
    if (token.size() < kShortestToken || !isTextId(QString::fromLatin1(token)))
        return Error{Error::Code::Invalid, QStringLiteral("secret"), {}};
    std::unique_ptr<TextListener> listener(new TextListener(token, std::move(take), std::move(signing)));
    if (const auto listens = listener->m_door.listen(settings.port); !listens)
        return listens.error();
    return listener;
}

int TextListener::answerTo(const HttpRequest &request)
{
    if (!isSameSecret(m_token, fieldOf(request.query, "token"))) {
        Q_EMIT strange(403);
        return 403;
    }
    if (!request.posts && request.path == "/kannel/text")
        return take(eventOf(kannelText(request.query)));
    if (!request.posts && request.path == "/kannel/report")
        return take(eventOf(kannelReport(request.query)));
    const bool ofAccount = request.path == "/account/text" || request.path == "/account/status";
    return request.posts && ofAccount ? answerToAccount(request) : 404;
}

int TextListener::answerToAccount(const HttpRequest &request)
{
    const Signed signature = signedBy(m_signing, request);
    if (signature == Signed::Wrong || signature == Signed::Missing) {
        Q_EMIT unproven(signature);
        return 403;
    }
    const bool isText = request.path == "/account/text";
    return take(isText ? eventOf(accountText(request.form)) : eventOf(accountCallback(request.query, request.form)));
}

int TextListener::take(const Result<TextEvent> &event)
{
    if (!event) {
        Q_EMIT malformed(event.error());
        return 400;
    }
    return m_take(*event) ? 200 : 503;
}

} // namespace updesk
