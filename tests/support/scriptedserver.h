// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace updesk
{

/// One connection of a ScriptedServer, on a thread of its own.
class ScriptedTalk
{
public:
    ScriptedTalk(int socket, const std::atomic_bool &over) : m_socket(socket), m_over(over) { }
    ~ScriptedTalk();
    ScriptedTalk(const ScriptedTalk &) = delete;
    ScriptedTalk &operator=(const ScriptedTalk &) = delete;
    void say(const QByteArray &bytes);
    QByteArray line(); ///< without its end
    bool hungUp() const { return m_hungUp; } ///< nothing more comes
    QByteArray bytes(qsizetype count);
    void hang() const; ///< says nothing more until the server ends
    /// Says nothing until the flag is set; false: the server ends, or the other side has hung up.
    bool waitsFor(const std::atomic_bool &flag);
    void cut(); ///< at once, by a reset

private:
    bool more();
    int m_socket;
    const std::atomic_bool &m_over;
    QByteArray m_read;
    bool m_hungUp = false;
};

/// A server on loopback that follows a script for each connection: for what a real one never does, or not on demand.
class ScriptedServer
{
public:
    using Script = std::function<void(ScriptedTalk &)>;
    explicit ScriptedServer(Script script);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer &) = delete;
    ScriptedServer &operator=(const ScriptedServer &) = delete;
    int port() const { return m_port; }

private:
    void accept();
    Script m_script;
    int m_socket = -1;
    int m_port = 0;
    std::atomic_bool m_over = false;
    std::vector<std::thread> m_talks;
    std::thread m_thread;
};

} // namespace updesk
