// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quarantine/quarantinemodel.h"

#include "ui/quarantine/quarantinewords.h"

namespace updesk
{

QuarantineModel::QuarantineModel(Session &session, QObject *parent)
    : QAbstractListModel(parent), m_session(session), m_zone(QTimeZone::systemTimeZone())
{
}

Result<void> QuarantineModel::reload()
{
    using Listed = QuarantineListed;
    auto rows = quarantineRows(m_session.database(), 500, m_listed);
    if (!rows)
        return rows.error();
    std::array<int, 3> counts{};
    for (const Listed which : {Listed::Waiting, Listed::SetAside, Listed::GivenUp}) {
        const auto count = quarantineCount(m_session.database(), which);
        if (!count)
            return count.error();
        counts[std::size_t(which)] = *count;
    }
    if (const auto rules = m_session.rules()) {
        const QTimeZone zone((*rules)->hours.zoneId().toUtf8());
        m_zone = zone.isValid() ? zone : m_zone;
        m_region = (*rules)->dealership.region;
    }
    beginResetModel();
    m_rows = std::move(*rows);
    m_counts = counts;
    endResetModel();
    return {};
}

int QuarantineModel::indexOf(RowOnlyId id) const
{
    const auto at = std::ranges::find(m_rows, id, &QuarantineRow::id);
    return at == m_rows.end() ? -1 : int(at - m_rows.begin());
}

int QuarantineModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant QuarantineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const QuarantineRow &row = m_rows[size_t(index.row())];
    const QString when = QuarantineWords::when(row.at, m_session.now(), m_zone);
    switch (role) {
    case WhenRole:
        return when;
    case Qt::DisplayRole:
    case SubjectRole:
        return QuarantineWords::subject(row);
    case FromRole:
        return QuarantineWords::from(row);
    case ReasonRole:
        return QuarantineWords::reason(row.code);
    case SpottedRole:
        return QuarantineWords::spotted(row, m_region);
    case Qt::AccessibleTextRole:
        return QuarantineWords::sentence(row, when, m_region);
    default:
        return {};
    }
}

} // namespace updesk
