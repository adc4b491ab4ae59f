// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/desklane.h"
#include "core/desk/messages.h"
#include "core/desk/receiveround.h"
#include "core/desk/rounds.h"
#include "core/desk/sendround.h"
#include "core/desk/waymark.h"
#include "core/leads/queuerows.h"
#include "tests/core/channels/whileserving.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/dovecot.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/kannelserver.h"
#include "tests/support/silentserver.h"
#include "tests/support/suite.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace updesk;

namespace
{

QByteArray leadMail(int i)
{
    const QByteArray n = QByteArray::number(i);
    return "From: Ann" + n + " Reyes <ann" + n + "@example.org>\r\nTo: sales@northgate.example\r\n"
        + "Subject: 2024 Toyota RAV4\r\nMessage-ID: <m" + n
        + "@example.org>\r\n\r\nI am interested in it. Is it still available?\r\n";
}

/// Says lines to a local socket and gives what comes back until it is closed.
QByteArray toSocket(const QString &path, const QByteArray &lines)
{
    const int handle = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    const timeval patience{5, 0};
    ::setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(handle, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return "refused";
    if (::send(handle, lines.constData(), size_t(lines.size()), MSG_NOSIGNAL) != lines.size())
        return "cut";
    ::shutdown(handle, SHUT_WR);
    QByteArray all;
    char buffer[4096];
    for (ssize_t came = 0; (came = ::recv(handle, buffer, sizeof buffer, 0)) > 0;)
        all.append(buffer, came);
    ::close(handle);
    return all;
}

MailInSettings mailboxOf(const ServerAccess &access)
{
    MailInSettings settings;
    settings.server = access;
    settings.server.secret = QStringLiteral("mail-in");
    return settings;
}

/// A store that receives from real servers.
struct Desk {
    TestStore store;
    FakeSecrets secrets;
    std::unique_ptr<ReceiveRound> round;

    Desk()
    {
        secrets.kept[QStringLiteral("mail-in")] = Dovecot::secretWord();
        secrets.kept[QStringLiteral("text-listener")] = kToken;
    }
    void begin() { round = std::make_unique<ReceiveRound>(*store, secrets, realWays(), 50, 50); }
    bool turnUntil(const std::function<bool()> &there, int seconds = 30)
    {
        QElapsedTimer since;
        since.start();
        while (!there() && since.elapsed() < seconds * 1000) {
            const auto turned = round->turn();
            if (!turned)
                qFatal("turn %s %s", qPrintable(turned.error().subject), qPrintable(turned.error().detail));
            QTest::qWait(10);
        }
        return there();
    }
    bool begun() // with what comes from now on
    {
        return turnUntil([&] { return store.count("way_mark") == 1; });
    }
    bool failsBy(const char *subject)
    {
        return turnUntil([&] {
            const auto states = round->states();
            return !states.empty() && states.front().since > 0 && states.front().why.subject == QLatin1String(subject);
        });
    }

    static inline const QByteArray kToken = "0123456789abcdef";
};

/// A store with a lead, its plan and a real gateway for texts that knows its listener.
struct Texting {
    Desk desk;
    int port = ServerProcess::freePort();
    KannelServer server{port, Desk::kToken};
    Captured one;

    Texting()
    {
        desk.secrets.kept[QStringLiteral("texts")] = KannelServer::password();
        ChannelSettings ways;
        ways.text = accountTexts();
        ways.text->form = TextForm::Kannel;
        ways.text->url = server.url();
        ways.text->account = KannelServer::user();
        ways.text->listener = ListenerSettings{port, QStringLiteral("text-listener")};
        ways.text->callbackUrl = QStringLiteral("http://127.0.0.1:%1").arg(port);
        setWays(desk.store, ways);
        followByProgram(desk.store);
        one = desk.store.add(phoneLead(desk.store, 18));
        agreeToOffers();
        if (openSteps(desk.store, one.lead) == 0)
            qFatal("no plan");
        desk.store.clock.advance(kMinute);
        server.plugIn();
        desk.begin();
        if (!desk.turnUntil([this] { return desk.round->textPort() == port; }))
            qFatal("no listener");
    }
    void agreeToOffers()
    {
        Consent yes;
        yes.customer = one.customer;
        yes.address = fromPhone(18);
        yes.channel = int(Channel::Text);
        yes.state = Consent::State::Yes;
        yes.how = Consent::How::Form;
        yes.words = QStringLiteral("I agree to offers by text from Northgate Motors.");
        yes.at = desk.store.clock.now();
        const auto said = doDeed(*desk.store, "test", {}, [&](Transaction &tx) {
            yes.id = {tx.freshId()};
            return apply(tx, put(kConsent, yes));
        });
        if (!said)
            qFatal("consent");
    }
};

/// One turn of what goes out; how many messages were handed over.
int send(Desk &desk, Secrets &secrets)
{
    Gateways gateways(secrets);
    SendRound sending(*desk.store, gateways);
    DeskLane lane(desk.store->database(), 1);
    if (!lane.hold())
        qFatal("lane");
    const auto sent = sending.turn(lane, kAlone);
    lane.giveBack();
    if (!sent)
        qFatal("send %s %s", qPrintable(sent.error().subject), qPrintable(sent.error().detail));
    return sent->handed;
}

} // namespace

/// What comes in, from a real mailbox and through a real gateway for texts.
class TestReceiveServers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMailedLeadEndsInTheQueueAndIsMovedAtTheServer()
    {
        Dovecot server;
        server.makeFolder("Done");
        MailInSettings settings = mailboxOf(server.access(Security::Tls));
        settings.after = AfterReading::Move;
        settings.moveTo = QStringLiteral("Done");
        Desk desk;
        server.deliver(leadMail(1)); // before reading began
        setWays(desk.store, {{}, {settings}, {}, {}});
        desk.begin();
        QVERIFY(desk.begun());
        server.deliver(leadMail(2));
        QVERIFY(desk.turnUntil([&] { return desk.store.count("lead") == 1; }));
        const auto rows = queueRows(desk.store->database(), {}, 10);
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(rows->front().name, QStringLiteral("Ann2 Reyes"));
        QCOMPARE(rows->front().now.place.group, 1);
        QVERIFY(desk.turnUntil([&] { return server.files("Done").size() == 1; }));
        QCOMPARE(server.files().size(), 1); // what was there before is left alone
    }
    void aReplyAStopAndABounceByMailCountAtOnce()
    {
        Dovecot server;
        Desk desk;
        setWays(desk.store, {{}, {mailboxOf(server.access(Security::StartTls))}, {}, {}});
        const Captured one = desk.store.add(phoneLead(desk.store, 1));
        const Captured two = desk.store.add(phoneLead(desk.store, 2));
        desk.begin();
        QVERIFY(desk.begun());
        desk.store.clock.advance(kMinute);
        server.deliver("From: person1@example.com\r\nTo: sales@northgate.example\r\nSubject: Re: RAV4\r\n"
                       "Message-ID: <r@c>\r\nIn-Reply-To: <x@y>\r\n\r\nstop\r\n");
        server.deliver(
            "From: MAILER-DAEMON@mx.example\r\nTo: sales@northgate.example\r\nSubject: Undelivered\r\n"
            "Message-ID: <b@mx>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; "
            "report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
            "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
            "Final-Recipient: rfc822; person2@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n");
        QVERIFY(desk.turnUntil([&] { return desk.store.count("email WHERE bad=1") == 1; }));
        const auto can = contactable(desk.store->database(), one.customer);
        QVERIFY(!can->email && !can->text && !can->call);
        QVERIFY(contactable(desk.store->database(), two.customer)->call);
        QCOMPARE(*quarantineCount(desk.store->database()), 0);
    }
    void aHostThatDiesBetweenFetchingAndTheMarkDoublesNothing()
    {
        Dovecot server;
        Desk desk;
        const MailInSettings settings = mailboxOf(server.access(Security::Tls));
        setWays(desk.store, {{}, {settings}, {}, {}});
        desk.begin();
        QVERIFY(desk.begun());
        const auto before = mailMark(desk.store->database(), wayOf(settings));
        for (int i = 1; i <= 12; ++i)
            server.deliver(leadMail(i));
        QVERIFY(desk.turnUntil([&] { return desk.store.count("original") >= 10; })); // a slice of the batch
        desk.round.reset();
        QCOMPARE((*mailMark(desk.store->database(), wayOf(settings)))->upTo, (*before)->upTo);
        desk.store.reopen();
        desk.begin();
        QVERIFY(desk.turnUntil([&] {
            return (*mailMark(desk.store->database(), wayOf(settings)))->upTo.uid == (*before)->upTo.uid + 12;
        }));
        QCOMPARE(desk.store.count("original"), 12);
        QCOMPARE(desk.store.count("lead"), 12);
        server.renumber();
        server.deliver(leadMail(13));
        QVERIFY(desk.turnUntil([&] { return desk.store.count("lead") == 13; }));
        QCOMPARE(desk.store.count("original"), 13);
    }
    void whatIsWrongWithAServerIsSaid()
    {
        Dovecot server;
        Desk wrong;
        wrong.secrets.kept[QStringLiteral("mail-in")] = "wrong";
        setWays(wrong.store, {{}, {mailboxOf(server.access(Security::Tls))}, {}, {}});
        wrong.begin();
        QVERIFY(wrong.failsBy("login"));
        Desk stranger;
        MailInSettings other = mailboxOf(server.access(Security::Tls));
        other.server.caFile = server.strangersCa();
        setWays(stranger.store, {{}, {other}, {}, {}});
        stranger.begin();
        QVERIFY(stranger.failsBy("certificate"));
        Desk folder;
        other = mailboxOf(server.access(Security::Tls));
        other.folder = QStringLiteral("Nowhere");
        setWays(folder.store, {{}, {other}, {}, {}});
        folder.begin();
        QVERIFY(folder.failsBy("folder"));
    }
    void aServerThatHangsHoldsNobodyUp()
    {
        const SilentServer silent;
        Dovecot server;
        Desk desk;
        MailInSettings hanging = mailboxOf(server.access(Security::Tls));
        hanging.server.port = silent.port();
        setWays(desk.store, {{}, {hanging, mailboxOf(server.access(Security::Tls))}, {}, {}});
        desk.begin();
        QVERIFY(desk.begun());
        server.deliver(leadMail(1));
        QElapsedTimer longest;
        longest.start();
        QVERIFY(desk.turnUntil([&] { return desk.store.count("lead") == 1; }, 10));
        longest.restart();
        desk.round.reset(); // it ends at once, though the other one still waits
        QVERIFY2(longest.elapsed() < 2'500, qPrintable(QString::number(longest.elapsed())));
    }
    void textsThroughTheGatewayAreFiledHoldThePlanAndStop()
    {
        Texting at;
        Desk &desk = at.desk;
        at.server.sendFromPhone("+14045550118", "14045550100", "text", "Is it there & red?");
        QVERIFY(desk.turnUntil([&] { return desk.store.count("activity WHERE kind=1 AND direction=1") == 1; }));
        QCOMPARE(desk.store.list("SELECT body FROM activity WHERE kind=1"), QByteArray("Is it there & red?\n"));
        QCOMPARE(leadNowOf(desk.store->database(), at.one.lead)->place.group, 0);
        QCOMPARE(openSteps(desk.store, at.one.lead), 0);
        at.server.sendFromPhone("+14045550118", "14045550100", "text", "Stop");
        QVERIFY(desk.turnUntil([&] { return desk.store.count("message WHERE meant=3") == 1; }));
        QVERIFY(!mayTextTo(desk.store, at.one.lead));
        at.server.sendFromPhone("+14045550199", "14045550100", "text", "Who are you?");
        QVERIFY(desk.turnUntil([&] { return *quarantineCount(desk.store->database()) == 1; }));
    }
    void aReplyHoldsTheAutomaticTextThatWaitsToLeave()
    {
        Texting at;
        Desk &desk = at.desk;
        FakeSecrets none; // the text is due while its way is shut
        for (int i = 0; i < 3 * 24 && desk.store.count("message WHERE run_id IS NOT NULL") == 0; ++i) {
            desk.store.clock.advance(kHour);
            QVERIFY(makeRound(*desk.store));
            QCOMPARE(send(desk, none), 0);
        }
        QCOMPARE(desk.store.list("SELECT DISTINCT state FROM message"), QByteArray("queued\n"));
        at.server.sendFromPhone("+14045550118", "14045550100", "text", "Call me at five");
        QVERIFY(desk.turnUntil([&] { return desk.store.count("activity WHERE kind=1 AND direction=1") == 1; }));
        QCOMPARE(send(desk, desk.secrets), 0);
        QCOMPARE(desk.store.list("SELECT DISTINCT state||' '||why FROM message"), QByteArray("cancelled step\n"));
        QVERIFY(!at.server.phoneLog().contains("+14045550118 text"));
    }
    void theOneReceiptOfAStopArrivesAndNothingElseDoes()
    {
        Texting at;
        Desk &desk = at.desk;
        OwnMessage own;
        own.lead = at.one.lead;
        own.body = QStringLiteral("Dana at Northgate Motors: shall I call? Reply STOP to end.");
        const auto pending = queueMessage(*desk.store, own);
        QVERIFY2(pending, pending ? "" : qPrintable(pending.error().subject + pending.error().detail));
        at.server.sendFromPhone("+14045550118", "14045550100", "text", "STOP");
        QVERIFY(desk.turnUntil([&] { return desk.store.count("message WHERE meant=3") == 1; }));
        desk.store.clock.advance(kMinute);
        QCOMPARE(send(desk, desk.secrets), 1);
        QTRY_VERIFY_WITH_TIMEOUT(
            at.server.phoneLog().contains("+14045550118 text Northgate Motors: You will get"), 20'000);
        QVERIFY(!at.server.phoneLog().contains("shall I call"));
        QCOMPARE(
            desk.store.list("SELECT state||' '||why FROM message WHERE meant<>3"), QByteArray("cancelled refused\n"));
        at.server.sendFromPhone("+14045550118", "14045550100", "text", "STOP");
        QVERIFY(desk.turnUntil([&] { return desk.store.count("activity WHERE kind=1 AND direction=1") == 2; }));
        QCOMPARE(desk.store.count("message"), 2);
    }
    void aListenerWhosePortIsTakenOrWhoseTokenIsShortIsSaid()
    {
        Desk desk;
        ChannelSettings ways = textsOnly();
        ways.text->form = TextForm::Kannel;
        ways.text->url = QStringLiteral("http://127.0.0.1:1/");
        const SilentServer taken;
        ways.text->listener = ListenerSettings{taken.port(), QStringLiteral("text-listener")};
        setWays(desk.store, ways);
        desk.begin();
        QVERIFY(desk.failsBy("port"));
        ways.text->listener = ListenerSettings{ServerProcess::freePort(), QStringLiteral("text-listener")};
        desk.secrets.kept[QStringLiteral("text-listener")] = "short";
        setWays(desk.store, ways);
        QVERIFY(desk.failsBy("listener"));
    }
    void thePhoneSystemsCallsProveAttempts()
    {
        Desk desk;
        ChannelSettings ways;
        ways.phone = PhoneSettings{};
        ways.phone->socket = desk.store.dir.filePath(QStringLiteral("phone"));
        setWays(desk.store, ways);
        const Captured one = desk.store.add(phoneLead(desk.store, 18));
        desk.store.clock.advance(kMinute);
        desk.begin();
        QVERIFY(desk.turnUntil([&] { return !desk.round->states().empty() && desk.round->states()[0].worked > 0; }));
        const auto say = [&](const QByteArray &lines) {
            return whileServing([&] { return toSocket(ways.phone->socket, lines); });
        };
        QCOMPARE(
            say("ring c1 out 4045550118 204\nended c1 65\nnonsense\n"), QByteArray("ok\nok\nerror invalid event\n"));
        QCOMPARE(leadNowOf(desk.store->database(), one.lead)->firstEvidence, Evidence::Confirmed);
        QVERIFY(desk.failsBy("event")); // what the system says wrongly is shown
        QCOMPARE(say("ended c1 65 out 4045550118\nping\n"), QByteArray("ok\nok\n"));
        QCOMPARE(desk.store.count("activity WHERE kind=0"), 1);
    }
};
UPDESK_TEST(TestReceiveServers);
#include "tst_receiveservers.moc"
