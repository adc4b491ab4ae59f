// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/httpdoor.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace updesk
{

static constexpr int kMostOpen = 64;
static constexpr int kPatience = 10'000; // milliseconds for a whole request

HttpDoor::HttpDoor(HttpMethods methods, Answer answer)
    : m_methods(methods), m_answer(std::move(answer)), m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            serve(socket);
    });
}

HttpDoor::~HttpDoor() = default;

Result<void> HttpDoor::listen(int port)
{
    if (!m_server->listen(QHostAddress::LocalHost, quint16(port)))
        return Error{Error::Code::Failed, QStringLiteral("port"), QString::number(port)};
    return {};
}

int HttpDoor::port() const { return m_server->serverPort(); }

void HttpDoor::serve(QTcpSocket *socket)
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

void HttpDoor::hear(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(kLargestRequestHead + kLargestRequestBody + 4);
    const HttpRequestRead read = readHttpRequest(bytes, m_methods);
    if (!read.request && read.refused == 0)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    socket->readAll(); // closing on unread bytes would cut the answer off
    socket->write(m_answer(read));
    socket->disconnectFromHost();
}

} // namespace updesk
