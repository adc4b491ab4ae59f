// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/showratereader.h"

#include <QThread>

namespace updesk
{

ShowRateReader::ShowRateReader(Session &session, QObject *parent) : QObject(parent), m_session(session) { }

ShowRateReader::~ShowRateReader()
{
    if (m_thread)
        m_thread->wait();
}

static ShowRateRead readVisits(const QString &path, const Clock &clock, Time from, Time to)
{
    ShowRateRead read;
    read.from = from;
    read.to = to;
    const auto session = Session::open(path, clock);
    if (!session) {
        read.failed = session.error();
        return read;
    }
    const auto rules = (*session)->rules();
    auto visits = pastVisits((*session)->database(), from, to);
    if (!rules || !visits) {
        read.failed = !rules ? rules.error() : visits.error();
        return read;
    }
    read.visits = std::move(*visits);
    read.rate = showRate(read.visits, (*rules)->hours.days());
    return read;
}

void ShowRateReader::read(Time from, Time to)
{
    if (m_thread) {
        m_next = {from, to};
        return;
    }
    begin(from, to);
}

void ShowRateReader::begin(Time from, Time to)
{
    m_thread.reset(QThread::create([this, path = m_session.database().path(), clock = &m_session.clock(), from, to] {
        QMetaObject::invokeMethod(
            this, [this, read = readVisits(path, *clock, from, to)] { end(read); }, Qt::QueuedConnection);
    }));
    m_thread->start(QThread::LowPriority);
}

void ShowRateReader::end(const ShowRateRead &read)
{
    m_thread->wait();
    m_thread.reset();
    if (const auto next = std::exchange(m_next, std::nullopt))
        return begin(next->first, next->second);
    Q_EMIT ready(read);
}

} // namespace updesk
