// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hoststate.h"
#include "core/channels/sendjournal.h"
#include "core/store/apply.h"
#include "core/sync/overlap.h"

#include <QJsonObject>

#include <functional>
#include <map>
#include <set>
#include <span>

namespace updesk
{

/// What the server says of itself when a desk comes: its schema and the oldest that it still speaks to, its time, and
/// what changes at every restore and failover.
struct Hello {
    int schema = 0;
    int oldestDesk = 0;
    Time now = 0;
    QByteArray generation;
    bool held = false; ///< it was set back to an older copy, and nobody has released sending since
};

/// A deed of the log on its way: its ops are the log line as it stands.
struct OutDeed {
    qint64 n = 0;
    Id id;
    Hlc hlc = 0;
    PersonId who; ///< null: this desk's program
    qint64 epoch = 0; ///< what the program did by itself as host; 0: asked to by somebody
    QByteArray verb;
    Id partOf;
    QByteArray line;
    std::vector<Op> ops;
};

/// What became of one op.
struct Answer {
    enum class State : quint8 { Ok, Won, Lost, Rejected, Held };
    /// A field where two edits met.
    struct Met {
        QByteArray field;
        QJsonValue theirs;
        bool won = false; ///< ours stands; else theirs does
        Id who; ///< the other
    };
    State state = State::Ok;
    bool again = false; ///< the server had it already and says what it said then
    QString why; ///< a code, with Rejected and Held
    std::vector<Met> met;
    Id holder; ///< with Lost: who has what was claimed
    bool hasRow = false; ///< with Lost and Rejected, and where theirs stands: the row as the server has it
    std::optional<TakenRow> row; ///< nothing: the server has no such row
};

/// Rows in the order of their numbers. A push is never cut in two: its rows come in one page, however many they are.
struct Page {
    std::vector<TakenRow> rows;
    Hlc newest = 0; ///< the highest clock that the server knows of these rows
    qint64 upTo = 0; ///< the highest number of the rows that came, with those of tables that this desk does not know;
                     ///< 0: none came
};

/// What the server has of some customers that is over for so long that no desk keeps it.
struct OlderScope {
    std::vector<Id> leads, originals;
    qint64 loose = 0; ///< rows of their history that belong to no lead
};

/// A page of that, or of whatever else hangs on a lead: rows of one table in the order of their ids.
struct OlderAsk {
    /// Row: by their own ids. Lead: all that is these leads' own. Customer: what belongs to no lead and is older than
    /// `before`. Original: the parts of these documents. Own: all that the asking person may read, of which the number
    /// is above `since`.
    enum class By : quint8 { Row, Lead, Customer, Original, Own };
    const Table *table = nullptr;
    By by = By::Row;
    std::vector<Id> of{};
    Time before = 0;
    Id after{}; ///< ids above it
    int limit = 500;
    qint64 since = 0;
};

/// Who is told how many rows a first fill has brought so far.
using FillTold = std::function<void(qint64 rows)>;

/// What a stretch of a first fill did.
struct Filled {
    qint64 rows = 0;
    bool more = false; ///< the fill is not done
};

/// The shared server as one desk sees it. Errors: Offline (no answer, whatever the reason), Denied (login), TooNew,
/// Failed (the server could not, with its code in the detail).
class Remote
{
public:
    virtual ~Remote() = default;
    virtual Result<Hello> hello(int schema) = 0;
    /// Deeds of one person and one epoch, in log order; one answer an op, in their order. Those of an epoch that is
    /// over, or of a login that may not host, are rejected, with the code "fenced". None: only whether they would be
    /// taken.
    virtual Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) = 0;
    /// About `limit` rows above the number `after`; a page of none has no number either: there are no more.
    virtual Result<Page> pull(int feed, qint64 after, int limit) = 0;
    /// The number at which each feed stands that this desk may read.
    virtual Result<std::map<int, qint64>> feeds() = 0;
    /// Which of these deeds stand in the server's history, all or in part.
    virtual Result<std::set<Id>> knows(std::span<const Id> deeds) = 0;
    /// Takes the first fill of a fresh file a stretch further; nothing in a file that has its rows. A remote that
    /// cannot leaves all rows to pull().
    virtual Result<Filled> fill(Database &, const FillTold &) { return Filled{}; }
    /// What there is of these customers' records that was over before that time. Over the connection of `who`, or with
    /// null over any; NotFound (subject login) when there is none. A remote that cannot has nothing.
    virtual Result<OlderScope> olderScope(PersonId, std::span<const Id>, Time) { return OlderScope{}; }
    /// A page of it, in no relation to any feed's number; shorter than its limit: the last one. Errors as olderScope().
    virtual Result<Page> older(PersonId, const OlderAsk &) { return Page{}; }
    /// Where others' edits met what this person had written, of pushes above that number. Errors as olderScope().
    virtual Result<Overlaps> overlaps(PersonId, qint64) { return Overlaps{}; }
    /// Whether deeds of this person can be sent now: a connection of that person's own stands.
    virtual bool speaksFor(PersonId who) const = 0;
    /// Those for whom it speaks now.
    virtual std::vector<PersonId> people() const { return {}; }
    /// Whether this deed can be sent now.
    virtual bool maySend(const OutDeed &deed) const { return speaksFor(deed.who); }
    /// For how long, in milliseconds, nobody has run the store's automation; 0: somebody does. Nothing: it cannot say.
    virtual Result<std::optional<Time>> unhosted() { return std::optional<Time>(); }
    /// What a desk's send journal knows of a message that the server holds as if it had not left. False: it stands
    /// otherwise there, or this login may not say so.
    virtual Result<bool> settle(const SendNote &) { return false; }
    /// Says that this desk is here and what it is (standing.h); empty: the server is too old to be told.
    virtual Result<QJsonObject> here(const QJsonObject &) { return QJsonObject(); }
    /// What the server does once a day, under the lease of this desk. True: there is more, at once.
    virtual Result<bool> nightWork() { return false; }
    /// The lease under which this desk acts, for a login that writes under a lease only.
    virtual void setHost(const HostState &) { }
};

} // namespace updesk
