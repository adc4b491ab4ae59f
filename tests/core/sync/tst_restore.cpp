// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/customer.h"
#include "core/sync/serverbackup.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"

#include <QProcess>

using namespace updesk;

/// The server is put back to yesterday under desks that have gone on.
class TestRestore : public QObject
{
    Q_OBJECT
    static void talk(SharedDesk &desk)
    {
        const Syncer::Turn turn = desk.syncer->turn();
        QVERIFY2(turn.online, qPrintable(turn.error ? turn.error->subject + u' ' + turn.error->detail : QString()));
    }
    static void rename(SharedDesk &desk, CustomerId customer, const char *company)
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
    static void putBack(const SyncServer &server, const Pg::Options &admin, const QString &dump)
    {
        const auto pg = Pg::open(Postgres::shared().at(QStringLiteral("postgres")));
        QVERIFY(pg);
        QVERIFY((*pg)->execute("DROP DATABASE " + server.database.toLatin1() + " WITH (FORCE)"));
        QVERIFY((*pg)->execute("CREATE DATABASE " + server.database.toLatin1() + " TEMPLATE template0"));
        QProcess restore;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PGPASSWORD"), admin.password);
        environment.insert(QStringLiteral("PGUSER"), admin.login);
        restore.setProcessEnvironment(environment);
        restore.start(QStringLiteral("/usr/lib/postgresql/15/bin/pg_restore"),
            {QStringLiteral("--exit-on-error"), QStringLiteral("--dbname=") + admin.url, dump});
        QVERIFY(restore.waitForFinished(120'000));
        QVERIFY2(restore.exitCode() == 0, restore.readAllStandardError().constData());
    }
private Q_SLOTS:
    void whatDesksHaveSentSinceTheBackupIsSentAgain()
    {
        SyncServer server;
        const auto lone = adopted(server, 3);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        talk(ann);
        talk(bob);
        const auto old = loadAll(ann.session->database(), kCustomer);
        QVERIFY(old && old->size() == 3);
        Pg::Options admin = Postgres::shared().at({});
        admin.url = Postgres::shared().url(server.database);
        const QTemporaryDir folder;
        const auto backup = backUpServer(admin, folder.path(), QStringLiteral("yesterday"));
        QVERIFY(backup);
        for (int day = 0; day < 2; ++day) {
            lone->clock.advance(kHour);
            QVERIFY(capture(*ann.session, lone->webLead(20 + day)));
            rename(ann, (*old)[0].id, day == 0 ? "One" : "Two");
            talk(ann);
            talk(bob);
            QVERIFY(capture(*bob.session, lone->webLead(30 + day)));
            rename(bob, (*old)[1].id, day == 0 ? "Three" : "Four");
            talk(bob);
            talk(ann);
        }
        QVERIFY(capture(*ann.session, lone->webLead(40))); // one that the server has never seen
        QCOMPARE(unsent(bob.session->database())->deeds, 0);
        putBack(server, admin, backup->dump);
        QCOMPARE(server.chief()->query("SELECT count(*) FROM updesk.lead")->number(0, 0), 3);
        QVERIFY(!ann.syncer->turn().online); // the connection was to the server that is gone
        QVERIFY(!bob.syncer->turn().online);
        for (int round = 0; round < 2; ++round) {
            talk(ann);
            talk(bob);
        }
        QCOMPARE(server.chief()->query("SELECT count(*) FROM updesk.lead")->number(0, 0), 8);
        QCOMPARE(ann.count("lead"), 8);
        QCOMPARE(ann.rows(), bob.rows());
        QCOMPARE(load(bob.session->database(), kCustomer, (*old)[0].id.value)->company, QStringLiteral("Two"));
        QCOMPARE(load(ann.session->database(), kCustomer, (*old)[1].id.value)->company, QStringLiteral("Four"));
        for (SharedDesk *desk : {&ann, &bob})
            QCOMPARE(unsent(desk->session->database())->deeds, 0);
        const auto report = checkServer(*server.chief());
        QVERIFY(report);
        for (const auto &fault : report->faults)
            QFAIL(qPrintable(fault.what));
        // A row that had not come again would have been seen: it has only a number of before.
        const QByteArray rows = bob.rows();
        QVERIFY(bob.session->database().execute(
            "UPDATE customer SET seq=seq%(1<<40) WHERE id=(SELECT min(id) FROM customer)"));
        QVERIFY(bob.rows() != rows);
    }
    // The computer that received the text has not come back yet when the desk has that filed it.
    void aTextThatWasFiledSinceTheBackupIsTakenAgain()
    {
        SyncServer server;
        Pg::Options admin = Postgres::shared().at({});
        admin.url = Postgres::shared().url(server.database);
        const Id customer = Pusher::fresh(), original = Pusher::fresh(), line = Pusher::fresh();
        const QByteArray whose = "\"customer_id\":\"" + customer.hex() + '"', text = "\"" + original.hex() + '"';
        auto host = std::make_unique<Pusher>(server, "host"), ann = std::make_unique<Pusher>(server, "ann");
        QCOMPARE(
            Pusher::outcome(ann->push({Pusher::put("customer", customer, "\"first\":\"C\"")})), QStringLiteral("ok"));
        const QByteArray stop = whose + ",\"state\":2,\"how\":1,\"words\":\"STOP\",\"at\":1,\"form\":\"text\"";
        QCOMPARE(Pusher::outcome(host->push({Pusher::put("consent", Pusher::fresh(), stop)}, 0, "reply")),
            QStringLiteral("ok"));
        const QTemporaryDir folder;
        const auto backup = backUpServer(admin, folder.path(), QStringLiteral("yesterday"));
        QVERIFY(backup);
        const QByteArray words = QByteArray("text message\nfrom +12125550100\n\nSTART\n").toBase64();
        QCOMPARE(Pusher::outcome(host->push({Pusher::put("original", original, "\"kind\":3"),
                                                Pusher::put("original_part", Pusher::fresh(),
                                                    "\"original_id\":" + text + ",\"bytes\":\"" + words + '"')},
                     0, "quarantine")),
            QStringLiteral("ok"));
        const auto filed =
            ann->push({Pusher::put("activity", line,
                           whose + ",\"kind\":1,\"direction\":1,\"body\":\"START\",\"original_id\":" + text),
                Pusher::put("consent", Pusher::fresh(),
                    whose + ",\"state\":1,\"channel\":2,\"how\":1,\"purpose\":\"lifted\",\"words\":\"START\",\"at\":2"
                        + ",\"form\":\"text " + line.hex() + '"')});
        QCOMPARE(Pusher::outcome(filed, 1) + Pusher::outcome(filed, 2), QStringLiteral("okok"));
        const QByteArray deed = ann->last;
        host.reset();
        ann.reset();
        putBack(server, admin, backup->dump);
        Pusher back(server, "ann");
        const QJsonArray again = back.send(deed);
        QCOMPARE(again.size(), 1);
        QCOMPARE(Pusher::outcome(again[0].toObject(), 1), QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(again[0].toObject(), 2), QStringLiteral("ok"));
        QCOMPARE(back.row("activity", line)[QLatin1String("body")].toString(), QStringLiteral("START"));
    }
};

UPDESK_TEST(TestRestore);
#include "tst_restore.moc"
