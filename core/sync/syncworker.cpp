// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncworker.h"

#include "core/store/climb.h"
#include "core/sync/inbox.h"
#include "core/sync/join.h"
#include "core/sync/refill.h"
#include "core/sync/standing.h"

#include <QThread>

namespace updesk
{

static constexpr Time kAsleep = 5 * kSecond; // between two questions when nobody looks (sync.md 6)
static constexpr Time kHostRests = kSecond; // a host looks after its lease, however long the talk waits
static constexpr Time kJump = kMinute; // more is no drift: somebody has set the clock

/// A server of which the worker sees what the desk's person is told of: how old a desk it still speaks to, and how many
/// rows have come.
class SyncWorker::Watched final : public Remote
{
public:
    Watched(std::unique_ptr<Remote> remote, SyncWorker &worker) : m_remote(std::move(remote)), m_worker(worker) { }
    Result<Hello> hello(int schema) override
    {
        auto hello = m_remote->hello(schema);
        if (!hello)
            return hello;
        m_worker.m_state.tooOld = schema < hello->oldestDesk;
        const auto cursor = cursorOf(*m_worker.m_database, m_worker.m_order.store);
        m_worker.m_state.filling = cursor && *cursor == 0;
        if (m_worker.m_state.filling)
            m_worker.tell();
        return hello;
    }
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override
    {
        return m_remote->push(who, deeds);
    }
    Result<Page> pull(int feed, qint64 after, int limit) override
    {
        auto page = m_remote->pull(feed, after, limit);
        if (page && m_worker.m_state.filling) {
            m_worker.m_state.filled += qint64(page->rows.size());
            m_worker.tell();
        }
        return page;
    }
    Result<Filled> fill(Database &database, const FillTold &) override
    {
        return m_remote->fill(database, [this](qint64 rows) {
            m_worker.m_state.filled = rows;
            m_worker.tell();
        });
    }
    Result<std::map<int, qint64>> feeds() override { return m_remote->feeds(); }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return m_remote->knows(deeds); }
    Result<OlderScope> olderScope(PersonId who, std::span<const Id> records, Time before) override
    {
        return m_remote->olderScope(who, records, before);
    }
    Result<Page> older(PersonId who, const OlderAsk &ask) override { return m_remote->older(who, ask); }
    Result<Overlaps> overlaps(PersonId who, qint64 after) override { return m_remote->overlaps(who, after); }
    bool speaksFor(PersonId who) const override { return m_remote->speaksFor(who); }
    std::vector<PersonId> people() const override { return m_remote->people(); }
    bool maySend(const OutDeed &deed) const override { return m_remote->maySend(deed); }
    void setHost(const HostState &host) override { m_remote->setHost(host); }
    Result<std::optional<Time>> unhosted() override { return m_remote->unhosted(); }
    Result<bool> settle(const SendNote &note) override { return m_remote->settle(note); }
    Result<QJsonObject> here(const QJsonObject &words) override { return m_remote->here(words); }
    Result<bool> nightWork() override { return m_remote->nightWork(); }

private:
    std::unique_ptr<Remote> m_remote;
    SyncWorker &m_worker;
};

SyncWorker::SyncWorker(Order order) : m_order(std::move(order))
{
    qRegisterMetaType<SyncState>();
    qRegisterMetaType<OlderNews>();
    qRegisterMetaType<GivenUp>();
    qRegisterMetaType<Error>();
}

SyncWorker::~SyncWorker() = default;

void SyncWorker::start()
{
    auto database = Database::open(m_order.path, m_order.setup, Database::Open::Existing);
    if (!database) {
        Q_EMIT failed(database.error());
        return;
    }
    m_database = std::move(*database);
    m_syncer = std::make_unique<Syncer>(*m_database, m_order.store, *m_order.clock,
        [this, connect = m_order.way(*m_database)]() -> Result<std::unique_ptr<Remote>> {
            auto remote = connect();
            if (!remote)
                return remote.error();
            return std::unique_ptr<Remote>(std::make_unique<Watched>(std::move(*remote), *this));
        });
    const auto place = serverPlace(*m_database);
    if (m_order.host && place)
        m_lease = std::make_unique<Lease>(m_order.store, place->desk, m_order.host);
    m_timer = std::make_unique<QTimer>();
    m_timer->setSingleShot(true);
    connect(m_timer.get(), &QTimer::timeout, this, &SyncWorker::tick);
    m_state.joined = true;
    m_state.signedIn = m_order.signedIn;
    m_state.offlineSince = m_order.setup.clock->now(); // until the first talk
    const auto before = m_database->state("synced");
    if (before && *before > 0)
        m_state.offlineSince = *before;
    turn();
}

void SyncWorker::stop()
{
    const Heeding heeding(m_halt);
    m_timer.reset();
    const bool held = m_lease && m_lease->state().epoch > 0;
    const bool isFree = !held || m_lease->giveBack(); // else another desk has it when it has run out
    m_lease.reset();
    m_asking.clear();
    m_syncer.reset();
    if (m_database && m_state.online) // a start without the server says since when
        (void)m_database->setState("synced", m_order.setup.clock->now()); // only words hang on it
    m_database.reset();
    Q_EMIT stopped(isFree);
    QThread::currentThread()->quit();
}

