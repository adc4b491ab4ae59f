// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/timelinemodel.h"

#include "core/base/text.h"
#include "core/desk/unmerge.h"

#include <algorithm>

namespace updesk
{

static constexpr int kPage = 60;

TimelineModel::TimelineModel(Session &session, QObject *parent) : QAbstractListModel(parent), m_session(session) { }

// What is shown so far is of something else.
void TimelineModel::forget()
{
    m_read = 0;
    beginResetModel();
    m_entries.clear();
    endResetModel();
}

void TimelineModel::setCustomer(CustomerId customer, const LeadWords &words)
{
    const bool other = customer != m_customer;
    const bool spoken = words.rules() == m_words.rules(); // the words for times stand in no entry
    if (other)
        m_expanded.clear();
    m_customer = customer;
    m_words = words;
    if (other || !spoken)
        forget();
    if (const auto news = m_older.find(customer);
        other && news != m_older.end() && news->second.is != OlderNews::Is::Coming)
        m_older.erase(news); // who opens it anew asks anew
    reload();
    if (!other || customer.isNull())
        return;
    const auto here = olderHere(m_session.database(), customer, m_session.now());
    if (here && *here != OlderHere::AllHere)
        Q_EMIT olderSought(customer);
}

void TimelineModel::setKind(TimelineKind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    forget();
    reload();
}

void TimelineModel::setFind(const QString &words)
{
    if (words == m_find)
        return;
    m_find = words;
    forget();
    reload();
}

void TimelineModel::setCalling(const QString &words)
{
    if (words == m_calling)
        return;
    m_calling = words;
    reload();
}

void TimelineModel::setOlder(const OlderNews &news)
{
    m_older[news.customer] = news;
    if (news.customer == m_customer)
        reload();
}

void TimelineModel::askForOlder()
{
    if (m_entries.empty() || m_entries.back().older.action.isEmpty())
        return;
    setOlder({m_customer, OlderNews::Is::Coming, 0, {}}); // whoever is asked may be busy: pressed again it asks no more
    Q_EMIT olderWanted(m_customer);
}

bool TimelineModel::isEmpty() const
{
    return m_entries.empty() || (m_entries.size() == 1 && !m_entries.front().older.words.isEmpty());
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
    m_before = 0;
    m_more = false;
    m_error.reset();
    std::vector<TimelineRow> rows;
    if (!m_customer.isNull()) {
        // What is searched may be old, and what was read stays read.
        while (readPage(rows) && m_more && (!m_find.isEmpty() || int(rows.size()) < m_read)) { }
    }
    m_read = int(rows.size());
    std::vector<Entry> entries;
    appendCall(entries);
    append(rows, entries, nullptr);
    appendOlder(entries);
    replaceBy(std::move(entries));
    Q_EMIT reloaded();
}

void TimelineModel::appendCall(std::vector<Entry> &entries) const
{
    if (m_calling.isEmpty() || !m_find.isEmpty() || (m_kind != TimelineKind::All && m_kind != TimelineKind::Calls))
        return;
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
    entries = {day, call};
}

// Below the last entry that is here.
void TimelineModel::appendOlder(std::vector<Entry> &entries)
{
    if (m_more || m_error || m_customer.isNull())
        return;
    const auto here = olderHere(m_session.database(), m_customer, m_session.now());
    if (!here) {
        m_error = here.error();
        return;
    }
    const auto news = m_older.find(m_customer);
    Entry line;
    line.older = olderLine(*here, news == m_older.end() ? nullptr : &news->second);
    if (!line.older.words.isEmpty())
        entries.push_back(std::move(line));
}

// Rows of another desk come all the time: what did not change must not move under the reader's eyes, and what came at
// the end is only added.
void TimelineModel::replaceBy(std::vector<Entry> entries)
{
    const auto [was, is] = std::ranges::mismatch(m_entries, entries);
    const int same = int(was - m_entries.begin()), old = int(m_entries.size()), now = int(entries.size());
    if (same == old && same == now)
        return;
    const bool onlyLine = same == old || (same == old - 1 && !was->older.words.isEmpty());
    m_telling = true; // the next page may be asked for once everybody knows of this one
    if (!onlyLine) {
        beginResetModel();
        m_entries = std::move(entries);
        endResetModel();
    } else if (same == old - 1 && same == now - 1 && !is->older.words.isEmpty()) {
        m_entries.back() = std::move(*is);
        Q_EMIT dataChanged(index(same), index(same));
    } else {
        if (same < old) {
            beginRemoveRows({}, same, same);
            m_entries.pop_back();
            endRemoveRows();
        }
        if (same < now) {
            beginInsertRows({}, same, now - 1);
            std::move(is, entries.end(), std::back_inserter(m_entries));
            endInsertRows();
        }
    }
    m_telling = false;
}

bool TimelineModel::matches(const TimelineText &text) const
{
    if (m_find.isEmpty())
        return true;
    const QStringList all =
        foldedWords(text.who + u' ' + text.text + u' ' + text.detail + u' ' + text.tag + u' ' + text.doubt);
    const QStringList wanted = foldedWords(m_find);
    return std::ranges::all_of(wanted, [&](const QString &word) {
        return std::ranges::any_of(all, [&](const QString &there) { return there.startsWith(word); });
    });
}

// Not a merge whose record was merged into another one since, nor one that somebody has turned: its line offers
// nothing.
bool TimelineModel::stands(ActivityId merge) const
{
    const auto standing = undoable(m_session.database(), {MergeRow{merge, {}, {}, 0}}, m_session.now());
    return !standing || !standing->empty(); // what cannot be read now is refused in words when it is pressed
}

void TimelineModel::append(const std::vector<TimelineRow> &rows, std::vector<Entry> &entries, const Entry *last) const
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
        if (!entry.text.action.isEmpty() && !stands(row.activity.id))
            entry.text.action.clear();
        if (!matches(entry.text))
            continue;
        if (!entries.empty())
            last = &entries.back();
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
    m_read += int(rows.size());
    std::vector<Entry> entries;
    append(rows, entries, m_entries.empty() ? nullptr : &m_entries.back());
    appendOlder(entries);
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
    return entry.heading.isEmpty() && !entry.calling && entry.older.words.isEmpty() ? &entry.row : nullptr;
}

