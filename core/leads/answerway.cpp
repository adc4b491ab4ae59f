// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/answerway.h"

#include <utility>

namespace updesk
{

AnswerWay answerWay(const AnswerCounts &counts)
{
    if (counts.all() < kLeastAnswers)
        return {};
    for (const auto &[way, by] : {std::pair{Channel::Phone, counts.phone}, std::pair{Channel::Text, counts.text},
             std::pair{Channel::Email, counts.email}}) {
        if (3 * by >= 2 * counts.all())
            return {way, by, counts.all()};
    }
    return {};
}

} // namespace updesk
