// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendlane.h"
#include "core/desk/sentmessages.h"
#include "core/desk/unknowntexts.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

/// A store that sends its mail and texts itself, and a message of it that has left.
struct SentDesk {
    TestStore store;
    Captured one;

    SentDesk()
    {
        ChannelSettings ways = textsOnly();
        ways.mailOut = MailOutSettings{};
        ways.mailOut->server = {QStringLiteral("smtp.example.com"), 465, Security::Tls, {}, LoginKind::Password,
            QStringLiteral("sales"), QStringLiteral("mail-out")};
        ways.mailOut->fromAddress = QStringLiteral("sales@northgate.example");
        ways.mailOut->unsubscribe = QStringLiteral("stop@northgate.example");
        setWays(store, ways);
        one = store.add(phoneLead(store, 1));
        store.clock.advance(kMinute);
    }
    Message sent(Channel channel, const char *state = "sent", const QString &provider = {}, Time began = -1)
    {
        Message message;
        message.lead = one.lead;
        message.channel = int(channel);
        message.body = QStringLiteral("Hi");
        message.to = channel == Channel::Text ? fromPhone(1) : QStringLiteral("person1@example.com");
        message.state = QString::fromLatin1(state);
        message.asked = store.clock.now();
        message.began = began < 0 ? message.asked : began;
        message.providerId = provider;
        const auto put = doDeed(*store, "message", {}, [&](Transaction &tx) -> Result<void> {
            message.id = {tx.freshId()};
            message.purpose = QString::fromLatin1(message.id.value.hex());
            return apply(tx, updesk::put(kMessage, message));
        });
        if (!put)
            qFatal("message %s", qPrintable(put.error().detail));
        return message;
    }
    void turns(const char *state)
    {
        if (!store->database().execute(("UPDATE message SET state='" + QByteArray(state) + '\'').constData()))
            qFatal("state");
    }
    IntakeResult mail(const QByteArray &bytes)
    {
        const auto taken = takeDocument(*store, bytes, QStringLiteral("m.eml"));
        if (!taken)
            qFatal("mail %s", qPrintable(taken.error().detail));
        return *taken;
    }
};

QByteArray bounceOf(const QByteArray &messageId, const QByteArray &address, const QByteArray &status = "5.1.1")
{
    return "From: MAILER-DAEMON@mx.example\r\nTo: sales@northgate.example\r\nSubject: Undelivered\r\n"
           "Message-ID: <b-"
        + messageId.left(8) + status
        + "@mx.example>\r\nMIME-Version: 1.0\r\n"
          "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
          "Content-Type: text/plain\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
          "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; "
        + address + "\r\nAction: failed\r\nStatus: " + status
        + "\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" + messageId + ">\r\n\r\n--b--\r\n";
}

QByteArray idOf(const Message &message) { return message.id.value.hex() + "@northgate.example"; }

/// A lane that keeps what it is told.
class NotingLane final : public SendLane
{
public:
    Result<int> sweep() override { return 0; }
    Result<std::optional<Message>> begin(const std::vector<Channel> &) override { return std::optional<Message>(); }
    Result<bool> end(const MessageId &message, const SendEnd &end) override
    {
        ends.emplace_back(message, end);
        return takes;
    }
    Result<bool> putBack(const MessageId &, const PutBack &) override { return true; }
    qint64 epoch() const override { return 0; }

    std::vector<std::pair<MessageId, SendEnd>> ends;
    bool takes = true;
};

class Knowing final : public TextOut
{
public:
    explicit Knowing(Result<TextReport> says, QStringList *others = nullptr) : m_says(std::move(says)), m_others(others)
    {
    }
    HandOver send(const TextDraft &) override { qFatal("sent again"); }
    Result<TextReport> find(const SentText &sent) override
    {
        auto says = m_says;
        if (m_others)
            *m_others = sent.others;
        if (says)
            says->id = sent.id;
        return says;
    }
    Result<void> test() override { return {}; }

private:
    Result<TextReport> m_says;
    QStringList *m_others;
};

} // namespace

