// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/base/hoststate.h"
#include "core/base/secrets.h"
#include "core/channels/sendlane.h"
#include "core/desk/channelstate.h"
#include "core/desk/errand.h"
#include "core/desk/session.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace updesk
{

class DeskLane;
class Gateways;
class ReceiveRound;
class SendRound;

/// A way out that was found shut, or is open again.
struct ChannelTrouble {
    Channel way = Channel::None;
    std::optional<Error> why; ///< nothing: it works again
};

/// Sends what the store has to send, and takes in what comes, on a thread and connections of its own, which waits for
/// no mail server and no provider. Only the desk does that runs the store's automation; in a store without a server one
/// program of those that have it open. A sample store sends nothing. Only values cross to other threads.
class ChannelWorker final : public QObject
{
    Q_OBJECT
public:
    /// The messages of a shared store under an epoch, over a connection made on the worker's thread.
    using Lane = std::function<Result<std::unique_ptr<SendLane>>(qint64 epoch)>;
    struct Order {
        QString path;
        const Clock *clock = nullptr; ///< outlives the worker and is read from its thread
        std::shared_ptr<Secrets> secrets; ///< used on its thread, and on those of its errands
        Lane lane{}; ///< not set: a shared store is left to others
    };
    explicit ChannelWorker(Order order);
    ~ChannelWorker() override;
    void halt() { m_halt.raise(); } ///< from any thread: whatever is waited for ends, for good

public Q_SLOTS:
    void start();
    void stop(); ///< what is in hand comes back first, or is cut off by halt()
    /// In a shared store: whether this desk is the one that sends. Until told it is not.
    void setHost(const updesk::HostState &host);
    void look(); ///< at once: something may be to be sent

Q_SIGNALS:
    void worked(const std::vector<updesk::LeadId> &leads); ///< rows were written; of these leads
    void troubled(const updesk::ChannelTrouble &trouble);
    void receives(const std::vector<updesk::ChannelState> &states); ///< a way in works or fails anew
    void failed(const updesk::Error &error);

private:
    void tick();
    void leaveMoved();
    void send(SendLane &lane, qint64 epoch);
    void settle(SendLane *lane, Mandate mandate);
    void finish();
    void receive(SendLane *lane);
    void mailHeads(SendLane &lane);
    void takeHeads(SendLane &lane);
    void letGo();
    Result<SendLane *> lane(qint64 epoch);
    void tellTroubles();
    void tell(const Error &error);

    Order m_order;
    Halt m_halt;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Gateways> m_gateways;
    std::unique_ptr<SendRound> m_sending;
    std::unique_ptr<ReceiveRound> m_receiving;
    std::unique_ptr<DeskLane> m_own; ///< of a store without a server
    std::unique_ptr<SendLane> m_shared;
    qint64 m_sharedEpoch = 0; ///< for which m_shared was made
    Time m_connectAfter = 0; ///< by running()
    Time m_mailHeadsAt = 0; ///< by running()
    std::optional<Errand<HandOver>> m_heads; ///< while they are handed over
    std::unique_ptr<QTimer> m_timer;
    HostState m_host;
    std::optional<Error> m_mail, m_texts; ///< as they were told
    std::optional<Error> m_told; ///< so that a fault that lasts is told once
};

} // namespace updesk
