// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/mailnotice.h"
#include "core/channels/phonecall.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QElapsedTimer>

using namespace updesk;
using Kind = MailNotice::Kind;
using Fate = DeliveryNote::Fate;

namespace
{

/// A report with this delivery status and, at its end, this part about our mail.
QByteArray report(const QByteArray &status, const QByteArray &ours)
{
    return "From: MAILER-DAEMON@mx.example\r\nTo: sales@store.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
           "Auto-Submitted: auto-replied\r\n"
           "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n"
           "--b\r\nContent-Type: text/plain\r\n\r\nIt did not work.\r\n"
           "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        + status + "\r\n--b\r\n" + ours + "\r\n--b--\r\n";
}

const QByteArray kHeader =
    "Content-Type: text/rfc822-headers\r\n\r\nSubject: Hi\r\nMessage-ID:\r\n <0195-abc@store.example>\r\n";

} // namespace

class TestMailNotice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBadAddressIsKnownWithTheMailItIsAbout()
    {
        const MailNotice notice = readMailNotice(report("Original-Recipient: rfc822;Ann@Customer.example\r\n"
                                                        "Final-Recipient: rfc822; other@mx.example\r\n"
                                                        "Action: failed\r\nStatus: 5.1.1 (no such user)\r\n"
                                                        "Diagnostic-Code: smtp; 550 5.1.1\r\n <ann> unknown\r\n",
            kHeader));
        QCOMPARE(notice.kind, Kind::Delivery);
        QCOMPARE(notice.about, QStringLiteral("0195-abc@store.example"));
        const std::vector<DeliveryNote> expected{{QStringLiteral("ann@customer.example"), Fate::Failed, true, "5.1.1",
            QStringLiteral("550 5.1.1 <ann> unknown")}};
        QCOMPARE(notice.notes, expected);
    }
    void ourWholeMailGivenBackNamesItToo()
    {
        const MailNotice notice = readMailNotice(report(
            "Final-Recipient: rfc822;a@x.example\r\nAction: failed\r\nStatus: 4.4.1\r\n",
            "Content-Type: message/rfc822\r\n\r\nMessage-ID: <m7@store.example>\r\nAuto-Submitted: no\r\n\r\nhello"));
        QCOMPARE(notice.about, QStringLiteral("m7@store.example"));
        QVERIFY(!notice.notes[0].permanent);
        QCOMPARE(notice.notes[0].fate, Fate::Failed);
    }
    void eachRecipientHasItsFate()
    {
        const MailNotice notice =
            readMailNotice(report("Final-Recipient: rfc822;a@x.example\nAction: delayed\nStatus: 4.2.2\n\n"
                                  "Final-Recipient: rfc822;b@x.example\nAction: Delivered\nStatus: 2.0.0\n\n"
                                  "Final-Recipient: rfc822;c@x.example\nAction: relayed\n\n"
                                  "Final-Recipient: rfc822;d@x.example\nAction: failed\nDiagnostic-Code: smtp;550 no\n",
                kHeader));
        QCOMPARE(notice.notes.size(), size_t(4));
        const std::array fates{Fate::Delayed, Fate::Delivered, Fate::Passed, Fate::Failed};
        for (size_t i = 0; i < fates.size(); ++i)
            QCOMPARE(notice.notes[i].fate, fates[i]);
        QVERIFY(notice.notes[3].permanent);
        QVERIFY(!notice.notes[0].permanent && !notice.notes[1].permanent && !notice.notes[2].permanent);
    }
    void aWordThatIsNoActionOrNoAddressIsNoNote_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("no action") << QByteArray("Final-Recipient: rfc822;a@x.example\r\nStatus: 5.1.1\r\n");
        QTest::newRow("odd action") << QByteArray("Final-Recipient: rfc822;a@x.example\r\nAction: exploded\r\n");
        QTest::newRow("no address") << QByteArray("Final-Recipient: rfc822;nobody\r\nAction: failed\r\n");
        QTest::newRow("no recipient") << QByteArray("Action: failed\r\nStatus: 5.0.0\r\n");
        QTest::newRow("two addresses") << QByteArray(
            "Final-Recipient: rfc822;a@x.example,b@x.example\r\nAction: failed\r\n");
        QTest::newRow("nothing") << QByteArray();
    }
    void aWordThatIsNoActionOrNoAddressIsNoNote()
    {
        QFETCH(QByteArray, status);
        const MailNotice notice = readMailNotice(report(status, kHeader));
        QCOMPARE(notice.kind, Kind::Delivery);
        QVERIFY(notice.notes.empty());
    }
    void anOddStatusIsNone()
    {
        for (const char *status : {"5", "5.1", "9.1.1", "5..1", "5.1.", "x", "51.1.1.1", "5.1.1.1"}) {
            const auto notes = deliveryNotes(
                "Final-Recipient: rfc822;a@x.example\nAction: failed\nStatus: " + QByteArray(status) + "\n");
            QCOMPARE(notes.size(), size_t(1));
            QCOMPARE(notes[0].status, QByteArray());
            QVERIFY(!notes[0].permanent);
        }
    }
    void whatFailedWithoutAReportIsNotThoughtBadForGood()
    {
        const MailNotice notice =
            readMailNotice("From: Mailer-Daemon@x.example\r\nX-Failed-Recipients: a@x.example,\r\n b@y.example"
                           "\r\nIn-Reply-To: <m7@store.example>\r\n\r\nNo such user");
        QCOMPARE(notice.kind, Kind::Delivery);
        QCOMPARE(notice.about, QStringLiteral("m7@store.example"));
        QCOMPARE(notice.notes.size(), size_t(2));
        QCOMPARE(notice.notes[1].address, QStringLiteral("b@y.example"));
        QVERIFY(!notice.notes[0].permanent);
    }
    void whatAProgramWroteIsKnown_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *header, Kind kind) {
            QTest::newRow(name) << QByteArray(header) << int(kind);
        };
        row("away", "Auto-Submitted: auto-replied (vacation)\r\n", Kind::AutoReply);
        row("old away", "X-Autoreply: yes\r\n", Kind::AutoReply);
        row("responder", "X-Autorespond: x\r\n", Kind::AutoReply);
        row("precedence", "Precedence: auto_reply\r\n", Kind::AutoReply);
        row("made", "Auto-Submitted: auto-generated\r\n", Kind::Automatic);
        row("person", "Auto-Submitted: no\r\n", Kind::None);
        row("letter", "", Kind::None);
        row("list", "Precedence: bulk\r\n", Kind::None);
        row("read",
            "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n",
            Kind::Receipt);
        row("other report",
            "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\r\n",
            Kind::None);
    }
    void whatAProgramWroteIsKnown()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, kind);
        const MailNotice notice = readMailNotice(
            "From: ann@x.example\r\nIn-Reply-To: <m7@store.example>\r\n" + header + "\r\n--x\r\n\r\nHi\r\n--x--\r\n");
        QCOMPARE(int(notice.kind), kind);
        QCOMPARE(notice.about.isEmpty(), notice.kind == Kind::None);
    }
    void hostileReportsNeitherHangNorGrow_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no mail") << QByteArray("\0\xff\n\n", 4);
        QTest::newRow("many") << report(
            QByteArray("Final-Recipient: rfc822;a@x.example\nAction: failed\n\n").repeated(50'000), kHeader);
        QTest::newRow("one field") << report("Diagnostic-Code: smtp" + QByteArray(2'000'000, 'x') + "\n", kHeader);
        QTest::newRow("folds") << report("Diagnostic-Code: x\n" + QByteArray(" y\n").repeated(500'000), kHeader);
        QTest::newRow("fields") << report(QByteArray("A: b\n").repeated(500'000), kHeader);
        QTest::newRow("long id") << report("Final-Recipient: rfc822;a@x.example\nAction: failed\n",
            "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" + QByteArray(1'000'000, 'a') + "@x>\r\n");
        QTest::newRow("parts") << report(QByteArray("\r\n--b\r\n").repeated(100'000), kHeader);
        QByteArray deep;
        for (int i = 0; i < 200; ++i)
            deep += "Content-Type: multipart/report; report-type=delivery-status; boundary=b" + QByteArray::number(i)
                + "\r\n\r\n--b" + QByteArray::number(i) + "\r\n";
        QTest::newRow("deep") << "MIME-Version: 1.0\r\n" + deep;
    }
    void hostileReportsNeitherHangNorGrow()
    {
        QFETCH(QByteArray, bytes);
        QElapsedTimer timer;
        timer.start();
        const MailNotice notice = readMailNotice(bytes);
        QVERIFY2(timer.elapsed() < 5'000, QByteArray::number(timer.elapsed()).constData());
        QVERIFY(notice.notes.size() <= 200);
        QVERIFY(notice.about.size() <= 250);
        for (const DeliveryNote &note : notice.notes)
            QVERIFY(note.said.size() <= 300 && !note.address.isEmpty());
    }
    void theFuzzersCorpusIsReplayed()
    {
        int reports = 0;
        QDirIterator files(QStringLiteral(UPDESK_TEST_DATA "/fuzz/report"), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            reports += readMailNotice(bytes).kind == Kind::Delivery ? 1 : 0;
            (void)phoneTableIn(bytes, QTimeZone::utc(), QStringLiteral("US"));
            for (const QByteArray &line : bytes.split('\n'))
                (void)phoneEventIn(line, QStringLiteral("US"));
        }
        QVERIFY2(reports >= 4, QByteArray::number(reports).constData());
    }
};
UPDESK_TEST(TestMailNotice);
#include "tst_mailnotice.moc"
