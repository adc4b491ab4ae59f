// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/headedmodel.h"

namespace updesk
{

QVariant HeadedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList all = heads();
    return section >= 0 && section < all.size() ? QVariant(all[section]) : QVariant();
}

QVariant WordsModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(index.row(), index.column());
    if (role != Qt::AccessibleTextRole)
        return {};
    QStringList parts;
    for (int column = 0; column < columnCount(); ++column)
        parts << text(index.row(), column);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace updesk
