// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planfacts.h"

#include "core/desk/contactrows.h"
#include "core/desk/followplan.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/planstore.h"

#include <algorithm>

namespace updesk
{

using Kind = PlanEvent::Kind;

static bool isMessage(Activity::Kind kind)
{
    return kind == Activity::Kind::Call || kind == Activity::Kind::Text || kind == Activity::Kind::Email;
}

static bool spoke(Outcome outcome)
{
    return outcome == Outcome::VisitSet || outcome == Outcome::CallBack || outcome == Outcome::NotInterested;
}

// A refusal is no sign of interest: it counts by the row that keeps it.
static void addActivity(std::vector<PlanEvent> &events, const LeadFacts::Done &done, Time started)
{
    if (done.at <= started || done.code == Activity::Code::DoNotContact)
        return;
    const bool in = done.direction == Activity::Direction::In;
    if (in && done.kind == Activity::Kind::Visit)
        events.push_back({Kind::Visit, done.at});
    else if (in && isMessage(done.kind))
        events.push_back({Kind::Reply, done.at});
    else if (done.direction == Activity::Direction::Out && spoke(done.outcome))
        events.push_back({Kind::Reached, done.at});
}

std::vector<PlanEvent> planEvents(const LeadFacts &lead, Time started)
{
    std::vector<PlanEvent> events;
    for (const LeadFacts::Done &done : lead.done)
        addActivity(events, done, started);
    if (lead.visitAt > started) // an older one that nobody marked is no visit to come
        events.push_back({Kind::Visit, lead.visitAt});
    if (lead.closed == Closed::Sold)
        events.push_back({Kind::Sale, started});
    else if (lead.closed != Closed::Open)
        events.push_back({Kind::Closed, started});
    return events;
}

static bool refusesAll(const LeadFacts &lead, const Contactable &can)
{
    const bool byPhone = lead.phones > 0 && (can.call || can.text);
    const bool byMail = lead.emails > 0 && can.email;
    return (lead.phones > 0 || lead.emails > 0) && !byPhone && !byMail;
}

static Time lastAttemptOf(const LeadFacts &lead)
{
    Time last = 0;
    for (const LeadFacts::Done &done : lead.done) {
        if (done.direction == Activity::Direction::Out && isMessage(done.kind))
            last = std::max(last, done.at);
    }
    return last;
}

Result<PlanInside> planInside(Database &database, const Enrolment &enrolment, const Rulebook &rules)
{
    auto runs = runsOf(database, enrolment.id);
    const auto lead = factsOf(database, enrolment.lead, rules);
    const auto can = lead ? contactable(database, lead->customer) : Result<Contactable>(lead.error());
    if (!runs || !can)
        return !runs ? runs.error() : can.error();
    PlanInside inside{enrolment, std::move(*runs), {}, lead->customer};
    PlanFacts &facts = inside.facts;
    facts.started = enrolment.started;
    facts.from = enrolment.from;
    for (const StepRun &run : inside.runs)
        facts.runs.push_back(stateOf(run));
    facts.events = planEvents(*lead, enrolment.started);
    if (refusesAll(*lead, *can))
        facts.events.push_back({Kind::OptOut, enrolment.started});
    facts.held = std::ranges::any_of(lead->todo, [](const LeadFacts::Todo &task) { return task.promised; });
    facts.phone = lead->phones > 0;
    facts.email = lead->emails > 0;
    facts.refusesPhone = !can->call && !can->text;
    facts.refusesEmail = !can->email;
    facts.textConsent = can->textConsent;
    facts.pace = Pace(enrolment.pace);
    facts.lastAttempt = lastAttemptOf(*lead);
    facts.spread = spreadOf(enrolment.lead);
    return inside;
}

} // namespace updesk
