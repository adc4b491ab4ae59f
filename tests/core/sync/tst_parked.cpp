// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/original.h"
#include "core/store/compare.h"
#include "core/store/setback.h"
#include "core/store/trim.h"
#include "core/sync/outbox.h"
#include "core/sync/parked.h"
#include "core/sync/waitingrows.h"
#include "tests/support/joineddesk.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

/// A server that fails on a customer called "bad", and a desk of Ann's.
class ChokingServer
{
public:
    ChokingServer()
        : desk(server), logins(std::vector{desk.login("ann")}), remote(desk.place, logins, *desk.database, desk.clock)
    {
        asChief("CREATE FUNCTION updesk.choke() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.first='bad' THEN"
                " RAISE EXCEPTION 'too much' USING ERRCODE='54000'; END IF; RETURN NEW; END $$;"
                "CREATE TRIGGER choke BEFORE INSERT OR UPDATE ON updesk.customer FOR EACH ROW"
                " EXECUTE FUNCTION updesk.choke()");
        ann = server.person("ann");
        for (int i = 0; i < 2; ++i) // what the store has of people, and a clock that is ahead of it
            talk();
    }
    void asChief(const QByteArray &sql) const
    {
        if (const auto done = server.chief()->execute(sql); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    void recover() const { asChief("DROP TRIGGER choke ON updesk.customer"); }
    void talk()
    {
        if (const auto done = desk.talk(remote); !done)
            qFatal("talk: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
    }
    /// The one deed that is put aside after some talks.
    DeedId parked()
    {
        for (int talks = 0; talks < 20 && parkedDeeds(*desk.database)->empty(); ++talks)
            talk();
        const auto all = parkedDeeds(*desk.database);
        if (!all || all->size() != 1)
            qFatal("not the one deed is put aside");
        return all->front().deed;
    }
    QByteArray names(bool atServer)
    {
        const QByteArray sql = "SELECT first FROM updesk.customer ORDER BY id";
        QByteArrayList all;
        if (atServer) {
            const auto rows = server.chief()->query(sql);
            for (int i = 0; i < rows->count(); ++i)
                all << rows->bytes(i, 0);
            return all.join(' ');
        }
        Query q = desk.database->once("SELECT first FROM customer ORDER BY id");
        while (q.next())
            all << q.bytes(0);
        return all.join(' ');
    }
    QByteArray givenUp()
    {
        QByteArrayList all;
        const auto told = setbacksAfter(*desk.database, 0);
        for (const Setback &one : *told) {
            if (one.why == QLatin1String("given_up") && one.who == ann)
                all << one.table + '.' + one.field + '=' + one.ours.toUtf8();
        }
        return all.join(' ');
    }
    bool isSound()
    {
        const auto faults = compareLogWithRows(*desk.database);
        return faults && faults->empty();
    }

    SyncServer server;
    JoinedDesk desk;
    DeskLogins logins;
    PeopleRemote remote;
    PersonId ann;
};

} // namespace

namespace
{

/// Between the server's answer and the moment at which it is taken another program of this desk talks.
class Interrupted final : public Remote
{
public:
    Interrupted(Remote &remote, std::function<void()> meanwhile) : m_remote(remote), m_meanwhile(std::move(meanwhile))
    {
    }
    Result<Hello> hello(int schema) override { return m_remote.hello(schema); }
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override
    {
        return m_remote.push(who, deeds);
    }
    Result<Page> pull(int feed, qint64 after, int limit) override { return m_remote.pull(feed, after, limit); }
    Result<std::map<int, qint64>> feeds() override { return m_remote.feeds(); }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return m_remote.knows(deeds); }
    Result<Page> older(PersonId who, const OlderAsk &ask) override
    {
        auto page = m_remote.older(who, ask);
        ++asked;
        if (const auto meanwhile = always ? m_meanwhile : std::exchange(m_meanwhile, {}))
            meanwhile();
        return page;
    }
    bool speaksFor(PersonId who) const override { return m_remote.speaksFor(who); }

    bool always = false;
    int asked = 0;

private:
    Remote &m_remote;
    std::function<void()> m_meanwhile;
};

} // namespace

/// What becomes, by hand, of a deed that the server fails on.
class TestParked : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsTriedAgainGoesOnceTheServerTakesIt()
    {
        ChokingServer all;
        all.desk.adds(all.ann, "bad");
        all.desk.clock.advance(kSecond);
        all.desk.adds(all.ann, "Eva");
        const DeedId deed = all.parked();
        all.talk();
        QCOMPARE(all.names(true), QByteArray("Eva"));
        QVERIFY(retryDeed(*all.desk.database, deed));
        for (int talks = 0; talks < 5; ++talks)
            all.talk(); // it fails on it still
        QCOMPARE(all.parked(), deed);
        all.recover();
        all.talk();
        QCOMPARE(all.names(true), QByteArray("Eva")); // nobody has said that it would take it now
        QVERIFY(retryDeed(*all.desk.database, deed));
        all.talk();
        QCOMPARE(all.names(true), QByteArray("bad Eva"));
        QCOMPARE(unsent(*all.desk.database)->deeds, 0);
        QCOMPARE(retryDeed(*all.desk.database, deed).error().code, Error::Code::NotFound);
    }
    void ofAChangeThatIsGivenUpTheServersRowComesHome()
    {
        ChokingServer all;
        const Customer row = all.desk.adds(all.ann, "Ann");
        all.talk();
        all.desk.clock.advance(kSecond);
        Customer after = all.desk.renames(all.ann, row, "bad");
        const DeedId deed = all.parked();
        all.desk.clock.advance(kSecond);
        Customer behind = after;
        behind.company = QStringLiteral("Ames");
        all.desk.does(all.ann, set(kCustomer, after, behind));
        all.talk();
        QCOMPARE(unsent(*all.desk.database)->waiting, 1); // behind it
        QCOMPARE(all.names(false), QByteArray("bad"));
        QVERIFY(giveUpDeed(*all.desk.database, all.remote, SyncServer::kStore, deed));
        QCOMPARE(all.names(false), QByteArray("Ann"));
        QCOMPARE(load(*all.desk.database, kCustomer, row.id.value)->company, QStringLiteral("Ames"));
        QCOMPARE(all.givenUp(), QByteArray("customer.first=bad"));
        QVERIFY(all.isSound());
        all.talk();
        QCOMPARE(unsent(*all.desk.database)->deeds, 0);
        QCOMPARE(all.names(true), QByteArray("Ann"));
        const auto company = all.server.chief()->query("SELECT company FROM updesk.customer");
        QCOMPARE(company->bytes(0, 0), QByteArray("Ames"));
        QCOMPARE(
            giveUpDeed(*all.desk.database, all.remote, SyncServer::kStore, deed).error().code, Error::Code::NotFound);
    }
    void whatAnotherProgramTookMeanwhileIsAskedForOnceMore()
    {
        ChokingServer all;
        const Customer row = all.desk.adds(all.ann, "Ann");
        all.talk();
        all.desk.clock.advance(kSecond);
        all.desk.renames(all.ann, row, "bad");
        const DeedId deed = all.parked();
        int n = 0;
        Interrupted remote(all.remote, [&] {
            Pusher bob(all.server, "bob");
            const QByteArray name = "Bob" + QByteArray::number(n++);
            (void)bob.push({Pusher::set("customer", row.id.value, "\"first\":\"" + name + '"', "\"first\":\"Ann\"")});
            all.talk();
        });
        remote.always = true; // it never ends: all is left as it was
        const auto busy = giveUpDeed(*all.desk.database, remote, SyncServer::kStore, deed);
        QVERIFY(!busy && busy.error().code == Error::Code::Busy);
        QCOMPARE(all.names(false), QByteArray("bad"));
        QCOMPARE(all.givenUp(), QByteArray());
        remote.always = false;
        remote.asked = 0;
        QVERIFY(giveUpDeed(*all.desk.database, remote, SyncServer::kStore, deed));
        QCOMPARE(remote.asked, 2);
        QCOMPARE(all.names(false), all.names(true));
        QVERIFY(all.names(true).startsWith("Bob"));
    }
    void aRowThatTheServerGotMeanwhileIsNotTakenOut()
    {
        ChokingServer all;
        const Customer row = all.desk.adds(all.ann, "bad");
        const DeedId deed = all.parked();
        Interrupted remote(all.remote, [&] {
            all.asChief(
                "UPDATE updesk.feed SET seq=seq+1 WHERE store_id=1; INSERT INTO updesk.customer(id,store_id,seq,"
                "first,fclk) SELECT '"
                + row.id.value.hex() + "',1,seq,'there','{}' FROM updesk.feed WHERE store_id=1");
            all.talk();
        });
        QVERIFY(giveUpDeed(*all.desk.database, remote, SyncServer::kStore, deed));
        QCOMPARE(all.names(false), QByteArray("there"));
    }
    // Bytes are in no list: the log is where they stand.
    void aDocumentThatIsGivenUpStaysInTheLog()
    {
        ChokingServer all;
        OriginalPart part;
        part.id.value = newId(all.desk.clock.now());
        part.bytes = Bytes{"of a letter"};
        all.desk.does(all.ann, put(kOriginalPart, part));
        Query q = all.desk.database->query("SELECT n, id FROM deed ORDER BY n DESC LIMIT 1");
        QVERIFY(q.next());
        const qint64 n = q.number(0);
        const DeedId deed{q.id(1)};
        QVERIFY(q.done());
        all.desk.adds(all.ann, "Eva"); // the last one of all stays in any case
        QVERIFY(park(*all.desk.database, n, QStringLiteral("54000"), 1));
        QVERIFY(bringsDocument(*opsOf(*all.desk.database, deed)));
        QVERIFY(giveUpDeed(*all.desk.database, all.remote, SyncServer::kStore, deed));
        all.talk();
        QVERIFY(trimLog(*all.desk.database, all.desk.clock.now() + 400 * kDay));
        const auto ops = opsOf(*all.desk.database, deed);
        QVERIFY(ops && bringsDocument(*ops));
        QVERIFY(!bringsDocument(std::vector{put(kCustomer, Customer())}));
        QVERIFY(all.isSound());
    }
    // A row has many fields: each is a line of the list, and one thing to look at.
    void aListOfRefusalsIsCountedByWhatWasKeyedAtOnce()
    {
        ChokingServer all;
        for (int row = 0; row < 3; ++row) {
            for (const char *field : {"first", "last", "company"}) {
                Setback one;
                one.at = 5 + row;
                one.who = all.ann;
                one.table = "customer";
                one.row.bytes.fill(quint8(row + 1));
                one.field = field;
                QVERIFY(*note(*all.desk.database, one));
            }
        }
        QCOMPARE(setbacks(*all.desk.database, 2)->size(), size_t(6));
        QCOMPARE(setbacks(*all.desk.database, 2)->front().at, 7);
        QCOMPARE(setbacks(*all.desk.database, 5)->size(), size_t(9));
    }
    // The row goes, its values stay readable, and no other server gets it either.
    void aNewRowThatIsGivenUpNeverComesBack()
    {
        ChokingServer all;
        const Customer row = all.desk.adds(all.ann, "bad");
        const DeedId deed = all.parked();
        all.desk.clock.advance(kSecond);
        all.desk.renames(all.ann, row, "Eva");
        all.talk();
        QVERIFY(giveUpDeed(*all.desk.database, all.remote, SyncServer::kStore, deed));
        QCOMPARE(all.names(false), QByteArray());
        QVERIFY(all.givenUp().contains("customer.first=bad"));
        all.talk(); // what came after it finds no row, and says so
        QCOMPARE(unsent(*all.desk.database)->deeds, 0);
        const auto told = setbacksAfter(*all.desk.database, 0);
        QVERIFY(std::ranges::any_of(*told, [](const Setback &one) { return one.ours == QLatin1String("Eva"); }));
        QVERIFY(all.isSound());
        all.recover();
        QVERIFY(all.desk.database->execute("UPDATE desk_setting SET v='before' WHERE k='server_generation'"));
        all.talk();
        QCOMPARE(all.names(true), QByteArray());
        QCOMPARE(all.names(false), QByteArray());
        QCOMPARE(unsent(*all.desk.database)->deeds, 0);
        QVERIFY(all.desk.stuck().isEmpty());
    }
    // People are the group's rows: they are not among those of the store.
    void aRowOfTheGroupComesHomeToo()
    {
        ChokingServer all;
        Person known{all.ann, QStringLiteral("Annie"), QStringLiteral("ann"), Role::Sales, true};
        all.asChief("INSERT INTO updesk.person(id,store_id,seq,name,login,role,active) VALUES('" + all.ann.value.hex()
            + "',0,1,'Ann Ames','ann',0,1) ON CONFLICT(id) DO UPDATE SET name='Ann Ames', store_id=0");
        if (const auto here = load(*all.desk.database, kPerson, all.ann.value)) {
            known = *here;
        } else {
            auto tx = Transaction::begin(*all.desk.database, {{}, 0});
            QVERIFY(tx && takeRow(*tx, kPerson, known) && tx->commit());
        }
        Person other = known;
        other.name = QStringLiteral("Bad");
        all.desk.does(all.ann, set(kPerson, known, other));
        Query q = all.desk.database->query("SELECT n, id FROM deed ORDER BY n DESC LIMIT 1");
        QVERIFY(q.next());
        const qint64 n = q.number(0);
        const DeedId deed{q.id(1)};
        QVERIFY(q.done());
        QVERIFY(park(*all.desk.database, n, QStringLiteral("54000"), 1));
        QVERIFY(giveUpDeed(*all.desk.database, all.remote, SyncServer::kStore, deed));
        QCOMPARE(load(*all.desk.database, kPerson, all.ann.value)->name, QStringLiteral("Ann Ames"));
    }
    void withoutTheServerAllStaysAsItIs()
    {
        ChokingServer all;
        all.desk.adds(all.ann, "bad");
        const DeedId deed = all.parked();
        DeskLogins wrong({{all.ann, QStringLiteral("ann"), QStringLiteral("of last year")}});
        PeopleRemote shut(all.desk.place, wrong, *all.desk.database, all.desk.clock);
        const auto done = giveUpDeed(*all.desk.database, shut, SyncServer::kStore, deed);
        QVERIFY(!done && done.error().code == Error::Code::Denied);
        QCOMPARE(all.names(false), QByteArray("bad"));
        QCOMPARE(all.parked(), deed);
        QCOMPARE(all.givenUp(), QByteArray());
    }
    void whatCannotBeReadIsLeftAsItIs()
    {
        ChokingServer all;
        all.desk.adds(all.ann, "bad");
        const DeedId deed = all.parked();
        QVERIFY(all.desk.database->execute("UPDATE deed SET ops=replace(ops, '\"first\"', '\"shoe_size\"')"));
        QCOMPARE(retryDeed(*all.desk.database, deed).error().code, Error::Code::TooNew);
        QCOMPARE(
            giveUpDeed(*all.desk.database, all.remote, SyncServer::kStore, deed).error().code, Error::Code::TooNew);
        QCOMPARE(parkedDeeds(*all.desk.database)->size(), size_t(1));
        QCOMPARE(retryDeed(*all.desk.database, DeedId{newId(1)}).error().code, Error::Code::NotFound);
    }
};

UPDESK_TEST(TestParked);
#include "tst_parked.moc"
