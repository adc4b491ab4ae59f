// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/rounds.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/noshows.h"
#include "core/desk/planround.h"
#include "core/desk/told.h"
#include "core/leads/followrules.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "core/people/busyrows.h"
#include "core/sequences/planrows.h"

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
    Time assignedAt;
    Time next; ///< when the step after these is due; 0: there is none
    LadderAction action = LadderAction::WarnOwner; ///< the step that is being made
    Time again = 0; ///< when a step that waits is looked at next; 0: none waits
};

// The same for every host that makes this step, so that of two of them one row comes of it: a warning and a take-back
// belong to an assignment, the other steps to the lead. A store without a server has one program only.
static Result<Id> idOf(LadderRun &run, const Table &table)
{
    if (run.tx.by().epoch == kAlone)
        return run.tx.freshId();
    const bool ofRound = run.action == LadderAction::WarnOwner || run.action == LadderAction::TakeBack;
    const QByteArray name = QByteArray(table.name) + ' ' + run.lead.id.value.hex() + ' '
        + QByteArray::number(int(run.action)) + ' ' + QByteArray::number(ofRound ? run.assignedAt : 0);
    for (int n = 0;; ++n) { // one that was taken back is there still, and the step is made anew
        const Id id = fixedId(name, n);
        const auto there = hasRow(run.tx.database(), table, id);
        if (!there || !*there)
            return there ? Result<Id>(id) : there.error();
    }
}

static Result<Activity> note(LadderRun &run, Activity::Code code, PersonId person = {})
{
    const auto id = idOf(run, kActivity);
    if (!id)
        return id.error();
    Activity row;
    row.id = {*id};
    row.lead = run.lead.id;
    row.customer = run.lead.customer;
    row.kind = Activity::Kind::System;
    row.person = person;
    row.at = run.tx.now();
    row.code = code;
    if (auto done = apply(run.tx, put(kActivity, row)); !done)
        return done.error();
    return row;
}

static Result<void> noteAndTell(LadderRun &run, Activity::Code code, PersonId person = {})
{
    const auto row = note(run, code, person);
    return row ? tellOfStep(run.tx, run.desk, run.rules, run.lead, *row) : row.error();
}

static Result<void> tellEveryone(LadderRun &run, Activity::Code code, Activity::Code nobody)
{
    const auto people = run.desk.inRotation(run.tx.now());
    return people ? noteAndTell(run, people->empty() ? nobody : code) : people.error();
}

static bool hasManager(const Rulebook &rules)
{
    return std::ranges::any_of(
        rules.people, [](const Person &person) { return person.active && person.role == Role::Manager; });
}

using Code = Activity::Code;

static bool isHot(const LadderRun &run) { return run.now.tier == Tier::Hot; }

static Result<void> tellManagerEarly(LadderRun &run)
{
    if (hasManager(run.rules))
        return noteAndTell(run, isHot(run) ? Code::HotManagerTold : Code::EarlyManagerTold);
    return noteAndTell(run, isHot(run) ? Code::HotNoManager : Code::EarlyNoManager);
}

static Result<RouteLead> askedOf(const LadderRun &run)
{
    return routeLeadOf(run.tx.database(), run.lead, run.now.clockFrom > run.now.received);
}

static Result<void> tellBackupAndManager(LadderRun &run)
{
    const auto asked = askedOf(run);
    const auto backup = asked ? run.desk.backup(run.lead.owner, *asked, run.tx.now()) : Result<PersonId>(asked.error());
    if (!backup)
        return backup.error();
    return noteAndTell(run, hasManager(run.rules) ? Activity::Code::ManagerTold : Activity::Code::NoManager, *backup);
}

