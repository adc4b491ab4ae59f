// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace updesk
{

/// A port at which the system takes connections and nobody ever says a word.
class SilentServer
{
public:
    SilentServer() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *plain = reinterpret_cast<sockaddr *>(&address);
        if (m_socket < 0 || ::bind(m_socket, plain, size) != 0 || ::listen(m_socket, 16) != 0
            || ::getsockname(m_socket, plain, &size) != 0)
            qFatal("cannot listen");
        m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer &) = delete;
    SilentServer &operator=(const SilentServer &) = delete;
    int port() const { return m_port; }
    QString url() const { return QStringLiteral("postgresql://127.0.0.1:%1/updesk").arg(m_port); }

private:
    int m_socket;
    int m_port = 0;
};

/// How long whoever was told to end may take, in milliseconds; with what a busy machine adds.
inline constexpr int kEndsWithin = 500;

} // namespace updesk
