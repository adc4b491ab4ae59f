// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/erasure.h"
#include "core/people/staff.h"
#include "core/store/erase.h"
#include "core/store/rowseq.h"
#include "core/store/setback.h"
#include "core/sync/fill.h"
#include "core/sync/refill.h"
#include "tests/core/sync/talker.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"

#include <sqlite3.h>

using namespace updesk;

/// The server's numbers begin anew, and a desk takes all its rows once more.
class TestRefill : public QObject
{
    Q_OBJECT
    static QByteArray atServer(const ModelServer &server)
    {
        QByteArrayList names;
        for (const auto &[key, row] : server.rows()) {
            if (key.first == kCustomer.name)
                names << std::get<QByteArray>(row.at("first"));
        }
        return names.join(' ');
    }
    static void putBack(ModelServer &server, const ModelServer &backup)
    {
        const ModelServer newer = server;
        server = backup;
        server.restored(newer);
    }

    static Setting keyed(Talker &desk)
    {
        Setting row;
        row.id.value = newId(desk.desk.clock.now());
        row.key = QStringLiteral("words");
        if (!desk.write(put(kSetting, row)))
            qFatal("no setting");
        return row;
    }
    static Setting changed(Talker &desk, const Setting &before, const char *value)
    {
        desk.desk.clock.advance(kSecond);
        Setting after = before;
        after.value = QLatin1String(value);
        if (!desk.write(set(kSetting, before, after)))
            qFatal("not changed");
        return after;
    }
    static QByteArray lastLine(Talker &desk) { return desk.desk.list("SELECT ops FROM deed ORDER BY n DESC LIMIT 1"); }

