// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sender.h"

namespace updesk
{

/// A sender that hands each message over itself, and waits for that.
class WaitingSender final : public Sender
{
public:
    using Gateway = std::function<HandOver(const Message &)>;
    WaitingSender(SendLane &lane, Database &database, Gateway gateway, Check check = {})
        : Sender(lane, database, std::move(check)), m_gateway(std::move(gateway))
    {
    }
    Result<Turn> sendNext(const std::vector<Channel> &ways)
    {
        auto turn = begin(ways);
        if (!turn || !turn->goes)
            return turn;
        const InHand hand = *turn->goes;
        turn->goes.reset();
        return hand.isLate() ? turn : end(hand, m_gateway(hand.message));
    }

private:
    Gateway m_gateway;
};

} // namespace updesk
