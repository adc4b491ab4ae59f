// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"

#include <QStringList>
#include <QTimer>

#include <atomic>

namespace updesk
{

class DropFolder;

/// How far an import is; the last one says finished.
struct ImportProgress {
    int done = 0, total = 0;
    int leads = 0, known = 0, quarantined = 0, unreadable = 0;
    bool finished = false, cancelled = false;
};

/// What the program does beside the person at the desk, on a thread and a connection of its own: rounds, imports, the
/// watched folder, the night's scoring, moving the write-ahead log into the file. Only values cross to other threads.
class Worker : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives the worker and is read from its thread.
    Worker(QString path, const Clock &clock, PersonId person);
    ~Worker() override;
    void cancel() { m_cancelled = true; } ///< from any thread; answered between two files

public Q_SLOTS:
    void start();
    void stop();
    void setHeld(const std::vector<updesk::LeadId> &held);
    void importPaths(const QStringList &paths);
    void watch(const QString &folder); ///< empty: no more

Q_SIGNALS:
    void progressed(const updesk::ImportProgress &progress);
    void noticed();
    void failed(const updesk::Error &error);

private:
    void tick();
    void scoreAtNight();
    QString m_path;
    const Clock *m_clock;
    PersonId m_person;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DropFolder> m_folder;
    std::unique_ptr<QTimer> m_timer;
    std::vector<LeadId> m_held;
    std::atomic<bool> m_cancelled = false;
    int m_ticks = 0;
};

} // namespace updesk
