// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sendlane.h"
#include "core/sync/pg.h"

#include <functional>

namespace updesk
{

/// The messages of a shared store, through the server's functions, for the desk whose epoch is the newest.
///
/// The server knows no law: neither where a customer lives nor the hours there. Whoever queues a message asks the gate
/// and names both ends of what it allows, `not_before` and `send_before`, and the host asks once more.
class ServerLane final : public SendLane
{
public:
    ServerLane(Pg &pg, int store, qint64 epoch); ///< `pg` outlives it, or:
    ServerLane(std::unique_ptr<Pg> pg, int store, qint64 epoch);
    Result<int> sweep() override;
    Result<std::optional<Message>> begin(const std::vector<Channel> &ways) override;
    Result<bool> end(const MessageId &message, const SendEnd &end) override;
    Result<bool> putBack(const MessageId &message, const PutBack &back) override;
    Result<std::vector<HistoryHead>> headsToMail() override;
    Result<void> headsNotMailed() override;
    qint64 epoch() const override { return m_epoch; }

private:
    std::unique_ptr<Pg> m_own;
    Pg &m_pg;
    int m_store;
    qint64 m_epoch;
};

/// Lanes of a shared store, each over a connection of its own that `connect` makes on the thread that asks.
std::function<Result<std::unique_ptr<SendLane>>(qint64 epoch)> serverLanes(
    std::function<Result<std::unique_ptr<Pg>>()> connect, int store);

} // namespace updesk
