// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/queuesearch.h"
#include "ui/queue/queuewords.h"

#include <QAbstractTableModel>

#include <set>

namespace updesk
{

/// One row as it stands on screen: what was read and the words made from it once.
struct QueueLine {
    QueueRow row;
    int group = 0; ///< under which head it stands, which a later change must not move
    bool gone = false; ///< no longer belongs here; grey until the next sort
    QString wants, stock, next, key, channel, owner, source;
};

/// The queue's rows, read by key in pages. Rows are leads only; group heads are drawn by the view between them.
///
/// A change is shown in place at once, but no row moves, comes or goes before settle(): refresh() keeps what the store
/// says now beside what is shown. So a view can hold its rows still as long as somebody works in them.
class QueueModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Clock, Score, Customer, Wants, NextAction, Way, Owner, Source, Age, Columns };
    enum Role {
        LeadIdRole = Qt::UserRole + 1, ///< hex
        GroupNoRole,
        ClockStateRole, ///< ClockState
        DueUtcRole,
        ScoreRole,
        TierRole,
        OwnerRole, ///< hex, empty for nobody
        VerifiedRole
    };

    explicit QueueModel(Session &session, QObject *parent = nullptr);

    /// Other rows: all is read anew. Those shown stay until it is, also when it fails. A narrow filter's are looked for
    /// beside the window; what is found of one that was replaced meanwhile is dropped.
    void setFilter(const QueueFilter &filter);
    const QueueFilter &filter() const { return m_filter; }
    /// What is shown is of the filter before, and the rows of this one are still looked for.
    bool isLooking() const { return m_others && isNarrow(m_filter) && m_search.isAsking(); }
    bool isSearching() const { return m_search.isAsking(); } ///< of whatever filter, also of one that was replaced
    void warmUp(); ///< somebody is about to type a filter: what it is looked for in is read ahead
    /// Unfolds or folds the group Later and keeps the rows that stay.
    void setLater(bool shown);

    /// Asks the store: rows change in place, counts and arrivals are known. Emits refreshed() or failed().
    void refresh();
    bool isStale() const { return m_stale; } ///< whether the order shown differs from the store's
    /// Shows the store's order. `keep` stays though it is gone, and so do gone rows above it with `above`: then nothing
    /// has to move up under the eye.
    void settle(LeadId keep = {}, bool above = false);
    int goneAbove(int row) const;
    /// Leads that are in the list but not yet shown.
    int arrivalsBefore(int row) const; ///< those that will stand above this row
    const std::set<LeadId> &arrivals() const { return m_arrivals; }

    const QueueLine &line(int row) const { return m_lines[std::size_t(row)]; }
    LeadId leadAt(int row) const; ///< a null id beyond the rows
    int rowOf(LeadId lead) const; ///< -1: not shown
    /// The lead to work after this one, in the order shown, but for those gone and those whose time is still to come;
    /// null at the end.
    LeadId next(LeadId after);
    /// The first that needs a person now, shown or not yet, as the store was last asked; null: none but `besides`.
    LeadId left(LeadId besides) const;
    const std::array<int, 6> &counts() const { return m_counts; }
    Time readAt() const { return m_readAt; } ///< when the rows shown were last read
    Time now() const { return m_session.now(); }
    const QueueWords &words() const { return m_words; }
    QString lateByOwner() const; ///< "Late by owner: Dana +06:10"; empty when nobody is late
    QString nextDue() const; ///< "14:00 (Priya Nair)" of nextLater(); empty when there is none
    /// Leads that this desk has claimed and whose owner the server has not confirmed.
    void setClaims(const std::vector<LeadId> &leads, bool online);
    void setSlowAfter(int ms) { m_slow = ms; } ///< from when on a read says so
    /// A second passed: asks again when time alone moves a row.
    void tick();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// By a column within each group, of the first thousand rows; column -1 gives the queue's own order back.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

Q_SIGNALS:
    void refreshed();
    void settled();
    void failed(const updesk::Error &error);
    /// A read goes on for longer than a person takes for at once, and ended; in the midst of one nothing may be asked.
    void refreshing(bool on);

private:
    struct Watched;
    QueueLine lineOf(QueueRow row, Time now) const;
    void look();
    void endLong(); ///< no search takes long any more
    void found(const QueueFilter &filter, const QueueSearch::Found &hits);
    const QueueHits *hits() const; ///< of the filter as it is; nullptr: it is not narrow, or not found yet
    void show();
    Result<void> read();
    Result<std::vector<QueueRow>> readRows();
    bool fetch(); ///< one page more; false: there is none, or it cannot be read
    Result<void> compare();
    void update(int row, QueueLine line);
    std::vector<QueueLine> target(LeadId keep, bool above) const;
    void sortLines(std::vector<QueueLine> &lines) const;
    void removeMissing(const std::vector<QueueLine> &target);
    void reorder(const std::vector<QueueLine> &target);
    void insertNew(std::vector<QueueLine> target);
    bool lessByColumn(const QueueLine &a, const QueueLine &b) const;
    QString text(const QueueLine &line, int column) const;
    QString ownerOf(const LeadNow &row) const;
    QString sentence(const QueueLine &line) const;
    static QString spokenName(const QueueRow &row);

    Session &m_session;
    int m_slow; ///< ms
    QueueFilter m_filter;
    QueueWords m_words;
    std::vector<QueueLine> m_lines; ///< as shown
    std::vector<QueueRow> m_fresh; ///< as the store has it, up to m_end
    std::optional<QueueKey> m_end; ///< of the last row read; none: all were read
    std::set<LeadId> m_arrivals, m_claims;
    bool m_online = true;
    std::array<int, 6> m_counts{};
    std::vector<LateByOwner> m_late;
    Time m_readAt = 0, m_turn = 0; ///< m_turn: the next moment at which a shown row changes its group by itself
    bool m_stale = false, m_others = false, m_saidLong = false;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QTimer m_soon;
    QueueSearch m_search;
    std::shared_ptr<const QueueHits> m_hits;
    QueueFilter m_hitsOf;
    QTimer m_long; ///< until what is looked for takes long
};

} // namespace updesk
