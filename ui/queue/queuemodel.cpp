// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuemodel.h"

#include "core/leads/leadnowstore.h"
#include "core/store/longread.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/letterkeys.h"
#include "ui/parts/tonewords.h"

#include <algorithm>
#include <unordered_map>

namespace updesk
{

namespace
{

constexpr int kPage = 50;
constexpr std::size_t kRowsAhead = 1000; // each row that is read stays, and is read again at each change
constexpr int kSortedRows = 1000;
constexpr int kNeedsPerson = 3; // the last group that does: late
constexpr int kSlow = 150; // ms from which on a read says so (ui.md 2.1)
constexpr int kSoon = 30; // ms: a burst of changes is read once

struct HashLead {
    std::size_t operator()(const LeadId &id) const { return qHashBits(id.value.bytes.data(), id.value.bytes.size()); }
};
using Places = std::unordered_map<LeadId, std::size_t, HashLead>;

template <class Row, class IdOfRow>
Places placesOf(const std::vector<Row> &rows, IdOfRow id)
{
    Places places;
    places.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        places.emplace(id(rows[i]), i);
    return places;
}

const LeadId &leadOf(const QueueRow &row) { return row.now.id; }
const LeadId &leadOfLine(const QueueLine &line) { return line.row.now.id; }

} // namespace

/// Says while it lives that a read takes long, once it does.
struct QueueModel::Watched {
    explicit Watched(QueueModel &model)
        : of(model), read(model.m_session.database(), model.m_slow, [&model] { Q_EMIT model.refreshing(true); })
    {
    }
    ~Watched()
    {
        if (read.isTold())
            Q_EMIT of.refreshing(false);
    }
    QueueModel &of;
    LongRead read;
};

QueueModel::QueueModel(Session &session, QObject *parent)
    : QAbstractTableModel(parent), m_session(session), m_slow(kSlow), m_search(session)
{
    m_filter.person = session.person();
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &QueueModel::refresh);
    connect(&session, &Session::changed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(&m_search, &QueueSearch::found, this, &QueueModel::found);
    m_long.setSingleShot(true);
    connect(&m_long, &QTimer::timeout, this, [this] {
        m_saidLong = true;
        Q_EMIT refreshing(true);
    });
    connect(letterKeys(), &LetterKeys::changed, this, [this] {
        for (QueueLine &line : m_lines)
            line.key = m_words.nextKey(line.row.now);
        if (!m_lines.empty())
            Q_EMIT dataChanged(index(0, NextAction), index(rowCount() - 1, NextAction));
    });
}

void QueueModel::setFilter(const QueueFilter &filter)
{
    m_filter = filter;
    if (!isNarrow(filter)) {
        m_hits.reset();
        endLong(); // the search may go on, but nobody waits for it
    }
    m_end.reset();
    m_others = true;
    refresh();
}

void QueueModel::setLater(bool shown)
{
    if (shown == m_filter.later)
        return;
    m_filter.later = shown;
    refresh();
    settle();
}

QString QueueModel::ownerOf(const LeadNow &row) const
{
    const bool open = !row.owner.isNull() && m_claims.contains(row.id);
    return open ? m_words.claiming(row.owner, m_online) : m_words.owner(row.owner);
}

void QueueModel::setClaims(const std::vector<LeadId> &leads, bool online)
{
    std::set<LeadId> claims(leads.begin(), leads.end());
    if (claims == m_claims && (claims.empty() || online == m_online))
        return;
    m_claims.swap(claims);
    m_online = online;
    for (QueueLine &line : m_lines)
        line.owner = ownerOf(line.row.now);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, Owner), index(rowCount() - 1, Owner));
}

QueueLine QueueModel::lineOf(QueueRow row, Time now) const
{
    QueueLine line;
    line.group = row.now.place.group;
    line.wants = row.now.wants;
    line.stock = row.now.stock.isEmpty() ? QString() : u'#' + row.now.stock;
    line.next = toneBefore(row.tone, m_words.next(row.now, now));
    line.key = m_words.nextKey(row.now);
    line.channel = QueueWords::channel(QueueWords::channelOf(row.now));
    line.owner = ownerOf(row.now);
    line.source = m_words.source(row.now.source);
    line.row = std::move(row);
    return line;
}

