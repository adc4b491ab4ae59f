// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/parts/logo.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

#include <utility>

namespace updesk
{

MainWindow::MainWindow(QWidget *parent)
    : QWidget(parent),
      m_sidebar(new Sidebar),
      m_topBar(new TopBar),
      m_offline(new Banner(BannerTone::Close, Icon::Offline)),
      m_banner(new Banner(BannerTone::Plain, Icon::Reasons)),
      m_stack(new QStackedWidget),
      m_statusLine(new StatusLine),
      m_commands(new Commands(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("UpDesk"));
    setWindowIcon(logoIcon());
    setMinimumSize(1024, 700);
    build();
    m_toast = new Toast(m_stack);
    m_palette = new Palette(this);
    m_notices = new Notices(this);
    connect(m_sidebar, &Sidebar::chosen, this, &MainWindow::go);
    connect(m_sidebar, &Sidebar::acted, this, [this](const QString &name) { m_commands->run(name); });
    connect(m_sidebar, &Sidebar::foldWanted, this, &MainWindow::toggleFold);
    connect(m_topBar, &TopBar::backClicked, this, [this] { walk(m_history.back()); });
    connect(m_topBar, &TopBar::forwardClicked, this, [this] { walk(m_history.forward()); });
    connect(m_topBar, &TopBar::searchWanted, m_palette, &Palette::openWith);
    connect(m_topBar, &TopBar::noticesWanted, m_notices, &Notices::openList);
    connect(m_notices, &Notices::unreadChanged, m_topBar, &TopBar::setUnread);
    connect(m_statusLine, &StatusLine::cancelClicked, this, [this] { m_calls.cancelJob(); });
    connect(m_statusLine, &StatusLine::syncClicked, this, [this] { m_calls.openSharing(); });
    connect(m_statusLine, &StatusLine::queuedClicked, this, [this] { m_commands->run(QStringLiteral("go.messages")); });
    connect(m_statusLine, &StatusLine::busyClicked, this, [this] { m_commands->run(QStringLiteral("busy")); });
    connect(m_offline, &Banner::actionClicked, this, [this] {
        if (m_calls.offlineAct)
            m_calls.offlineAct();
    });
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        setWindowIcon(logoIcon());
        fold();
    });
    qApp->installEventFilter(this);
    addKeys();
    addMenus();
    addPaletteEntries();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_offline->setObjectName(QStringLiteral("banner.offline"));
    m_banner->setObjectName(QStringLiteral("banner.notice"));
    m_offline->setProperty("flush", true);
    m_banner->setProperty("flush", true);
    m_stack->setAutoFillBackground(true);
    m_stack->setBackgroundRole(QPalette::Base);
    auto *whole = new QWidget;
    auto *content = new QVBoxLayout;
    content->setSpacing(0);
    for (QWidget *part :
        {static_cast<QWidget *>(m_topBar), static_cast<QWidget *>(m_offline), static_cast<QWidget *>(m_banner)})
        content->addWidget(part);
    content->addWidget(m_stack, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addLayout(content, 1);
    auto *all = new QVBoxLayout(whole);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(middle, 1);
    all->addWidget(m_statusLine);
    auto *window = new QVBoxLayout(this);
    window->setContentsMargins(0, 0, 0, 0);
    window->setSizeConstraint(QLayout::SetNoConstraint);
    window->addWidget(whole);
}

void MainWindow::addScreen(const QString &name, Icon icon, Screen *screen, const QKeySequence &keys)
{
    addScreen(
        name, icon, screen->title(), [screen] { return screen; }, keys);
    take(name, screen);
    if (m_current.isEmpty())
        go(name);
}

void MainWindow::addScreen(
    const QString &name, Icon icon, const QString &title, const Maker &make, const QKeySequence &keys)
{
    m_order << name;
    m_makers.insert(name, make);
    m_sidebar->addScreen(name, icon, title, keys);
    m_sidebar->setBadge(name, m_state.badges.value(name));
    m_commands->add({.name = QStringLiteral("go.%1").arg(name),
        .words = tr("Go to %1").arg(title),
        .keys = keys,
        .icon = icon,
        .run = [this, name] { go(name); }});
}

