// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sender.h"

#include "core/leads/activity.h"
#include "core/store/apply.h"

#include <algorithm>

namespace updesk
{

static constexpr Time kLongestPause = 10 * kMinute; // whatever a server asks for
static constexpr Time kLookAgain = 5 * kSecond; // of one about which nothing could be found out just now

static Time pauseAfter(const HandOver &handed, Time least)
{
    return std::max(least, std::min(handed.pause, kLongestPause));
}

static Sender::Turn found()
{
    Sender::Turn turn;
    turn.found = true;
    return turn;
}

Sender::Sender(SendLane &lane, Database &database, Check check)
    : m_lane(lane), m_database(database), m_check(std::move(check))
{
}

Result<bool> isOverruled(Database &database, const Sender::InHand &hand, const HandOver &handed)
{
    if (handed.outcome == HandOver::Outcome::Accepted)
        return false;
    const auto now = load(database, kMessage, hand.message.id.value);
    if (!now && now.error().code != Error::Code::NotFound)
        return now.error();
    return now && now->epoch > hand.epoch;
}

SendNote noteOf(const Sender::InHand &hand, const HandOver &handed, Time now)
{
    return {hand.message.id.value, hand.epoch, SendNote::Step(1 + int(handed.outcome)), now, handed.providerId};
}

Result<void> Sender::note(const SendNote &note)
{
    const auto noted = noteSend(m_database, note);
    return noted ? m_lane.remember(note) : noted;
}

// Where it outlasts the file first. What cannot be noted has not left, and waits on.
Result<void> Sender::noteBegun(const Message &message)
{
    const Time now = m_database.setup().clock->now();
    const SendNote note{message.id.value, m_lane.epoch(), SendNote::Step::Begun, now, {}};
    auto noted = m_lane.remember(note);
    if (noted)
        noted = noteSend(m_database, note);
    if (noted)
        return noted;
    const auto put = m_lane.putBack(message.id, {false, now + kRetry, {}, {}});
    return put ? noted : Result<void>(put.error());
}

// True: it goes. Else it is back in the queue, or cancelled.
Result<bool> Sender::clear(const Message &message)
{
    if (!m_check)
        return true;
    const auto cleared = m_check(message);
    if (cleared && cleared->says == Cleared::Says::Go)
        return true;
    PutBack back{false, m_database.setup().clock->now() + kLookAgain, {}, {}};
    if (cleared) {
        back.cancelled = cleared->says == Cleared::Says::Drop;
        back.until = cleared->until;
        back.why = cleared->why;
    }
    const auto put = m_lane.putBack(message.id, back);
    if (!put)
        return put.error();
    step("message put back");
    return cleared ? Result<bool>(false) : cleared.error();
}

// A refusal that is no fault of the message leaves it in the queue: it goes by itself once the way is open again, or
// expires.
Result<Sender::Turn> Sender::end(const InHand &hand, const HandOver &handed)
{
    step("message handed over");
    const Message &message = hand.message;
    Turn turn = found();
    const auto overruled = isOverruled(m_database, hand, handed);
    if (!overruled || *overruled)
        return overruled ? Result<Turn>(turn) : Result<Turn>(overruled.error());
    const bool waits = isPassing(handed) && message.sendBefore > 0;
    if (auto noted = note(noteOf(hand, handed, m_database.setup().clock->now())); !noted)
        return noted.error();
    step("message noted");
    if (waits) {
        const Time after = pauseAfter(handed, isOfTheWay(handed) ? kRetry : kRetryLater);
        if (isOfTheWay(handed)) {
            turn.resting = Channel(message.channel);
            turn.why = handed.why;
            turn.pause = after;
        }
        const auto put = m_lane.putBack(
            message.id, {false, m_database.setup().clock->now() + after, handed.why.subject, handed.said});
        if (!put)
            return put.error();
        step("message ended");
        return turn;
    }
    SendEnd end{SendEnd::State(int(handed.outcome)), handed.providerId, {}, {}, {}};
    if (handed.outcome != HandOver::Outcome::Accepted) {
        end.why = handed.why.subject.isEmpty() ? QStringLiteral("cut") : handed.why.subject;
        end.said = handed.said;
    }
    if (handed.outcome == HandOver::Outcome::Refused && handed.permanent)
        turn.refused.emplace(message, handed);
    // One that hangs or hangs up would make all that wait unknown, one after the other.
    if (handed.outcome == HandOver::Outcome::Unknown && handed.why.code == Error::Code::Offline) {
        turn.resting = Channel(message.channel);
        turn.why = handed.why;
        turn.pause = pauseAfter(handed, kRetry);
    }
    auto done = finish(message, end, turn);
    return done ? Result<Turn>(turn) : Result<Turn>(done.error());
}

Result<void> Sender::finish(const Message &message, const SendEnd &end, Turn &turn)
{
    SendEnd told = end;
    if (end.state == SendEnd::State::Sent)
        told.line = lineOf(message.id);
    const auto ended = m_lane.end(message.id, told);
    if (!ended)
        return ended.error();
    step("message ended");
    if (*ended && end.state == SendEnd::State::Sent) {
        turn.sent = message;
        turn.sent->state = QStringLiteral("sent");
        turn.sent->providerId = end.provider;
        turn.sent->line = told.line;
    }
    return {};
}

// A server that was restored to a time before may give out what has left already. Only a person says that it goes once
// more though nobody knows whether it went.
Result<bool> Sender::wasInHand(const Message &message, Turn &turn)
{
    using Step = SendNote::Step;
    const auto known = sendNoteOf(m_database, message.id.value);
    const auto line = hasRow(m_database, kActivity, lineOf(message.id).value); // another desk sent it
    if (!known || !line)
        return !known ? known.error() : line.error();
    const bool accepted = *line || (*known && (*known)->step == Step::Accepted);
    const bool again = MessageWish(message.wish) == MessageWish::Again;
    if (!accepted && (!*known || (*known)->step == Step::Refused || again))
        return false;
    SendEnd end{SendEnd::State::Unknown, *known ? (*known)->provider : QString(), QStringLiteral("cut"), {}, {}};
    if (accepted) {
        end.state = SendEnd::State::Sent;
        end.why.clear();
    }
    turn.found = true;
    auto done = finish(message, end, turn);
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

Result<Sender::Turn> Sender::begin(const std::vector<Channel> &ways)
{
    const Time asked = running(); // before the question: this process may be stopped while the answer is on its way
    const auto message = m_lane.begin(ways);
    if (!message)
        return message.error();
    if (!*message)
        return Turn{};
    step("message begun");
    Turn before;
    const auto known = wasInHand(**message, before);
    if (!known || *known)
        return known ? Result<Turn>(before) : Result<Turn>(known.error());
    const auto goes = clear(**message);
    if (!goes || !*goes)
        return goes ? Result<Turn>(found()) : goes.error();
    step("message cleared");
    if (auto noted = noteBegun(**message); !noted)
        return noted.error();
    step("message journalled");
    Turn turn = found();
    turn.goes = InHand{**message, m_lane.epoch(), asked};
    return turn;
}

ActivityId lineOf(const MessageId &message) { return {fixedId("line of message " + message.value.hex(), 0)}; }

bool isOfTheWay(const QString &code)
{
    static constexpr const char *kParts[] = {
        "server", "certificate", "tls", "ca", "login", "secret", "from", "account", "url", "answer"};
    return std::ranges::any_of(kParts, [&code](const char *part) { return code == QLatin1String(part); });
}

bool isOfTheWay(const HandOver &handed)
{
    if (handed.outcome != HandOver::Outcome::Refused || handed.permanent)
        return false;
    return handed.why.code == Error::Code::Offline || isOfTheWay(handed.why.subject);
}

bool isPassing(const HandOver &handed)
{
    const bool refused = handed.outcome == HandOver::Outcome::Refused && !handed.permanent;
    return refused && (handed.why.code == Error::Code::Busy || isOfTheWay(handed));
}

} // namespace updesk
