// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/screen.h"

#include <QLineEdit>
#include <QScrollArea>

namespace updesk
{

static const char kPane[] = "pane";
static const char kFinds[] = "finds";

void Screen::markPane(QWidget *widget) { widget->setProperty(kPane, true); }
void Screen::markFind(QLineEdit *field) { field->setProperty(kFinds, true); }

QList<QWidget *> Screen::panes()
{
    QList<QWidget *> shown;
    for (QWidget *child : findChildren<QWidget *>())
        if (child->property(kPane).toBool() && child->isVisibleTo(this) && child->isEnabled())
            shown << child;
    if (shown.isEmpty() && focusTarget())
        shown << focusTarget();
    return shown;
}

bool Screen::openFind()
{
    // Of two that are shown the last is the one on top of what the screen has open.
    QLineEdit *field = nullptr;
    for (QLineEdit *child : findChildren<QLineEdit *>())
        if (child->property(kFinds).toBool() && child->isVisibleTo(this))
            field = child;
    if (!field)
        return false;
    for (QWidget *outer = field->parentWidget(); outer && outer != this; outer = outer->parentWidget())
        if (auto *scroll = qobject_cast<QScrollArea *>(outer))
            scroll->ensureWidgetVisible(field);
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
    return true;
}

} // namespace updesk