void MainWindow::addInner(const QString &name, Icon icon, const QString &words, const Maker &make)
{
    m_makers.insert(name, make);
    m_commands->add(
        {.name = QStringLiteral("go.%1").arg(name), .words = words, .icon = icon, .run = [this, name] { go(name); }});
}

void MainWindow::take(const QString &name, Screen *screen)
{
    m_screens.insert(name, screen);
    m_stack->addWidget(screen);
    connect(screen, &Screen::titleChanged, this, &MainWindow::refreshTitle);
    connect(screen, &Screen::said, this,
        [this](const QString &text, bool undo) { m_toast->say(text, undo ? m_calls.undo : nullptr); });
}

Screen *MainWindow::screen(const QString &name)
{
    if (!m_screens.contains(name) && m_makers.contains(name))
        take(name, m_makers.value(name)());
    return m_screens.value(name);
}

void MainWindow::setState(const ShellState &state)
{
    // Called with each tick of the oldest clock: only what changed is touched.
    const ShellState before = std::exchange(m_state, state);
    m_sidebar->setStore(state.store);
    for (const QString &name : m_order)
        m_sidebar->setBadge(name, state.badges.value(name));
    if (before.person != state.person)
        m_topBar->setPerson(state.person);
    if (before.sample != state.sample)
        m_topBar->setSample(state.sample);
    if (before.isQuiet != state.isQuiet)
        m_topBar->setQuiet(state.isQuiet);
    if (before != state)
        m_statusLine->show(state);
    m_offline->setIcon(state.isOffline ? Icon::Offline : Icon::Warning);
    m_offline->setWords(state.offline);
    m_offline->setAction(state.offlineAction);
}

void MainWindow::go(const QString &screen)
{
    if (!m_makers.contains(screen))
        return;
    m_history.visit({screen, {}, {}});
    bring(screen);
}

void MainWindow::visit(const Visited &place)
{
    m_history.visit(place);
    refreshTitle();
}

void MainWindow::bring(const QString &name)
{
    Screen *screen = this->screen(name);
    QWidget *focused = focusWidget();
    if (Screen *old = m_screens.value(m_current); old && focused && old->isAncestorOf(focused))
        m_lastFocus[m_current] = focused;
    m_current = name;
    m_stack->setCurrentWidget(screen);
    m_toast->raise(); // the stack puts its page on top
    m_sidebar->setCurrent(name);
    m_commands->setScreen(name);
    refreshTitle();
    QWidget *last = m_lastFocus.value(name);
    QWidget *target = last && last->isVisibleTo(screen) ? last : screen->focusTarget();
    if (target)
        target->setFocus(Qt::OtherFocusReason);
}

void MainWindow::walk(const std::optional<Visited> &place)
{
    if (!place || !m_makers.contains(place->screen))
        return;
    bring(place->screen);
    if (place->show)
        place->show();
    refreshTitle();
}

void MainWindow::refreshTitle()
{
    if (const Screen *screen = m_screens.value(m_current))
        m_topBar->setTitle(screen->title(), screen->breadcrumb());
    m_topBar->setWays(m_history.canGoBack(), m_history.canGoForward());
}

void MainWindow::toggleFold()
{
    m_fold = m_sidebar->isFolded() ? Fold::Open : Fold::Folded;
    fold();
}

void MainWindow::fold()
{
    const bool narrow = width() < scaled(1200);
    if (narrow != m_wasNarrow)
        m_fold = Fold::ByWidth;
    m_wasNarrow = narrow;
    const bool folded = m_fold == Fold::Folded || (m_fold == Fold::ByWidth && narrow);
    if (folded != m_sidebar->isFolded())
        m_sidebar->setFolded(folded);
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Window));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    // One level back: what the screen has open, then the way into it, then the toast; never the window.
    Screen *screen = m_screens.value(m_current);
    if (screen && screen->goBack())
        return;
    if (screen && !screen->isAncestorOf(focusWidget()) && screen->focusTarget())
        screen->focusTarget()->setFocus(Qt::OtherFocusReason);
    else
        m_toast->dismiss();
}

} // namespace updesk
