// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/queuerows.h"
#include "core/people/customer.h"
#include "core/sync/inbox.h"
#include "core/sync/servercheck.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

struct Gadget {
    RowOnlyId id;
    QString words;
};

constexpr TableOf kGadget{"gadget", column("words", &Gadget::words)};

/// A server that fails on the customers of some companies, as one with a fault in its rules or on its disk would.
void letItStumble(const SyncServer &server)
{
    const auto done =
        server.chief()->execute("CREATE FUNCTION public.stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                                " IF NEW.company='bad' THEN RAISE EXCEPTION 'no' USING ERRCODE='54000'; END IF;"
                                " IF NEW.company='full' THEN RAISE EXCEPTION 'no' USING ERRCODE='53100'; END IF;"
                                " IF NEW.company='slow' THEN PERFORM pg_catalog.pg_sleep(5); END IF;"
                                " RETURN NEW; END $$; CREATE TRIGGER stumble BEFORE INSERT OR UPDATE ON updesk.customer"
                                " FOR EACH ROW EXECUTE FUNCTION public.stumble()");
    if (!done)
        qFatal("trigger: %s", qPrintable(done.error().detail));
}

CustomerId firstCustomer(SharedDesk &desk)
{
    const auto all = loadAll(desk.session->database(), kCustomer);
    if (!all || all->empty())
        qFatal("no customer");
    return all->front().id;
}

void rename(SharedDesk &desk, CustomerId customer, const char *company)
{
    QVERIFY(doDeed(*desk.session, "rename", {}, [&](Transaction &tx) -> Result<void> {
        const auto before = load(tx.database(), kCustomer, customer.value);
        if (!before)
            return before.error();
        Customer after = *before;
        after.company = QLatin1String(company);
        return apply(tx, set(kCustomer, *before, after));
    }));
}

/// How many turns until the server fails on nothing any more; -1: the desk was cut off, or it does not end.
int settled(SharedDesk &desk)
{
    for (int turns = 1; turns < 40; ++turns) {
        const Syncer::Turn turn = desk.syncer->turn();
        if (!turn.online)
            return -1;
        if (!turn.error)
            return turns;
    }
    return -1;
}

QByteArray asked(const SyncServer &server, const QByteArray &sql)
{
    const auto rows = server.chief()->query(sql);
    return rows && rows->count() > 0 ? rows->bytes(0, 0) : QByteArray("none");
}

} // namespace

