// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QString>

#include <array>

namespace updesk
{

/// What of a customer can differ between two records that become one. Phones, e-mails, addresses, consent and leads are
/// rows of their own: the survivor keeps all of both.
struct MergeSide {
    QString first, last, full, company, dmsNumber, language;
    QString suffix;
    Time created = 0; ///< UTC
    Time changed = 0; ///< UTC, last change of these fields
};

enum class MergeField : quint8 { First, Last, Full, Company, DmsNumber, Language };
inline constexpr int kMergeFieldCount = 6;

enum class Side : quint8 { Left, Right };

struct MergeChoice {
    Side side = Side::Left;
    bool differs = false; ///< both have something, and not the same: worth a look
    bool operator==(const MergeChoice &) const = default;
};

/// Which record stays and what it takes, as a proposal that a person may change field by field.
struct MergePlan {
    Side survivor = Side::Left;
    std::array<MergeChoice, kMergeFieldCount> fields{}; ///< by MergeField
    bool twoGenerations = false; ///< Jr. and Sr.: two people, never merged
    bool oneGeneration = false; ///< only one says Jr.: not to be merged without a person's word
    bool twoDmsNumbers = false; ///< the dealer's own system holds two records
    const MergeChoice &of(MergeField field) const { return fields[static_cast<std::size_t>(field)]; }
    bool operator==(const MergePlan &) const = default;
};

/// The survivor is the record with a DMS number, else the older one. Each field comes from the more complete side, else
/// the newer one; a name is taken whole from one side, and only what that side lacks from the other. Swapping the two
/// swaps the sides.
MergePlan mergePlan(const MergeSide &left, const MergeSide &right);

} // namespace updesk
