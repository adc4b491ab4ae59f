// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/derived.h"
#include "core/people/customer.h"
#include "core/people/staff.h"
#include "core/store/check.h"
#include "core/sync/copyrow.h"
#include "core/sync/fill.h"
#include "core/sync/inbox.h"
#include "core/sync/adopt.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/original.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// A file that has just joined.
class FreshDesk
{
public:
    FreshDesk(const SyncServer &server, const Clock &clock, const char *login, int store = SyncServer::kStore)
        : options(server.options(login))
    {
        open(clock);
        const auto pg = Pg::open(options);
        if (!pg || !joinServer(*database, **pg, options, store))
            qFatal("join %s", login);
        place = *serverPlace(*database);
    }
    void open(const Clock &clock)
    {
        database.reset();
        database = std::move(*Database::open(dir.filePath(QStringLiteral("desk")), deskSetup(clock)));
    }
    std::unique_ptr<Pg> pg() const { return std::move(*Pg::open(options)); }
    /// All rows by pull alone, as a desk had them before there were fills.
    void pullAll(const Clock &clock)
    {
        QVERIFY(database->query("DELETE FROM state WHERE k LIKE 'bring%'").run());
        talk(clock);
    }
    void talk(const Clock &clock)
    {
        const auto remote = connectTo(place, options.password, *database);
        QVERIFY(remote);
        Exchange exchange(*database, **remote, place.store, clock);
        QVERIFY(exchange.hello());
        for (bool more = true; more;) {
            const auto done = exchange.run();
            QVERIFY2(done, qPrintable(done ? QString() : done.error().subject + u' ' + done.error().detail));
            more = done->filling;
        }
    }
    QByteArray rowsOf(const QByteArray &table, const QByteArray &columns)
    {
        QByteArray all;
        Query q = database->once("SELECT " + columns + " FROM " + table + " ORDER BY 1");
        while (q.next())
            all += table + ' ' + q.bytes(0) + '\n';
        return all;
    }
    QByteArray rows()
    {
        QByteArray all = rowsOf("word", "word||quote(customer_id)");
        for (const Table *table : database->setup().tables) {
            QByteArray columns = "quote(id)||quote(store_id)||quote(seq)";
            for (int i = 0; i < table->count; ++i)
                columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
            all += rowsOf(table->name, columns);
        }
        return all + rowsOf("lead_now", "quote(lead_id)||stage||','||attempts||','||grp||','||inquiries||','||wants");
    }
    qint64 count(const QByteArray &from)
    {
        Query q = database->once("SELECT count(*) FROM " + from);
        return q.next() ? q.number(0) : -1;
    }

    QTemporaryDir dir;
    Pg::Options options;
    ServerPlace place;
    std::unique_ptr<Database> database;
};

