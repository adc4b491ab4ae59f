// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/phonelistener.h"

#include <QLocalServer>
#include <QLocalSocket>

#include <array>

namespace updesk
{

namespace
{

constexpr int kMostOpen = 16;

/// True when somebody answers there; a socket that a program left behind when it died does not.
bool isAlive(const QString &name)
{
    QLocalSocket probe;
    probe.connectToServer(name);
    return probe.waitForConnected(1000);
}

QByteArray refusal(const Error &error)
{
    static constexpr std::array kWords{
        "invalid", "not_found", "duplicate", "conflict", "denied", "busy", "offline", "damaged", "too_new", "failed"};
    return QByteArray("error ") + kWords[size_t(error.code)] + ' ' + error.subject.toUtf8() + '\n';
}

} // namespace

PhoneListener::PhoneListener(const QString &region, Take take)
    : m_region(region), m_take(std::move(take)), m_server(std::make_unique<QLocalServer>())
{
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection())
            serve(socket);
    });
}

PhoneListener::~PhoneListener() = default;

Result<std::unique_ptr<PhoneListener>> PhoneListener::open(
    const PhoneSettings &settings, const QString &region, Take take)
{
    std::unique_ptr<PhoneListener> listener(new PhoneListener(region, std::move(take)));
    QLocalServer &server = *listener->m_server;
    server.setSocketOptions(settings.forGroup ? QLocalServer::UserAccessOption | QLocalServer::GroupAccessOption
                                              : QLocalServer::SocketOptions(QLocalServer::UserAccessOption));
    const Error taken{Error::Code::Failed, QStringLiteral("socket"), {}};
    if (settings.socket.isEmpty() || isAlive(settings.socket))
        return taken;
    if (!server.listen(settings.socket)) {
        QLocalServer::removeServer(settings.socket);
        if (!server.listen(settings.socket))
            return taken;
    }
    return listener;
}

QString PhoneListener::path() const { return m_server->fullServerName(); }

void PhoneListener::serve(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    if (++m_open > kMostOpen) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    socket->setReadBufferSize(64 * 1024);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { hear(socket); });
    hear(socket); // what came before we looked is not told of again
}

void PhoneListener::hear(QLocalSocket *socket)
{
    bool tooLong = false;
    while (!tooLong && socket->canReadLine()) {
        QByteArray line = socket->readLine(kLongestPhoneLine + 3);
        tooLong = !line.endsWith('\n');
        if (tooLong)
            break;
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        socket->write(answerTo(line));
        socket->flush(); // who only wanted to say it hangs up now
    }
    if (!tooLong && socket->bytesAvailable() <= kLongestPhoneLine)
        return;
    const Error error{Error::Code::Invalid, QStringLiteral("line"), {}};
    Q_EMIT malformed(error);
    disconnect(socket, &QLocalSocket::readyRead, this, nullptr);
    socket->write(refusal(error));
    socket->flush();
    socket->disconnectFromServer();
}

QByteArray PhoneListener::answerTo(const QByteArray &line)
{
    const auto event = phoneEventIn(line, m_region);
    if (!event) {
        Q_EMIT malformed(event.error());
        return refusal(event.error());
    }
    const auto taken = event->kind == PhoneEvent::Kind::Ping ? Result<void>() : m_take(*event);
    return taken ? QByteArray("ok\n") : refusal(taken.error());
}

} // namespace updesk
