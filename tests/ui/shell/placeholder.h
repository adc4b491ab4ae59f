// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/emptystate.h"
#include "ui/parts/screen.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace updesk
{

/// A screen with one field, for tests of what surrounds it.
class Placeholder final : public Screen
{
public:
    explicit Placeholder(const QString &title) : m_title(title), edit(new QLineEdit)
    {
        edit->setAccessibleName(title);
        auto *column = new QVBoxLayout(this);
        auto *empty = new EmptyState;
        empty->setWords(
            QStringLiteral("All caught up. Next due 14:00."), QStringLiteral("Priya Nair, call, attempt 4 of 12"));
        empty->setAction(QStringLiteral("Add a walk-in"), QKeySequence(Qt::Key_F7));
        column->addWidget(edit);
        column->addWidget(empty, 1);
    }
    QString title() const override { return m_title; }
    QString breadcrumb() const override { return crumb; }
    QWidget *focusTarget() override { return edit; }
    bool goBack() override
    {
        const bool had = !crumb.isEmpty();
        crumb.clear();
        return had;
    }
    QString crumb;

private:
    QString m_title;

public:
    QLineEdit *edit;
};

inline QString named(const char *name) { return QLatin1String(name); }

} // namespace updesk