QString TimelineModel::sentence(const Entry &entry) const
{
    if (!entry.older.words.isEmpty())
        return entry.older.action.isEmpty() ? entry.older.words : entry.older.words + u' ' + entry.older.action;
    QStringList parts{m_words.timeOfDay(entry.row.activity.at), entry.text.who, entry.text.text};
    if (!entry.text.tag.isEmpty())
        parts << entry.text.tag;
    if (!entry.text.doubt.isEmpty())
        parts << entry.text.doubt;
    if (entry.row.struckOut)
        parts << tr("Taken back");
    if (m_expanded.contains(entry.row.activity.id))
        parts << entry.text.detail.simplified();
    if (entry.text.original)
        parts << tr("Original can be shown");
    if (!entry.text.action.isEmpty())
        parts << entry.text.action;
    return parts.join(QStringLiteral(". "));
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry &entry = m_entries[std::size_t(index.row())];
    const bool heading = !entry.heading.isEmpty(), older = !entry.older.words.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        return heading ? entry.heading : older ? entry.older.words : entry.text.text;
    case Qt::AccessibleTextRole:
        return heading ? entry.heading : sentence(entry);
    case HeadingRole:
        return heading;
    case TimeRole:
        return heading || older ? QString() : m_words.timeOfDay(entry.row.activity.at);
    case IconRole:
        return int(older ? entry.older.icon : entry.text.icon);
    case WhoRole:
        return entry.text.who;
    case DetailRole:
        return entry.text.detail;
    case TagRole:
        return entry.text.tag;
    case ToneRole:
        return int(entry.text.tone);
    case DoubtRole:
        return entry.text.doubt;
    case OriginalRole:
        return entry.text.original;
    case StruckRole:
        return entry.row.struckOut;
    case ExpandedRole:
        return m_expanded.contains(entry.row.activity.id) && !entry.text.detail.isEmpty();
    case NowRole:
        return entry.calling;
    case OlderRole:
        return older;
    case ActionRole:
        return older ? entry.older.action : entry.text.action;
    default:
        return {};
    }
}

} // namespace updesk
