// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/activity.h"
#include "core/leads/answerway.h"

#include <array>

namespace updesk
{

// What came in by phone, text or mail, and calls of ours on which somebody spoke with them.
static constexpr char kAnswers[] =
    "SELECT a.kind, a.at FROM lead l CROSS JOIN activity a ON a.lead_id=l.id WHERE l.customer_id=?1 AND l.deleted=0"
    " AND a.deleted=0 AND a.kind IN (0,1,2) AND a.code<>?2"
    " AND (a.direction=1 OR (a.direction=2 AND a.kind=0 AND a.outcome IN (1,2,6))) ORDER BY a.at, a.id";
static_assert(int(Activity::Kind::Email) == 2 && int(Activity::Direction::Out) == 2);
static_assert(int(Outcome::VisitSet) == 1 && int(Outcome::CallBack) == 2 && int(Outcome::NotInterested) == 6);

Result<AnswerCounts> answerCounts(Database &database, CustomerId customer)
{
    AnswerCounts counts;
    std::array<Time, 3> last{};
    Query q = database.query(kAnswers);
    q.bind(1, customer).bind(2, int(Activity::Code::DoNotContact));
    while (q.next()) {
        const auto kind = size_t(q.number(0));
        const Time at = q.number(1);
        const bool same = last[kind] > 0 && at - last[kind] < kHour;
        last[kind] = at;
        if (same)
            continue;
        ++(Activity::Kind(kind) == Activity::Kind::Call        ? counts.phone
                : Activity::Kind(kind) == Activity::Kind::Text ? counts.text
                                                               : counts.email);
    }
    auto done = q.done();
    return done ? Result<AnswerCounts>(counts) : Result<AnswerCounts>(done.error());
}

} // namespace updesk
