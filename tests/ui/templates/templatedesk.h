// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/leadbuilder.h"
#include "ui/parts/theme.h"
#include "ui/templates/templatescreen.h"

#include <QApplication>
#include <QLabel>

namespace updesk
{

/// The screen of templates and scripts with a manager before it.
struct TemplateDesk {
    explicit TemplateDesk(const QSize &size = {1166, 692})
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        store->setPerson(store.mike);
        screen = std::make_unique<TemplateScreen>(*store);
        screen->resize(size);
    }
    void show(const char *key)
    {
        screen->show();
        screen->open(QLatin1String(key));
        QApplication::processEvents();
    }
    void showScript(const char *key)
    {
        screen->show();
        screen->openScript(QLatin1String(key));
        QApplication::processEvents();
    }
    template <class W>
    W *find(const char *name) const
    {
        W *found = screen->findChild<W *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    bool shows(const char *name) const { return find<QWidget>(name)->isVisible(); }
    /// What of these (by how their names begin) does not fit into the screen; empty: all does.
    QString cut(const char *names) const
    {
        for (const QWidget *part : screen->findChildren<QWidget *>()) {
            if (!part->isVisible() || !part->objectName().startsWith(QLatin1String(names)))
                continue;
            const auto *label = qobject_cast<const QLabel *>(part);
            const bool low = label && label->wordWrap() && label->height() < label->heightForWidth(label->width());
            if (low || part->mapTo(screen.get(), QPoint(part->width(), 0)).x() > screen->width())
                return part->objectName();
        }
        return {};
    }
    TestStore store;
    std::unique_ptr<TemplateScreen> screen;
};

} // namespace updesk
