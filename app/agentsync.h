// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/join.h"
#include "core/sync/lease.h"
#include "core/sync/syncer.h"

#include <QObject>
#include <QTimer>

namespace updesk
{

/// The agent's talk with the server, on a thread and a connection to the file of its own: sends and takes, and holds
/// the lease whenever it can act. Only values cross to other threads.
class AgentSync : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives it and is read from its thread.
    AgentSync(QString path, const Clock &clock, ServerPlace place, QString password);

public Q_SLOTS:
    void start();
    void stop(); ///< gives the lease back

Q_SIGNALS:
    void hosts(const updesk::HostState &state); ///< at every renewal; epoch 0: no longer
    void online();
    void offline(const updesk::Error &error);
    void talked(const updesk::Exchanged &done); ///< when something came or went
    void leaseTrouble(const updesk::Error &error);
    void unblocked(int sessions);
    void failed(const updesk::Error &error); ///< the file could not be opened
    void stopped(bool leaseGiven);

private:
    enum class Line : quint8 { Unknown, Up, Down };
    void tick();
    void talk();
    void keepLease();
    Result<std::unique_ptr<Pg>> connectLease() const;

    QString m_path;
    const Clock *m_clock;
    ServerPlace m_place;
    QString m_password;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Syncer> m_syncer;
    std::unique_ptr<Lease> m_lease;
    std::unique_ptr<QTimer> m_timer;
    HostState m_state;
    Time m_nextTalk = 0; ///< by running()
    Line m_line = Line::Unknown;
    bool m_able = false; ///< in step with the server: who knows yesterday's rows must not act on them
    bool m_leaseTold = false;
};

} // namespace updesk
