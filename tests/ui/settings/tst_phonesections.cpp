// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"

using namespace updesk;

static QString words(const char *text) { return QString::fromLatin1(text); }

/// Texts and the phone in the settings; mail, and what all ways share, is in tst_channelsections.
class TestPhoneSections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void theHeaderThatCarriesOurIdIsSetOfAnAccountOnly()
    {
        ChannelDesk desk;
        ChannelSettings all;
        all.text.emplace();
        all.text->form = TextForm::Account;
        all.text->url = words("https://api.example.com/2010-04-01");
        all.text->account = words("AC123");
        all.text->secret = words("texts");
        all.text->from = words("+14045550100");
        desk.secrets.kept[words("texts")] = "x";
        desk.put(all);
        desk.open(ChannelDesk::Text);
        QCOMPARE(desk.find<QLineEdit>("text.clientHeader")->text(), words("Idempotency-Key"));
        desk.type("text.clientHeader", words("two words"));
        desk.click("text.save");
        QVERIFY(!desk.fault("text.clientHeader").isEmpty());
        desk.type("text.clientHeader", words("X-Client-Id"));
        desk.save("text");
        QCOMPARE(desk.kept().text->clientHeader, words("X-Client-Id"));
        desk.find<Segments>("text.form")->setCurrent(0);
        Q_EMIT desk.find<Segments>("text.form")->chosen(0);
        QVERIFY(!desk.find("text.clientHeader")->isVisible());
    }
    void kannelNeedsAListenerWithATokenOfItsOwn()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Text);
        desk.click("text.on");
        auto *form = desk.find<Segments>("text.form");
        form->setCurrent(0);
        Q_EMIT form->chosen(0);
        QVERIFY(desk.find<QCheckBox>("text.listens")->isChecked());
        desk.type("text.url", words("http://127.0.0.1:13013/cgi-bin/sendsms"));
        desk.type("text.account", words("desk"));
        desk.type("text.secret", words("pass"));
        desk.type("text.from", words("+14045550100"));
        desk.type("text.token", words("too short"));
        desk.click("text.save");
        QVERIFY(!desk.fault("text.token").isEmpty());
        desk.click("text.listens");
        desk.click("text.save");
        QVERIFY(!desk.fault("text.listens").isEmpty());
        QVERIFY(!desk.kept().text);
        desk.click("text.listens");
        desk.click("text.makeToken");
        const QString token = desk.find<QLineEdit>("text.token")->text();
        QCOMPARE(int(token.size()), 32);
        QCOMPARE(desk.find<QLineEdit>("text.token")->echoMode(), QLineEdit::Normal); // to be entered at the provider
        desk.type("text.listener.port", words("9080"));
        desk.save("text");
        QCOMPARE(desk.saved("text"), words("Saved."));
        const auto text = desk.kept().text;
        QVERIFY(text && text->listener);
        QCOMPARE(text->form, TextForm::Kannel);
        QCOMPARE(text->listener->port, 9080);
        QCOMPARE(desk.secrets.kept.value(text->listener->secret), token.toLatin1());
        QCOMPARE(desk.secrets.kept.value(text->secret), QByteArray("pass"));
        QVERIFY(desk.find<QLineEdit>("text.token")->text().isEmpty());
    }
    void numbersAreDialledAsTheExampleShows()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Phone);
        auto *example = desk.find<TextLabel>("phone.example");
        QCOMPARE(example->text(), words("tel:+14045550117"));
        auto *by = desk.find<Segments>("phone.dialBy");
        by->setCurrent(1);
        Q_EMIT by->chosen(1);
        desk.click("phone.save");
        QVERIFY(!desk.fault("phone.sipDomain").isEmpty());
        desk.type("phone.sipDomain", words("pbx.example.com"));
        QCOMPARE(example->text(), words("sip:+14045550117@pbx.example.com;user=phone"));
        desk.type("phone.outsideLine", words("nine"));
        desk.click("phone.save");
        QVERIFY(!desk.fault("phone.outsideLine").isEmpty());
        QVERIFY(!desk.kept().phone);
        desk.type("phone.outsideLine", QString());
        desk.type("phone.socket", words("/run/updesk/phone"));
        desk.click("phone.forGroup");
        desk.save("phone");
        const auto phone = desk.kept().phone;
        QVERIFY(phone);
        QCOMPARE(phone->sipDomain, words("pbx.example.com"));
        QCOMPARE(phone->socket, words("/run/updesk/phone"));
        QVERIFY(phone->forGroup);
    }
};

UPDESK_TEST(TestPhoneSections);
#include "tst_phonesections.moc"
