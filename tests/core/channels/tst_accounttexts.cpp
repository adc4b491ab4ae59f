// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/accounttexts.h"
#include "core/channels/kannel.h"
#include "core/channels/textways.h"
#include "tests/core/channels/httppeer.h"
#include "tests/core/channels/whileserving.h"
#include "tests/support/serverprocess.h"
#include "tests/support/silentserver.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"

using namespace updesk;
using Outcome = HandOver::Outcome;

namespace
{

const Patience kShort{2 * kSecond, 2 * kSecond, 20 * kSecond};
const Time kBegan = 1'773'324'000'000; // Thu, 12 Mar 2026 14:00:00 +0000

const TextDraft kDraft{
    QStringLiteral("0195-abc"), QStringLiteral("+14045550117"), QStringLiteral("Hi Ann & co, 5+5 é 🚗")};

/// As providers of this form answer a POST.
QByteArray queued(const QByteArray &sid)
{
    return R"({"sid":")" + sid
        + R"(","date_created":"Thu, 12 Mar 2026 14:00:01 +0000","date_updated":"Thu, 12 Mar 2026 14:00:01 +0000",
"date_sent":null,"account_sid":"AC1","to":"+14045550117","from":"+14045550100","messaging_service_sid":null,"body":"Hi",
"status":"queued","num_segments":"1","num_media":"0","direction":"outbound-api","api_version":"2010-04-01","price":null,
"price_unit":"USD","error_code":null,"error_message":null,"uri":"/v1/Accounts/AC1/Messages/)"
        + sid + R"(.json","subresource_uris":{}})";
}

QByteArray failure(int code, const char *message, int status)
{
    return R"({"code":)" + QByteArray::number(code) + R"(,"message":")" + message
        + R"(","more_info":"https://example.com/errors","status":)" + QByteArray::number(status) + '}';
}

/// One message of a list.
QByteArray listed(const QByteArray &sid, const QByteArray &direction, const QByteArray &minute, const QByteArray &body)
{
    return R"({"sid":")" + sid + R"(","direction":")" + direction
        + R"(","from":"+14045550117","to":"+14045550100","body":")" + body
        + R"(","status":"received","error_code":null,"date_created":"Thu, 12 Mar 2026 )" + minute
        + R"(:00 +0000","date_sent":"Thu, 12 Mar 2026 )" + minute + R"(:00 +0000"})";
}

QByteArray list(const QList<QByteArray> &messages, const QByteArray &next = "null")
{
    return R"({"page":0,"page_size":100,"messages":[)" + messages.join(',') + R"(],"next_page_uri":)" + next + '}';
}

TextSettings settingsFor(const QString &url)
{
    TextSettings settings;
    settings.url = url;
    settings.account = QStringLiteral("AC1");
    settings.secret = QStringLiteral("texts");
    settings.from = QStringLiteral("+14045550100");
    return settings;
}

AccountTexts textsAt(const HttpPeer &peer) { return {settingsFor(peer.url("/v1")), "tok:en", {}, kShort}; }

QByteArray said(const HandOver &over)
{
    return QByteArray::number(int(over.outcome)) + ' ' + over.why.subject.toLatin1() + ' ' + over.why.detail.toLatin1()
        + ' ' + QByteArray::number(over.code) + ' ' + over.said.toUtf8();
}

} // namespace

class TestAccountTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTextIsPostedAsTheFormSays()
    {
        HttpPeer peer([](const PeerRequest &) { return HttpPeer::json(201, queued("SM0001")); });
        TextSettings settings = settingsFor(peer.url("/v1"));
        settings.callbackUrl = QStringLiteral("https://tunnel.example/updesk");
        const HandOver over = AccountTexts(settings, "tok:en", "listener-token-16", kShort).send(kDraft);
        QVERIFY2(over.outcome == Outcome::Accepted, said(over).constData());
        QCOMPARE(over.providerId, QStringLiteral("SM0001"));
        const auto asked = peer.asked();
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked[0].method, QByteArray("POST"));
        QCOMPARE(asked[0].target, QByteArray("/v1/Accounts/AC1/Messages.json"));
        QCOMPARE(asked[0].header("Authorization"), "Basic " + QByteArray("AC1:tok:en").toBase64());
        QCOMPARE(asked[0].header("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
        QCOMPARE(asked[0].header("Idempotency-Key"), QByteArray("0195-abc"));
        QCOMPARE(asked[0].form(),
            (FormFields{{"To", "+14045550117"}, {"From", "+14045550100"}, {"Body", kDraft.body.toUtf8()},
                {"StatusCallback",
                    "https://tunnel.example/updesk/account/status?token=listener-token-16&id=0195-abc"}}));
    }
    void anAnswerIsOneOfThree_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<bool>("permanent");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &answer, Outcome outcome, const char *subject,
                             bool permanent, int code) {
            QTest::newRow(name) << answer << int(outcome) << QString::fromLatin1(subject) << permanent << code;
        };
        using P = HttpPeer;
        row("bad number", P::json(400, failure(21211, "The 'To' number is not valid.", 400)), Outcome::Refused,
            "message", true, 21211);
        row("opted out", P::json(400, failure(21610, "unsubscribed", 400)), Outcome::Refused, "message", true, 21610);
        row("wrong token", P::json(401, failure(20003, "Authenticate", 401)), Outcome::Refused, "login", false, 20003);
        row("closed", P::json(403, "{}"), Outcome::Refused, "login", false, 403);
        row("elsewhere", P::json(404, "nothing here"), Outcome::Refused, "url", false, 404);
        row("too fast", P::json(429, failure(20429, "Too Many Requests", 429)), Outcome::Refused, "server", false,
            20429);
        row("moved", "HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", Outcome::Refused, "url",
            false, 307);
        row("broken", P::json(500, "oops"), Outcome::Unknown, "server", false, 500);
        row("busy", P::json(503, "<html>"), Outcome::Unknown, "server", false, 503);
        row("no json", P::json(200, "<html>login</html>"), Outcome::Unknown, "answer", false, 200);
        row("no id", P::json(201, R"({"status":"queued"})"), Outcome::Unknown, "answer", false, 201);
        row("odd id", P::json(201, R"({"sid":"../x","status":"queued"})"), Outcome::Unknown, "answer", false, 201);
        row("cut", {}, Outcome::Unknown, "server", false, 0);
        row("half", "HTTP/1.1 201 Said\r\nContent-Length: 500\r\n\r\n{\"sid\":\"SM1\"", Outcome::Unknown, "server",
            false, 0);
        row("noise", "SSH-2.0-OpenSSH\r\n\r\n", Outcome::Unknown, "server", false, 0);
        row("silence", P::hangs(), Outcome::Unknown, "server", false, 0);
        row("endless", "HTTP/1.1 201 Said\r\nContent-Length: 9999999\r\n\r\n" + QByteArray(9'999'999, ' '),
            Outcome::Unknown, "answer", false, 0);
    }
    void anAnswerIsOneOfThree()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, outcome);
        QFETCH(QString, subject);
        QFETCH(bool, permanent);
        QFETCH(int, code);
        HttpPeer peer([answer](const PeerRequest &) { return answer; });
        QElapsedTimer timer;
        timer.start();
        const HandOver over = textsAt(peer).send(kDraft);
        QVERIFY2(int(over.outcome) == outcome, said(over).constData());
        if (QTest::currentDataTag() != QByteArray("noise"))
            QCOMPARE(over.why.subject, subject);
        QCOMPARE(over.permanent, permanent);
        QCOMPARE(over.code, code);
        QCOMPARE(peer.asked().size(), size_t(1));
        QVERIFY(timer.elapsed() < 10'000);
    }
    void aPauseThatItAsksForIsHeard()
    {
        HttpPeer peer([](const PeerRequest &) {
            return HttpPeer::json(429, failure(20429, "Too Many Requests", 429))
                .replace("Connection:", "Retry-After: 120\r\nConnection:");
        });
        const HandOver over = textsAt(peer).send(kDraft);
        QCOMPARE(over.outcome, Outcome::Refused);
        QCOMPARE(over.pause, 2 * kMinute);
    }
    void whatNeverLeftIsRefused()
    {
        TextSettings settings = settingsFor(QStringLiteral("http://127.0.0.1:%1/v1").arg(ServerProcess::freePort()));
        HandOver over = AccountTexts(settings, "x", {}, kShort).send(kDraft);
        QVERIFY2(over.outcome == Outcome::Refused && !over.permanent, said(over).constData());
        QCOMPARE(over.why.detail, QStringLiteral("connect"));
        const SilentServer silent; // it never shakes hands
        settings.url = QStringLiteral("https://127.0.0.1:%1/v1").arg(silent.port());
        over = AccountTexts(settings, "x", {}, kShort).send(kDraft);
        QVERIFY2(over.outcome == Outcome::Refused, said(over).constData());
        QCOMPARE(over.why.detail, QStringLiteral("timeout"));
    }
    void aProviderThatIsNotTrustedIsToldNothing()
    {
        const SmtpServer stranger; // of an authority that nobody here knows
        const TextSettings settings =
            settingsFor(QStringLiteral("https://127.0.0.1:%1/v1").arg(stranger.access(Security::Tls).port));
        const HandOver over = AccountTexts(settings, "tok:en", {}, kShort).send(kDraft);
        QVERIFY2(over.outcome == Outcome::Refused && !over.permanent, said(over).constData());
        QCOMPARE(over.why.code, Error::Code::Denied);
        QCOMPARE(over.why.subject, QStringLiteral("certificate"));
        QCOMPARE(AccountTexts(settings, "tok:en", {}, kShort).test().error().subject, QStringLiteral("certificate"));
    }
    void whatCannotGoIsNotSent()
    {
        HttpPeer peer([](const PeerRequest &) { return HttpPeer::json(201, queued("SM1")); });
        for (const TextDraft &bad : {TextDraft{QStringLiteral("a b"), kDraft.to, kDraft.body},
                 TextDraft{kDraft.id, QStringLiteral("404-555-0117"), kDraft.body}, TextDraft{kDraft.id, kDraft.to, {}},
                 TextDraft{kDraft.id, QStringLiteral("+1404555&To=+1900"), kDraft.body},
                 TextDraft{kDraft.id, kDraft.to, QString(10'001, u'x')}}) {
            const HandOver over = textsAt(peer).send(bad);
            QVERIFY(over.outcome == Outcome::Refused && over.permanent);
            QCOMPARE(over.why.code, Error::Code::Invalid);
        }
        QVERIFY(peer.asked().empty());
    }
    void anUnknownTextIsFoundByItsId()
    {
        HttpPeer peer([](const PeerRequest &request) {
            if (request.target == "/v1/Accounts/AC1/Messages/SM1.json")
                return HttpPeer::json(200,
                    queued("SM1")
                        .replace("queued", "undelivered")
                        .replace("\"error_code\":null", "\"error_code\":30005"));
            return HttpPeer::json(404, failure(20404, "not found", 404));
        });
        AccountTexts texts = textsAt(peer);
        const auto report = texts.find({kDraft.id, QStringLiteral("SM1"), kDraft.to, kDraft.body, kBegan});
        QVERIFY(bool(report));
        const TextReport expected{kDraft.id, QStringLiteral("SM1"), TextFate::Failed, 30005, {}};
        QCOMPARE(*report, expected);
        QCOMPARE(texts.find({kDraft.id, QStringLiteral("SM2"), kDraft.to, kDraft.body, kBegan}).error().code,
            Error::Code::NotFound);
    }
    void anUnknownTextIsFoundByNumberTimeAndWords()
    {
        HttpPeer peer([](const PeerRequest &) {
            return HttpPeer::json(200,
                list({listed("SM9", "outbound-api", "15:30", "Hi"), listed("SM8", "inbound", "14:00", "Hi"),
                    listed("SM7", "outbound-api", "14:01", "Other"),
                    listed("SM6", "outbound-api", "14:02", "Hi").replace("received", "sent"),
                    listed("SM5", "outbound-api", "13:30", "Hi")}));
        });
        AccountTexts texts = textsAt(peer);
        const auto report = texts.find({kDraft.id, {}, kDraft.to, QStringLiteral("Hi"), kBegan});
        QVERIFY(bool(report));
        QCOMPARE(report->providerId, QStringLiteral("SM6"));
        QCOMPARE(report->fate, TextFate::Passed);
        QCOMPARE(fieldOf(peer.asked().front().query(), "To"), QByteArray("+14045550117"));
        QCOMPARE(texts.find({kDraft.id, {}, kDraft.to, QStringLiteral("Never"), kBegan}).error().code,
            Error::Code::NotFound);
    }
    void aTextIsNotFoundInAnotherOnesPlace()
    {
        HttpPeer peer([](const PeerRequest &) {
            return HttpPeer::json(200,
                list({listed("SM3", "outbound-api", "14:03", "Hi").replace("received", "failed"),
                    listed("SM2", "outbound-api", "14:02", "Hi").replace("received", "sent"),
                    listed("SM1", "outbound-api", "13:59", "Hi").replace("received", "delivered"),
                    listed("SM0", "outbound-api", "13:59", "Old").replace("received", "delivered")}));
        });
        AccountTexts texts = textsAt(peer);
        SentText sent{kDraft.id, {}, kDraft.to, QStringLiteral("Hi"), kBegan};
        QCOMPARE(texts.find(sent).error().code, Error::Code::NotFound); // either of two
        sent.others = {QStringLiteral("SM3")};
        const auto report = texts.find(sent);
        QVERIFY(bool(report));
        QCOMPARE(report->providerId, QStringLiteral("SM2"));
        sent.others << QStringLiteral("SM2");
        QCOMPARE(texts.find(sent).error().code, Error::Code::NotFound);
        sent.body = QStringLiteral("Old"); // from before it was handed over
        QCOMPARE(texts.find(sent).error().code, Error::Code::NotFound);
    }
    void textsThatCameAreReadOnceOverAllPages()
    {
        HttpPeer peer([](const PeerRequest &request) {
            if (request.target.contains("Page=1"))
                return HttpPeer::json(200,
                    list({listed("SM1", "inbound", "14:01", "one"), listed("SM0", "inbound", "12:00", "old")},
                        "\"/v1/Accounts/AC1/Messages.json?Page=2\""));
            return HttpPeer::json(200,
                list({listed("SM3", "inbound", "14:03", "three"), listed("SMx", "outbound-api", "14:03", "ours"),
                         listed("SM2", "inbound", "14:02", "two"), listed("SM2", "inbound", "14:02", "two")},
                    "\"/v1/Accounts/AC1/Messages.json?Page=1\""));
        });
        AccountTexts texts = textsAt(peer);
        auto batch = texts.fetch({kBegan, {}}, kBegan + kHour);
        QVERIFY(bool(batch));
        QCOMPARE(batch->texts.size(), size_t(3));
        QCOMPARE(batch->texts[0].body, QStringLiteral("one"));
        QCOMPARE(batch->texts[2].body, QStringLiteral("three"));
        QCOMPARE(batch->texts[2].from, QStringLiteral("+14045550117"));
        QCOMPARE(batch->texts[2].at, kBegan + 3 * kMinute);
        QCOMPARE(batch->next.upTo, kBegan + 3 * kMinute);
        QCOMPARE(peer.asked().size(), size_t(2)); // not those before
        batch = texts.fetch(batch->next, kBegan + kHour);
        QVERIFY(batch && batch->texts.empty());
        QCOMPARE(batch->next.seen.size(), qsizetype(3));
    }
    void aPictureIsNamedByWhereItIs()
    {
        HttpPeer peer([](const PeerRequest &) {
            return HttpPeer::json(
                200, list({listed("MM1", "inbound", "14:01", "").replace("\"body\"", "\"num_media\":\"2\",\"body\"")}));
        });
        const auto batch = textsAt(peer).fetch({kBegan, {}}, kBegan + kHour);
        QVERIFY(batch && batch->texts.size() == 1);
        QCOMPARE(batch->texts[0].body, peer.url("/v1/Accounts/AC1/Messages/MM1/Media"));
    }
    void aMarkFromTheFutureLosesNoText()
    {
        HttpPeer peer([](const PeerRequest &) {
            return HttpPeer::json(200,
                list({listed("SM2", "inbound", "14:01", "STOP"), listed("SM1", "inbound", "09:00", "of that time")}));
        });
        const Time now = kBegan + 5 * kMinute;
        auto batch = textsAt(peer).fetch({kBegan + kDay, {}}, now); // the clock was a day ahead when it was set up
        QVERIFY(bool(batch));
        QCOMPARE(batch->texts.size(), size_t(2));
        QCOMPARE(batch->texts[1].body, QStringLiteral("STOP"));
        QCOMPARE(batch->next.upTo, now);
        batch = textsAt(peer).fetch(batch->next, now + kMinute);
        QVERIFY(batch && batch->texts.empty());
    }
    void aTextDatedAheadHidesNoneThatComeAfter()
    {
        QList<QByteArray> all{listed("SM9", "inbound", "23:00", "ahead"), listed("SM1", "inbound", "14:01", "one")};
        const auto answer = [&all] { return HttpPeer::json(200, list(all)); };
        const Time now = kBegan + 5 * kMinute;
        HttpPeer before([said = answer()](const PeerRequest &) { return said; });
        auto batch = textsAt(before).fetch({kBegan, {}}, now);
        QVERIFY(batch && batch->texts.size() == 2);
        QCOMPARE(batch->next.upTo, now);
        all.insert(1, listed("SM2", "inbound", "14:07", "STOP"));
        HttpPeer after([said = answer()](const PeerRequest &) { return said; });
        batch = textsAt(after).fetch(batch->next, now + 5 * kMinute);
        QVERIFY(bool(batch));
        QCOMPARE(batch->texts.size(), size_t(1));
        QCOMPARE(batch->texts[0].body, QStringLiteral("STOP"));
    }
    void theSecretFollowsNoLinkToAnotherPlace_data()
    {
        QTest::addColumn<QByteArray>("next");
        QTest::newRow("other host") << QByteArray("\"http://evil.example/x\"");
        QTest::newRow("other port") << QByteArray("\"http://127.0.0.1:1/x\"");
        QTest::newRow("no scheme") << QByteArray("\"//evil.example/x\"");
        QTest::newRow("file") << QByteArray("\"file:///etc/passwd\"");
    }
    void theSecretFollowsNoLinkToAnotherPlace()
    {
        QFETCH(QByteArray, next);
        HttpPeer peer([next](const PeerRequest &) { return HttpPeer::json(200, list({}, next)); });
        const auto batch = textsAt(peer).fetch({kBegan, {}}, kBegan);
        QVERIFY(!batch);
        QCOMPARE(batch.error().detail, QStringLiteral("next_page"));
    }
    void anEndlessListEnds()
    {
        HttpPeer peer([](const PeerRequest &) {
            return HttpPeer::json(200, list({}, "\"/v1/Accounts/AC1/Messages.json?Page=1\""));
        });
        QCOMPARE(textsAt(peer).fetch({kBegan, {}}, kBegan).error().detail, QStringLiteral("too_many"));
    }
    void aTestAsksForTheAccount_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("subject");
        QTest::newRow("good") << HttpPeer::json(200, R"({"sid":"AC1","status":"active"})") << QString();
        QTest::newRow("closed") << HttpPeer::json(200, R"({"sid":"AC1","status":"suspended"})")
                                << QStringLiteral("account");
        QTest::newRow("wrong") << HttpPeer::json(401, "{}") << QStringLiteral("login");
        QTest::newRow("no json") << HttpPeer::json(200, "hello") << QStringLiteral("answer");
    }
    void aTestAsksForTheAccount()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, subject);
        HttpPeer peer([answer](const PeerRequest &) { return answer; });
        const auto tested = textsAt(peer).test();
        QCOMPARE(tested ? QString() : tested.error().subject, subject);
        QCOMPARE(peer.asked().front().target, QByteArray("/v1/Accounts/AC1.json"));
    }
    void aHaltEndsItAtOnce()
    {
        HttpPeer peer([](const PeerRequest &) { return HttpPeer::hangs(); });
        const LaterHalt later;
        const Heeding heeding(later.halt());
        const HandOver over = AccountTexts(settingsFor(peer.url("/v1")), "x", {}).send(kDraft);
        QVERIFY2(later.since() >= 0 && later.since() < kEndsWithin, QByteArray::number(later.since()).constData());
        QCOMPARE(over.outcome, Outcome::Unknown);
        QCOMPARE(over.why.detail, QStringLiteral("halted"));
    }
    void theSettingsChooseTheWay()
    {
        TextSettings settings = settingsFor(QStringLiteral("https://texts.example/v1"));
        QVERIFY(textInFor(settings, "x") != nullptr);
        settings.form = TextForm::Kannel;
        QVERIFY(textInFor(settings, "x") == nullptr);
        QCOMPARE(textOutFor(settings, "x", {})->find({}).error().subject, QStringLiteral("lookup"));
    }
};
UPDESK_TEST(TestAccountTexts);
#include "tst_accounttexts.moc"
