// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettemodel.h"

#include <algorithm>

namespace updesk
{
namespace
{

QString headOf(PaletteGroup group)
{
    switch (group) {
    case PaletteGroup::Customers:
        return PaletteModel::tr("Customers");
    case PaletteGroup::Actions:
        return PaletteModel::tr("Actions");
    case PaletteGroup::Vehicles:
        return PaletteModel::tr("Vehicles");
    case PaletteGroup::Screens:
        break;
    }
    return PaletteModel::tr("Screens");
}

} // namespace

void PaletteModel::show(const QString &query, std::vector<PaletteEntry> found)
{
    beginResetModel();
    m_query = query;
    m_found = std::move(found);
    std::ranges::stable_sort(m_found, {}, &PaletteEntry::group);
    m_lines.clear();
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        if (i == 0 || m_found[i].group != m_found[i - 1].group)
            m_lines.push_back({-1, headOf(m_found[i].group)});
        m_lines.push_back({int(i), {}});
    }
    endResetModel();
}

const PaletteEntry *PaletteModel::at(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return nullptr;
    const Line &line = m_lines[std::size_t(index.row())];
    return line.entry < 0 ? nullptr : &m_found[std::size_t(line.entry)];
}

int PaletteModel::nextChoice(int row, int step) const
{
    for (int at = row + step; at >= 0 && at < rowCount(); at += step)
        if (m_lines[std::size_t(at)].entry >= 0)
            return at;
    return -1;
}

int PaletteModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteEntry *entry = at(index);
    if (!entry)
        return role == Qt::DisplayRole ? QVariant(m_lines[std::size_t(index.row())].head)
            : role == HeadRole         ? QVariant(true)
                                       : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return entry->words;
    case Qt::AccessibleTextRole: {
        QStringList parts{entry->words};
        for (const QString &more : {entry->note, entry->keys})
            if (!more.isEmpty())
                parts << more;
        return parts.join(QLatin1String(", "));
    }
    case HeadRole:
        return false;
    case NoteRole:
        return entry->note;
    case KeysRole:
        return entry->keys;
    case IconRole:
        return int(entry->icon);
    case FromRole:
        return m_query.isEmpty() ? -1 : entry->words.indexOf(m_query, 0, Qt::CaseInsensitive);
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return at(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace updesk
