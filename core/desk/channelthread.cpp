// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelthread.h"

#include <QDeadlineTimer>

namespace updesk
{

static constexpr int kGrace = 300; // of that, for a message that is just being handed over
static constexpr int kStopWithin = 2000;

ChannelThread::ChannelThread(ChannelWorker::Order order)
    : m_thread(new QThread), m_worker(new ChannelWorker(std::move(order)))
{
    m_worker->moveToThread(m_thread);
    QObject::connect(m_thread, &QThread::started, m_worker, &ChannelWorker::start);
}

ChannelThread::~ChannelThread() { (void)stop(kStopWithin); }

void ChannelThread::start() { m_thread->start(QThread::LowPriority); }

bool ChannelThread::stop(int within)
{
    if (!m_thread)
        return true;
    const QDeadlineTimer deadline(within);
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker] {
            worker->stop();
            QThread::currentThread()->quit();
        },
        Qt::QueuedConnection);
    bool ended = !m_thread->isRunning() || m_thread->wait(QDeadlineTimer(std::min(kGrace, within)));
    if (!ended) {
        m_worker->halt();
        ended = m_thread->wait(deadline);
    }
    if (ended) {
        delete m_worker;
        delete m_thread;
    } else {
        m_worker->disconnect(); // nobody listens any more
    }
    m_thread = nullptr;
    m_worker = nullptr;
    return ended;
}

} // namespace updesk
