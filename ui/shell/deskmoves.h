// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/worker.h"

#include <QPointer>

namespace updesk
{

class MainWindow;

/// Deeds on many leads, which the worker does and takes back while the window goes on: people who go on in a new
/// version of a sequence. One at a time.
class DeskMoves final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    DeskMoves(Session &session, MainWindow &window);
    void setWorker(Worker *worker); ///< without one it is done at once
    void move(const PeopleMove &move);
    /// Undo or redo by the worker where the next step is many deeds. True: it is on its way, or waits for what is.
    bool turn(Turn turn);
    bool mayQuit() const; ///< asks where something would be cut off

Q_SIGNALS:
    void moved(const updesk::PeopleMoved &moved); ///< it is finished, and kept for undo
    void said(const QString &words, bool undoable);

private:
    void showMoved(const PeopleMoved &moved);
    void showTurned(const Turned &turned);
    void begin();
    void end();
    void tell(const QString &words, int done, int total);
    Session &m_session;
    MainWindow &m_window;
    QPointer<Worker> m_worker;
    PersonId m_person; ///< who began it
    bool m_running = false;
};

} // namespace updesk
