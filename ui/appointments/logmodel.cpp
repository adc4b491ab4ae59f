// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/logmodel.h"

namespace updesk
{

QVariant LogModel::alignment(int column) const
{
    return QVariant::fromValue(isMoney(column) ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return tip(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case Qt::AccessibleTextRole: {
        QStringList parts;
        for (int column = 0; column < columnCount(); ++column)
            parts << text(index.row(), column);
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return role == Qt::DisplayRole ? QVariant(head(section)) : QVariant();
}

} // namespace updesk
