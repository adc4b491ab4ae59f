// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/deeds.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
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
    // A newer program wrote it, or it is damaged: what others do goes on all the same.
    void anUnsentDeedThatCannotBeReadIsLeftOut()
    {
        TempDesk desk;
        join(desk);
        const Customer before = aCustomer(1);
        Customer mine = before;
        mine.last = QStringLiteral("Elm");
        QVERIFY(taken(desk, before, 1));
        QVERIFY(applied(desk, set(kCustomer, before, mine)));
        QVERIFY(desk.database->execute("UPDATE deed SET ops=replace(ops, '\"last\"', '\"shoe_size\"')"));
        mine.first = QStringLiteral("Anna");
        QVERIFY(applied(desk, set(kCustomer, *load(*desk.database, kCustomer, rowId(1)), mine)));
        QVERIFY(taken(desk, aCustomer(1, "Theirs", "Theirs"), 2));
        QCOMPARE(desk.list("SELECT first||last||seq FROM customer"), QByteArray("AnnaTheirs2\n"));
    }
    void whereNoRowCameHomeTheLogIsNotRead()
    {
        TempDesk desk;
        join(desk);
        QVERIFY(applied(desk, put(kCustomer, aCustomer(2))));
        const StatementTrace trace(*desk.database);
        QVERIFY(inTransaction(desk, [](Transaction &tx) { return layUnsent(tx); }));
        for (const auto &[sql, times] : trace.statements())
            QVERIFY2(!sql.contains("ops"), sql.constData());
    }
    void whatTheLogSaidBeforeTheTransactionIsLaidAndWhatCameSince()
    {
        TempDesk desk;
        join(desk);
        const Customer before = aCustomer(1);
        Customer mine = before;
        QVERIFY(taken(desk, before, 1));
        const auto change = [&](QString Customer::*field, const char *to) {
            const Customer old = mine;
            mine.*field = QString::fromLatin1(to);
            QVERIFY(applied(desk, set(kCustomer, old, mine)));
        };
        change(&Customer::first, "Anna");
        QVERIFY(applied(desk, put(kCustomer, aCustomer(2))));
        change(&Customer::first, "Anne");
        const TakenRow page[] = {{&kCustomer, rowId(1), 1, 2, {}}, {&kCustomer, rowId(5), 1, 2, {}}};
        const auto known = unsentOf(*desk.database, page);
        QVERIFY(known);
        QCOMPARE(known->upTo, 3);
        QVERIFY(known->deeds == (std::vector<qint64>{1, 3}));
        change(&Customer::last, "Elm"); // a person at the window, meanwhile
        const auto laid = [&](const UnsentOf &these, qint64 seq) {
            return bool(inTransaction(desk, [&](Transaction &tx) -> Result<void> {
                if (auto done = takeRow(tx, kCustomer, aCustomer(1, "Theirs", "Theirs"), seq); !done)
                    return done;
                return layUnsent(tx, these);
            }));
        };
        QVERIFY(laid(*known, 2));
        QCOMPARE(desk.list("SELECT first||last||seq FROM customer WHERE seq>0"), QByteArray("AnneElm2\n"));
        QVERIFY(desk.database->execute("UPDATE state SET v=3 WHERE k='sent'"));
        QVERIFY(laid(*known, 3)); // what has been sent since is the server's to say
        QCOMPARE(desk.list("SELECT first||last||seq FROM customer WHERE seq>0"), QByteArray("TheirsElm3\n"));
        QCOMPARE(unsentOf(*desk.database, {})->upTo, 0);
    }
    void theLogIsReadFromTheFirstThatWaits()
    {
        TempDesk desk;
        join(desk);
        QVERIFY(applied(desk, put(kCustomer, aCustomer(2))));
        const StatementTrace trace(*desk.database);
        QVERIFY(taken(desk, aCustomer(1), 2));
        int read = 0;
        for (const auto &[sql, times] : trace.statements()) {
            if (!sql.startsWith("SELECT d.n, d.ops FROM deed d"))
                continue;
            ++read;
            const auto plan = planOf(*desk.database, sql);
            QVERIFY2(!plan.empty() && plan.front().contains("(rowid>?)"), plan.front().constData());
        }
        QCOMPARE(read, 1);
    }
};

UPDESK_TEST(TestTaken);
#include "tst_taken.moc"
