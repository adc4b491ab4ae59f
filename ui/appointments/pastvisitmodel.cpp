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

QString PastVisitModel::text(const PastVisitRow &row, int column) const
{
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

QVariant PastVisitModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PastVisitRow &row = m_rows[std::size_t(index.row())];
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

QVariant PastVisitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("Visit");
    case BookedOn:
        return tr("Booked on");
    case Customer:
        return tr("Customer");
    case Wants:
        return tr("Vehicle");
    case Went:
        return tr("How it went");
    default:
        return {};
    }
}

} // namespace updesk
