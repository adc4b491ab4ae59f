// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelsettings.h"
#include "core/desk/channelworker.h"
#include "core/desk/headmail.h"
#include "core/sync/serverlane.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/shareddesk.h"
#include "tests/support/smtpserver.h"

using namespace updesk;

/// Where the history stands goes to the principal by mail, so that it also lies where no server's administrator is.
class TestHeadMail : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;

    struct Shop {
        SyncServer server;
        std::unique_ptr<TestStore> lone = adoptedWithManager(server);
        HostDesk meg{server, lone->clock, "meg"}, host{server, lone->clock, "host"};

        Shop(const ServerAccess &access, const char *to)
        {
            meg.session->setPerson(server.person("meg"));
            ChannelSettings ways;
            ways.mailOut = MailOutSettings{access, QStringLiteral("Northgate Motors"),
                QStringLiteral("sales@northgate.example"), {}, QStringLiteral("stop@northgate.example"), {}};
            const auto real = doDeed(*meg.session, "setting", {}, [&](Transaction &tx) -> Result<void> {
                const auto all = loadAll(tx.database(), kDealership);
                Dealership changed = all->front();
                changed.sample = false;
                return apply(tx, ::updesk::set(kDealership, all->front(), changed));
            });
            if (!real || !setChannelSettings(*meg.session, ways)
                || !setHistoryMail(*meg.session, QString::fromLatin1(to)))
                qFatal("ways");
            meg.talk();
        }
        void alter(const QByteArray &sql) const
        {
            if (const auto done = server.chief()->execute(sql); !done)
                qFatal("%s", qPrintable(done.error().detail));
        }
        void readHistory()
        {
            host.take();
            for (int i = 0; i < 3; ++i)
                host.talk();
        }
        /// As the program does it that hosts now, on a thread of its own.
        void work()
        {
            auto secrets = std::make_shared<FakeSecrets>();
            secrets->kept[QStringLiteral("mail-out")] = SmtpServer::secretWord();
            const auto connect = [this] { return Pg::open(host.options); };
            ChannelWorker worker({host.path, &lone->clock, secrets, serverLanes(connect, SyncServer::kStore)});
            QStringList failed;
            QObject::connect(&worker, &ChannelWorker::failed, &worker,
                [&failed](const Error &error) { failed << error.subject + u' ' + error.detail; });
            worker.start();
            worker.setHost(host.lease->state());
            worker.look();
            worker.stop();
            if (!failed.isEmpty())
                qFatal("%s", qPrintable(failed.join(u'\n')));
        }
    };

private Q_SLOTS:
    void initTestCase() { m_smtp = std::make_unique<SmtpServer>(); }
    void cleanupTestCase() { m_smtp.reset(); }

    void theHeadsOfTheNightGoToThePrincipalOnceADay()
    {
        Shop shop(m_smtp->access(Security::Tls), "pia@northgate.example");
        const int before = m_smtp->count(Security::Tls);
        shop.work(); // nothing has been read yet
        QCOMPARE(m_smtp->count(Security::Tls), before);
        shop.readHistory();
        shop.work();
        QTRY_COMPARE(m_smtp->count(Security::Tls), before + 1);
        shop.work(); // as another host of the same day
        QCOMPARE(m_smtp->count(Security::Tls), before + 1);
        const QJsonObject envelope = m_smtp->envelope(Security::Tls, before + 1);
        QVERIFY(QJsonDocument(envelope).toJson().contains("pia@northgate.example"));
        const QByteArray mail = m_smtp->mail(Security::Tls, before + 1);
        const auto row = shop.server.chief()->query("SELECT n, head FROM updesk.chain_head WHERE store_id=1");
        const QByteArray plain = QByteArray(mail).replace("=\r\n", "").replace("\r\n", " ");
        QVERIFY2(
            plain.contains("Store 1: " + row->bytes(0, 0) + " changes, head " + row->bytes(0, 1)), mail.constData());
        QVERIFY(mail.contains("Auto-Submitted"));
        // On the next day there is another.
        shop.alter("UPDATE updesk.chain_head SET at=at-86400000; UPDATE updesk.daily SET day=day-1");
        shop.host.syncer->forgetConnection();
        shop.alter("UPDATE updesk.op_log SET login='nobody' WHERE store_id=1 AND n=1");
        shop.alter("DELETE FROM updesk.verified");
        shop.host.talk();
        shop.work();
        QTRY_COMPARE(m_smtp->count(Security::Tls), before + 2);
        QVERIFY(m_smtp->mail(Security::Tls, before + 2).contains("Store 1: NOT WHOLE at change 1"));
    }
    void whatTheMailServerRefusesIsTriedAgain()
    {
        Shop shop(m_smtp->access(Security::Tls), "rcpt451@northgate.example");
        const int before = m_smtp->count(Security::Tls);
        shop.readHistory();
        shop.work();
        QCOMPARE(m_smtp->count(Security::Tls), before);
        QVERIFY(setHistoryMail(*shop.meg.session, QStringLiteral("pia@northgate.example")));
        shop.meg.talk();
        shop.host.talk();
        shop.work();
        QTRY_COMPARE(m_smtp->count(Security::Tls), before + 1);
    }
    void onlyAManagerSaysWhereItGoes()
    {
        Shop shop(m_smtp->access(Security::Tls), "");
        const int before = m_smtp->count(Security::Tls);
        shop.readHistory();
        shop.work(); // to nobody
        QCOMPARE(m_smtp->count(Security::Tls), before);
        QCOMPARE(
            setHistoryMail(*shop.meg.session, QStringLiteral("no address")).error().subject, QStringLiteral("address"));
        shop.meg.session->setPerson(shop.server.person("ann"));
        QCOMPARE(setHistoryMail(*shop.meg.session, QStringLiteral("ann@northgate.example")).error().code,
            Error::Code::Denied);
        QCOMPARE(*historyMail(shop.meg.session->database()), QString());
        QVERIFY(!shop.server.as("ann")->query("SELECT updesk.heads_to_mail(1, 1)"));
    }
};

UPDESK_TEST(TestHeadMail);
#include "tst_headmail.moc"
