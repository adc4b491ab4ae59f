// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showraterows.h"
#include "ui/parts/deskwords.h"

#include <QAbstractTableModel>

namespace updesk
{

/// The visits behind a figure of the show rate, newest first.
class PastVisitModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { When, BookedOn, Customer, Wants, Went, Columns };

    explicit PastVisitModel(QObject *parent = nullptr) : QAbstractTableModel(parent) { }
    void show(std::vector<PastVisitRow> rows, const DeskWords &words, Time now);
    LeadId leadAt(int row) const { return m_rows[std::size_t(row)].visit.lead; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(Columns); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const PastVisitRow &row, int column) const;
    std::vector<PastVisitRow> m_rows;
    DeskWords m_words;
    Time m_now = 0;
};

} // namespace updesk
