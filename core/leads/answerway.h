// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/store/database.h"

namespace updesk
{

/// How often a customer answered or came to us by each way.
struct AnswerCounts {
    int phone = 0, text = 0, email = 0;
    int all() const { return phone + text + email; }
    bool operator==(const AnswerCounts &) const = default;
};

/// The way by which this customer answers, learnt from what they did and from nothing else (F68, FL-3).
struct AnswerWay {
    Channel way = Channel::None; ///< None: too little is known, or no way stands out
    int by = 0, of = 0; ///< so many of so many answers
    bool operator==(const AnswerWay &) const = default;
};
inline constexpr int kLeastAnswers = 3; ///< fewer are chance
/// The one by which at least two of three answers came.
AnswerWay answerWay(const AnswerCounts &counts);

/// What a customer wrote, how often they called, and on which calls of ours they spoke, on all their leads; of several
/// by one way within an hour one counts. A word of refusal is none. It reads nothing of who they are.
Result<AnswerCounts> answerCounts(Database &database, CustomerId customer);

} // namespace updesk
