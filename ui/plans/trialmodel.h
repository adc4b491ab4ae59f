// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/plantrial.h"
#include "ui/plans/planmodel.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QStyledItemDelegate>
#include <QTimeZone>

namespace updesk
{

/// The steps of a trial, with the customer's own times.
class TrialModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, When, By, What, Says, Columns };
    enum Role { ChannelRole = Qt::UserRole + 1, LeftRole, MovedRole, GivenRole };
    explicit TrialModel(PlanModel &plan, QObject *parent = nullptr) : QAbstractTableModel(parent), m_plan(plan) { }
    void setTrial(const PlanTrial &trial, Time now);
    const PlanTrial &trial() const { return m_trial; }
    QString says(int row) const; ///< the whole of it, in words

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString moment(Time at) const;
    QString text(const TriedStep &step, int row, int column) const;
    static bool isMoved(const TriedStep &step);
    bool isGiven(const TriedStep &step) const;
    PlanModel &m_plan;
    PlanTrial m_trial;
    QTimeZone m_zone;
    Time m_now = 0;
};

/// Paints one cell of it.
class TrialDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace updesk
