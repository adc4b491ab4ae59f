// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inbox.h"
#include "core/sync/trouble.h"
#include "core/sync/versions.h"

namespace updesk
{

/// What one round of talk did.
struct Exchanged {
    int deedsSent = 0, opsSent = 0;
    int rowsTaken = 0;
    int setbacks = 0;
    qint64 dropped = 0; ///< rows that the server does not have; of before a copy of the file is kept (refill.h)
    bool filling = false; ///< rows of a first fill are still to come: call again at once
    std::optional<Error> notTaken; ///< the server failed on deeds that it was sent: they are tried again, in the end
                                   ///< one by one, and the rest of the talk went on
    bool news() const { return rowsTaken > 0 || setbacks > 0 || dropped > 0; }
};

/// The order of a desk's talk with the server, without a thread, a timer or a socket: hello on a new connection, then
/// push until nothing is left, then pull until nothing is left. Whatever breaks it off, the next call goes on from what
/// the file says.
class Exchange
{
public:
    /// `store` is the feed that this desk belongs to; `page`: rows asked for at a time. The rest outlives the exchange.
    Exchange(Database &database, Remote &remote, int store, const Clock &clock, int page = 2000);

    /// After every (re)connection. TooNew: this program is too old for the server, it may read but not send.
    Result<Hello> hello();
    /// All there is to send and to take. Call hello() first.
    Result<Exchanged> run();
    /// Looks whether a feed moved; cheap, twice a second.
    Result<bool> anythingNew();
    void tellFilled(FillTold told) { m_told = std::move(told); }
    /// Server's time less the desk's own, from the last hello, in milliseconds.
    Time offset() const { return m_offset; }
    /// How this program and the server fit together, from the last hello.
    Versions versions() const { return m_versions; }

private:
    Result<void> push(Exchanged &done);
    Result<void> pushBatch(const Batch &batch, const Trouble &trouble, Exchanged &done);
    Result<void> failedOn(const Batch &batch, const Trouble &trouble, const Error &error, Exchanged &done);
    Result<void> pull(Exchanged &done);
    Result<void> pullFeed(int feed, Exchanged &done);
    Result<void> pullOwn(int feed, PersonId who, qint64 upTo, Exchanged &done);
    Result<void> newGeneration(const Hello &hello);
    Result<bool> isOlder(const QString &before, const QString &now, bool held);
    Result<void> beginAgain(Transaction &tx, const std::vector<qint64> &missing, const QString &knew);
    Result<void> newColumns();
    Result<void> settleOnce(const Exchanged &done);
    Result<void> meet();
    Result<bool> isRefilled();

    Database &m_database;
    Remote &m_remote;
    int m_store;
    const Clock &m_clock;
    int m_page;
    int m_schema; ///< what this program speaks; the server names the oldest it still takes
    int m_serverSchema = 0;
    bool m_mayPush = true;
    Time m_offset = 0;
    Versions m_versions = Versions::Fit;
    FillTold m_told;
    Outlook m_outlook;
    bool m_settled = false; ///< the send journal was looked into since hello
    QByteArray m_generation;
    bool m_away = false; ///< the server says that this desk was silent for too long
    Time m_meetAt = 0; ///< by running()
};

} // namespace updesk
