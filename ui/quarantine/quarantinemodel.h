// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"

#include <QAbstractListModel>
#include <QTimeZone>

#include <array>

namespace updesk
{

/// What waits in the tray, what was set aside, or what was given up; newest first.
class QuarantineModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { WhenRole = Qt::UserRole + 1, FromRole, SubjectRole, ReasonRole, SpottedRole };
    explicit QuarantineModel(Session &session, QObject *parent = nullptr);

    QuarantineListed listed() const { return m_listed; }
    void setListed(QuarantineListed which) { m_listed = which; } ///< reload() then reads it
    /// Asks again; the error when the tray could not be read, the rows then stay as they were.
    Result<void> reload();
    const QuarantineRow &row(int i) const { return m_rows[size_t(i)]; }
    int indexOf(RowOnlyId id) const; ///< -1: not here
    int total() const { return count(m_listed); } ///< also those beyond the rows that are shown
    int count(QuarantineListed which) const { return m_counts[std::size_t(which)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    Session &m_session;
    std::vector<QuarantineRow> m_rows;
    QuarantineListed m_listed = QuarantineListed::Waiting;
    std::array<int, 3> m_counts{};
    QTimeZone m_zone;
    QString m_region;
};

} // namespace updesk
