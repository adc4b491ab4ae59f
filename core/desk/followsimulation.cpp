// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/followsimulation.h"

#include "core/desk/appointmentverbs.h"
#include "core/desk/dealverbs.h"
#include "core/desk/deed.h"
#include "core/desk/followworld.h"
#include "core/desk/gate.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/plangate.h"
#include "core/desk/planround.h"
#include "core/desk/plansender.h"
#include "core/desk/planverbs.h"
#include "core/desk/setup.h"
#include "core/sequences/planjson.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"

#include <QFile>

#include <map>

namespace updesk
{

namespace
{

using Kind = FollowStory::Kind;
using Decision = FollowStep::Decision;
constexpr Time kMarch2 = 1'772'427'600'000; // Monday 2 March 2026, midnight in New York; the clocks change on the 8th
constexpr Time kTalk = 20 * kSecond; ///< a call that nobody answers
constexpr char kSending[] = R"({"mail":"sales@northgate.example","web":"northgate.example",)"
                            R"("unsubscribe_to":"stop@northgate.example","canada_list":"R-1"})";

/// Something that a customer or the store does at a time of its own.
struct Due {
    enum class What : quint8 { Write, Come, TakeCall, Buy };
    size_t story = 0;
    What what = What::Write;
};

/// The store, its clock and everybody in it.
struct World {
    SteppedClock clock;
    std::unique_ptr<Session> session;
    std::vector<FollowStory> stories;
    std::map<LeadId, size_t> byLead;
    std::multimap<Time, Due> due;
    size_t arrived = 0;
    Time end = 0;

