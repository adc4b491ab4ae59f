// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/textlistener.h"

#include "core/channels/accounttexts.h"
#include "core/channels/kannel.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace updesk
{

namespace
{

constexpr int kMostOpen = 64;
constexpr int kPatience = 10'000; ///< milliseconds for a whole request
constexpr qsizetype kShortestToken = 16;

/// How long it takes says nothing about how much of it is right.
bool isSame(const QByteArray &one, const QByteArray &other)
{
    unsigned differs = one.size() == other.size() ? 0 : 1;
    for (qsizetype i = 0; i < one.size(); ++i)
        differs |= unsigned(one[i] ^ (other.isEmpty() ? '\0' : other[i % other.size()]));
    return differs == 0;
}

template <class Read>
Result<TextEvent> eventOf(const Result<Read> &read)
{
    return read ? Result<TextEvent>(TextEvent(*read)) : read.error();
}

} // namespace

TextListener::TextListener(const QByteArray &token, Take take)
    : m_token(token), m_take(std::move(take)), m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            serve(socket);
    });
}

TextListener::~TextListener() = default;

Result<std::unique_ptr<TextListener>> TextListener::open(
    const ListenerSettings &settings, const QByteArray &token, Take take)
{
    if (token.size() < kShortestToken || !isTextId(QString::fromLatin1(token)))
        return Error{Error::Code::Invalid, QStringLiteral("secret"), {}};
    std::unique_ptr<TextListener> listener(new TextListener(token, std::move(take)));
    if (!listener->m_server->listen(QHostAddress::LocalHost, quint16(settings.port)))
        return Error{Error::Code::Failed, QStringLiteral("port"), QString::number(settings.port)};
    return listener;
}

int TextListener::port() const { return m_server->serverPort(); }

void TextListener::serve(QTcpSocket *socket)
{
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    if (++m_open > kMostOpen) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    socket->setReadBufferSize(kLargestRequestHead + kLargestRequestBody + 4);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { hear(socket); });
    QTimer::singleShot(kPatience, socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
    hear(socket); // what came before we looked is not told of again
}

void TextListener::hear(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(kLargestRequestHead + kLargestRequestBody + 4);
    const HttpRequestRead read = readHttpRequest(bytes);
    if (!read.request && read.refused == 0)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    socket->readAll(); // closing on unread bytes would cut the answer off
    if (read.refused != 0)
        Q_EMIT strange(read.refused);
    socket->write(emptyHttpAnswer(read.request ? answerTo(*read.request) : read.refused));
    socket->disconnectFromHost();
}

int TextListener::answerTo(const HttpRequest &request)
{
    if (!isSame(m_token, fieldOf(request.query, "token"))) {
        Q_EMIT strange(403);
        return 403;
    }
    if (!request.posts && request.path == "/kannel/text")
        return take(eventOf(kannelText(request.query)));
    if (!request.posts && request.path == "/kannel/report")
        return take(eventOf(kannelReport(request.query)));
    if (request.posts && request.path == "/account/text")
        return take(eventOf(accountText(request.form)));
    if (request.posts && request.path == "/account/status")
        return take(eventOf(accountCallback(request.query, request.form)));
    return 404;
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
