// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/effectrows.h"

namespace updesk
{

static_assert(int(RunState::Done) == 1 && int(Channel::Phone) == 1);
static_assert(int(Outcome::VisitSet) == 1 && int(Outcome::CallBack) == 2 && int(Outcome::NotInterested) == 6);
static_assert(int(Activity::Direction::In) == 1 && int(Activity::Kind::Email) == 2);

// ?2: Activity::Code::DoNotContact.
static constexpr char kAnswer[] = "SELECT max(at) FROM activity WHERE lead_id=?1 AND deleted=0 AND direction=1"
                                  " AND kind IN (0,1,2) AND code<>?2";
static constexpr char kStep[] =
    "SELECT id FROM step_run WHERE lead_id=?1 AND +state=1 AND channel<>1 AND +deleted=0 AND settled<=?2"
    " ORDER BY settled DESC, step DESC LIMIT 1";

// Of a mail whose line did the step: whether something of this kind came of it, by a machine or not.
#define HIT(KIND, MACHINE)                                                                                             \
    "EXISTS(SELECT 1 FROM mail_event v WHERE v.track_id=l.activity_id AND v.kind=" KIND " AND v.machine=" MACHINE      \
    " AND v.deleted=0)"

// What came of a step came before the next one was done on the same lead, in whichever plan. WHAT: plan, step, channel,
// text, language, version and variant, as far as it is counted by them.
#define EFFECT(WHAT, GROUP)                                                                                            \
    "WITH line AS (SELECT r.*, lead(r.settled) OVER (PARTITION BY r.lead_id ORDER BY r.settled, r.step) AS then_at"    \
    "  FROM step_run r WHERE r.state=1 AND r.deleted=0 AND r.settled>=?1)"                                             \
    " SELECT " WHAT ", count(*), count(DISTINCT l.lead_id),"                                                           \
    "  sum(" HIT("0", "0") "), sum(" HIT(                                                                              \
        "1", "0") "),"                                                                                                 \
                  "  sum(l.replied>0), sum(l.channel=1 AND l.outcome IN (1,2,6)),"                                     \
                  "  sum(EXISTS(SELECT 1 FROM appointment a WHERE a.lead_id=l.lead_id AND a.deleted=0 AND "            \
                  "a.moved_from IS NULL"                                                                               \
                  "   AND a.set_at>=l.settled AND (l.then_at IS NULL OR a.set_at<l.then_at))),"                        \
                  "  sum(EXISTS(SELECT 1 FROM deal d WHERE d.lead_id=l.lead_id AND d.deleted=0 AND d.unwound_at=0"     \
                  "   AND d.at>=l.settled AND (l.then_at IS NULL OR d.at<l.then_at))),"                                \
                  "  sum(EXISTS(SELECT 1 FROM mail_track t WHERE t.id=l.activity_id AND t.deleted=0)),"                \
                  "  sum(" HIT("0", "1") " AND NOT " HIT("0",                                                          \
                      "0") ")"                                                                                         \
                           " FROM line l JOIN enrolment e ON e.id=l.enrolment_id WHERE l.settled<?2 GROUP BY " GROUP
static constexpr char kByWords[] =
    EFFECT("e.plan, l.key, l.channel, l.text, l.text_language, l.text_version, l.variant",
        "e.plan, l.key, l.channel, l.text, l.text_language, l.text_version, l.variant"
        " ORDER BY e.plan, min(l.step), l.text, l.text_language, l.text_version, l.variant");
static constexpr char kByStep[] = EFFECT(
    "e.plan, l.key, l.channel, '', '', 0, ''", "e.plan, l.key, l.channel ORDER BY e.plan, min(l.step), l.channel");
static constexpr char kByText[] = EFFECT("'', '', l.channel, l.text, l.text_language, l.text_version, l.variant",
    "l.channel, l.text, l.text_language, l.text_version, l.variant ORDER BY l.channel, l.text, l.text_language, "
    "l.text_version, l.variant");
static constexpr char kByChannel[] = EFFECT("'', '', l.channel, '', '', 0, ''", "l.channel ORDER BY l.channel");

Result<std::optional<AnsweredStep>> stepAnswered(Database &database, LeadId lead)
{
    AnsweredStep out;
    Query answer = database.query(kAnswer);
    answer.bind(1, lead).bind(2, int(Activity::Code::DoNotContact));
    if (answer.next())
        out.at = answer.number(0);
    if (auto done = answer.done(); !done)
        return done.error();
    if (out.at == 0)
        return std::optional<AnsweredStep>();
    Query step = database.query(kStep);
    step.bind(1, lead).bind(2, out.at);
    if (step.next())
        out.run = {step.id(0)};
    if (auto done = step.done(); !done)
        return done.error();
    return out.run.isNull() ? std::optional<AnsweredStep>() : std::optional(out);
}

static const char *sqlOf(EffectBy by)
{
    switch (by) {
    case EffectBy::Step:
        return kByStep;
    case EffectBy::Text:
        return kByText;
    case EffectBy::Channel:
        return kByChannel;
    case EffectBy::Words:
        break;
    }
    return kByWords;
}

Result<std::vector<EffectRow>> planEffect(Database &database, Time since, Time until, EffectBy by)
{
    std::vector<EffectRow> rows;
    Query q = database.query(sqlOf(by));
    q.bind(1, since).bind(2, until);
    while (q.next()) {
        EffectRow &row = rows.emplace_back();
        row.plan = q.text(0);
        row.step = q.text(1);
        row.channel = q.integer(2);
        row.text = q.text(3);
        row.language = q.text(4);
        row.textVersion = q.integer(5);
        row.variant = q.text(6);
        int at = 7;
        for (int EffectRow::*count : {&EffectRow::done, &EffectRow::leads, &EffectRow::opened, &EffectRow::clicked,
                 &EffectRow::replied, &EffectRow::connected, &EffectRow::appointments, &EffectRow::sales,
                 &EffectRow::measured, &EffectRow::machineOpened})
            row.*count = q.integer(at++);
    }
    const auto done = q.done();
    return done ? Result<std::vector<EffectRow>>(std::move(rows)) : Result<std::vector<EffectRow>>(done.error());
}

} // namespace updesk
