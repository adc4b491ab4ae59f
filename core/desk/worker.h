// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/desk/planmove.h"
#include "core/desk/undo.h"

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

/// How the watched folder stands; no folder: none is watched.
struct WatchState {
    enum class Last : quint8 { None, Read, Known, Failed, Stuck, Waiting };
    QString folder{};
    bool there = true;
    bool rests = false; ///< another desk runs the store's automation and reads lead files
    QString file{}; ///< the last one that was taken, without its folder
    Time at = 0; ///< when, UTC
    Last last = Last::None; ///< Failed: moved to failed/; Stuck: it could not be opened or moved and
                            ///< stays; Waiting: the store does not take it yet. Both are tried again by themselves
};

/// What the program does beside the person at the desk, on a thread and a connection of its own: rounds, imports,
/// moves of many people and their undo, the watched folder, the night's scoring, moving the write-ahead log into the
/// file. Only values cross to other threads.
class Worker : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives the worker and is read from its thread.
    Worker(QString path, const Clock &clock, PersonId person);
    ~Worker() override;
    void cancel() { m_cancelled = true; } ///< from any thread; answered between two files, or 50 leads
    void leave() { m_leaving = true; } ///< the same of all that is still to come: stop() follows

public Q_SLOTS:
    void start();
    void stop();
    void setHeld(const std::vector<updesk::LeadId> &held);
    void setPerson(updesk::PersonId person); ///< in whose name imports are from now on
    /// In a shared store: whether this desk is the one that escalates, writes the scores' history and reads the watched
    /// folder. Until told it is not; a store without a server always does.
    void setHost(const updesk::HostState &host);
    void importPaths(const QStringList &paths);
    void movePeople(const updesk::PeopleMove &move); ///< in the name of whoever is at the desk
    void turnBack(const updesk::Session::Step &step, updesk::Turn turn); ///< undo or redo of many deeds
    void watch(const QString &folder); ///< empty: no more

Q_SIGNALS:
    void progressed(const updesk::ImportProgress &progress);
    void moved(const updesk::PeopleMoved &moved);
    void turning(int done, int total, updesk::Turn turn);
    void turned(const updesk::Turned &turned);
    void watched(const updesk::WatchState &state);
    void noticed();
    void failed(const updesk::Error &error);

private:
    template <class Out, class Verb>
    void doForPerson(Out &out, const Verb &verb);
    void tick();
    void leaveMoved();
    void scoreAtNight(Mandate mandate);
    void tellUnlessBusy(const Error &error);
    void tellTaken(const QString &file, WatchState::Last last);
    QString m_path;
    const Clock *m_clock;
    PersonId m_person;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DropFolder> m_folder;
    WatchState m_watch;
    std::unique_ptr<QTimer> m_timer;
    std::vector<LeadId> m_held;
    HostState m_host;
    bool goesOn() const { return !m_cancelled && !m_leaving; }
    std::atomic<bool> m_cancelled = false, m_leaving = false;
    int m_ticks = 0;
};

} // namespace updesk