static Result<void> give(LadderRun &run, const Routed &routed)
{
    const auto noted = note(run, Activity::Code::TakenBack, run.lead.owner);
    const auto id = idOf(run, kAssignment);
    if (!noted || !id)
        return !noted ? noted.error() : id.error();
    Lead given = run.lead;
    given.owner = routed.person;
    Assignment row;
    row.id = {*id};
    row.lead = run.lead.id;
    row.from = run.lead.owner;
    row.to = routed.person;
    row.rule = routed.rule;
    row.reason = int(routed.reason);
    row.at = run.tx.now();
    if (auto done = applyAll(run.tx, set(kLead, run.lead, given, Op::Kind::Assign), put(kAssignment, row)); !done)
        return done;
    run.lead = given;
    run.desk.given(row.to, row.at, row.rule);
    if (auto told = tellOfStep(run.tx, run.desk, run.rules, run.lead, *noted); !told)
        return told;
    return tellOfGift(run.tx, run.desk, run.lead, row, false);
}

// Whoever says so is free sooner than was told, hence every minute.
static Time nextLook(const LadderRun &run, const BusyPeople &busy)
{
    Time next = run.tx.now() + kMinute;
    if (run.next > 0)
        next = std::min(next, run.next);
    for (const auto &[person, until] : busy)
        next = std::min(next, until);
    return next;
}

// The receipt stays; only the owner changes, never to somebody who had the lead before (F31). With nobody else on duty
// the lead stays where it is, its history says so, and the step counts as made. With only people who are with a
// customer it waits for the first who is free, until everyone is told.
static Result<void> takeBack(LadderRun &run)
{
    const Time now = run.tx.now();
    const auto asked = askedOf(run);
    const auto owners = ownersSoFar(run.tx.database(), run.lead);
    const auto busy = busyAt(run.tx.database(), now);
    if (!asked || !owners || !busy)
        return !asked ? asked.error() : !owners ? owners.error() : busy.error();
    const auto routed = run.desk.route(*asked, {}, {}, now, *owners);
    if (!routed)
        return routed.error();
    const bool onlyBusy = busy->contains(routed->person);
    if (onlyBusy && now < run.now.clockDue + run.rules.ladder.everyoneAfter) {
        run.again = nextLook(run, *busy);
        return {};
    }
    if (!onlyBusy && (!routed->person.isNull() || routed->reason == RouteReason::Pool))
        return give(run, *routed);
    const auto noted = note(run, Activity::Code::NobodyElse, run.lead.owner);
    return noted ? Result<void>() : noted.error();
}

static Result<void> climb(LadderRun &run)
{
    switch (run.action) {
    case LadderAction::WarnOwner:
        return noteAndTell(run, Activity::Code::OwnerWarned, run.lead.owner);
    case LadderAction::EarlyTellManager:
        return tellManagerEarly(run);
    case LadderAction::TellBackupAndManager:
        return tellBackupAndManager(run);
    case LadderAction::EarlyTellEveryone:
        return isHot(run) ? tellEveryone(run, Code::HotEveryoneTold, Code::HotNobodyOnDuty)
                          : tellEveryone(run, Code::EarlyEveryoneTold, Code::EarlyNobodyOnDuty);
    case LadderAction::TellEveryone:
        return tellEveryone(run, Activity::Code::EveryoneTold, Activity::Code::NobodyOnDuty);
    case LadderAction::TakeBack:
        break;
    }
    return takeBack(run);
}

// A step that waits beside one that is made is looked at anew at once: what is derived says so.
static Result<void> makeSteps(LadderRun &run, const std::vector<LadderAction> &actions)
{
    for (const LadderAction action : actions) {
        run.action = action;
        if (auto done = climb(run); !done)
            return done;
    }
    return run.again > 0 && !run.tx.written() ? setLadderAt(run.tx.database(), run.lead.id, run.again) : Result<void>();
}

