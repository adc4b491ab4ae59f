// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/incentive.h"

#include <QAbstractTableModel>

namespace updesk
{

/// The store's incentives, one a row, in the order in which they were entered.
class IncentiveModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Says, Amount, Vehicle, From, Until, Now, Columns };

    explicit IncentiveModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }
    void show(std::vector<Incentive> all, const QDate &today);
    const std::vector<Incentive> &all() const { return m_all; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_all.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(Columns); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Incentive &one, int column) const;
    std::vector<Incentive> m_all;
    QDate m_today;
};

} // namespace updesk
