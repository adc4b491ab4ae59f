// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuesearch.h"

#include <utility>

namespace updesk
{

static constexpr int kRest = 60'000; // ms: then the words of all leads are forgotten

/// What belongs to the thread.
struct QueueSearch::Bench : QObject {
    std::unique_ptr<Session> session;

    Found look(const QString &path, const Clock &clock, const QueueFilter &filter, const std::atomic<bool> &leaving)
    {
        if (!session) {
            auto opened = Session::open(path, clock);
            if (!opened)
                return opened.error();
            session = std::move(*opened);
        }
        auto hits = queueHits(session->database(), filter, &leaving);
        if (hits)
            return std::make_shared<const QueueHits>(std::move(*hits));
        session.reset(); // the next one begins anew
        return hits.error();
    }
};

QueueSearch::QueueSearch(const Session &session, QObject *parent)
    : QObject(parent), m_session(session), m_bench(new Bench)
{
    m_bench->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_bench, &QObject::deleteLater);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this,
        [this] { QMetaObject::invokeMethod(m_bench, [bench = m_bench] { bench->session.reset(); }); });
}

QueueSearch::~QueueSearch()
{
    if (!m_thread.isRunning()) {
        delete m_bench;
        return;
    }
    m_leaving = true;
    m_thread.quit();
    m_thread.wait();
}

void QueueSearch::ask(const QueueFilter &filter)
{
    m_rest.start();
    if (m_asking)
        m_next = filter;
    else
        begin(filter);
}

void QueueSearch::begin(const QueueFilter &filter)
{
    m_asking = true;
    if (!m_thread.isRunning())
        m_thread.start();
    QMetaObject::invokeMethod(m_bench, [this, filter, path = m_session.database().path(), clock = &m_session.clock()] {
        const Found hits = m_bench->look(path, *clock, filter, m_leaving);
        QMetaObject::invokeMethod(
            this, [this, filter, hits] { end(filter, hits); }, Qt::QueuedConnection);
    });
}

void QueueSearch::end(const QueueFilter &filter, const Found &hits)
{
    m_asking = false;
    if (m_next)
        begin(*std::exchange(m_next, std::nullopt));
    Q_EMIT found(filter, hits);
}

} // namespace updesk
