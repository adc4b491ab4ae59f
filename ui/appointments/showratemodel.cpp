// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/showratemodel.h"

#include "ui/parts/regiontime.h"

namespace updesk
{

void ShowRateModel::show(const ShowRate &rate)
{
    beginResetModel();
    m_rate = rate;
    endResetModel();
}

QString ShowRateModel::booked(int row)
{
    if (row == kAll)
        return tr("All");
    switch (Ahead(row)) {
    case Ahead::SameDay:
        return tr("For the same day");
    case Ahead::NextDay:
        return tr("For the next day");
    case Ahead::TwoDays:
        return tr("2 days ahead");
    case Ahead::Week:
        return tr("3 to 7 days ahead");
    case Ahead::Longer:
        break;
    }
    return tr("More than 7 days ahead");
}

QString ShowRateModel::text(int row, int column) const
{
    const ShowShare &of = share(row);
    const QLocale locale = regionLocale();
    switch (column) {
    case Booked:
        return booked(row);
    case Rate:
        return of.rate() ? tr("%1 %", "a share of a hundred").arg(locale.toString(qRound(*of.rate() * 100)))
                         : QStringLiteral("-");
    case Came:
        return locale.toString(of.came);
    case Missed:
        return locale.toString(of.missed);
    case Unsaid:
        return locale.toString(of.unsaid);
    default:
        return {};
    }
}

static QVariant aligned(int column)
{
    return QVariant::fromValue((column == ShowRateModel::Booked ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

QVariant ShowRateModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return aligned(index.column());
    case Qt::AccessibleTextRole: {
        const ShowShare &of = share(index.row());
        //: %1: how far ahead, %2: a share, %3 to %5: counts
        return tr("%1: %2 came. Came %3, missed %4, not marked %5.")
            .arg(booked(index.row()), text(index.row(), Rate))
            .arg(of.came)
            .arg(of.missed)
            .arg(of.unsaid);
    }
    default:
        return {};
    }
}

QVariant ShowRateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return aligned(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Booked:
        return tr("Booked");
    case Rate:
        return tr("Show rate");
    case Came:
        return tr("Came");
    case Missed:
        return tr("Missed");
    case Unsaid:
        return tr("Not marked");
    default:
        return {};
    }
}

} // namespace updesk
