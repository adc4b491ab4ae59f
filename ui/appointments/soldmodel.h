// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/dealrows.h"
#include "core/desk/session.h"
#include "ui/parts/deskwords.h"

#include <QAbstractTableModel>

namespace updesk
{

/// The sold log of a month, the newest sale first (F83).
class SoldModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Day, Customer, Vehicle, SoldBy, State, Front, Back, Columns };

    explicit SoldModel(Session &session, QObject *parent = nullptr);

    /// The month that `at` is in. The error when it could not be read; the rows then stay as they were.
    Result<void> show(Time at);
    Result<void> step(int by); ///< to the next month, or (-1) the one before
    Result<void> reload();
    QString heading() const; ///< "March 2026"
    QString sums() const; ///< "5 sold, 3 of them delivered, 1 unwound. Front ... back ..."
    LeadId leadAt(int row) const { return m_rows[std::size_t(row)].deal.lead; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const DealRow &row, int column) const;
    static QString state(Deal::State state);
    static bool isMoney(int column) { return column == Front || column == Back; }
    Session &m_session;
    DeskWords m_words;
    std::vector<DealRow> m_rows;
    Time m_at = 0, m_from = 0, m_to = 0;
};

} // namespace updesk
