// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"
#include "core/people/customer.h"
#include "core/store/desksetting.h"
#include "core/store/transaction.h"
#include "core/sync/join.h"
#include "tests/flows/serverprogram.h"
#include "tests/support/fakeclock.h"

#include <QProcess>

using namespace updesk;

/// What `updeskctl join` leaves on the disk, and what it and `server adopt` keep of an address.
class TestJoinFile : public ServerProgram
{
    Q_OBJECT

    QString file(const char *name) const { return m_program.file(QLatin1String(name)); }
    /// What lies in a folder of the program's, by name.
    QStringList filesIn(const char *folder) const
    {
        return QDir(file(folder)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    QStringList joining(const char *store, const QString &address, const char *login, const char *password) const
    {
        return {QStringLiteral("--store"), file(store), QStringLiteral("join"), address, QStringLiteral("--login"),
            QLatin1String(login), QStringLiteral("--password-file"), file(password)};
    }
    Program::Ran adopt(const char *store, const QString &address, const QStringList &more) const
    {
        return on(store, QStringList{QStringLiteral("server"), QStringLiteral("adopt"), address} + more);
    }
    static void makeWhole(const QString &path, const FakeClock &clock)
    {
        if (!Database::open(path, deskSetup(clock)))
            qFatal("no file");
    }

private Q_SLOTS:
    void initTestCase()
    {
        openServer();
        m_program.write(QStringLiteral("wrong.pw"), "wrong\n");
    }
    void cleanupTestCase() { closeServer(); }

    void aJoinThatFailsLeavesNothing()
    {
        QVERIFY(QDir().mkpath(file("failed")));
        const QStringList keyed{QStringLiteral("--key-file"), file("failed/key"), QStringLiteral("--json")};
        const auto refused = m_program.runBare(joining("failed/a.updesk", url(), "ann", "wrong.pw") + keyed);
        QCOMPARE(refused.status, 3);
        QCOMPARE(refused.json()[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("denied"));
        QCOMPARE(filesIn("failed"), QStringList());
        QCOMPARE(on("failed/a.updesk", split("queue")).status, 4); // no store that takes leads
        const QString other = QString::number(SyncServer::kOther);
        const auto stranger = m_program.runBare(
            joining("failed/a.updesk", url(), "ann", "ann.pw") + QStringList{QStringLiteral("--member-of"), other});
        QCOMPARE(stranger.status, 3);
        QCOMPARE(filesIn("failed"), QStringList());
        const auto joined = m_program.runBare(joining("failed/a.updesk", url(), "ann", "ann.pw") + keyed);
        QVERIFY2(joined.status == 0, joined.err.constData());
        QVERIFY(joined.json().contains(QLatin1String("rows_taken")));
        QVERIFY(filesIn("failed").contains(QStringLiteral("a.updesk")));
        QVERIFY(filesIn("failed").filter(QStringLiteral("joining")).isEmpty());
    }
    void aJoinThatIsKilledLeavesNothingThatOpensAndTheNextOneHealsIt()
    {
        const auto chief = m_server->chief();
        QVERIFY(chief->execute("BEGIN; LOCK TABLE updesk.customer IN ACCESS EXCLUSIVE MODE"));
        QVERIFY(QDir().mkpath(file("killed")));
        QProcess join;
        join.start(Program::path(), joining("killed/a.updesk", url(), "ann", "ann.pw"));
        const auto waits = [&chief] {
            const auto rows = chief->query(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation='updesk.customer'::regclass");
            return rows && rows->number(0, 0) > 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(waits(), 30'000);
        QCOMPARE(filesIn("killed").filter(QStringLiteral("joining")).isEmpty(), false);
        join.kill();
        QVERIFY(join.waitForFinished(30'000));
        QVERIFY(chief->execute("ROLLBACK"));
        QVERIFY(!QFile::exists(file("killed/a.updesk")));
        QCOMPARE(on("killed/a.updesk", split("queue")).status, 4);
        const auto joined = m_program.runBare(joining("killed/a.updesk", url(), "ann", "ann.pw"));
        QVERIFY2(joined.status == 0, joined.err.constData());
        QVERIFY(filesIn("killed").filter(QStringLiteral("joining")).isEmpty());
        QCOMPARE(sync("killed/a.updesk", "ann").status, 0);
    }
    void whatAnOlderUpDeskLeftWithoutAStoreIsJoinedWhileNothingIsInIt()
    {
        const FakeClock clock(SystemClock().now());
        makeWhole(file("husk.updesk"), clock);
        m_program.write(QStringLiteral("nothing.updesk"), {});
        for (const char *name : {"husk.updesk", "nothing.updesk"}) {
            const auto joined = join(name, url(), "ann");
            QVERIFY2(joined.status == 0, joined.err.constData());
            QCOMPARE(sync(name, "ann").status, 0);
        }
        {
            const auto database = Database::open(file("keyed.updesk"), deskSetup(clock));
            Customer customer;
            customer.id.value = newId(clock.now());
            auto tx = Transaction::begin(**database, {});
            QVERIFY(tx && tx->start("test") && apply(*tx, put(kCustomer, customer)) && tx->commit());
        }
        const QByteArray before = m_program.read(file("keyed.updesk"));
        const auto refused = join("keyed.updesk", url(), "ann");
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains("holds a store already"), refused.err.constData());
        QCOMPARE(m_program.read(file("keyed.updesk")), before);
        m_program.write(QStringLiteral("other.updesk"), "somebody's letter");
        QCOMPARE(join("other.updesk", url(), "ann").status, 1);
        QCOMPARE(m_program.read(file("other.updesk")), QByteArray("somebody's letter"));
    }
    void aFileThatIsOpenSomewhereIsNotTakenAway()
    {
        const FakeClock clock(SystemClock().now());
        {
            const auto open = Database::open(file("used.updesk"), deskSetup(clock));
            const auto refused = join("used.updesk", url(), "ann");
            QCOMPARE(refused.status, 1);
            QVERIFY2(refused.err.contains("in use"), refused.err.constData());
            QVERIFY(!(*open)->isMoved());
        }
        QCOMPARE(join("used.updesk", url(), "ann").status, 0);
    }
    void theFolderIsMadeAndTheFileIsItsOwnersAlone()
    {
        const auto joined = join("new/folder/a.updesk", url(), "ann");
        QVERIFY2(joined.status == 0, joined.err.constData());
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QCOMPARE(QFile::permissions(file("new/folder/a.updesk")) & others, QFileDevice::Permissions());
        m_program.write(QStringLiteral("a file"), "x");
        const auto none = join("a file/a.updesk", url(), "ann");
        QCOMPARE(none.status, 4);
        QVERIFY2(none.err.contains("a file"), none.err.constData());
    }
    void whatIsMissingOrNoNumberIsSaidBeforeAnythingIsDone()
    {
        const QStringList password{QStringLiteral("--password-file"), file("ann.pw")};
        const auto nobody = on("no.updesk", QStringList{QStringLiteral("join"), url()} + password);
        QCOMPARE(nobody.status, 2);
        QVERIFY2(nobody.err.contains("--login"), nobody.err.constData());
        QCOMPARE(adopt("no.updesk", url(), password).status, 2);
        for (const char *number : {"abc", "0", "-1", "", "1x"}) {
            const auto ran = m_program.runBare(joining("no.updesk", url(), "ann", "ann.pw")
                + QStringList{QStringLiteral("--json"), QStringLiteral("--member-of=") + QLatin1String(number)});
            QCOMPARE(ran.status, 2);
            QVERIFY2(ran.err.contains("--member-of"), ran.err.constData());
            QCOMPARE(ran.json()[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("usage"));
        }
        QVERIFY(!QFile::exists(file("no.updesk")));
    }
    void aPasswordInAnAddressIsNeitherTakenNorShown_data()
    {
        QTest::addColumn<QString>("address");
        const QString bare = url();
        QString named = bare;
        QTest::newRow("named") << named.replace(QStringLiteral("//"), QStringLiteral("//ann:nna-password@"));
        for (const char *more :
            {"password=nna-password", "%70assword=nna-password", "user=ann", "passfile=nna-password"})
            QTest::newRow(more) << bare + u'?' + QLatin1String(more);
    }
    void aPasswordInAnAddressIsNeitherTakenNorShown()
    {
        QFETCH(const QString, address);
        const auto check = [](const Program::Ran &ran) {
            QVERIFY2(ran.status == 3 && ran.err.contains("without a password in it"), ran.err.constData());
            QVERIFY(!ran.err.contains("nna-password") && !ran.out.contains("nna-password"));
        };
        check(join("secret.updesk", address, "ann"));
        QVERIFY(!QFile::exists(file("secret.updesk")));
        const QByteArray invite = QByteArray(R"({"updesk-join":1,"store":0,"name":"","authority":"","fingerprint":"",)")
            + "\"url\":\"" + address.toUtf8() + "\"}";
        check(join("secret.updesk",
            QStringLiteral("--invite=") + m_program.write(QStringLiteral("secret.updesk-join"), invite), "ann"));
        const FakeClock clock(SystemClock().now());
        makeWhole(file("lone.updesk"), clock);
        check(adopt("lone.updesk", address,
            {QStringLiteral("--login"), QStringLiteral("ann"), QStringLiteral("--password-file"), file("ann.pw")}));
        const auto lone = Database::open(file("lone.updesk"), deskSetup(clock));
        QCOMPARE(*deskSetting(**lone, QStringLiteral("server_url")), QString());
    }
    void whatAnOlderUpDeskKeptOfAnAddressIsNotShown()
    {
        QCOMPARE(join("older.updesk", url(), "ann").status, 0);
        {
            const FakeClock clock(SystemClock().now());
            const auto database = Database::open(file("older.updesk"), deskSetup(clock));
            QVERIFY(setDeskSetting(
                **database, QStringLiteral("server_url"), url() + QStringLiteral("?password=nna-password")));
        }
        for (const char *words : {"sync --status", "sync --status --json"}) {
            const auto ran = on("older.updesk", split(words));
            QCOMPARE(ran.status, 0);
            QVERIFY2(ran.out.contains(url().toUtf8()) && !ran.out.contains("nna-password"), ran.out.constData());
        }
    }
    void aDamagedFileIsNoFaultOfTheServer()
    {
        QCOMPARE(join("damaged.updesk", url(), "ann").status, 0);
        qint64 root = 0, unit = 0;
        {
            const FakeClock clock(SystemClock().now());
            const auto database = Database::open(file("damaged.updesk"), deskSetup(clock));
            Query q = (*database)->once("SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema"
                                        " WHERE name='deed'");
            QVERIFY(q.next());
            root = q.number(0);
            unit = q.number(1);
        }
        QFile store(file("damaged.updesk"));
        QVERIFY(store.open(QIODevice::ReadWrite) && store.seek((root - 1) * unit));
        QCOMPARE(store.write(QByteArray(unit, '\xff')), unit);
        store.close();
        const auto ran = sync("damaged.updesk", "ann", "--once --json");
        QCOMPARE(ran.status, 1);
        QCOMPARE(ran.json()[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("damaged"));
        QVERIFY2(ran.err.contains("it is damaged") && !ran.err.contains("server"), ran.err.constData());
    }
};

UPDESK_TEST(TestJoinFile);
#include "tst_joinfile.moc"
