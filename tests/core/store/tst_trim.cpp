// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"
#include "core/store/trim.h"
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

using namespace updesk;

/// One customer a day, the first now.
static void fill(TempDesk &desk, int days)
{
    for (int i = 0; i < days; ++i) {
        if (!applied(desk, put(kCustomer, aCustomer(1 + i))))
            qFatal("cannot fill the store");
        desk.clock.advance(kDay);
    }
}

class TestTrim : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyLogStaysEmpty()
    {
        TempDesk desk;
        QCOMPARE(*trimLog(*desk.database, desk.clock.now()), 0);
    }
    void sentDeedsOlderThanFortyFiveDaysGo()
    {
        TempDesk desk;
        fill(desk, 60);
        QCOMPARE(*trimLog(*desk.database, desk.clock.now()), 15); // the sixteenth is 45 days old to the millisecond
        QCOMPARE(desk.list("SELECT min(n)||' '||max(n) FROM deed"), QByteArray("16 60\n"));
        QCOMPARE(*trimLog(*desk.database, desk.clock.now()), 0);
        QCOMPARE(*trimLog(*desk.database, desk.clock.now() + 1), 1);
        QVERIFY(checkStore(*desk.database)->sound());
        QCOMPARE(desk.count("customer"), 60);
    }
    void unsentDeedsStayHoweverOld()
    {
        TempDesk desk;
        join(desk);
        fill(desk, 100);
        QCOMPARE(*trimLog(*desk.database, desk.clock.now() + 400 * kDay), 0);
        QVERIFY(desk.database->execute("UPDATE state SET v=30 WHERE k='sent'"));
        QCOMPARE(*trimLog(*desk.database, desk.clock.now() + 400 * kDay), 30);
        QCOMPARE(desk.list("SELECT min(n) FROM deed"), QByteArray("31\n"));
    }
    void theLastDeedStaysSoThatClockAndNumbersGoOn()
    {
        TempDesk desk;
        fill(desk, 3);
        const Time last = desk.clock.now() - kDay;
        QCOMPARE(*trimLog(*desk.database, desk.clock.now() + 400 * kDay), 2);
        desk.clock.set(0);
        QVERIFY(applied(desk, put(kCustomer, aCustomer(50))));
        QCOMPARE(desk.list("SELECT n||' '||(hlc>>16) FROM deed ORDER BY n DESC LIMIT 1"),
            "4 " + QByteArray::number(last) + '\n');
        QCOMPARE(*desk.database->state("sent"), 4);
    }
    void aLongLogGoesInSlices()
    {
        TempDesk desk;
        auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(tx);
        for (int i = 0; i < 1700; ++i) {
            QVERIFY(tx->start("import"));
            QVERIFY(apply(*tx, put(kCustomer, aCustomer(i))));
        }
        QVERIFY(tx->commit());
        QCOMPARE(*trimLog(*desk.database, desk.clock.now() + 46 * kDay), 1699);
        QCOMPARE(desk.count("deed"), 1);
    }
    void aTrimmedDeedCanNoLongerBeUndone()
    {
        TempDesk desk;
        const auto deed = applied(desk, put(kCustomer, aCustomer(1)));
        QVERIFY(applied(desk, put(kCustomer, aCustomer(2))));
        QCOMPARE(*trimLog(*desk.database, desk.clock.now() + 46 * kDay), 1);
        QCOMPARE(undone(desk, *deed).error().code, Error::Code::NotFound);
    }
    void whatWaitsToBeSentAgainStaysAlsoBelowWhatWasTrimmed()
    {
        TempDesk desk;
        join(desk);
        fill(desk, 60);
        QVERIFY(desk.database->execute("UPDATE state SET v=60 WHERE k='sent'; INSERT INTO stuck(n,state) VALUES(5,0)"));
        QCOMPARE(*trimLog(*desk.database, desk.clock.now()), 14);
        QVERIFY(checkStore(*desk.database)->sound());
        // The server was restored: all that is left is sent once more.
        QVERIFY(desk.database->execute("DELETE FROM stuck; UPDATE state SET v=0 WHERE k='sent'"));
        QCOMPARE(*trimLog(*desk.database, desk.clock.now()), 0);
        QCOMPARE(desk.list("SELECT min(n) FROM deed"), QByteArray("5\n"));
    }
    void beingBusyIsSaid()
    {
        TempDesk desk;
        fill(desk, 60);
        desk.setup.patience = 10;
        const auto other = Database::open(desk.path, desk.setup);
        const auto holder = Transaction::begin(*desk.database, desk.by);
        QCOMPARE(trimLog(**other, desk.clock.now()).error().code, Error::Code::Busy);
    }
};

UPDESK_TEST(TestTrim);
#include "tst_trim.moc"
