// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/followsimulation.h"
#include "core/desk/samplestories.h"

namespace updesk
{

/// How an invented customer behaves.
struct FollowStory {
    enum class Kind : quint8 { Silent, NoMail, NoPhone, Replies, Visits, CallsBack, Refuses, Stops, WrongNumber, Buys };
    Kind kind = Kind::Silent;
    Time arrives = 0;
    int after = 1; ///< so many attempts until they do it
    LeadDraft draft;
    LeadId lead{}; ///< once it came
    QString zone; ///< where they are, as far as that is known
    QString before; ///< and until `lost`, when their number turned out to be another's
    Time lost = 0;
    int attempts = 0; ///< so far
    bool over = false; ///< they have done it
};

/// The stories of a seed, in order of arrival: all over the country, day and night, with and without consent to texts.
std::vector<FollowStory> followStories(const FollowOrder &order, Time start);

} // namespace updesk
