// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/simworld.h"
#include "tests/support/suite.h"

#include <QCoreApplication>

#include <cstdio>

using namespace updesk;

/// Desks, hosts and a server at the mercy of chance. UPDESK_SEEDS says how many worlds, UPDESK_SEED plays one again.
class TestSim : public QObject
{
    Q_OBJECT
    static std::unique_ptr<World> played(quint64 seed, Planted planted, QByteArray *broken)
    {
        auto world = std::make_unique<World>(seed, planted);
        for (int part = 0; part < 2 && broken->isEmpty(); ++part) {
            world->run(60);
            world->quiet();
            *broken = world->broken();
        }
        return world;
    }
    /// A command that plays this world again as it was.
    static QByteArray again(quint64 seed, const char *test)
    {
        return "UPDESK_SEED=" + QByteArray::number(seed) + ' ' + QCoreApplication::applicationFilePath().toUtf8()
            + " --only TestSim " + test;
    }
    static quint64 only() { return quint64(qEnvironmentVariableIntValue("UPDESK_SEED")); }
    static quint64 seeds()
    {
        const int asked = qEnvironmentVariableIntValue("UPDESK_SEEDS");
        return quint64(asked > 0 ? asked : 200);
    }
private Q_SLOTS:
    void everyInvariantHoldsInEveryWorld()
    {
        int crashes = 0, ops = 0, restores = 0;
        std::array<int, size_t(kSimStepCount)> hits{};
        QByteArrayList failed;
        for (quint64 seed = only() > 0 ? only() : 1; seed <= (only() > 0 ? only() : seeds()); ++seed) {
            QByteArray broken;
            const auto world = played(seed, Planted::None, &broken);
            if (!broken.isEmpty())
                failed << broken + "\n  " + again(seed, "everyInvariantHoldsInEveryWorld");
            crashes += world->crashes;
            ops += world->ops;
            restores += world->restores;
            for (size_t i = 0; i < hits.size(); ++i)
                hits[i] += world->hits[i];
        }
        std::fputs(failed.join('\n').constData(), stderr); // longer than the test's own lines may be
        QVERIFY2(failed.isEmpty(), (QByteArray::number(failed.size()) + " worlds broke").constData());
        const int fewest = *std::ranges::min_element(hits);
        qInfo("%d ops, %d crashes, %d restores, 0 broken; each of %d numbered steps hit at least %d times", ops,
            crashes, restores, kSimStepCount, fewest);
        QByteArrayList seldom;
        for (size_t i = 0; only() == 0 && seeds() >= 200 && i < hits.size(); ++i) {
            if (hits[i] < 20)
                seldom << QByteArray(kSimSteps[i]) + ' ' + QByteArray::number(hits[i]);
        }
        QVERIFY2(seldom.isEmpty(), seldom.join(", ").constData());
    }
    void aPlantedBugIsCaught_data()
    {
        QTest::addColumn<int>("planted");
        const auto row = [](const char *name, Planted planted) { QTest::newRow(name) << int(planted); };
        row("the server forgets what it has taken", Planted::ServerForgetsOps);
        row("a refused value stays on the screen", Planted::RefusedRowStays);
        row("every claim wins", Planted::EveryClaimWins);
        row("a push has no number of its own", Planted::NumbersRestart);
        row("rows of another store", Planted::ForeignRows);
        row("answers nobody asked for", Planted::AcknowledgedUnasked);
        row("acknowledged before the answer is in", Planted::AcknowledgedEarly);
        row("a page cut inside a push", Planted::PageCutInPush);
        row("the cursor is the horizon", Planted::CursorAhead);
        row("the last to come wins", Planted::ClockIgnored);
        row("own unsent edits are not laid over a pull", Planted::NoOverlay);
        row("a setback is not told", Planted::SetbackUntold);
        row("which of two calls was first is asked", Planted::EitherTold);
        row("a held deed is overtaken", Planted::HeldIsOvertaken);
        row("any edit revives", Planted::RevivedByAny);
        row("an unknown column is blanked", Planted::UnknownBlanked);
        row("a later yes beats a no", Planted::EveryYesCounts);
        row("a stale epoch writes", Planted::StaleEpochs);
        row("what may have gone out is sent again", Planted::UnknownSentAgain);
        row("a page of unknown rows is the last", Planted::UnknownPageEnds);
        row("what the server failed on is forgotten", Planted::FailuresForgotten);
        row("what is not sent yet is tidied away", Planted::UnsentTidied);
        row("the last of a customer's older history does not come", Planted::OlderCutShort);
        row("an answer of before counts as of now", Planted::RepeatedBelieved);
    }
    void aPlantedBugIsCaught()
    {
        QFETCH(int, planted);
        for (quint64 seed = 1; seed <= 200; ++seed) {
            QByteArray broken;
            (void)played(seed, Planted(planted), &broken);
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
