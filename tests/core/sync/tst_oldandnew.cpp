// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/store/setback.h"
#include "core/sync/join.h"
#include "core/sync/syncer.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QTemporaryDir>

using namespace updesk;

namespace
{

/// The table as a program has it that is some columns older.
Table shorter(const Table &table, int columns = 1)
{
    Table older = table;
    older.count -= columns;
    return older;
}

std::vector<const Table *> oldTables()
{
    static const FakeClock clock;
    std::vector<const Table *> tables = deskSetup(clock).tables;
    static const Table customers = shorter(kCustomer), activities = shorter(kActivity), leads = shorter(kLead, 2);
    std::ranges::replace(tables, static_cast<const Table *>(&kLead), &leads);
    std::ranges::replace(tables, static_cast<const Table *>(&kCustomer), &customers);
    std::ranges::replace(tables, static_cast<const Table *>(&kActivity), &activities);
    return tables;
}

/// A desk whose program may be a column older or newer than the server.
class Desk
{
public:
    enum class Age { Old, New };
    Desk(const SyncServer &server, const char *login, Age age) : m_server(server), m_login(login)
    {
        open(age);
        const auto pg = Pg::open(server.options(login));
        if (!pg || !joinServer(*database, **pg, server.options(login), SyncServer::kStore))
            qFatal("join %s", login);
    }
    void open(Age age)
    {
        syncer.reset();
        database.reset();
        Database::Setup setup = deskSetup(clock);
        setup.derivations.clear();
        if (age == Age::Old)
            setup.tables = oldTables();
        auto opened = Database::open(m_dir.filePath(QStringLiteral("desk")), setup);
        if (!opened)
            qFatal("open");
        database = std::move(*opened);
        syncer =
            std::make_unique<Syncer>(*database, SyncServer::kStore, clock, [this]() -> Result<std::unique_ptr<Remote>> {
                const auto place = serverPlace(*database);
                auto remote = connectTo(*place, SyncServer::passwordOf(QLatin1String(m_login)), *database);
                if (!remote)
                    return remote.error();
                return std::unique_ptr<Remote>(std::move(*remote));
            });
    }
    Result<void> write(Op op)
    {
        auto tx = Transaction::begin(*database, {m_server.person(m_login), SyncServer::kStore});
        if (!tx)
            return tx.error();
        if (auto started = tx->start("test"); !started)
            return started.error();
        op.table = database->table(op.table->name);
        if (auto done = apply(*tx, op); !done)
            return done;
        clock.advance(kSecond);
        return tx->commit();
    }
    void talk()
    {
        const Syncer::Turn turn = syncer->turn();
        QVERIFY2(turn.online, qPrintable(turn.error ? turn.error->subject + u' ' + turn.error->detail : QString()));
    }
    QByteArray customer(const Customer &row)
    {
        Query q = database->query("SELECT first||' '||last||' '||created FROM customer WHERE id=?1");
        q.bind(1, row.id);
        return q.next() ? q.bytes(0) : QByteArray("none");
    }
    QByteArray call(const Activity &row)
    {
        Query q = database->query("SELECT outcome||' '||clock_jump FROM activity WHERE id=?1");
        q.bind(1, row.id);
        return q.next() ? q.bytes(0) : QByteArray("none");
    }
    QByteArray lead(const Lead &row)
    {
        Query q = database->query("SELECT best_time||' '||no_trade||' '||decides FROM lead WHERE id=?1");
        q.bind(1, row.id);
        return q.next() ? q.bytes(0) : QByteArray("none");
    }
    Unsent left() { return *unsent(*database); }

