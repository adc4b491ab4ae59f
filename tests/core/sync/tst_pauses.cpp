// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncer.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// How long a desk waits before it knocks again at a server that is away.
class TestPauses : public QObject
{
    Q_OBJECT
    static constexpr Time kLeast = 500, kMost = 30 * kSecond;

    /// The pauses after so many failures in a row.
    static std::vector<Time> pausesOf(TestStore &store, int turns)
    {
        Syncer syncer(store->database(), 1, store.clock, []() -> Result<std::unique_ptr<Remote>> {
            return Error{Error::Code::Offline, QStringLiteral("server"), {}};
        });
        std::vector<Time> pauses;
        for (int n = 0; n < turns; ++n) {
            const Syncer::Turn turn = syncer.turn();
            if (turn.online || !turn.error || turn.error->code != Error::Code::Offline)
                qFatal("the server is not away");
            pauses.push_back(turn.wait);
        }
        return pauses;
    }

private Q_SLOTS:
    void theyGrowFromHalfASecondToHalfAMinute()
    {
        TestStore store;
        const qint64 rows = store.count("log");
        const std::vector<Time> pauses = pausesOf(store, 400);
        for (int n = 0; n < int(pauses.size()); ++n) {
            const Time most = std::min(kMost, kLeast << std::min(n, 16));
            QVERIFY2(pauses[size_t(n)] > 0 && pauses[size_t(n)] <= most + kLeast / 2,
                qPrintable(QStringLiteral("%1: %2").arg(n).arg(pauses[size_t(n)])));
        }
        QVERIFY(std::ranges::any_of(pauses, [](Time pause) { return pause > 25 * kSecond; }));
        QVERIFY(std::ranges::any_of(pauses.begin() + 10, pauses.end(), [](Time pause) { return pause < 5 * kSecond; }));
        QCOMPARE(store.count("log"), rows); // who only knocks writes nothing
    }
    // Full jitter: when the server comes back, not all knock at once.
    void twoDesksDoNotKnockInStep()
    {
        TestStore one, two;
        two.clock.advance(137); // started a moment later
        const std::vector<Time> ours = pausesOf(one, 40), theirs = pausesOf(two, 40);
        int same = 0;
        for (size_t n = 8; n < ours.size(); ++n)
            same += std::abs(ours[n] - theirs[n]) < 100;
        QVERIFY2(same < 10, qPrintable(QString::number(same)));
    }
};
UPDESK_TEST(TestPauses);
#include "tst_pauses.moc"
