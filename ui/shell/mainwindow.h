// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/banner.h"
#include "ui/parts/screen.h"
#include "ui/parts/toast.h"
#include "ui/shell/commands.h"
#include "ui/shell/history.h"
#include "ui/shell/notices.h"
#include "ui/shell/palette.h"
#include "ui/shell/shellstate.h"

#include <QPointer>
#include <QStackedWidget>

namespace updesk
{

class Sidebar;
class StatusLine;
class TopBar;
class UserMenu;

/// The one window: sidebar, top bar, banners, the screen in front, status line. It knows no store; it shows plain
/// values and asks its owner by ShellCalls. All of these are parts of one child, so that a cover (cover.h) hides
/// whatever changes behind it.
class MainWindow final : public QWidget
{
    Q_OBJECT
public:
    using Maker = std::function<Screen *()>;
    explicit MainWindow(QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Takes the screen; its line in the sidebar is sidebar.NAME. The first one added comes to the front.
    void addScreen(const QString &name, Icon icon, Screen *screen, const QKeySequence &keys = {});
    /// The same for one that is made when somebody first goes there: nobody waits for it at the start.
    void addScreen(
        const QString &name, Icon icon, const QString &title, const Maker &make, const QKeySequence &keys = {});
    /// Takes a screen without a line in the sidebar: another one leads to it, and the command of these words.
    void addInner(const QString &name, Icon icon, const QString &words, const Maker &make);
    /// Set once, before the window is shown.
    void setCalls(const ShellCalls &calls);
    void setState(const ShellState &state);
    const ShellState &state() const { return m_state; }

    /// Brings a screen to the front and notes it in the history.
    void go(const QString &screen);
    /// Notes what a screen has opened, so that Alt+Left comes back to it.
    void visit(const Visited &place);
    QString current() const { return m_current; }
    void chooseTheme(ThemeName name) { changeTheme(name); } ///< and remembers it, as the user menu does
    void chooseTextSize(int percent) { changeTextSize(percent); } ///< of the text; the same
    Screen *screen(const QString &name); ///< makes it where nobody was there yet; none of that name: null

    Commands *commands() const { return m_commands; }
    Palette *palette() const { return m_palette; }
    Notices *notices() const { return m_notices; }
    Toast *toast() const { return m_toast; }
    /// A line for one thing to decide, under the offline line: an unsaved form found at the start.
    Banner *banner() const { return m_banner; }

    QSize sizeHint() const override { return {1366, 768}; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Fold : quint8 { ByWidth, Open, Folded };
    void build();
    void take(const QString &name, Screen *screen);
    void addKeys();
    void addCallKeys();
    void addMenus();
    void addPaletteEntries();
    void bring(const QString &screen);
    void walk(const std::optional<Visited> &place);
    void refreshTitle();
    void fold();
    void toggleFold();
    void movePane(int step);
    void openFind();
    void capture(const std::function<void()> &open);
    void changeTextSize(int percent);
    void changeTheme(ThemeName name);
    void showKeys();

    ShellState m_state;
    ShellCalls m_calls;
    History m_history;
    QString m_current;
    QStringList m_order;
    QHash<QString, Maker> m_makers;
    QHash<QString, Screen *> m_screens; ///< those that were made
    QHash<QString, QPointer<QWidget>> m_lastFocus;
    Fold m_fold = Fold::ByWidth;
    bool m_wasNarrow = false;
    Sidebar *m_sidebar;
    TopBar *m_topBar;
    Banner *m_offline;
    Banner *m_banner;
    QStackedWidget *m_stack;
    StatusLine *m_statusLine;
    Toast *m_toast = nullptr;
    Commands *m_commands;
    Palette *m_palette = nullptr;
    Notices *m_notices = nullptr;
    UserMenu *m_userMenu = nullptr;
    QMenu *m_addMenu = nullptr;
};

} // namespace updesk
