// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QJsonValue>

#include <map>

namespace updesk
{

class Remote;

/// A field in which another's edit that came to the server later met what a person had written.
struct Overlap {
    qint64 seq = 0; ///< of the other's push
    Time at = 0; ///< of the other's deed
    PersonId by;
    QByteArray table;
    Id row;
    QByteArray field;
    QJsonValue ours, theirs;
    bool lost = false; ///< theirs stands
};

/// Those of one person in the order of their numbers; what one push brought comes in one page.
struct Overlaps {
    std::vector<Overlap> met;
    qint64 upTo = 0; ///< the number at which a full page ends; 0: there are no more
};

/// With what this person is about to be told of a first push: from what the desk has now others' edits may meet it. Who
/// writes nothing here is never asked about, nor connected for it.
Result<void> mayOverlap(Database &database, int store, PersonId who);
/// Before the rows are pulled: in a file that had none, from the feed's number.
Result<void> beginOverlaps(Database &database, const Remote &remote, int store, const std::map<int, qint64> &feeds);
/// After them: what others did since the last time to what those who are signed in here had written becomes setbacks.
/// Nothing is asked while the feed stands still. Returns how many.
Result<int> takeOverlaps(Database &database, Remote &remote, int store, const std::map<int, qint64> &feeds);

} // namespace updesk