/// First fills of real desks from a real PostgreSQL.
class TestFill : public QObject
{
    Q_OBJECT
    /// A store of `leads`, each with what an inquiry brings; every third was closed ten months ago.
    struct Shared {
        explicit Shared(int leads)
        {
            for (int i = 0; i < leads; ++i)
                lone.add(lone.webLead(i));
            const auto sent = adoptStore(lone->database(), server.as("ida"), server.options("ida"), lone.clock);
            if (!sent)
                qFatal("adopt: %s %s", qPrintable(sent.error().subject), qPrintable(sent.error().detail));
            for (int i = 2; i < leads; i += 3)
                closeAt(i, lone.clock.now() - 300 * kDay);
        }
        /// The lead of this place in the order of ids, from 0.
        void closeAt(int lead, Time at)
        {
            alter("UPDATE updesk.lead SET closed=2, received=" + QByteArray::number(at - kDay)
                + ", closed_at=" + QByteArray::number(at) + " WHERE id=(SELECT id FROM updesk.lead ORDER BY id OFFSET "
                + QByteArray::number(lead) + " LIMIT 1)");
        }
        /// Without a new number, as rows stood before this desk came.
        void alter(const QByteArray &sql)
        {
            const auto done = server.chief()->execute(sql);
            if (!done)
                qFatal("%s", qPrintable(done.error().detail));
        }
        SyncServer server;
        TestStore lone;
        const Clock &clock() { return lone.clock; }
    };
private Q_SLOTS:
    void aFilledDeskIsTheSameAsOneThatPulledEveryRow()
    {
        Shared shared(9);
        shared.alter(R"(UPDATE updesk.customer SET company=E'tab\tline\nback\\slash \\N \\x41 Ä' WHERE full_name<>'')");
        shared.alter(
            R"(INSERT INTO updesk.original(id, store_id, seq, name, arrived) SELECT gen_random_uuid(), 1, 1, 'a',
            received FROM updesk.lead LIMIT 3)");
        shared.alter(
            R"(INSERT INTO updesk.original_part(id, store_id, seq, original_id, bytes) SELECT gen_random_uuid(),
            1, 1, id, '\x00ff0a095c4e'::bytea FROM updesk.original)");
        shared.alter("UPDATE updesk.lead SET fclk='{\"comments\": 9000000000000000000}' WHERE closed<>0");
        FreshDesk filled(shared.server, shared.clock(), "ann"), pulled(shared.server, shared.clock(), "bob");
        pulled.pullAll(shared.clock());
        filled.talk(shared.clock());
        QCOMPARE(filled.count("lead"), 9);
        QCOMPARE(filled.rows(), pulled.rows());
        QCOMPARE(*fillPass(*filled.database), FillPass::Done);
        for (const char *key : {"clock", "taken.0", "taken.1"})
            QCOMPARE(*filled.database->state(key), *pulled.database->state(key));
        QCOMPARE(*filled.database->state("clock"), 9'000'000'000'000'000'000);
        const auto part = filled.rowsOf("original_part", "hex(bytes)");
        QVERIFY2(part.contains("00FF0A095C4E"), part.constData());
        QVERIFY(filled.rowsOf("customer", "company").contains("tab\tline\nback\\slash \\N \\x41 Ä"));
        const auto faults = derivedFaults(*filled.database, shared.clock().now());
        QVERIFY(faults && faults->empty());
        const auto report = checkStore(*filled.database);
        QVERIFY(report && report->sound());
        // What is there is not asked for again.
        const auto pg = filled.pg();
        QCOMPARE(Fill(*pg, *filled.database, 1).run()->rows, 0);
    }
    void whatIsWorkedOnComesFirstAndThenTheDeskIsUsable()
    {
        Shared shared(9);
        FreshDesk desk(shared.server, shared.clock(), "ann");
        const auto pg = desk.pg();
        const auto first = Fill(*pg, *desk.database, 1).run(0);
        QVERIFY(first && first->more);
        QCOMPARE(*fillPass(*desk.database), FillPass::Rest);
        QCOMPARE(desk.count("lead WHERE closed=0"), 6);
        QCOMPARE(desk.count("lead"), 6);
        QCOMPARE(desk.count("lead_now"), 6);
        QCOMPARE(desk.count("activity"), 6);
        QVERIFY(desk.count("person") > 0 && desk.count("word") > 0);
        QCOMPARE(*desk.database->state("taken.1"),
            (*pg->query("SELECT seq FROM updesk.feed WHERE store_id=1")).number(0, 0));
        desk.talk(shared.clock());
        QCOMPARE(desk.count("lead_now"), 9);
    }
    void aLoanComesWithTheVehicleItIsOwedOn()
    {
        Shared shared(6);
        shared.alter("INSERT INTO updesk.owned_vehicle(id, store_id, seq, customer_id, make)"
                     " SELECT gen_random_uuid(), 1, 1, customer_id, 'Honda' FROM updesk.lead");
        shared.alter("INSERT INTO updesk.loan(id, store_id, seq, owned_vehicle_id, lender)"
                     " SELECT gen_random_uuid(), 1, 1, id, 'Elm Bank' FROM updesk.owned_vehicle");
        FreshDesk desk(shared.server, shared.clock(), "ann"), pulled(shared.server, shared.clock(), "bob");
        const auto pg = desk.pg();
        QVERIFY(Fill(*pg, *desk.database, 1).run(0));
        QCOMPARE(*fillPass(*desk.database), FillPass::Rest);
        QCOMPARE(desk.count("owned_vehicle"), 4);
        QCOMPARE(desk.count("loan"), 4);
        desk.talk(shared.clock());
        pulled.pullAll(shared.clock());
        QCOMPARE(desk.count("loan"), 6);
        QCOMPARE(desk.rows(), pulled.rows());
    }
    // Cut off after every slice, by the end of the connection and of the program; the server works on meanwhile.
    void aFillThatIsCutGoesOnWhereItStood()
    {
        Shared shared(12);
        for (const char *table : {"customer", "phone", "email", "want", "activity", "lead"})
            shared.alter(QByteArray("UPDATE updesk.") + table
                + " t SET seq=n.n FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM"
                  " updesk."
                + table + ") n WHERE n.id=t.id");
        FreshDesk desk(shared.server, shared.clock(), "ann"), pulled(shared.server, shared.clock(), "bob");
        Pusher meg(shared.server, "meg");
        const auto leads = meg.pg->query("SELECT id, closed FROM updesk.lead ORDER BY id");
        QVERIFY(leads);
        qint64 taken = 0;
        int cuts = 0;
        for (; cuts < 500; ++cuts) {
            const auto pg = desk.pg();
            int slices = 0;
            Fill fill(
                *pg, *desk.database, 1, [&](qint64 rows) { taken = rows, ++slices == 1 ? void() : pg->close(); }, 2);
            const auto done = fill.run(kMinute);
            if (done && !done->more)
                break;
            desk.open(shared.clock());
            if (cuts % 7 != 3)
                continue;
            const int n = cuts / 7 % leads->count();
            const bool open = leads->number(n, 1) == 0; // once closed, once opened again
            const auto answer = meg.push({Pusher::set("lead", leads->id(n, 0),
                QByteArray("\"closed\":") + (open ? "2" : "0"), QByteArray("\"closed\":") + (open ? "0" : "2"))});
            QCOMPARE(Pusher::outcome(answer), QStringLiteral("ok"));
        }
        QVERIFY2(cuts > 15 && cuts < 500, qPrintable(QString::number(cuts)));
        desk.talk(shared.clock());
        pulled.pullAll(shared.clock());
        QCOMPARE(desk.rows(), pulled.rows());
        qint64 rows = 0;
        for (const Table *table : desk.database->setup().tables)
            rows += desk.count(table->name);
        QVERIFY2(taken <= rows * 2, qPrintable(QStringLiteral("%1 of %2").arg(taken).arg(rows)));
        QCOMPARE(rebuild(*desk.database, shared.clock().now(), Rebuild::CompareOnly)->differed, 0);
    }
    void whatIsOverForTwentyFiveMonthsStaysAtTheServer()
    {
        Shared shared(6);
        const Time now = shared.clock().now();
        shared.closeAt(0, now - kKeptAtDesk - 2 * kDay);
        shared.closeAt(1, now - kKeptAtDesk + 3 * kDay);
        shared.alter(
            "UPDATE updesk.lead SET received=1 WHERE id=(SELECT id FROM updesk.lead ORDER BY id OFFSET 3 LIMIT 1)");
        FreshDesk filled(shared.server, shared.clock(), "ann"), pulled(shared.server, shared.clock(), "bob");
        filled.talk(shared.clock());
        QCOMPARE(filled.count("lead"), 5);
        QCOMPARE(filled.count("customer"), 6);
        QCOMPARE(filled.count("phone"), 6);
        QCOMPARE(filled.count("activity"), 5);
        QCOMPARE(filled.count("want"), 5);
        QCOMPARE(filled.count("lead WHERE received=1 AND closed=0"), 1);
        // The night takes out of an old desk what a new one is not given.
        pulled.pullAll(shared.clock());
        QCOMPARE(pulled.count("lead"), 6);
        const auto dropped = dropOutOfWindow(*pulled.database, now, 1000);
        QVERIFY(dropped && *dropped > 4);
        QCOMPARE(pulled.rows(), filled.rows());
        QCOMPARE(*dropOutOfWindow(*pulled.database, now, 1000), 0);
        QCOMPARE(pulled.count("deed"), 0);
        const auto report = checkStore(*pulled.database);
        QVERIFY(report && report->sound());
    }
    void theNightSparesWhatTheLogSpeaksOfAndAStoreWithoutAServer()
    {
        Shared shared(3);
        const Time now = shared.clock().now();
        shared.closeAt(0, now - kKeptAtDesk - 2 * kDay);
        FreshDesk desk(shared.server, shared.clock(), "meg");
        desk.pullAll(shared.clock());
        {
            auto tx = Transaction::begin(*desk.database, {desk.place.person, 1});
            Query q = desk.database->query("SELECT w.id FROM want w JOIN lead l ON l.id=w.lead_id WHERE l.closed<>0");
            QVERIFY(tx && tx->start("test") && q.next());
            const Op op{Op::Kind::Set, desk.database->table("want"), q.id(0),
                {{desk.database->table("want")->find("details"), QByteArray("blue"), QByteArray("")}}};
            const auto applied = apply(*tx, op);
            QVERIFY2(applied, qPrintable(applied ? QString() : applied.error().subject));
            QVERIFY(tx->commit());
        }
        QCOMPARE(*dropOutOfWindow(*desk.database, now, 1000), 0);
        QCOMPARE(desk.count("lead"), 3);
        QVERIFY(shared.lone->database().execute("UPDATE lead SET closed=2, received=1, closed_at=1, seq=1; "
                                                "DELETE FROM state WHERE k='joined'"));
        QCOMPARE(*dropOutOfWindow(shared.lone->database(), now, 1000), 0);
    }
    void ownWorkDoneUnderAFillStays()
    {
        Shared shared(6);
        FreshDesk desk(shared.server, shared.clock(), "ann");
        const auto pg = desk.pg();
        QVERIFY(Fill(*pg, *desk.database, 1).run(0)->more);
        // A source comes in the first pass only; a refill brings it once more.
        const auto people = loadAll(*desk.database, kCustomer);
        QVERIFY(people && !people->empty());
        {
            auto tx = Transaction::begin(*desk.database, {desk.place.person, 1});
            QVERIFY(tx && tx->start("test"));
            Customer after = people->front();
            after.company = QStringLiteral("Mine");
            QVERIFY(apply(*tx, set(kCustomer, people->front(), after)));
            QVERIFY(tx->commit());
        }
        {
            auto tx = Transaction::begin(*desk.database, {});
            QVERIFY(tx && beginFill(*tx) && tx->commit());
        }
        const auto again = Fill(*pg, *desk.database, 1).run(kMinute);
        QVERIFY(again && !again->more && again->rows > 0);
        QCOMPARE(desk.count("customer WHERE company='Mine'"), 1);
        desk.talk(shared.clock());
        QCOMPARE((*server(shared, "SELECT count(*) FROM updesk.customer WHERE company='Mine'")).number(0, 0), 1);
    }
    void nobodyIsFilledWithAnotherStoresRows()
    {
        Shared shared(4);
        FreshDesk other(shared.server, shared.clock(), "cy", SyncServer::kOther);
        other.talk(shared.clock());
        QCOMPARE(other.count("lead"), 0);
        QCOMPARE(other.count("customer"), 0);
        QCOMPARE(other.count("person WHERE store_id<>0"), 0);
        // Nor when the file says that it belongs there.
        QVERIFY(other.database->execute("UPDATE state SET v=1 WHERE k='store'"));
        {
            auto tx = Transaction::begin(*other.database, {});
            QVERIFY(tx && beginFill(*tx) && tx->commit());
        }
        const auto pg = other.pg();
        const auto refused = Fill(*pg, *other.database, 1).run();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Denied);
        QCOMPARE(other.count("lead"), 0);
    }
    void aLineThatIsNoRowIsRefused()
    {
        const Table tag = kTag;
        CopyReader reader(tag);
        const QByteArray id = newId(1).hex(), other = newId(2).hex();
        QVERIFY(reader.read(id + "\t1\t7\t0\t0\t" + other + "\ta\\tb\\\\N"));
        QCOMPARE(reader.row().seq, 7);
        QCOMPARE(std::get<QByteArray>(reader.row().fields.back().after), QByteArray("a\tb\\N"));
        QVERIFY(reader.read(id + "\t1\t7\t0\t0\t\\N\t\\N"));
        QVERIFY(std::holds_alternative<std::monostate>(reader.row().fields[1].after));
        for (const QByteArray &line : {QByteArray(), id, id + "\t1\t7\t0\t0\t" + other,
                 id + "\t1\t7\t0\tx\t" + other + "\ta", id + "\t1\t7\t0\t0\t" + other + "\ta\tb",
                 "\\N\t1\t7\t0\t0\t" + other + "\ta", id + "\t1\t7\t0\t0\tzz\ta"}) {
            const auto read = reader.read(line);
            QVERIFY2(!read, line.constData());
            QCOMPARE(read.error().code, Error::Code::Damaged);
        }
    }

private:
    static std::unique_ptr<PgRows> server(Shared &shared, const QByteArray &sql)
    {
        auto rows = shared.server.chief()->query(sql);
        return rows ? std::make_unique<PgRows>(std::move(*rows)) : nullptr;
    }
};
UPDESK_TEST(TestFill);
#include "tst_fill.moc"
