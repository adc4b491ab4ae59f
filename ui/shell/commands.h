// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/icons.h"

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QWidget;

namespace updesk
{

/// Who listens for a command's key: the window, or the screen's own list (letter keys, shown in the keys sheet all the
/// same).
enum class Listens : quint8 { Window, Screen };

/// Something a person can do by name. The palette lists it, the keys sheet shows its key.
struct Command {
    QString name{}; ///< stable: "walkIn"
    QString words{}; ///< "Add walk-in"
    QKeySequence keys{};
    Icon icon = Icon::Forward;
    QString screen{}; ///< the screen it belongs to; empty: everywhere
    std::function<void()> run{}; ///< empty: only shown in the keys sheet
    Listens listens = Listens::Window;
    bool minor = false; ///< about the window itself; listed last
    bool overSheets = false; ///< its key acts while a sheet is open too
    bool inUserMenu = false; ///< stands behind the initials as well
    std::optional<bool> checked{}; ///< something that is on or off
};

/// The registered commands of a window; each with a key becomes a shortcut of it.
class Commands final : public QObject
{
    Q_OBJECT
public:
    explicit Commands(QWidget *window);
    /// Adds the command; one of the same name is replaced.
    void add(const Command &command);
    /// Runs it; false when there is none of this name.
    bool run(const QString &name) const;
    /// Those of everywhere and of this screen, in the order they were added, minor ones last.
    std::vector<Command> on(const QString &screen) const;
    void setChecked(const QString &name, bool on);
    QKeySequence keysOf(const QString &name) const;
    /// The screen in front; commands of other screens do not listen.
    void setScreen(const QString &screen);
    /// No key acts while somebody has to sign in.
    void setResting(bool resting);

private:
    struct Kept {
        Command command;
        QAction *action = nullptr;
    };
    QWidget *m_window;
    bool listens(const Command &command) const;
    QString m_screen;
    bool m_resting = false;
    std::vector<Kept> m_all;
};

} // namespace updesk
