// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnow.h"

#include "core/leads/doubt.h"

#include <algorithm>

namespace updesk
{

static bool isMessage(Activity::Kind kind)
{
    return kind == Activity::Kind::Call || kind == Activity::Kind::Text || kind == Activity::Kind::Email;
}

static bool spoke(Outcome outcome)
{
    return outcome == Outcome::VisitSet || outcome == Outcome::CallBack || outcome == Outcome::NotInterested
        || outcome == Outcome::DoNotContact;
}

static bool isHumanAttempt(const LeadFacts::Done &d)
{
    return isMessage(d.kind) && d.direction == Activity::Direction::Out && d.evidence != Evidence::Automatic;
}

static bool isCallIn(const LeadFacts::Done &d)
{
    return d.kind == Activity::Kind::Call && d.direction == Activity::Direction::In;
}

// Somebody of the store and the customer stood together or were on the line: a visit with a person, a call that a
// person took and keyed. A notice that somebody rang is neither.
static bool met(const LeadFacts &facts, const LeadFacts::Done &d)
{
    return d.kind == Activity::Kind::Visit ? facts.visitWaiting == 0 : isCallIn(d) && stopsClock(d.evidence);
}

// A walk-in, or a call that began the lead with a person on the line; a call notice only has the type of one.
static bool isBornStopped(const LeadFacts &facts)
{
    const auto taken = [](const LeadFacts::Done &d) { return isCallIn(d) && d.evidence == Evidence::Confirmed; };
    return facts.type == LeadType::Phone ? std::ranges::any_of(facts.done, taken) : bornStopped(facts.type);
}

// The customer came to us: a reply, a call in, a visit, or the same inquiry once more. The inquiry itself is none.
static bool isFromCustomer(const LeadFacts &facts, const LeadFacts::Done &d)
{
    if (d.direction != Activity::Direction::In)
        return false;
    if (d.kind == Activity::Kind::Import)
        return d.code == Activity::Code::AskedAgain;
    return isMessage(d.kind) && (!isCallIn(d) || d.at > facts.received);
}

static bool isContact(const LeadFacts::Done &d)
{
    if (d.kind == Activity::Kind::Visit)
        return true;
    if (isHumanAttempt(d))
        return spoke(d.outcome) && stopsClock(d.evidence);
    return d.direction == Activity::Direction::In && isMessage(d.kind) && (!isCallIn(d) || stopsClock(d.evidence));
}

static Time earliest(Time a, Time b) { return a == 0 ? b : std::min(a, b); }

static void readHistory(const LeadFacts &facts, LeadNow &row)
{
    Time lastOut = 0;
    qint64 cameAfter = 0; // the jump before the inquiry
    const bool born = isBornStopped(facts);
    const auto answered = [&](const LeadFacts::Done &d, Evidence evidence) {
        lastOut = std::max(lastOut, d.at);
        if (row.firstHuman == 0 || d.at < row.firstHuman) {
            row.firstHuman = d.at;
            row.firstEvidence = evidence;
            row.clockJump = d.clockJump;
        }
    };
    for (const auto &d : facts.done) {
        if (d.evidence == Evidence::Automatic && d.direction == Activity::Direction::Out)
            row.firstAuto = earliest(row.firstAuto, d.at);
        if (isHumanAttempt(d)) {
            ++row.attempts;
            if (stopsClock(d.evidence))
                answered(d, d.evidence);
        }
        if (met(facts, d) && born)
            lastOut = std::max(lastOut, d.at);
        else if (met(facts, d)) // somebody keyed it, and nobody else saw it
            answered(d, stopsClock(d.evidence) ? d.evidence : Evidence::Told);
        if (isContact(d)) {
            row.firstContact = earliest(row.firstContact, d.at);
            row.lastContact = std::max(row.lastContact, d.at);
        }
        row.inquiries += d.kind == Activity::Kind::Import && d.direction == Activity::Direction::In;
        row.timesTakenBack += d.code == Activity::Code::TakenBack;
        if (d.code == Activity::Code::Inquiry && cameAfter == 0)
            cameAfter = d.clockJump;
    }
    if (row.firstHuman > 0 && row.clockJump == 0)
        row.clockJump = cameAfter;
    for (const auto &d : facts.done) {
        const bool asksNothing = d.code == Activity::Code::VisitConfirmed; // "C" to a visit that was set
        if (isFromCustomer(facts, d) && !met(facts, d) && d.at > lastOut && !asksNothing
            && (d.code != Activity::Code::AskedAgain || lastOut > 0))
            row.waitingSince = earliest(row.waitingSince, d.at);
    }
    if (facts.visitWaiting > 0)
        row.waitingSince = earliest(row.waitingSince, facts.visitWaiting);
}

static Stage stageOf(const LeadFacts &facts, const LeadNow &row)
{
    if (facts.closed != Closed::Open)
        return facts.closed == Closed::Sold ? Stage::Sold : Stage::Lost;
    if (facts.shown || (facts.type == LeadType::WalkIn && facts.visits > 0))
        return Stage::Shown;
    if (facts.visitSet)
        return Stage::VisitSet;
    if (row.firstContact > 0)
        return Stage::Contacted;
    return row.attempts > 0 ? Stage::Tried : Stage::New;
}

static void readTasks(const LeadFacts &facts, LeadNow &row)
{
    const LeadFacts::Todo *next = nullptr;
    const auto decides = [&](const LeadFacts::Todo &todo) { // before all but the greeting of who stands in the store
        return todo.kind == Task::Kind::Decide && facts.visitWaiting == 0;
    };
    for (const auto &todo : facts.todo) {
        if (todo.kind == Task::Kind::Confirm)
            row.confirmDue = earliest(row.confirmDue, todo.due);
        if (!next || (decides(todo) != decides(*next) ? decides(todo) : todo.due < next->due))
            next = &todo;
    }
    if (row.confirmDue > 0)
        row.visitAt = facts.visitAt;
    if (!next)
        return;
    row.nextTask = next->id;
    row.nextKind = next->kind;
    row.nextChannel = next->channel;
    row.nextDue = next->due;
    row.promised = next->promised;
    row.attempt = next->attempt;
    row.attemptsOf = next->attempts;
}

// Who refuses every way waits for no answer from us; who stands in the store does, and whose words are in doubt.
static bool mayBeAnswered(const LeadFacts &facts)
{
    return std::ranges::none_of(facts.todo,
        [](const auto &todo) { return todo.kind == Task::Kind::Decide && !isDoubt(todo.kind, todo.channel); });
}

static void runClock(const LeadFacts &facts, const Rulebook &rules, LeadNow &row)
{
    if (isBornStopped(facts)) {
        row.clock = LeadNow::BornStopped;
        return;
    }
    const Due due = dueOf(facts.received, targetFor(rules.targets, facts.source, facts.type), rules.hours);
    row.clockDue = due.due;
    row.clockFrom = due.from;
    row.clock = row.firstHuman > 0 ? LeadNow::Stopped : LeadNow::Running;
    // Who may not be reached in any way cannot be answered in five minutes either.
    if (row.clock == LeadNow::Running && !mayBeAnswered(facts))
        row.clock = LeadNow::NoClock;
    if (facts.closed != Closed::Open && row.clock == LeadNow::Running)
        row.clock = isNeverAnswered(facts.closed) && !facts.closedUndecided ? LeadNow::NeverAnswered : LeadNow::NoClock;
}

GradeFacts gradeFactsOf(const LeadFacts &facts)
{
    GradeFacts g;
    g.hasName = facts.hasName;
    g.usablePhone = facts.phones > 0;
    g.usableEmail = facts.emails > 0;
    g.anyContact = facts.phones > 0 || facts.emails > 0 || facts.badPhone || facts.badEmail;
    g.badPhone = facts.badPhone;
    g.placeholder = facts.placeholder;
    g.specificVehicle = facts.exactUnit || facts.makeModel;
    g.vehicleWords = facts.vehicleWords;
    g.timeframeDays = facts.timeframeDays;
    g.directQuestion = facts.question;
    g.setByHand = facts.gradeSet;
    return g;
}

ScoreInput scoreInputOf(const LeadFacts &facts, const Rulebook &rules)
{
    ScoreInput in;
    const SourceWeight weight = rules.weight(facts.source);
    in.ring = facts.ring;
    in.sourceRate = weight.rate;
    in.bestRate = weight.best;
    in.asksVisit = facts.asks & AskVisit;
    in.asksCall = facts.asks & AskCall;
    in.asksAvailable = facts.asks & AskAvailable;
    in.returnVisits = std::max(0, facts.visits - 1);
    in.received = facts.received;
    in.lastSign = std::max(facts.received, facts.lastVisit);
    for (const auto &d : facts.done) {
        if (d.code == Activity::Code::DoNotContact)
            continue; // who writes to be left alone shows no interest
        // The call by which a lead came in is the inquiry, no reply.
        const bool reply = d.direction == Activity::Direction::In && isMessage(d.kind) && d.at > facts.received;
        in.replies += reply;
        if (reply || isFromCustomer(facts, d))
            in.lastSign = std::max(in.lastSign, d.at);
    }
    in.timeframeDays = facts.timeframeDays;
    in.exactUnit = facts.exactUnit;
    in.makeAndModel = facts.makeModel;
    in.tradeIn = facts.trade;
    in.preApproved = facts.preApproved;
    in.downPaymentStated = facts.downPayment;
    return in;
}

// Lowest first: ring + 1 (3 bits), asks (3), flags (5), return visits, replies, clicks (4 each), days + 1 (16).
qint64 packed(const ScoreInput &in)
{
    const auto small = [](int n) { return qint64(std::clamp(n, 0, 15)); };
    const qint64 asks = qint64(in.asksVisit) | qint64(in.asksCall) << 1 | qint64(in.asksAvailable) << 2;
    const qint64 flags = qint64(in.exactUnit) | qint64(in.makeAndModel) << 1 | qint64(in.tradeIn) << 2
        | qint64(in.preApproved) << 3 | qint64(in.downPaymentStated) << 4;
    return qint64(in.ring + 1) | asks << 3 | flags << 6 | small(in.returnVisits) << 11 | small(in.replies) << 15
        | small(in.clicks) << 19 | qint64(std::clamp(in.timeframeDays, -1, 65534) + 1) << 23;
}

ScoreInput unpacked(qint64 p, Time received, Time lastSign, SourceWeight weight)
{
    const auto bit = [p](int n) { return (p >> n & 1) != 0; };
    ScoreInput in;
    in.ring = int(p & 7) - 1;
    in.sourceRate = weight.rate;
    in.bestRate = weight.best;
    in.asksVisit = bit(3);
    in.asksCall = bit(4);
    in.asksAvailable = bit(5);
    in.exactUnit = bit(6);
    in.makeAndModel = bit(7);
    in.tradeIn = bit(8);
    in.preApproved = bit(9);
    in.downPaymentStated = bit(10);
    in.returnVisits = int(p >> 11 & 15);
    in.replies = int(p >> 15 & 15);
    in.clicks = int(p >> 19 & 15);
    in.timeframeDays = int(p >> 23 & 0xffff) - 1;
    in.received = received;
    in.lastSign = lastSign;
    return in;
}

LadderFacts ladderFactsOf(const LeadFacts &facts, const LeadNow &row, const Rulebook &rules)
{
    LadderFacts f;
    f.due = {row.clockDue, row.clockFrom, row.clockFrom > row.received};
    f.assignedAt = facts.assignedAt;
    f.owned = !facts.owner.isNull();
    f.alarms = alarmsOf(row.tier, rules.model, rules.ladder);
    f.over = row.clock != LeadNow::Running;
    f.timesTakenBack = row.timesTakenBack;
    const auto fired = [&f](LadderAction action, Time at) {
        Time &last = f.firedAt[static_cast<size_t>(action)];
        last = std::max(last, at);
    };
    for (const auto &d : facts.done) {
        switch (d.code) {
        case Activity::Code::OwnerWarned:
            fired(LadderAction::WarnOwner, d.at);
            break;
        case Activity::Code::HotManagerTold:
        case Activity::Code::HotNoManager:
        case Activity::Code::EarlyManagerTold:
        case Activity::Code::EarlyNoManager:
            fired(LadderAction::EarlyTellManager, d.at);
            break;
        case Activity::Code::HotEveryoneTold:
        case Activity::Code::HotNobodyOnDuty:
        case Activity::Code::EarlyEveryoneTold:
        case Activity::Code::EarlyNobodyOnDuty:
            fired(LadderAction::EarlyTellEveryone, d.at);
            break;
        case Activity::Code::ManagerTold:
        case Activity::Code::NoManager:
            fired(LadderAction::TellBackupAndManager, d.at);
            break;
        case Activity::Code::TakenBack:
        case Activity::Code::NobodyElse:
            fired(LadderAction::TakeBack, d.at);
            break;
        case Activity::Code::EveryoneTold:
        case Activity::Code::NobodyOnDuty:
            fired(LadderAction::TellEveryone, d.at);
            break;
        default:
            break;
        }
    }
    return f;
}

PlaceFacts placeFactsOf(const LeadNow &row, const ScoreModel &model)
{
    PlaceFacts f;
    // Who bought is looked after by a plan of its own, whose steps are to be seen.
    f.closed = row.closed != Closed::Open && !(row.closed == Closed::Sold && !row.nextTask.isNull());
    f.waitingSince = row.waitingSince;
    f.clockDue = row.clock == LeadNow::Running ? row.clockDue : 0;
    f.clockFrom = row.clock == LeadNow::Running ? row.clockFrom : 0;
    f.received = row.received;
    f.tier = int(row.tier);
    f.headStart = protocolOf(row.tier, model).headStart * kSecond;
    f.confirmDue = row.confirmDue;
    f.visitAt = row.visitAt;
    f.nextDue = row.nextDue;
    f.promised = row.promised;
    return f;
}

ClockFacts clockFactsOf(const LeadNow &row)
{
    ClockFacts f;
    if (row.clock != LeadNow::NoClock)
        f.due = {row.clockDue, row.clockFrom, row.clockFrom > row.received};
    f.received = row.received;
    f.answeredAt = row.firstHuman;
    f.answeredBy = row.firstEvidence;
    f.clockJump = row.clockJump;
    f.waitingSince = row.waitingSince;
    f.bornStopped = row.clock == LeadNow::BornStopped;
    f.closed = row.closed != Closed::Open;
    f.neverAnswered = row.clock == LeadNow::NeverAnswered;
    return f;
}

LeadNow leadNow(const LeadFacts &facts, const Rulebook &rules, Time now, Time scoredAt)
{
    LeadNow row;
    row.id = facts.id;
    row.customer = facts.customer;
    row.owner = facts.owner;
    row.source = facts.source;
    row.type = facts.type;
    row.closed = facts.closed;
    row.received = facts.received;
    row.wants = facts.wants;
    row.stock = facts.stock;
    readHistory(facts, row);
    row.stage = stageOf(facts, row);
    if (facts.closed == Closed::Open || facts.closed == Closed::Sold)
        readTasks(facts, row);
    if (facts.closed != Closed::Open)
        row.waitingSince = 0;
    if (!mayBeAnswered(facts))
        row.waitingSince = facts.closed == Closed::Open ? facts.visitWaiting : 0;
    runClock(facts, rules, row);
    const GradeResult graded = grade(gradeFactsOf(facts));
    row.grade = int(graded.grade);
    row.missing = graded.missing;
    row.scoredAt = scoredAt > 0 ? scoredAt : now;
    const ScoreInput input = scoreInputOf(facts, rules);
    row.scoreFacts = packed(input);
    row.lastSign = input.lastSign;
    row.score = score(input, rules.model, row.scoredAt).total;
    row.tier = tierOf(row.score, rules.model);
    row.model = rules.model.version;
    // From before the lead on, so that a step that is due and not yet done stays in sight.
    row.ladderAt = nextLadderMoment(ladderFactsOf(facts, row, rules), rules.ladder, rules.hours, facts.received - 1);
    row.place = place(placeFactsOf(row, rules.model), now, rules.hours);
    return row;
}

} // namespace updesk
