// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"
#include "tests/core/store/deeds.h"
#include "tests/support/cutdisk.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace updesk;

namespace
{

/// The disk at one moment, and how many deeds had been promised by then.
struct Moment {
    CutDisk::Picture picture;
    int promised = 0;
};

/// A new row and a change of a row that all deeds change.
Result<void> work(Transaction &tx, int n)
{
    if (auto done = apply(tx, put(kActivity, aNote(1000 + n, 2))); !done)
        return done;
    const auto before = load(tx.database(), kCustomer, aCustomer(1).id.value);
    if (!before)
        return before.error();
    Customer after = *before;
    after.company = QString::number(n);
    return apply(tx, set(kCustomer, *before, after));
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

/// The power goes while a desk writes: at any write, with any part of what was not yet on the disk.
class TestPowerCut : public QObject
{
    Q_OBJECT
    std::mt19937_64 m_random{11};

    static std::unique_ptr<Database> opened(TempDesk &desk, const QString &path)
    {
        auto database = Database::open(path, desk.setup, Database::Open::Existing);
        if (!database)
            qFatal("%s: %s", qPrintable(path), qPrintable(database.error().detail));
        return std::move(*database);
    }
    static qint64 count(Database &database, const QByteArray &from)
    {
        Query q = database.once("SELECT count(*) FROM " + from);
        return q.next() ? q.number(0) : -1;
    }
    /// The desk's file and its log as the cut has left them.
    void putDown(const TempDesk &desk, const CutDisk::Picture &picture, CutDisk::Loss loss, const QString &path)
    {
        for (const QString &tail : {QString(), QStringLiteral("-wal")})
            writeFile(path + tail, CutDisk::afterCut(picture[desk.path + tail], loss, m_random));
    }
    /// Every deed that was promised, at most the one that was under way, each whole.
    void survives(TempDesk &desk, const Moment &moment, CutDisk::Loss loss, int *more)
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("desk.updesk"));
        putDown(desk, moment.picture, loss, path);
        const auto database = opened(desk, path);
        const qint64 deeds = count(*database, "deed WHERE verb='test'");
        const QByteArray there = QByteArray::number(deeds) + " deeds, promised " + QByteArray::number(moment.promised);
        QVERIFY2(deeds == moment.promised || deeds == moment.promised + 1, there.constData());
        *more += deeds > moment.promised;
        QCOMPARE(count(*database, "activity"), deeds);
        const auto customer = load(*database, kCustomer, aCustomer(1).id.value);
        QVERIFY(customer);
        QCOMPARE(customer->company, deeds == 0 ? QString() : QString::number(deeds));
        const auto report = checkStore(*database);
        QVERIFY(report);
        QVERIFY2(report->damage.isEmpty(), qPrintable(report->damage));
        for (const auto &fault : report->faults)
            QVERIFY2(fault.kind == CheckReport::Fault::Kind::Orphan, qPrintable(fault.table)); // the lead is not there
    }
private Q_SLOTS:
    void everyPromisedDeedIsThereAndNoneIsHalf_data()
    {
        QTest::addColumn<int>("loss");
        QTest::newRow("the program alone died") << int(CutDisk::Loss::Nothing);
        QTest::newRow("nothing but what was synced") << int(CutDisk::Loss::Everything);
        QTest::newRow("the last writes torn") << int(CutDisk::Loss::AfterSome);
        QTest::newRow("any sectors missing") << int(CutDisk::Loss::Anything);
    }
    void everyPromisedDeedIsThereAndNoneIsHalf()
    {
        QFETCH(int, loss);
        TempDesk desk;
        desk.setup.derivations = {&kNameWords};
        desk.open();
        QVERIFY(inDeed(desk, [](Transaction &tx) -> Result<void> {
            return tx.start("first") ? apply(tx, put(kCustomer, aCustomer(1))) : Result<void>();
        }));
        desk.close();
        CutDisk disk;
        desk.open();
        // Small, so that the log is brought home and begun anew many times while it writes.
        QVERIFY(desk.database->execute("PRAGMA wal_autocheckpoint=40"));
        std::vector<Moment> moments;
        int promised = 0;
        disk.onStep = [&](int) {
            if (m_random() % 12 == 0)
                moments.push_back({disk.picture(), promised});
        };
        constexpr int kDeeds = 60;
        for (int n = 1; n <= kDeeds; ++n) {
            QVERIFY(inDeed(desk, [n](Transaction &tx) { return work(tx, n); }));
            promised = n;
            if (n % 20 == 0)
                QVERIFY(desk.database->checkpoint());
        }
        disk.onStep = [](int) {};
        QVERIFY2(moments.size() > 50, QByteArray::number(moments.size()).constData());
        int more = 0;
        for (const Moment &moment : moments) {
            survives(desk, moment, CutDisk::Loss(loss), &more);
            if (QTest::currentTestFailed())
                return;
        }
        qInfo("%zu cuts over %d deeds, in %d the one under way was whole, 0 lost", moments.size(), kDeeds, more);
    }
    // So that the disk above is known to lose what is not synced.
    void withoutSyncingDeedsWouldBeLost()
    {
        TempDesk desk;
        desk.setup.derivations.clear();
        desk.close();
        CutDisk disk;
        desk.open();
        QVERIFY(desk.database->relax());
        for (int n = 1; n <= 5; ++n)
            QVERIFY(applied(desk, put(kActivity, aNote(1000 + n, 2))));
        const auto left = [&] {
            const QTemporaryDir folder;
            const QString path = folder.filePath(QStringLiteral("desk.updesk"));
            putDown(desk, disk.picture(), CutDisk::Loss::Everything, path);
            return count(*opened(desk, path), "deed");
        };
        QCOMPARE(left(), 0);
        QVERIFY(desk.database->settle());
        QCOMPARE(left(), 5);
    }
};

UPDESK_TEST(TestPowerCut);
#include "tst_powercut.moc"
