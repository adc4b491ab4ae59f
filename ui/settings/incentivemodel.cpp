// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/incentivemodel.h"

#include "ui/parts/regiontime.h"

namespace updesk
{

void IncentiveModel::show(std::vector<Incentive> all, const QDate &today)
{
    beginResetModel();
    m_all = std::move(all);
    m_today = today;
    endResetModel();
}

QString IncentiveModel::text(const Incentive &one, int column) const
{
    switch (column) {
    case Says:
        return one.words;
    case Amount:
        return one.amount > 0 ? regionMoney(one.amount) : QString();
    case Vehicle: {
        const QString year = one.year > 0 ? QString::number(one.year) : QString();
        const QString named = QStringList{year, one.make, one.model}.join(u' ').simplified();
        return named.isEmpty() ? tr("Any") : named;
    }
    case From:
        return regionLongDay(one.from, m_today);
    case Until:
        return regionLongDay(one.until, m_today);
    default:
        return m_today < one.from ? tr("Later") : m_today > one.until ? tr("Over") : tr("In force");
    }
}

QVariant IncentiveModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_all.size())
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(m_all[size_t(index.row())], index.column());
    return {};
}

QVariant IncentiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Words"), tr("Amount"), tr("Vehicle"), tr("From"), tr("Until"), tr("Today")};
    return names.value(section);
}

} // namespace updesk
