// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/queuerows.h"

#include <vector>

namespace updesk
{

/// A filter with a name, kept at this desk; the first nine are Alt+1 to Alt+9.
struct SavedFilter {
    QString name;
    QString words; ///< as typed into the filter field
    bool operator==(const SavedFilter &) const = default;
};

/// The desk's saved filters; a desk that never saved one starts with "Hot, untouched".
Result<std::vector<SavedFilter>> savedFilters(Database &database);
Result<void> saveFilters(Database &database, const std::vector<SavedFilter> &filters);

/// What was typed, understood: the words for a tier ("hot"), "untouched" and "pinned" narrow by fact, the others by
/// text.
void readFilterWords(const QString &typed, QueueFilter &filter);

} // namespace updesk
