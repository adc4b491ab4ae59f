// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showroomrows.h"
#include "core/desk/session.h"
#include "ui/appointments/boardwords.h"
#include "ui/appointments/logmodel.h"

namespace updesk
{

/// The showroom log of a day (F78): who came, gone or not, how long they were in the store and how far they came.
class ShowroomModel final : public LogModel
{
    Q_OBJECT
public:
    enum Column { Came, InStore, Customer, Vehicle, With, Step, How, Columns };

    explicit ShowroomModel(Session &session, QObject *parent = nullptr);

    /// The store's day that `at` is in. The error when it could not be read; the rows then stay as they were.
    Result<void> show(Time at) override;
    Result<void> step(int by) override; ///< to the next day, or (-1) the one before
    QString heading() const override; ///< "Thu, Mar 12"
    QString sums() const override;
    LeadId leadAt(int row) const override { return m_rows[std::size_t(row)].visit.lead; } ///< null: a guest without one

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;

private:
    QString text(int row, int column) const override;
    QString tip(int row, int column) const override;
    QString head(int column) const override;
    QString inStore(const Visit &visit) const;
    static QString how(const Visit &visit);
    Session &m_session;
    BoardWords m_words;
    std::vector<PresentRow> m_rows;
    Time m_from = 0, m_now = 0;
};

} // namespace updesk
