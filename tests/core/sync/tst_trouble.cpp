// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/original.h"
#include "core/people/customer.h"
#include "core/sync/inbox.h"
#include "core/sync/refill.h"
#include "tests/core/sync/talker.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QByteArray onServer(const ModelServer &server)
{
    QByteArrayList names;
    for (const auto &[key, row] : server.rows()) {
        if (key.first == kCustomer.name)
            names << std::get<QByteArray>(row.at("first"));
    }
    return names.join(' ');
}

} // namespace

/// What the server cannot take, and what a desk cannot read, stands in nobody's way.
class TestTrouble : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneDeedAloneIsPutAsideAfterThreeFailures()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server), bob(server);
        ann.adds("bad");
        bob.adds("Bob");
        QVERIFY(bob.talk());
        for (int i = 1; i <= 3; ++i) {
            const auto done = ann.talk();
            QVERIFY(done);
            QCOMPARE(done->notTaken.has_value(), i < 3);
            QCOMPARE(ann.stuck(), i < 3 ? QByteArray() : QByteArray("1:1:54000 a row it fails on\n"));
            QVERIFY(ann.names().contains("Bob")); // the pull goes on meanwhile
        }
        QCOMPARE(ann.pushes, 3);
        QVERIFY(ann.talk());
        QCOMPARE(ann.pushes, 3); // it is not tried again
        QCOMPARE(unsent(*ann.desk.database)->parked, 1);
        QVERIFY(ann.names().contains("bad")); // it stays as the person has it
    }
    void ofManyTheOneIsFoundAndTheOthersAreSent_data()
    {
        QTest::addColumn<int>("at");
        for (const int at : {0, 1, 57, 98, 99})
            QTest::addRow("%d", at) << at;
    }
    void ofManyTheOneIsFoundAndTheOthersAreSent()
    {
        QFETCH(int, at);
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server), bob(server);
        for (int i = 0; i < 100; ++i)
            ann.adds(i == at ? "bad" : "A");
        const int talks = ann.settled();
        QVERIFY2(talks > 0 && talks <= 14, QByteArray::number(talks).constData());
        QCOMPARE(server.log().size(), size_t(99));
        QCOMPARE(unsent(*ann.desk.database)->deeds, 1);
        QVERIFY(ann.stuck().startsWith(QByteArray::number(at + 1) + ":1:"));
        QVERIFY(*troubleOf(*ann.desk.database) == Trouble{});
        for (int i = 0; i < 20; ++i)
            ann.adds("B");
        ann.pushes = 0;
        QVERIFY(ann.talk());
        QCOMPARE(ann.pushes, 1); // batches are whole again
        QCOMPARE(server.log().size(), size_t(119));
        QVERIFY(bob.talk());
        QCOMPARE(bob.desk.count("customer"), 119);
    }
    void severalAreFoundOneAfterTheOther()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        for (int i = 0; i < 60; ++i)
            ann.adds(i % 20 == 7 ? "bad" : "A");
        QVERIFY(ann.settled() > 0);
        QCOMPARE(server.log().size(), size_t(57));
        QCOMPARE(unsent(*ann.desk.database)->parked, 3);
    }
    void deedsThatAreAddedMeanwhileDoNotBeginItAnew()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        ann.adds("bad");
        int talks = 0;
        for (; unsent(*ann.desk.database)->parked == 0 && talks < 50; ++talks) {
            ann.adds("A");
            QVERIFY(ann.talk());
        }
        QVERIFY2(talks < 15, QByteArray::number(talks).constData());
        QVERIFY(ann.talk());
        QCOMPARE(server.log().size(), size_t(talks));
    }
    void whatComesAfterItOnTheSameRowWaitsBehind()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        const Customer row = ann.adds("bad");
        ann.renames(row, "Eva");
        ann.adds("Fay");
        QVERIFY(ann.settled() > 0);
        QCOMPARE(onServer(server), QByteArray("Fay"));
        QCOMPARE(unsent(*ann.desk.database)->waiting, 1);
        QCOMPARE(ann.names(), QByteArray("Eva Fay"));
        server.upgrade(); // and the new one fails on it no more
        QVERIFY(ann.talk());
        QCOMPARE(ann.stuck(), QByteArray());
        QCOMPARE(onServer(server), QByteArray("Eva Fay"));
    }
    void anotherServerIsAskedAgain()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        ann.adds("bad");
        QVERIFY(ann.settled() > 0);
        server.chokesOn.clear();
        QVERIFY(ann.talk());
        QCOMPARE(unsent(*ann.desk.database)->parked, 1); // nothing says that it would take it now
        server.restored(server);
        QVERIFY(ann.talk());
        QCOMPARE(unsent(*ann.desk.database)->deeds, 0);
        QCOMPARE(onServer(server), QByteArray("bad"));
    }
    void aServerThatTakesNothingPutsNothingAside()
    {
        using Code = Error::Code;
        for (const Error &error : {Error{Code::Failed, QStringLiteral("server"), QStringLiteral("25006")},
                 Error{Code::Busy, QStringLiteral("statement"), {}}, Error{Code::Busy, QStringLiteral("lock"), {}},
                 Error{Code::Failed, QStringLiteral("disk"), {}}, Error{Code::Offline, QStringLiteral("server"), {}},
                 Error{Code::Denied, QStringLiteral("right"), {}}}) {
            ModelServer server;
            Talker ann(server);
            ann.adds("A");
            ann.broken = error;
            for (int i = 0; i < 10; ++i) {
                const auto done = ann.talk();
                QVERIFY(!done && done.error().code == error.code && done.error().subject == error.subject);
            }
            QCOMPARE(ann.stuck(), QByteArray());
            ann.broken.reset();
            QVERIFY(ann.talk());
            QCOMPARE(onServer(server), QByteArray("A"));
        }
    }
    void aDeedThatCannotBeReadStopsNoPull()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        const Customer old = ann.adds("Ann");
        QVERIFY(ann.talk());
        QVERIFY(bob.talk());
        ann.renames(old, "Newer");
        const Customer own = ann.adds("Own");
        QVERIFY(ann.desk.database->execute("UPDATE deed SET ops=replace(ops, '\"first\"', '\"shoe_size\"') WHERE n>1"));
        bob.renames(old, "Eva");
        bob.adds("Bea");
        QVERIFY(bob.talk());
        for (int i = 0; i < 2; ++i) {
            const auto done = ann.talk();
            QVERIFY2(done, done ? "" : qPrintable(done.error().subject));
            QCOMPARE(ann.desk.list("SELECT first FROM customer WHERE first IN ('Eva','Bea','Own') ORDER BY 1"),
                QByteArray("Bea\nEva\nOwn\n"));
            QCOMPARE(ann.stuck(), QByteArray("2:1:unreadable\n3:1:unreadable\n"));
        }
        // Nor does a refill stop, and the row that only the deed has made is not taken for one the server gave up.
        server.restored(server);
        QVERIFY(ann.talk());
        QVERIFY(!*isRefilling(*ann.desk.database));
        QVERIFY(*hasRow(*ann.desk.database, kCustomer, own.id.value));
        // A program that can read them sends them.
        QVERIFY(ann.desk.database->execute("UPDATE deed SET ops=replace(ops, '\"shoe_size\"', '\"first\"')"));
        QVERIFY(ann.talk());
        QCOMPARE(ann.stuck(), QByteArray());
        QVERIFY(onServer(server).contains("Own"));
    }
    void aPageOfRowsThatADeskDoesNotKnowIsNotTheLast()
    {
        ModelServer server;
        Talker young(server), old(server, {&kOriginalPart});
        for (int i = 0; i < 3; ++i) {
            OriginalPart part;
            part.id.value = newId(i + 1);
            part.bytes = {QByteArray(3, 'x')};
            QVERIFY(young.write(put(kOriginalPart, part)));
            QVERIFY(young.talk());
        }
        young.adds("Ann");
        QVERIFY(young.talk());
        QVERIFY(old.talk(1));
        QCOMPARE(old.names(), QByteArray("Ann"));
        QCOMPARE(*cursorOf(*old.desk.database, ModelServer::kStore), 4);
        young.adds("Bea");
        QVERIFY(young.talk());
        QVERIFY(old.talk(1));
        QCOMPARE(old.names(), QByteArray("Ann Bea"));
    }
    // The rule by itself.
    void aBatchThatFailsIsHalvedAtTheThirdTimeAndThenAtEach()
    {
        const auto batch = [](qint64 first, int deeds) {
            Batch made;
            for (int i = 0; i < deeds; ++i)
                made.deeds.push_back({first + i, {}, 0, {}, 0, {}, {}, {}, {}});
            return made;
        };
        Trouble now;
        QCOMPARE(limitsIn(now).deeds, BatchLimits().deeds);
        now = afterFailure(afterFailure(now, batch(5, 100)), batch(5, 120));
        QCOMPARE(now.most, 0);
        now = afterFailure(now, batch(5, 121));
        QCOMPARE(limitsIn(now).deeds, 61);
        now = afterFailure(now, batch(5, 61));
        QCOMPARE(now.most, 31);
        now = afterSuccess(now, batch(5, 31));
        QCOMPARE(now.most, 62);
        QCOMPARE(now.upTo, 125);
        now = afterFailure(now, batch(36, 2));
        QCOMPARE(now.most, 1);
        for (int i = 1; i <= 3; ++i) {
            now = afterFailure(now, batch(36, 1));
            QCOMPARE(now.isFound(), i == 3);
        }
        now = afterSuccess(now, batch(36, 1));
        QVERIFY(!now.isFound());
        QCOMPARE(now.most, 2);
        QVERIFY(afterSuccess(now, batch(124, 2)) == Trouble{});
        QVERIFY(afterSuccess(afterFailure({}, batch(1, 9)), batch(1, 9)) == Trouble{});
    }
    void itStandsInTheFile()
    {
        TempDesk desk;
        QVERIFY(*troubleOf(*desk.database) == Trouble{});
        const Trouble trouble{12, true, 2, 5, 40};
        QVERIFY(keepTrouble(*desk.database, trouble));
        desk.open();
        QVERIFY(*troubleOf(*desk.database) == trouble);
        QVERIFY(keepTrouble(*desk.database, {}));
        QCOMPARE(desk.count("desk_setting WHERE k='push_trouble'"), 0);
        QVERIFY(desk.database->execute("INSERT INTO desk_setting(k,v) VALUES('push_trouble','of another form')"));
        QVERIFY(*troubleOf(*desk.database) == Trouble{});
    }
};

UPDESK_TEST(TestTrouble);
#include "tst_trouble.moc"
