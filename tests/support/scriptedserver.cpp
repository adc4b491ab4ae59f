// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedserver.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace updesk
{

static constexpr int kGlance = 20; ///< milliseconds

ScriptedTalk::~ScriptedTalk()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void ScriptedTalk::say(const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size() && m_socket >= 0 && !m_over;) {
        const auto sent =
            ::send(m_socket, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0) {
            at += sent;
            continue;
        }
        if (errno != EAGAIN)
            return;
        pollfd asked{m_socket, POLLOUT, 0};
        ::poll(&asked, 1, kGlance);
    }
}

bool ScriptedTalk::more()
{
    while (m_socket >= 0 && !m_over) {
        pollfd asked{m_socket, POLLIN, 0};
        if (::poll(&asked, 1, kGlance) <= 0)
            continue;
        char buffer[16'384];
        const auto came = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (came <= 0)
            break;
        m_read.append(buffer, came);
        return true;
    }
    m_hungUp = true;
    return false;
}

QByteArray ScriptedTalk::line()
{
    while (!m_read.contains('\n')) {
        if (!more())
            return {};
    }
    const qsizetype end = m_read.indexOf('\n');
    const QByteArray line = m_read.left(end).trimmed();
    m_read.remove(0, end + 1);
    return line;
}

QByteArray ScriptedTalk::bytes(qsizetype count)
{
    while (m_read.size() < count) {
        if (!more())
            return {};
    }
    const QByteArray out = m_read.left(count);
    m_read.remove(0, count);
    return out;
}

void ScriptedTalk::hang() const
{
    while (!m_over)
        std::this_thread::sleep_for(std::chrono::milliseconds(kGlance));
}

bool ScriptedTalk::waitsFor(const std::atomic_bool &flag)
{
    while (!m_over && !flag && !m_hungUp) {
        pollfd asked{m_socket, POLLIN, 0};
        if (::poll(&asked, 1, kGlance) > 0)
            more();
    }
    return flag && !m_hungUp;
}

void ScriptedTalk::cut()
{
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(m_socket);
    m_socket = -1;
}

ScriptedServer::ScriptedServer(Script script) : m_script(std::move(script))
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (m_socket < 0 || ::bind(m_socket, plain, size) != 0 || ::listen(m_socket, 16) != 0
        || ::getsockname(m_socket, plain, &size) != 0)
        qFatal("cannot listen");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { accept(); });
}

ScriptedServer::~ScriptedServer()
{
    m_over = true;
    m_thread.join();
    for (std::thread &talk : m_talks)
        talk.join();
    ::close(m_socket);
}

void ScriptedServer::accept()
{
    while (!m_over) {
        pollfd asked{m_socket, POLLIN, 0};
        if (::poll(&asked, 1, kGlance) <= 0)
            continue;
        const int socket = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        m_talks.emplace_back([this, socket] {
            ScriptedTalk talk(socket, m_over);
            m_script(talk);
        });
    }
}

} // namespace updesk
