// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/sequences/dncreader.h"
#include "core/store/transaction.h"

#include <utility>

namespace updesk
{

/// Where a do-not-call list is kept. begin() comes first, keep() once for each run, finish() makes them the list; until
/// then the list that was there is whole.
class DncTarget
{
public:
    virtual ~DncTarget() = default;
    virtual Result<void> begin() = 0;
    virtual Result<void> keep(const std::vector<DncNumber> &run) = 0;
    /// Inside the transaction that also writes the list's date.
    virtual Result<void> finish(Transaction &tx) = 0;
    /// Whether what finish() made stays though that transaction comes to nothing: a list elsewhere.
    virtual bool outlives() const { return false; }
    virtual Result<void> tidy() = 0; ///< takes out what was replaced
    /// Phones that are marked and not on the list, or the other way round, with what they should be; by id, `most` of
    /// those behind `after`.
    virtual Result<std::vector<std::pair<PhoneId, bool>>> wrongMarks(PhoneId after, int most) = 0;
};

} // namespace updesk