void SyncWorker::wake()
{
    if (m_woken.exchange(true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_woken = false;
            // A server that is away is not knocked at for every key: its turn comes.
            if (m_state.online)
                turn();
            else if (m_database)
                tell();
        },
        Qt::QueuedConnection);
}

void SyncWorker::syncNow()
{
    if (m_database)
        turn();
}

void SyncWorker::setOnline(bool online)
{
    m_order.online = online;
    if (m_syncer && !online)
        m_syncer->forgetConnection();
    syncNow();
}

void SyncWorker::setSignedIn(bool signedIn)
{
    m_order.signedIn = m_state.signedIn = signedIn;
    if (m_syncer)
        m_syncer->forgetConnection();
    syncNow();
}

void SyncWorker::setPerson(PersonId person)
{
    if (!m_order.logins || !m_order.logins->seat(person))
        return;
    if (m_syncer)
        m_syncer->forgetConnection();
    syncNow();
}

void SyncWorker::setAwake(bool awake)
{
    if (std::exchange(m_awake, awake) != awake && awake && m_state.online)
        syncNow();
}

// What the server said of the time was said of the clock as it then was.
void SyncWorker::forgetAfterJump()
{
    const Time now = m_order.clock->now();
    if (m_elapsed.isValid() && std::abs(now - m_lastTurn - m_elapsed.elapsed()) > kJump) {
        m_syncer->forgetConnection();
        m_onlineAt = running(); // this PC may have slept, and the one that hosts too
    }
    m_lastTurn = now;
    m_elapsed.start();
}

void SyncWorker::begin()
{
    count();
    m_state.talking = m_state.online && m_state.waiting.people > 0;
    if (m_state.talking)
        tell();
}

void SyncWorker::end(const Syncer::Turn &turn)
{
    const Time now = m_order.setup.clock->now();
    // A store whose lock somebody holds is busy for all desks alike, and its host is the one to free it.
    m_able = turn.online ? !turn.done.filling : m_able && turn.error->code == Error::Code::Busy;
    m_state.talking = false;
    m_state.filling = turn.online && turn.done.filling;
    m_state.error.reset();
    m_state.errorSubject.clear();
    if (turn.online) {
        if (!m_state.online)
            m_onlineAt = running();
        m_state.signedIn = true;
        m_state.serverAhead = turn.serverAhead;
        m_state.synced = now - now % kMinute;
        m_state.offlineSince = 0;
    } else {
        if (m_state.online)
            m_state.offlineSince = now;
        const bool nobody = turn.error->code == Error::Code::NotFound && turn.error->subject == QLatin1String("login");
        m_state.signedIn = m_order.signedIn && !nobody;
        m_state.error = turn.error->code;
        m_state.errorSubject = turn.error->subject;
    }
    m_state.online = turn.online;
    if (m_order.logins)
        m_state.absent = m_order.logins->absent();
}

void SyncWorker::turn()
{
    if (!m_timer)
        return;
    const Heeding heeding(m_halt);
    m_timer->stop();
    if (m_database->isMoved())
        return leaveMoved();
    if (!mayTalk()) {
        if (m_state.online)
            m_state.offlineSince = m_order.setup.clock->now();
        m_state.online = m_state.unhosted = m_able = false;
        return tell();
    }
    forgetAfterJump();
    begin();
    const Syncer::Turn turn = m_syncer->turn();
    end(turn);
    if (Heeding::isHalted())
        return; // nobody listens any more
    keepLease();
    lookForHost(turn);
    tell();
    if (turn.done.news() || turn.done.deedsSent > 0)
        Q_EMIT talked(turn.done);
    look();
    const bool rests = turn.online && !m_awake;
    m_nextTalk = running() + (rests ? std::max(turn.wait, kAsleep) : turn.wait);
    rest();
}

// What is written to a file that was taken away nobody reads, and a new one may lie in its place.
void SyncWorker::leaveMoved()
{
    m_timer.release()->deleteLater(); // this may be its own call
    if (m_lease)
        (void)m_lease->giveBack(); // else another desk has it when it has run out
    m_lease.reset();
    m_syncer.reset();
    m_database.reset();
    m_state.online = false;
    m_host = {};
    Q_EMIT hosts(m_host);
    Q_EMIT failed({Error::Code::NotFound, m_order.path, QString::fromLatin1(kFileMoved)});
}

void SyncWorker::tick()
{
    if (running() >= m_nextTalk)
        return turn();
    const Heeding heeding(m_halt);
    keepLease();
    rest();
}

void SyncWorker::rest()
{
    const Time left = std::max<Time>(0, m_nextTalk - running());
    m_timer->start(int(m_host.epoch > 0 ? std::min(left, kHostRests) : left));
}

