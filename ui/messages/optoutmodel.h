// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/optoutrows.h"
#include "ui/parts/deskwords.h"

#include <QAbstractTableModel>

namespace updesk
{

/// How long it took until each "no" was honoured, the slowest first (US-9).
class OptOutModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Took, Came, Received, Customer, Said, Columns };

    explicit OptOutModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }
    void show(std::vector<OptOutTime> rows, const DeskWords &words, Time now);
    LeadId leadAt(int row) const; ///< null: they have none
    const std::vector<OptOutTime> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(Columns); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const OptOutTime &row, int column) const;
    std::vector<OptOutTime> m_rows;
    DeskWords m_words;
    Time m_now = 0;
};

} // namespace updesk
