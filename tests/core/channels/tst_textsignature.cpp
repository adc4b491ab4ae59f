// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/httpcall.h"
#include "core/channels/textlistener.h"
#include "tests/core/channels/whileserving.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

const QByteArray kToken = "0123456789abcdef", kSecret = "the account's own token";
const QString kAddress = QStringLiteral("https://texts.example.com/in");

/// The example of the form's documentation, and its twin of the published libraries.
FormFields example(const char *number)
{
    return {{"Digits", "1234"}, {"To", "+18005551212"}, {"From", number}, {"Caller", number},
        {"CallSid", "CA1234567890ABCDE"}};
}

HttpRequest brought(const QByteArray &target, const FormFields &form, const QByteArray &signature)
{
    const QByteArray body = formText(form);
    const auto read = readHttpRequest("POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:9080\r\nX-Twilio-Signature: "
        + signature + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    if (!read.request)
        qFatal("no request");
    return *read.request;
}

/// A listener that a provider reaches from outside, and what came of what it brought.
struct Door {
    std::vector<TextEvent> kept;
    std::vector<Signed> unproven;
    std::vector<int> strange;
    std::unique_ptr<TextListener> listener;
    QObject here;

    explicit Door(const TextSigning &signing)
    {
        auto opened = TextListener::open(
            {}, kToken,
            [this](const TextEvent &event) {
                kept.push_back(event);
                return Result<void>();
            },
            signing);
        if (!opened)
            qFatal("listener");
        listener = std::move(*opened);
        QObject::connect(listener.get(), &TextListener::unproven, &here,
            [this](Signed signature) { unproven.push_back(signature); });
        QObject::connect(
            listener.get(), &TextListener::strange, &here, [this](int status) { strange.push_back(status); });
    }
    int post(const QByteArray &target, const FormFields &form, const std::vector<QByteArray> &signatures)
    {
        HttpCall call;
        call.url = "http://127.0.0.1:" + QByteArray::number(listener->port()) + target;
        call.posts = true;
        call.form = form;
        for (const QByteArray &signature : signatures)
            call.headers.push_back("X-Twilio-Signature: " + signature);
        return whileServing([&call] { return callHttp(call).status; });
    }
};

const QByteArray kTextAt = "/account/text?token=" + kToken, kReportAt = "/account/status?id=0195-abc&token=" + kToken;
const FormFields kText{{"ToCountry", "US"}, {"MessageSid", "SM1"}, {"From", "+14045550117"}, {"To", "+14045550100"},
    {"Body", "Is it & its twin still there? caf\xc3\xa9 +1"}, {"NumMedia", "0"}};
const FormFields kReport{{"MessageSid", "SM2"}, {"MessageStatus", "delivered"}};

QByteArray signatureOf(const QByteArray &target, const FormFields &form, const QByteArray &secret = kSecret)
{
    return textSignature(secret, kAddress.toUtf8() + target, form);
}

} // namespace

