// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deskclock.h"
#include "core/store/desksetting.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/leads/activity.h"
#include "core/store/compare.h"
#include "core/sync/remembered.h"
#include "core/sync/signin.h"
#include "tests/flows/agentprocess.h"
#include "tests/flows/shop.h"
#include "tests/support/fakecomputer.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/rawsqlite.h"

#include <csignal>

using namespace updesk;

static_assert(int(Activity::Code::ManagerTold) == 4);

/// The program that runs a store's automation, two of them at one store, killed, stopped and cut off.
class TestAgent : public QObject
{
    Q_OBJECT

    static bool becomes(const std::function<bool()> &holds, int within)
    {
        QElapsedTimer waited;
        waited.start();
        while (!holds()) {
            if (waited.elapsed() > within)
                return false;
            QTest::qWait(50);
        }
        return true;
    }

private Q_SLOTS:
    // One story on one clock, because leases take their time to run out.
    void aLateLeadEscalatesOnceWhateverHappensToTheHosts()
    {
        Shop shop;
        AgentProcess one(shop.file("host"), shop.words("host"));
        QVERIFY(one.says("lease epoch=1"));
        AgentProcess two(shop.file("hop"), shop.words("hop"));
        QVERIFY(two.says("online"));
        shop.lateLead(kSecond);
        QVERIFY(becomes([&] { return shop.told() == 1; }, 10'000));

        // Stopped in the middle of its lease: the other acts within 25 s; when it goes on it is no host any more.
        shop.lateLead(2 * kSecond);
        one.signal(SIGSTOP);
        QElapsedTimer stopped;
        stopped.start();
        QVERIFY(becomes([&] { return shop.told() == 2; }, 26'000));
        const qint64 takeover = stopped.elapsed();
        QVERIFY2(takeover <= 25'000, QByteArray::number(takeover).constData());
        QCOMPARE(shop.epoch(), 2);
        QTest::qWait(int(std::max<qint64>(0, 30'000 - stopped.elapsed())));
        one.signal(SIGCONT);
        QVERIFY(one.says("lease-lost"));
        shop.lateLead(kSecond);
        QVERIFY(becomes([&] { return shop.told() == 3; }, 10'000));
        QCOMPARE(shop.epoch(), 2);

        // The server falls over and comes back: both go on by themselves.
        Postgres::shared().kill();
        QVERIFY(two.says("offline"));
        Postgres::shared().start();
        shop.syncer->forgetConnection();
        shop.lateLead(kSecond);
        QVERIFY(becomes([&] { return shop.told() == 4; }, 60'000));

        // Killed: the other acts within 25 s.
        QVERIFY(becomes([&] { return shop.epoch() > 0; }, 10'000));
        const Id holder = shop.server.chief()->query("SELECT holder FROM updesk.lease")->id(0, 0);
        const qint64 before = shop.epoch();
        (holder == shop.firstDesk ? one : two).signal(SIGKILL);
        shop.lateLead(kSecond);
        QElapsedTimer killed;
        killed.start();
        QVERIFY(becomes([&] { return shop.told() == 5; }, 26'000));
        QVERIFY(shop.epoch() > before);
        QVERIFY2(killed.elapsed() <= 25'000, QByteArray::number(killed.elapsed()).constData());
        QCOMPARE(shop.mostOften(), 1);
        qInfo("taken over %lld ms after a stop, %lld ms after a kill", takeover, killed.elapsed());
    }
    // Cut off in the middle of its lease it still acts; by the time that it is back another has the lease and has acted
    // for the same lead.
    void whatAStaleHostHadMadeIsTakenHome()
    {
        Shop shop;
        AgentProcess one(shop.file("host"), shop.words("host"));
        QVERIFY(one.says("lease epoch=1"));
        AgentProcess two(shop.file("hop"), shop.words("hop"));
        QVERIFY(two.says("online"));
        shop.lateLead(8 * kSecond);
        QTest::qWait(2000); // both have it
        QVERIFY(shop.server.chief()->execute("ALTER ROLE host CONNECTION LIMIT 0; SELECT pg_terminate_backend(pid)"
                                             " FROM pg_stat_activity WHERE usename='host'"));
        QVERIFY(one.says("offline"));
        QVERIFY(one.says("acted", 12'000));
        QCOMPARE(shop.told(), 0); // nobody else knows of it
        QVERIFY(two.says("lease epoch=2", 30'000));
        QVERIFY(becomes([&] { return shop.told() == 1; }, 15'000));
        const qint64 rows = shop.number("SELECT count(*) FROM updesk.activity WHERE kind=7 AND deleted=0");
        QVERIFY(shop.server.chief()->execute("ALTER ROLE host CONNECTION LIMIT 20"));
        QVERIFY(one.says("lease-lost", 40'000));
        const auto fenced = [&] {
            const auto database = Database::open(shop.file("host"), deskSetup(shop.clock));
            Query q = (*database)->query("SELECT count(*) FROM deed WHERE epoch<0");
            return q.next() ? q.number(0) : -1;
        };
        QVERIFY(becomes([&] { return fenced() > 0; }, 40'000));
        one.signal(SIGTERM);
        QVERIFY(one.ends() >= 0);
        QCOMPARE(shop.number("SELECT count(*) FROM updesk.activity WHERE kind=7 AND deleted=0"), rows);
        QCOMPARE(shop.mostOften(), 1);
        const auto database = Database::open(shop.file("host"), deskSetup(shop.clock));
        const auto here = [&](const QByteArray &sql) {
            Query q = (*database)->once("SELECT count(*) FROM " + sql);
            return q.next() ? q.number(0) : -1;
        };
        QCOMPARE(here("activity WHERE kind=7 AND deleted=0"), rows);
        QCOMPARE(here("activity WHERE kind=7 AND seq=0"), 0); // each of them is the server's
        QCOMPARE(here("setback"), 0); // nobody keyed it
        QCOMPARE(here("stuck"), 0);
        const auto faults = compareLogWithRows(**database);
        QVERIFY(faults && faults->empty());
    }
    // Its clock was turned while it was away, and what it knew of the server's time is wrong.
    void whatItDoesHasTheServersTimeAndTheMarkOfATurnedClock()
    {
        Shop shop;
        {
            const TurnedClock before(-40 * kMinute);
            const auto database = Database::open(shop.file("host"), deskSetup(shop.clock));
            const QString wrong = bootOfMachine() + u' ' + QString::number(shop.clock.now() - running() + 2 * kHour);
            QVERIFY(database && keepClock(**database, before, KeepClock::Now)
                && setDeskSetting(**database, QStringLiteral("server_running"), wrong));
        }
        AgentProcess one(shop.file("host"), shop.words("host"));
        QVERIFY(one.says("lease epoch=1"));
        QVERIFY(one.said().contains("updesk.clock: the clock of this computer was turned by -2"));
        shop.lateLead(kSecond);
        QVERIFY(becomes([&] { return shop.told() == 1; }, 10'000));
        const QByteArray of = " FROM updesk.activity WHERE kind=7 AND code=4";
        const qint64 at = shop.number("SELECT at" + of), jump = shop.number("SELECT clock_jump" + of);
        QVERIFY2(std::abs(at - shop.clock.now()) < kMinute, QByteArray::number(at).constData());
        QVERIFY2(std::abs(jump + 2400) <= 1, QByteArray::number(jump).constData());
    }
    void aHostThatIsStoppedHandsOverAtOnce()
    {
        Shop shop;
        AgentProcess one(shop.file("host"), shop.words("host"));
        QVERIFY(one.says("lease epoch=1"));
        AgentProcess two(shop.file("hop"), shop.words("hop"));
        QVERIFY(two.says("online"));
        one.signal(SIGTERM);
        const qint64 took = one.ends();
        QVERIFY2(took >= 0 && took <= 2'000, QByteArray::number(took).constData());
        QVERIFY(one.said().contains("stopped lease=free"));
        QVERIFY(two.says("lease epoch=2", 5'000));
        Postgres::shared().freeze(); // nobody answers: it ends in time all the same
        two.signal(SIGTERM);
        const qint64 frozen = two.ends();
        Postgres::shared().thaw();
        QVERIFY2(frozen >= 0 && frozen <= 2'500, QByteArray::number(frozen).constData());
        for (const AgentProcess *agent : {&one, &two})
            QVERIFY(!agent->said().contains("Quist"));
    }
    // Ann took the lead while her PC had no line, and so did Meg, whose claim the server heard first. No window runs.
    void aLostClaimIsSettledWithoutAWindow()
    {
        Shop shop;
        QVERIFY(shop.server.chief()->execute("GRANT updesk_auto TO ann"));
        const PersonId ann = shop.server.person("ann"), meg = shop.server.person("meg");
        shop.lateLead(kHour);
        Query newest = shop.desk->database().query("SELECT id FROM lead");
        const LeadId lead{newest.next() ? newest.id(0) : Id{}};
        QVERIFY(newest.done());
        QVERIFY(doDeed(*shop.desk, "test", {lead}, [&](Transaction &tx) {
            const auto before = load(tx.database(), kLead, lead.value);
            Lead free = *before;
            free.owner = {};
            return apply(tx, set(kLead, *before, free, Op::Kind::Assign));
        }));
        shop.talk();
        QFile password(shop.file("ann.pw"));
        QVERIFY(password.open(QIODevice::WriteOnly));
        password.write(SyncServer::passwordOf(QStringLiteral("ann")).toUtf8() + '\n');
        password.close();
        const auto sync = [&] {
            return Program().runBare(
                QStringList{QStringLiteral("--store"), shop.file("ann"), QStringLiteral("sync")} + shop.words("ann"));
        };
        {
            const auto database = Database::open(shop.file("ann"), deskSetup(shop.clock));
            const auto own = shop.server.options("ann");
            QVERIFY(joinServer(**database, *shop.server.as("ann"), own, SyncServer::kStore));
        }
        QCOMPARE(sync().status, 0);
        {
            const auto session = Session::open(shop.file("ann"), shop.clock);
            (*session)->setPerson(ann);
            QVERIFY(claimLead(**session, lead));
            QVERIFY(doDeed(**session, "test", {lead}, [&](Transaction &tx) {
                Task task;
                task.id = {tx.freshId()};
                task.lead = lead;
                task.person = ann;
                task.due = tx.now() + kHour;
                return apply(tx, put(kTask, task));
            }));
        }
        QVERIFY(claimLead(*shop.desk, lead));
        shop.talk();
        AgentProcess agent(shop.file("ann"), shop.words("ann"));
        QVERIFY(
            becomes([&] { return shop.number("SELECT count(*) FROM updesk.task WHERE dropped=4 AND deleted=0") == 1; },
                15'000));
        agent.signal(SIGTERM);
        QVERIFY(agent.ends() >= 0);
        const auto session = Session::open(shop.file("ann"), shop.clock);
        const auto all = notices((*session)->database(), ann);
        QCOMPARE(std::ranges::count(*all, Notice::Kind::ClaimLost, &Notice::kind), 1);
        QCOMPARE(load((*session)->database(), kLead, lead.value)->owner, meg);
    }
    void aLoginThatIsClosedIsToldOnceAndForgottenHere()
    {
        Shop shop;
        FakeSecrets secrets;
        const Login host{shop.server.person("host"), QStringLiteral("host"), shop.server.options("host").password};
        {
            const auto database = Database::open(shop.file("host"), deskSetup(shop.clock));
            QVERIFY(keepLogin({**database, secrets, shop.clock}, host, QStringLiteral("auto")));
        }
        AgentProcess one(shop.file("host"), shop.words("host"));
        QVERIFY(one.says("lease epoch=1"));
        QVERIFY(shop.server.chief()->execute("ALTER ROLE host NOLOGIN; SELECT pg_terminate_backend(pid) FROM"
                                             " pg_stat_activity WHERE usename='host'"));
        QVERIFY(one.says("login-refused why=login"));
        QTest::qWait(3000);
        one.signal(SIGTERM);
        QVERIFY(one.ends() >= 0);
        QVERIFY(shop.server.chief()->execute("ALTER ROLE host LOGIN"));
        QCOMPARE(one.said().count("login-refused"), 1);
        const auto database = Database::open(shop.file("host"), deskSetup(shop.clock));
        QVERIFY(!*remembered(**database, QStringLiteral("host")));
    }
    void whatCannotBeForgottenAtOnceIsForgottenLater()
    {
        Shop shop;
        FakeSecrets secrets;
        const Login host{shop.server.person("host"), QStringLiteral("host"), shop.server.options("host").password};
        {
            const auto database = Database::open(shop.file("host"), deskSetup(shop.clock));
            QVERIFY(keepLogin({**database, secrets, shop.clock}, host, QStringLiteral("auto")));
        }
        AgentProcess one(shop.file("host"), shop.words("host"));
        QVERIFY(one.says("lease epoch=1"));
        raw::File busy(shop.file("host").toStdString());
        busy.run("BEGIN IMMEDIATE");
        QVERIFY(shop.server.chief()->execute("ALTER ROLE host NOLOGIN; SELECT pg_terminate_backend(pid) FROM"
                                             " pg_stat_activity WHERE usename='host'"));
        QVERIFY(one.says("login-refused why=login"));
        QVERIFY(one.says("trouble code=busy"));
        busy.run("ROLLBACK");
        const auto database = Database::open(shop.file("host"), deskSetup(shop.clock));
        QVERIFY(becomes([&] { return !*remembered(**database, QStringLiteral("host")); }, 15'000));
        one.signal(SIGTERM);
        QVERIFY(one.ends() >= 0);
        QVERIFY(shop.server.chief()->execute("ALTER ROLE host LOGIN"));
        QCOMPARE(one.said().count("login-refused"), 1);
    }
    // What is written to a file that was taken away nobody reads.
    void anAgentWhoseFileIsTakenAwayEnds()
    {
        Shop shop;
        AgentProcess one(shop.file("host"), shop.words("host"));
        QVERIFY(one.says("lease epoch=1"));
        QVERIFY(QFile::rename(shop.file("host"), shop.file("host") + QStringLiteral(".aside")));
        QVERIFY(one.says("trouble code=not_found"));
        QVERIFY(one.says("stopped"));
        QCOMPARE(one.ends(), -1); // not as one that was told to
        QVERIFY(!QFile::exists(shop.file("host")));
    }
    void withoutAServerItActsByItself()
    {
        const Program program;
        const SystemClock clock;
        const QString file = program.file(QStringLiteral("store.updesk"));
        {
            const auto session = storeAt(file, clock, nullptr);
            QVERIFY(capture(*session, lateIn(1, clock.now(), kSecond)));
        }
        program.write(QStringLiteral("in/rosa.xml"), Program::adf("Rosa Quist", "(555) 555-0150", "A-1"));
        const auto ran = program.run({QStringLiteral("agent"), QStringLiteral("--watch"),
            program.file(QStringLiteral("in")), QStringLiteral("--once-for"), QStringLiteral("5")});
        QVERIFY2(ran.status == 0, ran.err.constData());
        QVERIFY2(ran.err.contains("started shared=false watches=true\n") && ran.err.contains("file outcome=read\n"),
            ran.err.constData());
        QVERIFY(!ran.err.contains("rosa") && !ran.err.contains("Quist"));
        QVERIFY(program.filesIn(QStringLiteral("in/done")).contains(QStringLiteral("rosa.xml")));
        const auto session = Session::open(file, clock);
        Query q = (*session)->database().query("SELECT (SELECT count(*) FROM lead),"
                                               " (SELECT count(*) FROM activity WHERE kind=7 AND code=4)");
        QVERIFY(q.next());
        QCOMPARE(q.integer(0), 2);
        QCOMPARE(q.integer(1), 1);
    }
    void wrongCallsAreRefusedInWords()
    {
        Shop shop;
        const Program program;
        const auto run = [&](const QStringList &words) {
            return program.runBare(
                QStringList{QStringLiteral("--store"), shop.file("host"), QStringLiteral("agent")} + words);
        };
        const auto bare = run({});
        QCOMPARE(bare.status, 2);
        QVERIFY(bare.err.contains("--password-file"));
        QCOMPARE(run({QStringLiteral("--once-for"), QStringLiteral("soon")}).status, 2);
        QCOMPARE(run({QStringLiteral("--once-for"), QStringLiteral("0")}).status, 2);
        QCOMPARE(run(shop.words("host") << QStringLiteral("--watch") << shop.file("nowhere")).status, 4);
        QCOMPARE(run(shop.words("host") << QStringLiteral("--once-for") << QStringLiteral("1")).status, 0);
        const auto refused =
            program.runBare(QStringList{QStringLiteral("--store"), shop.file("meg"), QStringLiteral("agent"),
                                QStringLiteral("--once-for"), QStringLiteral("3")}
                + shop.words("meg"));
        QCOMPARE(refused.status, 0);
        QVERIFY2(refused.err.contains("lease-refused code=denied"), refused.err.constData());
    }
    void theServiceUnitIsSoundAndNamesOptionsThatThereAre()
    {
        QFile unit(QStringLiteral(UPDESK_SOURCE_DIR "/installer/updesk-agent.service"));
        QVERIFY(unit.open(QIODevice::ReadOnly));
        QByteArray text = unit.readAll();
        QByteArray command;
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith("ExecStart="))
                command = line.mid(10);
        }
        const Program program;
        const auto help = program.runBare({QStringLiteral("agent"), QStringLiteral("--help")});
        QCOMPARE(help.status, 0);
        int options = 0;
        for (const QByteArray &word : command.split(' ')) {
            if (!word.startsWith("--"))
                continue;
            ++options;
            QVERIFY2(help.out.contains(word), word.constData());
        }
        QVERIFY(options >= 3);
        QVERIFY(command.startsWith("/usr/bin/updeskctl ") && command.contains(" agent "));
        for (const char *needed : {"Restart=on-failure", "LoadCredential=password:", "DynamicUser=yes",
                 "ProtectSystem=strict", "NoNewPrivileges=yes"})
            QVERIFY2(text.contains(needed), needed);
        const QString verifier = QStringLiteral("/usr/bin/systemd-analyze");
        if (!QFile::exists(verifier))
            return;
        text.replace("/usr/bin/updeskctl", Program::path().toUtf8());
        const QString copy = program.write(QStringLiteral("updesk-agent.service"), text);
        QProcess verify;
        verify.setProcessChannelMode(QProcess::MergedChannels);
        verify.start(verifier, {QStringLiteral("verify"), QStringLiteral("--man=no"), copy});
        QVERIFY(verify.waitForFinished());
        const QByteArray said = verify.readAll();
        QVERIFY2(verify.exitCode() == 0 && !said.contains("updesk-agent"), said.constData());
    }
};

UPDESK_TEST(TestAgent);
#include "tst_agent.moc"
