// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pgremote.h"
#include "tests/support/slowline.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <random>
#include <thread>

using namespace updesk;

class TestPg : public QObject
{
    Q_OBJECT

    static std::unique_ptr<Pg> connected(Pg::Options options = Postgres::shared().at(QStringLiteral("postgres")))
    {
        auto pg = Pg::open(options);
        if (!pg)
            qFatal("%s %s", qPrintable(pg.error().subject), qPrintable(pg.error().detail));
        return std::move(*pg);
    }
    static void isRefused(const Pg::Options &options, Error::Code code, const char *subject)
    {
        const auto pg = Pg::open(options);
        QVERIFY(!pg);
        QVERIFY2(pg.error().code == code && pg.error().subject == QLatin1String(subject),
            qPrintable(QString::number(int(pg.error().code)) + pg.error().subject + u'|' + pg.error().detail));
    }

private Q_SLOTS:
    void everyTypeComesBackAsItWent()
    {
        const auto pg = connected();
        const Id id = newId(1'700'000'000'000);
        const Bytes bytes{QByteArray("\0\1\\\xff'", 5)};
        const auto rows = pg->query("SELECT $1::bigint, $2::text, $3::uuid, $4::bytea, $5::text, $6::uuid, $2 = ''",
            std::numeric_limits<qint64>::min(), QStringLiteral("O'Brien; \u00e9\u4e2d\n\\"), id, bytes, nullptr, Id{});
        QVERIFY(rows);
        QCOMPARE(rows->count(), 1);
        QCOMPARE(rows->columns(), 7);
        QCOMPARE(rows->number(0, 0), std::numeric_limits<qint64>::min());
        QCOMPARE(rows->text(0, 1), QStringLiteral("O'Brien; \u00e9\u4e2d\n\\"));
        QVERIFY(rows->id(0, 2) == id);
        QCOMPARE(rows->blob(0, 3), bytes.data);
        QVERIFY(rows->isNull(0, 4));
        QVERIFY(rows->isNull(0, 5) && rows->id(0, 5).isNull());
        QVERIFY(!rows->flag(0, 6));
    }
    void aStatementIsPreparedOnceAndRunsAgain()
    {
        const auto pg = connected();
        for (int i = 0; i < 3; ++i) {
            const auto rows = pg->query("SELECT $1::int + 1", i);
            QVERIFY(rows);
            QCOMPARE(rows->number(0, 0), i + 1);
        }
        const auto known = pg->query("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%+ 1'");
        QVERIFY(known);
        QCOMPARE(known->number(0, 0), 1);
    }
    void errorsAreToldApartAndTheConnectionStands()
    {
        const auto pg = connected();
        QVERIFY(pg->execute("CREATE TEMP TABLE t(a int PRIMARY KEY CHECK (a < 10)); INSERT INTO t VALUES (1)"));
        const auto codeOf = [&](const char *sql) {
            const auto done = pg->query(sql);
            return done ? QStringLiteral("ok") : QString::number(int(done.error().code)) + done.error().subject;
        };
        const auto is = [](Error::Code code, const char *subject) {
            return QString::number(int(code)) + QLatin1String(subject);
        };
        QCOMPARE(codeOf("INSERT INTO t VALUES (1)"), is(Error::Code::Duplicate, "row"));
        QCOMPARE(codeOf("INSERT INTO t VALUES (11)"), is(Error::Code::Conflict, "row"));
        QCOMPARE(codeOf("SELECT 'x'::int"), is(Error::Code::Invalid, "value"));
        QCOMPARE(codeOf("SELECT updesk.sync_hello(1)"), is(Error::Code::NotFound, "schema"));
        QCOMPARE(codeOf("SELECT a FROM nowhere"), is(Error::Code::NotFound, "schema"));
        QCOMPARE(codeOf("SET statement_timeout = 50"), QStringLiteral("ok"));
        QCOMPARE(codeOf("SELECT pg_sleep(20)"), is(Error::Code::Busy, "statement"));
        QCOMPARE(codeOf("SELECT a FROM t"), QStringLiteral("ok"));
        QCOMPARE(codeOf("COPY t TO STDOUT"), is(Error::Code::Invalid, "statement"));
        QCOMPARE(codeOf("SELECT 1"), is(Error::Code::Offline, "server")); // a copy nobody reads ends the connection
    }
    void aCopyInOfMoreThanTheLineHoldsComesWholeAndOneThatIsNoneIsTold()
    {
        const auto pg = connected();
        QVERIFY(pg->execute("CREATE TEMP TABLE t(a int, b text)"));
        const QByteArray wide(4'000, 'x');
        int piece = 0;
        const auto more = [&]() -> QByteArray {
            QByteArray lines;
            for (int i = 0; piece < 40 && i < 100; ++i)
                lines += QByteArray::number(piece * 100 + i) + '\t' + wide + '\n';
            ++piece;
            return lines;
        };
        const auto copied = pg->copyIn("COPY t FROM STDIN", more);
        QVERIFY2(copied, copied ? "" : qPrintable(copied.error().detail));
        const auto there = pg->query("SELECT count(*), sum(length(b)), count(DISTINCT a) FROM t");
        QCOMPARE(there->number(0, 0), 4'000);
        QCOMPARE(there->number(0, 1), 16'000'000);
        QCOMPARE(there->number(0, 2), 4'000);
        const auto none = [] { return QByteArray(); };
        const auto wrong = pg->copyIn("SELECT 1", none);
        QVERIFY(!wrong && wrong.error().detail == QLatin1String("no_copy"));
        const auto missing = pg->copyIn("COPY nowhere FROM STDIN", none);
        QVERIFY(!missing && missing.error().code == Error::Code::NotFound);
        const auto other = pg->copyOut("COPY t FROM STDIN", [](QByteArrayView) { return Result<void>(); });
        QVERIFY(!other); // the other way round
        QVERIFY(pg->copyIn("COPY t FROM STDIN", none) || !pg->isOpen());
    }
    void valuesOfCustomersStayOutOfTheDetail()
    {
        const auto pg = connected();
        const auto wrong = pg->query("SELECT $1::text::uuid", QStringLiteral("Sam Okafor"));
        QVERIFY(!wrong && !wrong.error().detail.contains(QLatin1String("Okafor")));
        QVERIFY(wrong.error().detail.startsWith(QLatin1String("22P02")));
    }
    void aCopyIsReadRowByRow()
    {
        const auto pg = connected();
        qint64 sum = 0;
        const auto rows = pg->copyOut("COPY (SELECT g, E'a\\tb' FROM generate_series(1, 50000) g) TO STDOUT",
            [&](QByteArrayView row) -> Result<void> {
                sum += row.first(row.indexOf('\t')).toByteArray().toLongLong();
                return row.endsWith("a\\tb") ? Result<void>() : Error{Error::Code::Damaged, {}, {}};
            });
        QVERIFY(rows);
        QCOMPARE(*rows, 50000);
        QCOMPARE(sum, 1'250'025'000);
        QVERIFY(pg->query("SELECT 1"));
        const auto none =
            pg->copyOut("COPY (SELECT 1 WHERE false) TO STDOUT", [](QByteArrayView) { return Result<void>(); });
        QVERIFY(none);
        QCOMPARE(*none, 0);
        const auto wrong = pg->copyOut("SELECT 1", [](QByteArrayView) { return Result<void>(); });
        QVERIFY(!wrong && wrong.error().code == Error::Code::Invalid);
        const auto denied = pg->copyOut("COPY (SELECT 1/(g-3) FROM generate_series(1,9) g) TO STDOUT",
            [](QByteArrayView) { return Result<void>(); });
        QVERIFY(!denied && denied.error().code == Error::Code::Invalid);
        QVERIFY(pg->query("SELECT 1"));
    }
    void aReaderThatGivesUpEndsTheCopy()
    {
        const auto pg = connected();
        const auto stopped =
            pg->copyOut("COPY (SELECT generate_series(1, 1000000)) TO STDOUT", [](QByteArrayView) -> Result<void> {
                return Error{Error::Code::Busy, QStringLiteral("mine"), {}};
            });
        QVERIFY(!stopped && stopped.error().subject == QLatin1String("mine"));
        QVERIFY(!pg->isOpen());
    }
    void bigParametersAndAnswersPass()
    {
        const auto pg = connected();
        const QString big(8 * 1024 * 1024, u'x');
        const auto rows = pg->query("SELECT $1::text", big);
        QVERIFY(rows);
        QCOMPARE(rows->bytes(0, 0).size(), big.size());
    }
    void theReasonOfARefusedConnectionIsKnown()
    {
        Postgres &server = Postgres::shared();
        const QString postgres = QStringLiteral("postgres");
        isRefused(server.at(postgres, server.superuser(), QStringLiteral("wrong")), Error::Code::Denied, "password");
        isRefused(server.at(postgres, QStringLiteral("nobody"), QStringLiteral("x")), Error::Code::Denied, "password");
        isRefused(server.at(QStringLiteral("nowhere")), Error::Code::NotFound, "database");
        const auto pg = connected();
        QVERIFY(pg->execute("DROP ROLE IF EXISTS gone; CREATE ROLE gone NOLOGIN PASSWORD 'x'"));
        isRefused(server.at(postgres, QStringLiteral("gone"), QStringLiteral("x")), Error::Code::Denied, "login");
        Pg::Options nobody = server.at(postgres);
        nobody.url = QStringLiteral("postgresql://127.0.0.1:1/postgres");
        isRefused(nobody, Error::Code::Offline, "server");
        nobody.url = QStringLiteral("postgresql://[127.0.0.1");
        isRefused(nobody, Error::Code::Invalid, "url");
        nobody.url = QStringLiteral("postgresql:///postgres");
        qputenv("PGHOST", "db.example");
        isRefused(nobody, Error::Code::Invalid, "url"); // whose certificate would nobody ask for
        qunsetenv("PGHOST");
    }
    void nothingIsWaitedForLongerThanTheTableOfFailuresSays()
    {
        const auto pg = connected();
        const std::pair<const char *, const char *> limits[] = {
            {"statement_timeout", "10s"}, {"idle_in_transaction_session_timeout", "10s"}};
        for (const auto &[name, limit] : limits) {
            const auto now = pg->query(QByteArray("SHOW ") + name);
            QVERIFY2(now, name);
            QCOMPARE(now->bytes(0, 0), QByteArray(limit));
        }
        const Pg::Options plain;
        QCOMPARE(plain.connectWithin, 5 * kSecond);
        QCOMPARE(plain.patience, 20 * kSecond);
        const auto line = Pg::lineOf(Postgres::shared().at(QStringLiteral("postgres")));
        QVERIFY(line);
        for (const char *words :
            {"tcp_user_timeout='20000'", "keepalives_idle='10'", "keepalives_interval='5'", "keepalives_count='3'"})
            QVERIFY2(line->words.contains(words), line->words.constData());
    }
    void itsOwnProgramsAskForTheSameProofAndShowNoPassword()
    {
        Pg::Options options;
        options.url = QStringLiteral("postgresql://chief:it's@db.example/dealers?sslmode=disable");
        auto line = Pg::lineOf(options);
        QVERIFY(line);
        QVERIFY(line->words.contains("host='db.example'") && line->words.contains("sslmode='verify-full'"));
        QVERIFY(line->words.contains("user='chief'") && line->words.contains("dbname='dealers'"));
        QVERIFY(!line->words.contains("it's") && !line->words.contains("password"));
        QCOMPARE(line->password, QByteArray("it's"));
        options.database = QStringLiteral("an\\other's");
        options.password = QStringLiteral("another");
        line = Pg::lineOf(options);
        QVERIFY(line && line->words.contains("dbname='an\\\\other\\'s'") && line->password == "another");
        options.url = QStringLiteral("nonsense");
        QVERIFY(!Pg::lineOf(options));
    }
    void onlyTheStoresOwnAuthorityIsTrusted()
    {
        Postgres &server = Postgres::shared();
        Pg::Options options = server.at(QStringLiteral("postgres"));
        options.caFile = server.ca();
        QVERIFY(connected(options)->isEncrypted());
        options.caFile = server.strangersCa();
        isRefused(options, Error::Code::Denied, "certificate");
        options.caFile = server.ca();
        options.url = QStringLiteral("postgresql://localhost:%1/postgres").arg(server.port());
        isRefused(options, Error::Code::Denied, "certificate_name"); // the server is not called localhost
        options.caFile = QStringLiteral("/nowhere/ca.crt");
        isRefused(options, Error::Code::NotFound, "/nowhere/ca.crt");
    }
    void aPasswordIsSealedBeforeItTravels()
    {
        const auto pg = connected();
        const auto sealed = pg->sealedPassword(QStringLiteral("dana"), QStringLiteral("secret"));
        QVERIFY(sealed);
        QVERIFY(sealed->startsWith("SCRAM-SHA-256$"));
        QVERIFY(!sealed->contains("secret"));
    }
    void aFrozenServerFreesTheCaller()
    {
        Postgres &server = Postgres::shared();
        Pg::Options options = server.at(QStringLiteral("postgres"));
        options.patience = 300;
        options.connectWithin = 300;
        options.caFile = server.ca();
        const auto pg = connected(options);
        const auto copier = connected(options);
        QVERIFY(pg->query("SELECT 1"));
        server.freeze();
        const auto asked = pg->query("SELECT 1");
        const auto copied = copier->copyOut("COPY (SELECT 1) TO STDOUT", [](QByteArrayView) { return Result<void>(); });
        const auto opened = Pg::open(options);
        server.thaw();
        QVERIFY(!asked && asked.error().code == Error::Code::Offline);
        QVERIFY(!copied && copied.error().code == Error::Code::Offline);
        QVERIFY(!opened && opened.error().code == Error::Code::Offline);
        QVERIFY(!pg->isOpen());
        const auto later = pg->query("SELECT 1");
        QVERIFY(!later && later.error().code == Error::Code::Offline);
        QVERIFY(connected(options)->query("SELECT 1"));
    }
    void aServerThatFreezesWhileItIsSentToFreesTheCaller()
    {
        Postgres &server = Postgres::shared();
        Pg::Options options = server.at(QStringLiteral("postgres"));
        options.patience = 500;
        const auto pg = connected(options);
        QVERIFY(pg->query("SELECT length($1)", QStringLiteral("x")));
        server.freeze();
        const auto sent = pg->query("SELECT length($1)", QString(64 * 1024 * 1024, u'x'));
        server.thaw();
        QVERIFY(!sent && sent.error().code == Error::Code::Offline);
    }
    void aSlowLineIsNoFrozenOne()
    {
        constexpr int kMegabyte = 1 << 20;
        SlowLine line(Postgres::shared().port(), kMegabyte / 2);
        Pg::Options options = Postgres::shared().at(QStringLiteral("postgres"));
        options.url.replace(QString::number(Postgres::shared().port()), QString::number(line.port()));
        options.patience = 3'000;
        const auto pg = connected(options);
        const auto sent = pg->query("SELECT length($1)", QString(4 * kMegabyte, u'x')); // takes eight seconds
        QVERIFY2(sent, sent ? "" : qPrintable(sent.error().detail));
        QCOMPARE(sent->number(0, 0), 4 * kMegabyte);
        const auto read = pg->query("SELECT string_agg(md5(i::text), '') FROM generate_series(1, 131072) i");
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->bytes(0, 0).size(), 4 * kMegabyte);
        line.stop();
        QElapsedTimer clock;
        clock.start();
        QVERIFY(pg->query("SELECT length($1)", QString(kMegabyte, u'x')).error().code == Error::Code::Offline);
        QVERIFY(clock.elapsed() >= 3'000);
    }
    void aDocumentOfOnePushComesOverASlowLine()
    {
        constexpr int kParts = 40, kPart = 128 * 1024;
        SyncServer server;
        QList<QByteArray> ops;
        QByteArray bytes;
        for (std::mt19937_64 dice(7); bytes.size() < kPart; bytes += QByteArray::number(qulonglong(dice())))
            ;
        const QByteArray text = bytes.left(kPart).toBase64();
        for (int i = 0; i < kParts; ++i)
            ops << Pusher::put("original_part", Pusher::fresh(), "\"bytes\":\"" + text + '"');
        QCOMPARE(Pusher::outcome(Pusher(server, "ann").push(ops)), QStringLiteral("ok"));
        SlowLine line(Postgres::shared().port(), 2 * 1024 * 1024);
        Pg::Options options = server.options("ann");
        options.url.replace(QString::number(Postgres::shared().port()), QString::number(line.port()));
        options.statementLimit = kSecond; // sending the page takes three
        const QTemporaryDir dir;
        const auto database = Database::open(dir.filePath(QStringLiteral("desk")), server.setup);
        PgRemote remote(connected(options), **database, SyncServer::kStore, Pusher::fresh(), server.person("ann"));
        const auto page = remote.pull(SyncServer::kStore, 0, 2000);
        QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
        QCOMPARE(page->rows.size(), size_t(kParts));
        const auto limit = remote.connection().query("SHOW statement_timeout");
        QCOMPARE(limit->text(0, 0), QStringLiteral("1s"));
    }
    void aKilledServerIsOfflineAndComesBack()
    {
        Postgres &server = Postgres::shared();
        const auto pg = connected();
        server.kill();
        const auto asked = pg->query("SELECT 1");
        QVERIFY(!asked && asked.error().code == Error::Code::Offline);
        QVERIFY(!pg->isOpen());
        server.start();
        QVERIFY(connected()->query("SELECT 1"));
    }
    void aServerWhoseChildLingersStartsOnceTheChildHasGone()
    {
        Postgres &server = Postgres::shared();
        const auto pg = connected();
        QFile id(server.folder() + QStringLiteral("/data/postmaster.pid"));
        QVERIFY(id.open(QIODevice::ReadOnly));
        const int master = id.readLine().trimmed().toInt();
        const int child = pg->backend();
        QVERIFY(master > 1 && child > 1);
        QCOMPARE(::kill(child, SIGSTOP), 0);
        QCOMPARE(::kill(master, SIGKILL), 0);
        std::thread later([child] {
            std::this_thread::sleep_for(std::chrono::seconds(1));
            ::kill(child, SIGCONT); // it finds its server gone, and ends
        });
        server.start();
        later.join();
        QVERIFY(connected()->query("SELECT 1"));
    }
    void aSessionThatIsEndedIsOffline()
    {
        const auto pg = connected();
        const auto other = connected();
        QVERIFY(other->query("SELECT pg_terminate_backend($1)", pg->backend()));
        const auto asked = pg->query("SELECT 1");
        QVERIFY(!asked && asked.error().code == Error::Code::Offline);
        QVERIFY(!pg->isOpen());
    }
};

UPDESK_TEST(TestPg);
#include "tst_pg.moc"
