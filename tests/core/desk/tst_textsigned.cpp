// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/httpcall.h"
#include "core/channels/textsignature.h"
#include "core/desk/gatesettings.h"
#include "core/desk/receiveround.h"
#include "core/leads/rulebook.h"
#include "tests/core/channels/whileserving.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

const QByteArray kToken = "0123456789abcdef", kSecret = "the account's own token";
const QByteArray kAddress = "https://texts.example.com";
const QByteArray kTextAt = "/account/text?token=" + kToken;
const FormFields kText{
    {"MessageSid", "SM1"}, {"From", "+14045550118"}, {"To", "+14045550100"}, {"Body", "Is it still there?"}};

/// A desk to which a provider brings what comes in.
struct Reached {
    TestStore store;
    FakeSecrets secrets;
    std::unique_ptr<ReceiveRound> round;
    ChannelSettings ways;

    explicit Reached(bool signedOnly, bool knowsAccount = true)
    {
        secrets.kept[QStringLiteral("text-listener")] = kToken;
        if (knowsAccount)
            secrets.kept[QStringLiteral("texts")] = kSecret;
        ways.text = accountTexts();
        ways.text->url = QStringLiteral("http://127.0.0.1:1/");
        ways.text->callbackUrl = QString::fromLatin1(kAddress);
        ways.text->listener = ListenerSettings{0, QStringLiteral("text-listener")};
        ways.text->signedOnly = signedOnly;
        setWays(store, ways);
        store.add(phoneLead(store, 18));
        store.clock.advance(kMinute);
        round = std::make_unique<ReceiveRound>(*store, secrets, realWays(), kHour, kHour);
    }
    bool turnUntil(const std::function<bool()> &there) const
    {
        return QTest::qWaitFor([&] { return bool(round->turn()) && there(); }, 30'000);
    }
    bool opens() const
    {
        return turnUntil([this] { return round->textPort() > 0; });
    }
    int bring(const std::vector<QByteArray> &headers, const FormFields &form = kText) const
    {
        HttpCall call;
        call.url = "http://127.0.0.1:" + QByteArray::number(round->textPort()) + kTextAt;
        call.posts = true;
        call.form = form;
        call.headers = headers;
        return whileServing([&call] { return callHttp(call).status; });
    }
    static QByteArray header(const FormFields &form = kText, const QByteArray &secret = kSecret)
    {
        return "X-Twilio-Signature: " + textSignature(secret, kAddress + kTextAt, form);
    }
    QString listenerFails() const
    {
        for (const ChannelState &state : round->states()) {
            if (state.way == ChannelState::Way::TextListener && state.since > 0)
                return state.why.subject + u' ' + state.why.detail;
        }
        return {};
    }
    qint64 texts() { return store.count("activity WHERE kind=1 AND direction=1 AND deleted=0"); }
    QByteArray setting(const char *key)
    {
        return store.list("SELECT value FROM setting WHERE deleted=0 AND key='" + QByteArray(key) + '\'');
    }
};

} // namespace

