// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelworker.h"

#include <QThread>

namespace updesk
{

/// A channel worker on its thread, for whoever owns a running program.
class ChannelThread final
{
public:
    explicit ChannelThread(ChannelWorker::Order order);
    ~ChannelThread(); ///< stops within two seconds
    Q_DISABLE_COPY_MOVE(ChannelThread)
    ChannelWorker &worker() { return *m_worker; } ///< for signals, before start() too
    void start();
    /// Ends what is waited for and then the thread, within so many milliseconds; false: it is left to end by itself, as
    /// while the name of a server is looked up.
    bool stop(int within);

private:
    QThread *m_thread;
    ChannelWorker *m_worker;
};

} // namespace updesk
