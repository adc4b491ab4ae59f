// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mimelimits.h"
#include "core/intake/codes.h"
#include "core/intake/mail.h"
#include "core/intake/mailwords.h"
#include "core/intake/mimeread.h"
#include "tests/core/intake/expectations.h"
#include "tests/support/suite.h"

#include <QDateTime>

using namespace updesk;

namespace
{

const QByteArray kAdf =
    "<adf><prospect><customer><name>Ann Lee</name><phone>404-555-0117</phone></customer></prospect></adf>";

/// A mail to the dealer with further header lines and a body.
QByteArray mailWith(const QByteArray &from, const QByteArray &headers, const QByteArray &body)
{
    return "From: " + from + "\r\nTo: sales@dealer.example\r\nDate: Mon, 06 Apr 2026 09:15:42 -0400\r\n"
        + "Message-ID: <m1@example.com>\r\nMIME-Version: 1.0\r\n" + headers + "\r\n" + body;
}

Parsed read(const QByteArray &bytes) { return parse(bytes, sampleContext(QStringLiteral("x.eml"))); }

QByteArray nested(int levels)
{
    QByteArray mail = "From: a@example.com\r\nMIME-Version: 1.0\r\n";
    for (int i = 0; i < levels; ++i) {
        const QByteArray boundary = "b" + QByteArray::number(i);
        mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
    }
    return mail + "Content-Type: text/plain\r\n\r\n" + kAdf;
}

} // namespace

