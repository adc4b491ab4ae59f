// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/channelsettings.h"
#include "core/desk/enrol.h"
#include "core/desk/mailtrack.h"
#include "core/desk/messages.h"
#include "core/desk/planverbs.h"
#include "core/desk/sendround.h"
#include "core/desk/undo.h"
#include "core/sequences/planrows.h"
#include "core/store/setback.h"
#include "core/sync/serverlane.h"
#include "tests/core/desk/hangingways.h"
#include "tests/support/shareddesk.h"
#include "tests/support/smtpserver.h"

using namespace updesk;

/// Messages of a shared store: written at one desk, sent by the host, seen at both.
class TestSendShared : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;

    /// Ann at her desk, the host, and a lead that came to Ann; the time is the server's own.
    struct Shop {
        SyncServer server;
        std::unique_ptr<TestStore> lone;
        std::unique_ptr<HostDesk> ann, host;
        LeadId lead;
        qint64 epoch = 0;

        explicit Shop(const ServerAccess &access, const std::optional<LinkSettings> &links = {})
            : lone(adoptedWithManager(server))
        {
            HostDesk meg(server, lone->clock, "meg");
            meg.session->setPerson(server.person("meg"));
            ChannelSettings ways;
            ways.mailOut = MailOutSettings{access, QStringLiteral("Northgate Motors"),
                QStringLiteral("sales@northgate.example"), {}, QStringLiteral("stop@northgate.example"), {}};
            ways.links = links;
            const auto set = setChannelSettings(*meg.session, ways);
            const auto addressed = doDeed(*meg.session, "setting", {}, [&](Transaction &tx) -> Result<void> {
                const auto all = loadAll(tx.database(), kDealership);
                Dealership changed = all->front();
                changed.address = QStringLiteral("1 Main Street, Albany NY 12207");
                changed.phone = QStringLiteral("+12125550100");
                changed.sample = false;
                return apply(tx, ::updesk::set(kDealership, all->front(), changed));
            });
            if (!set || !addressed || !useShippedPlans(*meg.session))
                qFatal("shop %s %s", set ? "" : qPrintable(set.error().subject + set.error().detail),
                    addressed ? "" : qPrintable(addressed.error().subject));
            meg.talk();
            ann = std::make_unique<HostDesk>(server, lone->clock, "ann");
            host = std::make_unique<HostDesk>(server, lone->clock, "host");
            ann->session->setPerson(server.person("ann"));
            lead = capture(*ann->session, lone->webLead(1))->lead;
            meet();
            epoch = host->take();
            if (epoch == 0)
                qFatal("lease");
        }
        void meet()
        {
            for (int i = 0; i < 2; ++i) {
                ann->talk();
                host->talk();
            }
        }
        SendRound::Done turn()
        {
            FakeSecrets secrets;
            secrets.kept[QStringLiteral("mail-out")] = SmtpServer::secretWord();
            Gateways gateways(secrets);
            SendRound round(*host->session, gateways);
            const auto pg = Pg::open(host->options);
            ServerLane lane(**pg, SyncServer::kStore, epoch);
            const auto done = round.turn(lane, epoch);
            if (!done)
                qFatal("turn: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
            return *done;
        }
        OwnMessage mail() const
        {
            OwnMessage own;
            own.lead = lead;
            own.channel = Channel::Email;
            own.subject = QStringLiteral("Your RAV4");
            own.body = QStringLiteral("Hi, it is here. When would you like to come?");
            return own;
        }
        /// In the place of waiting until the ten seconds are over at the server.
        void letGo()
        {
            lone->clock.advance(kTakeBack);
            if (!server.chief()->query("UPDATE updesk.message SET not_before=0 WHERE state='queued'"))
                qFatal("let go");
        }
    };

private Q_SLOTS:
    void initTestCase() { m_smtp = std::make_unique<SmtpServer>(); }
    void cleanupTestCase() { m_smtp.reset(); }

    void theHostSendsWhatAnotherDeskWrote()
    {
        Shop shop(m_smtp->access(Security::Tls));
        const int before = m_smtp->count(Security::Tls);
        QVERIFY(makeRound(*shop.host->session));
        (void)shop.turn(); // the acknowledgement becomes a message
        shop.meet();
        (void)shop.turn();
        QTRY_COMPARE(m_smtp->count(Security::Tls), before + 1);
        const auto queued = queueMessage(*shop.ann->session, shop.mail());
        QVERIFY2(queued, queued ? "" : qPrintable(queued.error().subject + queued.error().detail));
        shop.meet();
        (void)shop.turn();
        QCOMPARE(m_smtp->count(Security::Tls), before + 1); // it can still be taken back
        shop.letGo();
        (void)shop.turn();
        QTRY_COMPARE(m_smtp->count(Security::Tls), before + 2);
        shop.meet();
        for (HostDesk *desk : {shop.ann.get(), shop.host.get()}) {
            QCOMPARE(desk->count("message WHERE state='sent' AND line_id IS NOT NULL"), 2);
            QCOMPARE(desk->count("activity WHERE kind=2 AND direction=2 AND evidence=3"), 1); // ann's
            QCOMPARE(desk->count("activity WHERE kind=2 AND direction=2 AND evidence=4"), 1); // the program's
            QVERIFY(setbacks(desk->session->database())->empty());
        }
        QCOMPARE(shop.host->rows(), shop.ann->rows());
        (void)shop.turn();
        QCOMPARE(m_smtp->count(Security::Tls), before + 2);
    }
    // Ann agrees on it; the server knows before the host has heard.
    void aCallBackAtAnotherDeskHoldsThePlansMail()
    {
        Shop shop(m_smtp->access(Security::Tls));
        const int before = m_smtp->count(Security::Tls);
        QVERIFY(makeRound(*shop.host->session));
        (void)shop.turn(); // the acknowledgement becomes a message
        shop.host->talk();
        QCOMPARE(shop.host->count("message WHERE state='queued'"), 1);
        CallLog log;
        log.outcome = Outcome::CallBack;
        log.dialledAt = shop.lone->clock.now();
        shop.lone->clock.advance(kMinute);
        log.callBack = shop.lone->clock.now() + kHour;
        const auto agreed = logCall(*shop.ann->session, shop.lead, log);
        QVERIFY2(agreed, agreed ? "" : qPrintable(agreed.error().subject));
        shop.ann->talk();
        QCOMPARE(shop.host->count("task WHERE promised<>0"), 0);
        QCOMPARE(shop.turn().handed, 0);
        shop.meet();
        QCOMPARE(shop.host->count("task WHERE promised<>0"), 1);
        QCOMPARE(shop.turn().handed, 0);
        QCOMPARE(m_smtp->count(Security::Tls), before);
        QVERIFY(undoLast(*shop.ann->session));
        shop.ann->talk();
        shop.host->talk();
        QCOMPARE(shop.turn().handed, 1);
        QCOMPARE(shop.turn().handed, 0);
        QCOMPARE(m_smtp->count(Security::Tls), before + 1);
        shop.meet();
        QCOMPARE(shop.host->rows(), shop.ann->rows());
    }
    void whatIsHeardOfAMailAtTwoDesksIsOneRow()
    {
        Shop shop(m_smtp->access(Security::Tls), LinkSettings{QStringLiteral("http://127.0.0.1:9"), 9, {}});
        const int before = m_smtp->count(Security::Tls);
        QVERIFY(makeRound(*shop.host->session));
        (void)shop.turn();
        shop.meet();
        (void)shop.turn();
        QTRY_COMPARE(m_smtp->count(Security::Tls), before + 1);
        QVERIFY(m_smtp->mail(Security::Tls, before + 1).contains("http://127.0.0.1:9/o/"));
        shop.meet();
        shop.lone->clock.advance(kHour);
        shop.ann->session->setPerson({}); // as where a program listens
        for (HostDesk *desk : {shop.ann.get(), shop.host.get()}) { // neither has heard of the other
            const auto tracks = loadAll(desk->session->database(), kMailTrack);
            QCOMPARE(tracks->size(), size_t(1));
            LinkHit hit;
            hit.token = linkToken(tracks->front().id.value, 0, QByteArray::fromHex(tracks->front().key.toLatin1()));
            hit.agent = "Mozilla/5.0 (Windows NT 10.0) Firefox/121.0";
            QVERIFY(takeLinkHit(*desk->session, hit));
            QCOMPARE(desk->count("mail_event"), 1);
        }
        shop.meet();
        for (HostDesk *desk : {shop.ann.get(), shop.host.get()}) {
            QCOMPARE(desk->count("mail_event WHERE deleted=0 AND machine=0"), 1);
            QCOMPARE(
                desk->count("activity WHERE deleted=0 AND code=" + QByteArray::number(int(Activity::Code::MailOpened))),
                1);
            QVERIFY(setbacks(desk->session->database())->empty());
            const auto rows = planEffect(desk->session->database(), 0, shop.lone->clock.now(), EffectBy::Channel);
            const auto mails = std::ranges::find(*rows, int(Channel::Email), &EffectRow::channel);
            QVERIFY(mails != rows->end());
            QCOMPARE((std::array{mails->measured, mails->opened}), (std::array{1, 1}));
        }
        QCOMPARE(shop.host->rows(), shop.ann->rows());
    }
    // The lease goes on to another holder while a mail server hangs: who began it says what became of it, once.
    void aMailInHandOutlivesTheLease()
    {
        HangingMail mail;
        Shop shop({QStringLiteral("127.0.0.1"), mail.port(), Security::Plain, {}, LoginKind::None, {}, {}});
        QVERIFY(stopPlans(*shop.ann->session, shop.lead));
        const auto queued = queueMessage(*shop.ann->session, shop.mail());
        QVERIFY(queued);
        shop.meet();
        shop.letGo();
        const auto stateAt = [&](HostDesk &desk) {
            return load(desk.session->database(), kMessage, queued->id.value)->state;
        };
        FakeSecrets secrets;
        Gateways gateways(secrets);
        SendRound round(*shop.host->session, gateways);
        const auto pg = Pg::open(shop.host->options);
        ServerLane older(**pg, SyncServer::kStore, shop.epoch);
        QTRY_VERIFY_WITH_TIMEOUT(round.advance(older, shop.epoch) && mail.greeted == 1, 20'000);
        QVERIFY(shop.server.chief()->execute("UPDATE updesk.lease SET until=now()-interval '1 minute'"));
        const qint64 newer = shop.host->take();
        QVERIFY(newer > shop.epoch);
        QCOMPARE(round.advance(older, shop.epoch).error().subject, QStringLiteral("lease"));
        ServerLane lane(**pg, SyncServer::kStore, newer);
        QVERIFY(round.advance(lane, newer)); // sweeps
        shop.meet();
        QCOMPARE(stateAt(*shop.ann), QStringLiteral("unknown"));
        QVERIFY(round.isBusy());
        mail.goesOn = true;
        round.wait();
        QVERIFY(round.advance(lane, newer));
        QVERIFY(!round.isBusy());
        shop.meet();
        QCOMPARE(stateAt(*shop.ann), QStringLiteral("sent"));
        QVERIFY(round.turn(lane, newer));
        QCOMPARE(mail.greeted.load(), 1);
        QCOMPARE(mail.taken.load(), 1);
        QCOMPARE(shop.ann->count("activity WHERE kind=2 AND direction=2 AND evidence=3"), 1);
        QCOMPARE(shop.host->rows(), shop.ann->rows());
    }
    void anUndoTakesItBackUntilItHasBegun()
    {
        Shop shop(m_smtp->access(Security::Tls));
        QVERIFY(stopPlans(*shop.ann->session, shop.lead));
        const int before = m_smtp->count(Security::Tls);
        const auto first = queueMessage(*shop.ann->session, shop.mail());
        QVERIFY(first && undoLast(*shop.ann->session));
        shop.meet();
        shop.letGo();
        (void)shop.turn();
        QCOMPARE(m_smtp->count(Security::Tls), before);
        const auto second = queueMessage(*shop.ann->session, shop.mail());
        shop.ann->talk();
        shop.host->talk();
        shop.letGo();
        (void)shop.turn();
        QCOMPARE(m_smtp->count(Security::Tls), before + 1);
        QVERIFY(undoLast(*shop.ann->session)); // she has not heard of it
        shop.meet();
        QCOMPARE(load(shop.ann->session->database(), kMessage, second->id.value)->state, QStringLiteral("sent"));
        QVERIFY(!setbacks(shop.ann->session->database())->empty()); // and is told
        QCOMPARE(shop.host->rows(), shop.ann->rows());
    }
    void aWishIsActedOnAtTheServer()
    {
        Shop shop(m_smtp->access(Security::Tls));
        QVERIFY(stopPlans(*shop.ann->session, shop.lead));
        const auto queued = queueMessage(*shop.ann->session, shop.mail());
        shop.meet();
        QVERIFY(wishMessage(*shop.ann->session, queued->id, MessageWish::Cancel));
        shop.meet();
        for (HostDesk *desk : {shop.ann.get(), shop.host.get()})
            QCOMPARE(desk->count("message WHERE state='cancelled' AND why='person'"), 1);
        QVERIFY(undoLast(*shop.ann->session));
        shop.meet();
        QCOMPARE(shop.ann->count("message WHERE state='queued' AND wish=0"), 1);
        QVERIFY(setbacks(shop.ann->session->database())->empty());
        QCOMPARE(shop.host->rows(), shop.ann->rows());
    }
};

UPDESK_TEST(TestSendShared);
#include "tst_sendshared.moc"
