// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/rounds.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/notices.h"
#include "core/desk/routedesk.h"
#include "core/leads/followrules.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"

namespace updesk
{

static constexpr int kSlicesOfRules = 20;
static constexpr int kMostAtOnce = 50; // a desk that slept a night does not stand still on waking

/// One lead whose ladder is due.
struct LadderRun {
    Transaction &tx;
    const Rulebook &rules;
    RouteDesk &desk;
    Lead lead;
    LeadNow now;
};

static Result<void> note(LadderRun &run, Activity::Code code, PersonId person = {})
{
    Activity row;
    row.id = {run.tx.freshId()};
    row.lead = run.lead.id;
    row.customer = run.lead.customer;
    row.kind = Activity::Kind::System;
    row.person = person;
    row.at = run.tx.now();
    row.code = code;
    return apply(run.tx, put(kActivity, row));
}

static Result<void> tellOf(LadderRun &run, PersonId other, const std::vector<PersonId> &people, Notice::Kind kind)
{
    for (const PersonId &person : people) {
        if (person.isNull())
            continue;
        const Notice notice{0, person, kind, run.tx.now(), run.lead.id, other, 1, false};
        if (auto told = tell(run.tx, notice); !told)
            return told;
    }
    return {};
}

static Result<void> tellAll(LadderRun &run, const std::vector<PersonId> &people, Notice::Kind kind)
{
    return tellOf(run, run.lead.owner, people, kind);
}

static std::vector<PersonId> managers(const Rulebook &rules)
{
    std::vector<PersonId> found;
    for (const Person &person : rules.people) {
        if (person.active && person.role == Role::Manager)
            found.push_back(person.id);
    }
    return found;
}

static std::vector<PersonId> withOwner(std::vector<PersonId> people, PersonId owner)
{
    if (std::ranges::find(people, owner) == people.end())
        people.push_back(owner);
    return people;
}

// Everyone in the rotation: who is never given a lead is not called to this one.
static Result<void> tellEveryone(LadderRun &run, Activity::Code code, Activity::Code nobody)
{
    const auto people = run.desk.inRotation(run.tx.now());
    if (!people)
        return people.error();
    if (auto told = tellAll(run, *people, Notice::Kind::EveryoneNeeded); !told)
        return told;
    return note(run, people->empty() ? nobody : code);
}

static Result<void> tellManagers(LadderRun &run, Notice::Kind kind, Activity::Code code, Activity::Code nobody)
{
    const auto people = managers(run.rules);
    if (auto told = tellAll(run, people, kind); !told)
        return told;
    return note(run, people.empty() ? nobody : code);
}

static Result<void> tellPool(LadderRun &run)
{
    const auto people = run.desk.onDuty(run.tx.now());
    return people ? tellAll(run, *people, Notice::Kind::UpForGrabs) : people.error();
}

static Result<RouteLead> askedOf(const LadderRun &run)
{
    return routeLeadOf(run.tx.database(), run.lead, run.now.clockFrom > run.now.received);
}

// Managers and the owner read that it is late, the backup that it is theirs now to help.
static Result<void> tellBackupAndManager(LadderRun &run)
{
    const auto asked = askedOf(run);
    const auto backup = asked ? run.desk.backup(run.lead.owner, *asked, run.tx.now()) : Result<PersonId>(asked.error());
    if (!backup)
        return backup.error();
    const auto told = managers(run.rules);
    std::vector<PersonId> others = withOwner(told, run.lead.owner);
    std::erase(others, *backup);
    if (auto done = tellAll(run, others, Notice::Kind::ClockLate); !done)
        return done;
    if (auto done = tellAll(run, {*backup}, Notice::Kind::BackupNeeded); !done)
        return done;
    return note(run, told.empty() ? Activity::Code::NoManager : Activity::Code::ManagerTold, *backup);
}

// The receipt stays; only the owner changes, never to somebody who had the lead before (F31). With nobody else on duty
// the lead stays where it is, its history says so, and the step counts as made.
static Result<void> takeBack(LadderRun &run)
{
    const PersonId before = run.lead.owner;
    const auto asked = askedOf(run);
    const auto owners = ownersSoFar(run.tx.database(), run.lead);
    if (!asked || !owners)
        return !asked ? asked.error() : owners.error();
    const auto routed = run.desk.route(*asked, {}, {}, run.tx.now(), *owners);
    if (!routed)
        return routed.error();
    const bool pool = routed->reason == RouteReason::Pool;
    const bool stays = routed->person.isNull() && !pool;
    if (auto noted = note(run, stays ? Activity::Code::NobodyElse : Activity::Code::TakenBack, before); !noted || stays)
        return noted;
    Lead given = run.lead;
    given.owner = routed->person;
    Assignment row;
    row.id = {run.tx.freshId()};
    row.lead = run.lead.id;
    row.from = before;
    row.to = routed->person;
    row.rule = routed->rule;
    row.reason = int(routed->reason);
    row.at = run.tx.now();
    if (auto done = applyAll(run.tx, set(kLead, run.lead, given, Op::Kind::Assign), put(kAssignment, row)); !done)
        return done;
    run.lead = given;
    run.desk.given(row.to, row.at, row.rule);
    if (auto told = tellAll(run, {before}, Notice::Kind::TakenBack); !told)
        return told;
    if (auto told = tellOf(run, before, managers(run.rules), Notice::Kind::LeadMoved); !told)
        return told;
    if (pool)
        return tellPool(run);
    return tellAll(run, {row.to}, Notice::Kind::NewLead);
}

static Result<void> climb(LadderRun &run, LadderAction action)
{
    switch (action) {
    case LadderAction::WarnOwner:
        if (auto told = tellAll(run, {run.lead.owner}, Notice::Kind::ClockClose); !told)
            return told;
        return note(run, Activity::Code::OwnerWarned, run.lead.owner);
    case LadderAction::HotTellManager:
        return tellManagers(
            run, Notice::Kind::HotUntouched, Activity::Code::HotManagerTold, Activity::Code::HotNoManager);
    case LadderAction::TellBackupAndManager:
        return tellBackupAndManager(run);
    case LadderAction::HotTellEveryone:
        return tellEveryone(run, Activity::Code::HotEveryoneTold, Activity::Code::HotNobodyOnDuty);
    case LadderAction::TellEveryone:
        return tellEveryone(run, Activity::Code::EveryoneTold, Activity::Code::NobodyOnDuty);
    case LadderAction::TakeBack:
        break;
    }
    return takeBack(run);
}

// Read inside the transaction: a call logged at another window a moment ago stops the ladder, though it leaves the
// lead's own row as it was.
static Result<bool> climbOne(Session &session, const Rulebook &rules, RouteDesk &desk, LeadId id)
{
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store});
    if (!tx)
        return tx.error();
    const auto lead = load(session.database(), kLead, id.value);
    const auto facts = factsOf(session.database(), id, rules);
    const auto now = leadNowOf(session.database(), id);
    if (!lead || !facts || !now)
        return !lead ? lead.error() : !facts ? facts.error() : now.error();
    LadderFacts ladder = ladderFactsOf(*facts, *now);
    ladder.held = session.isHeld(id);
    const auto actions = ladderActions(ladder, rules.ladder, rules.hours, tx->now());
    if (actions.empty()) {
        const Time next = nextLadderMoment(ladder, rules.ladder, rules.hours, tx->now());
        if (auto done = setLadderAt(session.database(), id, ladder.held ? tx->now() + 5 * kSecond : next); !done)
            return done.error();
    } else {
        if (auto started = tx->start("ladder"); !started)
            return started.error();
        LadderRun run{*tx, rules, desk, *lead, *now};
        for (const LadderAction action : actions) {
            if (auto done = climb(run, action); !done)
                return done.error();
        }
    }
    if (auto done = tx->commit(); !done)
        return done.error();
    return !actions.empty();
}

