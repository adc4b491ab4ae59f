// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/disposalmodel.h"

#include "ui/parts/readabletext.h"
#include "ui/parts/regiontime.h"

namespace updesk
{

void DisposalModel::show(DisposalList list, const DeskWords &words)
{
    beginResetModel();
    m_list = std::move(list);
    m_left.clear();
    m_words = words;
    endResetModel();
}

void DisposalModel::toggle(int row)
{
    if (row < 0 || row >= int(m_list.proposed.size()))
        return;
    if (m_left.erase(row) == 0)
        m_left.insert(row);
    Q_EMIT dataChanged(index(row, Marked), index(row, HeldBy));
}

std::vector<CustomerId> DisposalModel::marked() const
{
    std::vector<CustomerId> all;
    for (int row = 0; row < int(m_list.proposed.size()); ++row) {
        if (!m_left.contains(row))
            all.push_back(m_list.proposed[size_t(row)].customer);
    }
    return all;
}

const DisposalRow &DisposalModel::rowAt(int index) const
{
    const int free = int(m_list.proposed.size());
    return index < free ? m_list.proposed[size_t(index)] : m_list.held[size_t(index - free)];
}

QString DisposalModel::text(int index, int column) const
{
    const DisposalRow &row = rowAt(index);
    switch (column) {
    case Marked:
        return index >= int(m_list.proposed.size()) ? tr("Kept") : m_left.contains(index) ? tr("Not now") : tr("Erase");
    case Customer:
        return row.name.isEmpty() ? tr("No name") : row.name;
    case Last:
        return regionLongDay(m_words.local(row.last).date(), {}); // with its year
    case What:
        return row.what == DisposalRow::Business::Sale   ? tr("Sale")
            : row.what == DisposalRow::Business::Visit   ? tr("Visit")
            : row.what == DisposalRow::Business::Inquiry ? tr("Inquiry")
                                                         : tr("First known");
    case HeldBy: {
        QStringList all;
        if (!row.hold.isEmpty())
            all << tr("Legal hold: %1").arg(harmlessText(row.hold));
        if (row.openLead)
            all << tr("Open lead");
        if (row.visit != 0)
            all << tr("Appointment ahead");
        if (row.contact >= m_list.before)
            all << tr("Recent contact");
        return all.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QStringList DisposalModel::heads() const
{
    return {tr("What is done"), tr("Customer"), tr("Last business"), tr("What"), tr("Held back by")};
}

} // namespace updesk
