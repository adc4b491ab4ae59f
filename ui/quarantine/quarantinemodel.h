// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"

#include <QAbstractListModel>
#include <QTimeZone>

namespace updesk
{

/// What waits in the tray, or what was set aside; newest first.
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
    int total() const { return m_total; } ///< also those beyond the rows that are shown
    int others() const { return m_others; } ///< set aside, or waiting while those are shown

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    Session &m_session;
    std::vector<QuarantineRow> m_rows;
    QuarantineListed m_listed = QuarantineListed::Waiting;
    int m_total = 0, m_others = 0;
    QTimeZone m_zone;
    QString m_region;
};

} // namespace updesk
