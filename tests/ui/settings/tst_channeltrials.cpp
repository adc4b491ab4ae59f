// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/linklistener.h"
#include "tests/support/dovecot.h"
#include "tests/support/kannelserver.h"
#include "tests/support/silentserver.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"

#include <QElapsedTimer>

using namespace updesk;

static QString words(const char *text) { return QString::fromLatin1(text); }

/// The buttons that ask a server for real, against real servers: what is typed is tried out, unsaved as it is.
class TestChannelTrials : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;

    static void typeServer(ChannelDesk &desk, const QString &kind, const ServerAccess &access, const QByteArray &secret)
    {
        const auto name = [&kind](const char *field) { return (kind + u'.' + QLatin1String(field)).toLatin1(); };
        desk.type(name("host").constData(), access.host);
        desk.choose(name("security").constData(), access.security == Security::Tls ? 0 : 1);
        desk.type(name("port").constData(), QString::number(access.port));
        desk.type(name("login").constData(), access.login);
        desk.type(name("secret").constData(), QString::fromUtf8(secret));
        desk.type(name("ca").constData(), access.caFile);
    }
    void openMail(ChannelDesk &desk, Security security, const QByteArray &secret = SmtpServer::secretWord())
    {
        desk.open(ChannelDesk::Mail);
        desk.click("mail.on");
        typeServer(desk, words("mailOut"), m_smtp->access(security), secret);
        desk.type("mail.fromAddress", words("sales@store.example"));
    }
    /// Presses a button and waits for what it says.
    static QString tried(ChannelDesk &desk, const QString &button)
    {
        desk.find<Button>(button)->click();
        const QString row = button + words("Row");
        if (!QTest::qWaitFor([&] { return !desk.note(row).endsWith(words("...")); }, 20'000))
            qFatal("no answer: %s", qPrintable(desk.note(row)));
        return desk.note(row);
    }
    static void openAtSilence(ChannelDesk &desk, const SilentServer &silent)
    {
        desk.open(ChannelDesk::Mail);
        desk.click("mail.on");
        typeServer(desk, words("mailOut"),
            {words("127.0.0.1"), silent.port(), Security::Tls, {}, LoginKind::Password, words("ann"), {}}, "secret");
        desk.type("mail.fromAddress", words("sales@store.example"));
        desk.click("mail.testOut");
        QCOMPARE(desk.note(words("mail.testOutRow")), words("Asking the server ..."));
    }

private Q_SLOTS:
    void initTestCase() { m_smtp = std::make_unique<SmtpServer>(); }
    void cleanupTestCase() { m_smtp.reset(); }

    void anAccountThatIsTypedIsTriedBeforeItIsSaved_data()
    {
        QTest::addColumn<int>("security");
        QTest::newRow("STARTTLS") << int(Security::StartTls);
        QTest::newRow("TLS") << int(Security::Tls);
    }
    void anAccountThatIsTypedIsTriedBeforeItIsSaved()
    {
        QFETCH(const int, security);
        ChannelDesk desk;
        openMail(desk, Security(security));
        QVERIFY2(tried(desk, words("mail.testOut")).startsWith(words("It works")),
            qPrintable(desk.note(words("mail.testOutRow"))));
        QVERIFY(!desk.kept().mailOut);
        QVERIFY(desk.secrets.kept.isEmpty());
    }
    void aSavedAccountIsTriedWithThePasswordOfTheKeyStore()
    {
        ChannelDesk desk;
        openMail(desk, Security::Tls);
        desk.save("mail");
        QCOMPARE(desk.saved("mail"), words("Saved."));
        QVERIFY(tried(desk, words("mail.testOut")).startsWith(words("It works")));
        desk.secrets.kept.clear();
        QVERIFY(tried(desk, words("mail.testOut")).contains(words("has no password")));
    }
    void everyFaultIsSaidInWords()
    {
        ChannelDesk desk;
        openMail(desk, Security::Tls, "wrong word");
        QVERIFY2(tried(desk, words("mail.testOut")).contains(words("does not take the login")),
            qPrintable(desk.note(words("mail.testOutRow"))));
        desk.type("mailOut.secret", QString::fromUtf8(SmtpServer::secretWord()));
        desk.type("mailOut.ca", m_smtp->strangersCa());
        QVERIFY(tried(desk, words("mail.testOut")).contains(words("certificate")));
        desk.type("mailOut.ca", words("/nowhere.pem"));
        QVERIFY(tried(desk, words("mail.testOut")).contains(words("file of certificates")));
        desk.type("mailOut.ca", m_smtp->ca());
        desk.type("mailOut.port", QString::number(ServerProcess::freePort()));
        QVERIFY(tried(desk, words("mail.testOut")).contains(words("Nobody listens there")));
        desk.type("mailOut.port", QString::number(m_smtp->access(Security::StartTls).port)); // TLS where none is
        QVERIFY(tried(desk, words("mail.testOut")).contains(words("No secure line")));
        QVERIFY(desk.find("mail.testOut")->isEnabled());
    }
    void aTestMailReallyArrives()
    {
        ChannelDesk desk;
        openMail(desk, Security::Tls);
        desk.type("mail.fromName", words("Northgate Motors"));
        const int before = m_smtp->count(Security::Tls);
        desk.click("mail.send");
        QVERIFY(desk.note(words("mail.sendRow")).contains(words("no email address")));
        desk.type("mail.testTo", words("mike@store.example"));
        QVERIFY2(tried(desk, words("mail.send")).contains(words("mike@store.example")),
            qPrintable(desk.note(words("mail.sendRow"))));
        QCOMPARE(m_smtp->count(Security::Tls), before + 1);
        const QByteArray mail = m_smtp->mail(Security::Tls, before + 1);
        QVERIFY(mail.contains("From: Northgate Motors <sales@store.example>"));
        QVERIFY(mail.contains("test message of UpDesk"));
        desk.type("mail.testTo", words("rcpt550@store.example"));
        QVERIFY2(
            tried(desk, words("mail.send")).contains(words("refused")), qPrintable(desk.note(words("mail.sendRow"))));
        QVERIFY(desk.note(words("mail.sendRow")).contains(words("as you wish"))); // the server's own words
        QCOMPARE(m_smtp->count(Security::Tls), before + 1);
    }
    void aMailboxIsTriedWithItsFolder()
    {
        const Dovecot dovecot;
        ChannelDesk desk;
        desk.open(ChannelDesk::Mail);
        desk.click("mail.addBox");
        typeServer(desk, words("mailIn"), dovecot.access(Security::Tls), Dovecot::secretWord());
        QVERIFY2(tried(desk, words("mail.testIn")).startsWith(words("It works")),
            qPrintable(desk.note(words("mail.testInRow"))));
        desk.type("mail.folder", words("Nowhere"));
        QVERIFY(tried(desk, words("mail.testIn")).contains(words("no folder")));
        desk.type("mail.folder", words("INBOX"));
        desk.type("mailIn.secret", words("wrong"));
        QVERIFY(tried(desk, words("mail.testIn")).contains(words("does not take the login")));
    }
    void theAddressOfLinksIsTriedByAskingForSomethingThere()
    {
        ChannelDesk desk;
        desk.put(ChannelDesk::aMailAccount());
        desk.open(ChannelDesk::Mail);
        const auto rules = desk.shell.store->rules();
        const QByteArray store = (*rules)->dealership.id.value.hex();
        const auto listen = [](const QByteArray &proof) {
            return std::move(*LinkListener::open(
                {{}, 0, {}}, proof, [](const LinkHit &) { return QString(); }, [] { return LinkOwner(); }));
        };
        const auto ours = listen(store), others = listen("another store");
        const auto at = [](int port) { return QStringLiteral("http://127.0.0.1:%1/m").arg(port); };
        desk.type("mail.address", at(ours->port()));
        desk.type("mail.port", QString::number(ours->port()));
        QCOMPARE(tried(desk, words("mail.testLinks")),
            words("It works: what is asked there comes to this store's listener."));
        QVERIFY(!desk.kept().links); // only tried
        desk.type("mail.address", at(others->port()));
        QVERIFY2(tried(desk, words("mail.testLinks")).contains(words("not this store's listener")),
            qPrintable(desk.note(words("mail.testLinksRow"))));
        desk.type("mail.address", at(ServerProcess::freePort()));
        QVERIFY(tried(desk, words("mail.testLinks")).contains(words("Nobody listens there")));
        desk.type("mail.address", QString());
        desk.click("mail.testLinks");
        QVERIFY(!desk.fault("mail.address").isEmpty());
    }
    void aTestTextReachesThePhone()
    {
        KannelServer kannel(ServerProcess::freePort(), "0123456789abcdef");
        kannel.plugIn();
        ChannelDesk desk;
        desk.open(ChannelDesk::Text);
        desk.click("text.on");
        auto *form = desk.find<Segments>(words("text.form"));
        form->setCurrent(0);
        Q_EMIT form->chosen(0);
        desk.type("text.url", kannel.url());
        desk.type("text.account", KannelServer::user());
        desk.type("text.secret", QString::fromUtf8(KannelServer::password()));
        desk.type("text.from", words("+14045550100"));
        QVERIFY2(tried(desk, words("text.testAccount")).startsWith(words("It works")),
            qPrintable(desk.note(words("text.testAccountRow"))));
        desk.type("text.testTo", words("nobody"));
        desk.click("text.send");
        QVERIFY(desk.note(words("text.sendRow")).contains(words("no phone number")));
        desk.type("text.testTo", words("(404) 555-0117"));
        QVERIFY2(tried(desk, words("text.send")).contains(words("+14045550117")),
            qPrintable(desk.note(words("text.sendRow"))));
        QTRY_VERIFY_WITH_TIMEOUT(kannel.phoneLog().contains("test message of UpDesk"), 20'000);
        desk.type("text.secret", words("wrong"));
        QVERIFY(tried(desk, words("text.testAccount")).contains(words("does not take the login")));
    }
    void aServerThatSaysNothingIsStoppedByTheSameButton()
    {
        const SilentServer silent;
        ChannelDesk desk;
        openAtSilence(desk, silent);
        QVERIFY(!desk.find("mail.send")->isEnabled());
        QCOMPARE(desk.find<Button>(words("mail.testOut"))->text(), words("Stop"));
        QTest::qWait(100); // the window lives
        QElapsedTimer took;
        took.start();
        QCOMPARE(tried(desk, words("mail.testOut")), words("Stopped."));
        QVERIFY2(took.elapsed() < 2'500, qPrintable(QString::number(took.elapsed())));
        QVERIFY(desk.find("mail.send")->isEnabled());
        openMailAgain(desk);
    }
    void whoLeavesTheSettingsLeavesTheTrial()
    {
        const SilentServer silent;
        ChannelDesk desk;
        openAtSilence(desk, silent);
        QTest::qWait(100);
        desk.shell.key(Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(desk.note(words("mail.testOutRow")), words("Stopped."), 2'500);
    }
    void theWindowClosesWithoutWaitingForAServer()
    {
        const SilentServer silent;
        ChannelDesk desk;
        openAtSilence(desk, silent);
        QTest::qWait(100);
        QElapsedTimer took;
        took.start();
        desk.shell.close();
        QVERIFY2(took.elapsed() < 2'500, qPrintable(QString::number(took.elapsed())));
    }

private:
    /// After a stop the next trial runs as if nothing had been.
    void openMailAgain(ChannelDesk &desk)
    {
        typeServer(desk, words("mailOut"), m_smtp->access(Security::Tls), SmtpServer::secretWord());
        QVERIFY(tried(desk, words("mail.testOut")).startsWith(words("It works")));
    }
};
UPDESK_TEST(TestChannelTrials);
#include "tst_channeltrials.moc"
