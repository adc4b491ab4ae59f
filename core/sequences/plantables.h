// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/next.h"
#include "core/store/table.h"

namespace updesk
{

using PlanVersionId = IdOf<struct PlanVersionTag>;
using EnrolmentId = IdOf<struct EnrolmentTag>;
using StepRunId = IdOf<struct StepRunTag>;

/// A plan that the store uses: which version of it leads get from now on.
struct PlanRow {
    RowOnlyId id;
    QString key;
    PlanVersionId version;
    bool active = false;
    bool operator==(const PlanRow &) const = default;
};

/// One version of a plan, kept as long as somebody may be inside; its body is never changed.
struct PlanVersionRow {
    PlanVersionId id;
    QString key;
    int number = 1; ///< counts up within the plan
    QString body; ///< planToJson()
    PersonId by; ///< null: it came with the program
    Time at = 0;
    bool operator==(const PlanVersionRow &) const = default;
};

/// A lead inside a version of a plan. A lead is in one plan for each purpose and never twice.
struct Enrolment {
    enum class State : quint8 { Running, Finished, Stopped };
    EnrolmentId id;
    LeadId lead;
    QString plan; ///< its key
    PlanVersionId version;
    QString purpose; ///< "follow", or of one appointment "missed HEX"
    int pace = 0; ///< Pace of the tier that it began with
    bool video = false; ///< that protocol asks for a personal video link
    Time started = 0;
    int from = 0; ///< the first step: of those who were moved here
    State state = State::Running;
    PlanStop why = PlanStop::None;
    Time ended = 0;
    Time next = 0; ///< when the rounds look at it; 0: when something happens
    AppointmentId appointment; ///< the missed one
    bool operator==(const Enrolment &) const = default;
};

/// One step of an enrolment that was decided on; never twice the same.
struct StepRun {
    StepRunId id;
    EnrolmentId enrolment;
    LeadId lead;
    int step = 0;
    QString key; ///< of the step
    int attempt = 0; ///< the how manyth; 0: it is none
    int channel = 0; ///< Channel
    int sentBy = 0; ///< SentBy
    int state = 0; ///< RunState
    Time wished = 0; ///< when the plan wanted it
    Time due = 0;
    Time settled = 0;
    bool asked = false;
    int outcome = 0; ///< Outcome of a call
    QString rule; ///< what moved it, left it out, or gave it to a person
    QString text; ///< key of the template or the script
    int textVersion = 0; ///< of the template (F70)
    QString textLanguage; ///< its words went out in; empty: a call, or sent before this was kept
    QString variant; ///< "a" or "b" where two are compared (F56)
    bool video = false; ///< with a personal video link
    TaskId task; ///< of the person who does it; null: the program does
    ActivityId activity; ///< what was done
    Time opened = 0, clicked = 0; ///< 0: mails tell of these themselves, whoever sent them (mail_event)
    Time replied = 0; ///< what the customer did with it (F70)
    bool operator==(const StepRun &) const = default;
};

inline constexpr TableOf kPlan{"plan", Feed::Store, Trait::Config, column("key", &PlanRow::key, Rule::Optimistic),
    column("version_id", &PlanRow::version, Rule::Optimistic), column("active", &PlanRow::active, Rule::Optimistic)};

inline constexpr TableOf kPlanVersion{"plan_version", Feed::Store, Trait::Config,
    column("key", &PlanVersionRow::key, Rule::Optimistic), column("number", &PlanVersionRow::number, Rule::Optimistic),
    column("body", &PlanVersionRow::body, Rule::Optimistic), column("by_person", &PlanVersionRow::by, Rule::Optimistic),
    column("at", &PlanVersionRow::at, Rule::Optimistic)};

// Of two endings one is as good as the other. What takes a stop back counts against that stop alone: the server lets
// one that it had not seen stand, whatever the clocks say, so that no stop of anybody is lost.
inline constexpr TableOf kEnrolment{"enrolment", column("lead_id", &Enrolment::lead, Rule::Added),
    column("plan", &Enrolment::plan, Rule::Added), column("version_id", &Enrolment::version, Rule::Added),
    column("purpose", &Enrolment::purpose, Rule::Added), column("pace", &Enrolment::pace, Rule::Added),
    column("video", &Enrolment::video, Rule::Added), column("started", &Enrolment::started, Rule::Added),
    column("from_step", &Enrolment::from, Rule::Added), column("state", &Enrolment::state, Rule::Either),
    column("why", &Enrolment::why, Rule::Either), column("ended", &Enrolment::ended, Rule::Either),
    column("next_at", &Enrolment::next, Rule::Either), column("appointment_id", &Enrolment::appointment, Rule::Added)};

inline constexpr TableOf kStepRun{"step_run", column("enrolment_id", &StepRun::enrolment, Rule::Added),
    column("lead_id", &StepRun::lead, Rule::Added), column("step", &StepRun::step, Rule::Added),
    column("key", &StepRun::key, Rule::Added), column("attempt", &StepRun::attempt, Rule::Added),
    column("channel", &StepRun::channel, Rule::Added), column("sent_by", &StepRun::sentBy, Rule::Either),
    column("state", &StepRun::state, Rule::Either), column("wished", &StepRun::wished, Rule::Added),
    column("due", &StepRun::due, Rule::Either), column("settled", &StepRun::settled, Rule::Either),
    column("asked", &StepRun::asked, Rule::Either), column("outcome", &StepRun::outcome, Rule::Either),
    column("rule", &StepRun::rule, Rule::Either), column("text", &StepRun::text, Rule::Added),
    column("text_version", &StepRun::textVersion, Rule::Either),
    column("text_language", &StepRun::textLanguage, Rule::Either), column("variant", &StepRun::variant, Rule::Added),
    column("video", &StepRun::video, Rule::Added), column("task_id", &StepRun::task, Rule::Either),
    column("activity_id", &StepRun::activity, Rule::Either), column("opened", &StepRun::opened, Rule::Either),
    column("clicked", &StepRun::clicked, Rule::Either), column("replied", &StepRun::replied, Rule::Either)};

} // namespace updesk
