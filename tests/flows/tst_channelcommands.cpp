// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/phonelistener.h"
#include "tests/core/channels/whileserving.h"
#include "tests/flows/program.h"
#include "tests/support/dovecot.h"
#include "tests/support/keystore.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// The connections from the command line: shown, set, their passwords kept, and tried out against real servers.
class TestChannelCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;
    std::unique_ptr<Dovecot> m_dovecot;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<Program> program;

    static QJsonObject mailOut(const ServerAccess &access)
    {
        return {{QStringLiteral("server"), accessJson(access)},
            {QStringLiteral("fromName"), QStringLiteral("Northgate")},
            {QStringLiteral("fromAddress"), QStringLiteral("sales@store.example")}};
    }
    QJsonObject both() const
    {
        ServerAccess in = m_dovecot->access(Security::Tls);
        in.secret = QStringLiteral("mail-in");
        return {{QStringLiteral("mailOut"), mailOut(m_smtp->access(Security::Tls))},
            {QStringLiteral("mailIn"), QJsonArray{QJsonObject{{QStringLiteral("server"), accessJson(in)}}}}};
    }
    Program::Ran set(const QJsonObject &channels, const QStringList &more = {}) const
    {
        const QString file = program->write(QStringLiteral("channels.json"), QJsonDocument(channels).toJson());
        return program->at10(QStringList{QStringLiteral("channels"), QStringLiteral("--set"), file} + more);
    }
    QJsonObject shown() const { return program->at10(words("channels --json")).json(); }
    /// channels --secret NAME with these bytes on standard input.
    int keep(const char *name, const QByteArray &input, const QProcessEnvironment &environment) const
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(Program::path(),
            {QStringLiteral("--store"), program->file(QStringLiteral("store.updesk")), QStringLiteral("channels"),
                QStringLiteral("--secret"), QString::fromLatin1(name)});
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return -1;
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    int keep(const char *name, const QByteArray &input) const { return keep(name, input, m_keys->environment()); }
    QJsonObject tried(const char *line, int status) const
    {
        const auto ran = program->at10(words(line) + words("--json"));
        if (ran.status != status)
            qWarning("%s ended with %d: %s", line, ran.status, ran.out.constData());
        return ran.status == status ? ran.json()[QLatin1String("rows")][0].toObject() : QJsonObject();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_smtp = std::make_unique<SmtpServer>();
        m_dovecot = std::make_unique<Dovecot>();
        m_keys = std::make_unique<KeyStore>();
        QVERIFY2(m_keys->start(), "the packages dbus and gnome-keyring are needed");
    }
    void cleanupTestCase()
    {
        m_keys.reset();
        m_dovecot.reset();
        m_smtp.reset();
    }
    void init()
    {
        program = std::make_unique<Program>();
        program->setEnvironment(m_keys->environment());
        QVERIFY(program->makeSample());
    }
    void theyAreSetAndShownWithoutASecret()
    {
        QCOMPARE(shown()[QLatin1String("channels")].toObject(), QJsonObject());
        QCOMPARE(set(both()).status, 0);
        const QJsonObject all = shown();
        QCOMPARE(all[QLatin1String("channels")][QLatin1String("mailOut")][QLatin1String("fromName")].toString(),
            QStringLiteral("Northgate"));
        QCOMPARE(all[QLatin1String("secrets")].toObject().keys(), words("mail-in mail-out"));
        const auto plain = program->at10(words("channels"));
        QCOMPARE(QJsonDocument::fromJson(plain.out).object(), all[QLatin1String("channels")].toObject());
        QCOMPARE(set(QJsonDocument::fromJson(plain.out).object()).status, 0); // what is shown can be put in again
        QCOMPARE(shown(), all);
        QCOMPARE(program->at10(words("undo")).status, 0);
        QCOMPARE(shown()[QLatin1String("channels")].toObject(), QJsonObject());
    }
    void aFileThatIsWrongChangesNothing()
    {
        QCOMPARE(set(both()).status, 0);
        const QJsonObject before = shown();
        QJsonObject wrong = both();
        QJsonObject out = wrong[QLatin1String("mailOut")].toObject();
        out[QLatin1String("fromAddres")] = QStringLiteral("x@store.example");
        wrong[QLatin1String("mailOut")] = out;
        const auto refused = set(wrong, words("--json"));
        QCOMPARE(refused.status, 3);
        QCOMPARE(refused.json()[QLatin1String("error")][QLatin1String("subject")].toString(),
            QStringLiteral("mailOut.fromAddres"));
        QVERIFY2(refused.err.contains("mailOut.fromAddres"), refused.err.constData());
        const QString file = program->write(QStringLiteral("no.json"), "[]");
        QCOMPARE(program->at10({QStringLiteral("channels"), QStringLiteral("--set"), file}).status, 3);
        QCOMPARE(program->at10(words("channels --set nowhere.json")).status, 4);
        QCOMPARE(set({}, words("--user dana")).status, 3); // sales
        QCOMPARE(shown(), before);
        QCOMPARE(set({}, words("--user mike")).status, 0);
        QCOMPARE(shown()[QLatin1String("channels")].toObject(), QJsonObject());
    }
    void aPasswordGoesFromStandardInputIntoTheKeyStore()
    {
        QCOMPARE(keep("mail-out", "word\n"), 4); // nothing names it yet
        QCOMPARE(set(both()).status, 0);
        QCOMPARE(keep("mail-aut", "word\n"), 4);
        QCOMPARE(keep("mail-out", "\nword\n"), 3);
        QCOMPARE(keep("mail-out", "wo\trd\n"), 3);
        QCOMPARE(keep("mail-out", SmtpServer::secretWord() + "\nnot this\n"), 0);
        const QJsonObject secrets = shown()[QLatin1String("secrets")].toObject();
        QVERIFY(secrets[QLatin1String("mail-out")].toBool());
        QCOMPARE(tried("channels --test mail-out", 0)[QLatin1String("outcome")].toString(), QStringLiteral("accepted"));
        for (const QString &name : {QStringLiteral("store.updesk"), QStringLiteral("store.updesk-wal")})
            QVERIFY(!program->read(program->file(name)).contains(SmtpServer::secretWord()));
        QCOMPARE(keep("mail-out", "x\n", QProcessEnvironment::systemEnvironment()), 1); // no key store there
    }
    void theServersAreAskedForReal()
    {
        QCOMPARE(program->at10(words("channels --test mail-in")).status, 4); // not set up
        QCOMPARE(set(both()).status, 0);
        QCOMPARE(keep("mail-out", "wrong\n"), 0);
        QCOMPARE(keep("mail-in", Dovecot::secretWord() + '\n'), 0);
        QCOMPARE(tried("channels --test mail-in", 0)[QLatin1String("outcome")].toString(), QStringLiteral("accepted"));
        const QJsonObject wrong = tried("channels --test mail-out", 3);
        QCOMPARE(wrong[QLatin1String("outcome")].toString(), QStringLiteral("refused"));
        QCOMPARE(wrong[QLatin1String("subject")].toString(), QStringLiteral("login"));
        QVERIFY(wrong[QLatin1String("message")].toString().contains(QStringLiteral("does not take the login")));
        QCOMPARE(keep("mail-out", SmtpServer::secretWord() + '\n'), 0);
        const int before = m_smtp->count(Security::Tls);
        QCOMPARE(tried("channels --test mail-out --to mike@store.example", 0)[QLatin1String("outcome")].toString(),
            QStringLiteral("accepted"));
        QCOMPARE(m_smtp->count(Security::Tls), before + 1);
        QCOMPARE(tried("channels --test mail-out --to nobody", 3)[QLatin1String("subject")].toString(),
            QStringLiteral("to"));
        QCOMPARE(m_smtp->count(Security::Tls), before + 1);
    }
    void theAddressOfLinksIsSetAndTried()
    {
        QCOMPARE(program->at10(words("channels --test links")).status, 4); // not set up
        const QJsonObject links{
            {QStringLiteral("address"), QStringLiteral("http://127.0.0.1:%1").arg(ServerProcess::freePort())},
            {QStringLiteral("port"), 9081}, {QStringLiteral("ca"), QString()}};
        QCOMPARE(set({{QStringLiteral("links"), links}}).status, 0);
        QCOMPARE(shown()[QLatin1String("channels")][QLatin1String("links")].toObject(), links);
        QCOMPARE(tried("channels --test links", 1)[QLatin1String("detail")].toString(), QStringLiteral("connect"));
        QCOMPARE(program->at10(words("channels --test links --to x")).status, 2);
        QJsonObject wrong = links;
        wrong[QLatin1String("address")] = QStringLiteral("http://go.store.example");
        const auto refused = set({{QStringLiteral("links"), wrong}}, words("--json"));
        QCOMPARE(refused.status, 3);
        QCOMPARE(refused.json()[QLatin1String("error")][QLatin1String("subject")].toString(),
            QStringLiteral("links.address"));
    }
    void aServerThatIsNotThereIsSaid()
    {
        ServerAccess away = m_smtp->access(Security::Tls);
        away.port = ServerProcess::freePort();
        away.kind = LoginKind::None;
        QCOMPARE(set({{QStringLiteral("mailOut"), mailOut(away)}}).status, 0);
        const QJsonObject row = tried("channels --test mail-out", 1);
        QCOMPARE(row[QLatin1String("code")].toString(), QStringLiteral("offline"));
        QCOMPARE(row[QLatin1String("detail")].toString(), QStringLiteral("connect"));
    }
    void thePhoneSystemsSocketIsAsked()
    {
        const QString path = program->file(QStringLiteral("phone"));
        QCOMPARE(program->at10(words("channels --test phone")).status, 4); // it is not set up
        QCOMPARE(set({{QStringLiteral("phone"), QJsonObject{{QStringLiteral("socket"), path}}}}).status, 0);
        QCOMPARE(tried("channels --test phone", 1)[QLatin1String("subject")].toString(), QStringLiteral("socket"));
        PhoneSettings phone;
        phone.socket = path;
        const auto listener = PhoneListener::open(phone, {}, [](const PhoneEvent &) { return Result<void>(); });
        QVERIFY(listener);
        const QJsonObject row = whileServing([&] { return tried("channels --test phone", 0); });
        QCOMPARE(row[QLatin1String("outcome")].toString(), QStringLiteral("accepted"));
    }
    void wrongWordsAreTwo()
    {
        for (const char *line : {"channels now", "channels --test fax", "channels --to x",
                 "channels --test mail-in --to x", "channels --set"})
            QCOMPARE(program->at10(words(line)).status, 2);
    }
};
UPDESK_TEST(TestChannelCommands);
#include "tst_channelcommands.moc"