    explicit World(Time start) : clock(start) { }
    Database &database() { return session->database(); }
    void go(Time at) { clock.set(std::max(at, clock.now())); }
};

Result<void> prepare(World &world)
{
    Session &session = *world.session;
    auto config = setupConfig(exampleSetup(), world.clock.now());
    if (!config)
        return config.error();
    config->dealership.sample = true;
    if (config->dealership.address.isEmpty())
        config->dealership.address = QStringLiteral("1 Main Street, Northgate, NY 10011");
    std::erase_if(config->settings, [](const Setting &setting) { return setting.key == QLatin1String("sending"); });
    config->settings.push_back({{newId(world.clock.now())}, QStringLiteral("sending"), QString::fromLatin1(kSending)});
    if (auto made = setUpStore(session, *config); !made)
        return made;
    for (const Person &person : config->people) {
        if (person.role == Role::Manager)
            session.setPerson(person.id);
    }
    if (auto used = useShippedPlans(session); !used)
        return used.error();
    setPlanSender(session.database(), {true, true});
    for (const Person &person : config->people) {
        if (person.active && person.role == Role::Sales)
            session.setPerson(person.id);
    }
    return {};
}

Result<void> arrive(World &world)
{
    FollowStory &story = world.stories[world.arrived];
    world.go(story.arrives);
    const auto captured = capture(*world.session, story.draft);
    if (!captured)
        return captured.error();
    story.lead = captured->lead;
    const auto gate = planGate(world.database(), world.session->person(), story.lead);
    if (!gate)
        return gate.error();
    story.zone = gate->zone;
    world.byLead.emplace(story.lead, world.arrived++);
    return {};
}

QByteArray mailFrom(const FollowStory &story, const char *words)
{
    return "From: " + story.draft.emails.front().address.toLatin1()
        + "\r\nTo: sales@northgate.example\r\nSubject: Re: your mail\r\nMessage-ID: <" + story.lead.value.hex()
        + "@example.com>\r\nIn-Reply-To: <ours@northgate.example>\r\n\r\n" + words + "\r\n";
}

Result<void> write(World &world, const FollowStory &story)
{
    const char *words = story.kind == Kind::Stops ? "Stop writing to me." : "Saturday would be fine for me.";
    const auto taken = takeDocument(*world.session, mailFrom(story, words), QStringLiteral("reply.eml"));
    return taken ? Result<void>() : taken.error();
}

Result<void> come(World &world, const FollowStory &story)
{
    const auto all = loadAll(world.database(), kAppointment);
    if (!all)
        return all.error();
    for (const Appointment &visit : *all) {
        if (visit.lead != story.lead || visit.state != Appointment::State::Set)
            continue;
        const auto came = arriveVisit(*world.session, visit.id);
        return came ? Result<void>() : came.error();
    }
    return {};
}

/// What comes of a call under this story.
Outcome outcomeOf(FollowStory &story)
{
    if (story.kind == Kind::WrongNumber)
        return story.over ? Outcome::NoAnswer : Outcome::WrongNumber;
    if (story.attempts < story.after || story.over)
        return story.attempts % 2 == 0 ? Outcome::Voicemail : Outcome::NoAnswer;
    switch (story.kind) {
    case Kind::Visits:
        return Outcome::VisitSet;
    case Kind::CallsBack:
        return Outcome::CallBack;
    case Kind::Refuses:
        return Outcome::DoNotContact;
    default:
        return Outcome::NoAnswer;
    }
}

Result<void> call(World &world, FollowStory &story, Outcome outcome)
{
    CallLog log;
    log.outcome = outcome;
    log.dialledAt = world.clock.now();
    const Time visit = world.clock.now() + kDay;
    if (log.outcome == Outcome::VisitSet)
        log.appointment = visit;
    if (log.outcome == Outcome::CallBack)
        log.callBack = world.clock.now() + 2 * kDay;
    if (log.outcome == Outcome::DoNotContact)
        log.words = QStringLiteral("Do not call me again.");
    story.over = story.over || (log.outcome != Outcome::NoAnswer && log.outcome != Outcome::Voicemail);
    world.go(world.clock.now() + kTalk);
    const auto logged = logCall(*world.session, story.lead, log);
    if (!logged)
        return logged.error();
    if (log.outcome == Outcome::WrongNumber) { // it tells no place any more
        const auto gate = planGate(world.database(), world.session->person(), story.lead);
        if (!gate)
            return gate.error();
        story.before = std::exchange(story.zone, gate->zone);
        story.lost = world.clock.now();
    }
    if (log.outcome == Outcome::VisitSet)
        world.due.emplace(visit, Due{world.byLead[story.lead], Due::What::Come});
    if (log.outcome == Outcome::CallBack)
        world.due.emplace(log.callBack, Due{world.byLead[story.lead], Due::What::TakeCall});
    return {};
}

Result<void> buy(World &world, const FollowStory &story)
{
    DealDraft deal;
    deal.vehicle = QStringLiteral("2026 Toyota RAV4");
    const auto sold = sellLead(*world.session, story.lead, deal);
    return sold ? Result<void>() : sold.error();
}

Result<void> happen(World &world, const Due &due)
{
    FollowStory &story = world.stories[due.story];
    if (due.what == Due::What::Write)
        return write(world, story);
    if (due.what == Due::What::Buy)
        return buy(world, story);
    return due.what == Due::What::Come ? come(world, story) : call(world, story, Outcome::VisitSet);
}

Result<void> sendByItself(World &world, const StepRun &run)
{
    auto tx = Transaction::begin(world.database(), {PersonId{}, world.session->by().store, kAlone});
    if (!tx)
        return tx.error();
    if (auto started = tx->start("sent"); !started)
        return started.error();
    Activity sent;
    if (auto done = writeStepSent(*tx, run.id, sent); !done)
        return done;
    return tx->commit();
}

/// Words that a mail or text brings about.
Result<void> react(World &world, FollowStory &story)
{
    if (story.over || story.attempts < story.after)
        return {};
    const bool buys = story.kind == Kind::Buys;
    if (!buys && story.kind != Kind::Replies && story.kind != Kind::Stops)
        return {};
    story.over = true;
    const Due due{world.byLead[story.lead], buys ? Due::What::Buy : Due::What::Write};
    world.due.emplace(world.clock.now() + 3 * kHour, due);
    return {};
}

/// Asks the gate of what is about to be done and keeps its answer; one that says no has the plan ask again.
Result<bool> passes(World &world, const StepRun &run)
{
    GateAsk ask;
    ask.channel = Channel(run.channel);
    ask.sentBy = SentBy(run.sentBy);
    if (ask.sentBy == SentBy::Automatic) {
        const auto purpose = purposeOfTemplate(world.database(), run.text);
        if (!purpose)
            return purpose.error();
        ask.purpose = *purpose;
    }
    const auto verdict = passGate(*world.session, run.lead, ask);
    return verdict ? Result<bool>(verdict->allows()) : verdict.error();
}

Result<void> askAnew(World &world, const StepRun &run)
{
    auto tx = Transaction::begin(world.database(), {PersonId{}, world.session->by().store, kAlone});
    const auto enrolment = load(world.database(), kEnrolment, run.enrolment.value);
    if (!tx || !enrolment)
        return !tx ? tx.error() : enrolment.error();
    if (auto started = tx->start("ladder"); !started)
        return started.error();
    StepRun again = run;
    again.asked = false;
    Enrolment soon = *enrolment;
    soon.next = tx->now();
    if (auto done = applyAll(*tx, set(kStepRun, run, again), set(kEnrolment, *enrolment, soon)); !done)
        return done;
    return tx->commit();
}

Result<void> carryOut(World &world, const StepRun &run)
{
    const auto story = world.byLead.find(run.lead);
    if (story == world.byLead.end())
        return Error{Error::Code::NotFound, QStringLiteral("lead"), {}};
    FollowStory &told = world.stories[story->second];
    const auto passed = passes(world, run);
    if (!passed || !*passed)
        return passed ? askAnew(world, run) : passed.error();
    told.attempts += run.attempt > 0;
    const Channel way = Channel(run.channel);
    Result<void> done;
    if (SentBy(run.sentBy) == SentBy::Automatic) {
        done = sendByItself(world, run);
    } else if (way == Channel::Phone) {
        done = call(world, told, outcomeOf(told));
    } else {
        const auto sent = logSent(*world.session, run.lead, way, 0);
        done = sent ? Result<void>() : sent.error();
    }
    return done ? react(world, told) : done;
}

/// The next moment at which anything happens; 0: nothing will.
Result<Time> nextMoment(World &world, std::optional<StepRun> &first)
{
    const auto plan = nextPlanAt(world.database());
    const auto open = firstOpenRun(world.database());
    if (!plan || !open)
        return !plan ? plan : open.error();
    Time next = *plan;
    const auto sooner = [&next](Time at) { next = next == 0 ? at : std::min(next, at); };
    if (*open) {
        const auto run = load(world.database(), kStepRun, (*open)->value);
        if (!run)
            return run.error();
        first = *run;
        sooner(run->due);
    }
    if (world.arrived < world.stories.size())
        sooner(world.stories[world.arrived].arrives);
    if (!world.due.empty())
        sooner(world.due.begin()->first);
    return next;
}

/// Moves the world on by one moment; false: nothing is left.
Result<bool> stepOn(World &world)
{
    std::optional<StepRun> first;
    const auto next = nextMoment(world, first);
    if (!next || *next == 0 || *next > world.end)
        return next ? Result<bool>(false) : next.error();
    world.go(*next);
    if (world.arrived < world.stories.size() && world.stories[world.arrived].arrives <= *next) {
        auto came = arrive(world);
        return came ? Result<bool>(true) : came.error();
    }
    if (!world.due.empty() && world.due.begin()->first <= *next) {
        const Due due = world.due.begin()->second;
        world.due.erase(world.due.begin());
        auto happened = happen(world, due);
        return happened ? Result<bool>(true) : happened.error();
    }
    const auto followed = followDuePlans(*world.session, kAlone);
    if (!followed)
        return followed.error();
    if (!followed->empty() || !first || first->due > world.clock.now())
        return true; // what was first may be another by now
    auto done = carryOut(world, *first);
    return done ? Result<bool>(true) : done.error();
}

Result<void> play(World &world)
{
    const qint64 most = 2000 * qint64(world.stories.size()); // far more than any story has moments
    for (qint64 i = 0; i < most; ++i) {
        const auto more = stepOn(world);
        if (!more || !*more)
            return more ? Result<void>() : more.error();
    }
    return Error{Error::Code::Failed, QStringLiteral("simulation"), {}};
}

struct Telling {
    const FollowStory &story;
    const Enrolment &enrolment;
    std::vector<FollowStep> &out;