    FakeClock clock;
    std::unique_ptr<Database> database;
    std::unique_ptr<Syncer> syncer;

private:
    QTemporaryDir m_dir;
    const SyncServer &m_server;
    const char *m_login;
};

Customer aCustomer(int n)
{
    Customer row;
    row.id.value = newId(n);
    row.first = QStringLiteral("First");
    return row;
}

Activity aCall(int n, qint64 clockJump)
{
    Activity row;
    row.id.value = newId(n);
    row.kind = Activity::Kind::Call;
    row.outcome = Outcome::NoAnswer;
    row.at = SystemClock().now(); // of the months that a fresh desk takes
    row.clockJump = clockJump;
    return row;
}

Lead aLead(const Customer &customer)
{
    Lead row;
    row.id.value = newId(3);
    row.customer = customer.id;
    row.received = SystemClock().now();
    row.bestTime = QStringLiteral("noon");
    return row;
}

} // namespace

/// Programs of two ages in one store.
class TestOldAndNew : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOldDeskCannotBlankWhatItDoesNotKnow()
    {
        const SyncServer server;
        Desk old(server, "ann", Desk::Age::Old), young(server, "bob", Desk::Age::New);
        Customer row = aCustomer(1);
        row.created = 77;
        QVERIFY(young.write(put(kCustomer, row)));
        young.talk();
        old.talk();
        QCOMPARE(old.customer(row), QByteArray("First  0")); // it does not know
        Customer after = row;
        after.last = QStringLiteral("Oak");
        QVERIFY(old.write(set(kCustomer, row, after)));
        old.talk();
        young.talk();
        QCOMPARE(young.customer(row), QByteArray("First Oak 77"));
        Customer newer = after;
        newer.created = 78;
        QVERIFY(young.write(set(kCustomer, after, newer)));
        young.talk();
        old.talk();
        old.open(Desk::Age::New); // its program is updated
        old.talk();
        QCOMPARE(old.customer(row), QByteArray("First Oak 78"));
        old.talk();
        QCOMPARE(*old.database->state("anew"), 0);
    }
    void anOldDeskAndAnOldServerKeepWhatABuyerSaid()
    {
        SyncServer server(oldTables(), 1);
        Desk young(server, "ann", Desk::Age::New), old(server, "bob", Desk::Age::Old);
        const Customer customer = aCustomer(1);
        const Lead lead = aLead(customer);
        QVERIFY(young.write(put(kCustomer, customer)));
        QVERIFY(young.write(put(kLead, lead)));
        young.talk();
        Lead said = lead;
        said.noTrade = true;
        said.decides = Decides::Others;
        QVERIFY(young.write(set(kLead, lead, said)));
        young.talk();
        QCOMPARE(young.left().deeds, 1); // the server is too old for it
        old.talk();
        Lead later = lead;
        later.bestTime = QStringLiteral("evening");
        QVERIFY(old.write(set(kLead, lead, later)));
        old.talk();
        QVERIFY(upgradeServer(server.order()));
        young.syncer->forgetConnection();
        young.talk();
        young.talk();
        QCOMPARE(young.left().deeds, 0);
        QCOMPARE(young.lead(lead), QByteArray("evening 1 2"));
        old.talk();
        QCOMPARE(old.lead(lead), QByteArray("evening 0 0")); // it does not know
        Lead latest = later;
        latest.bestTime = QStringLiteral("morning");
        QVERIFY(old.write(set(kLead, later, latest)));
        old.talk();
        young.talk();
        QCOMPARE(young.lead(lead), QByteArray("morning 1 2")); // and blanks nothing
        old.open(Desk::Age::New);
        old.talk();
        QCOMPARE(old.lead(lead), QByteArray("morning 1 2"));
        QVERIFY(setbacks(*young.database)->empty());
    }
    void aDeskThatIsNewerThanTheServerWaitsForIt()
    {
        SyncServer server(oldTables(), 1);
        Desk young(server, "ann", Desk::Age::New), old(server, "bob", Desk::Age::Old);
        const Customer plain = aCustomer(1);
        Customer fresh = aCustomer(2);
        fresh.created = 5;
        QVERIFY(young.write(put(kCustomer, fresh)));
        Customer later = fresh;
        later.last = QStringLiteral("Elm");
        QVERIFY(young.write(set(kCustomer, fresh, later)));
        QVERIFY(young.write(put(kCustomer, plain)));
        for (int round = 0; round < 2; ++round) { // and it does not try again and again
            young.talk();
            QCOMPARE(young.left().deeds, 2);
            QCOMPARE(young.left().held + young.left().waiting, 2);
        }
        old.talk();
        QCOMPARE(old.customer(plain), QByteArray("First  0"));
        QCOMPARE(old.customer(fresh), QByteArray("none"));
        QCOMPARE(young.customer(fresh), QByteArray("First Elm 5")); // the person sees it all the time
        const auto upgraded = upgradeServer(server.order());
        QVERIFY2(upgraded, upgraded ? "" : qPrintable(upgraded.error().detail));
        young.syncer->forgetConnection();
        young.talk();
        QCOMPARE(young.left().deeds, 0);
        young.talk();
        QCOMPARE(young.customer(fresh), QByteArray("First Elm 5"));
        old.talk();
        QCOMPARE(old.customer(fresh), QByteArray("First Elm 0"));
        QCOMPARE(server.chief()->query("SELECT created FROM updesk.customer WHERE last='Elm'")->number(0, 0), 5);
        QVERIFY(setbacks(*young.database)->empty());
    }
    // What is in doubt about a call is never left behind for an older server's sake; what is sound does not wait.
    void aCallByATurnedClockWaitsForAnOlderServer()
    {
        SyncServer server(oldTables(), 1);
        Desk young(server, "ann", Desk::Age::New), old(server, "bob", Desk::Age::Old);
        const Activity sound = aCall(1, 0), marked = aCall(2, -2400);
        QVERIFY(young.write(put(kActivity, sound)));
        QVERIFY(young.write(put(kActivity, marked)));
        young.talk();
        QCOMPARE(young.left().held, 1);
        old.talk();
        QCOMPARE(old.call(sound), QByteArray("4 0"));
        QCOMPARE(old.call(marked), QByteArray("none"));
        QVERIFY(upgradeServer(server.order()));
        young.syncer->forgetConnection();
        young.talk();
        QCOMPARE(young.left().deeds, 0);
        QCOMPARE(server.chief()->query("SELECT sum(clock_jump) FROM updesk.activity")->number(0, 0), -2400);
        old.talk();
        QCOMPARE(old.call(marked), QByteArray("4 0")); // it does not know
        const Activity own = aCall(3, 0);
        QVERIFY(old.write(put(kActivity, own)));
        old.talk();
        young.talk();
        QCOMPARE(young.call(own), QByteArray("4 0"));
        old.open(Desk::Age::New);
        old.talk();
        QCOMPARE(old.call(marked), QByteArray("4 -2400"));
    }
    void aDeskThatIsTooOldReadsAndKeepsItsOwn()
    {
        const SyncServer server;
        Desk desk(server, "ann", Desk::Age::New), other(server, "bob", Desk::Age::New);
        const auto chief = server.chief();
        QVERIFY(chief->execute("UPDATE updesk.meta SET min_client=schema_ver+1"));
        const Customer mine = aCustomer(1), theirs = aCustomer(2);
        QVERIFY(desk.write(put(kCustomer, mine)));
        desk.talk();
        QCOMPARE(desk.left().deeds, 1);
        QCOMPARE(desk.left().held, 0);
        QVERIFY(chief->execute("UPDATE updesk.meta SET min_client=0"));
        QVERIFY(other.write(put(kCustomer, theirs)));
        other.talk();
        QVERIFY(chief->execute("UPDATE updesk.meta SET min_client=schema_ver+1"));
        desk.syncer->forgetConnection();
        desk.talk();
        QCOMPARE(desk.customer(theirs), QByteArray("First  0")); // it reads
        QCOMPARE(desk.left().deeds, 1);
        QVERIFY(chief->execute("UPDATE updesk.meta SET min_client=0"));
        desk.syncer->forgetConnection();
        desk.talk();
        QCOMPARE(desk.left().deeds, 0);
        other.talk();
        QCOMPARE(other.customer(mine), QByteArray("First  0"));
    }
};

UPDESK_TEST(TestOldAndNew);
#include "tst_oldandnew.moc"
