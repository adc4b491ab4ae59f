// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/timelinemodel.h"

#include "core/base/text.h"

#include <algorithm>

namespace updesk
{

static constexpr int kPage = 60;

TimelineModel::TimelineModel(Session &session, QObject *parent) : QAbstractListModel(parent), m_session(session) { }

void TimelineModel::setCustomer(CustomerId customer, const LeadWords &words)
{
    if (customer != m_customer)
        m_expanded.clear();
    m_customer = customer;
    m_words = words;
    reload();
}

void TimelineModel::setKind(TimelineKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    reload();
}

void TimelineModel::setFind(const QString &words)
{
    if (words == m_find)
        return;
    m_find = words;
    reload();
}

void TimelineModel::setCalling(const QString &words)
{
    if (words == m_calling)
        return;
    m_calling = words;
    reload();
}

bool TimelineModel::readPage(std::vector<TimelineRow> &rows)
{
    auto page = timelineRows(m_session.database(), m_customer, m_kind, kPage, m_before);
    if (!page) {
        m_error = page.error();
        m_more = false;
        return false;
    }
    m_more = int(page->size()) >= kPage;
    if (!page->empty())
        m_before = page->back().activity.at;
    rows.insert(rows.end(), page->begin(), page->end());
    return true;
}

void TimelineModel::reload()
{
    beginResetModel();
    m_before = 0;
    m_more = false;
    m_error.reset();
    std::vector<TimelineRow> rows;
    if (!m_customer.isNull()) {
        while (readPage(rows) && m_more && !m_find.isEmpty()) { } // what is searched may be old
    }
    m_entries.clear();
    if (!m_calling.isEmpty() && m_find.isEmpty() && (m_kind == TimelineKind::All || m_kind == TimelineKind::Calls)) {
        Entry day, call;
        day.heading = m_words.dayHeading(m_session.now(), m_session.now());
        day.row.activity.at = m_session.now();
        call.calling = true;
        call.row.activity.at = m_session.now();
        call.text.icon = Icon::Call;
        call.text.who = m_words.person(m_session.person());
        call.text.text = m_calling;
        call.text.tag = tr("now");
        call.text.tone = TagTone::Accent;
        m_entries = {day, call};
    }
    append(rows, m_entries);
    m_telling = true; // the next page may be asked for once everybody knows of this one
    endResetModel();
    m_telling = false;
}

bool TimelineModel::matches(const TimelineText &text) const
{
    if (m_find.isEmpty())
        return true;
    const QStringList all = foldedWords(text.who + u' ' + text.text + u' ' + text.detail + u' ' + text.tag);
    const QStringList wanted = foldedWords(m_find);
    return std::ranges::all_of(wanted, [&](const QString &word) {
        return std::ranges::any_of(all, [&](const QString &there) { return there.startsWith(word); });
    });
}

void TimelineModel::append(const std::vector<TimelineRow> &rows, std::vector<Entry> &entries) const
{
    const Time now = m_session.now();
    // A correction stands in place of what it corrects; both have one time, so they come in one page.
    std::set<ActivityId> corrected;
    for (const TimelineRow &row : rows)
        if (!row.struckOut && !row.activity.corrects.isNull())
            corrected.insert(row.activity.corrects);
    for (const TimelineRow &row : rows) {
        if (corrected.contains(row.activity.id))
            continue;
        Entry entry;
        entry.row = row;
        entry.text = timelineText(row, m_words, now);
        if (!matches(entry.text))
            continue;
        const Entry *last = entries.empty() ? m_entries.empty() ? nullptr : &m_entries.back() : &entries.back();
        if (!last || m_words.dayNumber(last->row.activity.at) != m_words.dayNumber(row.activity.at)) {
            Entry day;
            day.heading = m_words.dayHeading(row.activity.at, now);
            day.row.activity.at = row.activity.at;
            entries.push_back(std::move(day));
        }
        entries.push_back(std::move(entry));
    }
}

bool TimelineModel::canFetchMore(const QModelIndex &parent) const { return !parent.isValid() && m_more && !m_telling; }

void TimelineModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    std::vector<TimelineRow> rows;
    readPage(rows);
    std::vector<Entry> entries;
    append(rows, entries);
    if (entries.empty())
        return;
    const int first = rowCount();
    m_telling = true; // a view may ask for more as soon as it hears of these
    beginInsertRows({}, first, first + int(entries.size()) - 1);
    std::ranges::move(entries, std::back_inserter(m_entries));
    endInsertRows();
    m_telling = false;
}

int TimelineModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_entries.size()); }

Qt::ItemFlags TimelineModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_entries[std::size_t(index.row())].heading.isEmpty() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                                                 : Qt::ItemIsEnabled;
}

bool TimelineModel::toggle(int row)
{
    if (row < 0 || row >= rowCount() || m_entries[std::size_t(row)].text.detail.isEmpty())
        return false;
    const ActivityId id = m_entries[std::size_t(row)].row.activity.id;
    if (!m_expanded.erase(id))
        m_expanded.insert(id);
    Q_EMIT dataChanged(index(row), index(row), {ExpandedRole, Qt::AccessibleTextRole, Qt::SizeHintRole});
    return true;
}

OriginalId TimelineModel::originalAt(int row) const
{
    const TimelineRow *found = rowAt(row);
    return found ? found->activity.original : OriginalId{};
}

const TimelineRow *TimelineModel::rowAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const Entry &entry = m_entries[std::size_t(row)];
    return entry.heading.isEmpty() && !entry.calling ? &entry.row : nullptr;
}

QString TimelineModel::sentence(const Entry &entry) const
{
    QStringList parts{m_words.timeOfDay(entry.row.activity.at), entry.text.who, entry.text.text};
    if (!entry.text.tag.isEmpty())
        parts << entry.text.tag;
    if (entry.row.struckOut)
        parts << tr("Taken back");
    if (m_expanded.contains(entry.row.activity.id))
        parts << entry.text.detail.simplified();
    if (entry.text.original)
        parts << tr("Original can be shown");
    return parts.join(QStringLiteral(". "));
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry &entry = m_entries[std::size_t(index.row())];
    const bool heading = !entry.heading.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return heading ? entry.heading : entry.text.text;
    case Qt::AccessibleTextRole:
        return heading ? entry.heading : sentence(entry);
    case HeadingRole:
        return heading;
    case TimeRole:
        return heading ? QString() : m_words.timeOfDay(entry.row.activity.at);
    case IconRole:
        return int(entry.text.icon);
    case WhoRole:
        return entry.text.who;
    case DetailRole:
        return entry.text.detail;
    case TagRole:
        return entry.text.tag;
    case ToneRole:
        return int(entry.text.tone);
    case OriginalRole:
        return entry.text.original;
    case StruckRole:
        return entry.row.struckOut;
    case ExpandedRole:
        return m_expanded.contains(entry.row.activity.id) && !entry.text.detail.isEmpty();
    case NowRole:
        return entry.calling;
    default:
        return {};
    }
}

} // namespace updesk