/// What comes back about what went out.
class TestSentMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBounceOfAMailOfOursMarksTheAddress()
    {
        SentDesk desk;
        const IntakeResult taken = desk.mail(bounceOf(idOf(desk.sent(Channel::Email)), "Person1@example.com"));
        QVERIFY(taken.setAside);
        QCOMPARE(desk.store.count("email WHERE bad=1"), 1);
        QCOMPARE(desk.store.count("activity WHERE code=24"), 1);
        QCOMPARE(desk.store.list("SELECT state FROM message"), QByteArray("sent\n"));
    }
    void aReportAboutNoMailOfOursIsNotBelieved()
    {
        SentDesk desk;
        const Message text = desk.sent(Channel::Text);
        const QByteArrayList about{"x@y", "ffffffffffffffffffffffffffffffff@northgate.example", idOf(text), ""};
        for (const QByteArray &id : about)
            QVERIFY(!desk.mail(bounceOf(id, "person1@example.com")).setAside);
        const Message mail = desk.sent(Channel::Email);
        desk.store.add(phoneLead(desk.store, 2));
        desk.mail(bounceOf(idOf(mail), "person2@example.com")); // it went to another address
        QCOMPARE(desk.store.count("email WHERE bad=1"), 0);
        desk.mail(bounceOf(idOf(mail), "person1@example.com", "4.2.2")); // not for good
        QCOMPARE(desk.store.count("email WHERE bad=1"), 0);
        QVERIFY(*quarantineCount(desk.store->database()) >= 3);
    }
    void aReplyToAMailOfOursIsKnownByItWhoeverWrites()
    {
        SentDesk desk;
        const Message mail = desk.sent(Channel::Email);
        const IntakeResult taken = desk.mail("From: ann@work.example\r\nTo: sales@northgate.example\r\n"
                                             "Subject: Re: RAV4\r\nMessage-ID: <r@w>\r\nIn-Reply-To: <"
            + idOf(mail) + ">\r\n\r\nFive is fine.\r\n");
        QCOMPARE(taken.outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(taken.captured.front().lead, desk.one.lead);
    }
    void oneClickOnUnsubscribeEndsMailAndNothingElse()
    {
        SentDesk desk;
        const Message mail = desk.sent(Channel::Email);
        const QByteArray head = "From: person1@example.com\r\nTo: stop@northgate.example\r\n";
        const IntakeResult taken =
            desk.mail(head + "Message-ID: <u@c>\r\nSubject: unsubscribe " + mail.id.value.hex() + "\r\n\r\n\r\n");
        QCOMPARE(taken.outcome, IntakeResult::Outcome::Filed);
        const auto can = contactable(desk.store->database(), desk.one.customer);
        QVERIFY(!can->email && can->call && can->text);
        QCOMPARE(*quarantineCount(desk.store->database()), 0);
        QCOMPARE(desk.mail(head + "Message-ID: <u2@c>\r\nSubject: unsubscribe 00000000000000000000000000000001\r\n\r\n")
                     .outcome,
            IntakeResult::Outcome::Quarantined); // about none of ours
    }
    void stopInAReplyByMailEndsAllAndDoubtHolds()
    {
        SentDesk desk;
        const Message mail = desk.sent(Channel::Email);
        const QByteArray head = "From: person1@example.com\r\nTo: sales@northgate.example\r\nSubject: Re: RAV4\r\n"
                                "In-Reply-To: <"
            + idOf(mail) + ">\r\n";
        desk.mail(head + "Message-ID: <r1@w>\r\n\r\nqiut\r\n");
        QCOMPARE(desk.store.count("consent WHERE purpose='unclear'"), 1);
        desk.mail(head + "Message-ID: <r2@w>\r\n\r\nSTOP\r\n");
        const auto can = contactable(desk.store->database(), desk.one.customer);
        QVERIFY(!can->email && !can->call && !can->text);
        QCOMPARE(desk.store.count("activity WHERE kind=2 AND code=16"), 1);
        QCOMPARE(desk.store.count("message WHERE chan=2"), 0); // the receipt is a text's
    }
    void aTextThatFailedIsSaidOnceAndTheMessageStaysSent()
    {
        SentDesk desk;
        const Message text = desk.sent(Channel::Text);
        TextReport report{QString::fromLatin1(text.id.value.hex()), QStringLiteral("SM1"), TextFate::Passed, 0, {}};
        QVERIFY(takeReport(*desk.store, report)->lead.isNull());
        report.fate = TextFate::Failed;
        report.code = 30007;
        report.said = QStringLiteral("carrier filter");
        QCOMPARE(takeReport(*desk.store, report)->lead, desk.one.lead);
        QVERIFY(takeReport(*desk.store, report)->lead.isNull());
        QCOMPARE(desk.store.list("SELECT body||' '||provider_text FROM activity WHERE kind=7 AND code="
                     + QByteArray::number(int(Activity::Code::NotArrived))),
            QByteArray("+14045550101 carrier filter (30007)\n"));
        QCOMPARE(desk.store.count("phone WHERE bad=1"), 0);
        QCOMPARE(desk.store.list("SELECT state FROM message"), QByteArray("sent\n"));
    }
    void aNumberThatIsNoneIsBad()
    {
        SentDesk desk;
        const Message text = desk.sent(Channel::Text);
        const TextReport report{QString::fromLatin1(text.id.value.hex()), {}, TextFate::Failed, 30005, {}};
        QCOMPARE(takeReport(*desk.store, report)->lead, desk.one.lead);
        QCOMPARE(desk.store.count("phone WHERE bad=1"), 1);
        GateAsk ask;
        ask.channel = Channel::Text;
        QCOMPARE(askGate(*desk.store, desk.one.lead, ask).error().subject, QStringLiteral("no_phone"));
    }
    void reportsAboutNothingOfOursChangeNothing()
    {
        SentDesk desk;
        for (const char *id : {"", "x", "00000000000000000000000000000001", "0'--"}) {
            const auto taken = takeReport(*desk.store, {QString::fromLatin1(id), {}, TextFate::Failed, 1, {}});
            QVERIFY(taken && !taken->ours);
        }
    }
    void anUnknownTextIsLookedUpAndNeverSentAgain_data()
    {
        QTest::addColumn<int>("fate");
        QTest::addColumn<int>("state");
        QTest::newRow("delivered") << int(TextFate::Delivered) << int(SendEnd::State::Sent);
        QTest::newRow("waiting") << int(TextFate::Waiting) << int(SendEnd::State::Sent);
        QTest::newRow("failed") << int(TextFate::Failed) << int(SendEnd::State::Failed);
        QTest::newRow("not there") << -1 << -1;
    }
    void anUnknownTextIsLookedUpAndNeverSentAgain()
    {
        QFETCH(int, fate);
        QFETCH(int, state);
        SentDesk desk;
        const Message text = desk.sent(Channel::Text, "unknown");
        const Message decided = desk.sent(Channel::Text, "sent");
        Q_UNUSED(decided);
        FakeSecrets secrets;
        secrets.kept[QStringLiteral("texts")] = "token";
        ReceiveWays ways;
        int asked = 0;
        ways.look = [&](const TextSettings &, const QByteArray &) -> std::unique_ptr<TextOut> {
            ++asked;
            if (fate < 0)
                return std::make_unique<Knowing>(Error{Error::Code::NotFound, QStringLiteral("text"), {}});
            return std::make_unique<Knowing>(TextReport{{}, QStringLiteral("SM9"), TextFate(fate), 0, {}});
        };
        UnknownTexts unknown(*desk.store, {secrets, ways});
        NotingLane lane;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(unknown.turn(accountTexts(), lane));
            QTest::qWait(1);
        }
        QCOMPARE(asked, 1);
        QCOMPARE(lane.ends.size(), size_t(state < 0 ? 0 : 1));
        if (state < 0)
            return;
        QCOMPARE(lane.ends.front().first, text.id);
        QCOMPARE(int(lane.ends.front().second.state), state);
        QCOMPARE(lane.ends.front().second.provider, QStringLiteral("SM9"));
    }
    void aReportThatComesByItselfSettlesAnUnknownText()
    {
        SentDesk desk;
        const Message text = desk.sent(Channel::Text, "unknown");
        FakeSecrets secrets;
        const ReceiveWays ways;
        UnknownTexts unknown(*desk.store, {secrets, ways});
        NotingLane lane;
        unknown.heard(text, {{}, {}, TextFate::Waiting, 0, {}});
        TextSettings kannel = accountTexts();
        kannel.form = TextForm::Kannel;
        QVERIFY(unknown.turn(kannel, lane));
        QVERIFY(lane.ends.empty());
        unknown.heard(text, {{}, {}, TextFate::Delivered, 0, {}});
        QVERIFY(unknown.turn(kannel, lane));
        QVERIFY(unknown.turn(kannel, lane));
        QCOMPARE(lane.ends.size(), size_t(1));
        QCOMPARE(lane.ends.front().second.state, SendEnd::State::Sent);
        QVERIFY(!lane.ends.front().second.line.isNull());
    }
    void aReportThatComesTooEarlyWaitsForTheMessage_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<bool>("begun");
        QTest::newRow("queued here still") << QByteArray("queued") << false;
        QTest::newRow("being sent") << QByteArray("sending") << true;
    }
    void aReportThatComesTooEarlyWaitsForTheMessage()
    {
        QFETCH(QByteArray, state);
        QFETCH(bool, begun);
        SentDesk desk;
        const Message text = desk.sent(Channel::Text, state.constData(), {}, begun ? -1 : 0);
        FakeSecrets secrets;
        const ReceiveWays ways;
        UnknownTexts unknown(*desk.store, {secrets, ways});
        NotingLane lane;
        lane.takes = false;
        TextSettings kannel = accountTexts();
        kannel.form = TextForm::Kannel;
        unknown.heard(text, {{}, {}, TextFate::Delivered, 0, {}});
        QVERIFY(unknown.turn(kannel, lane));
        QVERIFY(lane.ends.empty()); // the lane has it in hand
        desk.turns("unknown");
        const auto told = [&](size_t times) { return unknown.turn(kannel, lane) && lane.ends.size() == times; };
        QTRY_VERIFY(told(1));
        lane.takes = true;
        QTRY_VERIFY(told(2)); // it said no the first time
        QCOMPARE(lane.ends.back().first, text.id);
        QCOMPARE(lane.ends.back().second.state, SendEnd::State::Sent);
        QTest::qWait(1100);
        QVERIFY(told(2));
    }
    void aReportIsForgottenOnceTheMessageHasEnded()
    {
        SentDesk desk;
        const Message text = desk.sent(Channel::Text, "sending");
        const Message again = desk.sent(Channel::Text, "queued"); // once more, after it had failed
        FakeSecrets secrets;
        const ReceiveWays ways;
        UnknownTexts unknown(*desk.store, {secrets, ways});
        NotingLane lane;
        TextSettings kannel = accountTexts();
        kannel.form = TextForm::Kannel;
        unknown.heard(text, {{}, {}, TextFate::Failed, 2, {}});
        unknown.heard(again, {{}, {}, TextFate::Failed, 2, {}});
        desk.turns("sent");
        QVERIFY(unknown.turn(kannel, lane));
        desk.turns("unknown");
        QTest::qWait(1100);
        QVERIFY(unknown.turn(kannel, lane));
        QVERIFY(lane.ends.empty());
    }
    void aLookUpLeavesOutWhatOtherMessagesAre()
    {
        SentDesk desk;
        desk.sent(Channel::Text, "sent", QStringLiteral("SM1"));
        desk.sent(Channel::Text, "failed", QStringLiteral("SM2"));
        desk.sent(Channel::Email, "sent", QStringLiteral("mail"));
        desk.sent(Channel::Text, "sent", QStringLiteral("SM0"), desk.store.clock.now() - 2 * kHour);
        desk.sent(Channel::Text, "unknown");
        FakeSecrets secrets;
        secrets.kept[QStringLiteral("texts")] = "token";
        QStringList others;
        ReceiveWays ways;
        ways.look = [&](const TextSettings &, const QByteArray &) -> std::unique_ptr<TextOut> {
            return std::make_unique<Knowing>(Error{Error::Code::NotFound, QStringLiteral("text"), {}}, &others);
        };
        UnknownTexts unknown(*desk.store, {secrets, ways});
        NotingLane lane;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(unknown.turn(accountTexts(), lane));
            QTest::qWait(1);
        }
        others.sort();
        QCOMPARE(others, (QStringList{QStringLiteral("SM1"), QStringLiteral("SM2")}));
    }
};
UPDESK_TEST(TestSentMessages);
#include "tst_sentmessages.moc"
