// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/joineddesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Ann and Bob at one PC, and a real PostgreSQL.
class TestPeopleRemote : public QObject
{
    Q_OBJECT
    static QByteArray asked(const SyncServer &server, const QByteArray &sql)
    {
        const auto rows = server.chief()->query(sql);
        QByteArray all;
        for (int i = 0; rows && i < rows->count(); ++i)
            all += (i > 0 ? " " : "") + rows->bytes(i, 0);
        return rows ? all : rows.error().detail.toUtf8();
    }
    static QByteArray whoPut(const SyncServer &server)
    {
        return asked(server, "SELECT login||'='||(body->'f'->>'first') FROM updesk.op_log WHERE store_id=1 ORDER BY n");
    }

private Q_SLOTS:
    void eachPersonsDeedsGoOverTheirOwnConnection()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        desk.adds(server.person("ann"), "A");
        desk.adds(server.person("bob"), "B");
        desk.adds({}, "Program");
        desk.adds(server.person("ann"), "C");
        const auto done = desk.talk(remote);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().subject + done.error().detail));
        QCOMPARE(whoPut(server), QByteArray("ann=A bob=B ann=Program ann=C"));
        QCOMPARE(asked(server, "SELECT count(DISTINCT who) FROM updesk.op_log WHERE store_id=1"), QByteArray("2"));
        QCOMPARE(remote.connections(), 2);
        QVERIFY(logins.absent().empty());
    }
    void eachHearsWhereAnotherDeskMetTheirOwn()
    {
        const SyncServer server;
        const auto told = [&server](bool knows) {
            JoinedDesk desk(server), far(server, "meg");
            const PersonId ann = server.person("ann"), bob = server.person("bob"), meg = server.person("meg");
            DeskLogins logins({desk.login("ann"), desk.login("bob")}), megs({far.login("meg")});
            PeopleRemote remote(desk.place, logins, *desk.database, desk.clock),
                away(far.place, megs, *far.database, far.clock);
            const Customer hers = desk.adds(ann, "A"), his = desk.adds(bob, "B");
            QByteArray all;
            const auto talk = [&] {
                const auto near = desk.talk(remote), there = far.talk(away);
                all += near && there ? QByteArray::number(near->setbacks) + ' ' : "cut off ";
            };
            talk();
            if (!knows && !server.chief()->execute("DROP FUNCTION updesk.sync_conflicts(int, bigint)"))
                qFatal("drop");
            desk.renames(ann, hers, "Ann's");
            desk.renames(bob, his, "Bob's");
            far.clock.advance(kMinute);
            far.renames(meg, hers, "M");
            far.renames(meg, his, "N");
            for (int round = 0; round < 3; ++round)
                talk();
            const auto noted = setbacksAfter(*desk.database, 0);
            for (const Setback &one : *noted) {
                const bool lost = one.kind == Setback::Kind::Lost && one.other == meg;
                all += (one.who == ann          ? "ann "
                               : one.who == bob ? "bob "
                                                : "? ")
                    + QByteArray(lost ? "" : "kept ") + one.ours.toUtf8() + '>' + one.theirs.toUtf8() + ' ';
            }
            return all.trimmed();
        };
        QCOMPARE(told(true), QByteArray("0 0 2 0 ann Ann's>M bob Bob's>N"));
        QCOMPARE(told(false), QByteArray("0 0 0 0")); // an older server
    }
    void whenNobodyIsLetInAllKnockAgainAtTheNextConnection()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        const auto logins = std::make_shared<DeskLogins>(std::vector{desk.login("ann"), desk.login("bob")});
        const auto connect = peopleWay(desk.place, logins, desk.clock)(*desk.database);
        const auto limit = [&server](const QByteArray &who, const char *most) {
            return bool(server.chief()->execute("ALTER ROLE " + who + " CONNECTION LIMIT " + most));
        };
        QVERIFY(limit("ann", "0") && limit("bob", "0"));
        auto remote = connect();
        QVERIFY(remote);
        const auto refused = (*remote)->hello(1);
        QVERIFY(limit("ann", "20") && limit("bob", "20"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().subject, QStringLiteral("connections"));
        QCOMPARE(logins->absent().size(), size_t(2));
        remote = connect();
        QVERIFY((*remote)->hello(1));
        // Where another works, whoever is out is not tried at each connection.
        QVERIFY(limit("ann", "0"));
        remote = connect();
        const auto byBob = (*remote)->hello(1);
        QVERIFY(limit("ann", "20"));
        QVERIFY(byBob);
        remote = connect();
        QVERIFY((*remote)->hello(1));
        QVERIFY(!(*remote)->speaksFor(server.person("ann")) && (*remote)->speaksFor(server.person("bob")));
        const auto nobody = peopleWay(desk.place, std::make_shared<DeskLogins>(), desk.clock)(*desk.database)();
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().subject, QStringLiteral("login"));
    }
    void onlyWhoHasSomethingToSendIsConnected()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob"), desk.login("meg")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        QVERIFY(desk.talk(remote));
        QCOMPARE(remote.connections(), 1);
        desk.adds(server.person("meg"), "M");
        QVERIFY(desk.talk(remote));
        QCOMPARE(remote.connections(), 2);
        QVERIFY(remote.speaksFor(server.person("bob")));
        QVERIFY(!remote.speaksFor(server.person("pia"))); // not signed in here
        QVERIFY(remote.speaksFor({}));
    }
    void afterAFailoverNothingOfThoseWhoAreGoneHidesWhatStands()
    {
        const SyncServer server;
        JoinedDesk desk(server), other(server, "meg");
        DeskLogins logins({desk.login("ann"), desk.login("bob")}), others({other.login("meg")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        PeopleRemote elsewhere(other.place, others, *other.database, other.clock);
        const Customer bobs = desk.renames(server.person("bob"), desk.adds(server.person("bob"), "B"), "Bobby");
        QVERIFY(desk.talk(remote));
        QVERIFY(other.talk(elsewhere));
        other.clock.advance(kMinute);
        const auto there = load(*other.database, kCustomer, bobs.id.value);
        QVERIFY(there);
        other.renames(server.person("meg"), *there, "Roberta");
        QVERIFY(other.talk(elsewhere));
        QVERIFY(server.chief()->execute("UPDATE updesk.meta SET feed_epoch=gen_random_uuid()"));
        DeskLogins left({desk.login("ann")});
        PeopleRemote later(desk.place, left, *desk.database, desk.clock);
        QVERIFY(desk.talk(later));
        QCOMPARE(desk.stuck(), QByteArray());
        QCOMPARE(load(*desk.database, kCustomer, bobs.id.value)->first, QStringLiteral("Roberta"));
    }
    void aLostAnswerToSomebodyWhoWentAwayHidesNothingOnceTheyAreBack()
    {
        const SyncServer server;
        JoinedDesk desk(server), other(server, "meg");
        DeskLogins both({desk.login("ann"), desk.login("bob")}), left({desk.login("ann")}),
            others({other.login("meg")});
        PeopleRemote remote(desk.place, both, *desk.database, desk.clock);
        PeopleRemote elsewhere(other.place, others, *other.database, other.clock);
        const Customer bobs = desk.adds(server.person("bob"), "B");
        QVERIFY(desk.talk(remote));
        QVERIFY(desk.database->execute("UPDATE state SET v=0 WHERE k='sent'")); // the answer did not come
        QVERIFY(other.talk(elsewhere));
        other.renames(server.person("meg"), *load(*other.database, kCustomer, bobs.id.value), "Roberta");
        QVERIFY(other.talk(elsewhere));
        PeopleRemote hers(desk.place, left, *desk.database, desk.clock);
        QVERIFY(desk.talk(hers));
        QCOMPARE(load(*desk.database, kCustomer, bobs.id.value)->first, QStringLiteral("B")); // it may yet be sent
        PeopleRemote again(desk.place, both, *desk.database, desk.clock);
        QVERIFY(desk.talk(again));
        QCOMPARE(desk.stuck(), QByteArray());
        QCOMPARE(load(*desk.database, kCustomer, bobs.id.value)->first, QStringLiteral("Roberta"));
    }
    void whatARestoredServerHasLostOfSomebodyWaitsForThem()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins both({desk.login("ann"), desk.login("bob")});
        PeopleRemote remote(desk.place, both, *desk.database, desk.clock);
        desk.adds(server.person("bob"), "B");
        desk.adds(server.person("ann"), "A");
        desk.adds(server.person("bob"), "C");
        QVERIFY(desk.talk(remote));
        // As after a restore: of the second and third deed nothing is known.
        QVERIFY(server.chief()->execute("DELETE FROM updesk.op_log WHERE n>1 AND store_id=1;"
                                        " DELETE FROM updesk.customer WHERE first IN ('A','C');"
                                        " UPDATE updesk.feed SET n=1, seq=1 WHERE store_id=1;"
                                        " UPDATE updesk.meta SET feed_epoch=gen_random_uuid()"));
        DeskLogins ann({desk.login("ann")});
        PeopleRemote hers(desk.place, ann, *desk.database, desk.clock);
        QVERIFY(desk.talk(hers));
        QCOMPARE(whoPut(server), QByteArray("bob=B ann=A"));
        QCOMPARE(desk.stuck(), QByteArray("3:2")); // Bob's second, and nothing else
        PeopleRemote again(desk.place, both, *desk.database, desk.clock);
        QVERIFY(desk.talk(again));
        QCOMPARE(whoPut(server), QByteArray("bob=B ann=A bob=C"));
        QCOMPARE(desk.stuck(), QByteArray());
    }
    void whatSomebodyAsksForComesOverTheirOwnConnection()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        QVERIFY(desk.talk(remote));
        QCOMPARE(remote.connections(), 1);
        const std::vector<Id> records{newId(1)};
        const OlderAsk ask{desk.database->table("lead"), OlderAsk::By::Row, records, 0, {}, 500};
        QVERIFY(remote.olderScope(server.person("ann"), records, desk.clock.now()));
        QCOMPARE(remote.connections(), 1);
        QVERIFY(remote.older(server.person("bob"), ask));
        QCOMPARE(remote.connections(), 2);
        QVERIFY(remote.older({}, ask));
        const auto meg = remote.older(server.person("meg"), ask);
        QVERIFY(!meg);
        QCOMPARE(meg.error().code, Error::Code::NotFound);
        QCOMPARE(meg.error().subject, QStringLiteral("login"));
        // A session that the server ended fails once; asked again another is opened.
        const QByteArray bobs = " FROM pg_stat_activity WHERE usename='bob' AND datname=current_database()";
        (void)asked(server, "SELECT pg_terminate_backend(pid)::text" + bobs);
        QTRY_COMPARE(asked(server, "SELECT count(*)" + bobs), QByteArray("0"));
        const auto cut = remote.older(server.person("bob"), ask);
        QVERIFY(!cut);
        QCOMPARE(cut.error().code, Error::Code::Offline);
        QVERIFY(remote.older(server.person("bob"), ask));
        QVERIFY(remote.older(server.person("ann"), ask));
        QVERIFY(logins.absent().empty());
    }
    void deedsOfSomebodyWhoIsNotSignedInWait()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        Person bob;
        bob.id = server.person("bob");
        bob.name = QStringLiteral("Bob Brook");
        desk.does(server.person("ida"), put(kPerson, bob));
        const Customer bobs = desk.adds(server.person("bob"), "B");
        desk.adds(server.person("ann"), "A");
        desk.renames(server.person("ann"), bobs, "Bea");
        desk.clock.advance(kMinute);
        desk.adds(server.person("bob"), "C");
        QVERIFY(desk.talk(remote));
        QCOMPARE(whoPut(server), QByteArray("ann=A"));
        QCOMPARE(desk.stuck(), QByteArray("1:2 2:2 4:3 5:2"));
        const auto waiting = waitingPeople(*desk.database);
        QVERIFY(waiting);
        QCOMPARE(waiting->size(), size_t(2));
        QCOMPARE(waiting->at(0).person, server.person("ida"));
        QCOMPARE(waiting->at(1).name, QStringLiteral("Bob Brook"));
        QCOMPARE(waiting->at(1).deeds, 2);
        QVERIFY(waiting->at(1).oldest <= desk.clock.now() - kMinute);
        logins.signIn(desk.login("bob"));
        logins.signIn(desk.login("ida"));
        QVERIFY(desk.talk(remote));
        QCOMPARE(desk.stuck(), QByteArray());
        QCOMPARE(asked(server,
                     "SELECT login||'='||(body->'f'->>'first') FROM updesk.op_log WHERE tbl='customer' ORDER BY n"),
            QByteArray("ann=A bob=B ann=Bea bob=C"));
        logins.signOut(server.person("bob"));
        QVERIFY(!remote.speaksFor(server.person("bob")));
    }
    void somebodyRevokedMakesOnlyTheirDeedsWait()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("bob"), desk.login("ann")}); // Bob's would be the one that reads
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        const Customer bobs = desk.adds(server.person("bob"), "B");
        QVERIFY(desk.talk(remote));
        QVERIFY(
            revokeMember(*server.chief(), QStringLiteral("bob"), SystemClock().now())); // ends the session that stands
        const Customer bea = desk.renames(server.person("bob"), bobs, "Bea");
        desk.renames(server.person("ann"), bea, "Eva"); // of the same row
        desk.adds(server.person("ann"), "A");
        const auto broken = desk.talk(remote);
        QVERIFY(!broken && broken.error().code == Error::Code::Offline); // it read over Bob's: the caller connects anew
        PeopleRemote anew(desk.place, logins, *desk.database, desk.clock);
        const auto done = desk.talk(anew);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().subject));
        QCOMPARE(whoPut(server), QByteArray("bob=B ann=A"));
        QCOMPARE(desk.stuck(), QByteArray("2:2 3:3"));
        QCOMPARE(logins.absent().size(), size_t(1));
        const Absence &absence = logins.absent().front();
        QCOMPARE(absence.person, server.person("bob"));
        QCOMPARE(absence.error.code, Error::Code::Denied);
        QCOMPARE(absence.error.subject, QStringLiteral("login"));
        QCOMPARE(waitingPeople(*desk.database)->size(), size_t(1));
        // Nothing else waits for him, again and again.
        desk.adds(server.person("ann"), "C");
        QVERIFY(desk.talk(anew));
        QCOMPARE(whoPut(server), QByteArray("bob=B ann=A ann=C"));
        // He comes back: what waited goes, in its order.
        const QString password = QStringLiteral("another one");
        desk.givePassword("bob", password);
        QVERIFY(!anew.speaksFor(server.person("bob")));
        logins.signIn({server.person("bob"), QStringLiteral("bob"), password});
        QVERIFY(desk.talk(anew));
        QCOMPARE(desk.stuck(), QByteArray());
        QCOMPARE(whoPut(server), QByteArray("bob=B ann=A ann=C bob=Bea ann=Eva"));
    }
    void whoHasTheDeskIsAskedForFirst()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        QVERIFY(!logins.seat(server.person("ann"))); // she is
        QVERIFY(!logins.seat(server.person("pia"))); // not signed in here
        QVERIFY(logins.seat(server.person("bob")));
        QCOMPARE(logins.all().front().login, QStringLiteral("bob"));
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        QVERIFY(desk.talk(remote));
        QCOMPARE(remote.connections(), 1);
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("bob"), SystemClock().now()));
        QVERIFY(!desk.talk(remote));
        PeopleRemote anew(desk.place, logins, *desk.database, desk.clock);
        QVERIFY(desk.talk(anew)); // Ann's reads
        QCOMPARE(logins.absent().size(), size_t(1));
        QCOMPARE(logins.absent().front().login, QStringLiteral("bob"));
    }
    void whenOnlyTheOwnSessionEndsTheOthersDoNotEvenNotice()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        desk.adds(server.person("bob"), "B");
        QVERIFY(desk.talk(remote));
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("bob"), SystemClock().now()));
        desk.adds(server.person("bob"), "C");
        desk.adds(server.person("ann"), "A");
        QVERIFY(desk.talk(remote));
        QCOMPARE(whoPut(server), QByteArray("bob=B ann=A"));
        QCOMPARE(desk.stuck(), QByteArray("2:2"));
        QCOMPARE(logins.absent().size(), size_t(1));
    }
    void aLoginThatFailsIsTriedAgainAfterAWhile()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        Login wrong = desk.login("bob");
        wrong.password = QStringLiteral("of last month");
        DeskLogins logins({desk.login("ann"), wrong});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        desk.adds(server.person("bob"), "B");
        QVERIFY(desk.talk(remote));
        QCOMPARE(logins.absent().size(), size_t(1));
        QCOMPARE(logins.absent().front().error.subject, QStringLiteral("password"));
        desk.givePassword("bob", wrong.password);
        QVERIFY(desk.talk(remote));
        QCOMPARE(whoPut(server), QByteArray()); // not at every round: a server may shut out who knocks too often
        desk.clock.advance(6 * kMinute);
        QVERIFY(desk.talk(remote));
        QCOMPARE(whoPut(server), QByteArray("bob=B"));
        QVERIFY(logins.absent().empty());
    }
    void whoIsMovedToAnotherStoreWaits()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        desk.adds(server.person("bob"), "B");
        QVERIFY(desk.talk(remote));
        QVERIFY(server.chief()->execute("UPDATE updesk.member SET store_id=2 WHERE login='bob'"));
        desk.adds(server.person("bob"), "C");
        desk.adds(server.person("ann"), "A");
        QVERIFY(desk.talk(remote)); // over the connection that still stands
        QCOMPARE(whoPut(server), QByteArray("bob=B ann=A"));
        PeopleRemote anew(desk.place, logins, *desk.database, desk.clock);
        desk.clock.advance(6 * kMinute);
        QVERIFY(desk.talk(anew)); // and over a new one
        QCOMPARE(logins.absent().size(), size_t(1));
        QCOMPARE(logins.absent().front().error.subject, QStringLiteral("store"));
    }
    void theProgramsDeedsGoOverWhoeverIsLetIn()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("ann"), SystemClock().now()));
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        desk.adds({}, "Program");
        QVERIFY(desk.talk(remote));
        QCOMPARE(whoPut(server), QByteArray("bob=Program"));
        QVERIFY(!remote.speaksFor(server.person("ann")));
    }
    // The server takes what the phone system saw of whoever hosts, and of no salesperson.
    void whatTheProgramSawGoesOverTheLoginThatHosts()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("meg")});
        logins.setHost(server.person("meg"));
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        desk.adds({}, "Program");
        QVERIFY(desk.talk(remote));
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("meg"), SystemClock().now()));
        PeopleRemote later(desk.place, logins, *desk.database, desk.clock);
        desk.adds({}, "Later");
        QVERIFY(desk.talk(later));
        QCOMPARE(whoPut(server), QByteArray("meg=Program ann=Later"));
        QCOMPARE(desk.stuck(), QByteArray());
    }
    // A login that only hosts sends nothing while another desk does, and keeps nobody from talking.
    void whatTheProgramDidGoesOverAnothersWayWhileAnotherDeskHosts()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("host"), desk.login("ann")});
        logins.setHost(server.person("host"));
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        desk.adds({}, "Program");
        const auto talked = desk.talk(remote);
        QVERIFY2(talked, talked ? "" : qPrintable(talked.error().subject));
        QCOMPARE(whoPut(server), QByteArray("ann=Program"));
        QCOMPARE(desk.stuck(), QByteArray());
    }
    // A manager has left this PC with a step of the automation unsent, and who works here now may not host.
    void aStepThatNobodyHereMayMakeComesHomeAndStopsNobody()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        Customer step;
        step.id.value = newId(desk.clock.now());
        {
            auto tx = Transaction::begin(*desk.database, {PersonId{}, SyncServer::kStore, 3});
            QVERIFY(tx && tx->start("ladder") && apply(*tx, put(kCustomer, step)) && tx->commit());
        }
        desk.adds(server.person("ann"), "A");
        desk.adds(server.person("bob"), "B");
        Pusher meg(server, "meg");
        meg.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"of meg\"")});
        const auto done = desk.talk(remote);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().subject + done.error().detail));
        QCOMPARE(asked(server,
                     "SELECT login||'='||(body->'f'->>'first') FROM updesk.op_log WHERE tbl='customer' ORDER BY n"),
            QByteArray("ann=A bob=B"));
        QVERIFY(logins.absent().empty());
        QCOMPARE(desk.stuck(), QByteArray());
        QCOMPARE(unsent(*desk.database)->deeds, 0);
        QVERIFY(!*hasRow(*desk.database, kCustomer, step.id.value));
        Query tags = desk.database->query("SELECT count(*) FROM tag");
        QVERIFY(tags.next());
        QCOMPARE(tags.number(0), 1);
        QVERIFY(setbacks(*desk.database)->empty()); // nobody keyed it
    }
    void withNobodyLetInTheReasonIsTold()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins nobody;
        PeopleRemote none(desk.place, nobody, *desk.database, desk.clock);
        const auto silent = desk.talk(none);
        QVERIFY(!silent && silent.error().code == Error::Code::Denied);
        QVERIFY(!none.speaksFor({}));
        Login wrong = desk.login("ann");
        wrong.password = QStringLiteral("wrong");
        DeskLogins logins({wrong});
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        for (int i = 0; i < 2; ++i) {
            const auto refused = desk.talk(remote);
            QVERIFY(!refused && refused.error().subject == QLatin1String("password"));
        }
    }
    void aServerThatIsAwayMakesNobodyAbsent()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        DeskLogins logins({desk.login("ann"), desk.login("bob")});
        ServerPlace away = desk.place;
        away.url = QStringLiteral("postgresql://127.0.0.1:1/nowhere");
        PeopleRemote remote(away, logins, *desk.database, desk.clock);
        desk.adds(server.person("bob"), "B");
        const auto done = desk.talk(remote);
        QVERIFY(!done && done.error().code == Error::Code::Offline);
        QVERIFY(logins.absent().empty());
        QVERIFY(remote.speaksFor(server.person("bob")));
        QCOMPARE(desk.stuck(), QByteArray());
    }
};

UPDESK_TEST(TestPeopleRemote);
#include "tst_peopleremote.moc"
