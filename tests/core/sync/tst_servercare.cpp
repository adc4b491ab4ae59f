// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverbackup.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

using namespace updesk;

/// People who come and go, the check, and the backup.
class TestServerCare : public QObject
{
    Q_OBJECT

    static QStringList faultsOf(const SyncServer &server)
    {
        const auto report = checkServer(*server.chief());
        QStringList faults;
        if (!report)
            return {report.error().detail};
        for (const auto &fault : report->faults)
            faults << fault.what + (fault.place > 0 ? QString::number(fault.place) : QString());
        return faults;
    }
    static Result<AddedMember> add(const SyncServer &server, const char *login, const char *role, int store = 1,
        const char *password = "pw", const char *name = "")
    {
        NewMember member;
        member.login = QString::fromLatin1(login);
        member.role = QString::fromLatin1(role);
        member.store = store;
        member.password = QString::fromLatin1(password);
        member.name = QString::fromLatin1(name);
        return addMember(*server.chief(), member, server.clock.now());
    }

private Q_SLOTS:
    void somebodyNewHasARowInTheGroupsFeed()
    {
        const SyncServer server;
        const auto added = add(server, "zoe", "advisor", 1, "pw", "Zoe \"Z\" O'Neil");
        QVERIFY(added && added->madeLogin && added->madePerson && !added->madeStore);
        const auto zoe = Pg::open(Postgres::shared().at(server.database, QStringLiteral("zoe"), QStringLiteral("pw")));
        QVERIFY(zoe);
        const auto row = (*zoe)->query("SELECT r->>'name', r->>'role', r->>'login' FROM updesk.sync_pull(0, 0, 100)"
                                       " WHERE r->>'id'=$1::uuid::text",
            added->person);
        QCOMPARE(row->text(0, 0), QStringLiteral("Zoe \"Z\" O'Neil"));
        QCOMPARE(row->text(0, 1) + row->text(0, 2), QStringLiteral("2zoe"));
        const auto again = add(server, "zoe", "manager", 5, "");
        QVERIFY(again && !again->madeLogin && again->madeStore && again->person == added->person);
        QCOMPARE(faultsOf(server), QStringList());
        QVERIFY(server.chief()->execute("DROP OWNED BY zoe; DROP ROLE zoe"));
    }
    void wrongWordsForAPersonChangeNothing()
    {
        const SyncServer server;
        const auto refusal = [&](const Result<AddedMember> &added) {
            return added ? QString() : added.error().subject;
        };
        for (const char *login : {"", "Dana", "pg_me", "updesk_owner", "a b", "x;drop", "9x", "\xc3\xa9va"})
            QCOMPARE(refusal(add(server, login, "sales")), QStringLiteral("login"));
        QCOMPARE(refusal(add(server, "yan", "king")), QStringLiteral("role"));
        QCOMPARE(refusal(add(server, "yan", "sales", 0)), QStringLiteral("store"));
        QCOMPARE(refusal(add(server, "yan", "sales", -1)), QStringLiteral("store"));
        QCOMPARE(refusal(add(server, "yan", "sales", 1, "")), QStringLiteral("password"));
        const auto taken = add(server, "chief", "sales");
        QVERIFY(!taken && taken.error().code == Error::Code::Duplicate);
        QCOMPARE(server.chief()->query("SELECT count(*) FROM pg_roles WHERE rolname='yan'")->number(0, 0), 0);
    }
    void whoLeavesIsOutAtOnceAndTheHistoryStays()
    {
        const SyncServer server;
        QVERIFY(add(server, "xia", "sales", 1, "pw"));
        const auto options = Postgres::shared().at(server.database, QStringLiteral("xia"), QStringLiteral("pw"));
        const auto xia = Pg::open(options);
        QVERIFY(xia && (*xia)->query("SELECT 1"));
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("xia"), SystemClock().now()));
        const auto after = (*xia)->query("SELECT 1");
        QVERIFY(!after && after.error().code == Error::Code::Offline);
        const auto again = Pg::open(options);
        QVERIFY(!again && again.error().code == Error::Code::Denied && again.error().subject == QLatin1String("login"));
        QVERIFY(add(server, "xia", "bdc", 1, "")); // comes back
        QVERIFY(Pg::open(options));
        for (const char *nobody : {"nobody", "chief", ""}) {
            const auto gone = revokeMember(*server.chief(), QString::fromLatin1(nobody), SystemClock().now());
            QVERIFY(!gone && gone.error().code == Error::Code::NotFound);
        }
        QVERIFY(server.chief()->execute("DROP OWNED BY xia; DROP ROLE xia"));
    }
    // Desks deal leads and open what managers see by the row of the person.
    void theRowOfAPersonFollowsTheLogin()
    {
        const SyncServer server;
        Pusher ida(server, "ida");
        const auto added = add(server, "vic", "sales", 1, "pw", "Vic Ames");
        QVERIFY(added && added->madePerson);
        const auto stands = [&] {
            const auto row = server.chief()->query(
                "SELECT role||' '||active||' '||name FROM updesk.person WHERE id=$1", added->person);
            return row->text(0, 0);
        };
        QCOMPARE(stands(), QStringLiteral("0 1 Vic Ames"));
        QVERIFY(add(server, "vic", "manager", 1, ""));
        QCOMPARE(stands(), QStringLiteral("3 1 Vic Ames"));
        QVERIFY(add(server, "vic", "sales", 2, "")); // in another store: a manager all the same
        QVERIFY(add(server, "vic", "auto", 5, ""));
        QCOMPARE(stands(), QStringLiteral("3 1 Vic Ames"));
        QVERIFY(add(server, "vic", "bdc", 1, "new"));
        QCOMPARE(stands(), QStringLiteral("1 1 Vic Ames"));
        ida.push({Pusher::set("person", added->person.value, "\"active\":0", "\"active\":1")}); // out of the turn
        QVERIFY(add(server, "vic", "bdc", 1, "newer"));
        QCOMPARE(stands(), QStringLiteral("1 0 Vic Ames"));
        ida.push({Pusher::set("person", added->person.value, "\"active\":1", "\"active\":0")});
        for (int i = 0; i < 2; ++i) {
            QVERIFY(revokeMember(*server.chief(), QStringLiteral("vic"), SystemClock().now()));
            QCOMPARE(stands(), QStringLiteral("1 0 Vic Ames"));
        }
        QVERIFY(add(server, "vic", "sales", 1, ""));
        QCOMPARE(stands(), QStringLiteral("0 1 Vic Ames"));
        QCOMPARE(ida.row("person", added->person.value).isEmpty(), true); // of the group's feed
        Pusher group(server, "ann", 0);
        QCOMPARE(group.row("person", added->person.value)[QLatin1String("active")].toInt(), 1);
        QCOMPARE(faultsOf(server), QStringList());
        QVERIFY(server.chief()->execute("DROP OWNED BY vic; DROP ROLE vic"));
    }
    // What fails half way has changed nothing, and is done whole the next time.
    void whoLeavesLeavesAtOnceOrNotAtAll()
    {
        const SyncServer server;
        const auto added = add(server, "uma", "manager", 1, "pw", "Uma Ames");
        QVERIFY(added);
        const auto chief = server.chief();
        const auto stands = [&] {
            const auto row = chief->query("SELECT p.active||' '||(SELECT count(*) FROM updesk.member WHERE login='uma')"
                                          "||' '||(SELECT rolcanlogin FROM pg_roles WHERE rolname='uma')"
                                          " FROM updesk.person p WHERE p.id=$1",
                added->person);
            return row->text(0, 0);
        };
        QVERIFY(chief->execute("ALTER TABLE updesk.person ADD CONSTRAINT stuck CHECK (login<>'uma' OR active=1)"));
        QVERIFY(!revokeMember(*chief, QStringLiteral("uma"), SystemClock().now()));
        QCOMPARE(stands(), QStringLiteral("1 1 true"));
        QVERIFY(chief->execute("ALTER TABLE updesk.person DROP CONSTRAINT stuck"));
        QVERIFY(revokeMember(*chief, QStringLiteral("uma"), SystemClock().now()));
        QCOMPARE(stands(), QStringLiteral("0 0 false"));
        QVERIFY(chief->execute("DROP OWNED BY uma; DROP ROLE uma"));
    }
    void whoStaysUnderAnotherLoginKeepsTheRoleOfThat()
    {
        const SyncServer server;
        const auto added = add(server, "tom", "manager", 1, "pw", "Tom Ames");
        QVERIFY(added);
        NewMember other;
        other.login = QStringLiteral("tom2");
        other.store = 2;
        other.role = QStringLiteral("sales");
        other.password = QStringLiteral("pw");
        other.person = added->person;
        QVERIFY(addMember(*server.chief(), other, server.clock.now()));
        const auto stands = [&] {
            const auto row =
                server.chief()->query("SELECT role||' '||active FROM updesk.person WHERE id=$1", added->person);
            return row->text(0, 0);
        };
        QCOMPARE(stands(), QStringLiteral("3 1"));
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("tom"), SystemClock().now()));
        QCOMPARE(stands(), QStringLiteral("0 1"));
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("tom2"), SystemClock().now()));
        QCOMPARE(stands(), QStringLiteral("0 0"));
        QVERIFY(server.chief()->execute("DROP OWNED BY tom, tom2; DROP ROLE tom, tom2"));
    }
    void onlyWhoIsToldSoLosesTheHostMark()
    {
        const SyncServer server;
        const auto mark = [&](Hosting hosting, const char *role = "sales", int store = 1) {
            NewMember member;
            member.login = QStringLiteral("wil");
            member.store = store;
            member.role = QString::fromLatin1(role);
            member.password = QStringLiteral("pw");
            member.hosting = hosting;
            const auto added = addMember(*server.chief(), member, server.clock.now());
            if (!added)
                return added.error().subject;
            const auto may = server.chief()->query("SELECT pg_has_role('wil', 'updesk_auto', 'MEMBER')");
            return QString::fromLatin1(
                may->flag(0, 0) == added->mayHost ? (added->mayHost ? "hosts" : "no") : "differs");
        };
        QCOMPARE(mark(Hosting::AsItIs), QStringLiteral("no"));
        QCOMPARE(mark(Hosting::Yes), QStringLiteral("hosts"));
        QCOMPARE(mark(Hosting::AsItIs), QStringLiteral("hosts")); // a new password
        QCOMPARE(mark(Hosting::AsItIs, "manager", 2), QStringLiteral("hosts")); // another store
        QCOMPARE(mark(Hosting::No), QStringLiteral("no"));
        QCOMPARE(mark(Hosting::AsItIs), QStringLiteral("no"));
        QCOMPARE(mark(Hosting::AsItIs, "auto"), QStringLiteral("hosts"));
        QCOMPARE(mark(Hosting::No, "auto"), QStringLiteral("host"));
        QVERIFY(server.chief()->execute("DROP OWNED BY wil; DROP ROLE wil"));
    }
    void everyKindOfTamperingShows_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QStringList>("faults");
        const auto row = [](const char *name, const char *sql, const char *faults) {
            QTest::newRow(name) << QByteArray(sql) << QString::fromLatin1(faults).split(u' ', Qt::SkipEmptyParts);
        };
        row("nothing", "SELECT 1", "");
        row("a body is changed",
            "UPDATE updesk.op_log SET body=body||'{\"f\":{\"tag\":\"z\"}}' WHERE n=2 AND store_id=1", "body2");
        row("a result is changed", "UPDATE updesk.op_log SET result='{\"st\":\"lost\"}' WHERE n=2 AND store_id=1",
            "body2 unlogged1");
        row("another did it", "UPDATE updesk.op_log SET login='bob' WHERE n=3 AND store_id=1", "chain3");
        row("at another time", "UPDATE updesk.op_log SET at=at-interval '1 day' WHERE n=3 AND store_id=1", "chain3");
        row("an op is taken out", "DELETE FROM updesk.op_log WHERE n=2 AND store_id=1", "gap3 chain3 unlogged1");
        row("the last ops are cut off", "DELETE FROM updesk.op_log WHERE n>=4 AND store_id=1", "head3 unlogged1");
        row("a row is put in", "INSERT INTO updesk.tag(id,store_id,seq,tag) VALUES (gen_random_uuid(),1,1,'x')",
            "unlogged1");
        row("a row is taken out", "DELETE FROM updesk.tag WHERE tag='t1'", "missing1");
        row("the feed is turned back", "UPDATE updesk.feed SET seq=1 WHERE store_id=1", "ahead3");
        row("a body is emptied that no erasure names",
            "UPDATE updesk.op_log SET body=NULL, salt=NULL WHERE n=2 AND store_id=1", "body2");
        row("a chain is begun anew", "UPDATE updesk.feed SET chain='\\x00', n=0 WHERE store_id=1", "head4");
    }
    void everyKindOfTamperingShows()
    {
        QFETCH(const QByteArray, sql);
        QFETCH(const QStringList, faults);
        const SyncServer server;
        Pusher ann(server, "ann");
        for (const char *tag : {"t1", "t2", "t3", "t4"})
            ann.push({Pusher::put("tag", Pusher::fresh(), QByteArray("\"tag\":\"") + tag + '"')});
        QVERIFY(server.chief()->query(sql));
        QCOMPARE(faultsOf(server), faults);
    }
    void anOwnerOutOfNowhereShows()
    {
        const SyncServer server;
        Pusher ann(server, "ann");
        const Id lead = Pusher::fresh();
        const QByteArray mine = '"' + server.person("ann").value.hex() + '"';
        ann.push({Pusher::put("lead", lead, "\"type\":1"),
            Pusher::set("lead", lead, "\"owner_id\":" + mine, "\"owner_id\":null", "claim")});
        QCOMPARE(faultsOf(server), QStringList());
        QVERIFY(server.chief()->query("UPDATE updesk.lead SET owner_id=$1", server.person("bob")));
        QCOMPARE(faultsOf(server), QStringList{QStringLiteral("owner1")});
    }
    void aBackupIsRestoredAndDesksWouldNotice()
    {
        const SyncServer server;
        Pusher ann(server, "ann");
        for (int i = 0; i < 20; ++i)
            ann.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\""),
                Pusher::put("original_part", Pusher::fresh(), "\"bytes\":\"AAAA\"")});
        const Id customer = Pusher::fresh(), theirs = Pusher::fresh();
        const QByteArray of = "\"customer_id\":\"" + customer.hex() + '"';
        ann.push({Pusher::put("customer", customer, "\"first\":\"Rosa\""), Pusher::put("lead", Pusher::fresh(), of),
            Pusher::put("phone", Pusher::fresh(), of)});
        Pusher(server, "cy", SyncServer::kOther).push({Pusher::put("customer", theirs, "\"first\":\"Theirs\"")});
        Pg::Options admin = Postgres::shared().at({});
        admin.url = Postgres::shared().url(server.database);
        const QTemporaryDir folder;
        const auto backup = backUpServer(admin, folder.filePath(QStringLiteral("deep/er")), QStringLiteral("now"));
        QVERIFY2(backup, backup ? "" : qPrintable(backup.error().detail));
        QVERIFY(backup->bytes > 1000);
        const auto rights = QFile::permissions(backup->dump) | QFile::permissions(backup->logins);
        QVERIFY(!(rights & (QFile::ReadGroup | QFile::ReadOther)));
        QFile logins(backup->logins);
        QVERIFY(logins.open(QIODevice::ReadOnly));
        const QByteArray roles = logins.readAll();
        QVERIFY(roles.contains("CREATE ROLE ann") && roles.contains("SCRAM-SHA-256") && backup->passwords);
        const auto drill = drillRestore(admin, backup->dump, server.setup, Pusher::fresh());
        QVERIFY2(drill, drill ? "" : qPrintable(drill.error().detail));
        QVERIFY(drill->report.sound());
        QCOMPARE(drill->rows, 44);
        QCOMPARE(drill->filled, 24); // the parts belong to no document that a desk keeps
        QVERIFY(drill->newGeneration);
        QCOMPARE(
            server.chief()->query("SELECT count(*) FROM pg_database WHERE datname LIKE 'updesk_drill%'")->number(0, 0),
            0);
        QFile dump(backup->dump);
        QVERIFY(dump.resize(backup->bytes / 3));
        const auto cut = drillRestore(admin, backup->dump, server.setup, Pusher::fresh());
        QVERIFY(!cut && cut.error().code == Error::Code::Failed);
        QCOMPARE(
            server.chief()->query("SELECT count(*) FROM pg_database WHERE datname LIKE 'updesk_drill%'")->number(0, 0),
            0);
        const auto none = drillRestore(admin, QStringLiteral("/nowhere"), server.setup, Pusher::fresh());
        QVERIFY(!none && none.error().code == Error::Code::NotFound);
        admin.password = QStringLiteral("wrong");
        const auto denied = backUpServer(admin, folder.path(), QStringLiteral("denied"));
        QVERIFY(!denied && denied.error().code == Error::Code::Denied);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }
    void aBackupGoesOverAProvedLineOnly_data()
    {
        QTest::addColumn<QString>("more");
        QTest::addColumn<bool>("hasAuthority");
        QTest::addColumn<QString>("refused");
        QTest::newRow("nobody vouches") << QString() << false << QStringLiteral("authority");
        QTest::newRow("an open line is asked for")
            << QStringLiteral("&sslmode=disable") << false << QStringLiteral("authority");
        QTest::newRow("the store's authority") << QString() << true << QString();
        QTest::newRow("proved all the same") << QStringLiteral("&sslmode=disable") << true << QString();
    }
    void aBackupGoesOverAProvedLineOnly()
    {
        QFETCH(const QString, more);
        QFETCH(const bool, hasAuthority);
        QFETCH(const QString, refused);
        const SyncServer server;
        Pg::Options admin = Postgres::shared().at({});
        admin.url = QStringLiteral("postgresql://updesk.example:%1/%2?hostaddr=127.0.0.1%3")
                        .arg(Postgres::shared().port())
                        .arg(server.database, more);
        if (hasAuthority)
            admin.caFile = Postgres::shared().ca();
        const QTemporaryDir folder, home; // whoever runs this may trust somebody
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.path().toLocal8Bit());
        const auto backup = backUpServer(admin, folder.path(), QStringLiteral("now"));
        qputenv("HOME", before);
        QCOMPARE(backup ? QString() : backup.error().subject, refused);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), refused.isEmpty() ? 2 : 0);
    }
    void whoIsNotShownPasswordsHasABackupThatSaysSo()
    {
        const SyncServer server;
        QVERIFY(server.chief()->execute("CREATE ROLE keeper LOGIN BYPASSRLS PASSWORD 'keeps' IN ROLE updesk_user;"
                                        "GRANT SELECT ON ALL TABLES IN SCHEMA updesk TO keeper"));
        const auto keeper = Postgres::shared().at(server.database, QStringLiteral("keeper"), QStringLiteral("keeps"));
        const QTemporaryDir folder;
        const auto backup = backUpServer(keeper, folder.path(), QStringLiteral("now"));
        QVERIFY(server.chief()->execute("DROP OWNED BY keeper; DROP ROLE keeper"));
        QVERIFY2(backup, backup ? "" : qPrintable(backup.error().detail));
        QVERIFY(!backup->passwords);
        QFile logins(backup->logins);
        QVERIFY(logins.open(QIODevice::ReadOnly));
        const QByteArray roles = logins.readAll();
        QVERIFY(roles.contains("CREATE ROLE ann") && !roles.contains("SCRAM"));
    }
    // What goes wrong with the logins is no reason to leave out their passwords, and half a backup is none.
    void aBackupThatFailsHalfwayIsNoBackup()
    {
        const SyncServer server;
        const auto admin = Postgres::shared().at(server.database);
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("updesk-now.logins.sql.part")));
        const auto backup = backUpServer(admin, folder.path(), QStringLiteral("now"));
        QVERIFY(!backup && backup.error().code == Error::Code::Failed);
        QCOMPARE(backup.error().subject, QStringLiteral("pg_dumpall"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }
};

UPDESK_TEST(TestServerCare);
#include "tst_servercare.moc"
