// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// What people added to a sample store after it was made.
struct AddedByHand {
    struct Arrival {
        ActivityId activity; ///< the walk-in, call or document by which it came
        LeadId lead;
        bool fresh = false; ///< a lead of its own; else it joined one that the sample had
    };
    std::vector<Arrival> arrivals; ///< oldest first
    std::vector<ActivityId> notes; ///< calls, messages and notes, on leads of either kind
    int drafts = 0; ///< half-typed forms
    bool isEmpty() const { return arrivals.empty() && drafts == 0; }
};
Result<AddedByHand> addedByHand(Database &sample);

struct MovedByHand {
    int leads = 0, known = 0; ///< known: were moved before
    int drafts = 0;
};
/// Captures all of it again in `own`, as new deeds of who is there: match, grade, score and route anew, the owner by
/// name where that person works there too. A lead with its history, visits and promises is one transaction and is not
/// moved twice, so a move that was cut off is simply done again; co-buyers come last. Calls and notes on leads of the
/// sample stay there, for their people are invented. The sample is only read. Denied: `from` is no sample.
Result<MovedByHand> moveByHand(Session &from, Session &own);

/// A sample that is complete: what comes after this is added by hand.
Result<void> markMade(Database &sample);
/// Somebody has asked for the move: from here it is finished even when the program ends in between.
Result<void> beginLeaving(Database &sample);
Result<bool> isLeaving(Database &sample);

/// Deletes the file of a sample store that nobody has open. Denied: it is not a sample. Failed: it is still there.
Result<void> removeSample(const QString &path, const Clock &clock);

} // namespace updesk
