// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/initials.h"
#include "ui/parts/theme.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>

namespace updesk
{

/// A long task as the status line shows it.
struct ShellJob {
    QString words; ///< "Import 4,210 of 10,000"; empty: nothing runs
    QString left; ///< "about 1 min"
    double share = -1; ///< 0 to 1; below 0: no bar
    bool cancels = true; ///< it may be broken off
    bool operator==(const ShellJob &) const = default;
};

/// The watched folder as the status line shows it.
struct ShellFolder {
    QString words; ///< "Leads: smith.xml read 10:41"; empty: none is watched
    QString tip;
    bool isWrong = false; ///< missing, or a file in it cannot be moved
    bool operator==(const ShellFolder &) const = default;
};

/// Everything the window shows around a screen. Plain values, written by the caller in the user's words.
struct ShellState {
    QString store;
    QString person; ///< who is at the desk
    QStringList persons; ///< who may switch to this desk, in the menu's order
    bool sample = false;
    QHash<QString, int> badges; ///< by screen name; 0 or missing: none
    QString sync; ///< "Synced 10:41"
    bool isOffline = false;
    bool syncIsWrong = false; ///< somebody has to do something about it
    ShellJob job;
    ShellFolder folder;
    bool isQuiet = false; ///< do not disturb
    QString busy; ///< "Busy until 10:45"; empty: who is at the desk gets new leads
    QString oldestClock; ///< "+42:05"; empty: no open clock
    bool oldestIsLate = false;
    QString queued; ///< "2 messages queued"
    bool queuedIsWrong = false; ///< some failed, or may not have arrived
    QString open; ///< "Open until 20:00"
    QString offline; ///< the banner's line; empty: none
    QString offlineAction; ///< what it offers; empty: nothing
    bool operator==(const ShellState &) const = default;
};

/// What the shell asks of its owner. A call that is not set has no button, no key and no menu line.
struct ShellCalls {
    std::function<void()> walkIn;
    std::function<void()> phoneUp;
    std::function<void()> appointment;
    std::function<void(const QString &)> walkInWithText; ///< the palette found nothing
    std::function<void()> undo;
    std::function<void()> redo;
    std::function<void()> syncNow;
    std::function<void()> openSharing; ///< what waits and what was not taken
    std::function<void()> offlineAct; ///< the banner's action
    std::function<void()> cancelJob;
    std::function<void(int)> choosePerson; ///< index into ShellState::persons
    std::function<void(ThemeName)> rememberTheme;
    std::function<void(int)> rememberTextSize; ///< percent
};

} // namespace updesk
