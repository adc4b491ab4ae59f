// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sender.h"
#include "core/desk/gateways.h"
#include "core/desk/reminders.h"
#include "core/desk/session.h"

namespace updesk
{

/// What a store sends by itself and for its people, a bit at each turn: due steps of plans become messages, messages
/// that are due are handed over, those that went become lines of the history. For the one program that sends for the
/// store. Calls wait for servers: for a worker's thread.
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
    static constexpr int kMostAtOnce = 20; ///< messages a turn, so that its worker also does other things

    /// Both outlive it.
    SendRound(Session &session, Gateways &gateways) : m_session(session), m_gateways(gateways) { }
    /// `epoch` of the program's own deeds, as Session::mandate() says. Conflict (subject lease): another program sends.
    Result<Done> turn(SendLane &lane, qint64 epoch);

private:
    Result<void> prepare(SendLane &lane, qint64 epoch, Done &done);
    QString measured(const Message &message);
    Result<void> sendDue(SendLane &lane, qint64 epoch, Done &done);
    Result<void> take(const Sender::Turn &turn, qint64 epoch, Done &done);
    Result<Sender::Cleared> clear(const Message &message, qint64 epoch);
    Result<Sender::Cleared> makeReady(const Message &message, qint64 epoch);
    Result<bool> isNews();

    Session &m_session;
    Gateways &m_gateways;
    TriedVisits m_tried; ///< reminders with which nothing could be done
    qint64 m_swept = -1; ///< the lane's epoch that was swept
    Time m_nextSweep = 0; ///< by running()
    qint64 m_seen = -1; ///< the file as it stood
    QString m_html; ///< of the mail that was made ready; empty: its own
};

} // namespace updesk
