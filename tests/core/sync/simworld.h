// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/tables.h"
#include "core/sync/exchange.h"
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

/// One bug that a world may have; the invariants must show it.
enum class Planted {
    None,
    ServerForgetsOps,
    RefusedRowStays,
    EveryClaimWins,
    NumbersRestart,
    ForeignRows,
    AcknowledgedUnasked,
    PageCutInPush,
    CursorAhead,
    ClockIgnored,
};

struct World;

/// The wire between one desk and the server, which fails as the dice fall.
class Wire final : public Remote
{
public:
    Wire(World &world, PersonId person) : m_world(world), m_person(person) { }
    Result<Hello> hello(int schema) override;
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override;
    Result<Page> pull(int feed, qint64 after, int limit) override;
    Result<std::map<int, qint64>> feeds() override;
    bool speaksFor(PersonId) const override { return true; }

private:
    template <class Call>
    auto call(Call &&go) -> decltype(go());
    World &m_world;
    PersonId m_person;
};

struct SimDesk {
    QString path;
    FakeClock clock;
    Time skew = 0;
    PersonId person;
    std::unique_ptr<Database> database;
    std::unique_ptr<Wire> wire;
    std::unique_ptr<Exchange> exchange;
    bool greeted = false;
    std::vector<DeedId> entered; ///< whose commit returned
};

/// Desks, a server and chance, all from one seed.
struct World {
    explicit World(quint64 seed, Planted planted = Planted::None);
    void run(int steps);
    void quiet(); ///< no more faults: everybody talks until nothing moves
    QByteArray broken() const; ///< the first invariant that does not hold; empty: all do

    int dice(int sides) { return int(random() % quint64(sides)); }
    SimDesk &deskOf(PersonId person);
    void maybeCut();
    void open(SimDesk &desk);
    void edit(SimDesk &desk);
    void sync(SimDesk &desk);
    void step();

    QTemporaryDir dir;
    std::mt19937_64 random;
    Planted planted;
    ModelServer server, backup;
    std::vector<std::unique_ptr<SimDesk>> desks;
    Time now;
    bool faults = true;
    int crashes = 0, ops = 0, restores = 0;
    QByteArray fault; ///< what was seen to break while it ran
};

} // namespace updesk
