// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskmoves.h"

#include "ui/parts/ask.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/undowords.h"

namespace updesk
{

DeskMoves::DeskMoves(Session &session, MainWindow &window) : m_session(session), m_window(window) { }

void DeskMoves::setWorker(Worker *worker)
{
    m_worker = worker;
    connect(worker, &Worker::moved, this, &DeskMoves::showMoved);
    connect(worker, &Worker::turned, this, &DeskMoves::showTurned);
    connect(worker, &Worker::turning, this, [this](int done, int total, Turn turn) {
        tell(turn == Turn::Undo ? tr("Taking back") : tr("Doing again"), done, total);
    });
}

void DeskMoves::begin()
{
    m_running = true;
    m_person = m_session.person();
}

void DeskMoves::end()
{
    m_running = false;
    ShellState state = m_window.state();
    state.job = {};
    m_window.setState(state);
}

void DeskMoves::tell(const QString &words, int done, int total)
{
    ShellState state = m_window.state();
    //: what is done, how many of how many
    state.job.words = tr("%1: %L2 of %L3").arg(words).arg(done).arg(total);
    state.job.share = total > 0 ? double(done) / total : 0;
    m_window.setState(state);
}

void DeskMoves::move(const PeopleMove &move)
{
    begin();
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, [worker = m_worker.data(), move] { worker->movePeople(move); });
    else
        showMoved(movePeople(m_session, move));
}

void DeskMoves::showMoved(const PeopleMoved &moved)
{
    if (!moved.finished)
        return tell(tr("Moving people"), moved.done, moved.total);
    end();
    if (m_session.person() == m_person)
        m_session.doneTogether(moved.deeds, {});
    else
        m_session.refresh(); // what another person did is not to be taken back with a key
    Q_EMIT this->moved(moved);
}

bool DeskMoves::turn(Turn turn)
{
    const auto &steps = turn == Turn::Undo ? m_session.undoable() : m_session.redoable();
    if (m_running) {
        Q_EMIT said(tr("People are being moved. Wait until that is done, or cancel it below."), false);
        return true;
    }
    if (!m_worker || steps.empty() || steps.back().size() < 2)
        return false;
    begin();
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker.data(), step = steps.back(), turn] { worker->turnBack(step, turn); });
    return true;
}

void DeskMoves::showTurned(const Turned &turned)
{
    end();
    if (m_session.person() == m_person)
        takeTurned(m_session, turned);
    else
        m_session.refresh();
    if (turned.failed)
        return Q_EMIT said(undoRefused(*turned.failed), false);
    QString words = turned.turn == Turn::Undo ? undoneWords(turned.all) : redoneWords(turned.all);
    if (turned.cancelled)
        words = tr("Some of it was taken back. The key goes on with the rest.");
    else if (turned.stayed > 0)
        words += u' ' + tr("Some stay as they are: somebody has worked on them since.");
    Q_EMIT said(words, false);
}

bool DeskMoves::mayQuit() const
{
    if (!m_running)
        return true;
    return ask(&m_window,
               {tr("Quit while people are moved?"),
                   tr("Those who are moved stay so. The others finish the version they began."),
                   {tr("Quit"), tr("Stay")}})
        == 0;
}

} // namespace updesk
