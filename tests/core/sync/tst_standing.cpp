// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"
#include "core/people/customer.h"
#include "core/store/desksetting.h"
#include "core/sync/join.h"
#include "core/sync/refill.h"
#include "core/sync/serverbackup.h"
#include "core/sync/standing.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"

#include <QThread>

using namespace updesk;

/// What the server knows of its desks, and the heads of its history that each of them keeps.
class TestStanding : public QObject
{
    Q_OBJECT

    struct Shop {
        SyncServer server;
        std::unique_ptr<TestStore> lone = adopted(server, 3, nullptr, SystemClock().now());
        HostDesk host{server, lone->clock, "host"};
        SharedDesk ann{server, lone->clock, "ann"};

        void alter(const QByteArray &sql) const
        {
            if (const auto done = server.chief()->execute(sql); !done)
                qFatal("%s", qPrintable(done.error().detail));
        }
        QByteArray ask(const QByteArray &sql) const
        {
            const auto rows = server.chief()->query(sql);
            return rows ? rows->count() > 0 ? rows->bytes(0, 0) : QByteArray("none") : rows.error().detail.toUtf8();
        }
        /// What a host's program has done in a night: several talks, for a long history is read in parts.
        void night()
        {
            alter("UPDATE updesk.chain_head SET at=at-86400000"); // that of yesterday
            if (host.take() == 0)
                qFatal("lease");
            host.syncer->forgetConnection();
            for (int i = 0; i < 3; ++i)
                host.talk();
            host.lease->giveBack();
        }
        static void meet(SharedDesk &desk)
        {
            desk.syncer->forgetConnection();
            desk.talk();
        }
        QStringList faults() const
        {
            QStringList all;
            const auto report = checkServer(*server.chief());
            for (const auto &fault : report->faults)
                all << QStringLiteral("%1 %2 %3").arg(fault.store).arg(fault.what).arg(fault.place);
            return all;
        }
        /// As somebody with all rights would: one op is another than it was, and all that hangs on it is right again.
        void rewrite(int from) const
        {
            alter("DO $$ DECLARE l updesk.op_log%ROWTYPE; before bytea := '\\x00'; BEGIN SET search_path=updesk;"
                  " UPDATE op_log SET body=jsonb_set(body, '{f,first}', '\"Nobody\"') WHERE store_id=1 AND n="
                + QByteArray::number(from)
                + "; FOR l IN SELECT * FROM op_log WHERE store_id=1 ORDER BY n LOOP"
                  "   l.body_sha := op_sha(l.body, l.result, l.salt); l.chain := chained(before, l);"
                  "   UPDATE op_log SET body_sha=l.body_sha, chain=l.chain WHERE store_id=1 AND n=l.n;"
                  "   before := l.chain; END LOOP;"
                  " UPDATE feed SET chain=before WHERE store_id=1; END $$");
        }
        /// And the heads that the server itself has kept of it.
        void rewriteHeads() const
        {
            alter("UPDATE updesk.chain_head c SET head=(SELECT encode(l.chain,'hex') FROM updesk.op_log l WHERE"
                  " l.store_id=c.store_id AND l.n=c.n) WHERE c.store_id=1;"
                  "UPDATE updesk.verified v SET chain=(SELECT l.chain FROM updesk.op_log l WHERE"
                  " l.store_id=v.store_id AND l.n=v.n) WHERE v.store_id=1");
        }
    };

