// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/mimeread.h"
#include "core/sequences/templatefill.h"
#include "tests/core/channels/maildrafts.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QByteArray composed(const MailDraft &draft)
{
    const auto bytes = composeMail(draft);
    return bytes ? *bytes : QByteArray();
}

QByteArray header(const QByteArray &mail) { return mail.left(mail.indexOf("\r\n\r\n") + 2); }

QString fault(const MailDraft &draft)
{
    const auto bytes = composeMail(draft);
    return bytes ? QString() : bytes.error().subject;
}

/// The names of the header's fields, lower case.
QStringList fieldsOf(const QByteArray &mail)
{
    QStringList names;
    for (const QByteArray &line : header(mail).split('\n')) {
        if (!line.startsWith(' ') && !line.startsWith('\t') && line.contains(':'))
            names << QString::fromLatin1(line.left(line.indexOf(':')).toLower());
    }
    return names;
}

} // namespace

class TestMailCompose : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMailCarriesOurIdAndIsReadAgainAsItWasWritten()
    {
        MailDraft draft = aMail();
        draft.from.name = QStringLiteral("Zoë Müller, Northgate");
        draft.subject = QStringLiteral("Ihr RAV4 für 28 400 € – 你好");
        draft.text = QStringLiteral("Grüße\r\n.\r\nFrom here\n") + QString(3000, u'x') + QStringLiteral("\n日本");
        draft.html = QStringLiteral("<p>Grüße</p>");
        draft.inReplyTo = QStringLiteral("lead-1@customer.example");
        draft.references = {QStringLiteral("lead-0@customer.example"), QStringLiteral("lead-1@customer.example")};
        const QByteArray bytes = composed(draft);
        QVERIFY(header(bytes).contains("Message-Id: <0195-abc@store.example>\r\n"));
        const Mail mail = readMail(bytes);
        QCOMPARE(mail.fromName, draft.from.name);
        QCOMPARE(mail.fromAddress, draft.from.address);
        QCOMPARE(mail.recipients, QStringList{draft.to.address});
        QCOMPARE(mail.subject, draft.subject);
        QCOMPARE(mail.sent, draft.at);
        QCOMPARE(mail.inReplyTo,
            (QStringList{QStringLiteral("lead-1@customer.example"), QStringLiteral("lead-0@customer.example")}));
        QCOMPARE(mail.parts.size(), size_t(2));
        QCOMPARE(mail.parts[0].type, QByteArray("text/plain"));
        QCOMPARE(mail.parts[0].text.trimmed().replace(QLatin1String("\r\n"), QLatin1String("\n")),
            QString(draft.text).replace(QLatin1String("\r\n"), QLatin1String("\n")));
        QCOMPARE(mail.parts[1].type, QByteArray("text/html"));
        QCOMPARE(mail.parts[1].text.trimmed(), draft.html);
    }
    void everyByteFitsIntoTheOldestServer()
    {
        MailDraft draft = aMail();
        draft.subject = QString(400, u'é') + QString(90, u'x');
        draft.from.name = QString(300, u'ü');
        draft.text = QString(5000, u'ß') + u'\n' + QString(5000, u' ') + QStringLiteral("\n\u0001\u007f");
        for (int i = 0; i < 60; ++i)
            draft.references << QStringLiteral("%1@%2.example").arg(QString(100, u'a')).arg(i);
        const QByteArray bytes = composed(draft);
        QVERIFY(!bytes.isEmpty());
        for (const QByteArray &line : bytes.split('\n')) {
            QVERIFY2(line.size() <= 999, QByteArray::number(line.size()).constData());
            QVERIFY(line.isEmpty() || line.endsWith('\r'));
        }
        QVERIFY(std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0 && c < 0x7F; }));
        QCOMPARE(bytes.count('\r'), bytes.count('\n'));
    }
    void onlyTheLatestReferencesAreNamed()
    {
        MailDraft draft = aMail();
        for (int i = 0; i < 60; ++i)
            draft.references << QStringLiteral("m%1@a.example").arg(i);
        const Mail mail = readMail(composed(draft));
        QCOMPARE(mail.inReplyTo.size(), qsizetype(20));
        QCOMPARE(mail.inReplyTo.front(), QStringLiteral("m59@a.example"));
    }
    void nothingInAFieldBecomesAHeader_data()
    {
        QTest::addColumn<QString>("evil");
        QTest::newRow("lines") << QStringLiteral("Hi\r\nBcc: all@evil.example\r\n\r\nbody");
        QTest::newRow("line feed") << QStringLiteral("Hi\nBcc: all@evil.example");
        QTest::newRow("carriage return") << QStringLiteral("Hi\rBcc: all@evil.example");
        QTest::newRow("folded") << QStringLiteral("Hi\r\n Bcc: all@evil.example\r\n\tx");
        QTest::newRow("zero") << QStringLiteral("Hi") + QChar(QChar::Null) + QStringLiteral("\nBcc: all@evil.example");
        QTest::newRow("separators") << QStringLiteral("Hi\u2028Bcc: all@evil.example\u0085Bcc: x");
        QTest::newRow("wide") << QStringLiteral("é\r\nBcc: all@evil.example");
        QTest::newRow("encoded word") << QStringLiteral("=?utf-8?Q?a=0D=0ABcc:_all=40evil.example?=");
        QTest::newRow("quotes") << QStringLiteral("\"x\" <all@evil.example>, b");
    }
    void nothingInAFieldBecomesAHeader()
    {
        QFETCH(QString, evil);
        const QStringList plain = fieldsOf(composed(aMail()));
        MailDraft draft = aMail();
        draft.subject = evil;
        draft.from.name = evil;
        draft.to.name = evil;
        const QByteArray bytes = composed(draft);
        QStringList fields = fieldsOf(bytes);
        QCOMPARE(fields, plain);
        const Mail mail = readMail(bytes);
        QCOMPARE(mail.recipients, QStringList{draft.to.address});
        QCOMPARE(mail.fromAddress, draft.from.address);
        draft = aMail();
        draft.inReplyTo = evil;
        draft.references = {evil};
        QCOMPARE(fieldsOf(composed(draft)), plain);
    }
    void whatIsNoAddressIsRefused_data()
    {
        QTest::addColumn<QString>("address");
        for (const char *bad : {"", "ann", "ann@", "@x.example", "ann@x.example\r\nRCPT TO:<b@x.example>",
                 "a b@x.example", "ann@x.example>", "<ann@x.example>", "Ann <ann@x.example>", "a@x.example,b@x.example",
                 "ann@x..example", "mailto:ann@x.example"})
            QTest::newRow(bad) << QString::fromLatin1(bad);
        QTest::newRow("wide") << QStringLiteral("zoë@x.example");
        QTest::newRow("endless") << QString(70, u'a') + QStringLiteral("@x.example");
    }
    void whatIsNoAddressIsRefused()
    {
        QFETCH(QString, address);
        QCOMPARE(fault(aMail(address)), QStringLiteral("to"));
        MailDraft draft = aMail();
        draft.from.address = address;
        QCOMPARE(fault(draft), QStringLiteral("from"));
        draft = aMail();
        draft.replyTo = address;
        QCOMPARE(fault(draft), address.isEmpty() ? QString() : QStringLiteral("replyTo"));
        draft = aMail();
        draft.unsubscribe = address;
        QCOMPARE(fault(draft), address.isEmpty() ? QString() : QStringLiteral("unsubscribe"));
    }
    void aDomainOfAnotherScriptIsWrittenInAscii()
    {
        QCOMPARE(
            envelopeAddress(QStringLiteral("Ann.Lee+x@Müller.example")), QByteArray("Ann.Lee+x@xn--mller-kva.example"));
        const QByteArray wire = composed(aMail(QStringLiteral("ann@müller.example")));
        QVERIFY2(wire.contains("ann@xn--mller-kva.example"), wire.constData());
        QCOMPARE(readMail(wire).recipients, QStringList{QStringLiteral("ann@müller.example")});
    }
    void aBadIdOrAnEmptyMailIsRefused()
    {
        for (const char *id : {"", "a b", "a@b", "a>b", "a\r\nb"}) {
            MailDraft draft = aMail();
            draft.id = QString::fromLatin1(id);
            QCOMPARE(fault(draft), QStringLiteral("id"));
        }
        MailDraft draft = aMail();
        draft.text = QStringLiteral(" \n");
        QCOMPARE(fault(draft), QStringLiteral("text"));
        draft.text = QString(kLargestMailText + 1, u'x');
        QCOMPARE(fault(draft), QStringLiteral("size"));
    }
    void EM2_aCommercialMailNamesTheDealersAddress()
    {
        MailDraft draft = aMail();
        draft.commercial = true;
        draft.unsubscribe = QStringLiteral("stop@store.example");
        QCOMPARE(fault(draft), QStringLiteral("footer"));
        draft.footer = QStringLiteral("Northgate Toyota <1 Main St>\nAtlanta, GA 30301");
        draft.html = QStringLiteral("<html><body><p>Hi</p></body></html>");
        const Mail mail = readMail(composed(draft));
        QVERIFY(mail.parts[0].text.trimmed().endsWith(QLatin1String("Atlanta, GA 30301")));
        QVERIFY(mail.parts[1].text.contains(QLatin1String("&lt;1 Main St&gt;<br>")));
        QVERIFY(mail.parts[1].text.indexOf(QLatin1String("Atlanta"))
            < mail.parts[1].text.indexOf(QLatin1String("</body>")));
    }
    void aFilledTemplateLeavesInBothPartsAndAHostileNameIsInert()
    {
        Template row;
        row.channel = Channel::Email;
        row.language = QStringLiteral("en");
        row.subject = QStringLiteral("For {name}");
        row.body = QStringLiteral("Hi {name}");
        row.rich = QStringLiteral("<p>Hi <b>{name}</b></p>");
        TemplateFacts facts;
        facts.company = QStringLiteral("<Script>x()</script>");
        facts.store = QStringLiteral("Northgate");
        facts.storePhone = QStringLiteral("(212) 555-0100");
        facts.storeAddress = QStringLiteral("12 Elm Street");
        facts.region = QStringLiteral("US");
        facts.asOf = 1'773'000'000'000;
        const FilledMessage filled = fill(row, templateValues(facts, row.language));
        QVERIFY(filled.isReady());
        MailDraft draft = aMail();
        draft.subject = filled.subject;
        draft.text = filled.body;
        draft.html = filled.rich;
        draft.footer = filled.footer;
        const QByteArray bytes = composed(draft);
        QVERIFY(header(bytes).contains("multipart/alternative"));
        const Mail mail = readMail(bytes);
        QCOMPARE(mail.parts.size(), size_t(2));
        QVERIFY(mail.parts[0].text.startsWith(QLatin1String("Hi <Script>x()</script>"))); // plain words stay words
        QVERIFY(mail.parts[1].text.contains(QLatin1String("<b>&lt;Script&gt;x()&lt;/script&gt;</b>")));
        QVERIFY(!mail.parts[1].text.contains(QLatin1String("<script"), Qt::CaseInsensitive));
        for (const auto &part : mail.parts)
            QVERIFY(part.text.contains(QLatin1String("12 Elm Street")));
    }
    void EM3_aCommercialMailCanBeStopped()
    {
        MailDraft draft = aMail();
        draft.commercial = true;
        draft.footer = QStringLiteral("1 Main St");
        QCOMPARE(fault(draft), QStringLiteral("unsubscribe"));
        draft.unsubscribe = QStringLiteral("stop@store.example");
        const QByteArray mail = composed(draft);
        QVERIFY(mail.contains("List-Unsubscribe: <mailto:stop@store.example?subject=unsubscribe%200195-abc>\r\n"));
        draft.id = QStringLiteral("ba3374c30ddf80008c6907879218aa5c"); // as long as ours are
        QVERIFY(composed(draft).contains("List-Unsubscribe: <mailto:stop@store.example?subject=unsubscribe%20"
                                         "ba3374c30ddf80008c6907879218aa5c>\r\n"));
    }
    void oneClickIsPromisedOnlyWhereOneClickIsEnough()
    {
        MailDraft draft = aMail();
        draft.unsubscribe = QStringLiteral("stop@store.example");
        QVERIFY(!composed(draft).contains("List-Unsubscribe-Post"));
        draft.unsubscribeUrl = QStringLiteral("https://store.example/stop?m=0195-abc");
        const QByteArray mail = composed(draft).replace("\r\n ", " ").replace("\r\n\t", " ");
        QVERIFY(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        QVERIFY(mail.contains("<https://store.example/stop?m=0195-abc>, <mailto:stop@store.example"));
        for (const char *bad : {"http://store.example/stop", "https:///x", "javascript:x", "https://a b/\r\nX: y"}) {
            draft.unsubscribeUrl = QString::fromLatin1(bad);
            QCOMPARE(fault(draft), QStringLiteral("unsubscribeUrl"));
        }
        QVERIFY(!composed(aMail()).contains("List-Unsubscribe"));
    }
    void whatTheProgramSendsSaysSo()
    {
        MailDraft draft = aMail();
        QVERIFY(readMail(composed(draft)).autoSubmitted.isEmpty());
        draft.automatic = true;
        QCOMPARE(readMail(composed(draft)).autoSubmitted, QByteArray("auto-generated"));
    }
};
UPDESK_TEST(TestMailCompose);
#include "tst_mailcompose.moc"