void SyncWorker::keepLease()
{
    if (!m_lease)
        return;
    const Lease::Turn turn = m_lease->turn(m_able);
    if (turn.unblocked > 0)
        Q_EMIT unblocked(turn.unblocked);
    m_refusalTold = m_refusalTold && !turn.changed;
    if (turn.error && m_state.online && !std::exchange(m_refusalTold, true))
        Q_EMIT hostRefused(*turn.error);
    if (turn.state == m_host)
        return;
    m_host = turn.state;
    m_syncer->setHost(m_host);
    Q_EMIT hosts(m_host);
}

// Not at once: in the morning the first desk comes before the one that hosts.
void SyncWorker::lookForHost(const Syncer::Turn &turn)
{
    const bool missed = turn.online && !turn.done.filling && turn.unhosted >= Lease::kMissed && !m_host.mayAct();
    m_state.unhosted = missed && running() - m_onlineAt >= m_order.unhostedAfter;
}

void SyncWorker::lookForOlder(CustomerId customer, PersonId who)
{
    const Heeding heeding(m_halt);
    m_sought = Asking{customer, who};
    look();
}

// While the store is filled what is missing says nothing. What the server cannot say now nobody is told of: the screen
// goes by what the desk knows itself.
void SyncWorker::look()
{
    if (!m_sought || !m_timer || !mayTalk() || !m_state.online || m_state.filling)
        return;
    const Asking sought = std::move(*std::exchange(m_sought, std::nullopt));
    const auto misses = m_syncer->misses(sought.customer, sought.who);
    if (misses)
        Q_EMIT older({sought.customer, *misses ? OlderNews::Is::There : OlderNews::Is::None, 0, {}});
}

void SyncWorker::fetchOlder(CustomerId customer, PersonId who)
{
    if (std::ranges::find(m_asking, customer, &Asking::customer) != m_asking.end())
        return;
    m_asking.push_back({customer, who});
    Q_EMIT older({customer, OlderNews::Is::Coming, 0, {}});
    if (m_asking.size() == 1)
        QTimer::singleShot(0, this, &SyncWorker::fetchMore);
}

// One page, and then whatever else waits on this thread gets its turn.
void SyncWorker::fetchMore()
{
    const Heeding heeding(m_halt);
    if (m_asking.empty())
        return;
    Asking &asking = m_asking.front();
    const auto whole = fetchPage(asking);
    if (!whole || *whole) {
        OlderNews news{asking.customer, whole ? OlderNews::Is::Here : OlderNews::Is::Failed, 0, {}};
        news.rows = asking.fetch ? asking.fetch->rows() : 0;
        if (!whole)
            news.error = whole.error();
        m_asking.pop_front();
        if (news.rows > 0) {
            Exchanged came;
            came.rowsTaken = int(news.rows);
            Q_EMIT talked(came);
        }
        Q_EMIT older(news);
    }
    if (!m_asking.empty())
        QTimer::singleShot(0, this, &SyncWorker::fetchMore);
}

Result<bool> SyncWorker::fetchPage(Asking &asking)
{
    if (auto reached = reach(); !reached)
        return reached.error();
    if (!asking.fetch) {
        auto fetch = OlderFetch::open(*m_database, m_order.store, asking.customer, asking.who);
        if (!fetch)
            return fetch.error();
        asking.fetch = std::move(*fetch);
    }
    return m_syncer->fetch(*asking.fetch);
}

void SyncWorker::giveUp(DeedId deed)
{
    const Heeding heeding(m_halt);
    auto done = reach();
    if (done)
        done = m_syncer->giveUp(deed);
    if (done) {
        Exchanged came;
        came.setbacks = 1;
        Q_EMIT talked(came);
        tell();
    }
    Q_EMIT gaveUp({deed, done ? std::optional<Error>() : done.error()});
}

// Somebody waits for it: it is tried at once.
Result<void> SyncWorker::reach()
{
    if (!m_timer || !mayTalk())
        return offline();
    if (!m_state.online)
        turn();
    return m_state.online ? Result<void>() : offline();
}

Error SyncWorker::offline() const
{
    if (!m_order.signedIn)
        return {Error::Code::NotFound, QStringLiteral("login"), {}};
    return m_state.error ? Error{*m_state.error, m_state.errorSubject, {}}
                         : Error{Error::Code::Offline, QStringLiteral("server"), {}};
}

// A long outbox is not counted twice a second where nothing was done. What cannot be counted now stands until the next
// turn.
void SyncWorker::count()
{
    const auto mark = fileMark(*m_database);
    if (mark && m_counted == *mark)
        return;
    const auto waiting = countWaiting(*m_database);
    const auto setbacks = unseenSetbacks(*m_database);
    const auto claims = openClaims(*m_database);
    const auto stands = standing(*m_database);
    const auto copy = keptBeforeRefill(*m_database);
    if (!waiting || !setbacks || !claims || !stands || !copy)
        return;
    m_state.copy = *copy;
    m_state.away = stands->away;
    m_state.rewritten = stands->rewritten;
    m_state.waiting = *waiting;
    m_state.setbacks = *setbacks;
    m_state.claims = *claims;
    m_counted = mark ? std::optional(*mark) : std::nullopt;
}

void SyncWorker::tell()
{
    count();
    if (m_told == m_state)
        return;
    m_told = m_state;
    Q_EMIT stateChanged(m_state);
}

} // namespace updesk