/// The first of these moments; 0 is none, and so is the result without one.
static Time earliest(std::initializer_list<Time> moments)
{
    Time first = 0;
    for (const Time moment : moments) {
        if (moment > 0 && moment < std::numeric_limits<Time>::max() && (first == 0 || moment < first))
            first = moment;
    }
    return first;
}

Result<Time> makeRound(Session &session)
{
    const auto followed = followRules(session.database(), session.now(), kSlicesOfRules);
    if (!followed)
        return followed.error();
    const auto moved = regroup(session.database(), session.now());
    const auto rules = session.rules();
    const auto due = ladderDue(session.database(), session.now(), kMostAtOnce);
    if (!moved || !rules || !due)
        return !moved ? moved.error() : !rules ? rules.error() : due.error();
    RouteDesk desk(session.database(), *rules);
    std::vector<LeadId> climbed;
    for (const LeadId &lead : *due) {
        const auto done = climbOne(session, **rules, desk, lead);
        if (!done && done.error().code == Error::Code::Conflict)
            continue; // somebody at another window was quicker: it is looked at anew in the next round
        if (!done)
            return done.error();
        if (*done)
            climbed.push_back(lead);
    }
    if (*moved > 0 || followed->moved > 0 || !climbed.empty())
        session.refresh();
    if (!climbed.empty())
        session.tellNotices();
    if (!followed->done)
        return session.now();
    const auto ladder = nextLadderAt(session.database());
    const auto group = nextChangeAt(session.database());
    if (!ladder || !group)
        return !ladder ? ladder : group;
    return earliest({*ladder, *group, (*rules)->modelUntil});
}

} // namespace updesk
