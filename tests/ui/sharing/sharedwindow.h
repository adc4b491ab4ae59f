// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/shareddesk.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/segments.h"

namespace updesk
{

/// A desk of the shared store with its window and its thread.
class SharedWindow
{
public:
    SharedWindow(const SyncServer &server, const Clock &clock, const char *login, bool online = true,
        Time unhostedAfter = Lease::kMissed)
        : desk(server, clock, login), own(clock)
    {
        desk.talk(); // the store's rows are here: people, and what the window is built from
        window = std::make_unique<DeskWindow>(*desk.session, dialler, DeskWindow::Background::Off);
        window->window()->resize(1366, 768);
        window->window()->show();
        Sharing sharing;
        sharing.way = desk.way();
        sharing.own = &own;
        sharing.online = online;
        sharing.unhostedAfter = unhostedAfter;
        window->sync()->start(sharing);
    }
    void bringToFront()
    {
        window->window()->activateWindow();
        if (!QTest::qWaitForWindowActive(window->window()))
            qFatal("the window does not come to the front");
        window->work()->queue()->focusTarget()->setFocus();
    }
    void showTeam()
    {
        auto *views = window->work()->queue()->bar()->findChild<Segments *>();
        views->setCurrent(1);
        Q_EMIT views->chosen(1);
        window->work()->queue()->model()->setLater(true); // who is with the customer has nothing to do at once
        window->work()->queue()->view()->setSettleDelay(40);
    }
    bool shows(LeadId lead) const
    {
        const QueueModel *model = window->work()->queue()->model();
        return model->rowOf(lead) >= 0 || model->arrivals().contains(lead);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        QCoreApplication::processEvents();
    }
    void type(const char *text) { QTest::keyClicks(QApplication::focusWidget(), QString::fromLatin1(text)); }
    void typeWalkIn(const char *phone, const char *first, const char *last)
    {
        key(Qt::Key_F7);
        type(phone);
        key(Qt::Key_Tab);
        type(first);
        key(Qt::Key_Tab);
        type(last);
        key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!window->quickAdd()->form());
    }
    QString said(const char *label) const
    {
        const auto *found = window->window()->findChild<QWidget *>(QLatin1String(label));
        return found ? found->property("text").toString() : QString();
    }
    const ShellState &state() const { return window->window()->state(); }
    const SyncState &sync() const { return window->sync()->state(); }

    SharedDesk desk;
    const Clock &own;
    SilentDialler dialler;
    std::unique_ptr<DeskWindow> window;
};

} // namespace updesk
