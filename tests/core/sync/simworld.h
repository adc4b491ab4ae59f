// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/tables.h"
#include "core/sync/exchange.h"
#include "tests/core/sync/simsteps.h"
#include "tests/support/fakeclock.h"
#include "tests/support/modelserver.h"

#include <QTemporaryDir>

#include <memory>
#include <random>

namespace updesk
{

/// The power goes at this point: everything that is not in the file is lost.
struct PowerCut {
};

struct World;
struct SimDesk;

/// The wire between one desk and the server, which fails as the dice fall.
class Wire final : public Remote
{
public:
    Wire(World &world, SimDesk &desk) : m_world(world), m_desk(desk) { }
    Result<Hello> hello(int schema) override;
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override;
    Result<Page> pull(int feed, qint64 after, int limit) override;
    Result<std::map<int, qint64>> feeds() override;
    Result<std::set<Id>> knows(std::span<const Id> deeds) override;
    Result<OlderScope> olderScope(PersonId who, std::span<const Id> records, Time before) override;
    Result<Page> older(PersonId who, const OlderAsk &ask) override;
    Result<Overlaps> overlaps(PersonId who, qint64 after) override;
    bool speaksFor(PersonId) const override;
    std::vector<PersonId> people() const override;

private:
    template <class Call>
    auto call(const char *what, Call &&go) -> decltype(go());
    /// Of a newer server: only what this desk's program knows.
    std::optional<TakenRow> known(TakenRow row) const;
    World &m_world;
    SimDesk &m_desk;
};

struct SimDesk {
    QString path;
    FakeClock clock;
    Time skew = 0;
    ModelServer::Author author;
    bool old = false; ///< its program knows neither the customer's last column nor documents yet
    bool full = false; ///< its disk
    bool away = false; ///< its person: what was done waits, and the rows of others come
    std::unique_ptr<Database> database;
    std::unique_ptr<Wire> wire;
    std::unique_ptr<Exchange> exchange;
    bool greeted = false;
    std::vector<DeedId> entered; ///< whose commit returned
    std::vector<TakenRow> pulled; ///< in the last exchange
};

/// A host of the automation with a dummy in the place of the provider.
struct SimHost {
    ModelServer::Author author;
    std::set<Id> journal; ///< on its disk
};

/// Desks, hosts, a server and chance, all from one seed.
struct World {
    explicit World(quint64 seed, Planted planted = Planted::None);
    ~World();
    void run(int steps);
    void quiet(); ///< no more faults: everybody talks until nothing moves
    QByteArray broken(); ///< the first invariant that does not hold; empty: all do
    QByteArray told() const; ///< all that has happened, by the server's rows and history, and what each desk was told

    int dice(int sides) { return int(random() % quint64(sides)); }
    void reach(const QByteArray &step);
    bool likes(const char *doings) const; ///< whether the power goes most at one of these steps
    void pass(Time time);
    void open(SimDesk &desk);
    void edit(SimDesk &desk);
    void sync(SimDesk &desk);
    void settle(); ///< everybody talks until each change is on the server or stands aside
    void serve(SimHost &host);
    void message();
    void step();
    void happen(SimDesk &desk, int what);
    void fillDisk(SimDesk &desk, bool full);
    void lockedOut(SimDesk &desk);
    void tidy(SimDesk &desk); ///< what left its months goes
    void fetch(SimDesk &desk, CustomerId customer); ///< somebody asks for the older history
    void fetchAny(SimDesk &desk);
    void fetchAll(); ///< so that every desk has every row again
    std::vector<CustomerId> withHistory() const; ///< of whom the server has some that no desk keeps
    void restore();
    void restartServer();
    void deliverLate();

    QTemporaryDir dir;
    SeededNoise noise; ///< also what the program draws is drawn from the seed
    std::mt19937_64 random;
    Planted planted;
    int favourite = 0; ///< the numbered step at which the power goes most
    ModelServer server, backup;
    std::vector<std::unique_ptr<SimDesk>> desks;
    std::vector<SimHost> hosts;
    std::map<Id, int> handedOver;
    std::vector<std::pair<ModelServer::Author, std::vector<OutDeed>>> late; ///< cut requests that still arrive
    Time now;
    const char *doing = "edit";
    bool faults = true;
    int crashes = 0, ops = 0, restores = 0, spared = 0;
    std::array<int, size_t(kSimStepCount)> hits{};
    QByteArray fault; ///< what was seen to break while it ran
};

} // namespace updesk
