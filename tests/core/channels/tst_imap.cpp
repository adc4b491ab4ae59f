// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/imap.h"
#include "tests/core/channels/whileserving.h"
#include "tests/support/dovecot.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/silentserver.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

const Patience kShort{2 * kSecond, 2 * kSecond, 30 * kSecond};

QByteArray mailOf(int number, const QByteArray &body = "Hi")
{
    return "From: ann@customer.example\r\nSubject: mail " + QByteArray::number(number) + "\r\n\r\n" + body + "\r\n";
}

QByteArray said(const Error &error) { return error.subject.toUtf8() + ' ' + error.detail.toUtf8(); }

template <class Value>
QByteArray said(const Result<Value> &result)
{
    return result ? QByteArray() : said(result.error());
}

/// An IMAP server of our own: logs in, opens, and answers the rest by `answer`, which says its whole answer but the
/// tag.
ScriptedServer::Script speaking(std::function<void(ScriptedTalk &, QByteArray tag, QByteArray command)> answer)
{
    return [answer](ScriptedTalk &talk) {
        talk.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] scripted\r\n");
        for (QByteArray line = talk.line(); !talk.hungUp(); line = talk.line()) {
            const qsizetype blank = line.indexOf(' ');
            const QByteArray tag = line.left(blank) + ' ';
            const QByteArray command = line.mid(blank + 1);
            if (command.startsWith("CAPABILITY"))
                talk.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n" + tag + "OK\r\n");
            else if (command.startsWith("AUTHENTICATE") || command.startsWith("LOGIN"))
                talk.say(tag + "OK\r\n");
            else if (command.startsWith("LOGOUT"))
                return;
            else if (command.startsWith("examine") || command.startsWith("select"))
                talk.say("* 2 EXISTS\r\n* OK [UIDVALIDITY 9] x\r\n* OK [UIDNEXT 8] x\r\n" + tag + "OK opened\r\n");
            else
                answer(talk, tag, command);
        }
    };
}

/// Whether a message is still there when it is asked for alone.
enum class Stays : quint8 { No, Yes };

/// Two mails, 5 and 7, of which `body` is what the server does when asked for one.
ScriptedServer::Script withTwo(
    std::function<void(ScriptedTalk &, QByteArray tag, QByteArray uid)> body, Stays stays = Stays::Yes)
{
    return speaking([body, stays](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &command) {
        const bool alone = command.startsWith("UID FETCH 5 (UID RFC822.SIZE)");
        if (alone && stays == Stays::No)
            talk.say(tag + "OK\r\n");
        else if (command.startsWith("UID SEARCH"))
            talk.say("* SEARCH 5 7\r\n" + tag + "OK\r\n");
        else if (command.contains("RFC822.SIZE"))
            talk.say("* 1 FETCH (UID 5 RFC822.SIZE 4)\r\n* 2 FETCH (UID 7 RFC822.SIZE 4)\r\n" + tag + "OK\r\n");
        else
            body(talk, tag, command.split(' ').value(2));
    });
}

void giveWhole(ScriptedTalk &talk, const QByteArray &tag, const QByteArray &uid)
{
    talk.say("* 1 FETCH (UID " + uid + " BODY[] {4}\r\na\r\nb)\r\n" + tag + "OK\r\n");
}

} // namespace

class TestImap : public QObject
{
    Q_OBJECT
    std::unique_ptr<Dovecot> m_server;

