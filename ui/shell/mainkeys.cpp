// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/keycap.h"
#include "ui/shell/keysheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"
#include "ui/shell/usermenu.h"

#include <QMenu>
#include <QWheelEvent>

#include <algorithm>

namespace updesk
{

void MainWindow::addKeys()
{
    const auto add = [this](const char *name, const QString &words, const QKeySequence &keys, Icon icon,
                         std::function<void()> run) {
        m_commands->add({.name = QLatin1String(name),
            .words = words,
            .keys = keys,
            .icon = icon,
            .run = std::move(run),
            .minor = true});
    };
    add("palette", tr("Search or type a command"), QKeySequence(Qt::CTRL | Qt::Key_K), Icon::Search,
        [this] { m_palette->openWith({}); });
    add("back", tr("Go back"), QKeySequence(Qt::ALT | Qt::Key_Left), Icon::Back, [this] { walk(m_history.back()); });
    add("forward", tr("Go forward"), QKeySequence(Qt::ALT | Qt::Key_Right), Icon::Forward,
        [this] { walk(m_history.forward()); });
    add("find", tr("Find on this screen"), QKeySequence(Qt::CTRL | Qt::Key_F), Icon::Search, [this] { openFind(); });
    add("nextPane", tr("Go to the next pane"), QKeySequence(Qt::Key_F6), Icon::Forward, [this] { movePane(1); });
    add("previousPane", tr("Go to the previous pane"), QKeySequence(Qt::SHIFT | Qt::Key_F6), Icon::Back,
        [this] { movePane(-1); });
    add("sidebar", tr("Fold or unfold the sidebar"), QKeySequence(Qt::CTRL | Qt::Key_B), Icon::Sidebar,
        [this] { toggleFold(); });
    add("notices", tr("Open the notices"), {}, Icon::Notices, [this] { m_notices->openList(); });
    add("larger", tr("Make the text larger"), QKeySequence(Qt::CTRL | Qt::Key_Plus), Icon::Density,
        [this] { changeTextSize(textSize() + 10); });
    add("smaller", tr("Make the text smaller"), QKeySequence(Qt::CTRL | Qt::Key_Minus), Icon::Density,
        [this] { changeTextSize(textSize() - 10); });
    add("normal", tr("Make the text normal"), QKeySequence(Qt::CTRL | Qt::Key_0), Icon::Density,
        [this] { changeTextSize(100); });
    add("light", tr("Use light colors"), {}, Icon::Settings, [this] { changeTheme(ThemeName::Light); });
    add("dark", tr("Use dark colors"), {}, Icon::Settings, [this] { changeTheme(ThemeName::Dark); });
    add("keys", tr("Show the keys"), QKeySequence(Qt::Key_F1), Icon::Help, [this] { showKeys(); });
}

void MainWindow::setCalls(const ShellCalls &calls)
{
    m_calls = calls;
    addCallKeys();
    m_palette->setFallback(calls.walkInWithText);
    m_statusLine->setCancels(bool(calls.cancelJob));
    m_statusLine->setOpensSharing(bool(calls.openSharing));
    m_addMenu->clear();
    const auto line = [this](bool there, const QString &words, Icon mark, const char *name) {
        if (!there)
            return;
        const QKeySequence keys = m_commands->keysOf(QLatin1String(name));
        QAction *action =
            m_addMenu->addAction(icon(mark), keys.isEmpty() ? words : words + QLatin1Char('\t') + keyText(keys));
        connect(action, &QAction::triggered, this, [this, name] { m_commands->run(QLatin1String(name)); });
    };
    line(bool(calls.walkIn), tr("&Walk-in"), Icon::WalkIn, "walkIn");
    line(bool(calls.phoneUp), tr("&Phone-up"), Icon::PhoneUp, "phoneUp");
    line(bool(calls.appointment), tr("&Appointment"), Icon::AppointmentAdd, "appointment");
    m_topBar->setMenus(m_addMenu->isEmpty() ? nullptr : m_addMenu, m_userMenu);
    m_statusLine->show(m_state);
}

void MainWindow::addCallKeys()
{
    const auto add = [this](const char *name, const QString &words, const QKeySequence &keys, Icon icon,
                         std::function<void()> run, bool overSheets) {
        if (run)
            m_commands->add({.name = QLatin1String(name),
                .words = words,
                .keys = keys,
                .icon = icon,
                .run = std::move(run),
                .overSheets = overSheets});
    };
    if (m_calls.walkIn) {
        add(
            "walkIn", tr("Add walk-in"), QKeySequence(Qt::Key_F7), Icon::WalkIn, [this] { capture(m_calls.walkIn); },
            true);
        m_sidebar->addAct(QStringLiteral("walkIn"), Icon::WalkIn, tr("Walk-in"), QKeySequence(Qt::Key_F7));
    }
    if (m_calls.phoneUp) {
        add(
            "phoneUp", tr("Add phone-up"), QKeySequence(Qt::Key_F8), Icon::PhoneUp,
            [this] { capture(m_calls.phoneUp); }, true);
        m_sidebar->addAct(QStringLiteral("phoneUp"), Icon::PhoneUp, tr("Phone-up"), QKeySequence(Qt::Key_F8));
    }
    if (m_calls.walkIn || m_calls.phoneUp)
        add(
            "add", tr("Add"), QKeySequence(Qt::CTRL | Qt::Key_N), Icon::Add, [this] { m_topBar->openAddMenu(); },
            false);
    add("appointment", tr("Add appointment"), {}, Icon::AppointmentAdd, m_calls.appointment, false);
    if (m_calls.undo)
        add(
            "undo", tr("Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), Icon::Undo,
            [this] {
                if (!m_toast->undo())
                    m_calls.undo();
            },
            false);
    add("redo", tr("Redo"), QKeySequence(Qt::CTRL | Qt::Key_Y), Icon::Forward, m_calls.redo, false);
    add("sync", tr("Share now"), QKeySequence(Qt::Key_F5), Icon::Sync, m_calls.syncNow, false);
    add("changesWaiting", tr("Changes waiting"), {}, Icon::Sync, m_calls.openSharing, false);
}

void MainWindow::capture(const std::function<void()> &open)
{
    if (SheetDialog *sheet = SheetDialog::openIn(this)) {
        if (sheet->objectName() == QLatin1String("question"))
            return;
        if (!sheet->leave())
            return;
    }
    open();
}

void MainWindow::addMenus()
{
    m_addMenu = new QMenu(this);
    m_addMenu->setObjectName(QStringLiteral("addMenu"));
    m_userMenu = new UserMenu(this);
    connect(m_userMenu, &QMenu::aboutToShow, this, [this] {
        std::vector<Command> acts = m_commands->on(m_current);
        std::erase_if(acts, [](const Command &one) { return !one.inUserMenu || !one.run; });
        m_userMenu->show(m_state, bool(m_calls.choosePerson), acts);
    });
    connect(m_userMenu, &UserMenu::actChosen, this, [this](const QString &name) { m_commands->run(name); });
    connect(m_userMenu, &UserMenu::personChosen, this, [this](int index) { m_calls.choosePerson(index); });
    connect(m_userMenu, &UserMenu::themeChosen, this, &MainWindow::changeTheme);
    connect(m_userMenu, &UserMenu::textSizeChosen, this, &MainWindow::changeTextSize);
    connect(m_userMenu, &UserMenu::keysWanted, this, &MainWindow::showKeys);
    m_topBar->setMenus(nullptr, m_userMenu);
}

void MainWindow::addPaletteEntries()
{
    m_palette->addProvider([this](const QString &query) {
        std::vector<PaletteEntry> found;
        for (const Command &one : m_commands->on(m_current)) {
            const bool screen = one.name.startsWith(QLatin1String("go."));
            if (!one.run || one.name == QLatin1String("palette") || !one.words.contains(query, Qt::CaseInsensitive))
                continue;
            found.push_back({screen ? PaletteGroup::Screens : PaletteGroup::Actions, one.icon, one.words, {},
                keyText(one.keys), one.run});
        }
        // Words that begin with the text come before words that contain it.
        std::stable_partition(found.begin(), found.end(),
            [&](const PaletteEntry &one) { return one.words.startsWith(query, Qt::CaseInsensitive); });
        return found;
    });
}

void MainWindow::movePane(int step)
{
    QList<QWidget *> panes{m_sidebar->focusTarget(), m_topBar->focusTarget()};
    QList<QWidget *> holders{m_sidebar, m_topBar};
    if (Screen *screen = m_screens.value(m_current)) {
        panes << screen->panes();
        holders << screen->panes();
    }
    QWidget *focused = focusWidget();
    const Screen *screen = m_screens.value(m_current);
    // Between the panes of a screen, in its bar of buttons say, one is in the first.
    qsizetype at = screen && focused && screen->isAncestorOf(focused) ? std::min<qsizetype>(2, panes.size() - 1) : 0;
    for (qsizetype i = 0; i < holders.size(); ++i)
        if (focused && (holders[i] == focused || holders[i]->isAncestorOf(focused)))
            at = i;
    QWidget *next = panes[(at + step + panes.size()) % panes.size()];
    if (next)
        next->setFocus(Qt::TabFocusReason);
}

void MainWindow::openFind()
{
    Screen *screen = m_screens.value(m_current);
    if (!screen || !screen->openFind())
        m_palette->openWith({});
}

void MainWindow::changeTextSize(int percent)
{
    setTextSize(percent);
    if (m_calls.rememberTextSize)
        m_calls.rememberTextSize(textSize());
}

void MainWindow::changeTheme(ThemeName name)
{
    setTheme(name);
    if (m_calls.rememberTheme)
        m_calls.rememberTheme(name);
}

void MainWindow::showKeys()
{
    auto *sheet = findChild<KeySheet *>();
    if (!sheet)
        sheet = new KeySheet(this);
    const Screen *screen = m_screens.value(m_current);
    sheet->openFor(screen ? screen->title() : QString(), m_commands->on(m_current));
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return false;
    auto *wheel = static_cast<QWheelEvent *>(event);
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!(wheel->modifiers() & Qt::ControlModifier) || !widget || widget->window() != this
        || wheel->angleDelta().y() == 0)
        return false;
    changeTextSize(textSize() + (wheel->angleDelta().y() > 0 ? 10 : -10));
    return true;
}

} // namespace updesk
