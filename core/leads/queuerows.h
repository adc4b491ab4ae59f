// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leadnow.h"

#include <array>
#include <optional>

namespace updesk
{

/// Which rows the queue shows. Groups: 0 waiting for us, 1 first response, 2 confirm, 3 late, 4 due
/// today, 5 later; order inside a group by Place, and before it in 4 and 5 by pin.
struct QueueFilter {
    enum class View : quint8 { Mine, Team, Unassigned };
    View view = View::Team;
    PersonId person; ///< who looks: whose leads View::Mine has, whose pins stand first
    QString text; ///< words of the name, the vehicle, the stock number or the source; all must be there
    int tiers = 0; ///< bits of 1 << Tier; 0: any
    bool untouched = false; ///< nobody tried yet
    bool pinned = false; ///< only what this person has pinned
    bool later = false; ///< with the group Later, which is folded else
    bool operator==(const QueueFilter &) const = default;
};

/// One row of the queue; all that its delegate paints but words.
struct QueueRow {
    LeadNow now;
    QString name;
    bool household = false;
    bool maybeDuplicate = false;
    bool doNotContact = false; ///< said of any record of the customer
    bool pinned = false; ///< by who looks
    int tone = 0; ///< bits of Tone: how that sounds which waits for our answer
    bool operator==(const QueueRow &) const = default;
};

/// The place of a row in the order; the next page begins after it.
struct QueueKey {
    int group = 0;
    int rank = 1; ///< 0: pinned, which stands first in a group that no clock orders
    qint64 k1 = 0, k2 = 0;
    int k3 = 0;
    Time received = 0;
    LeadId lead;
    auto operator<=>(const QueueKey &) const = default;
};
QueueKey keyOf(const QueueRow &row);
/// Whether what a person pinned stands first in this group: nobody jumps a clock.
constexpr bool isPinnable(int group) { return group >= 4; }
/// Whether it stands among those of today though its time is still to come.
bool isAhead(const LeadNow &row, Time now);

/// Whether to find its rows takes a look at every open lead (queueHits): by words, tier or attempts, but not among the
/// few that are pinned.
bool isNarrow(const QueueFilter &filter);

/// The next rows in order after `after`, at most `limit`. Call regroup() before a first page. `hits` are what a narrow
/// filter found a moment ago: those that are still so are read again; without them it is looked for now, which takes
/// long where leads are many.
struct QueueHits;
Result<std::vector<QueueRow>> queueRows(Database &database, const QueueFilter &filter, int limit,
    const std::optional<QueueKey> &after = {}, const QueueHits *hits = nullptr);

/// One row whatever the filter, with the pin of who looks; NotFound when the lead is gone.
Result<QueueRow> queueRow(Database &database, LeadId lead, PersonId looks = {});

/// Whether the row's owner is one whose leads the view shows.
bool isInView(const QueueRow &row, const QueueFilter &filter);
/// Whether the row stands in the list, as far as that is not a matter of the filter's words.
bool belongs(const QueueRow &row, const QueueFilter &filter);

/// How many rows each group 0 to 5 has.
Result<std::array<int, 6>> queueCounts(Database &database, const QueueFilter &filter);

/// How many rows of a view need a person now: those of the groups 0 to 3. `person` counts for View::Mine only.
Result<int> waitingForPerson(Database &database, QueueFilter::View view, PersonId person);

/// What comes when all that is due is done: the first whose time comes today, else the first of the group Later.
Result<std::optional<QueueRow>> nextLater(
    Database &database, const QueueFilter &filter, Time now, const QueueHits *hits = nullptr);

/// Running clocks past due, by owner: milliseconds late in all. Null id: unassigned.
struct LateByOwner {
    PersonId owner;
    int leads = 0;
    Time late = 0;
};
Result<std::vector<LateByOwner>> lateByOwner(Database &database, Time now);

/// The running clock that is due first; a null lead when none runs.
struct OldestClock {
    LeadId lead;
    Time due = 0;
};
Result<OldestClock> oldestClock(Database &database, const QueueFilter &filter, Time now);

} // namespace updesk
