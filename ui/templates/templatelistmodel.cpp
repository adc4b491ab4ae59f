// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templatelistmodel.h"

#include "core/sequences/templatecheck.h"
#include "ui/templates/templatewords.h"

#include <algorithm>

namespace updesk
{

TemplateListModel::TemplateListModel(Session &session, QObject *parent) : QAbstractListModel(parent), m_session(session)
{
}

Result<void> TemplateListModel::reload()
{
    auto entries = templateEntries(m_session.database());
    if (!entries)
        return entries.error();
    m_entries = std::move(*entries);
    build();
    return {};
}

void TemplateListModel::setLanguage(const QString &language)
{
    m_language = language;
    build();
}

void TemplateListModel::build()
{
    std::vector<Row> rows;
    for (const TemplateEntry &entry : m_entries) {
        auto row = std::ranges::find_if(rows, [&](const Row &r) { return r.key == entry.row.key; });
        if (row == rows.end())
            row = rows.insert(rows.end(), Row{entry.row.key, entry.row.name, entry.row.channel});
        if (entry.row.language == m_language) {
            row->name = entry.row.name;
            row->off = !entry.row.active;
        }
        row->own = row->own || entry.own;
        row->faulty = row->faulty || isBlocked(checkTemplate(entry.row));
    }
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int TemplateListModel::rowOf(const QString &key) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const Row &r) { return r.key == key; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int TemplateListModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant TemplateListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return TemplateWords::row(row.name, row.channel, row.own, row.faulty, row.off);
    case KeyRole:
        return row.key;
    case ChannelRole:
        return int(row.channel);
    case OwnRole:
        return row.own;
    case FaultyRole:
        return row.faulty;
    case OffRole:
        return row.off;
    default:
        return {};
    }
}

} // namespace updesk