    MailInSettings settings(Security security = Security::Tls) const
    {
        MailInSettings in;
        in.server = m_server->access(security);
        return in;
    }
    Imap imap(const MailInSettings &in) const { return {in, Dovecot::secretWord()}; }
    static Imap at(const ScriptedServer &server, qint64 largest = 1'000'000)
    {
        MailInSettings in;
        in.server = {QStringLiteral("127.0.0.1"), server.port(), Security::Plain, {}, LoginKind::Password,
            QStringLiteral("ann"), QStringLiteral("mail-in")};
        in.largest = largest;
        return {in, Dovecot::secretWord(), kShort};
    }
    /// Where the inbox ends now.
    MailboxMark here() const
    {
        const auto mark = imap(settings()).here();
        return mark ? *mark : MailboxMark();
    }

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<Dovecot>(); }
    void cleanupTestCase() { m_server.reset(); }

    void mailsComeOnceAndAsTheyWere_data()
    {
        QTest::addColumn<int>("security");
        QTest::newRow("STARTTLS") << int(Security::StartTls);
        QTest::newRow("TLS") << int(Security::Tls);
    }
    void mailsComeOnceAndAsTheyWere()
    {
        QFETCH(int, security);
        Imap in = imap(settings(Security(security)));
        const auto before = in.here();
        QVERIFY2(bool(before), said(before).constData());
        const QByteArray odd =
            mailOf(2, "8 bit: \xe9\xff\r\n.\r\nU5 OK done\r\n* 9 FETCH (UID 9 BODY[] {5}\r\n)\r\nA003 OK");
        m_server->deliver(mailOf(1));
        m_server->deliver(odd);
        m_server->deliver(mailOf(3, QByteArray("x\r\n").repeated(500'000)));
        auto batch = in.fetch(*before);
        QVERIFY2(bool(batch), said(batch).constData());
        QCOMPARE(batch->mails.size(), size_t(3));
        QCOMPARE(batch->mails[0].bytes, mailOf(1));
        QCOMPARE(batch->mails[1].bytes, odd);
        QCOMPARE(batch->mails[2].bytes.size(), mailOf(3, QByteArray("x\r\n").repeated(500'000)).size());
        QVERIFY(!batch->more && !batch->renumbered && batch->vanished == 0);
        const MailboxMark mark = batch->next;
        batch = in.fetch(mark);
        QVERIFY(batch && batch->mails.empty() && batch->next == mark && !batch->more);
        m_server->deliver(mailOf(4));
        batch = in.fetch(mark);
        QVERIFY(batch && batch->mails.size() == 1);
        QCOMPARE(batch->mails[0].bytes, mailOf(4));
        QVERIFY(bool(in.test()));
    }
    void readingLeavesNoTrace()
    {
        const MailboxMark mark = here();
        m_server->deliver(mailOf(5));
        const QStringList before = m_server->files();
        QVERIFY(imap(settings()).fetch(mark)->mails.size() == 1);
        QCOMPARE(m_server->files().size(), before.size());
        const QStringList files = m_server->files();
        QVERIFY(std::none_of(files.begin(), files.end(),
            [](const QString &file) { return file.section(QStringLiteral(":2,"), 1).contains(u'S'); }));
        QVERIFY(bool(imap(settings()).settle(mark, {mark.uid + 1}))); // by the settings: left alone
    }
    void whatWasStoredIsMarkedWhenAskedTo()
    {
        const MailboxMark mark = here();
        m_server->deliver(mailOf(6));
        m_server->deliver(mailOf(7));
        MailInSettings in = settings();
        in.after = AfterReading::MarkSeen;
        QVERIFY(bool(imap(in).settle(mark, {mark.uid + 1})));
        QStringList seen = m_server->files().filter(QStringLiteral(":2,S"));
        QCOMPARE(seen.size(), qsizetype(1));
        QVERIFY(bool(imap(in).settle(mark, {mark.uid + 1, mark.uid + 1'000}))); // again, and what is not there
        MailboxMark other = mark;
        ++other.validity;
        QCOMPARE(imap(in).settle(other, {mark.uid + 2}).error().code, Error::Code::Conflict);
        QCOMPARE(m_server->files().filter(QStringLiteral(":2,S")).size(), qsizetype(1));
    }
    void whatWasStoredIsMovedWhenAskedTo()
    {
        const MailboxMark mark = here();
        m_server->deliver(mailOf(8));
        m_server->makeFolder("B&APw-ro");
        MailInSettings in = settings();
        in.after = AfterReading::Move;
        in.moveTo = QStringLiteral("Büro");
        const qsizetype before = m_server->files().size();
        const auto moved = imap(in).settle(mark, {mark.uid + 1});
        QVERIFY2(bool(moved), said(moved).constData());
        QCOMPARE(m_server->files().size(), before - 1);
        QCOMPARE(m_server->files("B&APw-ro").size(), qsizetype(1));
        in.moveTo = QStringLiteral("Nowhere");
        m_server->deliver(mailOf(9));
        QCOMPARE(imap(in).settle(mark, {mark.uid + 2}).error().subject, QStringLiteral("moveTo"));
        QCOMPARE(m_server->files().size(), before);
        MailInSettings box = settings();
        box.folder = QStringLiteral("Büro");
        QCOMPARE(imap(box).fetch({})->mails.size(), size_t(1));
        box.folder = QStringLiteral("Nowhere");
        QCOMPARE(imap(box).test().error().subject, QStringLiteral("folder"));
    }
    void aServerThatCannotMoveIsNotMadeToDelete()
    {
        std::atomic_int commands = 0;
        const ScriptedServer old(speaking([&](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &) {
            ++commands;
            talk.say(tag + "OK\r\n");
        }));
        MailInSettings in;
        in.server = {QStringLiteral("127.0.0.1"), old.port(), Security::Plain, {}, LoginKind::Password,
            QStringLiteral("ann"), QStringLiteral("mail-in")};
        in.after = AfterReading::Move;
        in.moveTo = QStringLiteral("Done");
        QCOMPARE(Imap(in, "x", kShort).settle({9, 5}, {5}).error().subject, QStringLiteral("move"));
        QCOMPARE(commands.load(), 0);
    }
    void aMailThatIsTooLargeComesByItsHeader()
    {
        const MailboxMark mark = here();
        m_server->deliver(mailOf(10, QByteArray("y\r\n").repeated(100'000)));
        m_server->deliver(mailOf(11));
        MailInSettings in = settings();
        in.largest = 100'000;
        const auto batch = imap(in).fetch(mark);
        QVERIFY2(bool(batch), said(batch).constData());
        QCOMPARE(batch->mails.size(), size_t(2));
        QCOMPARE(batch->mails[0].lack, FetchedMail::Lack::TooLarge);
        QVERIFY(batch->mails[0].size > 300'000);
        QCOMPARE(batch->mails[0].bytes, QByteArray("From: ann@customer.example\r\nSubject: mail 10\r\n\r\n"));
        QCOMPARE(batch->mails[1].bytes, mailOf(11));
    }
    void manyMailsComeInSeveralBatches()
    {
        MailboxMark mark = here();
        for (int i = 0; i < 120; ++i)
            m_server->deliver(mailOf(100 + i));
        std::vector<QByteArray> all;
        int batches = 0;
        for (bool more = true; more && batches < 10; ++batches) {
            const auto batch = imap(settings()).fetch(mark);
            QVERIFY2(bool(batch), said(batch).constData());
            for (const FetchedMail &mail : batch->mails)
                all.push_back(mail.bytes);
            mark = batch->next;
            more = batch->more;
        }
        QCOMPARE(batches, 3);
        QCOMPARE(all.size(), size_t(120));
        for (int i = 0; i < 120; ++i)
            QCOMPARE(all[size_t(i)], mailOf(100 + i));
    }
    void aMailboxNumberedAnewComesAgain()
    {
        const MailboxMark mark = here();
        m_server->renumber();
        const auto batch = imap(settings()).fetch(mark);
        QVERIFY2(bool(batch), said(batch).constData());
        QVERIFY(batch->renumbered);
        QVERIFY(batch->next.validity != mark.validity);
        QVERIFY(!batch->mails.empty());
        const auto next = imap(settings()).fetch(batch->next);
        QVERIFY(next && !next->renumbered);
    }
    void aWrongPasswordOrAStrangerIsKnown()
    {
        for (const Security way : {Security::StartTls, Security::Tls}) {
            const auto wrong = Imap(settings(way), "wrong").test();
            QCOMPARE(wrong.error().code, Error::Code::Denied);
            QCOMPARE(wrong.error().subject, QStringLiteral("login"));
            MailInSettings in = settings(way);
            in.server.caFile = m_server->strangersCa();
            QCOMPARE(imap(in).fetch({}).error().subject, QStringLiteral("certificate"));
            in = settings(way);
            in.server.host = QStringLiteral("localhost");
            QCOMPARE(imap(in).test().error().subject, QStringLiteral("certificate"));
        }
    }
    void aMailThatVanishesMeanwhileIsSteppedOver()
    {
        for (const bool refuses : {false, true}) {
            const ScriptedServer server(withTwo(
                [refuses](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &uid) {
                    if (uid == "5")
                        talk.say(refuses ? tag + "NO gone\r\n" : "* 1 EXPUNGE\r\n" + tag + "OK\r\n");
                    else
                        giveWhole(talk, tag, uid);
                },
                Stays::No));
            const auto batch = at(server).fetch({9, 4});
            QVERIFY2(bool(batch), said(batch).constData());
            QCOMPARE(batch->vanished, 1);
            QCOMPARE(batch->mails.size(), size_t(1));
            QCOMPARE(batch->mails[0].bytes, QByteArray("a\r\nb"));
            const MailboxMark expected{9, 7};
            QCOMPARE(batch->next, expected);
        }
    }
    void aMailThatTheServerDoesNotGiveIsNamedNotSteppedOver()
    {
        const ScriptedServer server(withTwo([](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &uid) {
            if (uid == "5")
                talk.say(tag + "NO cannot read it\r\n");
            else
                giveWhole(talk, tag, uid);
        }));
        const auto batch = at(server).fetch({});
        QVERIFY2(bool(batch), said(batch).constData());
        QCOMPARE(batch->mails.size(), size_t(2));
        QCOMPARE(batch->mails[0].lack, FetchedMail::Lack::NotGiven);
        QCOMPARE(batch->mails[0].bytes, QByteArray());
        QCOMPARE(batch->mails[1].lack, FetchedMail::Lack::None);
    }
    void aMailboxThatIsBusyIsReadLater()
    {
        const ScriptedServer server(withTwo([](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &uid) {
            if (uid == "5")
                return giveWhole(talk, tag, uid);
            talk.say(tag + "NO [UNAVAILABLE] later\r\n");
        }));
        auto batch = at(server).fetch({});
        QVERIFY2(bool(batch), said(batch).constData());
        QCOMPARE(batch->mails.size(), size_t(1));
        QVERIFY(batch->more);
        batch = at(server).fetch({9, 6});
        QCOMPARE(batch.error().code, Error::Code::Busy);
    }
    void whatCameBeforeACutIsKept()
    {
        const ScriptedServer cuts(withTwo([](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &uid) {
            if (uid == "5")
                return giveWhole(talk, tag, uid);
            talk.say("* 2 FETCH (UID 7 BODY[] {4}\r\na\r");
            talk.cut();
        }));
        const auto batch = at(cuts).fetch({9, 0});
        QVERIFY2(bool(batch), said(batch).constData());
        QCOMPARE(batch->mails.size(), size_t(1));
        const MailboxMark expected{9, 5};
        QCOMPARE(batch->next, expected);
        QVERIFY(batch->more);
    }
    void aServerThatHangsIsLeftInTime()
    {
        const SilentServer silent;
        const ScriptedServer greets([](ScriptedTalk &talk) {
            talk.say("* OK hello\r\n");
            talk.hang();
        });
        const ScriptedServer searches(
            speaking([](ScriptedTalk &talk, const QByteArray &, const QByteArray &) { talk.hang(); }));
        const ScriptedServer gives(withTwo([](ScriptedTalk &talk, const QByteArray &, const QByteArray &) {
            talk.say("* 1 FETCH (UID 5 BODY[] {4}\r\na\r");
            talk.hang();
        }));
        QElapsedTimer timer;
        timer.start();
        MailInSettings in;
        in.server = {QStringLiteral("127.0.0.1"), silent.port(), Security::Plain, {}, LoginKind::Password,
            QStringLiteral("ann"), QStringLiteral("mail-in")};
        QCOMPARE(Imap(in, "x", kShort).fetch({}).error().detail, QStringLiteral("timeout"));
        for (const ScriptedServer *server : {&greets, &searches, &gives})
            QCOMPARE(at(*server).fetch({}).error().detail, QStringLiteral("timeout"));
        QVERIFY2(timer.elapsed() < 20'000, QByteArray::number(timer.elapsed()).constData());
    }
    void aServerThatLiesIsNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("endless mail") << QByteArray("* 1 FETCH (UID 5 BODY[] {9999999999}\r\n");
        QTest::newRow("more than it said") << QByteArray("* 1 FETCH (UID 5 BODY[] {5000000}\r\n");
        QTest::newRow("bad") << QByteArray("TAGBAD what\r\n");
        QTest::newRow("odd") << QByteArray("TAGYES\r\n");
        QTest::newRow("farewell") << QByteArray("* BYE\r\n");
    }
    void aServerThatLiesIsNotBelieved()
    {
        QFETCH(QByteArray, answer);
        const ScriptedServer server(withTwo([answer](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &) {
            talk.say(QByteArray(answer).replace("TAG", tag));
        }));
        const auto batch = at(server).fetch({});
        QVERIFY(!batch);
        QVERIFY(batch.error().code == Error::Code::Damaged || batch.error().code == Error::Code::Offline);
    }
    void anotherMessagesBytesAreNotTaken()
    {
        const ScriptedServer server(withTwo([](ScriptedTalk &talk, const QByteArray &tag, const QByteArray &uid) {
            talk.say("* 3 FETCH (UID 99 BODY[] {4}\r\nevil)\r\n* 1 FETCH (FLAGS (\\Seen))\r\n");
            giveWhole(talk, tag, uid);
        }));
        const auto batch = at(server).fetch({});
        QVERIFY2(bool(batch), said(batch).constData());
        for (const FetchedMail &mail : batch->mails)
            QCOMPARE(mail.bytes, QByteArray("a\r\nb"));
    }
    void aHaltEndsItAtOnce()
    {
        const ScriptedServer hangs(
            speaking([](ScriptedTalk &talk, const QByteArray &, const QByteArray &) { talk.hang(); }));
        const SilentServer silent;
        MailInSettings in;
        in.server = {QStringLiteral("127.0.0.1"), hangs.port(), Security::Plain, {}, LoginKind::Password,
            QStringLiteral("ann"), QStringLiteral("mail-in")};
        for (const int port : {hangs.port(), silent.port()}) {
            in.server.port = port;
            const LaterHalt later;
            const Heeding heeding(later.halt());
            QCOMPARE(Imap(in, "x").fetch({}).error().detail, QStringLiteral("halted"));
            QVERIFY2(later.since() >= 0 && later.since() < kEndsWithin, QByteArray::number(later.since()).constData());
        }
    }
};
UPDESK_TEST(TestImap);
#include "tst_imap.moc"
