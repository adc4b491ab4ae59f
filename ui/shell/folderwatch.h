// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/worker.h"

#include <functional>

namespace updesk
{

class MainWindow;

/// The folder whose files become leads: chosen and stopped in the window, kept by the desk, shown in the status line.
class FolderWatch final : public QObject
{
    Q_OBJECT
public:
    /// `tell` asks whoever reads the files to watch a folder (empty: none). Session and window outlive it.
    FolderWatch(Session &session, MainWindow &window, std::function<void(const QString &)> tell);

    /// Goes on with the folder this desk had.
    void begin();
    /// Asks for a folder. One that cannot be written to is refused; one with files in it is asked about, because they
    /// will be moved.
    void choose();
    void stop();
    void show(const WatchState &state);
    /// How the folder is asked for; by default the system's dialog. For tests.
    void setChooser(std::function<QString()> ask) { m_ask = std::move(ask); }
    const WatchState &state() const { return m_state; }

Q_SIGNALS:
    void said(const QString &words);

private:
    void addCommands();
    bool mayMove(const QString &folder);
    QString lastWords() const;

    Session &m_session;
    MainWindow &m_window;
    std::function<void(const QString &)> m_tell;
    std::function<QString()> m_ask;
    WatchState m_state;
};

} // namespace updesk
