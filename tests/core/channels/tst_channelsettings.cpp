// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/dialling.h"
#include "core/channels/settings.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

ServerAccess aServer()
{
    return {QStringLiteral("mail.example.com"), 993, Security::Tls, QStringLiteral("/etc/ca.crt"), LoginKind::Token,
        QStringLiteral("ann"), QStringLiteral("mail")};
}

ChannelSettings all()
{
    ChannelSettings settings;
    settings.mailOut = MailOutSettings{aServer(), QStringLiteral("Northgate"), QStringLiteral("sales@store.example"),
        QStringLiteral("dana@store.example"), QStringLiteral("stop@store.example"),
        QStringLiteral("https://store.example/stop")};
    settings.mailIn = {{aServer(), QStringLiteral("Leads/Büro"), 1'000'000, AfterReading::Move, QStringLiteral("Done")},
        {aServer(), QStringLiteral("INBOX"), 25 * 1024 * 1024, AfterReading::Leave, {}}};
    TextSettings text;
    text.form = TextForm::Kannel;
    text.url = QStringLiteral("http://127.0.0.1:13013/cgi-bin/sendsms");
    text.account = QStringLiteral("desk");
    text.secret = QStringLiteral("texts");
    text.from = QStringLiteral("+14045550100");
    text.callbackUrl = QStringLiteral("http://127.0.0.1:9080");
    text.listener = ListenerSettings{9080, QStringLiteral("listener")};
    settings.text = text;
    settings.phone = PhoneSettings{
        DialBy::Sip, QStringLiteral("pbx.example.com"), QStringLiteral("9"), QStringLiteral("/run/updesk/phone"), true};
    settings.links = LinkSettings{QStringLiteral("https://go.store.example/m"), 9081, QStringLiteral("/etc/ca.crt")};
    return settings;
}

/// Puts `value` in the place that "text.url" or "mailIn.2.server.port" names.
QJsonValue with(const QJsonValue &json, const QStringList &way, const QJsonValue &value)
{
    if (way.isEmpty())
        return value;
    if (json.isArray()) {
        QJsonArray array = json.toArray();
        const int at = way.front().toInt() - 1;
        array[at] = with(array[at], way.mid(1), value);
        return array;
    }
    QJsonObject object = json.toObject();
    const QJsonValue inner = with(object.value(way.front()), way.mid(1), value);
    if (inner.isUndefined())
        object.remove(way.front());
    else
        object.insert(way.front(), inner);
    return object;
}

QString fault(const QString &way, const QJsonValue &value)
{
    const auto read = channelsFromJson(with(channelsJson(all()), way.split(u'.'), value).toObject());
    return read ? QString() : read.error().subject;
}

} // namespace

class TestChannelSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void settingsAreTheSameAfterTheirJson()
    {
        const auto read = channelsFromJson(channelsJson(all()));
        QVERIFY2(bool(read), read ? "" : qPrintable(read.error().subject));
        QCOMPARE(*read, all());
        const auto none = channelsFromJson(QJsonObject());
        QVERIFY(none && *none == ChannelSettings());
        QCOMPARE(channelsJson({}), QJsonObject());
    }
    void theExampleOfThePageIsTaken()
    {
        QFile page(QStringLiteral(UPDESK_SOURCE_DIR "/docs/channels.md"));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QByteArray text = page.readAll();
        const qsizetype from = text.indexOf("    {\"mailOut\"");
        QVERIFY(from > 0);
        const auto json = QJsonDocument::fromJson(text.mid(from, text.indexOf("\n\n", from) - from));
        const auto read = channelsFromJson(json.object());
        QVERIFY2(bool(read), read ? "" : qPrintable(read.error().subject));
        QVERIFY(read->mailOut && read->text && read->phone && read->mailIn.size() == 1);
    }
    void aSlipIsNamedByItsPlace_data()
    {
        QTest::addColumn<QString>("way");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *way, const QJsonValue &value) {
            QTest::addRow("%s %s", way, qPrintable(value.toVariant().toString())) << QString::fromLatin1(way) << value;
        };
        row("mailOut.server.host", QStringLiteral("mail example"));
        row("mailOut.server.host", QStringLiteral("mail.example/x"));
        row("mailOut.server.host", QStringLiteral("ann@mail.example"));
        row("mailOut.server.host", QString());
        row("mailOut.server.port", 0);
        row("mailOut.server.port", 65'536);
        row("mailOut.server.port", QStringLiteral("993"));
        row("mailOut.server.port", 993.5);
        row("links.address", QString());
        row("links.address", QStringLiteral("http://go.store.example"));
        row("links.address", QStringLiteral("https://go.store.example/?to="));
        row("links.address", QStringLiteral("https://ann@go.store.example"));
        row("links.port", 0);
        row("links.port", 65'536);
        row("mailOut.server.security", QStringLiteral("ssl"));
        row("mailOut.server.security", QStringLiteral("none"));
        row("mailOut.server.login", QString());
        row("mailOut.server.login", QStringLiteral("a\r\nb"));
        row("mailOut.server.secret", QString());
        row("mailOut.server.kind", 3);
        row("mailOut.fromAddress", QStringLiteral("sales"));
        row("mailOut.replyTo", QStringLiteral("x"));
        row("mailOut.unsubscribe", QStringLiteral("x"));
        row("mailOut.unsubscribeUrl", QStringLiteral("http://store.example"));
        row("mailOut.password", QStringLiteral("hunter2"));
        row("mailIn.1.folder", QString());
        row("mailIn.1.moveTo", QString());
        row("mailIn.1.moveTo", QStringLiteral("Leads/Büro"));
        row("mailIn.1.largest", 5);
        row("mailIn.2.after", QStringLiteral("delete"));
        row("mailIn.2.server.port", -1);
        row("text.url", QStringLiteral("http://texts.example/send"));
        row("text.url", QStringLiteral("https://user:pw@texts.example"));
        row("text.url", QStringLiteral("https://texts.example?a=b"));
        row("text.url", QStringLiteral("ftp://127.0.0.1"));
        row("text.url", QStringLiteral("http://127.0.0.1.evil.example/"));
        row("text.from", QStringLiteral("404-555-0100"));
        row("text.account", QString());
        row("text.secret", QString());
        row("text.form", QStringLiteral("smpp"));
        row("text.callbackUrl", QStringLiteral("http://127.0.0.1/%41"));
        row("text.callbackUrl", QStringLiteral("http://far.example"));
        row("text.clientHeader", QStringLiteral("X: y\r\nZ"));
        row("text.signed", 1);
        row("text.signed", true); // Kannel signs nothing
        row("text.listener.port", 70'000);
        row("text.listener.secret", QString());
        row("text.listener", QJsonValue(QJsonValue::Undefined));
        row("phone.sipDomain", QString());
        row("phone.outsideLine", QStringLiteral("9,"));
        row("phone.forGroup", 1);
        row("fax", QJsonObject());
        row("mailOut", QStringLiteral("x"));
        row("mailIn", QJsonObject());
    }
    void aSlipIsNamedByItsPlace()
    {
        QFETCH(QString, way);
        QFETCH(QJsonValue, value);
        QCOMPARE(fault(way, value), way);
    }
    void aPlainWayIsForThisComputerOnly()
    {
        QVERIFY(isThisComputer(QStringLiteral("127.0.0.1")) && isThisComputer(QStringLiteral("localhost"))
            && isThisComputer(QStringLiteral("::1")) && isThisComputer(QStringLiteral("127.9.9.9")));
        for (const char *host :
            {"127.0.0.1.evil.example", "127.0.0", "127.0.0.x", "127.0.0.256", "10.0.0.1", "localhost.evil"})
            QVERIFY2(!isThisComputer(QString::fromLatin1(host)), host);
        ServerAccess access = aServer();
        access.security = Security::Plain;
        QCOMPARE(checkAccess(access).error().subject, QStringLiteral("security"));
        access.host = QStringLiteral("::1");
        QVERIFY(bool(checkAccess(access)));
    }
    void secretsComeFromTheKeyStore()
    {
        FakeSecrets secrets;
        QVERIFY(secrets.write(QStringLiteral("mail"), "pass word"));
        QCOMPARE(*secretNamed(secrets, QStringLiteral("mail")), QByteArray("pass word"));
        QCOMPARE(*secretNamed(secrets, QString()), QByteArray());
        QCOMPARE(secretNamed(secrets, QStringLiteral("other")).error().code, Error::Code::NotFound);
        for (const QByteArray &odd : {QByteArray("a\r\nb"), QByteArray(), QByteArray("a\0b", 3)}) {
            QVERIFY(secrets.write(QStringLiteral("mail"), odd));
            QCOMPARE(secretNamed(secrets, QStringLiteral("mail")).error().subject, QStringLiteral("secret"));
        }
        secrets.there = false;
        QCOMPARE(secretNamed(secrets, QStringLiteral("mail")).error().code, Error::Code::Offline);
    }
    void numbersAreDialledAsTheStoreDials()
    {
        const QString number = QStringLiteral("+14045550117");
        QCOMPARE(dialLink({}, number), QStringLiteral("tel:+14045550117"));
        PhoneSettings settings;
        settings.outsideLine = QStringLiteral("9");
        QCOMPARE(dialLink(settings, number), QStringLiteral("tel:914045550117"));
        settings = {DialBy::Sip, QStringLiteral("pbx.example.com"), {}, {}, false};
        QCOMPARE(dialLink(settings, number), QStringLiteral("sip:+14045550117@pbx.example.com;user=phone"));
        for (const char *bad : {"", "404", "+1404555011x", "+1404;phone-context=x", "+", "+1234567890123456"})
            QCOMPARE(dialLink({}, QString::fromLatin1(bad)), QString());
    }
};
UPDESK_TEST(TestChannelSettings);
#include "tst_channelsettings.moc"