    struct PowerCut {
    };
    static inline int s_cutAfter = -1;
    static void cut(const char *step)
    {
        if (s_cutAfter >= 0 && qstrcmp(step, "backed up") == 0)
            s_cutAfter = 1;
        else if (s_cutAfter > 0 && qstrcmp(step, "committed") == 0 && ++s_cutAfter == 4) // two slices went
            throw PowerCut{};
    }
    static QStringList copiesOf(const QString &path)
    {
        const QFileInfo file(path);
        return file.dir().entryList({file.fileName() + QStringLiteral(".before-refill-*")}, QDir::Files);
    }
    /// Somebody was erased here a while ago.
    static void erasedOnce(Talker &at, ModelServer &server)
    {
        Talker desk(server, {}, ModelServer::Role::Manager);
        Erasure row;
        row.id.value = newId(desk.desk.clock.now());
        row.customer.value = newId(1);
        QVERIFY(desk.write(put(kErasure, row)));
        QVERIFY(desk.talk() && at.talk());
        QCOMPARE(at.desk.count("erasure WHERE seq>0"), 1);
        QVERIFY(eraseAgain(*at.desk.database, ModelServer::kStore));
        QCOMPARE(*at.desk.database->state("wipe"), 1);
        QVERIFY(*wipe(*at.desk.database));
    }

private Q_SLOTS:
    void whatIsErasedAlreadyTakesAwayNoCopy()
    {
        constexpr int kLost = 230;
        ModelServer server;
        Talker bob(server);
        erasedOnce(bob, server);
        const ModelServer backup = server;
        {
            Talker gone(server);
            for (int i = 0; i < kLost; ++i)
                gone.adds("Lost");
            QVERIFY(gone.talk());
        }
        QVERIFY(bob.talk());
        QCOMPARE(bob.desk.count("customer"), kLost);
        putBack(server, backup);
        s_cutAfter = 0;
        onStep = cut;
        QVERIFY_THROWS_EXCEPTION(PowerCut, (void)bob.talk());
        onStep = nullptr;
        bob.desk.open();
        const qint64 left = bob.desk.count("customer");
        QVERIFY2(left > 0 && left < kLost, QByteArray::number(left).constData());
        const QStringList copies = copiesOf(bob.desk.path);
        QCOMPARE(copies.size(), 1);
        QVERIFY(bob.talk());
        QCOMPARE(bob.desk.count("customer"), 0);
        QCOMPARE(copiesOf(bob.desk.path), copies);
        const auto kept = Database::open(
            QFileInfo(bob.desk.path).dir().filePath(copies.front()), bob.desk.setup, Database::Open::Existing);
        QVERIFY(kept);
        Query all = (*kept)->once("SELECT count(*) FROM customer");
        QVERIFY(all.next());
        QCOMPARE(all.number(0), kLost);
    }
    void aRowOfARefusedEditGoesWithTheOthersOnceACopyIsKept()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        erasedOnce(bob, server);
        const ModelServer backup = server;
        const Customer lost = ann.adds("Lost");
        QVERIFY(ann.talk() && bob.talk());
        bob.renames(lost, "Bob's");
        QVERIFY(bob.talk() && bob.talk());
        putBack(server, backup);
        const auto done = bob.talk();
        QVERIFY(done);
        QCOMPARE(done->dropped, 1);
        Exchanged alone; // the window is told of it
        alone.dropped = done->dropped;
        QVERIFY(alone.news());
        QCOMPARE(bob.desk.count("customer"), 0);
        QCOMPARE(copiesOf(bob.desk.path).size(), 1);
    }
    void whenCopiesAreTakenAwayInTheMidstOfARefillAnotherIsMade()
    {
        TempDesk desk;
        QVERIFY(keepBeforeRefill(*desk.database));
        QVERIFY(desk.database->setState("wipe", 1));
        QVERIFY(*wipe(*desk.database));
        QVERIFY(copiesOf(desk.path).isEmpty());
        QVERIFY(keepBeforeRefill(*desk.database));
        QCOMPARE(copiesOf(desk.path).size(), 1);
    }
    void toBeginCostsTheSameHoweverManyRowsThereAre()
    {
        ModelServer server;
        Talker ann(server);
        for (int i = 0; i < 1500; ++i)
            ann.adds("A");
        QVERIFY(ann.talk());
        QVERIFY(ann.talk());
        const int before = sqlite3_total_changes(ann.desk.database->handle());
        auto tx = Transaction::begin(*ann.desk.database, {});
        QVERIFY(tx && beginRefill(*tx) && tx->commit());
        const int changed = sqlite3_total_changes(ann.desk.database->handle()) - before;
        QVERIFY2(changed < 20, QByteArray::number(changed).constData());
        QVERIFY(*isRefilling(*ann.desk.database));
        QVERIFY(ann.talk());
        QVERIFY(!*isRefilling(*ann.desk.database));
        QCOMPARE(ann.desk.count("customer"), 1500);
    }
    // Cut off between two pages, and then the server is put back once more.
    void aSecondRefillInTheMidstOfOneBeginsAnew()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        for (int i = 0; i < 12; ++i) {
            ann.adds("Old");
            QVERIFY(ann.talk());
        }
        const ModelServer backup = server;
        {
            Talker gone(server); // whose desk nobody starts again
            gone.adds("Lost");
            QVERIFY(gone.talk());
        }
        QVERIFY(bob.talk());
        QVERIFY(bob.names().contains("Lost"));
        for (int times = 0; times < 2; ++times) {
            putBack(server, backup);
            Talker third(server);
            third.adds(times == 0 ? "Third" : "Fourth"); // under the number that the lost one had
            QVERIFY(third.talk());
            bob.pulls = 2;
            QVERIFY(!bob.talk(4));
            QVERIFY(*isRefilling(*bob.desk.database));
            QCOMPARE(bob.desk.count("customer"), 13); // what is here stays until all has come
        }
        bob.desk.open();
        bob.pulls = -1;
        QVERIFY(bob.talk(4));
        QVERIFY(!*isRefilling(*bob.desk.database));
        QCOMPARE(bob.names(), atServer(server));
        QVERIFY(!bob.names().contains("Lost") && !bob.names().contains("Third") && bob.names().contains("Fourth"));
        QCOMPARE(*seqBase(*bob.desk.database), qint64(2) << kSeqBits);
    }
    // A new program takes the file further under a window that runs.
    void whoHasTheFileOpenTakesNothingOnceItWasTakenBeyondThem()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        QVERIFY(bob.talk());
        ann.adds("News");
        QVERIFY(ann.talk());
        const qint64 steps = bob.desk.list("PRAGMA user_version").trimmed().toLongLong();
        raw::File(bob.desk.path.toStdString())
            .run(("PRAGMA user_version=" + QByteArray::number(steps + 1)).constData());
        const QByteArray before = bob.desk.list("SELECT k||v FROM state");
        const auto talked = bob.talk();
        QVERIFY(!talked);
        QCOMPARE(talked.error().code, Error::Code::TooNew);
        QCOMPARE(bob.desk.list("SELECT k||v FROM state"), before);
        raw::File(bob.desk.path.toStdString()).run(("PRAGMA user_version=" + QByteArray::number(steps)).constData());
        QVERIFY(bob.talk());
        QCOMPARE(bob.names(), QByteArray("News"));
    }
    // One from before the fence goes on: by names that say nothing here any more.
    void whatAnOlderProgramHasSeenMovesNothingPastNews()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        QVERIFY(bob.talk());
        ann.adds("News");
        QVERIFY(ann.talk());
        QVERIFY(bob.desk.database->execute("INSERT INTO state VALUES('cursor.1',999),('cursor.0',999)"));
        QVERIFY(bob.talk());
        QCOMPARE(bob.names(), QByteArray("News"));
    }
    void aFileThatClimbsGoesOnFromWhereItStood()
    {
        TempDesk desk;
        desk.close();
        QVERIFY(QFile::remove(desk.path));
        QTemporaryDir before;
        for (const QString &step : QDir(desk.setup.migrations).entryList(QDir::Files, QDir::Name).first(10))
            QVERIFY(QFile::copy(desk.setup.migrations + u'/' + step, before.filePath(step)));
        QVERIFY(Database::open(desk.path, {&desk.clock, before.path(), {}, {}}));
        raw::File(desk.path.toStdString())
            .run("INSERT INTO state VALUES('cursor.0',3),('cursor.1',7),('fill',2),('fill.at.lead',9),('refill',1)");
        desk.open();
        QCOMPARE(*cursorOf(*desk.database, 0), 3);
        QCOMPARE(*cursorOf(*desk.database, 1), 7);
        QCOMPARE(*fillPass(*desk.database), FillPass::Rest);
        QCOMPARE(*desk.database->state("bring.at.lead"), 9);
        QVERIFY(*isRefilling(*desk.database));
    }
    // The numbers begin anew: the one that was read before stands above all that others have changed since.
    void anEditFromBeforeARefillGoesByTheValuesThatWereRead()
    {
        ModelServer server;
        Talker ann(server, {}, ModelServer::Role::Manager);
        const Setting row = keyed(ann);
        QVERIFY(ann.talk());
        const ModelServer backup = server;
        for (int i = 0; i < 20; ++i) {
            ann.adds("Lost");
            QVERIFY(ann.talk());
        }
        const Setting late = changed(ann, row, "late");
        QVERIFY(ann.talk() && ann.talk());
        {
            Talker bob(server, {}, ModelServer::Role::Manager);
            QVERIFY(bob.talk());
            changed(bob, late, "bob's");
            QVERIFY(bob.talk() && ann.talk());
        }
        Setting read = late;
        read.value = QStringLiteral("bob's");
        changed(ann, read, "ann's"); // before this desk hears of the restore
        QVERIFY(lastLine(ann).contains("\"s\":"));
        putBack(server, backup);
        Talker third(server, {}, ModelServer::Role::Manager);
        QVERIFY(third.talk());
        changed(third, row, "third's");
        QVERIFY(third.talk());
        QVERIFY(ann.talk() && ann.talk());
        QVERIFY(ann.desk.count("setback WHERE why='changed' AND ours='ann''s'") == 1);
        QCOMPARE(load(*ann.desk.database, kSetting, row.id.value)->value, QStringLiteral("third's"));
    }
    void aRowThatHasNotComeAgainHasNoNumberToNameInAnEdit()
    {
        ModelServer server;
        Talker ann(server, {}, ModelServer::Role::Manager);
        Setting row = keyed(ann);
        QVERIFY(ann.talk() && ann.talk());
        row = changed(ann, row, "one");
        QVERIFY(lastLine(ann).contains("\"s\":"));
        QVERIFY(ann.talk() && ann.talk());
        auto tx = Transaction::begin(*ann.desk.database, {});
        QVERIFY(tx && beginRefill(*tx) && tx->commit());
        row = changed(ann, row, "two");
        QVERIFY(!lastLine(ann).contains("\"s\":"));
        QVERIFY(ann.talk() && ann.talk());
        changed(ann, row, "three");
        QVERIFY(lastLine(ann).contains("\"s\":"));
        QVERIFY(ann.talk());
        QCOMPARE(ann.desk.count("setback"), 0);
    }
    // A rule's edit is refused when the row changed since it was read: what was read is the server's number.
    void anEditAfterARefillIsNotTakenForAStaleOne()
    {
        ModelServer server;
        Talker ann(server, {}, ModelServer::Role::Manager);
        Setting row;
        row.id.value = newId(ann.desk.clock.now());
        row.key = QStringLiteral("words");
        QVERIFY(ann.write(put(kSetting, row)));
        QVERIFY(ann.talk());
        QVERIFY(ann.talk());
        putBack(server, ModelServer(server));
        QVERIFY(ann.talk());
        ann.desk.clock.advance(kSecond);
        Setting after = row;
        after.value = QStringLiteral("new");
        QVERIFY(ann.write(set(kSetting, row, after)));
        QVERIFY(ann.talk());
        QVERIFY(setbacksAfter(*ann.desk.database, 0)->empty());
        QCOMPARE(load(*ann.desk.database, kSetting, row.id.value)->value, QStringLiteral("new"));
    }
};

UPDESK_TEST(TestRefill);
#include "tst_refill.moc"
