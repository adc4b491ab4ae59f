// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showrate.h"

#include <QAbstractTableModel>

namespace updesk
{

/// How many visits came by how far ahead they were booked, and all of them (F75).
class ShowRateModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Booked, Rate, Came, Missed, Unsaid, Columns };
    static constexpr int kAll = kAheads; ///< the row of all

    explicit ShowRateModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }
    void show(const ShowRate &rate);
    const ShowShare &share(int row) const { return row == kAll ? m_rate.all : m_rate.ahead[std::size_t(row)]; }
    static QString booked(int row); ///< "3 to 7 days ahead"

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : kAheads + 1; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(Columns); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;
    ShowRate m_rate;
};

} // namespace updesk