/// Texts that a provider brings and signs, up to where they are kept.
class TestTextSigned : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSignedTextIsFiledAndAReplayChangesNothing()
    {
        Reached desk(true);
        QVERIFY(desk.opens());
        QCOMPARE(desk.bring({Reached::header()}), 200);
        QCOMPARE(desk.texts(), 1);
        QCOMPARE(desk.listenerFails(), QString());
        const qint64 rows = desk.store.count("activity"), originals = desk.store.count("original");
        QCOMPARE(desk.bring({Reached::header()}), 200); // whoever heard it on the way says it once more
        QCOMPARE(desk.store.count("activity"), rows);
        QCOMPARE(desk.store.count("original"), originals);
    }
    void whatIsNotSignedIsRefusedAndTold()
    {
        Reached desk(true);
        QVERIFY(desk.opens());
        FormFields stop = kText;
        stop.back().second = "STOP";
        QCOMPARE(desk.bring({Reached::header()}, stop), 403);
        QCOMPARE(desk.listenerFails(), QStringLiteral("listener signature"));
        QCOMPARE(desk.bring({}, stop), 403);
        QCOMPARE(desk.listenerFails(), QStringLiteral("listener unsigned"));
        QCOMPARE(desk.texts(), 0);
        QCOMPARE(desk.store.count("consent WHERE state=2"), 0);
        QCOMPARE(desk.bring({Reached::header()}), 200);
        QCOMPARE(desk.listenerFails(), QString());
    }
    void withoutTheAccountsTokenNothingIsTakenThatMustBeSigned()
    {
        Reached desk(true, false);
        QVERIFY(desk.turnUntil([&desk] { return desk.listenerFails() == QLatin1String("secret texts"); }));
        QCOMPARE(desk.round->textPort(), 0);
    }
    // Whoever enters another one at the provider and here starts nothing anew for it.
    void anAccountsTokenThatWasChangedIsFoundByItself()
    {
        Reached desk(true);
        QVERIFY(desk.opens());
        QCOMPARE(desk.bring({Reached::header()}), 200);
        desk.secrets.kept[QStringLiteral("texts")] = "another one";
        FormFields next = kText;
        next.front().second = "SM2";
        const QByteArray header = Reached::header(next, "another one");
        QCOMPARE(desk.bring({header}, next), 403);
        QVERIFY(desk.turnUntil([&] { return desk.bring({header}, next) == 200; }));
        QCOMPARE(desk.listenerFails(), QString());
        QCOMPARE(desk.texts(), 2);
        QCOMPARE(desk.bring({Reached::header()}), 403); // the old one is good for nothing now
    }
    // The key store may be shut just then: what was known goes on.
    void aTokenThatCannotBeReadAgainStaysAsItWas()
    {
        Reached desk(true);
        QVERIFY(desk.opens());
        desk.secrets.kept.remove(QStringLiteral("texts"));
        QCOMPARE(desk.bring({"X-Twilio-Signature: AAAAAAAAAAAAAAAAAAAAAAAAAAA="}), 403);
        int turns = 0;
        QVERIFY(desk.turnUntil([&turns] { return ++turns > 20; }));
        QCOMPARE(desk.bring({Reached::header()}), 200);
    }
    // As before there were signatures: a desk may take what is brought without being the one that sends.
    void withoutTheSettingTheListenersTokenIsEnough()
    {
        Reached desk(false, false);
        QVERIFY(desk.opens());
        QCOMPARE(desk.bring({}), 200);
        QCOMPARE(desk.texts(), 1);
        Reached knows(false);
        QVERIFY(knows.opens());
        QCOMPARE(knows.bring({}), 200);
        QCOMPARE(knows.bring({"X-Twilio-Signature: AAAAAAAAAAAAAAAAAAAAAAAAAAA="}), 403);
        QCOMPARE(knows.texts(), 1);
    }
    // A version that does not know the word would refuse all the rest with it, and send nothing.
    void theSettingStandsBesideTheOthers()
    {
        Reached desk(true);
        QVERIFY(!desk.setting("channels").contains("signed"));
        QCOMPARE(desk.setting("text_signed"), QByteArray("1\n"));
        QCOMPARE((*channelSettings(desk.store->database()))->text, desk.ways.text);
        ChannelSettings kannel = desk.ways;
        kannel.text->form = TextForm::Kannel;
        kannel.text->signedOnly = false;
        const auto older = doDeed(*desk.store, "channels", {}, [&](Transaction &tx) { // writes the others alone
            QJsonObject json = channelsJson(kannel), text = json[QStringLiteral("text")].toObject();
            text.remove(QStringLiteral("signed"));
            json[QStringLiteral("text")] = text;
            return writeSetting(
                tx, QStringLiteral("channels"), QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
        });
        QVERIFY(older);
        QCOMPARE((*channelSettings(desk.store->database()))->text, kannel.text);
        setWays(desk.store, kannel);
        QCOMPARE(desk.setting("text_signed"), QByteArray("\n"));
        desk.ways.text->callbackUrl.clear();
        desk.store->setPerson(desk.store.mike);
        QCOMPARE(setChannelSettings(*desk.store, desk.ways).error().subject, QStringLiteral("text.signed"));
    }
};

UPDESK_TEST(TestTextSigned);
#include "tst_textsigned.moc"
