// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/phonelistener.h"
#include "tests/support/suite.h"
#include "tests/ui/settings/channeldesk.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace updesk;

static QString words(const char *text) { return QString::fromLatin1(text); }

namespace
{

/// Another program that listens at a path.
class Stranger
{
public:
    explicit Stranger(const QString &path) : m_socket(::socket(AF_UNIX, SOCK_STREAM, 0))
    {
        sockaddr_un at{};
        at.sun_family = AF_UNIX;
        qstrncpy(at.sun_path, QFile::encodeName(path).constData(), sizeof at.sun_path);
        QFile::remove(path);
        if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&at), sizeof at) != 0 || ::listen(m_socket, 4) != 0)
            qFatal("stranger");
    }
    ~Stranger() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(Stranger)

private:
    int m_socket;
};

} // namespace

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
    void whoeverEntersTheAddressHasSignaturesAskedFor()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Text);
        desk.click("text.on");
        desk.type("text.url", words("https://api.example.com/2010-04-01"));
        desk.type("text.account", words("AC123"));
        desk.type("text.secret", words("token"));
        desk.type("text.from", words("+14045550100"));
        desk.click("text.listens");
        desk.click("text.makeToken");
        auto *must = desk.find<QCheckBox>("text.signed");
        QVERIFY(!must->isVisible()); // nothing can be checked yet
        desk.save("text");
        QCOMPARE(desk.saved("text"), words("Saved."));
        QVERIFY(!desk.kept().text->signedOnly);
        desk.type("text.callbackUrl", words("https://texts.example.com"));
        QVERIFY(must->isVisible() && must->isChecked());
        desk.save("text");
        QCOMPARE(desk.saved("text"), words("Saved."));
        QVERIFY(desk.kept().text->signedOnly);
        desk.click("text.signed");
        desk.save("text");
        QCOMPARE(desk.saved("text"), words("Saved."));
        QVERIFY(!desk.kept().text->signedOnly);
        QVERIFY(!must->isChecked()); // what stands stays as it is
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
    void aTestCallIsDialledAsItIsTyped()
    {
        ChannelDesk desk;
        desk.open(ChannelDesk::Phone);
        desk.click("phone.dial");
        QVERIFY(!desk.fault("phone.testTo").isEmpty());
        QVERIFY(desk.shell.dialler.links.isEmpty());
        desk.type("phone.testTo", words("(404) 555-0117"));
        desk.click("phone.dial");
        QCOMPARE(desk.shell.dialler.links, QStringList{words("tel:+14045550117")});
        QVERIFY(desk.note(words("phone.dialRow")).contains(words("phone program")));
        desk.type("phone.testTo", words("(404) 555-0118")); // the call before says nothing of this one
        QCOMPARE(desk.note(words("phone.dialRow")), QString());
        desk.type("phone.testTo", words("(404) 555-0117"));
        desk.click("phone.dial");
        auto *by = desk.find<Segments>("phone.dialBy");
        by->setCurrent(1);
        Q_EMIT by->chosen(1);
        desk.click("phone.dial"); // a phone system without a name
        QVERIFY(!desk.fault("phone.sipDomain").isEmpty());
        QCOMPARE(desk.note(words("phone.dialRow")), QString());
        desk.type("phone.sipDomain", words("pbx.example.com"));
        desk.click("phone.dial");
        QCOMPARE(desk.shell.dialler.links.back(), words("sip:+14045550117@pbx.example.com;user=phone"));
        QVERIFY(!desk.kept().phone); // only tried
        desk.shell.dialler.can = false;
        desk.click("phone.dial");
        QVERIFY(desk.note(words("phone.dialRow")).contains(words("by hand")));
    }
    void theSocketIsAsked()
    {
        const QTemporaryDir dir;
        ChannelDesk desk;
        desk.open(ChannelDesk::Phone);
        PhoneSettings phone;
        phone.socket = dir.filePath(words("phone"));
        desk.type("phone.socket", phone.socket);
        const auto tried = [&desk] {
            desk.click("phone.testSocket");
            if (!QTest::qWaitFor(
                    [&] { return !desk.note(words("phone.testSocketRow")).endsWith(words("...")); }, 20'000))
                qFatal("no answer");
            return desk.note(words("phone.testSocketRow"));
        };
        QVERIFY2(tried().contains(words("Nobody listens")), qPrintable(desk.note(words("phone.testSocketRow"))));
        {
            const auto listener = PhoneListener::open(phone, {}, [](const PhoneEvent &) { return Result<void>(); });
            QVERIFY(listener);
            QVERIFY2(tried().startsWith(words("It works")), qPrintable(desk.note(words("phone.testSocketRow"))));
        }
        const Stranger stranger(phone.socket); // never says a word
        QVERIFY2(tried().contains(words("not UpDesk")), qPrintable(desk.note(words("phone.testSocketRow"))));
    }
};

UPDESK_TEST(TestPhoneSections);
#include "tst_phonesections.moc"
