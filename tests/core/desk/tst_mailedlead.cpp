// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelthread.h"
#include "core/desk/worker.h"
#include "core/leads/leadnowstore.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/dovecot.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QThread>

using namespace updesk;

namespace
{

/// This computer's clock, turned so that it is night in the store.
class NightClock final : public Clock
{
public:
    explicit NightClock(Time ten) : m_by(ten + 17 * kHour - SystemClock().now()) { }
    Time now() const override { return SystemClock().now() + m_by; }

private:
    Time m_by;
};

/// The program as it runs: rounds and channels, each on its thread.
class Program
{
public:
    Program(const QString &path, const Clock &clock, std::shared_ptr<Secrets> secrets)
        : m_worker(path, clock, {}), m_channels(ChannelWorker::Order{path, &clock, std::move(secrets)})
    {
        m_worker.moveToThread(&m_work);
        QObject::connect(&m_work, &QThread::started, &m_worker, &Worker::start);
        m_work.start();
        m_channels.start();
    }
    ~Program()
    {
        (void)m_channels.stop(5'000);
        QMetaObject::invokeMethod(&m_worker, &Worker::stop, Qt::BlockingQueuedConnection);
        m_work.quit();
        m_work.wait();
    }

private:
    Worker m_worker;
    QThread m_work;
    ChannelThread m_channels;
};

QByteArray answerTo(const QByteArray &messageId)
{
    return "From: Ann Reyes <ann@work.example>\r\nTo: sales@northgate.example\r\nSubject: Re: your question\r\n"
           "Message-ID: <answer@work.example>\r\nIn-Reply-To: <"
        + messageId + ">\r\n\r\nFive is fine.\r\n";
}

QByteArray bounceOf(const QByteArray &messageId)
{
    return "From: MAILER-DAEMON@mx.example\r\nTo: sales@northgate.example\r\nSubject: Undelivered\r\n"
           "Message-ID: <b@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; "
           "report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--b\r\n"
           "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
           "Final-Recipient: rfc822; ann@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\n"
           "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <"
        + messageId + ">\r\n\r\n--b--\r\n";
}

} // namespace

/// An inquiry by mail from a real mailbox to its acknowledgement at a real mail server, and what comes back to that.
class TestMailedLead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itIsAcknowledgedWithinAMinuteAtNightAndWhatComesBackFindsIt()
    {
        SmtpServer smtp;
        Dovecot dovecot;
        SendingStore at;
        ChannelSettings ways = SendingStore::ways();
        ways.text.reset();
        ways.mailOut->server = smtp.access(Security::Tls);
        ways.mailIn.emplace_back().server = dovecot.access(Security::Tls);
        ways.mailIn.front().server.secret = QStringLiteral("mail-in");
        at.use(ways);
        auto secrets = std::make_shared<FakeSecrets>();
        secrets->kept = {
            {QStringLiteral("mail-out"), SmtpServer::secretWord()}, {QStringLiteral("mail-in"), Dovecot::secretWord()}};
        const NightClock clock(at.store.clock.now());
        const Program program(at.store.path, clock, secrets);
        QTRY_COMPARE_WITH_TIMEOUT(at.store.count("way_mark"), 1, 20'000); // reading has begun

        QElapsedTimer since;
        since.start();
        dovecot.deliver("From: Ann Reyes <ann@example.org>\r\nTo: sales@northgate.example\r\nSubject: 2024 Toyota RAV4"
                        "\r\nMessage-ID: <q@example.org>\r\n\r\nI am interested in it. Is it still available?\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(smtp.count(Security::Tls), 1, 90'000);
        const qint64 took = since.elapsed();
        qInfo("acknowledged %lld ms after it was in the mailbox", took);
        QVERIFY(took < 60'000);
        const QByteArray mail = smtp.mail(Security::Tls, 1);
        QVERIFY2(mail.contains("ann@example.org") && mail.contains("Auto-Submitted"), mail.constData());
        static const QRegularExpression id(QStringLiteral("(?i)Message-ID:\\s*<([^>]+)>"));
        const QByteArray ours = id.match(QString::fromLatin1(mail)).captured(1).toLatin1();

        dovecot.deliver(answerTo(ours)); // from another address
        dovecot.deliver(bounceOf(ours));
        QTRY_COMPARE_WITH_TIMEOUT(at.store.count("email WHERE bad=1"), 1, 90'000);
        QCOMPARE(at.store.count("activity WHERE kind=2 AND direction=1"), 1);
        QCOMPARE(at.store.count("lead"), 1);
        QCOMPARE(at.store.count("lead_now WHERE waiting_since>0"), 1);
        QCOMPARE(at.store.count("message WHERE state='sent'"), 1);
    }
};
UPDESK_TEST(TestMailedLead);
#include "tst_mailedlead.moc"
