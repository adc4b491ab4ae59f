// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/planrows.h"

#include "core/store/callbacksql.h"

namespace updesk
{

static_assert(int(RunState::Open) == 0 && int(RunState::Done) == 1 && int(Enrolment::State::Running) == 0);
static_assert(int(SentBy::Automatic) == 1 && int(Channel::Phone) == 1);

static constexpr char kDue[] = "SELECT id FROM enrolment WHERE state=0 AND deleted=0 AND next_at>0 AND next_at<=?1"
                               " ORDER BY next_at LIMIT ?2";
static constexpr char kNext[] = "SELECT min(next_at) FROM enrolment WHERE state=0 AND deleted=0 AND next_at>0";
static constexpr char kStray[] =
    "SELECT r.id FROM step_run r JOIN enrolment e ON e.id=r.enrolment_id WHERE r.state=0 AND r.deleted=0 AND r.due<=?1"
    " AND (e.state=2 OR e.deleted<>0) ORDER BY r.due LIMIT ?2";
static constexpr char kToSend[] =
    "SELECT r.id FROM step_run r JOIN enrolment e ON e.id=r.enrolment_id WHERE r.state=0 AND r.deleted=0 AND r.due<=?1"
    " AND r.sent_by=1 AND r.asked=1 AND r.task_id IS NULL AND e.state=0 AND e.deleted=0"
    " AND NOT " UPDESK_CALL_BACK_AGREED("r") " ORDER BY r.due LIMIT ?2";
static constexpr char kFirstOpen[] =
    "SELECT r.id FROM step_run r WHERE r.state=0 AND r.deleted=0"
    " AND NOT (r.sent_by=1 AND r.task_id IS NULL AND " UPDESK_CALL_BACK_AGREED("r") ") ORDER BY r.due, r.id LIMIT 1";
static constexpr char kCount[] = "SELECT count(*) FROM enrolment WHERE version_id=?1 AND state=0 AND deleted=0";
static constexpr char kInside[] = "SELECT id FROM enrolment WHERE version_id=?1 AND state=0 AND deleted=0"
                                  " AND id>ifnull(?3,x'') ORDER BY id LIMIT ?2";
static constexpr char kOfTask[] = "SELECT id FROM step_run WHERE task_id=?1 AND deleted=0 LIMIT 1";
static constexpr char kOfActivity[] = "SELECT id FROM step_run WHERE activity_id=?1 AND deleted=0 LIMIT 1";

template <class Key>
static Result<std::vector<Key>> keys(Query q)
{
    std::vector<Key> out;
    while (q.next())
        out.push_back({q.id(0)});
    auto done = q.done();
    return done ? Result<std::vector<Key>>(std::move(out)) : Result<std::vector<Key>>(done.error());
}

static Result<qint64> numberOf(Query q)
{
    const qint64 number = q.next() ? q.number(0) : 0;
    const auto done = q.done();
    return done ? Result<qint64>(number) : Result<qint64>(done.error());
}

Result<std::vector<EnrolmentId>> plansDue(Database &database, Time now, int most)
{
    Query q = database.query(kDue);
    q.bind(1, now).bind(2, most);
    return keys<EnrolmentId>(std::move(q));
}

Result<Time> nextPlanAt(Database &database) { return numberOf(database.query(kNext)); }

Result<std::vector<StepRunId>> strayRuns(Database &database, Time until, int most)
{
    Query q = database.query(kStray);
    q.bind(1, until).bind(2, most);
    return keys<StepRunId>(std::move(q));
}

Result<std::vector<StepRunId>> runsToSend(Database &database, Time now, int most)
{
    Query q = database.query(kToSend);
    q.bind(1, now).bind(2, most);
    return keys<StepRunId>(std::move(q));
}

Result<int> countInside(Database &database, PlanVersionId version)
{
    Query q = database.query(kCount);
    q.bind(1, version);
    const auto count = numberOf(std::move(q));
    return count ? Result<int>(int(*count)) : Result<int>(count.error());
}

Result<std::vector<EnrolmentId>> insideOf(Database &database, PlanVersionId version, EnrolmentId last, int most)
{
    Query q = database.query(kInside);
    q.bind(1, version).bind(2, most).bind(3, last);
    return keys<EnrolmentId>(std::move(q));
}

static Result<std::optional<StepRunId>> first(Query q)
{
    const auto found = keys<StepRunId>(std::move(q));
    if (!found)
        return found.error();
    return found->empty() ? std::optional<StepRunId>() : std::optional(found->front());
}

Result<std::optional<StepRunId>> firstOpenRun(Database &database) { return first(database.query(kFirstOpen)); }

Result<std::optional<StepRunId>> stepOfTask(Database &database, TaskId task)
{
    Query q = database.query(kOfTask);
    q.bind(1, task);
    return first(std::move(q));
}

Result<std::optional<StepRunId>> stepOfActivity(Database &database, ActivityId activity)
{
    Query q = database.query(kOfActivity);
    q.bind(1, activity);
    return first(std::move(q));
}

} // namespace updesk
