// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"
#include "core/people/customer.h"
#include "core/store/apply.h"
#include "core/store/op.h"
#include "core/store/transaction.h"
#include "tests/flows/program.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

using namespace updesk;

/// What the command line says of changes that the server cannot take, and what can be done about them.
class TestAttention : public QObject
{
    Q_OBJECT

    std::unique_ptr<SyncServer> m_server;
    Program m_program;

    static QStringList split(const char *words) { return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts); }
    QStringList password() const
    {
        return {QStringLiteral("--password-file"), m_program.file(QStringLiteral("ann.pw"))};
    }
    /// updeskctl on the store of this name.
    Program::Ran on(const char *store, const QStringList &words) const
    {
        return m_program.runBare(QStringList{QStringLiteral("--store"), m_program.file(QLatin1String(store))} + words);
    }
    int join(const char *store) const
    {
        const QString url = Postgres::shared().url(m_server->database);
        return on(store, QStringList{QStringLiteral("join"), url} + split("--login ann") + password()).status;
    }
    Program::Ran sync(const char *store, const char *more = "") const
    {
        return on(store, QStringList{QStringLiteral("sync")} + password() + split(more));
    }
    /// Ann makes a customer of this name.
    void does(const char *store, const char *first) const
    {
        FakeClock clock(SystemClock().now());
        const auto database = Database::open(m_program.file(QLatin1String(store)), deskSetup(clock));
        Customer customer;
        customer.id.value = newId(clock.now());
        customer.first = QLatin1String(first);
        auto tx = Transaction::begin(**database, {m_server->person("ann"), SyncServer::kStore});
        if (!tx || !tx->start("capture") || !apply(*tx, put(kCustomer, customer)) || !tx->commit())
            qFatal("deed");
    }
    void asChief(const QByteArray &sql) const
    {
        if (const auto done = m_server->chief()->execute(sql); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SyncServer>();
        m_program.write(QStringLiteral("ann.pw"), SyncServer::passwordOf(QStringLiteral("ann")).toUtf8() + '\n');
    }
    void cleanupTestCase()
    {
        asChief("DROP ROLE ann, bob, meg, pia, ida, host, hop, cy"); // they are of the whole cluster
        m_server.reset();
    }

    void aChangeThatNeedsAttentionIsTriedAgainOrGivenUp()
    {
        asChief("CREATE FUNCTION updesk.choke() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.first LIKE 'Choke%'"
                " THEN RAISE EXCEPTION 'too much' USING ERRCODE='54000'; END IF; RETURN NEW; END $$;"
                "CREATE TRIGGER choke BEFORE INSERT ON updesk.customer FOR EACH ROW EXECUTE FUNCTION updesk.choke()");
        QCOMPARE(join("p.updesk"), 0);
        does("p.updesk", "Choke One");
        does("p.updesk", "Choke Two");
        QCOMPARE(sync("p.updesk").status, 0);
        const auto attention = [&] {
            return on("p.updesk", split("sync --status --json")).json()[QLatin1String("needs_attention")].toArray();
        };
        const QJsonArray two = attention();
        QCOMPARE(two.size(), 2);
        const QString one = two[0][QLatin1String("change")].toString(),
                      other = two[1][QLatin1String("change")].toString();
        QCOMPARE(two[0][QLatin1String("why")].toString(), QStringLiteral("54000"));
        const QByteArray told = on("p.updesk", split("sync --status")).out;
        QVERIFY2(told.contains("Needs attention: " + one.toLatin1()
                     + " (New lead): The server did not take it (54000). Try it again with --retry"),
            told.constData());
        QVERIFY2(!told.contains("too much"), told.constData()); // the server's words may quote a customer's
        const QStringList giveUp{QStringLiteral("--give-up"), one};
        raw::File(m_program.file(QStringLiteral("p.updesk")).toStdString())
            .run("UPDATE desk_setting SET v='before' WHERE k='server_generation'"); // as after a restore
        const auto said = sync("p.updesk", qPrintable(giveUp.join(u' ') + QStringLiteral(" --json")));
        {
            raw::File file(m_program.file(QStringLiteral("p.updesk")).toStdString());
            raw::Statement refills(file, "SELECT v FROM state WHERE k='refills'");
            QVERIFY(refills.next() && refills.number(0) == 1); // whose rows came home was asked first
        }
        QVERIFY2(said.status == 0, said.err.constData());
        QCOMPARE(said.json()[QLatin1String("given_up")].toString(), one);
        QCOMPARE(attention().size(), 1);
        QCOMPARE(on("p.updesk", split("sync --status --json")).json()[QLatin1String("refused")].toInt(), 1);
        QCOMPARE(sync("p.updesk", qPrintable(giveUp.join(u' '))).status, 4);
        QCOMPARE(sync("p.updesk", "--give-up one").status, 2);
        QCOMPARE(sync("p.updesk", qPrintable(QStringLiteral("--retry %1 --give-up %1").arg(other))).status, 2);
        asChief("DROP TRIGGER choke ON updesk.customer; DROP FUNCTION updesk.choke()");
        const auto again = sync("p.updesk", qPrintable(QStringLiteral("--retry ") + other + QStringLiteral(" --json")));
        QVERIFY2(again.status == 0, again.err.constData());
        QCOMPARE(again.json()[QLatin1String("deeds_sent")].toInt(), 1);
        QCOMPARE(attention().size(), 0);
        const auto there = m_server->chief()->query("SELECT first FROM updesk.customer WHERE first LIKE 'Choke%'");
        QCOMPARE(there->count(), 1);
        QCOMPARE(there->bytes(0, 0), QByteArray("Choke Two"));
    }
    // Neither trying again nor giving up would do anything: neither is offered.
    void whatANewerProgramWroteIsNotOfferedToBeTriedOrGivenUp()
    {
        QCOMPARE(join("u.updesk"), 0);
        does("u.updesk", "Una Read");
        raw::File(m_program.file(QStringLiteral("u.updesk")).toStdString())
            .run("INSERT INTO stuck(n,state,why) SELECT max(n),1,'unreadable' FROM deed");
        const QJsonArray all =
            on("u.updesk", split("sync --status --json")).json()[QLatin1String("needs_attention")].toArray();
        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0][QLatin1String("why")].toString(), QStringLiteral("unreadable"));
        const QByteArray told = on("u.updesk", split("sync --status")).out;
        QVERIFY2(told.contains("Needs attention: " + all[0][QLatin1String("change")].toString().toLatin1()
                     + " (New lead): This UpDesk cannot read it"),
            told.constData());
        QVERIFY2(!told.contains("--retry") && !told.contains("--give-up"), told.constData());
    }
};

UPDESK_TEST(TestAttention);
#include "tst_attention.moc"