/// What a provider of the account form signs is known as its own, and nothing else is.
class TestTextSignature : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thePublishedExamplesComeOutAsPublished()
    {
        const QByteArray url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        QCOMPARE(textSignature("12345", url, example("+14158675310")), QByteArray("GvWf1cFY/Q7PnoempGyD5oXAezc="));
        QCOMPARE(textSignature("12345", url, example("+14158675309")), QByteArray("RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    }
    void thePublishedExampleIsTakenAsItComes()
    {
        const TextSigning own{"12345", QStringLiteral("https://mycompany.com"), true};
        const FormFields form = example("+14158675310");
        const QByteArray target = "/myapp.php?foo=1&bar=2", right = "GvWf1cFY/Q7PnoempGyD5oXAezc=";
        QCOMPARE(signedBy(own, brought(target, form, right)), Signed::Right);
        QCOMPARE(signedBy({"12346", own.address, true}, brought(target, form, right)), Signed::Wrong);
        QCOMPARE(signedBy({"12345", QStringLiteral("https://mycompany.org"), true}, brought(target, form, right)),
            Signed::Wrong);
        QCOMPARE(signedBy(own, brought("/myapp.php?foo=1&bar=3", form, right)), Signed::Wrong);
        QCOMPARE(signedBy(own, brought(target, example("+14158675311"), right)), Signed::Wrong);
        FormFields more = form;
        more.emplace_back("Body", "more");
        QCOMPARE(signedBy(own, brought(target, more, right)), Signed::Wrong);
        QCOMPARE(signedBy(own, brought(target, form, right.toLower())), Signed::Wrong);
        QCOMPARE(signedBy(own, brought(target, form, right.chopped(1))), Signed::Wrong);
        QCOMPARE(signedBy(own, brought(target, form, "")), Signed::Missing);
        QCOMPARE(signedBy({"12345", own.address, false}, brought(target, form, "")), Signed::Unasked);
        // Who cannot tell does not say that it is right.
        QCOMPARE(signedBy({"", own.address, false}, brought(target, form, right)), Signed::Unasked);
        QCOMPARE(signedBy({"", own.address, true}, brought(target, form, right)), Signed::Missing);
        QCOMPARE(signedBy({"12345", {}, true}, brought(target, form, right)), Signed::Missing);
    }
    void namesAreInTheirOrderAndAPortMayBeThere()
    {
        FormFields turned = kText;
        std::ranges::reverse(turned);
        QCOMPARE(textSignature(kSecret, "https://a", turned), textSignature(kSecret, "https://a", kText));
        QCOMPARE(textSignature(kSecret, "https://a", {{"b", "2"}, {"B", "1"}, {"b", "1"}, {"b", "2"}}),
            textSignature(kSecret, "https://aB1b1b2", {}));
        for (const auto &[entered, called] :
            {std::pair{"https://texts.example.com/in", "https://texts.example.com:443/in"},
                std::pair{"https://texts.example.com:8443/in", "https://texts.example.com/in"},
                std::pair{"http://127.0.0.1/in", "http://127.0.0.1:80/in"},
                std::pair{"https://texts.example.com/in/", "https://texts.example.com/in"},
                std::pair{"https://texts.example.com/in/", "https://texts.example.com/in/"},
                std::pair{"https://texts.example.com/in/", "https://texts.example.com:443/in"}}) {
            const QByteArray signature = textSignature(kSecret, called + kTextAt, kText);
            QCOMPARE(signedBy({kSecret, QString::fromLatin1(entered), true}, brought(kTextAt, kText, signature)),
                Signed::Right);
        }
    }
    void whatIsSignedIsTakenAndWhatIsForgedIsRefused()
    {
        Door door({kSecret, kAddress, true});
        QCOMPARE(door.post(kTextAt, kText, {signatureOf(kTextAt, kText)}), 200);
        QCOMPARE(door.post(kReportAt, kReport, {signatureOf(kReportAt, kReport)}), 200);
        QCOMPARE(door.kept.size(), size_t(2));
        QCOMPARE(std::get<InboundText>(door.kept[0]).body, QString::fromUtf8("Is it & its twin still there? café +1"));

        FormFields tampered = kText;
        tampered[4].second = "STOP";
        QCOMPARE(door.post(kTextAt, tampered, {signatureOf(kTextAt, kText)}), 403);
        QCOMPARE(door.post(kTextAt, kText, {signatureOf(kTextAt, kText, "another token")}), 403);
        QCOMPARE(door.post(kTextAt, kText, {signatureOf(kTextAt, kText, kToken)}), 403);
        QCOMPARE(door.post(kTextAt, kText, {"no base64 at all"}), 403);
        const QByteArray right = signatureOf(kTextAt, kText);
        QCOMPARE(door.post(kTextAt, kText, {right, right}), 403); // said twice
        QCOMPARE(door.unproven.size(), size_t(5));
        QVERIFY(std::ranges::all_of(door.unproven, [](Signed one) { return one == Signed::Wrong; }));
        QCOMPARE(door.post(kTextAt, kText, {}), 403);
        QCOMPARE(door.unproven.back(), Signed::Missing);
        QVERIFY(door.strange.empty());

        // The listener's own token is asked for all the same, and Kannel signs nothing.
        const QByteArray other = QByteArray(kTextAt).replace(kToken, "fedcba9876543210");
        QCOMPARE(door.post(other, kText, {signatureOf(other, kText)}), 403);
        QCOMPARE(door.strange, std::vector<int>{403});
        HttpCall kannel;
        kannel.url = "http://127.0.0.1:" + QByteArray::number(door.listener->port())
            + "/kannel/report?id=0195-abc&type=1&token=" + kToken;
        QCOMPARE(whileServing([&kannel] { return callHttp(kannel).status; }), 200);
        QCOMPARE(door.kept.size(), size_t(3));
    }
    // What was heard once opens nothing else: neither the other path nor another report.
    void aSignatureIsGoodForItsOwnRequestAlone()
    {
        Door door({kSecret, kAddress, true});
        const QByteArray heard = signatureOf(kReportAt, kReport);
        QCOMPARE(door.post(kReportAt, kReport, {heard}), 200);
        const QByteArray another = QByteArray(kReportAt).replace("0195-abc", "0195-abd");
        QCOMPARE(door.post(another, kReport, {heard}), 403);
        QCOMPARE(door.post(kTextAt, kReport, {heard}), 403);
        FormFields failed = kReport;
        failed[1].second = "failed";
        QCOMPARE(door.post(kReportAt, failed, {heard}), 403);
        QCOMPARE(door.post(kReportAt, kReport, {heard}), 200); // the very same: whoever keeps it knows it already
        QCOMPARE(door.kept.size(), size_t(2));
    }
    void withoutTheSettingOnlyAWrongSignatureIsRefused()
    {
        Door door({kSecret, kAddress, false});
        QCOMPARE(door.post(kTextAt, kText, {}), 200);
        QCOMPARE(door.post(kTextAt, kText, {signatureOf(kTextAt, kText)}), 200);
        QCOMPARE(door.post(kTextAt, kText, {signatureOf(kTextAt, kText, "another token")}), 403);
        Door unknowing({{}, kAddress, false});
        QCOMPARE(unknowing.post(kTextAt, kText, {"anything"}), 200); // as before: the listener's token alone
        unknowing.listener->setSigning({kSecret, kAddress, false});
        QCOMPARE(unknowing.post(kTextAt, kText, {"anything"}), 403);
    }
};

UPDESK_TEST(TestTextSignature);
#include "tst_textsignature.moc"
