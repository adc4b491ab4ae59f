// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sendround.h"

#include "core/channels/sendhold.h"
#include "core/desk/deed.h"
#include "core/desk/mailtrack.h"
#include "core/desk/messagegate.h"
#include "core/desk/messagelines.h"
#include "core/desk/messagequeuerows.h"
#include "core/desk/sentmessages.h"
#include "core/desk/stepmessages.h"
#include "core/sequences/callbackrows.h"
#include "core/sequences/claims.h"
#include "core/sequences/templaterows.h"

namespace updesk
{

static constexpr Time kSweepEvery = kMinute;
static constexpr Time kNotHereYet = 10 * kSecond; // a lead that has not come to this desk
static constexpr Time kHeldFor = kMinute; // until the server has heard of the call back as well

// Changes when another connection has written; a round of our own is followed by one look more.
Result<bool> SendRound::isNews()
{
    const auto version = m_session.database().dataVersion();
    if (!version)
        return version.error();
    return std::exchange(m_seen, *version) != *version;
}

// What broke off after the other side had answered is known here.
static Result<void> tellNoted(Database &database, SendLane &lane)
{
    const auto known = unknownButNoted(database);
    if (!known)
        return known.error();
    for (const JournalKnows &one : *known) {
        SendEnd end{SendEnd::State::Failed, one.provider, QStringLiteral("server"), {}, {}};
        if (one.accepted)
            end = {SendEnd::State::Sent, one.provider, {}, {}, lineOf(one.message)};
        if (const auto ended = lane.end(one.message, end); !ended)
            return ended.error();
    }
    return {};
}

// One that this program has in hand is not lost track of, however slow its server is: patience ends it.
Result<void> SendRound::sweep(SendLane &lane)
{
    const bool isNew = m_swept != lane.epoch();
    const bool isSlow =
        std::ranges::any_of(m_inHand, [](const auto &one) { return running() - one.second.of.asked >= kSweepEvery; });
    if (!isNew && (running() < m_nextSweep || isSlow))
        return {};
    const auto busy = isNew ? Result<bool>(true) : isSending(m_session.database());
    if (!busy)
        return busy.error();
    if (const auto swept = *busy ? lane.sweep() : Result<int>(0); !swept)
        return swept.error();
    m_swept = lane.epoch();
    m_nextSweep = running() + kSweepEvery;
    return {};
}

Result<void> SendRound::prepare(SendLane &lane, qint64 epoch, Done &done)
{
    if (auto swept = sweep(lane); !swept)
        return swept;
    if (auto settled = settle(&lane, epoch, done); !settled)
        return settled;
    const auto news = isNews();
    if (!news)
        return news.error();
    if (auto acted = *news ? lane.actOnWishes() : Result<void>(); !acted)
        return acted;
    if (auto told = *news ? tellNoted(m_session.database(), lane) : Result<void>(); !told)
        return told;
    const auto take = [&done](const Result<std::vector<LeadId>> &moved) -> Result<void> {
        if (!moved)
            return moved.error();
        done.moved.insert(done.moved.end(), moved->begin(), moved->end());
        return {};
    };
    if (auto taken = *news ? take(writeMissingLines(m_session, epoch)) : Result<void>(); !taken)
        return taken;
    for (const auto step : {settleEndedSteps, queueDueSteps}) {
        if (auto taken = take(step(m_session, epoch)); !taken)
            return taken;
    }
    for (const auto step : {settleEndedReminders, queueReminders}) {
        if (auto taken = take(step(m_session, epoch, &m_tried)); !taken)
            return taken;
    }
    return {};
}

// Cars are sold and prices change between the queue and this moment (F62).
static Result<std::optional<ClaimCheck>> untrueNow(Session &session, const Message &message)
{
    const auto facts = templateFacts(session.database(), message.lead, session.now(), message.by);
    return facts ? Result<std::optional<ClaimCheck>>(untrueClaim(message, *facts)) : facts.error();
}

// What it stands for may be over by now, or wait for a call back that was agreed on; nothing: neither.
static Result<std::optional<Sender::Cleared>> standsAgainst(Session &session, const Message &message)
{
    using Says = Sender::Cleared::Says;
    Database &database = session.database();
    const bool reminds = isReminder(message);
    const auto stands = reminds ? reminderStands(database, message, session.now())
        : message.run.isNull()  ? Result<bool>(true)
                                : isStepOpen(database, message.run);
    const auto held = callBackHolds(database, message.id);
    if (!stands || !held)
        return !stands ? stands.error() : held.error();
    if (!*stands)
        return std::optional(
            Sender::Cleared{Says::Drop, 0, reminds ? QStringLiteral("visit") : QStringLiteral("step")});
    if (*held)
        return std::optional(Sender::Cleared{Says::Wait, session.now() + kHeldFor, {}});
    return std::optional<Sender::Cleared>();
}

// Between the queue and this moment the customer may have answered, refused, or moved; what was said is kept.
Result<Sender::Cleared> SendRound::clear(const Message &message, qint64 epoch)
{
    using Says = Sender::Cleared::Says;
    Database &database = m_session.database();
    const auto against = standsAgainst(m_session, message);
    if (!against || *against)
        return against ? Result<Sender::Cleared>(**against) : against.error();
    auto facts = factsOf(database, message);
    if (!facts && facts.error().code == Error::Code::NotFound)
        return Sender::Cleared{Says::Wait, m_session.now() + kNotHereYet, QStringLiteral("lead")};
    if (!facts && facts.error().code == Error::Code::Denied)
        return Sender::Cleared{Says::Drop, 0, facts.error().subject};
    if (!facts)
        return facts.error();
    const auto untrue = untrueNow(m_session, message);
    if (!untrue || *untrue)
        return untrue ? Result<Sender::Cleared>({Says::Drop, 0, whyOf(**untrue)}) : untrue.error();
    // The receipt of an opt-out has its row since it was queued, and that row is the one that counts.
    const bool receipt = Purpose(message.meant) == Purpose::OptOutReceipt;
    if (receipt)
        facts->receipts = std::max(0, facts->receipts - 1);
    auto verdict = verdictOf(database, *facts);
    if (!verdict)
        return verdict.error();
    if (!receipt || !verdict->allows()) {
        auto tx = Transaction::begin(database, {PersonId{}, m_session.by().store, epoch});
        if (!tx)
            return tx.error();
        if (auto started = tx->start("gate"); !started)
            return started.error();
        verdict = passMessage(*tx, message, *facts);
        if (!verdict)
            return verdict.error();
        if (auto done = tx->commit(); !done)
            return done.error();
    }
    if (verdict->allows())
        return Sender::Cleared{};
    const bool moves = verdict->says == GateVerdict::Says::Move;
    return Sender::Cleared{moves ? Says::Wait : Says::Drop, verdict->moveTo, whyNot(*verdict)};
}

// A mail that cannot be measured just now goes out all the same, and nothing is claimed of it.
QString SendRound::measured(const Message &message)
{
    auto draft = m_gateways.draftOf(message, m_session.now());
    const auto done = draft ? measureMail(m_session, message, *draft) : Result<bool>(false);
    return done && *done ? draft->html : QString();
}

// Measuring writes to the file and may wait for it: nothing of that may stand between the last look at how long it all
// took and the hand-over (sync.md 14).
Result<Sender::Cleared> SendRound::makeReady(const Message &message, qint64 epoch)
{
    m_html.clear();
    auto cleared = clear(message, epoch);
    if (cleared && cleared->says == Sender::Cleared::Says::Go)
        m_html = measured(message);
    return cleared;
}

// What a hand-over means beside the message's own state.
Result<void> SendRound::take(const Sender::Turn &turn, Mandate mandate, Done &done)
{
    if (turn.resting) {
        m_gateways.rest(*turn.resting, turn.why, running() + turn.pause);
        done.troubles.push_back({*turn.resting, turn.why});
    }
    if (turn.sent) {
        ++done.handed;
        m_gateways.worked(Channel(turn.sent->channel));
    }
    if (!mandate)
        return {};
    Result<LeadId> lead = LeadId();
    if (turn.sent) {
        lead = writeLine(m_session, *turn.sent, *mandate);
    } else if (turn.refused) {
        const auto taken = takeRefusal(m_session, turn.refused->first, turn.refused->second);
        lead = taken ? Result<LeadId>(taken->lead) : Result<LeadId>(taken.error());
    }
    if (!lead)
        return lead.error();
    if (!lead->isNull())
        done.moved.push_back(*lead);
    return {};
}

bool SendRound::Hand::isBack()
{
    if (!came && handing.isBack())
        came.emplace(handing.take());
    return came.has_value();
}

Result<void> SendRound::note(Hand &hand)
{
    if (hand.noted || !*hand.came)
        return {};
    const HandOver &came = **hand.came;
    const auto overruled = isOverruled(m_session.database(), hand.of, came);
    if (!overruled)
        return overruled.error();
    auto noted = *overruled ? Result<void>() : noteSend(m_session.database(), noteOf(hand.of, came, m_session.now()));
    hand.noted = bool(noted);
    return noted;
}

// These pass: the lane is another one by then, or the file is free.
static bool isToldLater(const Error &error)
{
    return error.code == Error::Code::Busy || error.code == Error::Code::Offline
        || (error.code == Error::Code::Conflict && error.subject == QLatin1String("lease"));
}

Result<void> SendRound::tell(Hand &hand, SendLane &lane, Mandate mandate, Done &done)
{
    const Result<HandOver> &came = *hand.came; // an error: it was not handed over, and the sweep finds it
    if (lane.epoch() != hand.of.epoch)
        m_seen = -1; // it is unknown since the sweep, and of one that was refused the journal alone says so
    auto turn = came ? Sender(lane, m_session.database()).end(hand.of, *came) : Result<Sender::Turn>(Sender::Turn());
    if (turn && hand.made != m_gateways.made())
        turn->resting.reset(); // it went by a way that is set up otherwise by now
    hand.isTold = turn || !isToldLater(turn.error());
    return turn ? take(*turn, mandate, done) : Result<void>(turn.error());
}

// What became of a message is let go only once it is told; a lane that broke leaves the others to the journal
// meanwhile.
Result<void> SendRound::settle(SendLane *lane, Mandate mandate, Done &done)
{
    Result<void> all;
    for (auto at = m_inHand.begin(); at != m_inHand.end();) {
        Hand &hand = at->second;
        const auto settled = !hand.isBack() ? Result<void>() : lane ? tell(hand, *lane, mandate, done) : note(hand);
        if (!settled) {
            all = settled;
            lane = nullptr;
        }
        at = hand.isTold ? m_inHand.erase(at) : std::next(at);
    }
    return all;
}

// The ways by which something can go now and nothing is just going.
Result<std::vector<Channel>> SendRound::freeWays()
{
    auto ways = m_gateways.ready(m_session.database());
    if (ways)
        std::erase_if(*ways, [this](Channel way) { return m_inHand.contains(way); });
    return ways;
}

void SendRound::handOver(const Sender::InHand &of)
{
    auto hands = m_gateways.handing(of.message, m_session.now(), m_html);
    m_inHand.try_emplace(
        Channel(of.message.channel), of, m_gateways.made(),
        [of, hands = std::move(hands)]() -> Result<HandOver> {
            return of.isLate() ? Result<HandOver>(Error{Error::Code::Conflict, QStringLiteral("late"), {}}) : hands();
        },
        m_told);
}

Result<void> SendRound::beginDue(SendLane &lane, qint64 epoch, int &left, Done &done)
{
    Database &database = m_session.database();
    const auto held = sendHold(database);
    if (!held || *held)
        return held ? Result<void>() : held.error();
    Sender sender(lane, database, [this, epoch](const Message &message) { return makeReady(message, epoch); });
    for (bool again = false; left > 0; --left, again = true) {
        const auto due = isDue(database, m_session.now());
        const auto ways = due && *due ? freeWays() : Result<std::vector<Channel>>(std::vector<Channel>());
        if (!due || !ways)
            return !due ? due.error() : ways.error();
        if (!*due || (again && ways->empty() && isBusy()))
            return {};
        const auto turn = sender.begin(*ways); // without a way: what is too late expires all the same
        if (!turn)
            return turn.error();
        if (!turn->found)
            return {};
        if (turn->goes)
            handOver(*turn->goes);
        else if (auto taken = take(*turn, epoch, done); !taken)
            return taken;
    }
    done.more = true;
    return {};
}

Result<SendRound::Done> SendRound::advance(SendLane &lane, qint64 epoch)
{
    Done done;
    int left = kMostAtOnce;
    if (auto prepared = prepare(lane, epoch, done); !prepared)
        return prepared.error();
    if (auto begun = beginDue(lane, epoch, left, done); !begun)
        return begun.error();
    return done;
}

Result<SendRound::Done> SendRound::turn(SendLane &lane, qint64 epoch)
{
    Done done;
    int left = kMostAtOnce;
    if (auto prepared = prepare(lane, epoch, done); !prepared)
        return prepared.error();
    for (bool began = true; began;) {
        if (auto begun = beginDue(lane, epoch, left, done); !begun)
            return begun.error();
        began = isBusy();
        wait();
        if (auto settled = settle(&lane, epoch, done); !settled)
            return settled.error();
    }
    return done;
}

Result<SendRound::Done> SendRound::settle(SendLane *lane, Mandate mandate)
{
    Done done;
    auto settled = settle(lane, mandate, done);
    return settled ? Result<Done>(std::move(done)) : Result<Done>(settled.error());
}

void SendRound::wait() const
{
    for (const auto &[way, hand] : m_inHand) {
        if (!hand.came)
            hand.handing.wait();
    }
}

} // namespace updesk
