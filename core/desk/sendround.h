// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sender.h"
#include "core/desk/errand.h"
#include "core/desk/gateways.h"
#include "core/desk/reminders.h"
#include "core/desk/session.h"

#include <map>

namespace updesk
{

/// What a store sends by itself and for its people, a bit at each turn: due steps of plans become messages, messages
/// that are due are handed over, those that went become lines of the history. For the one program that sends for the
/// store, on one thread: the lane, the journal and the file are touched by no other. Only handing over is done beside
/// it, one message of each way (mails, texts) at a time, so that a server that hangs holds its own way alone.
class SendRound
{
public:
    /// What one turn did.
    struct Done {
        std::vector<LeadId> moved; ///< leads that have changed
        int handed = 0; ///< messages that were handed over
        bool more = false; ///< others are due already
        std::vector<std::pair<Channel, Error>> troubles; ///< ways that were found shut in it
    };
    static constexpr int kMostAtOnce = 20; ///< messages a call, so that its worker also does other things

    /// Both outlive it. `told` is called on another thread whenever a message has come back.
    SendRound(Session &session, Gateways &gateways, std::function<void()> told = {})
        : m_session(session), m_gateways(gateways), m_told(std::move(told))
    {
    }
    /// Takes what has come back and begins what is due, without waiting for whom it is handed to; the lane's server is
    /// waited for. `epoch` of the program's own deeds, as Session::mandate() says. Conflict (subject lease): another
    /// program sends.
    Result<Done> advance(SendLane &lane, qint64 epoch);
    /// The same until all that it began has come back.
    Result<Done> turn(SendLane &lane, qint64 epoch);
    /// Takes what has come back and begins nothing. Without a lane the journal alone is told, until there is one;
    /// without a mandate no line is written, and whoever has it next writes it.
    Result<Done> settle(SendLane *lane, Mandate mandate);
    bool isBusy() const { return !m_inHand.empty(); } ///< a message is in hand
    void wait() const; ///< until all have come back, cut off early by the halt that this thread heeds

private:
    /// A message while it is handed over.
    struct Hand {
        Hand(const Sender::InHand &message, int by, std::function<Result<HandOver>()> hands, std::function<void()> told)
            : of(message), made(by), handing(std::move(hands), std::move(told))
        {
        }
        bool isBack();
        Sender::InHand of;
        int made = 0; ///< the ways by which it goes (Gateways::made())
        Errand<HandOver> handing;
        std::optional<Result<HandOver>> came{};
        bool noted = false; ///< the journal knows what came, and no lane yet
        bool isTold = false; ///< a lane knows it
    };
    Result<void> prepare(SendLane &lane, qint64 epoch, Done &done);
    Result<void> sweep(SendLane &lane);
    Result<void> settle(SendLane *lane, Mandate mandate, Done &done);
    Result<void> tell(Hand &hand, SendLane &lane, Mandate mandate, Done &done);
    Result<void> note(Hand &hand);
    QString measured(const Message &message);
    Result<void> beginDue(SendLane &lane, qint64 epoch, int &left, Done &done);
    Result<std::vector<Channel>> freeWays();
    void handOver(const Sender::InHand &message);
    Result<void> take(const Sender::Turn &turn, Mandate mandate, Done &done);
    Result<Sender::Cleared> clear(const Message &message, qint64 epoch);
    Result<Sender::Cleared> makeReady(const Message &message, qint64 epoch);
    Result<bool> isNews();

    Session &m_session;
    Gateways &m_gateways;
    TriedVisits m_tried; ///< reminders with which nothing could be done
    qint64 m_swept = -1; ///< the lane's epoch that was swept
    Time m_nextSweep = 0; ///< by running()
    qint64 m_seen = -1; ///< the file as it stood; -1: it is looked through in any case
    QString m_html; ///< of the mail that was made ready; empty: its own
    std::function<void()> m_told;
    std::map<Channel, Hand> m_inHand;
};

} // namespace updesk
