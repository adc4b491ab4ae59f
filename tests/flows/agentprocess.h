// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/flows/program.h"

#include <QElapsedTimer>
#include <QProcess>

#include <csignal>

namespace updesk
{

/// One agent process and what it has said.
class AgentProcess
{
public:
    AgentProcess(const QString &file, const QStringList &more)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedOutputChannel);
        m_process.start(Program::path(), QStringList{QStringLiteral("--store"), file, QStringLiteral("agent")} + more);
        if (!m_process.waitForStarted())
            qFatal("agent");
    }
    ~AgentProcess()
    {
        signal(SIGCONT);
        m_process.kill();
        m_process.waitForFinished();
    }
    bool says(const QByteArray &line, int within = 15'000)
    {
        QElapsedTimer waited;
        waited.start();
        while (!m_said.contains(line)) {
            if (waited.elapsed() > within) {
                qWarning("said only: %s", m_said.constData());
                return false;
            }
            m_process.waitForReadyRead(50);
            m_said += m_process.readAllStandardError();
        }
        return true;
    }
    void signal(int signal) { ::kill(int(m_process.processId()), signal); }
    /// Milliseconds until it ended; -1: it did not, or not in good order.
    qint64 ends()
    {
        QElapsedTimer waited;
        waited.start();
        if (!m_process.waitForFinished(20'000) || m_process.exitStatus() != QProcess::NormalExit
            || m_process.exitCode() != 0)
            return -1;
        m_said += m_process.readAllStandardError();
        return waited.elapsed();
    }
    const QByteArray &said() const { return m_said; }

private:
    QProcess m_process;
    QByteArray m_said;
};

} // namespace updesk
