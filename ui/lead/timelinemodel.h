// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/lead/olderline.h"
#include "ui/lead/timelinewords.h"

#include <QAbstractListModel>

#include <map>
#include <optional>
#include <set>

namespace updesk
{

/// A customer's history, newest first, under headings of days; read by key in pages.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        HeadingRole = Qt::UserRole + 20, ///< bool: a day, not an entry
        TimeRole, ///< "10:41"
        IconRole, ///< Icon
        WhoRole,
        DetailRole,
        TagRole,
        ToneRole, ///< TagTone
        DoubtRole, ///< a sentence that stands below the entry
        OriginalRole, ///< bool: "Show original" stands at its right
        StruckRole, ///< bool: undo took it back
        ExpandedRole,
        NowRole, ///< bool: the call that goes on right now
        OlderRole, ///< bool: the last line, of what lies on the server
        ActionRole ///< what Enter does in that line, or about an entry; empty: nothing
    };

    explicit TimelineModel(Session &session, QObject *parent = nullptr);

    /// Whose history; `words` speaks for it. Keeps filter and words searched for.
    void setCustomer(CustomerId customer, const LeadWords &words);
    void setKind(TimelineKind kind);
    TimelineKind kind() const { return m_kind; }
    /// Shows only entries that have words beginning with each of these; empty: all.
    void setFind(const QString &words);
    QString find() const { return m_find; }
    /// A line on top for the call that goes on; empty: none.
    void setCalling(const QString &words);
    /// Reads again, as far down as it has been read; nothing moves where nothing changed.
    void reload();
    /// What became of some customer's older history.
    void setOlder(const OlderNews &news);
    void askForOlder(); ///< what the last line offers; nothing while it offers nothing
    bool isEmpty() const; ///< nothing that happened is shown

    /// Shows or hides the whole words of an entry; false when it has no more to show.
    bool toggle(int row);
    OriginalId originalAt(int row) const; ///< null: none
    const TimelineRow *rowAt(int row) const; ///< nullptr: a heading or the call that goes on
    const std::optional<Error> &error() const { return m_error; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void reloaded();
    void olderSought(updesk::CustomerId customer); ///< only the server can say whether it has older history
    void olderWanted(updesk::CustomerId customer);

private:
    struct Entry {
        QString heading; ///< set: this is a day
        TimelineRow row;
        TimelineText text;
        bool calling = false;
        OlderLine older; ///< with words: this is the last line
        bool operator==(const Entry &) const = default;
    };
    bool readPage(std::vector<TimelineRow> &rows);
    void append(const std::vector<TimelineRow> &rows, std::vector<Entry> &entries, const Entry *last) const;
    void appendCall(std::vector<Entry> &entries) const;
    void appendOlder(std::vector<Entry> &entries);
    void replaceBy(std::vector<Entry> entries);
    void forget();
    bool matches(const TimelineText &text) const;
    bool stands(ActivityId merge) const;
    QString sentence(const Entry &entry) const;

    Session &m_session;
    CustomerId m_customer;
    LeadWords m_words;
    TimelineKind m_kind = TimelineKind::All;
    QString m_find, m_calling;
    std::vector<Entry> m_entries;
    std::map<CustomerId, OlderNews> m_older;
    int m_read = 0; ///< rows, of the pages so far
    std::set<ActivityId> m_expanded;
    Time m_before = 0; ///< the next page begins here
    bool m_more = false, m_telling = false;
    std::optional<Error> m_error;
};

} // namespace updesk
