// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/disposal.h"
#include "core/desk/erasing.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/people/erasure.h"
#include "core/store/check.h"
#include "core/store/erase.h"
#include "core/sync/serverbackup.h"
#include "core/sync/servererase.h"
#include "tests/support/shareddesk.h"

#include <QProcess>

using namespace updesk;

/// A manager erases somebody for good, and every desk and the server forget.
class TestEraseDesks : public QObject
{
    Q_OBJECT

    static constexpr const char *kSaid[] = {"Tremblay", "tremblay", "person2@", "552010002", "0002552", "hush hush"};

    /// A store with people, and the desks of a manager and of two salespeople.
    struct World {
        SyncServer server;
        std::unique_ptr<TestStore> lone;
        std::unique_ptr<SharedDesk> meg, ann, bob;
        Captured one, other;

        explicit World()
        {
            lone = adopted(server, 0);
            Pusher ida(server, "ida");
            for (const auto &[login, role] : {std::pair("meg", "3"), std::pair("pia", "4")})
                ida.push({Pusher::put("person", server.person(login).value,
                    QByteArray("\"name\":\"") + login + "\",\"login\":\"" + login
                        + "\",\"active\":1,\"role\":" + role)});
            meg = std::make_unique<SharedDesk>(server, lone->clock, "meg");
            ann = std::make_unique<SharedDesk>(server, lone->clock, "ann");
            bob = std::make_unique<SharedDesk>(server, lone->clock, "bob");
            for (SharedDesk *desk : {meg.get(), ann.get(), bob.get()})
                desk->talk();
            one = *capture(*ann->session, lone->webLead(2));
            other = *capture(*ann->session, lone->webLead(3));
            if (!addNote(*ann->session, one.lead, QStringLiteral("hush hush: Tremblay may come on Friday")))
                qFatal("note");
            round();
        }
        void round()
        {
            for (SharedDesk *desk : {meg.get(), ann.get(), bob.get(), meg.get(), ann.get()})
                desk->talk();
        }
        std::vector<SharedDesk *> all() const { return {meg.get(), ann.get(), bob.get()}; }
        Result<ErasedPerson> erase() { return erasePerson(*meg->session, one.customer, QStringLiteral("Tremblay")); }
        /// All that the server's tables hold.
        QByteArray whole() const
        {
            const auto chief = server.chief();
            const auto tables = chief->query("SELECT relname::text FROM pg_class WHERE relkind='r'"
                                             " AND relnamespace='updesk'::regnamespace ORDER BY 1");
            QByteArray text;
            for (int i = 0; i < tables->count(); ++i)
                text += chief->query("SELECT string_agg(t::text, E'\\n') FROM updesk." + tables->bytes(i, 0) + " t")
                            ->bytes(0, 0);
            return text;
        }
    };

