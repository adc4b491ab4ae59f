// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/dealrows.h"
#include "core/desk/session.h"
#include "ui/appointments/logmodel.h"
#include "ui/parts/deskwords.h"

namespace updesk
{

/// The sold log of a month, the newest sale first (F83).
class SoldModel final : public LogModel
{
    Q_OBJECT
public:
    enum Column { Day, Customer, Vehicle, SoldBy, State, Front, Back, Columns };

    explicit SoldModel(Session &session, QObject *parent = nullptr);

    /// The month that `at` is in. The error when it could not be read; the rows then stay as they were.
    Result<void> show(Time at) override;
    Result<void> step(int by) override; ///< to the next month, or (-1) the one before
    Result<void> reload();
    QString heading() const override; ///< "March 2026"
    QString sums() const override; ///< "5 sold, 3 of them delivered, 1 unwound. Front ... back ..."
    LeadId leadAt(int row) const override { return m_rows[std::size_t(row)].deal.lead; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;

private:
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QString head(int column) const override;
    static QString state(Deal::State state);
    bool isMoney(int column) const override { return column == Front || column == Back; }
    Session &m_session;
    DeskWords m_words;
    std::vector<DealRow> m_rows;
    Time m_at = 0, m_from = 0, m_to = 0;
};

} // namespace updesk