    void tell(const StepRun &run, Time at, Decision decision, const QString &rule)
    {
        const QString &zone = at <= story.lost ? story.before : story.zone;
        out.push_back({run.lead, zone, at, Channel(run.channel), SentBy(run.sentBy), enrolment.plan, run.key,
            run.attempt, decision, rule});
    }
};

void tellRun(Telling &telling, const StepRun &run)
{
    const bool moved = run.due != run.wished && !run.rule.isEmpty();
    switch (RunState(run.state)) {
    case RunState::Done:
    case RunState::Open:
        if (moved)
            telling.tell(run, run.wished, Decision::Moved, run.rule);
        if (RunState(run.state) == RunState::Done)
            telling.tell(run, run.settled, Decision::Done, run.rule);
        break;
    case RunState::Skipped:
        if (run.rule == QLatin1String("has_email") || run.rule == QLatin1String("has_phone"))
            break; // one by the other way stands in its place
        telling.tell(run, run.due, Decision::Blocked, run.rule);
        break;
    case RunState::Dropped:
        telling.tell(run, run.settled, Decision::Stopped, run.rule);
        break;
    }
}

// Of a plan that stopped while no step was open the one that would have come next is told as stopped.
void tellStop(Telling &telling, const std::vector<StepRun> &runs, const PlanShelf &shelf)
{
    const bool told =
        std::ranges::any_of(runs, [](const StepRun &run) { return RunState(run.state) == RunState::Dropped; });
    const PlanShelf::Version *version = shelf.version(telling.enrolment.version);
    const int next = runs.empty() ? telling.enrolment.from : runs.back().step + 1;
    if (told || !version || telling.enrolment.state != Enrolment::State::Stopped)
        return;
    const int at = std::min(next, int(version->plan.steps.size()) - 1);
    const PlanStep &step = version->plan.steps[size_t(at)];
    StepRun run;
    run.lead = telling.enrolment.lead;
    run.key = step.key;
    run.channel = int(step.channel);
    run.sentBy = int(doneBy(step.by, Pace(telling.enrolment.pace)));
    run.attempt = version->plan.attemptOf(at);
    telling.tell(
        run, telling.enrolment.ended, Decision::Stopped, QString::fromLatin1(planStopCode(telling.enrolment.why)));
}

Result<std::vector<FollowStep>> told(World &world, int days)
{
    std::vector<FollowStep> out;
    const auto shelf = planShelf(world.database());
    if (!shelf)
        return shelf.error();
    for (const FollowStory &story : world.stories) {
        const auto plans = plansOfLead(world.database(), story.lead);
        if (!plans)
            return plans.error();
        for (const Enrolment &enrolment : *plans) {
            const auto runs = runsOf(world.database(), enrolment.id);
            if (!runs)
                return runs.error();
            Telling telling{story, enrolment, out};
            for (const StepRun &run : *runs)
                tellRun(telling, run);
            tellStop(telling, *runs, **shelf);
        }
        std::erase_if(out,
            [&](const FollowStep &step) { return step.lead == story.lead && step.at > story.arrives + days * kDay; });
    }
    // What was done comes before the stop that it brought about in the same moment.
    std::ranges::stable_sort(
        out, {}, [](const FollowStep &step) { return std::pair(step.at, step.decision == Decision::Stopped); });
    return out;
}

} // namespace

Result<std::vector<FollowStep>> simulateFollowUp(const QString &path, const FollowOrder &order)
{
    const auto invalid = [](const char *what) { return Error{Error::Code::Invalid, QString::fromLatin1(what), {}}; };
    if (order.leads < 1 || order.leads > 100'000)
        return invalid("leads");
    if (order.days < 1 || order.days > 400)
        return invalid("days");
    if (QFile::exists(path))
        return Error{Error::Code::Duplicate, path, {}};
    const SeededNoise noise(order.seed);
    World world(order.start > 0 ? order.start : kMarch2);
    auto session = Session::open(path, world.clock, Database::Open::OrCreate);
    if (!session)
        return session.error();
    world.session = std::move(*session);
    if (auto relaxed = world.database().relax(); !relaxed)
        return relaxed.error();
    if (auto ready = prepare(world); !ready)
        return ready.error();
    world.stories = followStories(order, world.clock.now());
    world.end = world.stories.back().arrives + order.days * kDay;
    if (auto played = play(world); !played)
        return played.error();
    return told(world, order.days);
}

} // namespace updesk
