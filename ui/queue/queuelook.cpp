// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnowstore.h"
#include "ui/queue/queuemodel.h"

// How the queue's rows come to be those of a narrow filter.
namespace updesk
{

// Folding the group Later changes what is shown, not what is found.
static QueueFilter whole(QueueFilter filter)
{
    filter.later = true;
    return filter;
}

void QueueModel::warmUp()
{
    if (!m_search.isAsking()) // a search that goes on reads the same
        m_search.ask(whole(m_filter));
}

void QueueModel::endLong()
{
    m_long.stop();
    if (std::exchange(m_saidLong, false))
        Q_EMIT refreshing(false);
}

void QueueModel::look()
{
    if (const auto moved = regroup(m_session.database(), m_session.now()); !moved) {
        Q_EMIT failed(moved.error());
        return;
    }
    m_search.ask(whole(m_filter));
    if (!m_saidLong && !m_long.isActive())
        m_long.start(m_slow);
}

const QueueHits *QueueModel::hits() const
{
    return isNarrow(m_filter) && m_hitsOf == whole(m_filter) ? m_hits.get() : nullptr;
}

void QueueModel::found(const QueueFilter &filter, const QueueSearch::Found &hits)
{
    if (!m_search.isAsking())
        endLong();
    if (!isNarrow(m_filter) || filter != whole(m_filter))
        return;
    if (!hits) {
        Q_EMIT failed(hits.error());
        return;
    }
    m_hits = *hits;
    m_hitsOf = filter;
    show();
}

} // namespace updesk
