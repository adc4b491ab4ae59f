// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace updesk
{

/// A line to a server on this computer that carries so many bytes a second, for one connection. Stopped, it carries
/// none and stays.
class SlowLine
{
public:
    SlowLine(int serverPort, int bytesPerSecond) : m_piece(bytesPerSecond / 100)
    {
        m_door = ::socket(AF_INET, SOCK_STREAM, 0);
        narrow(m_door);
        sockaddr_in here = address(0);
        socklen_t size = sizeof(here);
        if (::bind(m_door, reinterpret_cast<sockaddr *>(&here), size) != 0 || ::listen(m_door, 1) != 0
            || ::getsockname(m_door, reinterpret_cast<sockaddr *>(&here), &size) != 0)
            qFatal("slow line");
        m_port = ntohs(here.sin_port);
        m_thread = std::thread([this, serverPort] { carry(serverPort); });
    }
    SlowLine(const SlowLine &) = delete;
    SlowLine &operator=(const SlowLine &) = delete;
    ~SlowLine()
    {
        m_ends = true;
        ::shutdown(m_door, SHUT_RDWR);
        m_thread.join();
        ::close(m_door);
    }
    int port() const { return m_port; }
    void stop() { m_stopped = true; }

private:
    static sockaddr_in address(int port)
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(quint16(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return to;
    }
    /// What the system would hold on the way.
    static void narrow(int socket)
    {
        const int bytes = 32 * 1024;
        ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
        ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes));
    }
    bool pass(int from, int to) const
    {
        char bytes[256 * 1024];
        pollfd ready{from, POLLIN, 0};
        if (::poll(&ready, 1, 0) <= 0)
            return true;
        const ssize_t got = ::read(from, bytes, size_t(qMin(m_piece, int(sizeof(bytes)))));
        for (ssize_t sent = 0; sent < got;) {
            const ssize_t gone = ::send(to, bytes + sent, size_t(got - sent), MSG_NOSIGNAL);
            if (gone <= 0)
                return false;
            sent += gone;
        }
        return got > 0;
    }
    void carry(int serverPort)
    {
        const int client = ::accept(m_door, nullptr, nullptr);
        if (client < 0)
            return;
        const int server = ::socket(AF_INET, SOCK_STREAM, 0);
        narrow(server);
        sockaddr_in to = address(serverPort);
        bool open = ::connect(server, reinterpret_cast<sockaddr *>(&to), sizeof(to)) == 0;
        while (open && !m_ends) {
            open = m_stopped || (pass(client, server) && pass(server, client));
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ::close(server);
        ::close(client);
    }

    const int m_piece;
    int m_door = -1, m_port = 0;
    std::atomic_bool m_ends = false, m_stopped = false;
    std::thread m_thread;
};

} // namespace updesk
