// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/besidereader.h"

#include <QThread>

#include <utility>

namespace updesk
{

BesideReader::BesideReader(const Session &session, QObject *parent) : QObject(parent), m_session(session) { }

BesideReader::~BesideReader()
{
    if (m_thread)
        m_thread->wait();
}

void BesideReader::ask(Ask what)
{
    if (m_thread)
        m_next = std::move(what);
    else
        begin(std::move(what));
}

void BesideReader::begin(Ask what)
{
    m_thread.reset(
        QThread::create([this, path = m_session.database().path(), clock = &m_session.clock(), what = std::move(what)] {
            Told told;
            {
                const auto session = Session::open(path, *clock);
                told =
                    what(session ? Result<Database *>(&(*session)->database()) : Result<Database *>(session.error()));
            }
            QMetaObject::invokeMethod(
                this, [this, told] { end(told); }, Qt::QueuedConnection);
        }));
    m_thread->start(QThread::LowPriority);
}

void BesideReader::end(const Told &told)
{
    m_thread->wait();
    m_thread.reset();
    if (m_next)
        begin(std::exchange(m_next, nullptr));
    told();
}

} // namespace updesk
