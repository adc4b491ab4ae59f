// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/drafts.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"
#include "ui/capture/quickaddform.h"
#include "ui/shell/deskwindow.h"

#include <QApplication>

namespace updesk
{

/// Dials nowhere and remembers the number.
class SilentDialler final : public Dialler
{
public:
    bool dial(const QString &link) override
    {
        links << link;
        dialled << link.section(u':', 1);
        return can;
    }
    bool can = true;
    QStringList dialled; ///< what stands behind tel:
    QStringList links;
};

/// A store with the whole window over it, worked with keys.
class ShellDesk
{
public:
    /// Opens the window on what the store holds; `person` (null: Dana) is at the desk.
    DeskWindow &open(
        PersonId person = {}, QSize size = {1366, 768}, DeskWindow::Background background = DeskWindow::Background::Off)
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        if (!person.isNull())
            store->setPerson(person);
        desk = std::make_unique<DeskWindow>(*store, dialler, background);
        desk->window()->resize(size);
        desk->window()->show();
        desk->window()->activateWindow();
        if (!QTest::qWaitForWindowActive(desk->window()))
            qFatal("the window does not come to the front");
        desk->work()->queue()->focusTarget()->setFocus();
        desk->work()->queue()->view()->setSettleDelay(40);
        return *desk;
    }
    void close() { desk.reset(); }
    MainWindow &window() { return *desk->window(); }
    QueueScreen &queue() { return *desk->work()->queue(); }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(
            QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow(), key, modifiers);
        QCoreApplication::processEvents();
        ++keys;
    }
    void type(const QString &text)
    {
        for (const QChar letter : text) {
            QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
            ++keys;
        }
    }
    template <class T>
    T *find(const char *name)
    {
        return window().findChild<T *>(QLatin1String(name));
    }
    QString words(const char *label)
    {
        QWidget *found = find<QWidget>(label);
        return found && found->isVisible() ? found->property("text").toString() : QString();
    }
    QString toast() { return words("toast.text"); }
    /// What stands in the list behind the bell, newest first.
    QStringList news()
    {
        window().notices()->openList();
        QStringList lines;
        auto *list = find<QListWidget>("notices.list");
        for (int i = 0; i < list->count(); ++i)
            lines << list->item(i)->text();
        window().notices()->closeSheet();
        return lines;
    }

    TestStore store;
    SilentDialler dialler;
    std::unique_ptr<DeskWindow> desk;
    int keys = 0;
};

} // namespace updesk
