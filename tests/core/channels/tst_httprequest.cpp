// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/channels/accounttexts.h"
#include "core/channels/httprequest.h"
#include "core/channels/kannel.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QByteArray post(const QByteArray &head, const QByteArray &body)
{
    return "POST /account/text?token=t HTTP/1.1\r\nHost: x\r\n" + head + "\r\n\r\n" + body;
}

FormFields fields(const char *text) { return formFields(QByteArrayView(text)); }

template <class Read>
QString subject(const Result<Read> &read)
{
    return read ? QString() : read.error().subject;
}

} // namespace

class TestHttpRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsReadOnceAllOfItIsThere()
    {
        const QByteArray whole =
            post("Content-Length: 11\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8", "From=%2B1&B");
        HttpRequest expected{true, "/account/text", {{"token", "t"}}, {{"From", "+1"}, {"B", ""}}};
        expected.target = "/account/text?token=t";
        for (qsizetype length = 0; length < whole.size(); ++length) {
            const auto read = readHttpRequest(whole.left(length));
            QVERIFY(!read.request && read.refused == 0);
        }
        const auto read = readHttpRequest(whole);
        QVERIFY(read.request.has_value());
        QCOMPARE(*read.request, expected);
        const auto get = readHttpRequest("GET /kannel/text?a=b+c%C3%A9&d&=e&&f=1=2 HTTP/1.0\r\n\r\n");
        QVERIFY(get.request && !get.request->posts);
        QCOMPARE(get.request->query, (FormFields{{"a", "b c\xc3\xa9"}, {"d", ""}, {"", "e"}, {"f", "1=2"}}));
    }
    void whoAsksIsTakenDownAndAHeadOnlyWhereItIsMeant()
    {
        const QByteArray head = "HEAD /o/x HTTP/1.1\r\nUser-Agent: Some Browser/1.0\r\nPurpose: prefetch\r\n\r\n";
        QCOMPARE(readHttpRequest(head).refused, 405);
        const auto read = readHttpRequest(head, HttpMethods::GetAndHead);
        QVERIFY(read.request && read.request->head && read.request->prefetch);
        QCOMPARE(read.request->agent, QByteArray("Some Browser/1.0"));
        QCOMPARE(readHttpRequest(post("Content-Length: 1", "x"), HttpMethods::GetAndHead).refused, 405);
        const auto get = readHttpRequest("GET /o/x HTTP/1.1\r\n\r\n", HttpMethods::GetAndHead);
        QVERIFY(get.request && !get.request->head && !get.request->prefetch && get.request->agent.isEmpty());
    }
    void whatIsNoRequestIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("refused");
        QTest::newRow("noise") << QByteArray("\x16\x03\x01\r\n\r\n") << 400;
        QTest::newRow("no target") << QByteArray("GET  HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("no version") << QByteArray("GET /x\r\n\r\n") << 400;
        QTest::newRow("absolute") << QByteArray("GET http://x/ HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("other method") << QByteArray("DELETE / HTTP/1.1\r\n\r\n") << 405;
        QTest::newRow("no length") << post("A: b", "x") << 411;
        QTest::newRow("chunks") << post("Content-Length: 1\r\nTransfer-Encoding: chunked", "x") << 411;
        QTest::newRow("two lengths") << post("Content-Length: 1\r\nContent-Length: 2", "xx") << 400;
        QTest::newRow("odd length") << post("Content-Length: -1", "xx") << 400;
        QTest::newRow("plus") << post("Content-Length: +1", "xx") << 400;
        QTest::newRow("no colon") << post("Content-Length 1", "x") << 400;
        QTest::newRow("too much") << post("Content-Length: 99999999999", "x") << 413;
        QTest::newRow("json") << post("Content-Length: 2\r\nContent-Type: application/json", "{}") << 415;
        QTest::newRow("endless head") << "GET /" + QByteArray(kLargestRequestHead, 'a') << 431;
    }
    void whatIsNoRequestIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, refused);
        const auto read = readHttpRequest(bytes);
        QVERIFY(!read.request);
        QCOMPARE(read.refused, refused);
    }
    void noMoreFieldsAreKeptThanAnybodySends()
    {
        QCOMPARE(formFields(QByteArray("a=b&").repeated(10'000)).size(), size_t(100));
        QCOMPARE(fields("a=%zz%4&%41=%00").size(), size_t(2));
    }
    void aTextOfKannelIsRead()
    {
        const auto text = kannelText(
            fields("from=%2B14045550117&to=14045550100&id=854dbbeb-f3ed&at=1773324000&charset=UTF-8&text=Hi+%C3%A9"));
        QVERIFY(bool(text));
        const InboundText expected{QStringLiteral("854dbbeb-f3ed"), QStringLiteral("+14045550117"),
            QStringLiteral("+14045550100"), QStringLiteral("Hi é"), 1'773'324'000'000};
        QCOMPARE(*text, expected);
        QCOMPARE(
            kannelText(fields("from=12345&id=x&charset=UTF-16BE&text=%4F%60%59%7D"))->body, QStringLiteral("你好"));
        QCOMPARE(kannelText(fields("from=12345&id=x&text=y&at=-5"))->at, Time(0));
        QCOMPARE(kannelText(fields("from=12345&id=x&text=y"))->from, QStringLiteral("12345"));
    }
    void aTextThatCannotBeReadIsNamed()
    {
        QCOMPARE(subject(kannelText(fields("id=x&text=y"))), QStringLiteral("text.from"));
        QCOMPARE(subject(kannelText(fields("from=1&text=y"))), QStringLiteral("text.id"));
        QCOMPARE(subject(kannelText(fields("from=1&id=../x&text=y"))), QStringLiteral("text.id"));
    }
    // It is brought no second time, so a letter that cannot be read must not cost the customer's STOP.
    void wordsThatCannotBeReadWholeAreTakenAsFarAsTheyGo()
    {
        const auto body = [](const QByteArray &rest) {
            const auto text = kannelText(formFields("from=1&id=x&" + rest));
            return text ? text->body : subject(text);
        };
        QCOMPARE(body("charset=KLINGON&text=STOP"), QStringLiteral("STOP"));
        QCOMPARE(body("charset=KLINGON&text=%C3%A9t%C3%A9"), QStringLiteral("été"));
        QCOMPARE(body("charset=KLINGON&text=%E9t%E9"), QStringLiteral("été"));
        QCOMPARE(foldedWords(body("charset=UTF-8&text=STOP%FF")), QStringList{QStringLiteral("stop")});
        QCOMPARE(foldedWords(body("text=%FF%FESTOP")), QStringList{QStringLiteral("stop")});
        QCOMPARE(foldedWords(body("charset=UTF-16BE&text=%00S%00T%00O%00P%00")), QStringList{QStringLiteral("stop")});
        QCOMPARE(body("text=" + QByteArray(20'000, 'a')), QString(10'000, u'a'));
        QCOMPARE(body("text=" + QByteArray(9'999, 'a') + "%F0%9F%9A%97"), QString(9'999, u'a')); // no half of a letter
    }
    void aReportOfKannelIsRead_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("fate");
        QTest::newRow("delivered") << QByteArray("1") << int(TextFate::Delivered);
        QTest::newRow("failed") << QByteArray("2") << int(TextFate::Failed);
        QTest::newRow("waits") << QByteArray("4") << int(TextFate::Waiting);
        QTest::newRow("taken") << QByteArray("8") << int(TextFate::Passed);
        QTest::newRow("refused") << QByteArray("16") << int(TextFate::Failed);
        for (const char *bad : {"", "0", "3", "x", "1.0", "-1", "%25d", "99999999999"})
            QTest::newRow(bad) << QByteArray(bad) << -1;
    }
    void aReportOfKannelIsRead()
    {
        QFETCH(QByteArray, type);
        QFETCH(int, fate);
        const auto report = kannelReport(formFields("id=0195-abc&said=NACK%2F11&type=" + type));
        if (fate < 0) {
            QCOMPARE(subject(report), QStringLiteral("report.type"));
            return;
        }
        QVERIFY(bool(report));
        QCOMPARE(int(report->fate), fate);
        QCOMPARE(report->id, QStringLiteral("0195-abc"));
        QCOMPARE(report->said, QStringLiteral("NACK/11"));
        QCOMPARE(subject(kannelReport(formFields("type=" + type))), QStringLiteral("report.id"));
    }
    void whatAnAccountsProviderPostsIsRead()
    {
        const auto text =
            accountText(fields("MessageSid=SM1&From=%2B14045550117&To=%2B14045550100&Body=Hi%20%F0%9F%9A%97"));
        QVERIFY(bool(text));
        QCOMPARE(text->body, QStringLiteral("Hi \U0001F697"));
        const auto picture = accountText(fields("MessageSid=MM1&From=%2B14045550117&Body=My%20car&NumMedia=3"
                                                "&MediaUrl0=https%3A%2F%2Fapi.example%2FME1&MediaUrl1=javascript%3Ax"));
        QCOMPARE(picture->body, QStringLiteral("My car\nhttps://api.example/ME1")); // where it can be looked at
        QCOMPARE(accountText(fields("MessageSid=MM1&From=%2B14045550117&NumMedia=99999999"))->body, QString());
        QCOMPARE(subject(accountText(fields("MessageSid=SM1&Body=x"))), QStringLiteral("text.from"));
        QCOMPARE(subject(accountText(fields("From=1&Body=x"))), QStringLiteral("text.id"));
        const auto report =
            accountCallback(fields("id=0195-abc"), fields("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005"));
        QVERIFY(bool(report));
        const TextReport expected{QStringLiteral("0195-abc"), QStringLiteral("SM1"), TextFate::Failed, 30005, {}};
        QCOMPARE(*report, expected);
        QCOMPARE(subject(accountCallback(fields("id=a%20b"), fields("MessageSid=SM1&MessageStatus=sent"))),
            QStringLiteral("report.id"));
        QCOMPARE(subject(accountCallback({}, fields("MessageSid=SM1&MessageStatus=SENT!"))),
            QStringLiteral("report.status"));
        QCOMPARE(subject(accountCallback({}, fields("MessageStatus=sent"))), QStringLiteral("report.id"));
    }
    void everythingInAFormIsEscaped()
    {
        QCOMPARE(formText({{"a b", "c&d=é"}, {"x", "+1~-._"}}), QByteArray("a%20b=c%26d%3D%C3%A9&x=%2B1~-._"));
    }
    void theAnswerHoldsNothingThatAGatewayCouldPassOn()
    {
        QVERIFY(emptyHttpAnswer(200).startsWith("HTTP/1.1 200 "));
        QVERIFY(emptyHttpAnswer(503).endsWith("Content-Length: 0\r\nConnection: close\r\n\r\n"));
    }
};
UPDESK_TEST(TestHttpRequest);
#include "tst_httprequest.moc"
