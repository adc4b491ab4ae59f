// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/queuehitrows.h"

#include <QThread>
#include <QTimer>

namespace updesk
{

/// Looks for what a narrowed queue has, beside the window: on a thread and a connection of its own, which keeps the
/// words of all open leads as long as somebody asks. One at a time; of those that wait only the newest is looked for.
class QueueSearch final : public QObject
{
    Q_OBJECT
public:
    using Found = Result<std::shared_ptr<const QueueHits>>;

    explicit QueueSearch(const Session &session, QObject *parent = nullptr); ///< `session` outlives it
    ~QueueSearch() override; ///< what is looked for is given up; nobody hears of it any more
    void ask(const QueueFilter &filter);
    bool isAsking() const { return m_asking; }

Q_SIGNALS:
    void found(const updesk::QueueFilter &filter, const updesk::QueueSearch::Found &hits);

private:
    struct Bench;
    void begin(const QueueFilter &filter);
    void end(const QueueFilter &filter, const Found &hits);

    const Session &m_session;
    QThread m_thread;
    Bench *m_bench; ///< lives on the thread
    std::atomic<bool> m_leaving = false;
    bool m_asking = false;
    std::optional<QueueFilter> m_next;
    QTimer m_rest; ///< nobody asked for a while
};

} // namespace updesk
