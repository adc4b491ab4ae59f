// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

using namespace updesk;

template <class F>
static Result<void> inTransaction(TempDesk &desk, F &&work)
{
    auto tx = Transaction::begin(*desk.database, desk.by);
    if (!tx)
        return tx.error();
    if (Result<void> done = work(*tx); !done)
        return done;
    return tx->commit();
}

static Result<void> taken(TempDesk &desk, const Customer &customer, qint64 seq)
{
    return inTransaction(desk, [&](Transaction &tx) -> Result<void> {
        if (auto done = takeRow(tx, kCustomer, customer, seq); !done)
            return done;
        return layUnsent(tx);
    });
}

class TestTaken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTakenRowIsLaidDownWithoutALog()
    {
        TempDesk desk;
        QVERIFY(taken(desk, aCustomer(1), 5));
        QVERIFY(*load(*desk.database, kCustomer, rowId(1)) == aCustomer(1));
        QCOMPARE(desk.count("deed"), 0);
        QCOMPARE(desk.list("SELECT seq FROM customer"), QByteArray("5\n"));
        QCOMPARE(desk.list("SELECT word FROM word ORDER BY word"), QByteArray("ann\noak\n"));
    }
    void anOlderRowDoesNotCoverANewer()
    {
        TempDesk desk;
        QVERIFY(taken(desk, aCustomer(1, "New"), 5));
        QVERIFY(taken(desk, aCustomer(1, "Old"), 4));
        QCOMPARE(desk.list("SELECT first||seq FROM customer"), QByteArray("New5\n"));
        QVERIFY(taken(desk, aCustomer(1, "Same"), 5));
        QCOMPARE(desk.list("SELECT first||seq FROM customer"), QByteArray("Same5\n"));
    }
    void aTakenStructCoversEveryFieldAndRevivesTheRow()
    {
        TempDesk desk;
        QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
        QVERIFY(applied(desk, remove(kCustomer, rowId(1))));
        Customer bare = aCustomer(1, "", "Elm");
        QVERIFY(taken(desk, bare, 6));
        QVERIFY(*load(*desk.database, kCustomer, rowId(1)) == bare);
    }
    void fieldsLeftOutOfATakenRowKeepWhatTheyHave()
    {
        TempDesk desk;
        QVERIFY(taken(desk, aCustomer(1), 5));
        QVERIFY(inTransaction(desk, [](Transaction &tx) {
            return takeRow(tx, {&kCustomer, rowId(1), 1, 6, {{kCustomer.find("last"), QByteArray("Elm"), {}}}});
        }));
        QCOMPARE(desk.list("SELECT first||last||seq FROM customer"), QByteArray("AnnElm6\n"));
    }
    void unsentDeedsLieOnTopOfTheTakenRow()
    {
        TempDesk desk;
        join(desk);
        const Customer before = aCustomer(1);
        Customer mine = before;
        mine.first = QStringLiteral("Anna");
        QVERIFY(taken(desk, before, 1));
        QVERIFY(applied(desk, set(kCustomer, before, mine)));
        QVERIFY(taken(desk, aCustomer(1, "Ann", "Elm"), 2));
        QCOMPARE(desk.list("SELECT first||last||seq FROM customer"), QByteArray("AnnaElm2\n"));
        QCOMPARE(desk.list("SELECT word FROM word ORDER BY word"), QByteArray("anna\nelm\n"));
    }
    void sentDeedsDoNot()
    {
        TempDesk desk;
        join(desk);
        const Customer before = aCustomer(1);
        Customer mine = before;
        mine.first = QStringLiteral("Anna");
        QVERIFY(taken(desk, before, 1));
        QVERIFY(applied(desk, set(kCustomer, before, mine)));
        QVERIFY(desk.database->execute("UPDATE state SET v=1 WHERE k='sent'"));
        QVERIFY(taken(desk, aCustomer(1, "Theirs"), 2));
        QCOMPARE(desk.list("SELECT first FROM customer"), QByteArray("Theirs\n"));
    }
    void unsentDeedsOfOtherRowsAreNotLaid()
    {
        TempDesk desk;
        join(desk);
        QVERIFY(applied(desk, put(kCustomer, aCustomer(2, "Ben"))));
        QVERIFY(desk.database->execute("UPDATE customer SET first='Raw'"));
        QVERIFY(taken(desk, aCustomer(1), 2));
        QCOMPARE(desk.list("SELECT first FROM customer ORDER BY id"), QByteArray("Ann\nRaw\n"));
    }
    void anUnsentDeedThatCannotBeReadStopsTheSlice()
    {
        TempDesk desk;
        join(desk);
        QVERIFY(applied(desk, put(kCustomer, aCustomer(2))));
        QVERIFY(desk.database->execute("UPDATE deed SET ops=replace(ops, 'customer', 'rocket')"));
        const auto stopped = inTransaction(desk, [](Transaction &tx) -> Result<void> {
            if (auto done = takeRow(tx, kCustomer, aCustomer(1), 2); !done)
                return done;
            (void)layUnsent(tx); // overlooked
            return {};
        });
        QVERIFY(!stopped);
        QCOMPARE(desk.count("customer"), 1);
    }
};

UPDESK_TEST(TestTaken);
#include "tst_taken.moc"
