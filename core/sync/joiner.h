// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/sync/invite.h"
#include "core/sync/signin.h"

#include <QObject>

#include <atomic>
#include <functional>

namespace updesk
{

/// A store that a login may join.
struct StoreChoice {
    int number = 0;
    QString name; ///< empty: the server does not say
    QString role;
    bool operator==(const StoreChoice &) const = default;
};

struct JoinOrder {
    QString path; ///< of the store's file, which must not be there yet
    Invite invite;
    QString login, password;
    Keep keep = Keep::Password;
};

/// Makes a desk of an invited store on a thread of its own: the file appears only when the rows are in it and whoever
/// joins is signed in. Until then it lies beside its place under another name, and what fails takes it away again.
class Joiner final : public QObject
{
    Q_OBJECT
public:
    /// What a new file is made with, its key too; asked on the joiner's thread, where waiting is allowed.
    using SetUp = std::function<Result<Database::Setup>(const QString &file)>;
    /// How whoever joins becomes known to a desk whose first rows are there; its file appears after that.
    using Welcome =
        std::function<Result<SignedIn>(Database &database, const ServerPlace &place, const Exchanged &taken)>;
    /// Secrets and clock outlive the joiner. Without a welcome of its own it signs the person in.
    Joiner(Secrets &secrets, const Clock &clock, SetUp setUp, Welcome welcome = {})
        : m_secrets(secrets), m_clock(clock), m_setUp(std::move(setUp)), m_welcome(std::move(welcome))
    {
    }
    /// From any thread; one order at a time.
    void ask(const JoinOrder &order);
    /// From any thread: nothing more is said of the order and nothing of it is left, at once also when the server gives
    /// no answer. False: it is done already, and joined() follows.
    bool cancel();

Q_SIGNALS:
    void progressed(qint64 rows);
    void severalStores(const std::vector<updesk::StoreChoice> &stores); ///< ask again with one of these
    /// Those of readyPlace(), Pg::open(), joinServer() and of the welcome; Invalid (subject url); Busy (subject: the
    /// path): another program is joining there.
    void failed(const updesk::Error &error);
    void joined(const updesk::SignedIn &who);

private:
    void carryOut(const JoinOrder &order, int number);
    Result<SignedIn> make(const JoinOrder &order, int number);
    Result<SignedIn> fill(
        const JoinOrder &order, const QString &file, std::unique_ptr<Pg> pg, const Pg::Options &options, int number);
    Result<Exchanged> takeRows(Database &database, const ServerPlace &place, std::unique_ptr<Pg> pg, int number);
    bool isWanted(int number) const { return m_wanted == number; }
    Result<void> land(const JoinOrder &order, const QString &file, int number);

    Secrets &m_secrets;
    const Clock &m_clock;
    SetUp m_setUp;
    Welcome m_welcome;
    Halt m_halt; ///< of the order that is carried out
    int m_last = 0;
    std::atomic<int> m_wanted = 0; ///< the order that is wanted; 0: none
    std::vector<StoreChoice> m_choices;
};

} // namespace updesk
