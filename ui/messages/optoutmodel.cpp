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

QString OptOutModel::text(int index, int column) const
{
    const OptOutTime &row = m_rows[std::size_t(index)];
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

QStringList OptOutModel::heads() const
{
    return {tr("Took"), tr("Came by"), tr("Received"), tr("Customer"), tr("Their words")};
}

} // namespace updesk
