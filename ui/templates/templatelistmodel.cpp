// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templatelistmodel.h"

#include "core/sequences/scriptcheck.h"
#include "ui/templates/scriptwords.h"
#include "ui/templates/templatewords.h"

#include <algorithm>

namespace updesk
{

static bool isFaulty(const Template &row) { return isBlocked(checkTemplate(row)); }
static bool isFaulty(const Script &row) { return isBlocked(checkScript(row)); }

TemplateListModel::TemplateListModel(Session &session, QObject *parent) : QAbstractListModel(parent), m_session(session)
{
}

Result<void> TemplateListModel::reload()
{
    auto entries = templateEntries(m_session.database());
    if (!entries)
        return entries.error();
    auto scripts = scriptEntries(m_session.database());
    if (!scripts)
        return scripts.error();
    m_entries = std::move(*entries);
    m_scripts = std::move(*scripts);
    build();
    return {};
}

void TemplateListModel::setLanguage(const QString &language)
{
    m_language = language;
    build();
}

void TemplateListModel::setShown(Shown shown)
{
    m_shown = shown;
    build();
}

// `describe` fills what is in the language that is looked at, or in any while that is all there is.
template <class Entry, class Describe>
std::vector<TemplateListModel::Row> TemplateListModel::rowsOf(
    const std::vector<Entry> &entries, const Describe &describe) const
{
    std::vector<Row> rows;
    for (const Entry &entry : entries) {
        auto row = std::ranges::find_if(rows, [&](const Row &r) { return r.key == entry.row.key; });
        const bool fresh = row == rows.end();
        if (fresh)
            row = rows.insert(rows.end(), Row{.key = entry.row.key});
        const bool here = entry.row.language == m_language;
        if (fresh || here)
            describe(*row, entry.row);
        row->off = here ? !entry.row.active : row->off;
        row->own = row->own || entry.own;
        row->faulty = row->faulty || isFaulty(entry.row);
    }
    std::ranges::stable_sort(rows, {}, [](const Row &row) { return std::pair(row.group, row.rank); });
    return rows;
}

void TemplateListModel::build()
{
    const auto message = [](Row &row, const Template &from) {
        row.name = from.name;
        row.kind = TemplateWords::channel(from.channel);
        row.icon = from.channel == Channel::Email ? Icon::Email : Icon::Text;
    };
    const auto script = [](Row &row, const Script &from) {
        row.name = from.title;
        row.kind = ScriptWords::kind(from.kind);
        row.icon = ScriptWords::icon(from.kind);
        row.group = int(from.kind);
        row.rank = from.rank;
    };
    std::vector<Row> rows = m_shown == Shown::Messages ? rowsOf(m_entries, message) : rowsOf(m_scripts, script);
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
        return TemplateWords::row(row.name, row.kind, row.own, row.faulty, row.off);
    case KeyRole:
        return row.key;
    case IconRole:
        return int(row.icon);
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
