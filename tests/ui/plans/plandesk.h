// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/planverbs.h"
#include "core/sequences/planstore.h"
#include "tests/support/leadbuilder.h"
#include "ui/parts/theme.h"
#include "ui/plans/planlistmodel.h"
#include "ui/plans/planmodel.h"
#include "ui/plans/planscreen.h"
#include "ui/plans/plantable.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>

namespace updesk
{

/// A store whose manager has the shipped sequences in use, and the screen over it.
struct PlanDesk {
    enum class Plans { Used, NotUsed };
    explicit PlanDesk(Plans plans = Plans::Used, const QSize &size = {1166, 692})
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        store->setPerson(store.mike);
        if (plans == Plans::Used && !useShippedPlans(*store))
            qFatal("plans");
        screen = std::make_unique<PlanScreen>(*store);
        screen->resize(size);
    }
    void show(const QByteArray &key = {})
    {
        screen->show();
        if (!key.isEmpty())
            screen->open(QLatin1String(key));
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
    PlanModel &model() const { return *screen->model(); }
    PlanTable *steps() const { return find<PlanTable>("sequence.view"); }
    PlanTable *list() const { return find<PlanTable>("sequence.list"); }
    QString cell(int row, int column) const { return steps()->model()->index(row, column).data().toString(); }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    bool shows(const char *name) const { return find<QWidget>(name)->isVisible(); }
    void key(QWidget *to, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const
    {
        to->setFocus();
        QTest::keyClick(to, key, with);
    }
    QStringList keys() const
    {
        QStringList all;
        for (const PlanStep &step : model().plan().steps)
            all << step.key;
        return all;
    }
    const PlanShelf::Version *inUse(const QByteArray &key)
    {
        return (*planShelf(store->database()))->inUse(QLatin1String(key));
    }
    qint64 versions(const QByteArray &key) { return store.count("plan_version WHERE deleted=0 AND key='" + key + "'"); }

    TestStore store;
    std::unique_ptr<PlanScreen> screen;
};

} // namespace updesk