    static QByteArray bytesOf(const QString &path)
    {
        QByteArray all;
        for (const QString &name : {path, path + QStringLiteral("-wal")}) {
            QFile file(name);
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    static void saysNothing(const QByteArray &bytes, const char *where)
    {
        QVERIFY(!bytes.isEmpty());
        for (const char *said : kSaid)
            QVERIFY2(!bytes.contains(said), qPrintable(QLatin1String(where) + u' ' + QLatin1String(said)));
    }
    static void forgotten(World &world)
    {
        saysNothing(world.whole(), "server");
        for (SharedDesk *desk : world.all()) {
            saysNothing(bytesOf(desk->path), qPrintable(desk->path));
            const auto checked = checkStore(desk->session->database());
            QVERIFY(checked);
            for (const auto &fault : checked->faults)
                QFAIL(qPrintable(desk->path + u' ' + fault.table + u'.' + fault.column));
            QCOMPARE(desk->rows(), world.meg->rows());
        }
        const auto report = checkServer(*world.server.chief());
        QVERIFY(report);
        for (const auto &fault : report->faults)
            QFAIL(qPrintable(fault.what + u' ' + fault.table + u' ' + QString::number(fault.place)));
    }
    static Pg::Options admin(const World &world)
    {
        Pg::Options options = Postgres::shared().at({});
        options.url = Postgres::shared().url(world.server.database);
        return options;
    }
    static void putBack(const World &world, const QString &dump)
    {
        Pg::Options first = Postgres::shared().at(QStringLiteral("postgres"));
        first.statementLimit = 0;
        const auto pg = Pg::open(first);
        QVERIFY(pg);
        const QByteArray name = world.server.database.toLatin1();
        QVERIFY((*pg)->execute("DROP DATABASE " + name + " WITH (FORCE)"));
        QVERIFY((*pg)->execute("CREATE DATABASE " + name + " TEMPLATE template0"));
        const Pg::Options to = admin(world);
        QProcess restore;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PGPASSWORD"), to.password);
        environment.insert(QStringLiteral("PGUSER"), to.login);
        restore.setProcessEnvironment(environment);
        restore.start(QStringLiteral("/usr/lib/postgresql/15/bin/pg_restore"),
            {QStringLiteral("--exit-on-error"), QStringLiteral("--dbname=") + to.url, dump});
        QVERIFY(restore.waitForFinished(120'000));
        QVERIFY2(restore.exitCode() == 0, restore.readAllStandardError().constData());
    }

private Q_SLOTS:
    void everyDeskAndTheServerForget()
    {
        World world;
        QVERIFY(world.whole().contains("Tremblay"));
        QVERIFY(bytesOf(world.bob->path).contains("Tremblay"));
        const auto gone = world.erase();
        QVERIFY2(gone, gone ? "" : qPrintable(gone.error().subject + gone.error().detail));
        QVERIFY(gone->waits);
        // What only waits for the server can still be refused by it: until then nothing is lost here.
        QVERIFY(!load(world.meg->session->database(), kCustomer, world.one.customer.value)->last.isEmpty());
        world.round();
        world.bob->talk();
        forgotten(world);
        const QByteArray id = world.one.lead.value.hex();
        QCOMPARE(world.server.chief()->query("SELECT closed FROM updesk.lead WHERE id='" + id + "'")->number(0, 0),
            int(Closed::Lost));
        QVERIFY(bytesOf(world.bob->path).contains("Nair"));
        QVERIFY(world.whole().contains("Nair"));
        for (SharedDesk *desk : world.all()) {
            QCOMPARE(desk->count("setback"), 0);
            QVERIFY(desk->count("suppression") == 2);
        }
    }
    void aDeskThatWasAwayBringsNothingBack()
    {
        World world;
        QVERIFY(addNote(*world.bob->session, world.one.lead, QStringLiteral("hush hush, said Bob")));
        QVERIFY(doDeed(*world.bob->session, "phone", {}, [&](Transaction &tx) {
            Phone phone;
            phone.id = {tx.freshId()};
            phone.customer = world.one.customer;
            phone.typed = phone.e164 = QStringLiteral("+15552010002");
            return apply(tx, put(kPhone, phone));
        }));
        QVERIFY(addNote(*world.bob->session, world.other.lead, QStringLiteral("of another")));
        QVERIFY(world.erase());
        world.meg->talk();
        world.meg->talk();
        saysNothing(world.whole(), "server");
        world.bob->talk();
        world.round();
        QCOMPARE(world.bob->count("activity WHERE body='of another'"), 1);
        QVERIFY(world.bob->count("setback WHERE why='erased'") > 0);
        forgotten(world);
    }
    void aDeskThatDiesAfterTheServerTookItErasesWhenItComesAgain()
    {
        World world;
        QVERIFY(world.erase());
        {
            auto remote = world.meg->way()(world.meg->session->database())();
            QVERIFY(remote && (*remote)->hello(syncSchema(99)));
            Outlook outlook;
            const auto batch = nextBatch(world.meg->session->database(), **remote, 99999, {}, outlook);
            QVERIFY(batch && !batch->deeds.empty());
            QVERIFY((*remote)->push(batch->who, batch->deeds)); // and no answer is written down
        }
        saysNothing(world.whole(), "server");
        QVERIFY(bytesOf(world.meg->path).contains("Tremblay"));
        world.round();
        world.bob->talk();
        forgotten(world);
        QCOMPARE(world.server.chief()->query("SELECT count(*) FROM updesk.erasure")->number(0, 0), 1);
    }
    void twoManagersAtOnceEraseOnce()
    {
        World world;
        SharedDesk pia(world.server, world.lone->clock, "pia");
        pia.talk();
        QVERIFY(world.erase());
        QVERIFY(erasePerson(*pia.session, world.one.customer, QStringLiteral("Tremblay")));
        world.meg->talk();
        pia.talk();
        world.round();
        world.bob->talk();
        pia.talk();
        forgotten(world);
        saysNothing(bytesOf(pia.path), "pia");
        QCOMPARE(pia.rows(), world.meg->rows());
    }
    // The history tells nothing of how it ended any more.
    void thePlanOfWhoWasErasedIsNotSetGoingAgain()
    {
        World world;
        Pusher ann(world.server, "ann"), meg(world.server, "meg");
        const Id plan = Pusher::fresh(), running = Pusher::fresh();
        const QByteArray of = "\"lead_id\":\"" + world.one.lead.value.hex() + "\"";
        const QByteArray stopped = "\"state\":2,\"ended\":7", runs = "\"state\":0,\"ended\":0";
        for (const Id &one : {plan, running})
            QCOMPARE(Pusher::outcome(ann.push({Pusher::put("enrolment", one, of)})), QStringLiteral("ok"));
        const auto set = [&](const Id &row, const QByteArray &fields, const QByteArray &seen) {
            (void)ann.push({Pusher::set("enrolment", row, fields, seen)});
            return ann.row("enrolment", row)[QLatin1String("state")].toInt();
        };
        QCOMPARE(set(plan, stopped, runs), 2);
        QCOMPARE(set(plan, runs, stopped), 0);
        QCOMPARE(set(plan, stopped, runs), 2);
        QCOMPARE(Pusher::outcome(meg.push({Pusher::put("erasure", Pusher::fresh(),
                     "\"customer_id\":\"" + world.one.customer.value.hex() + "\",\"at\":7")})),
            QStringLiteral("ok"));
        QCOMPARE(set(plan, runs, stopped), 2); // an undo that comes late
        QCOMPARE(set(running, runs, stopped), 2); // the erasure has ended it
    }
    void whoMayNotEraseIsRefusedByTheServer()
    {
        World world;
        const QByteArray before =
            world.server.chief()
                ->query("SELECT last FROM updesk.customer WHERE id='" + world.one.customer.value.hex() + "'")
                ->bytes(0, 0);
        QCOMPARE(before, QByteArray("Tremblay"));
        const auto of = [&](CustomerId customer) {
            return "\"customer_id\":\"" + customer.value.hex() + "\",\"at\":7";
        };
        Pusher ann(world.server, "ann"), cy(world.server, "cy", SyncServer::kOther), meg(world.server, "meg");
        QCOMPARE(Pusher::outcome(ann.push({Pusher::put("erasure", Pusher::fresh(), of(world.one.customer))})),
            QStringLiteral("rejected:role"));
        QCOMPARE(Pusher::outcome(ann.push({Pusher::put("suppression", Pusher::fresh(), "\"hash\":\"a\"")})),
            QStringLiteral("rejected:role"));
        QCOMPARE(Pusher::outcome(cy.push({Pusher::put("erasure", Pusher::fresh(), of(world.one.customer))})),
            QStringLiteral("rejected:role"));
        const Id theirs = Pusher::fresh();
        QVERIFY(!cy.push({Pusher::put("customer", theirs, "\"last\":\"Secret\"")}).isEmpty());
        QCOMPARE(Pusher::outcome(meg.push({Pusher::put("erasure", Pusher::fresh(), of(CustomerId{theirs}))})),
            QStringLiteral("rejected:store"));
        for (const char *sql : {"SELECT updesk.erase_customer(gen_random_uuid(), gen_random_uuid(), 1, 1)",
                 "SELECT updesk.replay_erasure('{}')", "SELECT updesk.erasure_list()",
                 "SELECT * FROM updesk.erased_row", "SELECT updesk.forget_ops(gen_random_uuid(), '{}', '{}', '{}', 1)",
                 "DELETE FROM updesk.erasure", "UPDATE updesk.op_log SET body=NULL"}) {
            for (const char *login : {"ann", "meg"})
                QVERIFY2(!world.server.as(login)->query(sql), sql);
        }
        QVERIFY(world.whole().contains("Tremblay") && world.whole().contains("Secret"));
    }
    void aBodyThatNoErasureNamesIsAFault()
    {
        World world;
        QVERIFY(world.erase());
        world.round();
        QVERIFY(checkServer(*world.server.chief())->sound());
        QVERIFY(world.server.chief()->execute(
            "UPDATE updesk.op_log SET body=NULL, salt=NULL WHERE row_id='" + world.other.customer.value.hex() + "'"));
        const auto report = checkServer(*world.server.chief());
        QVERIFY(report && !report->sound());
        QCOMPARE(report->faults.front().what, QStringLiteral("body"));
    }
    void aServerThatWasSetBackIsToldByAManagersDesk()
    {
        World world;
        const QTemporaryDir folder;
        const auto backup = backUpServer(admin(world), folder.path(), QStringLiteral("yesterday"));
        QVERIFY(backup);
        QVERIFY(world.erase());
        world.round();
        world.bob->talk();
        // So that the erasing desk's own deed is not what does it.
        QVERIFY(world.meg->session->database().execute("UPDATE deed SET epoch=-1 WHERE verb IN ('erase','erase_end')"));
        putBack(world, backup->dump);
        QVERIFY(world.whole().contains("Tremblay"));
        for (SharedDesk *desk : world.all())
            QVERIFY(!desk->syncer->turn().online);
        world.bob->talk(); // a salesperson's desk comes first
        saysNothing(bytesOf(world.bob->path), "bob");
        for (int i = 0; i < 2; ++i) {
            world.round();
            world.bob->talk();
        }
        forgotten(world);
        QCOMPARE(world.server.chief()->query("SELECT count(*) FROM updesk.suppression")->number(0, 0), 2);
    }
    void aRestoreDrillReplaysTheListAndLooksForWhatIsLeft()
    {
        World world;
        const QTemporaryDir folder;
        const QString list = folder.filePath(QStringLiteral("erasures"));
        const auto backup = backUpServer(admin(world), folder.path(), QStringLiteral("yesterday"));
        QVERIFY(backup);
        QVERIFY(world.erase());
        world.round();
        QCOMPARE(*keepErasures(*world.server.chief(), list), 1);
        const auto drill = drillRestore(admin(world), backup->dump, world.server.setup, Pusher::fresh(), list);
        QVERIFY2(drill, drill ? "" : qPrintable(drill.error().detail));
        QVERIFY(drill->report.sound() && drill->filled > 0);
        QCOMPARE(drill->replayed.done, 1);
        QCOMPARE(drill->left, 0);
        const auto none =
            drillRestore(admin(world), backup->dump, world.server.setup, Pusher::fresh(), list + QStringLiteral("x"));
        QVERIFY(!none && none.error().code == Error::Code::NotFound);
        // What came past the erasing is found by what it hangs on.
        QVERIFY(world.server.chief()->execute("INSERT INTO updesk.phone(id,store_id,seq,customer_id,typed) SELECT"
                                              " gen_random_uuid(),store_id,1,id,'555' FROM updesk.customer WHERE id='"
            + world.one.customer.value.hex() + "'"));
        QCOMPARE(*erasedLeft(*world.server.chief(), world.server.setup.tables), 1);
    }
    // Whatever the desk knows of the hold, or the program of it.
    void aLegalHoldKeepsThemAtTheServerToo()
    {
        World world;
        SharedDesk pia(world.server, world.lone->clock, "pia");
        pia.talk();
        QVERIFY(setLegalHold(*world.meg->session, world.one.customer, QStringLiteral("Ames v. Tremblay")));
        world.meg->talk();
        QVERIFY(erasePerson(*pia.session, world.one.customer, QStringLiteral("Tremblay"))); // has not heard of it
        pia.talk();
        QVERIFY(pia.count("setback WHERE why='legal_hold'") > 0);
        QCOMPARE(pia.count("erasure") + pia.count("suppression"), 0);
        QVERIFY(!load(pia.session->database(), kCustomer, world.one.customer.value)->last.isEmpty());
        QVERIFY(world.whole().contains("Tremblay"));
        Pusher psql(world.server, "meg");
        const QByteArray of = "\"customer_id\":\"" + world.one.customer.value.hex() + "\",\"at\":7";
        const auto erased = [&] { return Pusher::outcome(psql.push({Pusher::put("erasure", Pusher::fresh(), of)})); };
        QCOMPARE(erased(), QStringLiteral("rejected:legal_hold"));
        QVERIFY(world.whole().contains("Tremblay"));
        QCOMPARE(erased(), QStringLiteral("rejected:legal_hold"));
        QCOMPARE(Pusher::outcome(psql.push({Pusher::put("erasure", Pusher::fresh(), of)}, 0, "erase_again")),
            QStringLiteral("rejected:legal_hold")); // this server was never set back
        QVERIFY(liftLegalHold(*world.meg->session, world.one.customer, QStringLiteral("settled")));
        world.meg->talk();
        QVERIFY(world.erase());
        world.round();
        world.bob->talk();
        pia.talk();
        forgotten(world);
    }
    void whoIsNoManagerNeitherSetsAHoldNorTakesOneOff()
    {
        World world;
        QVERIFY(setLegalHold(*world.meg->session, world.one.customer, QStringLiteral("Ames v. Tremblay")));
        world.meg->talk();
        const Id hold = world.server.chief()->query("SELECT id FROM updesk.tag WHERE tag LIKE 'hold:%'")->id(0, 0);
        Pusher ann(world.server, "ann"), psql(world.server, "meg");
        const QByteArray one = "\"" + world.one.customer.value.hex() + "\"",
                         two = "\"" + world.other.customer.value.hex() + "\"";
        const auto refused = [&](const QList<QByteArray> &ops, int n = 1) {
            return Pusher::outcome(ann.push(ops), n) == QLatin1String("rejected:role");
        };
        QVERIFY(refused({Pusher::set("tag", hold, "\"deleted\":1", "\"deleted\":0")}));
        QVERIFY(refused({Pusher::set("tag", hold, "\"tag\":\"vip\"", "")}));
        QVERIFY(refused({Pusher::set("tag", hold, "\"customer_id\":" + two, "\"customer_id\":" + one)}));
        QVERIFY(refused({Pusher::set("tag", hold, "\"customer_id\":" + two, "\"customer_id\":" + one, "merge")}));
        for (const char *tag : {"hold::1:x", "lifted hold::1:x"})
            QVERIFY(
                refused({Pusher::put("tag", Pusher::fresh(), "\"customer_id\":" + two + ",\"tag\":\"" + tag + '"')}));
        const Id plain = Pusher::fresh();
        QCOMPARE(Pusher::outcome(ann.push({Pusher::put("tag", plain, "\"customer_id\":" + two + ",\"tag\":\"vip\"")})),
            QStringLiteral("ok"));
        QVERIFY(refused({Pusher::set("tag", plain, "\"tag\":\"hold::1:x\"", "\"tag\":\"vip\"")}));
        // A merge takes the hold along, and who takes the merge back and leaves it there sets nobody free.
        const auto move = [&](const QByteArray &from, const QByteArray &to) {
            return Pusher::set("tag", hold, "\"customer_id\":" + to, "\"customer_id\":" + from, "merge");
        };
        const auto joined = ann.push({Pusher::set("customer", world.one.customer.value, "\"merged_into\":" + two,
                                          "\"merged_into\":null", "merge"),
            move(one, two)});
        QCOMPARE(Pusher::outcome(joined, 1) + Pusher::outcome(joined, 2), QStringLiteral("okok"));
        QCOMPARE(Pusher::outcome(ann.push({Pusher::set("customer", world.one.customer.value, "\"merged_into\":null",
                     "\"merged_into\":" + two, "merge")})),
            QStringLiteral("ok"));
        for (const QByteArray &customer : {one, two})
            QCOMPARE(
                Pusher::outcome(psql.push({Pusher::put("erasure", Pusher::fresh(), "\"customer_id\":" + customer)})),
                QStringLiteral("rejected:legal_hold"));
    }
    // The copy is from while a hold stood that was taken off later, and who took it off has not come back yet.
    void anErasureIsDoneOnceMoreThoughTheCopyHasAHold()
    {
        World world;
        QVERIFY(setLegalHold(*world.meg->session, world.one.customer, QStringLiteral("Ames v. Tremblay")));
        world.round();
        const QTemporaryDir folder;
        const QString list = folder.filePath(QStringLiteral("erasures"));
        const auto backup = backUpServer(admin(world), folder.path(), QStringLiteral("yesterday"));
        QVERIFY(backup);
        QVERIFY(liftLegalHold(*world.meg->session, world.one.customer, QStringLiteral("settled")));
        world.meg->talk();
        QVERIFY(world.erase());
        world.round();
        world.bob->talk();
        QCOMPARE(*keepErasures(*world.server.chief(), list), 1);
        const auto drill = drillRestore(admin(world), backup->dump, world.server.setup, Pusher::fresh(), list);
        QVERIFY2(drill, drill ? "" : qPrintable(drill.error().detail));
        QVERIFY(drill->replayed.done == 1 && drill->left == 0);
        QVERIFY(world.meg->session->database().execute(
            "UPDATE deed SET epoch=-1 WHERE verb IN ('erase','erase_end','lift_hold')"));
        putBack(world, backup->dump);
        for (SharedDesk *desk : world.all())
            QVERIFY(!desk->syncer->turn().online);
        for (int i = 0; i < 3; ++i) {
            world.round();
            world.bob->talk();
        }
        forgotten(world);
    }
    // A desk of the version before says it as any erasure, all that it holds in one deed.
    void anOlderDeskErasesOnceMoreAtACopyThatHasAHold()
    {
        World world;
        QVERIFY(setLegalHold(*world.meg->session, world.one.customer, QStringLiteral("Ames v. Tremblay")));
        world.round();
        Pusher older(world.server, "meg");
        const Time now = SystemClock().now();
        const Id row = Pusher::fresh();
        const auto erased = [&](Time at) {
            const QByteArray of = "\"at\":" + QByteArray::number(at);
            const auto told = older.push(
                {Pusher::put("erasure", row, "\"customer_id\":\"" + world.one.customer.value.hex() + "\"," + of),
                    Pusher::put("suppression", Pusher::fresh(), "\"erasure_id\":\"" + row.hex() + "\"," + of)},
                now, "erase");
            return Pusher::outcome(told, 1) + u' ' + Pusher::outcome(told, 2);
        };
        const QString refused = QStringLiteral("rejected:legal_hold rejected:legal_hold");
        QCOMPARE(erased(now - kDay), refused); // this server was never set back
        QVERIFY(world.server.chief()->execute("UPDATE updesk.known_generation SET generation='before'"));
        QCOMPARE(erased(now), refused); // a new one, of somebody who is kept
        QVERIFY(world.whole().contains("Tremblay"));
        QCOMPARE(erased(now - kDay), QStringLiteral("ok ok"));
        saysNothing(world.whole(), "server");
    }
    void theListIsReplayedAfterARestore()
    {
        World world;
        const QTemporaryDir folder;
        const QString list = folder.filePath(QStringLiteral("erasures"));
        const auto backup = backUpServer(admin(world), folder.path(), QStringLiteral("yesterday"));
        QVERIFY(backup);
        QVERIFY(world.erase());
        world.round();
        QCOMPARE(*keepErasures(*world.server.chief(), list), 1);
        QCOMPARE(*keepErasures(*world.server.chief(), list), 1);
        saysNothing(bytesOf(list), "list");
        putBack(world, backup->dump);
        const auto replayed = replayErasures(*world.server.chief(), list);
        QVERIFY2(replayed, replayed ? "" : qPrintable(replayed.error().detail));
        QCOMPARE(replayed->done, 1);
        saysNothing(world.whole(), "server");
        QVERIFY(checkServer(*world.server.chief())->sound());
        QCOMPARE(replayErasures(*world.server.chief(), list)->known, 1);
        QFile file(list);
        QVERIFY(file.open(QIODevice::Append) && file.write("nonsense\n") > 0);
        file.close();
        QCOMPARE(replayErasures(*world.server.chief(), list).error().code, Error::Code::Damaged);
        QCOMPARE(replayErasures(*world.server.chief(), folder.filePath(QStringLiteral("no"))).error().code,
            Error::Code::NotFound);
    }
};
UPDESK_TEST(TestEraseDesks);
#include "tst_erasedesks.moc"