Result<std::vector<QueueRow>> QueueModel::readRows()
{
    const int shown = m_others ? 0 : int(m_lines.size());
    const int limit = (m_sortColumn >= 0 ? std::max(shown, kSortedRows) : shown) + kPage;
    auto rows = queueRows(m_session.database(), m_filter, limit, {}, hits());
    if (!rows)
        return rows.error();
    bool all = int(rows->size()) < limit;
    // Many came in above: read on to the last row that is shown, in larger steps.
    for (int step = 0; m_end && !all && step < 8 && keyOf(rows->back()) < *m_end; ++step) {
        const auto more = queueRows(m_session.database(), m_filter, kSortedRows, keyOf(rows->back()), hits());
        if (!more)
            return more.error();
        all = int(more->size()) < kSortedRows;
        rows->insert(rows->end(), more->begin(), more->end());
    }
    if (shown > 0 && m_end) { // the list ends where it ended, so that it does not grow by being looked at
        const auto beyond = std::find_if(rows->begin() + std::min<std::ptrdiff_t>(kPage, std::ptrdiff_t(rows->size())),
            rows->end(), [&](const QueueRow &row) { return *m_end < keyOf(row); });
        all = all && beyond == rows->end();
        rows->erase(beyond, rows->end());
    }
    m_end.reset();
    if (!all && !rows->empty())
        m_end = keyOf(rows->back());
    nameErased(m_session.database(), *rows, &QueueRow::name, [](const QueueRow &row) { return row.now.id.value; });
    return rows;
}

Result<void> QueueModel::read()
{
    const Watched watched(*this);
    const Time now = m_session.now();
    Database &database = m_session.database();
    if (const auto moved = regroup(database, now); !moved)
        return moved.error();
    const auto rules = m_session.rules();
    if (!rules)
        return rules.error();
    if (m_words.rules() != rules->get())
        m_words = QueueWords(*rules);
    auto rows = readRows();
    if (!rows)
        return rows.error();
    const auto counts = hits() ? hits()->counts : queueCounts(database, m_filter);
    if (!counts)
        return counts.error();
    const auto late = updesk::lateByOwner(database, now);
    if (!late)
        return late.error();
    if (std::exchange(m_others, false)) { // only now: until then the old ones stand
        beginResetModel();
        m_lines.clear();
        endResetModel();
    }
    m_fresh = std::move(*rows);
    m_counts = *counts;
    m_late = *late;
    m_readAt = now;
    return compare();
}

// Rows shown take their new words where they stand; who came and who left is noted for the next settle().
Result<void> QueueModel::compare()
{
    const Time now = m_session.now();
    const Places fresh = placesOf(m_fresh, leadOf);
    for (int i = 0; i < int(m_lines.size()); ++i) {
        QueueLine old = m_lines[std::size_t(i)];
        const auto at = fresh.find(leadOfLine(old));
        QueueLine line = old;
        if (at != fresh.end()) {
            line = lineOf(m_fresh[at->second], now);
        } else if (auto row = queueRow(m_session.database(), leadOfLine(old), m_filter.person)) {
            row->name = nameOrErased(m_session.database(), row->name, row->now.id.value);
            line = lineOf(*row, now);
            const bool beyond = m_end && *m_end < keyOf(*row);
            line.gone = !(belongs(*row, m_filter) && beyond);
            const bool taken = !isInView(*row, m_filter);
            if (line.gone)
                line.next = m_words.whyGone(row->now, now, taken && row->now.owner != m_filter.person);
        } else if (row.error().code == Error::Code::NotFound) {
            line.gone = true;
        } else {
            return row.error();
        }
        line.group = old.group;
        update(i, std::move(line));
    }
    m_arrivals.clear();
    m_turn = 0;
    const Places shown = placesOf(m_lines, leadOfLine);
    for (const QueueRow &row : m_fresh) {
        if (!shown.contains(leadOf(row)))
            m_arrivals.insert(leadOf(row));
        const Time change = row.now.place.nextChange;
        if (change > now)
            m_turn = m_turn == 0 ? change : std::min(m_turn, change);
    }
    const std::vector<QueueLine> sorted = target({}, false);
    m_stale = !std::equal(sorted.begin(), sorted.end(), m_lines.begin(), m_lines.end(),
        [](const QueueLine &a, const QueueLine &b) { return leadOfLine(a) == leadOfLine(b) && a.group == b.group; });
    return {};
}

