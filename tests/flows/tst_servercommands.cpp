// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/postgres.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QJsonArray>

using namespace updesk;

/// A server set up and kept from the command line, as an owner does it.
class TestServerCommands : public QObject
{
    Q_OBJECT

    Program m_program;
    QString m_url;

    Program::Ran server(const QString &what, const QString &rest = {}) const
    {
        QStringList words{QStringLiteral("server"), what, m_url};
        words << rest.split(u' ', Qt::SkipEmptyParts);
        return m_program.runBare(words
            + QStringList{QStringLiteral("--as"), Postgres::shared().superuser(), QStringLiteral("--password-file"),
                m_program.file(QStringLiteral("pw")), QStringLiteral("--ca"), Postgres::shared().ca()});
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_url = Postgres::shared().url(QStringLiteral("dealers"));
        m_program.write(QStringLiteral("pw"), Postgres::shared().superPassword().toUtf8() + '\n');
        m_program.write(QStringLiteral("dana.pw"), "correct horse\n");
    }
    void beforeInitThereIsNoServer()
    {
        const auto ran = server(QStringLiteral("check"));
        QCOMPARE(ran.status, 4);
        QVERIFY(ran.err.contains("no such database"));
    }
    void initMakesEverythingAndAgainChangesNothing()
    {
        const auto made = server(QStringLiteral("init"), QStringLiteral("--json"));
        QVERIFY2(made.status == 0, made.err.constData());
        QVERIFY(made.json()[QLatin1String("madeDatabase")].toBool());
        QCOMPARE(made.json()[QLatin1String("stepsBefore")].toInt(-1), 0);
        const auto again = server(QStringLiteral("init"), QStringLiteral("--json"));
        QCOMPARE(again.status, 0);
        QVERIFY(!again.json()[QLatin1String("madeDatabase")].toBool());
        QCOMPARE(again.json()[QLatin1String("steps")], made.json()[QLatin1String("steps")]);
        QCOMPARE(server(QStringLiteral("upgrade")).status, 0);
    }
    void aPersonIsAddedWithAPasswordShownOnceOrGiven()
    {
        const auto ann =
            server(QStringLiteral("add-user"), QStringLiteral("--login ann --store 7 --role sales --name Ann --json"));
        QVERIFY2(ann.status == 0, ann.err.constData());
        const QString password = ann.json()[QLatin1String("password")].toString();
        QCOMPARE(password.size(), 20);
        QVERIFY(Pg::open(Postgres::shared().at(QStringLiteral("dealers"), QStringLiteral("ann"), password)));
        const auto dana = server(QStringLiteral("add-user"),
            QStringLiteral("--login dana --store 7 --role manager --host --json --new-password-file %1")
                .arg(m_program.file(QStringLiteral("dana.pw"))));
        QCOMPARE(dana.status, 0);
        QCOMPARE(dana.json()[QLatin1String("password")].toString(), QString());
        const auto pg = Pg::open(
            Postgres::shared().at(QStringLiteral("dealers"), QStringLiteral("dana"), QStringLiteral("correct horse")));
        QVERIFY(pg && (*pg)->query("SELECT updesk.lease_take(7, 'auto', gen_random_uuid(), '5 s')"));
        const auto hosts = [&](const char *more) {
            const auto ran = server(QStringLiteral("add-user"),
                QStringLiteral("--login dana --store 7 --role manager --json ") + QLatin1String(more));
            return ran.status == 0 ? ran.json()[QLatin1String("host")].toBool() : ran.status > 100;
        };
        QVERIFY(hosts("")); // a call that does not speak of it changes nothing of it
        QVERIFY(!hosts("--no-host") && !hosts("") && hosts("--host"));
        QCOMPARE(
            server(QStringLiteral("add-user"), QStringLiteral("--login dana --store 7 --role sales --host --no-host"))
                .status,
            2);
        const auto machine =
            server(QStringLiteral("add-user"), QStringLiteral("--login box --store 7 --role auto --no-host"));
        QCOMPARE(machine.status, 3);
        QVERIFY2(machine.err.contains("always hosts"), machine.err.constData());
        QCOMPARE(server(QStringLiteral("add-user"), QStringLiteral("--login dana --store 7 --role king")).status, 3);
        QCOMPARE(
            server(QStringLiteral("add-user"), QStringLiteral("--login dana --store 7 --role sales --person x")).status,
            2);
    }
    void checkIsCleanAndSaysWhatIsNot()
    {
        const auto clean = server(QStringLiteral("check"), QStringLiteral("--json"));
        QCOMPARE(clean.status, 0);
        QVERIFY(clean.json()[QLatin1String("sound")].toBool());
        QCOMPARE(clean.json()[QLatin1String("stores")].toArray().size(), 3);
        const auto chief = Pg::open(Postgres::shared().at(QStringLiteral("dealers")));
        QVERIFY(chief && (*chief)->query("UPDATE updesk.op_log SET login='dana' WHERE n=1"));
        const auto found = server(QStringLiteral("check"));
        QCOMPARE(found.status, 5);
        QVERIFY(found.out.contains("was changed after it was written"));
        QVERIFY((*chief)->query("UPDATE updesk.op_log SET login=session_user WHERE n=1"));
        QCOMPARE(server(QStringLiteral("check")).status, 0);
    }
    // A warning and no fault: the history is as sound as before.
    void checkSaysWhereNobodyRunsTheAutomation()
    {
        const auto chief = Pg::open(Postgres::shared().at(QStringLiteral("dealers")));
        QVERIFY(chief
            && (*chief)->query(
                "INSERT INTO updesk.lease SELECT s.store_id, 'auto', gen_random_uuid(), 1, now()-interval"
                " '3 minutes' FROM (SELECT DISTINCT store_id FROM updesk.member) s"
                " ON CONFLICT (store_id, job) DO UPDATE SET until=excluded.until, holder=excluded.holder"));
        const auto json = server(QStringLiteral("check"), QStringLiteral("--json"));
        QCOMPARE(json.status, 0);
        const QJsonArray stores = json.json()[QLatin1String("unhosted")].toArray();
        QVERIFY(stores.size() > 0);
        QVERIFY(stores[0][QLatin1String("seconds")].toInt() >= 180);
        QVERIFY(server(QStringLiteral("check")).err.contains("nobody has run the automatic work for 3 minutes"));
        QVERIFY((*chief)->query("UPDATE updesk.lease SET until=now()+interval '1 minute'"));
        QVERIFY(!server(QStringLiteral("check")).err.contains("automatic work"));
        QVERIFY((*chief)->query("DELETE FROM updesk.lease"));
    }
    void aBackupIsWrittenAndTriedOut()
    {
        const auto backup =
            server(QStringLiteral("backup"), m_program.file(QStringLiteral("kept")) + QStringLiteral(" --json"));
        QVERIFY2(backup.status == 0, backup.err.constData());
        QVERIFY(backup.json()[QLatin1String("passwords")].toBool() && backup.err.isEmpty());
        const QString dump = backup.json()[QLatin1String("dump")].toString();
        QVERIFY(QFile::exists(dump));
        const auto drill = server(QStringLiteral("restore-drill"), dump + QStringLiteral(" --json"));
        QVERIFY2(drill.status == 0, drill.err.constData());
        QVERIFY(drill.json()[QLatin1String("newGeneration")].toBool());
        QCOMPARE(drill.json()[QLatin1String("rows")].toInt(), 1); // Ann
        QCOMPARE(drill.json()[QLatin1String("filled")].toInt(), 1);
        QCOMPARE(server(QStringLiteral("restore-drill"), QStringLiteral("/nowhere.dump")).status, 4);
        const auto nowhere = server(QStringLiteral("backup"), QStringLiteral("/proc/nowhere"));
        QCOMPARE(nowhere.status, 1);
        QVERIFY2(nowhere.err.contains("/proc/nowhere cannot be written"), nowhere.err.constData());
    }
    void aBaseBackupIsMadeTriedOutAndItsLogLookedAt()
    {
        const QString folder = m_program.file(QStringLiteral("bases")), wal = folder + QStringLiteral("/wal");
        QVERIFY(QDir().mkpath(wal));
        const QString where = folder + QStringLiteral(" --base --archive ") + wal;
        const auto made = server(QStringLiteral("backup"), where + QStringLiteral(" --json"));
        QVERIFY2(made.status == 0, made.err.constData());
        QVERIFY2(made.err.contains("does not archive its log"), made.err.constData());
        QVERIFY(!made.json()[QLatin1String("archiving")].toBool(true));
        QVERIFY(QFile::exists(made.json()[QLatin1String("base")].toString() + QStringLiteral("/backup_label")));
        const auto drill = server(QStringLiteral("restore-drill"), where + QStringLiteral(" --json"));
        QVERIFY2(drill.status == 0, drill.err.constData());
        QVERIFY(drill.json()[QLatin1String("sound")].toBool());
        QCOMPARE(drill.json()[QLatin1String("filled")].toInt(), 1);
        // The archive has what comes after the next two segments only.
        QFile segment(wal + QStringLiteral("/0000000100000000000000F0"));
        QVERIFY(segment.open(QIODevice::WriteOnly) && segment.resize(16 * 1024 * 1024));
        const auto hole = server(QStringLiteral("restore-drill"), where);
        QCOMPARE(hole.status, 5);
        QVERIFY2(hole.err.contains("has a hole") && hole.err.contains("0000000100000000000000EF are missing"),
            hole.err.constData());
        const auto late =
            server(QStringLiteral("restore-drill"), where + QStringLiteral(" --until 2099-01-01T00:00:00Z"));
        QCOMPARE(late.status, 5);
        QVERIFY2(late.err.contains("has a hole before that moment"), late.err.constData());
        const auto early =
            server(QStringLiteral("restore-drill"), where + QStringLiteral(" --until 2001-01-01T00:00:00Z"));
        QCOMPARE(early.status, 4);
        QVERIFY2(early.err.contains("no base backup that old"), early.err.constData());
        for (const char *wrong :
            {"--base", "--archive /tmp", "--until 2099-01-01T00:00:00Z", "/tmp --base --archive /tmp --until soon"})
            QCOMPARE(server(QStringLiteral("restore-drill"), QLatin1String(wrong)).status, 2);
        QCOMPARE(server(QStringLiteral("check"), QStringLiteral("--base")).status, 2);
        QCOMPARE(server(QStringLiteral("backup"), folder + QStringLiteral(" --base --keep-days none")).status, 2);
        QCOMPARE(server(QStringLiteral("backup"), folder + QStringLiteral(" --base --archive /nowhere")).status, 4);
    }
    // The list is written, and a copy that still holds the person is told of it.
    void theListOfErasuresIsKeptAndReplayed()
    {
        const QByteArray customer = "00000000-0000-4000-8000-00000000c001",
                         erasure = "00000000-0000-4000-8000-00000000e001";
        const auto chief = Pg::open(Postgres::shared().at(QStringLiteral("dealers")));
        QVERIFY(chief && (*chief)->execute("SET search_path=updesk,pg_temp"));
        const auto put = (*chief)->query("SELECT push_deeds(a, jsonb_build_array(jsonb_build_object('d', "
                                         "op_id(gen_random_uuid(), 0), 'h', now_ms()<<16,"
                                         " 'v', 'capture', 'p', NULL, 'ops', jsonb_build_array(jsonb_build_object('t', "
                                         "'customer', 'k', 'put', 'r', '"
            + customer
            + "', 'f', jsonb_build_object('last', 'Pottinger'))))), NULL)"
              " FROM (SELECT (7, NULL, NULL, NULL, session_user, gen_random_uuid(), 'admin', NULL)::author a) x");
        QVERIFY2(put, put ? "" : qPrintable(put.error().detail));
        const auto last = [&] {
            return (*chief)->query("SELECT last FROM updesk.customer WHERE id='" + customer + "'")->text(0, 0);
        };
        QCOMPARE(last(), QStringLiteral("Pottinger"));
        const auto backup =
            server(QStringLiteral("backup"), m_program.file(QStringLiteral("before")) + QStringLiteral(" --json"));
        const QString dump = backup.json()[QLatin1String("dump")].toString();
        const auto line = [&](int store, const QByteArray &id) {
            return "{\"store\":" + QByteArray::number(store) + ",\"erasure\":\"" + id + "\",\"customer\":\"" + customer
                + "\",\"by\":\"00000000-0000-4000-8000-0000000000b1\",\"at\":5,\"suppressed\":[]}\n";
        };
        const QString list = m_program.write(
            QStringLiteral("erasures"), line(7, erasure) + line(70'000, "00000000-0000-4000-8000-00000000e002"));
        const QString drill = dump + QStringLiteral(" --json --erasures ") + list;
        const auto tried = server(QStringLiteral("restore-drill"), drill);
        QVERIFY2(tried.status == 0, QByteArray(tried.out + tried.err).constData());
        QCOMPARE(tried.json()[QLatin1String("erasedAgain")].toInt(), 1);
        QCOMPARE(tried.json()[QLatin1String("erasedLeft")].toInt(-1), 0);
        QCOMPARE(last(), QStringLiteral("Pottinger")); // only the copy was told
        const auto replay = [&] {
            return server(QStringLiteral("erasures"), list + QStringLiteral(" --replay --json"));
        };
        const auto done = replay();
        QVERIFY2(done.status == 0, QByteArray(done.out + done.err).constData());
        QCOMPARE(done.json()[QLatin1String("erased")].toInt(), 1);
        QCOMPARE(done.json()[QLatin1String("absent")].toInt(), 1);
        QCOMPARE(last(), QString());
        QCOMPARE(replay().json()[QLatin1String("known")].toInt(), 1);
        QCOMPARE(server(QStringLiteral("check")).status, 0);
        const QString fresh = m_program.file(QStringLiteral("fresh"));
        const auto kept = server(QStringLiteral("erasures"), fresh);
        QVERIFY2(kept.status == 0 && kept.out.contains("apart from the backups"), kept.err.constData());
        QVERIFY(m_program.read(fresh).contains(erasure) && !m_program.read(fresh).contains("Pottinger"));
        const QString odd = m_program.write(QStringLiteral("odd"), line(7, erasure) + "nonsense\n");
        const auto refused = server(QStringLiteral("erasures"), odd + QStringLiteral(" --replay"));
        QVERIFY2(refused.status != 0 && refused.err.contains("Line 2 of"), refused.err.constData());
        QCOMPARE(server(QStringLiteral("erasures"), QStringLiteral("/nowhere/list --replay")).status, 4);
        QCOMPARE(server(QStringLiteral("erasures")).status, 2);
        QCOMPARE(server(QStringLiteral("check"), QStringLiteral("--erasures x")).status, 2);
    }
    void checkNamesTheDesksThatAreMissed()
    {
        const auto chief = Pg::open(Postgres::shared().at(QStringLiteral("dealers")));
        QVERIFY((*chief)->query("INSERT INTO updesk.desk_here SELECT 7, gen_random_uuid(), 'ann', n, now(),"
                                " now()-'50 days'::interval, NULL, false, '' FROM unnest('{FRONT}'::text[]) n"));
        const auto away = server(QStringLiteral("check"));
        QCOMPARE(away.status, 0);
        QVERIFY2(away.err.contains("Store 7: FRONT (ann) was last here 50 days ago and is filled again when it comes."),
            away.err.constData());
        QVERIFY((*chief)->execute("UPDATE updesk.desk_here SET seen=now(), sends=true;"
                                  "UPDATE updesk.known_generation SET generation='another'"));
        const auto unsettled = server(QStringLiteral("check"), QStringLiteral("--json"));
        QVERIFY2(
            unsettled.err.contains("FRONT (ann) sends messages and has not been here since the server was set back"),
            unsettled.err.constData());
        const QJsonObject desk = unsettled.json()[QLatin1String("desks")].toArray()[0].toObject();
        QCOMPARE(desk[QLatin1String("name")].toString(), QStringLiteral("FRONT"));
        QVERIFY(desk[QLatin1String("unsettled")].toBool());
        QVERIFY((*chief)->execute("DELETE FROM updesk.desk_here;"
                                  "UPDATE updesk.known_generation SET generation=updesk.generation()"));
        QVERIFY(!server(QStringLiteral("check")).err.contains("FRONT"));
    }
    void whoIsRevokedIsOut()
    {
        QCOMPARE(server(QStringLiteral("revoke"), QStringLiteral("--login dana")).status, 0);
        QVERIFY(!Pg::open(
            Postgres::shared().at(QStringLiteral("dealers"), QStringLiteral("dana"), QStringLiteral("correct horse"))));
        QCOMPARE(server(QStringLiteral("revoke"), QStringLiteral("--login nobody")).status, 4);
    }
    void wrongCallsAndWrongTrustAreRefusedInWords()
    {
        const auto bare = [&](const char *words) {
            return m_program.runBare(QString::fromLatin1(words).split(u' ')).status;
        };
        QCOMPARE(bare("server"), 2);
        QCOMPARE(bare("server dance postgresql://127.0.0.1/x"), 2);
        QCOMPARE(bare("server check postgresql://127.0.0.1/x --store 5"), 2);
        QCOMPARE(bare("server backup postgresql://127.0.0.1/x"), 2);
        QCOMPARE(bare("server check nonsense"), 3);
        QCOMPARE(bare("server check postgresql://127.0.0.1:1/x"), 1);
        const auto stranger =
            m_program.runBare({QStringLiteral("server"), QStringLiteral("check"), m_url, QStringLiteral("--as"),
                Postgres::shared().superuser(), QStringLiteral("--ca"), Postgres::shared().strangersCa()});
        QCOMPARE(stranger.status, 3);
        QVERIFY(stranger.err.contains("could not prove who it is"));
        m_program.write(QStringLiteral("pw"), "wrong\n");
        const auto wrong = server(QStringLiteral("check"));
        QCOMPARE(wrong.status, 3);
        QVERIFY(wrong.err.contains("no such login with this password"));
    }
};

UPDESK_TEST(TestServerCommands);
#include "tst_servercommands.moc"
