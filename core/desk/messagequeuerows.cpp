// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagequeuerows.h"

#include "core/channels/sender.h"
#include "core/leads/activity.h"
#include "core/store/apply.h"
#include "core/store/callbacksql.h"

namespace updesk
{

static_assert(int(RunState::Open) == 0 && int(SentBy::Automatic) == 1 && int(Enrolment::State::Running) == 0);
static_assert(int(MessageWish::Again) == 2);

#define PROGRAMS_RUN " r.state=0 AND r.deleted=0 AND r.sent_by=1 AND r.task_id IS NULL "

static constexpr char kToQueue[] =
    "SELECT r.id FROM step_run r JOIN enrolment e ON e.id=r.enrolment_id WHERE" PROGRAMS_RUN
    "AND r.due<=?1 AND r.asked=1"
    " AND e.state=0 AND e.deleted=0 AND NOT EXISTS(SELECT 1 FROM message m WHERE m.run_id=r.id)"
    " AND NOT " UPDESK_CALL_BACK_AGREED("r") " ORDER BY r.due, r.id LIMIT ?2";
static constexpr char kEnded[] = "SELECT r.id, m.state, m.why FROM step_run r CROSS JOIN message m ON m.run_id=r.id"
                                 " WHERE" PROGRAMS_RUN "AND m.deleted=0"
                                 " AND m.state IN ('failed','expired','cancelled') ORDER BY r.due LIMIT ?1";
static constexpr char kSent[] = "SELECT m.id, m.line_id FROM message m WHERE m.deleted=0 AND m.state='sent'"
                                " AND m.began>=?1 AND (m.line_id IS NULL OR NOT EXISTS(SELECT 1 FROM activity a"
                                " WHERE a.id=m.line_id)) ORDER BY m.began, m.id";

static constexpr char kDue[] = "SELECT 1 FROM message m WHERE deleted=0 AND state IN ('queued','sending')"
                               " AND state='queued' AND (not_before<=?1 OR (send_before>0 AND send_before<=?1))"
                               " AND NOT " UPDESK_CALL_BACK_HOLDS("m") " LIMIT 1";
static constexpr char kSending[] = "SELECT 1 FROM message WHERE deleted=0 AND state IN ('queued','sending')"
                                   " AND state='sending' LIMIT 1";
static constexpr char kStopped[] = "SELECT 1 FROM step_run WHERE id=?1 AND (state<>0 OR deleted<>0)";

// 1 accepted, 2 refused: that only of the very hand-over that is in doubt, for another desk may have tried it since.
static constexpr char kNoted[] =
    "SELECT m.id, j.step=1, j.provider FROM message m CROSS JOIN send_journal j ON j.id=m.id WHERE m.deleted=0"
    " AND m.wish=0 AND (m.state IN ('failed','unknown','expired') OR (m.state='cancelled' AND m.by_person IS NOT NULL))"
    " AND m.state='unknown' AND (j.step=1 OR (j.step=2 AND j.epoch=m.epoch))";
static_assert(int(SendNote::Step::Accepted) == 1 && int(SendNote::Step::Refused) == 2);

Result<std::vector<JournalKnows>> unknownButNoted(Database &database)
{
    std::vector<JournalKnows> known;
    Query q = database.query(kNoted);
    while (q.next())
        known.push_back({{q.id(0)}, q.number(1) != 0, q.text(2)});
    auto done = q.done();
    return done ? Result<std::vector<JournalKnows>>(std::move(known)) : Result<std::vector<JournalKnows>>(done.error());
}

static Result<bool> isAny(Query q)
{
    const bool any = q.next();
    const auto done = q.done();
    return done ? Result<bool>(any) : Result<bool>(done.error());
}

Result<bool> isDue(Database &database, Time now)
{
    Query q = database.query(kDue);
    q.bind(1, now);
    return isAny(std::move(q));
}

Result<bool> isSending(Database &database) { return isAny(database.query(kSending)); }

Result<bool> isStepOpen(Database &database, StepRunId run)
{
    Query q = database.query(kStopped);
    q.bind(1, run);
    const auto stopped = isAny(std::move(q));
    return stopped ? Result<bool>(!*stopped) : stopped;
}

Result<std::vector<StepRunId>> runsWithoutMessage(Database &database, Time now, int most)
{
    std::vector<StepRunId> runs;
    Query q = database.query(kToQueue);
    q.bind(1, now).bind(2, most);
    while (q.next())
        runs.push_back({q.id(0)});
    auto done = q.done();
    return done ? Result<std::vector<StepRunId>>(std::move(runs)) : Result<std::vector<StepRunId>>(done.error());
}

Result<std::vector<EndedStep>> endedSteps(Database &database, int most)
{
    std::vector<EndedStep> ended;
    Query q = database.query(kEnded);
    q.bind(1, most);
    while (q.next())
        ended.push_back({{q.id(0)}, q.text(1), q.text(2)});
    auto done = q.done();
    return done ? Result<std::vector<EndedStep>>(std::move(ended)) : Result<std::vector<EndedStep>>(done.error());
}

Result<std::vector<MessageId>> sentWithoutLine(Database &database, Time since, int most)
{
    std::vector<MessageId> found, sent;
    Query q = database.query(kSent);
    q.bind(1, since);
    while (q.next())
        found.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    for (const MessageId &id : found) { // one that a person said has arrived names no line
        const auto there = hasRow(database, kActivity, lineOf(id).value);
        if (!there)
            return there.error();
        if (!*there && int(sent.size()) < most)
            sent.push_back(id);
    }
    return sent;
}

} // namespace updesk
