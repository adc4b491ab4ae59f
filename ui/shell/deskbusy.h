// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/shell/shellstate.h"

#include <QObject>

namespace updesk
{

class MainWindow;

/// "Busy with a customer": whoever is at the desk says so by key, palette or user menu, and new leads go to others. A
/// manager ends somebody else's by the palette.
class DeskBusy final : public QObject
{
    Q_OBJECT
public:
    /// Session and window outlive it.
    DeskBusy(Session &session, MainWindow &window);

    void turn(); ///< asks for how long; who is busy is free at once
    void write(ShellState &state) const;

Q_SIGNALS:
    void said(const QString &words, bool undoable);

private:
    void addCommands();
    void ask();
    void begin(Time length);
    void end();
    void askWhom(); ///< of the others who are busy
    void endOf(const Person &person);
    Time until() const; ///< 0: not busy, or nobody is here
    QString time(Time at) const;
    Session &m_session;
    MainWindow &m_window;
};

} // namespace updesk
