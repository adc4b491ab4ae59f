// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/pastvisitmodel.h"

namespace updesk
{

void PastVisitModel::show(std::vector<PastVisitRow> rows, const DeskWords &words, Time now)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_words = words;
    m_now = now;
    endResetModel();
}

QString PastVisitModel::text(int index, int column) const
{
    const PastVisitRow &row = m_rows[std::size_t(index)];
    switch (column) {
    case When:
        return m_words.momentWithTime(row.visit.at, m_now);
    case BookedOn:
        return m_words.momentWithTime(row.visit.setAt, m_now);
    case Customer:
        return row.name.isEmpty() ? tr("No name") : row.name;
    case Wants:
        return row.wants;
    case Went:
        switch (row.visit.went) {
        case PastVisit::Went::Came:
            return tr("Came");
        case PastVisit::Went::Missed:
            return tr("Missed");
        case PastVisit::Went::Unsaid:
            break;
        }
        return tr("Not marked");
    default:
        return {};
    }
}

QStringList PastVisitModel::heads() const
{
    return {tr("Visit"), tr("Booked on"), tr("Customer"), tr("Vehicle"), tr("How it went")};
}

} // namespace updesk
