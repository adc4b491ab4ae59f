// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"
#include "core/sync/pg.h"

#include <functional>

namespace updesk
{

/// A message as the server gives it out to be sent.
struct OutMessage {
    Id id;
    int channel = 0;
    QString body;
};

/// What became of a message that was handed to a gateway.
struct HandedOver {
    enum class How : quint8 {
        Accepted, ///< it has it
        Refused, ///< a clear no before it had it: it may be queued again
        Unsure, ///< cut off, timed out: it may have it or not
    };
    How how = How::Unsure;
    QString provider; ///< its own id for it
};

/// Takes a store's messages out of the queue one by one, never any twice (sync.md 14): the server marks it as sending,
/// the journal of this desk notes it on the disk, and only then is it handed over, once. Whatever breaks off in between
/// leaves it to the sweep, which calls it unknown.
///
/// The server knows no law: neither where a customer lives nor the hours there. Whoever queues a message asks the gate
/// and names both ends of what it allows, `not_before` and `send_before`; one alone lets a text that waited for a host
/// go out at night.
class Sender
{
public:
    using Gateway = std::function<HandedOver(const OutMessage &)>;
    static constexpr Time kAtOnce = 10 * kSecond; ///< half a lease: a host that lost its lease sends nothing late

    /// All outlive the sender.
    Sender(Pg &pg, Database &database, int store, qint64 epoch, Gateway gateway);
    /// Messages that an earlier host left half-way become unknown; returns how many.
    Result<int> sweep();
    /// The next message, if there is one. Conflict (subject lease): a newer host is there. False: nothing to send.
    Result<bool> sendNext();

private:
    Result<std::optional<OutMessage>> begin();
    Result<void> note(const Id &message, int step, const QString &provider = {});
    Result<void> end(const Id &message, const HandedOver &handed);
    Pg &m_pg;
    Database &m_database;
    int m_store;
    qint64 m_epoch;
    Gateway m_gateway;
};

/// A line of the desk's send journal, for a server that was restored to a time before.
struct SendNote {
    enum class Step : quint8 { Begun, Accepted, Refused, Unsure };
    Id message;
    qint64 epoch = 0;
    Step step = Step::Begun;
    Time at = 0;
    QString provider;
};
Result<std::vector<SendNote>> sendJournal(Database &database);

} // namespace updesk
