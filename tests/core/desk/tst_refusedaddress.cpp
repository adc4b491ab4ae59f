// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/gate.h"
#include "core/desk/sendround.h"
#include "tests/core/channels/httppeer.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"

using namespace updesk;

/// A server that says of a number or an address, as the message is handed over, that there is none.
class TestRefusedAddress : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;

    static SendRound::Done turn(SendingStore &at, DeskLane &lane)
    {
        FakeSecrets secrets;
        secrets.kept[QStringLiteral("mail-out")] = SmtpServer::secretWord();
        secrets.kept[QStringLiteral("texts")] = "token";
        Gateways gateways(secrets);
        SendRound round(*at.store, gateways);
        if (!*lane.hold())
            qFatal("turn");
        const auto done = round.turn(lane, kAlone);
        if (!done)
            qFatal("turn: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
        return *done;
    }
    static QByteArray told(SendingStore &at)
    {
        return at.store.list("SELECT body||' '||provider_text FROM activity WHERE deleted=0 AND code="
            + QByteArray::number(int(Activity::Code::NotArrived)));
    }
    static bool mayBeReached(SendingStore &at, Channel channel)
    {
        GateAsk ask;
        ask.channel = channel;
        const auto said = askGate(*at.store, at.lead, ask);
        return bool(said);
    }

private Q_SLOTS:
    void initTestCase() { m_smtp = std::make_unique<SmtpServer>(); }
    void cleanupTestCase() { m_smtp.reset(); }

    void aMailServerThatKnowsNobodyThereMarksTheAddress_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("bad");
        QTest::newRow("nobody") << "nouser@customer.example" << true;
        QTest::newRow("does not like us") << "policy@customer.example" << false;
        QTest::newRow("says no more") << "rcpt550@customer.example" << false;
        QTest::newRow("for now") << "rcpt451@customer.example" << false;
    }
    void aMailServerThatKnowsNobodyThereMarksTheAddress()
    {
        QFETCH(QString, to);
        QFETCH(bool, bad);
        SendingStore at;
        ChannelSettings ways = SendingStore::ways();
        ways.mailOut->server = m_smtp->access(Security::Tls);
        at.use(ways);
        LeadDraft draft = at.store.webLead(4);
        draft.emails = {{{}, to}};
        at.lead = at.store.add(draft).lead; // its plan begins with the acknowledgement by mail
        QVERIFY(makeRound(*at.store));
        DeskLane lane(at.store->database(), 1);
        turn(at, lane);
        QCOMPARE(at.store.count("email WHERE bad=1"), bad ? 1 : 0);
        QCOMPARE(told(at), bad ? to.toUtf8() + " 5.1.1 <" + to.toUtf8() + "> no such user\n" : QByteArray());
        QCOMPARE(mayBeReached(at, Channel::Email), !bad);
        QCOMPARE(m_smtp->count(Security::Tls), 0);
        turn(at, lane);
        QCOMPARE(
            at.store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::NotArrived))), bad ? 1 : 0);
        QCOMPARE(at.store.count("message WHERE state='failed'"), to.startsWith(QLatin1String("rcpt451")) ? 0 : 1);
        QCOMPARE(at.store.faults(), QStringList());
    }
    void aServerThatHangsUpMakesOneUnknownAndIsLeftAloneForAWhile()
    {
        SendingStore at;
        ChannelSettings ways = SendingStore::ways();
        ways.mailOut->server = m_smtp->access(Security::Tls);
        at.use(ways);
        for (int i = 1; i <= 2; ++i) {
            LeadDraft draft = at.store.webLead(i);
            draft.emails = {{{}, QStringLiteral("cutbody@customer%1.example").arg(i)}};
            at.lead = at.store.add(draft).lead;
            QVERIFY(stopPlans(*at.store, at.lead));
            QVERIFY(queueMessage(*at.store, at.mail()));
        }
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        const SendRound::Done done = turn(at, lane);
        QCOMPARE(done.troubles.size(), size_t(1));
        QCOMPARE(done.troubles.front().second.code, Error::Code::Offline);
        QCOMPARE(at.count("unknown"), 1);
        QCOMPARE(at.count("queued"), 1);
    }
    void aProviderThatKnowsNoSuchNumberMarksIt_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("bad");
        QTest::newRow("no number") << 21211 << true;
        QTest::newRow("takes no texts") << 21614 << false;
        QTest::newRow("stopped there") << 21610 << false;
    }
    void aProviderThatKnowsNoSuchNumberMarksIt()
    {
        QFETCH(int, code);
        QFETCH(bool, bad);
        const QByteArray said =
            R"({"code":)" + QByteArray::number(code) + R"(,"message":"The 'To' number","status":400})";
        HttpPeer peer([said](const PeerRequest &) { return HttpPeer::json(400, said); });
        SendingStore at;
        ChannelSettings ways = SendingStore::ways();
        ways.text->url = peer.url("/v1");
        at.use(ways);
        at.addLead();
        QVERIFY(stopPlans(*at.store, at.lead));
        const auto queued = queueMessage(*at.store, at.text());
        QVERIFY(queued);
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        turn(at, lane);
        QCOMPARE(at.message(queued->id).state, QStringLiteral("failed"));
        QCOMPARE(peer.asked().size(), size_t(1));
        QCOMPARE(at.store.count("phone WHERE bad=1"), bad ? 1 : 0);
        QCOMPARE(told(at), bad ? at.message(queued->id).to.toUtf8() + " The 'To' number (21211)\n" : QByteArray());
        QCOMPARE(mayBeReached(at, Channel::Text), !bad);
    }
    void aProviderThatIsTooBusyIsLeftAloneAsLongAsItAsks()
    {
        HttpPeer peer([](const PeerRequest &) {
            return HttpPeer::json(429, "{}").replace("Connection:", "Retry-After: 120\r\nConnection:");
        });
        SendingStore at;
        ChannelSettings ways = SendingStore::ways();
        ways.text->url = peer.url("/v1");
        at.use(ways);
        at.addLead();
        QVERIFY(stopPlans(*at.store, at.lead));
        const auto queued = queueMessage(*at.store, at.text());
        QVERIFY(queued);
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        QCOMPARE(turn(at, lane).troubles.size(), size_t(1));
        const Message waits = at.message(queued->id);
        QCOMPARE(waits.state, QStringLiteral("queued"));
        QCOMPARE(waits.notBefore, at.store.clock.now() + 2 * kMinute);
    }
};

UPDESK_TEST(TestRefusedAddress);
#include "tst_refusedaddress.moc"
