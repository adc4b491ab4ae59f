// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/twins.h"
#include "tests/support/suite.h"

#include <QCoreApplication>

#include <cstdio>

using namespace updesk;

/// Whether the model that thousands of worlds are played on says what PostgreSQL says. UPDESK_TWIN_SEEDS says how many
/// sets of rows, UPDESK_TWIN_SEED plays one again.
class TestTwin : public QObject
{
    Q_OBJECT
    static bool ended(Twins *twins, int &ops)
    {
        ops += twins ? twins->ops : 0;
        const QByteArray faults = twins ? twins->unsound() : QByteArray();
        std::fputs(faults.constData(), stderr);
        return faults.isEmpty();
    }
private Q_SLOTS:
    void theModelAnswersAsPostgresDoes()
    {
        constexpr int kSeedsAServer = 50, kPushes = 30;
        const int only = qEnvironmentVariableIntValue("UPDESK_TWIN_SEED");
        const int asked = qEnvironmentVariableIntValue("UPDESK_TWIN_SEEDS");
        int ops = 0;
        QMap<QByteArray, int> outcomes;
        std::unique_ptr<Twins> twins;
        for (int seed = only > 0 ? only : 1; seed <= (only > 0 ? only : asked > 0 ? asked : 60); ++seed) {
            const QByteArray again = "the two differ: UPDESK_TWIN_SEED=" + QByteArray::number(seed) + ' '
                + QCoreApplication::applicationFilePath().toUtf8() + " --only TestTwin";
            if (!twins || seed % kSeedsAServer == 0) {
                QVERIFY(ended(twins.get(), ops));
                twins.reset();
                twins = std::make_unique<Twins>();
            }
            twins->renew(quint64(seed));
            for (int i = 0; i < kPushes; ++i) {
                const QByteArray differs = twins->push();
                std::fputs(differs.constData(), stderr); // longer than the test's own lines may be
                QVERIFY2(differs.isEmpty(), again.constData());
            }
            const QByteArray fault = twins->fault(); // what both say may still be wrong
            QVERIFY2(fault.isEmpty(), (fault + "; " + again).constData());
            const QByteArray differs = twins->unlikePages();
            std::fputs(differs.constData(), stderr);
            QVERIFY2(differs.isEmpty(), again.constData());
            const QByteArray history = twins->unlikeHistory();
            std::fputs(history.constData(), stderr);
            QVERIFY2(history.isEmpty(), again.constData());
            outcomes.insert(twins->outcomes);
        }
        QVERIFY(ended(twins.get(), ops));
        QByteArray kinds;
        for (auto it = outcomes.begin(); it != outcomes.end(); ++it)
            kinds += (kinds.isEmpty() ? "" : ", ") + it.key().trimmed() + ' ' + QByteArray::number(it.value());
        qInfo("%d ops, all answers alike; of the last rows: %s", ops, kinds.constData());
        QVERIFY2(only > 0 || outcomes.contains("start"), "no START was taken after a stop");
        for (const char *kind : {"ok", "won", "lost", "rejected changed", "rejected transition", "rejected optout"})
            QVERIFY2(only > 0 || outcomes.contains(QByteArray(kind) + (qstrlen(kind) < 5 ? " " : "")), kind);
    }
};

UPDESK_TEST(TestTwin);
#include "tst_twin.moc"
