// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/tables.h"
#include "core/people/customer.h"
#include "core/store/transaction.h"
#include "core/sync/join.h"
#include "core/sync/remembered.h"
#include "core/sync/signin.h"
#include "tests/flows/serverprogram.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/silentserver.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>

using namespace updesk;

/// Joining and talking to a shared server from the command line, and what it says when that fails.
class TestJoinCommands : public ServerProgram
{
    Q_OBJECT

    void does(const char *store, const char *who, const char *first = "") const
    {
        FakeClock clock(SystemClock().now());
        const auto database = Database::open(m_program.file(QLatin1String(store)), deskSetup(clock));
        Customer customer;
        customer.id.value = newId(clock.now());
        customer.first = QLatin1String(first);
        auto tx = Transaction::begin(**database, {m_server->person(who), SyncServer::kStore});
        if (!tx || !tx->start("test") || !apply(*tx, put(kCustomer, customer)) || !tx->commit())
            qFatal("deed");
    }

    /// Somebody whose name the desks know.
    void addNamed(const char *login, const char *role) const
    {
        NewMember member;
        member.login = member.name = QLatin1String(login);
        member.store = SyncServer::kStore;
        member.role = QLatin1String(role);
        member.password = SyncServer::passwordOf(member.login);
        if (!addMember(*m_server->chief(), member, SystemClock().now()))
            qFatal("member");
        m_program.write(member.login + QStringLiteral(".pw"), member.password.toUtf8() + '\n');
    }

private Q_SLOTS:
    void initTestCase() { openServer(); }
    void cleanupTestCase() { closeServer(); }