/// One row that the server fails on, whatever the reason: the desk goes on, both ways.
class TestStumbles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneRowThatTheServerFailsOnStopsNobody()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        ann.talk();
        bob.talk();
        letItStumble(server);
        const auto hers = firstCustomer(ann);
        for (int i = 0; i < 6; ++i) {
            if (i == 3)
                rename(ann, hers, "bad");
            QVERIFY(capture(*ann.session, lone->webLead(10 + i)));
        }
        QVERIFY(capture(*bob.session, lone->webLead(30)));
        bob.talk();
        const Syncer::Turn first = ann.syncer->turn();
        QVERIFY(first.online && first.error);
        QVERIFY2(first.error->detail.startsWith(QLatin1String("54000")), qPrintable(first.error->detail));
        QCOMPARE(ann.count("lead"), 8); // what others do arrives meanwhile
        ann.syncer->forgetConnection(); // and no cut line makes it count anew
        const int turns = settled(ann);
        QVERIFY2(turns > 0 && turns < 15, QByteArray::number(turns).constData());
        const auto left = unsent(ann.session->database());
        QCOMPARE(left->deeds, 1);
        QCOMPARE(left->parked, 1);
        QCOMPARE(asked(server, "SELECT count(*) FROM updesk.lead"), QByteArray("8"));
        rename(ann, hers, "good"); // of the same row: it waits behind
        QVERIFY(capture(*ann.session, lone->webLead(40)));
        ann.talk();
        QCOMPARE(unsent(ann.session->database())->deeds, 2);
        QCOMPARE(asked(server, "SELECT count(*) FROM updesk.lead"), QByteArray("9"));
        QCOMPARE(load(ann.session->database(), kCustomer, hers.value)->company, QStringLiteral("good"));
        // The server is mended by an update: they go.
        QVERIFY(server.chief()->execute("DROP TRIGGER stumble ON updesk.customer;"
                                        " UPDATE updesk.meta SET schema_ver=schema_ver+1"));
        ann.syncer->forgetConnection();
        ann.talk();
        QCOMPARE(unsent(ann.session->database())->deeds, 0);
        bob.talk();
        QCOMPARE(ann.rows(), bob.rows());
        QVERIFY(checkServer(*server.chief())->sound());
    }
    void aDeedThatTakesTheServerTooLongIsFoundToo()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        ann.talk();
        bob.talk();
        letItStumble(server);
        Pg::Options hurried = ann.options;
        hurried.statementLimit = 700;
        ann.syncer = std::make_unique<Syncer>(
            ann.session->database(), ann.place.store, lone->clock, [&]() -> Result<std::unique_ptr<Remote>> {
                auto pg = Pg::open(hurried);
                if (!pg)
                    return pg.error();
                return std::unique_ptr<Remote>(std::make_unique<PgRemote>(
                    std::move(*pg), ann.session->database(), ann.place.store, ann.place.desk, ann.place.person));
            });
        rename(ann, firstCustomer(ann), "slow");
        QVERIFY(capture(*ann.session, lone->webLead(10)));
        QVERIFY(capture(*bob.session, lone->webLead(30)));
        bob.talk();
        const Syncer::Turn first = ann.syncer->turn();
        QVERIFY(first.online && first.error);
        QCOMPARE(first.error->subject, QStringLiteral("statement"));
        QCOMPARE(ann.count("lead"), 3);
        QVERIFY(settled(ann) > 0);
        QCOMPARE(unsent(ann.session->database())->parked, 1);
        QCOMPARE(unsent(ann.session->database())->deeds, 1);
        QCOMPARE(asked(server, "SELECT count(*) FROM updesk.lead"), QByteArray("3"));
    }
    void aServerWithoutRoomPutsNothingAside()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        letItStumble(server);
        rename(ann, firstCustomer(ann), "full");
        for (int i = 0; i < 5; ++i) {
            const Syncer::Turn turn = ann.syncer->turn();
            QVERIFY(!turn.online);
            QCOMPARE(turn.error->subject, QStringLiteral("disk"));
        }
        QCOMPARE(ann.count("stuck"), 0);
        QVERIFY(server.chief()->execute("DROP TRIGGER stumble ON updesk.customer"));
        ann.talk();
        QCOMPARE(unsent(ann.session->database())->deeds, 0);
    }
    // A server that writes nothing at all, such as the copy that took over and is not ready.
    void aServerThatOnlyReadsPutsNothingAside()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        const auto set = [&](const char *to) {
            const auto pg = Pg::open(Postgres::shared().at(QStringLiteral("postgres")));
            QVERIFY(pg
                && (*pg)->execute(
                    "ALTER DATABASE " + server.database.toLatin1() + " SET default_transaction_read_only=" + to));
            ann.syncer->forgetConnection();
        };
        set("on");
        rename(ann, firstCustomer(ann), "good");
        for (int i = 0; i < 5; ++i)
            QVERIFY(!ann.syncer->turn().online);
        QCOMPARE(ann.count("stuck"), 0);
        set("off");
        ann.talk();
        QCOMPARE(unsent(ann.session->database())->deeds, 0);
    }
    void aDeskThatIsATableOlderGoesOnReceiving()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        ServerOrder order = server.order();
        std::vector<const Table *> tables = server.setup.tables;
        tables.push_back(&kGadget);
        order.tables = tables;
        order.deskSteps += 1;
        const auto upgraded = upgradeServer(order);
        QVERIFY2(upgraded, upgraded ? "" : qPrintable(upgraded.error().detail));
        Pusher bob(server, "bob");
        for (int i = 0; i < 7; ++i)
            QCOMPARE(Pusher::outcome(bob.push({Pusher::put("gadget", Pusher::fresh(), "\"words\":\"new\"")})),
                QStringLiteral("ok"));
        const Id tag = Pusher::fresh();
        QCOMPARE(Pusher::outcome(bob.push({Pusher::put("tag", tag, "\"tag\":\"seen\"")})), QStringLiteral("ok"));
        const auto remote = connectTo(ann.place, ann.options.password, ann.session->database());
        QVERIFY(remote);
        Exchange exchange(ann.session->database(), **remote, ann.place.store, lone->clock, 3);
        QVERIFY(exchange.hello());
        for (int i = 0; i < 2; ++i) {
            QVERIFY(exchange.run());
            QCOMPARE(ann.count("tag WHERE tag='seen'"), 1);
            QCOMPARE(QByteArray::number(*cursorOf(ann.session->database(), ann.place.store)),
                asked(server, "SELECT seq FROM updesk.feed WHERE store_id=1"));
        }
        QVERIFY(!*exchange.anythingNew());
    }
};

UPDESK_TEST(TestStumbles);
#include "tst_stumbles.moc"
