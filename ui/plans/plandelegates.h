// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace updesk
{

class PlanTable;

/// Paints one cell of the list of sequences; the view adds the row's ring.
class PlanDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit PlanDelegate(PlanTable *table);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    PlanTable *m_table;
};

/// Paints one cell of the steps.
class StepDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit StepDelegate(PlanTable *table);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    PlanTable *m_table;
};

} // namespace updesk
