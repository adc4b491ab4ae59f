// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/sendlane.h"
#include "core/store/transaction.h"

namespace updesk
{

/// The messages of a store without a server: the server's steps and rules in the desk's own file. Of several programs
/// on one file one sends, for as long as it holds the turn; another takes it over once it has run out.
class DeskLane final : public SendLane
{
public:
    static constexpr Time kFor = 20 * kSecond; ///< the turn, by the store's clock; renewed every 5 s
    static constexpr Time kSweepAfter = 2 * kMinute; ///< a message that is being sent for longer is lost track of
    DeskLane(Database &database, int store) : m_database(database), m_store(store) { }
    /// Takes the turn or keeps it; false: another program of this file has it. Whoever takes it looks whether the file
    /// was set back to an older copy: what has left since is settled, and sending is on hold (sendhold.h).
    Result<bool> hold();
    void giveBack(); ///< so that another goes on at once
    Result<void> actOnWishes() override; ///< also done by begin()
    Result<int> sweep() override;
    Result<std::optional<Message>> begin(const std::vector<Channel> &ways) override;
    Result<bool> end(const MessageId &message, const SendEnd &end) override;
    Result<bool> putBack(const MessageId &message, const PutBack &back) override;
    Result<void> remember(const SendNote &note) override; ///< beside the file (sentbeside.h)
    qint64 epoch() const override { return m_epoch; }

private:
    enum class Turn : quint8 { Needed, Over };
    Result<void> noticeOlderFile(Transaction &tx);
    Result<void> beginList(bool isThere);
    Result<Transaction> start(Turn turn);
    Result<bool> move(
        const MessageId &message, const std::vector<QString> &from, const std::function<void(Message &)> &change);
    Database &m_database;
    int m_store;
    qint64 m_epoch = 0;
    Time m_renew = 0; ///< by running()
    Time m_until = 0; ///< by the store's clock
};

} // namespace updesk
