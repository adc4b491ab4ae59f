// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/table.h"

#include <algorithm>

namespace updesk
{

int Table::find(QByteArrayView column) const
{
    for (int i = 0; i < count; ++i) {
        if (column == QByteArrayView(columns[size_t(i)].name))
            return i;
    }
    return -1;
}

bool Table::isOptimistic() const
{
    return std::any_of(
        columns.begin(), columns.begin() + count, [](const Column &c) { return c.rule == Rule::Optimistic; });
}

Value defaultOf(Column::Type type)
{
    switch (type) {
    case Column::Type::Number:
        return qint64(0);
    case Column::Type::Text:
        return QByteArray();
    case Column::Type::Bytes:
        return Bytes{};
    case Column::Type::Id:
        break;
    }
    return {};
}

} // namespace updesk
