// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/joineddesk.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

struct ReviewLike {
    RowOnlyId id;
    PersonId person;
    QString words;
};

constexpr TableOf kReviewLike{"review_like", Feed::Store, Trait::Personal, column("person_id", &ReviewLike::person),
    column("words", &ReviewLike::words)};
constexpr TableOf kOfTheGroup{"review_like", Feed::Group, Trait::Personal, column("person_id", &ReviewLike::person),
    column("words", &ReviewLike::words)};

/// A store in which people have results of their own, and one PC at which Ann and Bob sign in.
class Results
{
public:
    enum class Server { Knows, IsOlder };
    explicit Results(const Table &table = kReviewLike, Server knows = Server::Knows)
        : server(knows == Server::Knows ? with(table) : std::vector<const Table *>(), 0), desk(server)
    {
        if (!desk.database->execute("CREATE TABLE review_like(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL,"
                                    " seq INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0, person_id"
                                    " BLOB, words TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID"))
            qFatal("no table");
        Database::Setup setup = deskSetup(desk.clock);
        setup.tables.push_back(&table);
        desk.database = std::move(*Database::open(desk.database->path(), setup));
    }
    /// The manager, or who may for the whole group, writes of somebody.
    Id writes(const char *of, const QByteArray &words, const char *login = "meg")
    {
        const Id row = Pusher::fresh();
        const QByteArray fields = "\"person_id\":\"" + server.person(of).value.hex() + "\",\"words\":\"" + words + '"';
        if (Pusher::outcome(Pusher(server, login).push({Pusher::put("review_like", row, fields)}))
            != QLatin1String("ok"))
            qFatal("not written");
        return row;
    }
    QByteArray here()
    {
        QByteArrayList all;
        Query q = desk.database->once("SELECT words FROM review_like ORDER BY words");
        while (q.next())
            all << q.bytes(0);
        return all.join(' ');
    }
    /// One talk of whoever is signed in; how many rows came.
    int talk(DeskLogins &logins)
    {
        PeopleRemote remote(desk.place, logins, *desk.database, desk.clock);
        const auto done = desk.talk(remote);
        if (!done)
            qFatal("talk: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
        return done->rowsTaken;
    }

    SyncServer server;
    JoinedDesk desk;

private:
    static std::vector<const Table *> with(const Table &table)
    {
        const FakeClock clock;
        auto tables = deskSetup(clock).tables;
        tables.push_back(&table);
        return tables;
    }
};

} // namespace

/// What only one person and the managers may read, at a PC where several sign in.
class TestPersonal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachWhoSignsInGetsTheirOwnAlsoFromBehindTheCursor()
    {
        Results all;
        all.writes("ann", "of-ann");
        const Id bobs = all.writes("bob", "of-bob");
        DeskLogins logins(std::vector{all.desk.login("ann")});
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann"));
        logins.signIn(all.desk.login("bob"));
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann of-bob"));
        QCOMPARE(all.talk(logins), 0); // each once
        // What is written later comes too, though Ann's connection reads the feed.
        const QByteArray edit = Pusher::set("review_like", bobs, "\"words\":\"of-bob-2\"", "\"words\":\"of-bob\"");
        QCOMPARE(Pusher::outcome(Pusher(all.server, "meg").push({edit})), QStringLiteral("ok"));
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann of-bob-2"));
    }
    void aManagerGetsThemAllAndAPersonWhoIsShutOutStandsInNobodysWay()
    {
        Results all;
        all.writes("ann", "of-ann");
        all.writes("bob", "of-bob");
        DeskLogins logins({all.desk.login("ann"), {all.server.person("bob"), QStringLiteral("bob"), {}}});
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann"));
        logins.signIn(all.desk.login("meg"));
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann of-bob"));
    }
    void theyComeAgainWithAllOthers()
    {
        Results all;
        all.writes("ann", "of-ann");
        all.writes("bob", "of-bob");
        DeskLogins logins({all.desk.login("ann"), all.desk.login("bob")});
        all.talk(logins);
        QVERIFY(all.desk.database->execute("UPDATE desk_setting SET v='before' WHERE k='server_generation'"));
        while (all.talk(logins) > 0) { }
        QCOMPARE(all.here(), QByteArray("of-ann of-bob"));
        // Of somebody who is not signed in then they leave, and come with the person.
        QVERIFY(all.desk.database->execute("UPDATE desk_setting SET v='before' WHERE k='server_generation'"));
        logins.signOut(all.server.person("bob"));
        while (all.talk(logins) > 0) { }
        QCOMPARE(all.here(), QByteArray("of-ann"));
        logins.signIn(all.desk.login("bob"));
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann of-bob"));
    }
    // Its numbers are the group's, which are others than the store's.
    void whatIsOfTheGroupComesByTheGroupsNumbers()
    {
        Results all(kOfTheGroup);
        for (int i = 0; i < 40; ++i)
            QCOMPARE(
                Pusher::outcome(
                    Pusher(all.server, "meg").push({Pusher::put("customer", Pusher::fresh(), "\"first\":\"Rosa\"")})),
                QStringLiteral("ok"));
        all.writes("ann", "of-ann", "ida");
        const Id bobs = all.writes("bob", "of-bob", "ida");
        DeskLogins logins({all.desk.login("ann"), all.desk.login("bob")});
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann of-bob"));
        const QByteArray edit = Pusher::set("review_like", bobs, "\"words\":\"of-bob-2\"", "\"words\":\"of-bob\"");
        QCOMPARE(Pusher::outcome(Pusher(all.server, "ida").push({edit})), QStringLiteral("ok"));
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-ann of-bob-2"));
        QCOMPARE(all.talk(logins), 0);
    }
    void aServerThatIsOlderThanTheTableIsTalkedToAllTheSame()
    {
        Results all(kReviewLike, Results::Server::IsOlder);
        QCOMPARE(Pusher::outcome(
                     Pusher(all.server, "meg").push({Pusher::put("customer", Pusher::fresh(), "\"first\":\"Rosa\"")})),
            QStringLiteral("ok"));
        DeskLogins logins({all.desk.login("ann"), all.desk.login("bob")});
        QVERIFY(all.talk(logins) > 0);
        Query rosa = all.desk.database->once("SELECT count(*) FROM customer WHERE first='Rosa'");
        QVERIFY(rosa.next());
        QCOMPARE(rosa.number(0), 1);
        // And what it has once it is upgraded comes.
        ServerOrder order = all.server.order();
        std::vector<const Table *> tables = all.server.setup.tables;
        tables.push_back(&kReviewLike);
        order.tables = tables;
        order.deskSteps += 1;
        QVERIFY(upgradeServer(order));
        all.writes("bob", "of-bob");
        all.talk(logins);
        QCOMPARE(all.here(), QByteArray("of-bob"));
    }
};

UPDESK_TEST(TestPersonal);
#include "tst_personal.moc"
