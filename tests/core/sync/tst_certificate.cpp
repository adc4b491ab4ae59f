// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/certificate.h"
#include "core/sync/pg.h"
#include "tests/support/postgres.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Why a server's certificate is not taken, told by a real server that shows one after the other.
class TestCertificate : public QObject
{
    Q_OBJECT

    Postgres &m_server = Postgres::shared();

    QString at(const char *name) const { return m_server.folder() + u'/' + QLatin1String(name); }
    QByteArray bytesOf(const QString &path) const
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(path));
        return file.readAll();
    }
    void put(const QString &path, const QByteArray &bytes) const
    {
        QFile file(path); // stays the server's own: only its content changes
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        file.close();
        const auto pg = Pg::open(m_server.at(QStringLiteral("postgres")));
        if (!pg || !(*pg)->query("SELECT pg_reload_conf()"))
            qFatal("reload");
        QTest::qSleep(500);
    }
    QString served() const
    {
        const auto pg = Pg::open(m_server.at(QStringLiteral("postgres")));
        const auto file = (*pg)->query("SELECT current_setting('ssl_cert_file')");
        const auto folder = (*pg)->query("SELECT current_setting('data_directory')");
        return QDir(QString::fromUtf8(folder->bytes(0, 0))).absoluteFilePath(QString::fromUtf8(file->bytes(0, 0)));
    }
    /// A certificate of the store's own authority for the server's key, valid from and to these moments.
    QByteArray certificate(const char *from, const char *to) const
    {
        const QString config = at("signing.cnf");
        QFile file(config);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("config");
        file.write("[ca]\ndefault_ca=d\n[d]\ndatabase=" + at("index.txt").toUtf8()
            + "\nnew_certs_dir=" + m_server.folder().toUtf8()
            + "\nrand_serial=yes\ndefault_md=sha256\npolicy=p\nunique_subject=no\n"
              "x509_extensions=x\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=IP:127.0.0.1\n");
        file.close();
        QFile index(at("index.txt"));
        if (!index.open(QIODevice::WriteOnly))
            qFatal("index");
        index.close();
        run({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-key"), at("server.key"),
            QStringLiteral("-subj"), QStringLiteral("/CN=127.0.0.1"), QStringLiteral("-out"), at("again.req")});
        run({QStringLiteral("ca"), QStringLiteral("-batch"), QStringLiteral("-notext"), QStringLiteral("-config"),
            config, QStringLiteral("-cert"), m_server.ca(), QStringLiteral("-keyfile"), at("ca.key"),
            QStringLiteral("-in"), at("again.req"), QStringLiteral("-out"), at("again.crt"),
            QStringLiteral("-startdate"), QString::fromLatin1(from), QStringLiteral("-enddate"),
            QString::fromLatin1(to)});
        return bytesOf(at("again.crt"));
    }
    static void run(const QStringList &arguments)
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"), arguments);
        if (!openssl.waitForFinished() || openssl.exitCode() != 0)
            qFatal("openssl: %s", openssl.readAllStandardError().constData());
    }
    QString refusal() const
    {
        Pg::Options options = m_server.at(QStringLiteral("postgres"));
        options.caFile = m_server.ca();
        const auto pg = Pg::open(options);
        return pg ? QStringLiteral("open") : pg.error().subject;
    }
    CertificateFault fault(const char *host, const QString &ca) const
    {
        return certificateFault(host, m_server.port(), ca, 5 * kSecond);
    }

private Q_SLOTS:
    void aSoundCertificateHasNoFault()
    {
        QCOMPARE(fault("127.0.0.1", m_server.ca()), CertificateFault::None);
        QCOMPARE(refusal(), QStringLiteral("open"));
    }
    void ofAnotherAuthorityOrAnotherName()
    {
        QCOMPARE(fault("127.0.0.1", m_server.strangersCa()), CertificateFault::NotTrusted);
        QCOMPARE(fault("localhost", m_server.ca()), CertificateFault::OtherName);
        QCOMPARE(fault("127.0.0.1", QStringLiteral("/nowhere")), CertificateFault::NotTrusted);
        QCOMPARE(certificateFault("127.0.0.1", 1, m_server.ca(), kSecond), CertificateFault::NotTrusted);
        QCOMPARE(certificateFault("no such host.invalid", 1, m_server.ca(), kSecond), CertificateFault::NotTrusted);
    }
    void anAddressThatIsShutOutIsNoClosedLogin()
    {
        const QString rules = at("data/pg_hba.conf");
        const QByteArray before = bytesOf(rules);
        const auto chief = Pg::open(m_server.at(QStringLiteral("postgres")));
        QVERIFY(chief && (*chief)->execute("DROP ROLE IF EXISTS shut; CREATE ROLE shut LOGIN PASSWORD 'x'"));
        put(rules, "host all shut 127.0.0.1/32 reject\n" + before);
        const auto pg = Pg::open(m_server.at(QStringLiteral("postgres"), QStringLiteral("shut"), QStringLiteral("x")));
        put(rules, before);
        QVERIFY(!pg);
        QCOMPARE(pg.error().code, Error::Code::Denied);
        QCOMPARE(pg.error().subject, QStringLiteral("address"));
    }
    void tooEarlyOrExpiredIsAMatterOfAClock()
    {
        const QString path = served();
        const QByteArray sound = bytesOf(path);
        put(path, certificate("20400101000000Z", "20420101000000Z"));
        const CertificateFault early = fault("127.0.0.1", m_server.ca());
        const QString earlyWord = refusal();
        put(path, certificate("20100101000000Z", "20120101000000Z"));
        const CertificateFault late = fault("127.0.0.1", m_server.ca());
        const QString lateWord = refusal();
        put(path, sound);
        QCOMPARE(early, CertificateFault::TooEarly);
        QCOMPARE(earlyWord, QStringLiteral("certificate_early"));
        QCOMPARE(late, CertificateFault::Expired);
        QCOMPARE(lateWord, QStringLiteral("certificate_expired"));
        QCOMPARE(refusal(), QStringLiteral("open"));
    }
};

UPDESK_TEST(TestCertificate);
#include "tst_certificate.moc"
