// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/optoutmodel.h"

#include "ui/parts/optoutwords.h"
#include "ui/parts/readabletext.h"

namespace updesk
{

void OptOutModel::show(std::vector<OptOutTime> rows, const DeskWords &words, Time now)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_words = words;
    m_now = now;
    endResetModel();
}

LeadId OptOutModel::leadAt(int row) const
{
    return row < 0 || row >= rowCount() ? LeadId() : m_rows[std::size_t(row)].lead;
}

QString OptOutModel::text(const OptOutTime &row, int column) const
{
    switch (column) {
    case Took:
        return OptOutWords::took(row.took());
    case Came:
        return OptOutWords::came(row.came);
    case Received:
        return m_words.momentWithTime(row.received, m_now);
    case Customer:
        return row.name.isEmpty() ? tr("No name") : row.name;
    case Said:
        return harmlessText(row.words.simplified().left(200));
    default:
        return {};
    }
}

QVariant OptOutModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const OptOutTime &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole: {
        QStringList parts;
        for (int column = 0; column < Columns; ++column)
            parts << text(row, column);
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant OptOutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Took:
        return tr("Took");
    case Came:
        return tr("Came by");
    case Received:
        return tr("Received");
    case Customer:
        return tr("Customer");
    case Said:
        return tr("Their words");
    default:
        return {};
    }
}

} // namespace updesk
