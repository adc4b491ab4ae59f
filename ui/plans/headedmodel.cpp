// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/headedmodel.h"

namespace updesk
{

QVariant HeadedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList all = heads();
    return section >= 0 && section < all.size() ? QVariant(all[section]) : QVariant();
}

} // namespace updesk