void QueueModel::update(int row, QueueLine line)
{
    QueueLine &shown = m_lines[std::size_t(row)];
    const bool differs = !(shown.row == line.row) || shown.gone != line.gone || shown.next != line.next
        || shown.owner != line.owner || shown.source != line.source;
    shown = std::move(line);
    if (differs)
        Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

void QueueModel::refresh()
{
    m_soon.stop();
    const bool narrow = isNarrow(m_filter);
    if (narrow)
        look();
    if (!narrow || hits()) // in what was found last the rows change at once; who came is known a moment later
        show();
}

void QueueModel::show()
{
    const bool others = m_others;
    if (const auto done = read(); !done) {
        Q_EMIT failed(done.error());
        return;
    }
    if (others)
        settle();
    Q_EMIT refreshed();
}

std::vector<QueueLine> QueueModel::target(LeadId keep, bool above) const
{
    const Time now = m_session.now();
    const Places shown = placesOf(m_lines, leadOfLine);
    std::vector<QueueLine> lines;
    lines.reserve(m_fresh.size());
    for (const QueueRow &row : m_fresh) {
        const auto at = shown.find(leadOf(row));
        lines.push_back(at == shown.end() ? lineOf(row, now) : m_lines[at->second]);
        lines.back().group = row.now.place.group;
    }
    sortLines(lines);
    const auto held = keep.isNull() ? shown.end() : shown.find(keep);
    if (held == shown.end())
        return lines;
    // They stay behind the row they stood behind, within their group.
    for (std::size_t i = above ? 0 : held->second; i <= held->second; ++i) {
        if (!m_lines[i].gone)
            continue;
        auto at = std::find_if(
            lines.begin(), lines.end(), [&](const QueueLine &line) { return line.group >= m_lines[i].group; });
        if (i > 0) {
            const auto before = std::find_if(lines.begin(), lines.end(), [&](const QueueLine &line) {
                return leadOfLine(line) == leadOfLine(m_lines[i - 1]) && line.group == m_lines[i].group;
            });
            at = before == lines.end() ? at : before + 1;
        }
        lines.insert(at, m_lines[i]);
    }
    return lines;
}

int QueueModel::goneAbove(int row) const
{
    const auto end = m_lines.begin() + std::clamp(row, 0, rowCount());
    return int(std::count_if(m_lines.begin(), end, [](const QueueLine &line) { return line.gone; }));
}

void QueueModel::settle(LeadId keep, bool above)
{
    std::vector<QueueLine> lines = target(keep, above);
    removeMissing(lines);
    reorder(lines);
    insertNew(std::move(lines));
    m_arrivals.clear();
    m_stale = std::any_of(m_lines.begin(), m_lines.end(), [](const QueueLine &line) { return line.gone; });
    Q_EMIT settled();
}

void QueueModel::removeMissing(const std::vector<QueueLine> &target)
{
    const Places stay = placesOf(target, leadOfLine);
    for (int last = int(m_lines.size()) - 1; last >= 0; --last) {
        if (stay.contains(leadOfLine(m_lines[std::size_t(last)])))
            continue;
        int first = last;
        while (first > 0 && !stay.contains(leadOfLine(m_lines[std::size_t(first - 1)])))
            --first;
        beginRemoveRows({}, first, last);
        m_lines.erase(m_lines.begin() + first, m_lines.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void QueueModel::reorder(const std::vector<QueueLine> &target)
{
    const Places old = placesOf(m_lines, leadOfLine);
    std::vector<QueueLine> lines;
    std::vector<int> movedTo(m_lines.size());
    lines.reserve(m_lines.size());
    for (const QueueLine &line : target) {
        const auto at = old.find(leadOfLine(line));
        if (at == old.end())
            continue;
        movedTo[at->second] = int(lines.size());
        lines.push_back(line);
    }
    if (std::is_sorted(movedTo.begin(), movedTo.end())) {
        m_lines = std::move(lines); // only their groups may differ
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &one : from)
        to.push_back(index(movedTo[std::size_t(one.row())], one.column()));
    m_lines = std::move(lines);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void QueueModel::insertNew(std::vector<QueueLine> target)
{
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (i < m_lines.size() && leadOfLine(m_lines[i]) == leadOfLine(target[i]))
            continue;
        std::size_t last = i; // a run of new rows ends where the next old one stands
        while (
            last + 1 < target.size() && (i >= m_lines.size() || leadOfLine(target[last + 1]) != leadOfLine(m_lines[i])))
            ++last;
        beginInsertRows({}, int(i), int(last));
        m_lines.insert(m_lines.begin() + std::ptrdiff_t(i), std::make_move_iterator(target.begin() + std::ptrdiff_t(i)),
            std::make_move_iterator(target.begin() + std::ptrdiff_t(last) + 1));
        endInsertRows();
        i = last;
    }
}

int QueueModel::arrivalsBefore(int row) const
{
    if (m_arrivals.empty() || m_lines.empty())
        return 0;
    const LeadId shown = leadAt(row);
    const auto at = std::find_if(m_fresh.begin(), m_fresh.end(), [&](const QueueRow &r) { return leadOf(r) == shown; });
    const QueueKey key = at != m_fresh.end() ? keyOf(*at)
        : row < int(m_lines.size())          ? keyOf(line(row).row)
                                             : QueueKey{9, 1, 0, 0, 0, 0, {}};
    return int(std::count_if(m_fresh.begin(), m_fresh.end(),
        [&](const QueueRow &r) { return m_arrivals.contains(leadOf(r)) && keyOf(r) < key; }));
}

LeadId QueueModel::leadAt(int row) const
{
    return row >= 0 && row < int(m_lines.size()) ? leadOfLine(line(row)) : LeadId{};
}

int QueueModel::rowOf(LeadId lead) const
{
    const auto at =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const QueueLine &line) { return leadOfLine(line) == lead; });
    return at == m_lines.end() ? -1 : int(at - m_lines.begin());
}

// While a lead is open over the list nobody scrolls it: what was not read yet is read here, or the list would seem
// done.
LeadId QueueModel::next(LeadId after)
{
    const std::size_t from = std::size_t(rowOf(after) + 1);
    std::size_t i = from;
    do {
        for (; i < m_lines.size(); ++i) {
            const QueueLine &line = m_lines[i];
            if (!line.gone && leadOfLine(line) != after && !isAhead(line.row.now, now()))
                return leadOfLine(line);
        }
    } while (i < from + kRowsAhead && fetch());
    return {};
}

LeadId QueueModel::left(LeadId besides) const
{
    const auto needed = std::find_if(m_fresh.begin(), m_fresh.end(),
        [&](const QueueRow &row) { return row.now.place.group <= kNeedsPerson && leadOf(row) != besides; });
    return needed == m_fresh.end() ? LeadId{} : leadOf(*needed);
}

bool QueueModel::canFetchMore(const QModelIndex &parent) const { return !parent.isValid() && m_end.has_value(); }

void QueueModel::fetchMore(const QModelIndex &parent)
{
    if (!parent.isValid())
        fetch();
}

bool QueueModel::fetch()
{
    if (!m_end)
        return false;
    const Watched watched(*this);
    const auto rows = queueRows(m_session.database(), m_filter, kPage, m_end, hits());
    if (!rows) {
        Q_EMIT failed(rows.error());
        return false;
    }
    m_end.reset();
    if (int(rows->size()) == kPage)
        m_end = keyOf(rows->back());
    const Places shown = placesOf(m_lines, leadOfLine);
    std::vector<QueueLine> lines;
    for (const QueueRow &row : *rows) {
        m_fresh.push_back(row);
        if (!shown.contains(leadOf(row)))
            lines.push_back(lineOf(row, m_session.now()));
    }
    if (lines.empty())
        return true;
    beginInsertRows({}, rowCount(), rowCount() + int(lines.size()) - 1);
    std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
    endInsertRows();
    return true;
}

void QueueModel::tick()
{
    if (m_turn > 0 && m_session.now() >= m_turn)
        refresh();
}

} // namespace updesk
