// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/cover.h"

#include "ui/parts/ask.h"
#include "ui/parts/sheetdialog.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>

namespace updesk
{

Cover::Cover(MainWindow &window) : m_window(window) { window.installEventFilter(this); }

// What waits for an answer of whoever sat there: menus, the system's dialogs, questions.
static void dismissAll(QWidget &window)
{
    while (QWidget *popup = QApplication::activePopupWidget())
        if (!popup->close())
            break;
    for (auto *dialog : window.findChildren<QDialog *>())
        dialog->reject();
    dismissQuestions(&window);
}

void Cover::lay(QWidget *page)
{
    if (m_page)
        return delete page;
    dismissAll(m_window);
    m_focus = m_window.focusWidget();
    for (QObject *child : m_window.children()) {
        auto *widget = qobject_cast<QWidget *>(child);
        if (widget && !widget->isWindow() && !widget->isHidden())
            m_behind << widget;
    }
    page->setParent(&m_window);
    m_page = page;
    m_window.commands()->setResting(true);
    SheetDialog::setCovered(&m_window, true);
    for (const auto &widget : m_behind)
        widget->hide();
    page->setGeometry(m_window.rect());
    page->show();
    page->raise();
}

void Cover::lift()
{
    if (!m_page)
        return;
    m_page->hide();
    m_page->deleteLater();
    m_page = nullptr;
    for (const auto &widget : m_behind)
        if (widget)
            widget->show();
    m_behind.clear();
    SheetDialog::setCovered(&m_window, false);
    m_window.commands()->setResting(false);
    if (m_focus)
        m_focus->setFocus(Qt::OtherFocusReason);
}

bool Cover::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Resize && m_page)
        m_page->setGeometry(m_window.rect());
    return QObject::eventFilter(watched, event);
}

} // namespace updesk