// Read inside the transaction: a call logged at another window a moment ago stops the ladder, though it leaves the
// lead's own row as it was.
static Result<bool> climbOne(Session &session, const Rulebook &rules, RouteDesk &desk, LeadId id, qint64 epoch)
{
    auto tx = Transaction::begin(session.database(), {PersonId{}, session.by().store, epoch});
    if (!tx)
        return tx.error();
    const auto lead = load(session.database(), kLead, id.value);
    const auto facts = factsOf(session.database(), id, rules);
    const auto now = leadNowOf(session.database(), id);
    if (!lead || !facts || !now)
        return !lead ? lead.error() : !facts ? facts.error() : now.error();
    LadderFacts ladder = ladderFactsOf(*facts, *now, rules);
    ladder.held = session.isHeld(id);
    const auto actions = ladderActions(ladder, rules.ladder, rules.hours, tx->now());
    const Time next = nextLadderMoment(ladder, rules.ladder, rules.hours, tx->now());
    if (actions.empty()) {
        if (auto done = setLadderAt(session.database(), id, ladder.held ? tx->now() + 5 * kSecond : next); !done)
            return done.error();
    } else {
        if (auto started = tx->start("ladder"); !started)
            return started.error();
        LadderRun run{*tx, rules, desk, *lead, *now, ladder.assignedAt, next};
        if (auto done = makeSteps(run, actions); !done)
            return done.error();
    }
    const bool climbed = tx->written();
    if (auto done = tx->commit(); !done)
        return done.error();
    return climbed;
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

// All that is due, in a store that this desk may act for; the leads that were moved.
static Result<std::vector<LeadId>> climbAll(Session &session, std::shared_ptr<const Rulebook> rules, qint64 epoch)
{
    const auto due = ladderDue(session.database(), session.now(), kMostAtOnce);
    if (!due)
        return due.error();
    RouteDesk desk(session.database(), rules);
    std::vector<LeadId> climbed;
    for (const LeadId &lead : *due) {
        const auto done = climbOne(session, *rules, desk, lead, epoch);
        if (!done && done.error().code == Error::Code::Conflict)
            continue; // somebody at another window was quicker: it is looked at anew in the next round
        if (!done)
            return done.error();
        if (*done)
            climbed.push_back(lead);
    }
    return climbed;
}

// What a program does by itself in a store that this desk may act for: the ladder, who did not come, and the plans.
static Result<std::vector<LeadId>> actForStore(Session &session, std::shared_ptr<const Rulebook> rules, qint64 epoch)
{
    auto climbed = climbAll(session, rules, epoch);
    const auto missed = climbed ? markNoShows(session, *rules, epoch) : Result<std::vector<LeadId>>(climbed.error());
    if (!missed)
        return missed.error();
    climbed->insert(climbed->end(), missed->begin(), missed->end());
    const auto followed = followDuePlans(session, epoch);
    if (!followed)
        return followed.error();
    climbed->insert(climbed->end(), followed->begin(), followed->end());
    return climbed;
}

static Result<Time> nextAct(Session &session, const Rulebook &rules)
{
    const auto ladder = nextLadderAt(session.database());
    const auto noShow = nextNoShowAt(session, rules);
    const auto plan = nextPlanAt(session.database());
    if (!ladder || !noShow || !plan)
        return !ladder ? ladder : !noShow ? noShow : plan;
    return earliest({*ladder, *noShow, *plan});
}

Result<Time> makeRound(Session &session)
{
    const auto mandate = session.mandate();
    if (!mandate)
        return mandate.error();
    const auto followed = followRules(session.database(), session.now(), kSlicesOfRules, *mandate);
    if (!followed)
        return followed.error();
    const auto moved = regroup(session.database(), session.now());
    const auto rules = session.rules();
    if (!moved || !rules)
        return !moved ? moved.error() : rules.error();
    const auto climbed =
        *mandate ? actForStore(session, *rules, **mandate) : Result<std::vector<LeadId>>(std::vector<LeadId>());
    if (!climbed)
        return climbed.error();
    if (*moved > 0 || followed->moved > 0 || !climbed->empty())
        session.refresh();
    if (!climbed->empty())
        session.tellNotices();
    if (!followed->done)
        return session.now();
    const auto act = *mandate ? nextAct(session, **rules) : Result<Time>(Time(0));
    const auto group = nextChangeAt(session.database());
    if (!act || !group)
        return !act ? act : group;
    return earliest({*act, *group, (*rules)->modelUntil});
}

} // namespace updesk
