// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/leadbuilder.h"
#include "ui/queue/queuescreen.h"

#include <QApplication>

namespace updesk
{

/// A store, and the queue's page in a window of its own.
class QueueDesk
{
public:
    explicit QueueDesk(QSize size = {1166, 648})
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        store->setPerson(store.mike);
        m_size = size;
    }

    /// Opens the page with what the store holds; a manager sees the team.
    QueueScreen &open()
    {
        window = std::make_unique<QWidget>();
        window->resize(m_size);
        screen = new QueueScreen(*store, window.get());
        screen->setGeometry(window->rect());
        screen->view()->setSettleDelay(40);
        window->show();
        window->activateWindow();
        QApplication::setActiveWindow(window.get());
        screen->view()->setFocus();
        QApplication::processEvents();
        return *screen;
    }
    QueueView &view() { return *screen->view(); }
    QueueModel &model() { return *screen->model(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *to = QApplication::focusWidget();
        QTest::keyClick(to ? to : screen->view(), key, modifiers);
        ++keys;
    }
    void type(const QString &text)
    {
        for (const QChar letter : text) {
            QTest::keyClick(QApplication::focusWidget(), letter.toLatin1());
            ++keys;
        }
    }
    int yOf(LeadId lead) { return view().visualRect(model().index(model().rowOf(lead), 0)).y(); }
    QString cell(int row, int column) { return model().index(row, column).data().toString(); }

    TestStore store;
    LeadBuilder leads{store};
    std::unique_ptr<QWidget> window;
    QueueScreen *screen = nullptr;
    int keys = 0;

private:
    QSize m_size;
};

} // namespace updesk
