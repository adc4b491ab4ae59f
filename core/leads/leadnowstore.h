// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hoststate.h"
#include "core/leads/leadnow.h"
#include "core/store/transaction.h"

namespace updesk
{

/// Keeps lead_now: one row a lead, made anew for the leads that a deed touched.
extern const Derivation kLeadNow;

/// The facts of one lead as the rows stand, also inside a running transaction. NotFound: no such lead.
Result<LeadFacts> factsOf(Database &database, LeadId lead, const Rulebook &rules);

/// The derived row as it was last written. NotFound: no such lead.
Result<LeadNow> leadNowOf(Database &database, LeadId lead);

/// Replaces the derived row of one lead.
Result<void> writeLeadNow(Database &database, const LeadNow &row);

/// Moves the leads whose group or keys changed by time alone, whichever way the clock went; returns how many. Call
/// before asking for the queue.
Result<int> regroup(Database &database, Time now);

/// Leads whose ladder has something to do at `now`, soonest first.
Result<std::vector<LeadId>> ladderDue(Database &database, Time now, int most);
/// Passes over steps that time has overtaken, or comes back later for one that is held.
Result<void> setLadderAt(Database &database, LeadId lead, Time at);
/// When the next one will be due; 0: none.
Result<Time> nextLadderAt(Database &database);
/// When time alone will next move a lead to another group; 0: never.
Result<Time> nextChangeAt(Database &database);

/// Scores all open leads anew as of `now` and writes those that moved, in slices that give way. Returns how many did.
/// Every desk does it for itself; the lines in the scores' history are written with a mandate only.
Result<int> rescore(Database &database, Time now, Mandate mandate = kAlone);

/// Makes all of lead_now anew with the scores' own moments kept, and tells how many rows were not what they are now.
struct Rebuilt {
    int rows = 0, differed = 0;
    std::vector<Id> first; ///< a few of those
};
enum class Rebuild { CompareOnly, Write };
Result<Rebuilt> rebuild(Database &database, Time now, Rebuild what);

} // namespace updesk