    void aJoinFileAndACodeMakeADesk()
    {
        const auto made = m_program.runBare({QStringLiteral("server"), QStringLiteral("invite"), url(),
            QStringLiteral("--ca"), Postgres::shared().ca(), QStringLiteral("--store"), QStringLiteral("1"),
            QStringLiteral("--name"), QStringLiteral("Ames Motors")});
        QVERIFY2(made.status == 0, made.err.constData());
        QCOMPARE(made.json()[QLatin1String("name")].toString(), QStringLiteral("Ames Motors"));
        QVERIFY(made.err.contains(made.json()[QLatin1String("fingerprint")].toString().toLatin1()));
        const QString file = m_program.write(QStringLiteral("ames.updesk-join"), made.out);
        const auto joined = join("byfile.updesk", QStringLiteral("--invite=") + file, "ann");
        QVERIFY2(joined.status == 0, joined.err.constData());
        QCOMPARE(authoritiesKept().size(), 1);
        QCOMPARE(sync("byfile.updesk", "ann").status, 0);
        const auto code = m_program.runBare({QStringLiteral("server"), QStringLiteral("invite"), url(),
            QStringLiteral("--ca"), Postgres::shared().ca(), QStringLiteral("--code")});
        QVERIFY(code.out.startsWith("UPDESK1-"));
        const auto second =
            join("bycode.updesk", QStringLiteral("--invite=") + QString::fromLatin1(code.out.trimmed()), "bob");
        QVERIFY2(second.status == 0, second.err.constData());
        const auto again = join("byfile.updesk", QStringLiteral("--invite=") + file, "ann");
        QCOMPARE(again.status, 3);
        QVERIFY(again.err.contains("comes with updeskctl sync") && again.err.contains("use server adopt"));
    }
    void aJoinFileThatIsNoneIsToldFromOneThatIsNotWhole()
    {
        const auto said = [&](const QByteArray &bytes) {
            const QString file = m_program.write(QStringLiteral("x.updesk-join"), bytes);
            const auto ran = join("x.updesk", QStringLiteral("--invite=") + file, "ann");
            return ran.status == 0 ? QByteArray("joined") : ran.err;
        };
        const auto made = m_program.runBare({QStringLiteral("server"), QStringLiteral("invite"), url(),
            QStringLiteral("--ca"), Postgres::shared().ca()});
        QVERIFY(said("hello").contains("no join file"));
        QVERIFY(said(made.out.left(200)).contains("not whole"));
        QVERIFY(
            said(QByteArray(made.out).replace("\"updesk-join\": 1", "\"updesk-join\": 2")).contains("newer UpDesk"));
        QVERIFY(said(QByteArray(70'000, 'x')).contains("too large"));
        QVERIFY(said("UPDESK1-abcdefghijk").contains("not whole"));
        QCOMPARE(join("x.updesk", QStringLiteral("--invite=/nowhere"), "ann").status, 4);
        const auto key = m_program.write(
            QStringLiteral("key.pem"), m_program.read(Postgres::shared().ca()) + "-----BEGIN PRIVATE KEY-----\n");
        const auto refused =
            m_program.runBare({QStringLiteral("server"), QStringLiteral("invite"), url(), QStringLiteral("--ca"), key});
        QCOMPARE(refused.status, 3);
        QVERIFY(refused.err.contains("private key") && refused.out.isEmpty());
        QCOMPARE(on("x.updesk", split("join --login ann")).status, 2);
    }
    void whyAJoinFailsIsSaidInWords_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("more");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        const QString port = QString::number(Postgres::shared().port()), ca = QStringLiteral("--ca ");
        const QString own = ca + Postgres::shared().ca(), strange = ca + Postgres::shared().strangersCa();
        const auto row = [](const char *name, const char *before, const QString &address, const char *login,
                             const QString &more, int status, const char *words) {
            QTest::newRow(name) << QByteArray(before) << address << QString::fromLatin1(login) << more << status
                                << QByteArray(words);
        };
        row("unknown login", "SELECT 1", url(), "nobody", {}, 3, "no such login with this password");
        row("wrong password", "ALTER ROLE bob PASSWORD 'other'", url(), "bob", {}, 3,
            "no such login with this password");
        row("closed login", "ALTER ROLE bob NOLOGIN PASSWORD 'bob-password'", url(), "bob", {}, 3, "login is closed");
        row("untrusted", "SELECT 1", url(), "ann", strange, 3, "not of this store's authority");
        row("another name", "SELECT 1", QStringLiteral("postgresql://localhost:%1/x").arg(port), "ann", own, 3,
            "names another host");
        row("no database", "SELECT 1", Postgres::shared().url(QStringLiteral("nowhere")), "ann", {}, 4,
            "no such database");
        row("no UpDesk", "SELECT 1", Postgres::shared().url(QStringLiteral("postgres")), "chief", {}, 4,
            "no UpDesk in this database");
        row("no server", "SELECT 1", QStringLiteral("postgresql://127.0.0.1:1/x"), "ann", {}, 1, "Could not reach");
        row("no address", "SELECT 1", QStringLiteral("nonsense"), "ann", {}, 3, "not one of a database");
        row("no member", "DELETE FROM updesk.member WHERE login='meg'", url(), "meg", {}, 3,
            "does not belong to this store");
        row("no connection left", "ALTER ROLE ann CONNECTION LIMIT 0", url(), "ann", {}, 1, "no connection left");
    }
    void whyAJoinFailsIsSaidInWords()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QString, address);
        QFETCH(const QString, login);
        QFETCH(const QString, more);
        QFETCH(const int, status);
        QFETCH(const QByteArray, words);
        asChief(before);
        const qsizetype kept = authoritiesKept().size();
        const auto ran = join("fails.updesk", address, login.toLatin1().constData(), more.toLatin1().constData());
        asChief("ALTER ROLE ann CONNECTION LIMIT 20; ALTER ROLE bob LOGIN PASSWORD 'bob-password'");
        QVERIFY2(ran.err.contains(words), ran.err.constData());
        QCOMPARE(ran.status, status);
        QCOMPARE(authoritiesKept().size(), kept);
    }
    void commandsActAsWhoseLoginMadeTheDesk()
    {
        const auto setsDays = [&](const char *store, const char *login, const char *role) {
            addNamed(login, role);
            const auto joined = join(store, url(), login);
            return joined.status != 0 ? joined : on(store, {QStringLiteral("sync"), QStringLiteral("--away-days=60")});
        };
        const auto sales = setsDays("ofsal.updesk", "sal", "sales");
        QVERIFY2(sales.status == 3 && sales.err.contains("Only a manager"), sales.err.constData());
        const auto manager = setsDays("ofmia.updesk", "mia", "manager");
        QVERIFY2(manager.status == 0, manager.err.constData());
        const auto sent = sync("ofmia.updesk", "mia");
        QVERIFY2(sent.out.contains("1 deeds sent"), (sent.out + sent.err).constData());
        asChief("DROP OWNED BY sal, mia; DROP ROLE sal, mia");
    }
    void aDeskIsDisposedOfByItsKey()
    {
        addNamed("kim", "sales");
        const QString key = m_program.file(QStringLiteral("desk.key"));
        const auto keyed = [&](const QByteArray &words) {
            return on("gone.updesk", QStringList{QStringLiteral("--key-file"), key} + split(words.constData()));
        };
        const QByteArray joining = "join " + url().toUtf8() + " --login kim --password-file "
            + m_program.file(QStringLiteral("kim.pw")).toUtf8();
        QCOMPARE(keyed(joining).status, 0);
        if (keyed("check --json").json()[QLatin1String("at_rest")] != QLatin1String("encrypted"))
            return; // a build without the cipher
        QCOMPARE(keyed("busy --for 5").status, 0);
        const auto waits = keyed("key --forget");
        QVERIFY2(waits.status == 3 && waits.err.contains("does not have yet: 1"), waits.err.constData());
        QVERIFY(QFile::exists(key));
        const QByteArray talking = "sync --password-file " + m_program.file(QStringLiteral("kim.pw")).toUtf8();
        QCOMPARE(keyed(talking).status, 0);
        QCOMPARE(keyed("key --forget --save x").status, 2);
        const auto gone = keyed("key --forget");
        QVERIFY2(gone.status == 0, gone.err.constData());
        QVERIFY(!QFile::exists(key));
        QVERIFY(keyed("queue").status != 0);
        asChief("DROP OWNED BY kim; DROP ROLE kim");
    }
    void aServerThatMayForgetIsNotUsed()
    {
        QCOMPARE(join("a.updesk", url(), "ann").status, 0);
        asChief("ALTER ROLE ann SET synchronous_commit=off");
        const auto ran = sync("a.updesk", "ann");
        asChief("ALTER ROLE ann RESET synchronous_commit");
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains("may lose what it has taken"), ran.err.constData());
    }
    void anOlderAndANewerServerAreTold()
    {
        QCOMPARE(join("b.updesk", url(), "ann").status, 0);
        does("b.updesk", "ann");
        asChief("UPDATE updesk.meta SET min_client=1000000");
        const auto tooOld = sync("b.updesk", "ann", "--json");
        asChief("UPDATE updesk.meta SET min_client=0, schema_ver=schema_ver-1");
        const auto older = sync("b.updesk", "ann", "--json");
        asChief("UPDATE updesk.meta SET schema_ver=schema_ver+1");
        QVERIFY2(tooOld.err.contains("Update UpDesk here"), tooOld.err.constData());
        QCOMPARE(tooOld.json()[QLatin1String("deeds_sent")].toInt(-1), 0);
        QVERIFY2(older.err.contains("server upgrade"), older.err.constData());
        QCOMPARE(older.json()[QLatin1String("deeds_sent")].toInt(), 1); // what both know goes
        QCOMPARE(sync("b.updesk", "ann").err, QByteArray());
    }
    void aClockThatIsFarOffIsTold()
    {
        QCOMPARE(join("c.updesk", url(), "ann").status, 0);
        const QByteArray form = "CREATE OR REPLACE FUNCTION updesk.now_ms() RETURNS bigint LANGUAGE sql VOLATILE SET"
                                " search_path=updesk,pg_temp AS $$ SELECT (extract(epoch FROM clock_timestamp())*1000)"
                                "::bigint";
        asChief(form + " + 600000 $$");
        const auto behind = sync("c.updesk", "ann");
        asChief(form + " - 600000 $$");
        const auto ahead = sync("c.updesk", "ann");
        asChief(form + " $$");
        QVERIFY2(behind.err.contains("minutes behind the server"), behind.err.constData());
        QVERIFY2(ahead.err.contains("minutes ahead of the server"), ahead.err.constData());
    }
    // As in the window: an old password opens this desk no more, whoever heard of it.
    void whoIsShutOutComesInByNothingThatWasKeptHere()
    {
        QCOMPARE(join("q.updesk", url(), "bob").status, 0);
        FakeClock clock(SystemClock().now());
        FakeSecrets secrets;
        const QString path = m_program.file(QStringLiteral("q.updesk"));
        const Login bob{m_server->person("bob"), QStringLiteral("bob"), SyncServer::passwordOf(QStringLiteral("bob"))};
        {
            const auto database = Database::open(path, deskSetup(clock));
            QVERIFY(keepLogin({**database, secrets, clock}, bob, QStringLiteral("sales")));
        }
        QCOMPARE(sync("q.updesk", "bob").status, 0);
        const auto known = [&] {
            const auto database = Database::open(path, deskSetup(clock));
            const auto one = remembered(**database, QStringLiteral("bob"));
            return one && *one && !(*one)->verifier.isEmpty();
        };
        QVERIFY(known());
        asChief("ALTER ROLE bob PASSWORD 'another'");
        const auto refused = sync("q.updesk", "bob");
        asChief("ALTER ROLE bob PASSWORD '" + bob.password.toLatin1() + '\'');
        QCOMPARE(refused.status, 3);
        QVERIFY(!known());
        const auto database = Database::open(path, deskSetup(clock));
        Query q = (*database)->query("SELECT v FROM desk_setting WHERE k LIKE 'refused:%'");
        QVERIFY(q.next());
        QCOMPARE(q.text(0), QStringLiteral("password"));
    }
    void whoIsNotSignedInIsNamedInTheStatus()
    {
        QCOMPARE(join("d.updesk", url(), "ann").status, 0);
        does("d.updesk", "bob");
        does("d.updesk", "ann");
        const auto ran = sync("d.updesk", "ann", "--json");
        QCOMPARE(ran.json()[QLatin1String("deeds_sent")].toInt(), 1);
        const auto status = on("d.updesk", split("sync --status --json"));
        const QJsonArray people = status.json()[QLatin1String("waiting_people")].toArray();
        QCOMPARE(people.size(), 1);
        QCOMPARE(people[0][QLatin1String("deeds")].toInt(), 1);
        QCOMPARE(people[0][QLatin1String("person")].toString().toLatin1(), m_server->person("bob").value.hex());
        QVERIFY(on("d.updesk", split("sync --status")).out.contains("to sign in"));
    }
    void thatNobodyRunsTheAutomationIsInTheStatus()
    {
        asChief("INSERT INTO updesk.lease VALUES(1, 'auto', gen_random_uuid(), 1, now()-interval '3 minutes')");
        QCOMPARE(join("h.updesk", url(), "ann").status, 0);
        QCOMPARE(sync("h.updesk", "ann").status, 0);
        const int lasts =
            on("h.updesk", split("sync --status --json")).json()[QLatin1String("unhosted_seconds")].toInt();
        QVERIFY2(lasts >= 180 && lasts < 300, QByteArray::number(lasts).constData());
        QVERIFY(on("h.updesk", split("sync --status")).out.contains("no desk of this store runs the automatic work"));
        asChief("UPDATE updesk.lease SET until=now()+interval '1 minute'");
        QCOMPARE(sync("h.updesk", "ann").status, 0);
        const auto hosted = on("h.updesk", split("sync --status --json"));
        QCOMPARE(hosted.json()[QLatin1String("unhosted_seconds")].toInt(-1), 0);
        QVERIFY(!on("h.updesk", split("sync --status")).out.contains("automatic work"));
        asChief("DELETE FROM updesk.lease");
    }
    // Bob had it first; nobody looks at Ann's window for days, and the others must not wait for what she planned.
    void aLostClaimIsSettledBySyncAlone()
    {
        Pusher bob(*m_server, "bob");
        const Id customer = Pusher::fresh(), lead = Pusher::fresh();
        bob.push({Pusher::put("customer", customer, "\"first\":\"Rosa\""),
            Pusher::put("lead", lead, "\"customer_id\":\"" + customer.hex() + '"')});
        QCOMPARE(join("g.updesk", url(), "ann").status, 0);
        const SystemClock clock;
        const QString path = m_program.file(QStringLiteral("g.updesk"));
        {
            const auto session = Session::open(path, clock);
            QVERIFY(session);
            (*session)->setPerson(m_server->person("ann"));
            QVERIFY(claimLead(**session, {lead}));
        }
        const QByteArray own = m_server->person("bob").value.hex();
        QCOMPARE(Pusher::outcome(bob.push(
                     {Pusher::set("lead", lead, "\"owner_id\":\"" + own + '"', "\"owner_id\":null", "claim")})),
            QStringLiteral("won"));
        const auto ran = sync("g.updesk", "ann", "--json");
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.json()[QLatin1String("setbacks")].toInt(), 1);
        QCOMPARE(ran.json()[QLatin1String("deeds_sent")].toInt(), 2); // the claim, and that it is given up
        const auto taken =
            m_server->chief()->query("SELECT count(*) FROM updesk.assignment WHERE lead_id=$1 AND deleted=1", lead);
        QCOMPARE(taken->number(0, 0), 1);
        const auto session = Session::open(path, clock);
        const auto all = notices((*session)->database(), m_server->person("ann"));
        QCOMPARE(std::ranges::count(*all, Notice::Kind::ClaimLost, &Notice::kind), 1);
        QCOMPARE(sync("g.updesk", "ann", "--json").json()[QLatin1String("deeds_sent")].toInt(), 0);
    }
    void withoutAKeyStoreThePasswordIsNeededEachTime()
    {
        const auto joined = join("e.updesk", url(), "ann", "--remember");
        QCOMPARE(joined.status, 0);
        QVERIFY2(joined.err.contains("no key store"), joined.err.constData());
        const auto bare = on("e.updesk", split("sync"));
        QCOMPARE(bare.status, 2);
        QVERIFY(bare.err.contains("--remember"));
        QCOMPARE(sync("e.updesk", "ann").status, 0);
    }
    void aPasswordInTheKeyStoreIsEnough()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty(),
            "install the package gnome-keyring");
        // A keyring of its own, in a home of its own, on a bus of its own.
        const char *script =
            "printf pw | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null 2>&1 &"
            " sleep 2; $1 --store $2 join $3 --login ann --password-file $4 --remember &&"
            " rm $4 && $1 --store $2 sync --json; status=$?; kill $!; exit $status";
        const QString password = m_program.write(QStringLiteral("once.pw"), "nna-password\n");
        const QString home = m_program.file(QStringLiteral("home"));
        QVERIFY(QDir().mkpath(home + QStringLiteral("/run")));
        QFile::setPermissions(
            home + QStringLiteral("/run"), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        QProcess bus;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home);
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home + QStringLiteral("/run"));
        environment.remove(QStringLiteral("XDG_DATA_HOME"));
        bus.setProcessEnvironment(environment);
        bus.start(QStringLiteral("dbus-run-session"),
            {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), QString::fromLatin1(script),
                QStringLiteral("sh"), Program::path(), m_program.file(QStringLiteral("kept.updesk")), url(), password});
        QVERIFY(bus.waitForFinished(60'000));
        const QByteArray said = bus.readAllStandardError();
        QVERIFY2(bus.exitCode() == 0, said.constData());
        QVERIFY(!said.contains("no key store"));
        QVERIFY(bus.readAllStandardOutput().contains("deeds_sent"));
    }
    void whoFollowsIsStoppedAlsoWhileTheServerIsFrozen()
    {
        QCOMPARE(join("followed", url(), "bob").status, 0);
        does("followed", "bob");
        QProcess follows;
        follows.start(Program::path(),
            {QStringLiteral("--store"), m_program.file(QStringLiteral("followed")), QStringLiteral("sync"),
                QStringLiteral("--follow"), QStringLiteral("--password-file"),
                m_program.file(QStringLiteral("bob.pw"))});
        QByteArray said;
        while (!said.contains("1 deeds sent") && follows.waitForReadyRead(20'000))
            said += follows.readAllStandardOutput();
        QVERIFY2(said.contains("1 deeds sent"), said.constData());
        Postgres::shared().freeze();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        QTest::qWait(1000); // it asks twice a second
        QElapsedTimer timer;
        timer.start();
        follows.terminate();
        QVERIFY(follows.waitForFinished(20'000));
        const qint64 took = timer.elapsed();
        qInfo("ended after %lld ms", took);
        QVERIFY(took < kEndsWithin);
        QCOMPARE(follows.exitStatus(), QProcess::NormalExit);
        QCOMPARE(follows.exitCode(), 0);
        QCOMPARE(follows.readAllStandardError(), QByteArray());
    }
    void aFileOfNoServerDoesNotSync()
    {
        QVERIFY(m_program.makeSample());
        const auto ran = m_program.run(split("sync --password-file ann.pw"));
        QCOMPARE(ran.status, 4);
        QVERIFY2(ran.err.contains("belongs to no server"), ran.err.constData());
    }
    void theSecondFactorIsResetByAManagerOnly()
    {
        const auto reset = [&](const char *as, const char *of) {
            return m_program.runBare({QStringLiteral("server"), QStringLiteral("reset-factor"), url(),
                QStringLiteral("--as"), QLatin1String(as), QStringLiteral("--password-file"),
                m_program.file(QLatin1String(as) + QStringLiteral(".pw")), QStringLiteral("--login"),
                QLatin1String(of)});
        };
        asChief("INSERT INTO updesk.factor(login, seed, step) VALUES ('ann', 'sixteen bytes...', 0)");
        QCOMPARE(reset("bob", "ann").status, 3);
        const auto own = reset("ann", "ann");
        QCOMPARE(own.status, 3);
        QVERIFY(own.err.contains("another manager"));
        QCOMPARE(reset("chief", "ann").status, 0);
        QCOMPARE(reset("chief", "ann").status, 4);
    }
};

UPDESK_TEST(TestJoinCommands);
#include "tst_joincommands.moc"
