// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/store/changes.h"
#include "core/sync/lease.h"
#include "core/sync/peopleremote.h"
#include "core/sync/syncer.h"
#include "core/sync/waitingrows.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>

namespace updesk
{

/// How this desk and the shared server stand to each other, for whoever shows it.
struct SyncState {
    bool joined = false; ///< the file belongs to a server
    bool signedIn = false; ///< somebody's password is here, or nobody could talk
    bool online = false; ///< the last talk went well
    bool tooOld = false; ///< the server takes nothing from a program of this age
    bool talking = false; ///< right now, about something that waits
    bool filling = false; ///< the store's rows come for the first time
    qint64 filled = 0; ///< how many of them so far
    Time offlineSince = 0, synced = 0; ///< 0: online; the last talk that went well, to the minute
    Time serverAhead = 0; ///< its clock less this computer's
    int away = 0; ///< days for which this desk was silent; it is filled again
    Time rewritten = 0; ///< since when the server's history is not what this desk knows; 0: it is
    QString copy; ///< kept before rows that the server does not have left this desk, some days ago at most
    bool unhosted = false; ///< nobody runs the store's automation, and has not for minutes
    WaitingCount waiting;
    int setbacks = 0; ///< that nobody has looked at
    std::vector<LeadId> claims; ///< not answered yet
    std::optional<Error::Code> error; ///< why it is not online
    QString errorSubject;
    std::vector<Absence> absent; ///< of the people signed in here, whom the server does not let in
    bool operator==(const SyncState &) const = default;
};

/// What became of the wish to give a deed up that was put aside.
struct GivenUp {
    DeedId deed;
    std::optional<Error> error; ///< nothing: it is given up. Else all is as it was
};

/// Keeps the desk's file and the server together, on a thread and a connection of its own; only values cross.
class SyncWorker final : public QObject
{
    Q_OBJECT
public:
    /// What it talks over, made on its own thread for its own file. NotFound (subject login) of a connection says that
    /// nobody is signed in.
    using Way = std::function<Syncer::Connect(Database &)>;
    struct Order {
        QString path;
        Database::Setup setup; ///< its clock is the corrected one
        const Clock *clock = nullptr; ///< this computer's
        int store = 0;
        Way way;
        Lease::Connect host{}; ///< for the lease on the store's automation; not set: this desk never hosts
        bool online = true; ///< false: stays silent until setOnline()
        bool signedIn = true;
        Time unhostedAfter = Lease::kMissed; ///< so long online before it says that nobody runs the automation
        std::shared_ptr<DeskLogins> logins{}; ///< those of `way`; on its thread only. Not set: it talks as one person
    };
    explicit SyncWorker(Order order);
    ~SyncWorker() override;

    void wake(); ///< from any thread: something may be to be sent
    void halt() { m_halt.raise(); } ///< from any thread: whatever is waited for ends, for good

public Q_SLOTS:
    void start();
    void stop(); ///< the last call: gives the lease back and ends its thread
    void syncNow(); ///< at once, however long it would have waited
    void setOnline(bool online);
    void setSignedIn(bool signedIn);
    void setPerson(updesk::PersonId person); ///< who has the desk now
    void setAwake(bool awake); ///< false: nobody looks, and it asks for news every 5 s only
    /// Brings a customer's older history over the connection of `who`, a page between two turns; older() says how.
    void fetchOlder(updesk::CustomerId customer, updesk::PersonId who);
    /// Asks whether there is any that is not here, now or once the server answers; the last one asked about counts.
    void lookForOlder(updesk::CustomerId customer, updesk::PersonId who);
    void giveUp(updesk::DeedId deed); ///< giveUpDeed(); gaveUp() says what became of it

Q_SIGNALS:
    void stateChanged(const updesk::SyncState &state);
    void hosts(const updesk::HostState &state); ///< at every renewal of the lease; epoch 0: no longer
    void talked(const updesk::Exchanged &done); ///< something came or went
    void hostRefused(const updesk::Error &error); ///< why it cannot have the lease though the server is there; once
    void unblocked(int sessions); ///< that had held the store's lock and were ended
    void older(const updesk::OlderNews &news);
    void gaveUp(const updesk::GivenUp &news);
    void failed(const updesk::Error &error); ///< the file could not be opened
    void stopped(bool leaseFree); ///< false: the lease it held runs out by itself

private:
    class Watched;
    /// Somebody who wants to see a customer's older history.
    struct Asking {
        CustomerId customer;
        PersonId who;
        std::unique_ptr<OlderFetch> fetch{}; ///< once it has begun
    };
    void tick();
    void leaveMoved();
    void turn();
    void rest();
    void look();
    void fetchMore();
    Result<bool> fetchPage(Asking &asking);
    Result<void> reach();
    Error offline() const;
    void forgetAfterJump();
    void begin();
    void end(const Syncer::Turn &turn);
    void count();
    void tell();
    void keepLease();
    void lookForHost(const Syncer::Turn &turn);
    bool mayTalk() const { return m_syncer && m_order.online && m_order.signedIn && !m_halt.isRaised(); }

    Order m_order;
    Halt m_halt;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Syncer> m_syncer;
    std::unique_ptr<Lease> m_lease;
    HostState m_host;
    bool m_able = false; ///< in step with the server: who knows yesterday's rows must not act on them
    bool m_refusalTold = false;
    std::unique_ptr<QTimer> m_timer;
    Time m_nextTalk = 0; ///< by running()
    SyncState m_state;
    std::optional<SyncState> m_told;
    std::optional<FileMark> m_counted; ///< the file as it stood then
    std::deque<Asking> m_asking; ///< the first one's history comes
    std::optional<Asking> m_sought;
    std::atomic<bool> m_woken = false;
    bool m_awake = true;
    Time m_onlineAt = 0; ///< by running(), of this stretch
    QElapsedTimer m_elapsed;
    Time m_lastTurn = 0; ///< by this computer's clock
};

} // namespace updesk
