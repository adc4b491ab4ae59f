// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/simworld.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Desks and a server at the mercy of chance. UPDESK_SEEDS says how many worlds, UPDESK_SEED plays one again.
class TestSim : public QObject
{
    Q_OBJECT
    static QByteArray play(quint64 seed, Planted planted, World **kept = nullptr)
    {
        static std::unique_ptr<World> world;
        world = std::make_unique<World>(seed, planted);
        world->run(120);
        world->quiet();
        if (kept)
            *kept = world.get();
        return world->broken();
    }
    static int seeds(int otherwise)
    {
        const int asked = qEnvironmentVariableIntValue("UPDESK_SEEDS");
        return asked > 0 ? asked : otherwise;
    }
private Q_SLOTS:
    void everyInvariantHoldsInEveryWorld()
    {
        int crashes = 0, ops = 0, restores = 0;
        const int only = qEnvironmentVariableIntValue("UPDESK_SEED");
        for (int seed = only > 0 ? only : 1; seed <= (only > 0 ? only : seeds(200)); ++seed) {
            World *world = nullptr;
            const QByteArray broken = play(quint64(seed), Planted::None, &world);
            const QByteArray again =
                "UPDESK_SEED=" + QByteArray::number(seed) + " tst_exchange TestSim breaks: " + broken;
            QVERIFY2(broken.isEmpty(), again.constData());
            crashes += world->crashes;
            ops += world->ops;
            restores += world->restores;
        }
        qInfo("%d ops, %d crashes, %d restores, 0 broken", ops, crashes, restores);
    }
    void aPlantedBugIsCaught_data()
    {
        QTest::addColumn<int>("planted");
        QTest::newRow("the server forgets what it has taken") << int(Planted::ServerForgetsOps);
        QTest::newRow("a refused value stays on the screen") << int(Planted::RefusedRowStays);
        QTest::newRow("every claim wins") << int(Planted::EveryClaimWins);
        QTest::newRow("a push has no number of its own") << int(Planted::NumbersRestart);
        QTest::newRow("rows of another store") << int(Planted::ForeignRows);
        QTest::newRow("acknowledged before the answer") << int(Planted::AcknowledgedUnasked);
        QTest::newRow("a page cut inside a push") << int(Planted::PageCutInPush);
        QTest::newRow("the cursor is the horizon") << int(Planted::CursorAhead);
        QTest::newRow("the last to come wins") << int(Planted::ClockIgnored);
    }
    void aPlantedBugIsCaught()
    {
        QFETCH(int, planted);
        for (quint64 seed = 1; seed <= 200; ++seed) {
            const QByteArray broken = play(seed, Planted(planted));
            if (broken.isEmpty())
                continue;
            qInfo("world %llu: %s", seed, broken.constData());
            return;
        }
        QFAIL("not caught in 200 worlds");
    }
};

UPDESK_TEST(TestSim);
#include "tst_sim.moc"
