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
    // Else the command above would play another world.
    void theSameSeedIsTheSameWorld()
    {
        for (const quint64 seed : {quint64(7), quint64(24), quint64(101)}) {
            QByteArray broken;
            const QByteArray once = played(seed, Planted::None, &broken)->told();
            QVERIFY2(once.size() > 10'000, QByteArray::number(once.size()).constData());
            QVERIFY(played(seed, Planted::None, &broken)->told() == once);
            QVERIFY(played(seed + 1, Planted::None, &broken)->told() != once);
        }
    }
    void aPlantedBugIsCaught_data()
    {
        QTest::addColumn<int>("planted");
        QTest::addColumn<QByteArray>("by"); // so that each invariant is known to find something
        const auto row = [](const char *name, Planted planted, const char *by) {
            QTest::newRow(name) << int(planted) << QByteArray(by);
        };
        row("the server forgets what it has taken", Planted::ServerForgetsOps, "I2");
        row("a refused value stays on the screen", Planted::RefusedRowStays, "I3");
        row("every claim wins", Planted::EveryClaimWins, "I4");
        row("a push has no number of its own", Planted::NumbersRestart, "I7");
        row("rows of another store", Planted::ForeignRows, "I10");
        row("answers nobody asked for", Planted::AcknowledgedUnasked, "I1:");
        row("acknowledged before the answer is in", Planted::AcknowledgedEarly, "I1:");
        row("a page cut inside a push", Planted::PageCutInPush, "I3");
        row("the cursor is the horizon", Planted::CursorAhead, "I3");
        row("the last to come wins", Planted::ClockIgnored, "I9");
        row("own unsent edits are not laid over a pull", Planted::NoOverlay, "a person does not see");
        row("a setback is not told", Planted::SetbackUntold, "I5");
        row("whoever was first is not told", Planted::FirstUntold, "I5: an edit");
        row("which of two calls was first is asked", Planted::EitherTold, "somebody is asked");
        row("a held deed is overtaken", Planted::HeldIsOvertaken, "an op came before");
        row("any edit revives", Planted::RevivedByAny, "I9");
        row("an unknown column is blanked", Planted::UnknownBlanked, "I9");
        row("a later yes beats a no", Planted::EveryYesCounts, "I12");
        row("a stale epoch writes", Planted::StaleEpochs, "I11");
        row("what may have gone out is sent again", Planted::UnknownSentAgain, "I6");
        row("a page of unknown rows is the last", Planted::UnknownPageEnds, "I3");
        row("what the server failed on is forgotten", Planted::FailuresForgotten, "what the server cannot take");
        row("what is not sent yet is tidied away", Planted::UnsentTidied, "a row of");
        row("the last of a customer's older history does not come", Planted::OlderCutShort, "I3");
        row("an answer of before counts as of now", Planted::RepeatedBelieved, "I3");
        row("a stop is undone by one who has not heard of it", Planted::StopUndone, "a plan goes on");
    }
    void aPlantedBugIsCaught()
    {
        QFETCH(int, planted);
        QFETCH(QByteArray, by);
        for (quint64 seed = 1; seed <= 200; ++seed) {
            QByteArray broken;
            (void)played(seed, Planted(planted), &broken);
            if (!broken.startsWith(by))
                continue;
            qInfo("world %llu: %s", seed, broken.constData());
            return;
        }
        QFAIL("not caught in 200 worlds");
    }
};

UPDESK_TEST(TestSim);
#include "tst_sim.moc"
