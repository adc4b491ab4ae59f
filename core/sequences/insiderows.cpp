// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/insiderows.h"

namespace updesk
{

static_assert(int(Enrolment::State::Running) == 0 && int(RunState::Done) == 1);

static constexpr char kInside[] = "SELECT version_id, count(*) FROM enrolment WHERE state=0 AND deleted=0"
                                  " GROUP BY version_id ORDER BY version_id";
static constexpr char kFurthest[] =
    "SELECT max((SELECT max(r.step) FROM step_run r WHERE r.enrolment_id=e.id AND r.deleted=0 AND r.state<=1))"
    " FROM enrolment e WHERE e.version_id=?1 AND e.state=0 AND e.deleted=0";

Result<std::vector<InsideRow>> insideRows(Database &database)
{
    std::vector<InsideRow> rows;
    Query q = database.query(kInside);
    while (q.next())
        rows.push_back({{q.id(0)}, q.integer(1)});
    const auto done = q.done();
    return done ? Result<std::vector<InsideRow>>(std::move(rows)) : Result<std::vector<InsideRow>>(done.error());
}

Result<int> furthestStep(Database &database, PlanVersionId version)
{
    Query q = database.query(kFurthest);
    q.bind(1, version);
    const int step = q.next() && !q.isNull(0) ? q.integer(0) : -1;
    const auto done = q.done();
    return done ? Result<int>(step) : Result<int>(done.error());
}

} // namespace updesk
