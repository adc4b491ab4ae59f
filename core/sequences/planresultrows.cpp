// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/planresultrows.h"

#include <climits>

namespace updesk
{

static_assert(int(RunState::Done) == 1 && int(Channel::Phone) == 1);
static_assert(int(Outcome::VisitSet) == 1 && int(Outcome::CallBack) == 2 && int(Outcome::NotInterested) == 6);

// Of a mail whose line did the step: whether a person opened it or clicked a link in it.
#define HIT(KIND)                                                                                                      \
    "EXISTS(SELECT 1 FROM mail_event m WHERE m.track_id=l.activity_id AND m.kind=" KIND " AND m.machine=0"             \
    " AND m.deleted=0)"

// Each done step of the plan with whether it counts, a column for each ResultOf: figures and their leads are of the
// same rows. What came of a step came before the next one was done on the same lead, in whichever plan. ?1: the plan.
#define RESULTS                                                                                                        \
    "WITH line AS (SELECT r.*, lead(r.settled) OVER (PARTITION BY r.lead_id ORDER BY r.settled, r.step) AS then_at"    \
    "  FROM step_run r WHERE r.state=1 AND r.deleted=0"                                                                \
    "  AND r.lead_id IN (SELECT lead_id FROM enrolment WHERE plan=?1)),"                                               \
    " result AS (SELECT l.id, l.lead_id, l.key, l.step, l.channel, l.variant, l.settled, v.number,"                    \
    "  EXISTS(SELECT 1 FROM mail_track t WHERE t.id=l.activity_id AND t.deleted=0) AS measured,"                       \
    "  1 AS w0, " HIT("0") " AS w1, " HIT(                                                                             \
        "1") " AS w2, l.replied>0 AS w3,"                                                                              \
             "  l.channel=1 AND l.outcome IN (1,2,6) AS w4,"                                                           \
             "  EXISTS(SELECT 1 FROM appointment a WHERE a.lead_id=l.lead_id AND a.deleted=0 AND a.moved_from IS NULL" \
             "   AND a.set_at>=l.settled AND (l.then_at IS NULL OR a.set_at<l.then_at)) AS w5,"                        \
             "  EXISTS(SELECT 1 FROM deal d WHERE d.lead_id=l.lead_id AND d.deleted=0 AND d.unwound_at=0"              \
             "   AND d.at>=l.settled AND (l.then_at IS NULL OR d.at<l.then_at)) AS w6"                                 \
             "  FROM line l JOIN enrolment e ON e.id=l.enrolment_id JOIN plan_version v ON v.id=e.version_id"          \
             "  WHERE e.plan=?1)"
static constexpr char kResultsOf[] =
    RESULTS " SELECT key, number, variant, channel, sum(measured), sum(w0), sum(w1), sum(w2), sum(w3), sum(w4), "
            "sum(w5), sum(w6)"
            " FROM result GROUP BY key, number, variant, channel ORDER BY min(step), key, number DESC, variant";
// ?6 and ?7: the last one that is known.
static constexpr char kBehind[] =
    RESULTS " SELECT f.id, f.lead_id, ifnull(nullif(c.full_name,''), ifnull(c.company,'')), f.settled FROM result f"
            " LEFT JOIN lead n ON n.id=f.lead_id LEFT JOIN customer c ON c.id=n.customer_id"
            " WHERE f.key=?2 AND (?3=0 OR (f.number=?3 AND f.variant=?4))"
            " AND CASE ?5 WHEN 0 THEN w0 WHEN 1 THEN w1 WHEN 2 THEN w2 WHEN 3 THEN w3 WHEN 4 THEN w4 WHEN 5 THEN w5"
            "  ELSE w6 END"
            " AND (f.settled<?6 OR (f.settled=?6 AND f.id<?7)) ORDER BY f.settled DESC, f.id DESC LIMIT ?8";
#undef RESULTS
#undef HIT

Result<std::vector<StepResult>> stepResults(Database &database, const QString &plan)
{
    std::vector<StepResult> rows;
    Query q = database.query(kResultsOf);
    q.bind(1, plan);
    while (q.next()) {
        StepResult &row = rows.emplace_back();
        row.step = q.text(0);
        row.version = q.integer(1);
        row.variant = q.text(2);
        row.channel = q.integer(3);
        row.measured = q.integer(4);
        for (int i = 0; i < kResults; ++i)
            row.counts[size_t(i)] = q.integer(5 + i);
    }
    const auto done = q.done();
    return done ? Result<std::vector<StepResult>>(std::move(rows)) : Result<std::vector<StepResult>>(done.error());
}

Result<std::vector<ResultLead>> leadsBehind(
    Database &database, const ResultPick &pick, const ResultLead &after, int most)
{
    std::vector<ResultLead> rows;
    Query q = database.query(kBehind);
    q.bind(1, pick.plan).bind(2, pick.step).bind(3, pick.version).bind(4, pick.variant).bind(5, int(pick.what));
    q.bind(6, after.run.isNull() ? Time(LLONG_MAX) : after.at).bind(7, after.run).bind(8, most);
    while (q.next())
        rows.push_back({{q.id(0)}, {q.id(1)}, q.text(2), q.number(3)});
    const auto done = q.done();
    return done ? Result<std::vector<ResultLead>>(std::move(rows)) : Result<std::vector<ResultLead>>(done.error());
}

} // namespace updesk
