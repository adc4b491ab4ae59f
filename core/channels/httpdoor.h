// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httprequest.h"

#include <QObject>

#include <functional>
#include <memory>

class QTcpServer;
class QTcpSocket;

namespace updesk
{

/// Takes requests on this computer's own address, each on a connection of its own: not more at once than it can hold,
/// none for longer than ten seconds. Lives on a thread with an event loop.
class HttpDoor final : public QObject
{
    Q_OBJECT
public:
    /// The whole answer to a request, or to what will be none.
    using Answer = std::function<QByteArray(const HttpRequestRead &)>;
    HttpDoor(HttpMethods methods, Answer answer);
    ~HttpDoor() override;
    /// Failed (subject port) when the port is taken; 0: any that is free.
    Result<void> listen(int port);
    int port() const;

private:
    void serve(QTcpSocket *socket);
    void hear(QTcpSocket *socket);
    HttpMethods m_methods;
    Answer m_answer;
    int m_open = 0; ///< connections
    std::unique_ptr<QTcpServer> m_server;
};

} // namespace updesk
