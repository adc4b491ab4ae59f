// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/smtp.h"
#include "tests/core/channels/maildrafts.h"
#include "tests/core/channels/whileserving.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/silentserver.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"

using namespace updesk;
using Outcome = HandOver::Outcome;

namespace
{

const Patience kShort{2 * kSecond, 2 * kSecond, 30 * kSecond};

MailDraft mailTo(const char *local) { return aMail(QLatin1String(local) + QStringLiteral("@customer.example")); }

MailDraft largeMail(const char *local, qsizetype size)
{
    MailDraft draft = mailTo(local);
    draft.text =
        QStringLiteral("A line of sixty letters, so that not each of them is cut up.\n").repeated(size / 61 + 1);
    return draft;
}

ServerAccess plainAt(int port)
{
    return {QStringLiteral("127.0.0.1"), port, Security::Plain, {}, LoginKind::None, {}, {}};
}

QByteArray said(const HandOver &over)
{
    return QByteArray::number(int(over.outcome)) + ' ' + over.why.subject.toLatin1() + ' ' + over.why.detail.toLatin1()
        + ' ' + QByteArray::number(over.code) + ' ' + over.said.toUtf8();
}

/// Speaks SMTP until the mail is there; `after` says the rest.
ScriptedServer::Script takingMail(const QByteArray &extensions, std::function<void(ScriptedTalk &, QByteArray)> after)
{
    return [extensions, after](ScriptedTalk &talk) {
        talk.say("220 scripted\r\n");
        for (QByteArray line = talk.line(); !talk.hungUp(); line = talk.line()) {
            if (line.startsWith("EHLO"))
                talk.say("250-scripted\r\n" + extensions + "250 HELP\r\n");
            else if (line.startsWith("DATA"))
                talk.say("354 go on\r\n");
            else if (line.startsWith("QUIT"))
                return after(talk, line);
            else if (line == ".")
                after(talk, line);
            else if (line.startsWith("MAIL") || line.startsWith("RCPT"))
                talk.say("250 ok\r\n");
            else if (line.startsWith("AUTH"))
                after(talk, line);
        }
    };
}

} // namespace