    static Standing standingOf(SharedDesk &desk) { return *standing(desk.session->database()); }

private Q_SLOTS:
    void aNightReadsTheHistoryAndEveryDeskKeepsItsHead()
    {
        Shop shop;
        shop.night();
        const QByteArray ops = shop.ask("SELECT n::text FROM updesk.feed WHERE store_id=1");
        QCOMPARE(shop.ask("SELECT n||' '||bad FROM updesk.chain_head WHERE store_id=1"), ops + " 0");
        QCOMPARE(shop.ask("SELECT count(*)::text FROM updesk.op_log WHERE store_id=0 AND tbl='chain_head'"), "3");
        QVERIFY(!shop.server.chief()->query("SELECT updesk.night_work(1, 1)")); // no member of the store
        shop.night();
        QCOMPARE(shop.ask("SELECT count(*)::text FROM updesk.op_log WHERE store_id=0 AND tbl='chain_head'"), "6");
        QCOMPARE(shop.faults(), QStringList());
        Shop::meet(shop.ann);
        const auto kept = deskSetting(shop.ann.session->database(), QStringLiteral("chain_heads"));
        const QByteArray head = shop.ask("SELECT head FROM updesk.chain_head WHERE store_id=1");
        QVERIFY(kept->contains(QString::fromLatin1(head)));
        Shop::meet(shop.ann);
        QCOMPARE(*deskSetting(shop.ann.session->database(), QStringLiteral("chain_heads")), *kept);
        QCOMPARE(standingOf(shop.ann), Standing());
    }
    void aLongHistoryIsReadInParts()
    {
        Shop shop;
        const qint64 epoch = shop.host.take();
        const auto pg = Pg::open(shop.host.options);
        int calls = 0;
        for (bool more = true; more; ++calls) {
            const auto done = (*pg)->query("SELECT updesk.night_work(1, $1::bigint, 7)", epoch);
            QVERIFY2(done && calls < 1000, done ? "" : qPrintable(done.error().detail));
            more = done->flag(0, 0);
        }
        QVERIFY(calls > 5);
        QCOMPARE(shop.ask("SELECT bool_and(v.n=f.n AND v.chain=f.chain)::text FROM updesk.verified v JOIN updesk.feed f"
                          " USING (store_id) WHERE store_id=1"),
            "true");
        shop.host.lease->giveBack();
        const auto stale = (*pg)->query("SELECT updesk.night_work(1, $1::bigint)", epoch);
        QVERIFY(!stale && stale.error().subject == QLatin1String("lease"));
        QVERIFY(!shop.server.as("ann")->query("SELECT updesk.night_work(1, 1)"));
    }
    void whoWritesHistoryAnewIsFoundByTheDesks_data()
    {
        QTest::addColumn<bool>("headsToo");
        QTest::newRow("the history") << false;
        QTest::newRow("and what the server keeps of its nights") << true;
    }
    void whoWritesHistoryAnewIsFoundByTheDesks()
    {
        QFETCH(const bool, headsToo);
        Shop shop;
        shop.night();
        Shop::meet(shop.ann);
        const Time before = shop.ask("SELECT at::text FROM updesk.chain_head WHERE store_id=1").toLongLong();
        shop.rewrite(2);
        if (headsToo)
            shop.rewriteHeads();
        // By itself the history is without a fault.
        QCOMPARE(shop.ask("SELECT count(*)::text FROM updesk.chain_faults(1)"), "0");
        const QString n = QString::fromLatin1(shop.ask("SELECT n::text FROM updesk.chain_head WHERE store_id=1"));
        QCOMPARE(shop.faults(), headsToo ? QStringList() : QStringList{QStringLiteral("1 rewritten ") + n});
        Shop::meet(shop.ann);
        QCOMPARE(standingOf(shop.ann).rewritten, before);
        QVERIFY(shop.faults().contains(QStringLiteral("1 doubt ") + n));
        const auto report = checkServer(*shop.server.chief());
        QVERIFY(std::ranges::any_of(
            report->faults, [](const auto &fault) { return fault.who.contains(QStringLiteral("(ann)")); }));
        // It stays so on other days, and though more comes to the history.
        shop.night();
        Shop::meet(shop.ann);
        QCOMPARE(standingOf(shop.ann).rewritten, before);
    }
    void aNightThatFindsAFaultTellsTheDesks()
    {
        Shop shop;
        shop.night();
        Pusher(shop.server, "ann").push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")});
        shop.alter("UPDATE updesk.op_log SET body=body||'{\"x\":1}' WHERE store_id=1 AND n=(SELECT max(n) FROM"
                   " updesk.op_log WHERE store_id=1)");
        shop.night();
        QCOMPARE(shop.ask("SELECT (bad=(SELECT n FROM updesk.feed f WHERE f.store_id=1))::text FROM updesk.chain_head"
                          " WHERE store_id=1"),
            "true");
        Shop::meet(shop.ann);
        QVERIFY(standingOf(shop.ann).rewritten > 0);
    }
    // What a backup did not have yet is missing afterwards, and nobody has written anything anew.
    void anOlderCopyIsNoRewriting()
    {
        Shop shop;
        shop.night();
        Shop::meet(shop.ann);
        shop.ann.syncer->forgetConnection();
        shop.alter("UPDATE updesk.meta SET feed_epoch=gen_random_uuid();"
                   "DELETE FROM updesk.op_log WHERE store_id=1 AND n>2;"
                   "DELETE FROM updesk.chain_head WHERE store_id=1; DELETE FROM updesk.verified WHERE store_id=1;"
                   "UPDATE updesk.feed SET n=2, chain=(SELECT chain FROM updesk.op_log WHERE store_id=1 AND n=2)"
                   " WHERE store_id=1");
        Shop::meet(shop.ann);
        QCOMPARE(standingOf(shop.ann).rewritten, 0);
        // But what is older than every backup is there, or somebody took it out.
        Shop old;
        old.night();
        old.alter("UPDATE updesk.chain_head SET at=at-36*86400000::bigint");
        Shop::meet(old.ann);
        old.rewrite(2);
        old.alter("UPDATE updesk.meta SET feed_epoch=gen_random_uuid()");
        Shop::meet(old.ann);
        QVERIFY(standingOf(old.ann).rewritten > 0);
    }
    void aDeskThatWasAwayForTooLongSendsWhatItHasAndIsFilledAgain()
    {
        Shop shop;
        Shop::meet(shop.ann);
        Customer kept;
        kept.id.value = newId(shop.lone->clock.now());
        kept.first = QStringLiteral("Kept");
        QVERIFY(
            doDeed(*shop.ann.session, "test", {}, [&](Transaction &tx) { return apply(tx, put(kCustomer, kept)); }));
        const QByteArray before = shop.ann.rows();
        shop.alter("UPDATE updesk.desk_here SET seen=seen-interval '44 days'");
        Shop::meet(shop.ann);
        QCOMPARE(standingOf(shop.ann).away, 0);
        const QByteArray isThere = "SELECT count(*)::text FROM updesk.customer WHERE first='Later'";
        Customer later = kept;
        later.id.value = newId(shop.lone->clock.now());
        later.first = QStringLiteral("Later");
        QVERIFY(
            doDeed(*shop.ann.session, "test", {}, [&](Transaction &tx) { return apply(tx, put(kCustomer, later)); }));
        shop.alter("UPDATE updesk.desk_here SET seen=seen-interval '46 days' WHERE login='ann'");
        shop.alter("DELETE FROM updesk.phone"); // as an erasing that it has not heard of
        QVERIFY(shop.ann.count("phone") > 0);
        QVERIFY(missingDesks(*shop.server.chief())->size() == 1);
        shop.ann.syncer->forgetConnection();
        const auto hello = Exchange(
            shop.ann.session->database(), **shop.ann.way()(shop.ann.session->database())(), 1, shop.lone->clock)
                               .hello();
        QVERIFY(hello); // and the desk is switched off here
        QCOMPARE(standingOf(shop.ann).away, 46);
        QVERIFY(*isRefilling(shop.ann.session->database()));
        QCOMPARE(shop.ask(isThere), "0");
        for (int i = 0; i < 4; ++i)
            shop.ann.talk();
        QCOMPARE(shop.ask(isThere), "1");
        QCOMPARE(shop.ann.count("phone"), 0);
        QVERIFY(!*isRefilling(shop.ann.session->database()));
        QCOMPARE(standingOf(shop.ann).away, 0);
        QVERIFY(missingDesks(*shop.server.chief())->empty());
        QCOMPARE(shop.ann.count("setback"), 0);
        QVERIFY(before != shop.ann.rows());
    }
    void aSilentDeskIsShutOutUntilItHasSaidSo()
    {
        Shop shop;
        Shop::meet(shop.ann);
        const auto place = serverPlace(shop.ann.session->database());
        Pusher stale(shop.server, "ann"), other(shop.server, "ann");
        stale.desk = place->desk;
        const auto push = [](Pusher &who) {
            return Pusher::outcome(who.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")}));
        };
        shop.alter("UPDATE updesk.desk_here SET seen=seen-interval '44 days' WHERE login='ann'");
        QCOMPARE(push(stale), QStringLiteral("ok"));
        shop.alter("UPDATE updesk.desk_here SET seen=seen-interval '2 days' WHERE login='ann'");
        QCOMPARE(push(stale), QStringLiteral("no answer"));
        QCOMPARE(stale.error.subject, QStringLiteral("away"));
        QCOMPARE(push(other), QStringLiteral("ok"));
        // One that slept over an open connection says it at its next try, and nothing that it has is lost.
        Customer later;
        later.id.value = newId(shop.lone->clock.now());
        later.first = QStringLiteral("Later");
        QVERIFY(
            doDeed(*shop.ann.session, "test", {}, [&](Transaction &tx) { return apply(tx, put(kCustomer, later)); }));
        QVERIFY(!shop.ann.syncer->turn().online);
        for (int i = 0; i < 3; ++i)
            shop.ann.talk();
        QCOMPARE(shop.ask("SELECT count(*)::text FROM updesk.customer WHERE first='Later'"), "1");
        QCOMPARE(standingOf(shop.ann).away, 0);
        QCOMPARE(shop.ask("SELECT count(*)::text FROM updesk.desk_here WHERE gone_at IS NOT NULL"), "0");
        QCOMPARE(push(stale), QStringLiteral("ok"));
        QCOMPARE(shop.ann.count("setback"), 0);
    }
    void howLongADeskMayBeAwayIsTheStoresToSay()
    {
        Shop shop;
        Shop::meet(shop.ann);
        const auto allowed = [&](const char *value) {
            shop.alter("DELETE FROM updesk.setting WHERE key='desk_away_days';"
                       "INSERT INTO updesk.setting(id,store_id,seq,key,value) VALUES (gen_random_uuid(),1,1,"
                       "'desk_away_days','"
                + QByteArray(value) + "')");
            return shop.ask("SELECT extract(day FROM updesk.away_after(1))::text");
        };
        QCOMPARE(allowed("90"), "90");
        QCOMPARE(allowed("1"), "7");
        QCOMPARE(allowed("99999999999999999999"), "45");
        QCOMPARE(allowed("soon"), "45");
        QCOMPARE(allowed("10"), "10");
        shop.alter("UPDATE updesk.desk_here SET seen=seen-interval '11 days' WHERE login='ann'");
        shop.night(); // marked before it comes
        QCOMPARE(shop.ask("SELECT count(*)::text FROM updesk.desk_here WHERE gone_at IS NOT NULL"), "1");
        Shop::meet(shop.ann);
        QVERIFY(shop.ann.count("lead") > 0);
        QCOMPARE(standingOf(shop.ann).away, 0); // filled again already
    }
    void aDeskOfNobodyIsNotKept()
    {
        Shop shop;
        const auto ann = shop.server.as("ann");
        QVERIFY(!ann->query("SELECT updesk.sync_here(2, gen_random_uuid(), '{}')")); // no store of hers
        const auto odd = ann->query("SELECT updesk.sync_here(1, $1, $2::jsonb)", Pusher::fresh(),
            QByteArray("{\"name\":[1],\"sends\":7,\"settled\":{},\"knew\":null,\"heads\":[[1,2,\"x\",\"g\",0,0]]}"));
        QVERIFY2(odd, odd ? "" : qPrintable(odd.error().detail));
        for (const char *text : {"{\"heads\":[[1]]}", "{\"heads\":\"x\"}", "[]", "7"})
            QVERIFY(ann->query("SELECT updesk.sync_here(1, $1, $2::jsonb)", Pusher::fresh(), QByteArray(text)));
        QVERIFY(!ann->query("SELECT * FROM updesk.desk_here"));
        shop.alter("INSERT INTO updesk.desk_here SELECT 1, gen_random_uuid(), 'ann', '', now(), now()"
                   " FROM generate_series(1,2000)");
        QCOMPARE(ann->query("SELECT updesk.sync_here(1, $1, '{}')", Pusher::fresh())->bytes(0, 0), QByteArray("{}"));
    }
    void aCopyFromBeforeTheServerKnewItsGenerationIsHeldAllTheSame()
    {
        const SyncServer server;
        Pusher(server, "ann").push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")});
        QThread::msleep(1100); // a file's time is of whole seconds
        const QString copy = Postgres::shared().freshDatabase(server.database);
        const auto pg = Pg::open(Postgres::shared().at(copy));
        // The upgrade believes that the store begins here.
        QVERIFY((*pg)->execute("UPDATE updesk.known_generation SET generation=updesk.generation()"));
        QCOMPARE((*pg)->query("SELECT updesk.is_held(1)")->flag(0, 0), false);
        QCOMPARE((*pg)->query("SELECT updesk.mark_restored()")->flag(0, 0), true);
        QCOMPARE((*pg)->query("SELECT updesk.is_held(1)")->flag(0, 0), true);
        // The database in which all was written is no copy.
        const auto chief = server.chief();
        QVERIFY(chief->execute("UPDATE updesk.known_generation SET generation=updesk.generation()"));
        QCOMPARE(chief->query("SELECT updesk.mark_restored()")->flag(0, 0), false);
        QCOMPARE(chief->query("SELECT updesk.is_held(1)")->flag(0, 0), false);
    }
    // Of a copy that does not show its age the first desk tells that it knew another.
    void aDeskThatKnewAnotherServerHoldsItForAll()
    {
        Shop shop;
        Shop::meet(shop.ann);
        shop.alter("UPDATE updesk.meta SET feed_epoch=gen_random_uuid();"
                   "UPDATE updesk.known_generation SET generation=updesk.generation()");
        QCOMPARE(shop.ask("SELECT updesk.is_held(1)::text"), "false");
        Shop::meet(shop.ann);
        QCOMPARE(shop.ask("SELECT updesk.is_held(1)::text"), "true");
        SharedDesk fresh(shop.server, shop.lone->clock, "bob");
        fresh.talk();
        QVERIFY(sendHold(fresh.session->database())->has_value());
        QCOMPARE(
            shop.ask("SELECT string_agg(relname::text, ' ') FROM pg_class WHERE relnamespace='updesk'::regnamespace"
                     " AND relname IN ('known_generation','desk_here','head_doubt','chain_head','verified','daily')"
                     " AND NOT relrowsecurity"),
            "");
    }
};

UPDESK_TEST(TestStanding);
#include "tst_standing.moc"
