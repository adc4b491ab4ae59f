// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/address.h"
#include "core/sync/pg.h"
#include "tests/support/postgres.h"
#include "tests/support/suite.h"

#include <QDir>

using namespace updesk;

/// What an address may say of a server, and when a line to it must prove who answers.
class TestAddress : public QObject
{
    Q_OBJECT

    static bool isHere(const char *url)
    {
        const auto terms = addressTerms(QLatin1String(url));
        return terms && isThisComputer(*terms);
    }
    static QByteArray lineTo(const QString &url)
    {
        Pg::Options options;
        options.url = url;
        const auto line = Pg::lineOf(options);
        return line ? line->words : line.error().subject.toLatin1();
    }

private Q_SLOTS:
    void whoComesIsNoPartOfAnAddress_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char *url, bool taken) { QTest::newRow(url) << QString::fromLatin1(url) << taken; };
        row("postgresql://db.example.com/updesk", true);
        row("postgres://db.example.com:5433/updesk?connect_timeout=3", true);
        row("postgresql://one,two/updesk?hostaddr=10.0.0.1,10.0.0.2", true);
        row("postgresql://dana@db/updesk", false);
        row("postgresql://dana:secret@db/updesk", false);
        row("postgresql://:secret@db/updesk", false);
        row("postgresql://db/updesk?password=secret", false);
        row("postgresql://db/updesk?connect_timeout=3&password=secret", false);
        row("postgresql://db/updesk?%70assword=secret", false);
        row("postgresql://db/updesk?user=dana", false);
        row("postgresql://db/updesk?%75ser=dana", false);
        row("postgresql://db/updesk?passfile=secrets", false);
        row("postgresql://db/updesk?sslpassword=secret", false);
        row("postgresql://db/updesk?service=secrets", false);
        row("postgresql://db/updesk?nonsense=1", false);
        row("host=db dbname=updesk password=secret", false);
        row("host=db dbname=updesk", false);
        row("postgresql://db", false);
        row("", false);
    }
    void whoComesIsNoPartOfAnAddress()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, taken);
        QCOMPARE(isStoreAddress(url), taken);
        QVERIFY(!taken || shownAddress(url) == url);
        QVERIFY2(!shownAddress(url).contains(QLatin1String("secret")), qPrintable(shownAddress(url)));
        QVERIFY2(!shownAddress(url).contains(QLatin1String("dana")), qPrintable(shownAddress(url)));
    }
    void whatAnOlderDeskKeptIsShownWithoutWhoComes()
    {
        QCOMPARE(shownAddress(QStringLiteral("postgresql://dana:secret@db:5433/updesk?password=x")),
            QStringLiteral("postgresql://db:5433/updesk"));
        QCOMPARE(
            shownAddress(QStringLiteral("host=db dbname=updesk password=x")), QStringLiteral("postgresql://db/updesk"));
    }
    void onlyThisComputerIsThisComputer()
    {
        for (const char *here :
            {"postgresql://localhost/x", "postgresql://127.0.0.1/x", "postgresql://127.8.0.9:5433/x",
                "postgresql://[::1]/x", "postgresql:///x", "host=/tmp dbname=x", "postgresql://%2Ftmp/x"})
            QVERIFY2(isHere(here), here);
        for (const char *elsewhere :
            {"postgresql://db/x", "postgresql://127.example.com/x", "postgresql://127.0.0.1.db/x",
                "postgresql://localhost/x?hostaddr=192.0.2.7", "postgresql://localhost,db/x",
                "postgresql://127.0.0.1,192.0.2.7/x", "postgresql:///x?host=db", "postgresql:///x?hostaddr=192.0.2.7",
                "host=/tmp,db dbname=x", "postgresql://[2001:db8::1]/x", "postgresql://localhost.example.com/x"})
            QVERIFY2(!isHere(elsewhere), elsewhere);
        for (const char *name : {"PGHOSTADDR", "PGSERVICE"}) {
            qputenv(name, "192.0.2.7");
            QVERIFY2(!isHere("postgresql://localhost/x"), name);
            qunsetenv(name);
        }
        qputenv("PGHOST", "db.example.com");
        const bool hostless = isHere("postgresql:///x");
        qunsetenv("PGHOST");
        QVERIFY(!hostless);
    }
    void noAddressAsksForLessProof()
    {
        for (const char *host : {"db", "localhost,db", "127.example.com", "127.0.0.1,192.0.2.7"}) {
            for (const char *mode : {"", "?sslmode=disable", "?sslmode=allow", "?sslmode=prefer", "?sslmode=require",
                     "?sslmode=verify-ca", "?%73slmode=verify-ca", "?sslmode=verify-full"}) {
                const QByteArray line = lineTo(
                    QLatin1String("postgresql://") + QLatin1String(host) + QLatin1String("/x") + QLatin1String(mode));
                QVERIFY2(line.contains("sslmode='verify-full'"), line.constData());
                QCOMPARE(line.count("sslmode="), 1);
            }
        }
        QVERIFY(lineTo(QStringLiteral("postgresql://localhost/x?hostaddr=192.0.2.7")).contains("'verify-full'"));
        QCOMPARE(lineTo(QStringLiteral("postgresql:///x?hostaddr=192.0.2.7")), QByteArray("url")); // whose certificate
        QVERIFY(!lineTo(QStringLiteral("postgresql://localhost/x")).contains("sslmode="));
    }
    // The certificate is of an authority that this computer knows, and of another host than the one that was asked for.
    void aServerOfAnotherNameIsRefusedWhateverTheAddressSays()
    {
        Postgres &server = Postgres::shared();
        const QTemporaryDir home;
        QVERIFY(QDir(home.path()).mkpath(QStringLiteral(".postgresql")));
        QVERIFY(QFile::copy(server.ca(), home.filePath(QStringLiteral(".postgresql/root.crt"))));
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.path().toLocal8Bit());
        const auto back = qScopeGuard([&before] { qputenv("HOME", before); });
        Pg::Options options = server.at(QStringLiteral("postgres"));
        const auto to = [&](const char *host) {
            options.url = QStringLiteral("postgresql://%1:%2/postgres?hostaddr=127.0.0.1&sslmode=verify-ca")
                              .arg(QLatin1String(host))
                              .arg(server.port());
            const auto pg = Pg::open(options);
            return pg ? (*pg)->isEncrypted() ? QStringLiteral("encrypted") : QStringLiteral("open")
                      : pg.error().subject.left(11);
        };
        QCOMPARE(to("updesk.example"), QStringLiteral("encrypted"));
        QCOMPARE(to("other.example"), QStringLiteral("certificate"));
        QCOMPARE(to("localhost"), QStringLiteral("certificate"));
    }
};
UPDESK_TEST(TestAddress);
#include "tst_address.moc"