class TestSmtp : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_server;

    Smtp smtp(Security security = Security::Tls, Patience patience = {}) const
    {
        return {m_server->access(security), SmtpServer::secretWord(), patience};
    }

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<SmtpServer>(); }
    void cleanupTestCase() { m_server.reset(); }

    void aMailArrivesAsItWasWritten_data()
    {
        QTest::addColumn<int>("security");
        QTest::newRow("STARTTLS") << int(Security::StartTls);
        QTest::newRow("TLS") << int(Security::Tls);
    }
    void aMailArrivesAsItWasWritten()
    {
        QFETCH(int, security);
        const auto way = Security(security);
        MailDraft draft = mailTo("ann");
        draft.subject = QStringLiteral("Grüße, 你好");
        draft.text = QStringLiteral(".\n..\n.x\nFrom here: é\n.");
        Smtp out = smtp(way);
        const int before = m_server->count(way);
        const HandOver over = out.send(draft);
        QVERIFY2(over.outcome == Outcome::Accepted, said(over).constData());
        QVERIFY(over.providerId.contains(QLatin1String("queued as")));
        QCOMPARE(over.code, 250);
        QCOMPARE(m_server->count(way), before + 1);
        QCOMPARE(m_server->mail(way, before + 1), *composeMail(draft));
        const QJsonObject envelope = m_server->envelope(way, before + 1);
        QCOMPARE(envelope.value(QLatin1String("from")).toString(), draft.from.address);
        QCOMPARE(envelope.value(QLatin1String("to")).toArray(), QJsonArray{draft.to.address});
        QVERIFY(envelope.value(QLatin1String("tls")).toBool() && envelope.value(QLatin1String("login")).toBool());
        QVERIFY(bool(out.test()));
    }
    void aVeryLargeMailArrivesOrIsRefusedBeforeItWasSent()
    {
        Smtp out = smtp();
        const int before = m_server->count(Security::Tls);
        QCOMPARE(out.send(largeMail("ann", 8'000'000)).outcome, Outcome::Accepted);
        QVERIFY(m_server->mail(Security::Tls, before + 1).size() > 8'000'000);
        const HandOver over = out.send(largeMail("ann", 14'000'000));
        QVERIFY2(over.outcome == Outcome::Refused && over.permanent, said(over).constData());
        QCOMPARE(over.why.subject, QStringLiteral("size"));
        QCOMPARE(m_server->count(Security::Tls), before + 1);
    }
    void aRefusalSaysWhereAndForHowLong_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<bool>("permanent");
        const auto row = [](const char *from, const char *to, const char *subject, int code, Outcome outcome,
                             bool permanent) {
            QTest::addRow("%s %s", from, to) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(subject)
                                             << code << int(outcome) << permanent;
        };
        row("mail451", "ann", "from", 451, Outcome::Refused, false);
        row("mail550", "ann", "from", 550, Outcome::Refused, true);
        row("mail530", "ann", "login", 530, Outcome::Refused, false);
        row("sales", "rcpt450", "to", 450, Outcome::Refused, false);
        row("sales", "rcpt550", "to", 550, Outcome::Refused, true);
        row("sales", "rcpt552", "size", 552, Outcome::Refused, true);
        row("sales", "data451", "message", 451, Outcome::Refused, false);
        row("sales", "data554", "message", 554, Outcome::Refused, true);
        row("sales", "body452", "message", 452, Outcome::Refused, false);
        row("sales", "body554", "message", 554, Outcome::Unknown, false);
        row("sales", "body421", "message", 421, Outcome::Unknown, false);
    }
    void aRefusalSaysWhereAndForHowLong()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, subject);
        QFETCH(int, code);
        QFETCH(int, outcome);
        QFETCH(bool, permanent);
        for (const Security way : {Security::StartTls, Security::Tls}) {
            const int before = m_server->count(way);
            MailDraft draft = mailTo(to.constData());
            draft.from.address = QString::fromLatin1(from) + QStringLiteral("@store.example");
            const HandOver over = smtp(way).send(draft);
            QVERIFY2(int(over.outcome) == outcome, said(over).constData());
            QCOMPARE(over.why.subject, subject);
            QCOMPARE(over.code, code);
            QCOMPARE(over.permanent, permanent);
            QCOMPARE(over.said, QStringLiteral("as you wish for it"));
            QCOMPARE(m_server->count(way), before);
        }
    }
    void aWrongPasswordIsNotTheMailsFault()
    {
        for (const Security way : {Security::StartTls, Security::Tls}) {
            Smtp out(m_server->access(way), "wrong");
            const HandOver over = out.send(mailTo("ann"));
            QVERIFY2(over.outcome == Outcome::Refused && !over.permanent, said(over).constData());
            QCOMPARE(over.why.code, Error::Code::Denied);
            QCOMPARE(over.why.subject, QStringLiteral("login"));
            QCOMPARE(over.code, 535);
            QCOMPARE(out.test().error().subject, QStringLiteral("login"));
        }
    }
    void anUntrustedServerIsToldNothing()
    {
        const int before = m_server->count(Security::Tls);
        for (const Security way : {Security::StartTls, Security::Tls}) {
            ServerAccess access = m_server->access(way);
            access.caFile = m_server->strangersCa();
            QCOMPARE(
                Smtp(access, SmtpServer::secretWord()).send(mailTo("ann")).why.subject, QStringLiteral("certificate"));
            QCOMPARE(Smtp(access, SmtpServer::secretWord()).test().error().code, Error::Code::Denied);
            access.caFile.clear(); // the system's own do not know it either
            QCOMPARE(Smtp(access, SmtpServer::secretWord()).test().error().subject, QStringLiteral("certificate"));
            access = m_server->access(way);
            access.host = QStringLiteral("localhost"); // its certificate is for others
            QCOMPARE(Smtp(access, SmtpServer::secretWord()).test().error().subject, QStringLiteral("certificate"));
            access = m_server->access(way);
            access.caFile = QStringLiteral("/nonexistent/ca.crt");
            QCOMPARE(Smtp(access, SmtpServer::secretWord()).test().error().subject, QStringLiteral("ca"));
        }
        QCOMPARE(m_server->count(Security::Tls), before);
    }
    void aServerWithoutStartTlsIsToldNothing()
    {
        std::atomic_bool asked = false;
        const ScriptedServer plain(takingMail("250-AUTH PLAIN\r\n",
            [&](ScriptedTalk &, const QByteArray &line) { asked = asked || line.startsWith("AUTH"); }));
        ServerAccess access = plainAt(plain.port());
        access.security = Security::StartTls;
        access.kind = LoginKind::Password;
        access.login = access.secret = QStringLiteral("ann");
        const HandOver over = Smtp(access, "secret word", kShort).send(mailTo("ann"));
        QVERIFY2(over.outcome == Outcome::Refused, said(over).constData());
        QCOMPARE(over.why.subject, QStringLiteral("tls"));
        QCOMPARE(over.why.detail, QStringLiteral("not_offered"));
        QVERIFY(!asked);
        access.security = Security::Tls; // and it speaks no TLS either
        QCOMPARE(Smtp(access, "secret word", kShort).test().error().subject, QStringLiteral("tls"));
    }
    void aPlainWayToAnotherComputerIsNeverTaken()
    {
        ServerAccess access = plainAt(25);
        access.host = QStringLiteral("mail.example.com");
        const HandOver over = Smtp(access, {}).send(mailTo("ann"));
        QCOMPARE(over.why.subject, QStringLiteral("security"));
        QCOMPARE(over.outcome, Outcome::Refused);
    }
    void noServerIsARefusalThatPasses()
    {
        const int nobody = ServerProcess::freePort();
        HandOver over = Smtp(plainAt(nobody), {}).send(mailTo("ann"));
        QVERIFY2(over.outcome == Outcome::Refused && !over.permanent, said(over).constData());
        QCOMPARE(over.why.detail, QStringLiteral("connect"));
        ServerAccess access = m_server->access(Security::Tls);
        access.host = QStringLiteral("nowhere.invalid");
        over = Smtp(access, SmtpServer::secretWord(), kShort).send(mailTo("ann"));
        QCOMPARE(over.outcome, Outcome::Refused);
        QCOMPARE(over.why.code, Error::Code::Offline);
    }
    void whoeverHangsIsLeftInTime_data()
    {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("outcome");
        QTest::newRow("at RCPT") << QByteArray("hangrcpt") << int(Outcome::Refused);
        QTest::newRow("at DATA") << QByteArray("hangdata") << int(Outcome::Refused);
        QTest::newRow("after the body") << QByteArray("hangbody") << int(Outcome::Unknown);
    }
    void whoeverHangsIsLeftInTime()
    {
        QFETCH(QByteArray, to);
        QFETCH(int, outcome);
        QElapsedTimer timer;
        timer.start();
        const HandOver over = smtp(Security::Tls, kShort).send(mailTo(to.constData()));
        QVERIFY2(int(over.outcome) == outcome, said(over).constData());
        QCOMPARE(over.why.code, Error::Code::Offline);
        QCOMPARE(over.why.detail, QStringLiteral("timeout"));
        QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData());
    }
    void whoeverHangsBeforeTheMailIsLeftInTime()
    {
        const SilentServer silent;
        const ScriptedServer greets([](ScriptedTalk &talk) {
            talk.say("220 hello\r\n");
            talk.hang();
        });
        QElapsedTimer timer;
        timer.start();
        for (const int port : {silent.port(), greets.port()}) {
            const HandOver over = Smtp(plainAt(port), {}, kShort).send(mailTo("ann"));
            QVERIFY2(over.outcome == Outcome::Refused, said(over).constData());
            QCOMPARE(over.why.detail, QStringLiteral("timeout"));
        }
        QVERIFY2(timer.elapsed() < 15'000, QByteArray::number(timer.elapsed()).constData());
    }
    void aCutBeforeTheFinalDotIsARefusalAndAfterItUnknown()
    {
        HandOver over = smtp().send(largeMail("cutdata", 6'000'000));
        QVERIFY2(over.outcome == Outcome::Refused && !over.permanent, said(over).constData());
        QCOMPARE(over.why.detail, QStringLiteral("cut"));
        over = smtp().send(mailTo("cutbody"));
        QVERIFY2(over.outcome == Outcome::Unknown, said(over).constData());
        QCOMPARE(over.why.code, Error::Code::Offline);
    }
    void anAnswerThatIsNoneIsUnknown()
    {
        const ScriptedServer babbles(takingMail({}, [](ScriptedTalk &talk, const QByteArray &) {
            talk.say("yes, why not\r\n");
            talk.cut();
        }));
        const HandOver over = Smtp(plainAt(babbles.port()), {}, kShort).send(mailTo("ann"));
        QVERIFY2(over.outcome == Outcome::Unknown, said(over).constData());
    }
    void whoeverHangsAtTheFarewellHasTheMail()
    {
        const ScriptedServer sulks(takingMail({}, [](ScriptedTalk &talk, const QByteArray &line) {
            if (line == ".")
                talk.say("250 2.0.0 queued as 77\r\n");
            else
                talk.hang();
        }));
        QElapsedTimer timer;
        timer.start();
        const HandOver over = Smtp(plainAt(sulks.port()), {}).send(mailTo("ann"));
        QVERIFY2(over.outcome == Outcome::Accepted, said(over).constData());
        QCOMPARE(over.providerId, QStringLiteral("2.0.0 queued as 77"));
        QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData());
    }
    void aTokenIsShownAsATokenIs()
    {
        QByteArray shown;
        auto modern = std::make_unique<ScriptedServer>(
            takingMail("250-AUTH XOAUTH2\r\n", [&](ScriptedTalk &talk, const QByteArray &line) {
                if (line.startsWith("AUTH XOAUTH2")) {
                    shown = line.mid(13);
                    if (shown.isEmpty()) {
                        talk.say("334 \r\n");
                        shown = talk.line();
                    }
                    talk.say("235 welcome\r\n");
                } else {
                    talk.say("250 taken\r\n");
                }
            }));
        ServerAccess access = plainAt(modern->port());
        access.kind = LoginKind::Token;
        access.login = QStringLiteral("ann@store.example");
        access.secret = QStringLiteral("mail-out");
        const HandOver over = Smtp(access, "ya29.token", kShort).send(mailTo("ann"));
        QVERIFY2(over.outcome == Outcome::Accepted, said(over).constData());
        modern.reset(); // it speaks no more
        QCOMPARE(QByteArray::fromBase64(shown), QByteArray("user=ann@store.example\1auth=Bearer ya29.token\1\1"));
    }
    void aHaltEndsItAtOnce()
    {
        const LaterHalt later;
        const Heeding heeding(later.halt());
        const HandOver over = smtp().send(mailTo("hangrcpt"));
        QVERIFY2(later.since() >= 0 && later.since() < kHaltsWithin, QByteArray::number(later.since()).constData());
        QCOMPARE(over.outcome, Outcome::Refused);
        QCOMPARE(over.why.detail, QStringLiteral("halted"));
        const HandOver notBegun = smtp().send(mailTo("ann"));
        QCOMPARE(notBegun.outcome, Outcome::Refused);
        QCOMPARE(notBegun.why.detail, QStringLiteral("halted"));
    }
    void aHaltAfterTheBodyLeavesItUnknown()
    {
        const LaterHalt later(800);
        const Heeding heeding(later.halt());
        const HandOver over = smtp().send(mailTo("hangbody"));
        QVERIFY2(later.since() >= 0 && later.since() < kHaltsWithin, QByteArray::number(later.since()).constData());
        QCOMPARE(over.outcome, Outcome::Unknown);
        QCOMPARE(over.why.detail, QStringLiteral("halted"));
    }
    void aMailThatCannotBeWrittenGoesNowhere()
    {
        const int before = m_server->count(Security::Tls);
        MailDraft draft = mailTo("ann");
        draft.to.address = QStringLiteral("ann@x.example>\r\nRCPT TO:<all@evil.example");
        const HandOver over = smtp().send(draft);
        QVERIFY(over.outcome == Outcome::Refused && over.permanent);
        QCOMPARE(over.why.subject, QStringLiteral("to"));
        QCOMPARE(m_server->count(Security::Tls), before);
    }
};
UPDESK_TEST(TestSmtp);
#include "tst_smtp.moc"