class TestMail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMailIsKnownByItsHeader()
    {
        QVERIFY(looksLikeMail("Return-Path: <a@example.com>\r\nFrom: a\r\n\r\nx", {}));
        QVERIFY(looksLikeMail("From a@example.com Mon\nSubject: x\n folded\nDate: y\n\nz", {}));
        QVERIFY(looksLikeMail("", QStringLiteral("LEAD.EML")));
        QVERIFY(!looksLikeMail("New lead from your website:\n<adf>", {}));
        QVERIFY(!looksLikeMail("<?xml version='1.0'?>", {}));
        QVERIFY(!looksLikeMail("Name: Ann\nPhone: 1\n", {}));
        QVERIFY(!looksLikeMail("", {}));
        QCOMPARE(parse(mailWith("Ann <a@example.com>", {}, kAdf), sampleContext()).drafts.size(), size_t(1));
    }
    void headersAreDecoded()
    {
        const Mail mail = readMail(mailWith("=?utf-8?B?TGVhZOKAk1JlbGF5?= <Relay@Example.org>",
            "Subject: =?utf-8?Q?Nouveau_prospect_=E2=80=93_Civic?=\r\nIn-Reply-To: <a@x>\r\nReferences: <b@x> "
            "<a@x>\r\n",
            "x"));
        QCOMPARE(mail.fromName, QStringLiteral("Lead\u2013Relay"));
        QCOMPARE(mail.fromAddress, QStringLiteral("relay@example.org"));
        QCOMPARE(mail.subject, QStringLiteral("Nouveau prospect \u2013 Civic"));
        QCOMPARE(mail.recipients, QStringList{QStringLiteral("sales@dealer.example")});
        QCOMPARE(mail.messageId, QStringLiteral("m1@example.com"));
        QCOMPARE(mail.inReplyTo, (QStringList{QStringLiteral("a@x"), QStringLiteral("b@x")}));
        QCOMPARE(mail.sent, Time(1'775'481'342'000));
    }
    void partsAreReadByTheirCharset()
    {
        const auto text = [](const QByteArray &charset, const QByteArray &body) {
            return readMail(mailWith("a@example.com", "Content-Type: text/plain; charset=" + charset + "\r\n", body))
                .parts.at(0)
                .text;
        };
        QCOMPARE(text("iso-8859-1", "caf\xe9 \x80"), QStringLiteral("caf\u00e9 \u20ac"));
        QCOMPARE(text("koi8-r", "\xf0"), QStringLiteral("\u041f"));
        QCOMPARE(text("x-unknown", "caf\xc3\xa9"), QStringLiteral("caf\u00e9"));
        QCOMPARE(text("utf-8", "caf\xe9 x"), QStringLiteral("caf\u00e9 x"));
    }
    void adfIsFoundWhereverItStands()
    {
        const QByteArray html = "Content-Type: text/html\r\n";
        QCOMPARE(read(mailWith("x@example.com", {}, kAdf)).outcome, ParseOutcome::Lead);
        QCOMPARE(read(mailWith("x@example.com", html, "<html>" + kAdf + "</html>")).outcome, ParseOutcome::Lead);
        QByteArray quoted = kAdf;
        quoted.replace("><", ">\r\n> <");
        QCOMPARE(read(mailWith("x@example.com", {}, "Look\r\n> " + quoted)).outcome, ParseOutcome::Lead);
        const QByteArray attached = mailWith("x@example.com", "Content-Type: multipart/mixed; boundary=b\r\n",
            "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: p@example.net\r\nSubject: inner\r\n\r\n" + kAdf
                + "\r\n--b--\r\n");
        QCOMPARE(read(attached).outcome, ParseOutcome::Lead);
        const QByteArray odd = mailWith("x@example.com", "Content-Type: multipart/mixed; boundary=b\r\n",
            "--b\r\nContent-Type: application/octet-stream; name=lead.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + kAdf.toBase64() + "\r\n--b--\r\n");
        QCOMPARE(read(odd).outcome, ParseOutcome::Lead);
    }
    void theMailTellsWhatTheAdfDoesNot()
    {
        const LeadDraft draft = read(mailWith("x@lotwise.example", "Subject: Please call me\r\n", kAdf)).drafts.at(0);
        QCOMPARE(draft.source, QStringLiteral("lotwise.example"));
        QCOMPARE(draft.sentAt, Time(1'775'481'342'000));
        QCOMPARE(draft.messageId, QStringLiteral("m1@example.com"));
        QCOMPARE(draft.asks, int(AskCall));
        QVERIFY(draft.warnings.contains(code::kDateMissing));
    }
    void anUnreadableAdfIsReportedUnlessAnotherIsReadable()
    {
        const QByteArray broken = "<adf><prospect></adf>";
        QCOMPARE(read(mailWith("x@example.com", {}, broken)).error, code::kMalformedXml);
        const QByteArray both = mailWith("x@example.com", "Content-Type: multipart/mixed; boundary=b\r\n",
            "--b\r\n\r\n" + broken + "\r\n--b\r\nContent-Type: text/xml; name=a.xml\r\n\r\n" + kAdf + "\r\n--b--\r\n");
        QCOMPARE(read(both).outcome, ParseOutcome::Lead);
        QCOMPARE(
            read(mailWith("x@example.com", {}, "<!DOCTYPE adf [<!ENTITY a 'b'>]>" + kAdf)).error, code::kDtdForbidden);
    }
    void aDeliveryReportIsABounceEvenWithAdf()
    {
        const auto report = [](const QByteArray &status) {
            return mailWith("MAILER-DAEMON@example.com",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
                "--b\r\n\r\n" + kAdf
                    + "\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
                    + "Final-Recipient: rfc822; Hesper@example.com\r\nStatus: " + status + "\r\n\r\n--b--\r\n");
        };
        const Parsed gone = read(report("5.1.1"));
        QCOMPARE(gone.error, code::kBounce);
        QCOMPARE(gone.bouncedAddress, QStringLiteral("hesper@example.com"));
        QVERIFY(gone.bouncedForGood);
        QVERIFY(!read(report("4.4.7")).bouncedForGood);
    }
    void automaticAnswersStopNothing()
    {
        for (const char *header : {"Auto-Submitted: auto-replied\r\n", "Subject: Automatic reply: Your car\r\n",
                 "Subject: Out of Office\r\n", "X-Autoreply: yes\r\n", "Precedence: auto_reply\r\n"})
            QCOMPARE(read(mailWith("ann@example.com", header, "I am away. " + kAdf)).error, code::kAutoReply);
        QVERIFY(read(mailWith("x@example.com", "Auto-Submitted: auto-generated\r\n", kAdf)).error.isEmpty());
    }
    void aCustomersAnswerIsAReply()
    {
        const Parsed reply = read(mailWith("Ann <ann@example.com>", "In-Reply-To: <s1@dealer.example>\r\n",
            "Yes, Saturday works.\r\n\r\nOn Monday, Sales wrote:\r\n> Name: Ann\r\n> Phone: 404-555-0117\r\n> Email: "
            "ann@example.com\r\n"));
        QCOMPARE(reply.outcome, ParseOutcome::NotALead);
        QCOMPARE(reply.error, code::kReply);
        QCOMPARE(reply.replyText, QStringLiteral("Yes, Saturday works."));
        QCOMPARE(reply.inReplyTo, QStringList{QStringLiteral("s1@dealer.example")});
        QCOMPARE(reply.senderAddress, QStringLiteral("ann@example.com"));
    }
    void aDirectMailIsALead()
    {
        const QByteArray words = "Is your 2019 Honda Civic still available? 404-555-0141";
        const Parsed direct = read(mailWith("Jo Merri <jo@example.net>", {}, words));
        QCOMPARE(direct.outcome, ParseOutcome::Lead);
        QCOMPARE(direct.drafts[0].source, QStringLiteral("Direct email"));
        QCOMPARE(direct.drafts[0].last, QStringLiteral("Merri"));
        QCOMPARE(direct.drafts[0].phones.at(0).e164, QStringLiteral("+14045550141"));
        QCOMPARE(read(mailWith("noreply@example.net", {}, words)).outcome, ParseOutcome::NotALead);
        QCOMPARE(read(mailWith("jo@example.net", "Precedence: bulk\r\n", words)).error, code::kSpam);
        QCOMPARE(read(mailWith("jo@example.net", "List-Id: <x>\r\n", words)).error, code::kNewsletter);
        QCOMPARE(read(mailWith("jo@example.net", {}, "Is it still available?")).error, code::kNoLeadContent);
        QCOMPARE(read(mailWith("jo@example.net", {}, "My 2019 Honda Civic runs well")).error, code::kNoLeadContent);
    }
    void whatAColleagueForwardsIsNotTheColleagues()
    {
        const QByteArray from = "Gail <gail@dealer.example>";
        const QByteArray words =
            "See below.\r\n\r\n---------- Forwarded message ---------\r\nFrom: \"Jo Merri\" <jo@example.net>\r\n"
            "Subject: car\r\n\r\n> Is your 2019 Honda Civic still available?\r\n";
        const Parsed direct = read(mailWith(from, "Subject: Fwd: car\r\nReferences: <r@x>\r\n", words));
        QCOMPARE(direct.outcome, ParseOutcome::Lead);
        QCOMPARE(direct.drafts[0].full, QStringLiteral("Jo Merri"));
        QCOMPARE(direct.drafts[0].emails.at(0).address, QStringLiteral("jo@example.net"));
        QCOMPARE(read(mailWith(from, {}, "Is the 2019 Honda Civic still available?")).outcome, ParseOutcome::NotALead);
        const LeadDraft labels = read(mailWith(from, "Subject: FW: lead\r\nReferences: <r@x>\r\n",
                                          "From: TrueCar <leads@truecar.com>\r\n\r\n> Name: Ann Lee\r\n> Phone: "
                                          "404-555-0117\r\n> Year: 2019\r\n"))
                                     .drafts.at(0);
        QCOMPARE(labels.source, QStringLiteral("TrueCar"));
        QCOMPARE(labels.full, QStringLiteral("Ann Lee"));
        QCOMPARE(
            forwardedSender(QStringLiteral("> *From:* Ann <a@example.com>")).address, QStringLiteral("a@example.com"));
        QVERIFY(forwardedSender(QString()).address.isEmpty());
    }
    void twentyLevelsOfPartsAreReadAndNoMore()
    {
        QCOMPARE(read(nested(19)).outcome, ParseOutcome::Lead);
        for (const int levels : {20, 250, 20'000})
            QCOMPARE(read(nested(levels)).error, code::kTooDeep);
    }
    void partsAndHeadersBeyondMeasureAreRefusedUnread()
    {
        QVERIFY(!exceedsMimeLimits(nested(20)));
        QVERIFY(exceedsMimeLimits(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + QByteArray("--b\r\n\r\nx\r\n").repeated(6000)));
        QVERIFY(exceedsMimeLimits("From: a@example.com\r\n" + QByteArray("X-A: b\r\n").repeated(200'000)));
        QVERIFY(exceedsMimeLimits("Content-Type: message/rfc822\r\n\r\n" + QByteArray("X-A: b\r\n").repeated(200'000)));
        QVERIFY(!exceedsMimeLimits("From: a@example.com\r\n\r\n" + QByteArray("X-A: b\r\n").repeated(200'000)));
        QVERIFY(!exceedsMimeLimits({}));
    }
    void brokenMailsDoNoHarm()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray("\n"), QByteArray(":"), QByteArray("From"),
                 QByteArray("\0\0", 2), QByteArray("Content-Type: multipart/mixed\n\n--\n--\n"),
                 QByteArray("From: <<<>>>\nTo: ;;;\nDate: never\n\n=\n"),
                 QByteArray("Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n////\n")}) {
            const Parsed parsed = read(bytes);
            QVERIFY(parsed.drafts.empty());
            QVERIFY(!parsed.error.isEmpty());
        }
    }
    void noReplyAddressesAreKnown()
    {
        for (const char *address :
            {"noreply@x.example", "no-reply@x.example", "do_not_reply@x.example", "bounces+12@x.example"})
            QVERIFY(isNoReply(QLatin1String(address)));
        QVERIFY(!isNoReply(QStringLiteral("norah@x.example")));
        QVERIFY(!isNoReply({}));
    }
    void quoteMarksAreTakenOff()
    {
        QCOMPARE(withoutQuoteMarks(QStringLiteral("> a\n>> b\n> > c\nd")), QStringLiteral("a\nb\nc\nd"));
        QCOMPARE(withoutQuotedReply(QStringLiteral("Hi\n> old\nmore\n-----Original Message-----\nrest")),
            QStringLiteral("Hi\nmore"));
    }
};
UPDESK_TEST(TestMail);
#include "tst_mail.moc"
