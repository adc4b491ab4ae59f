// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/capture.h"
#include "core/desk/channelsettings.h"
#include "core/desk/gate.h"
#include "core/desk/reminders.h"
#include "core/desk/sendround.h"
#include "core/store/setback.h"
#include "core/sync/serverlane.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/kannelserver.h"
#include "tests/support/shareddesk.h"

#include <QFile>

using namespace updesk;

namespace
{

constexpr char kToken[] = "0123456789abcdef";
constexpr Time kAfterDue = 2 * kMinute; ///< until the reminder is due

/// The shipped rules without a night, so that the hour at which the test runs tells nothing.
QByteArray rulesWithoutNight()
{
    QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/resources/legal/rules-2026-01-01.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("rules");
    return file.readAll().replace(R"({"all": "08:00-21:00"})", R"({"all": "00:00-24:00"})");
}

} // namespace

/// The text before a visit in a shared store: one program sends it, whoever booked the visit.
class TestReminderDesks : public QObject
{
    Q_OBJECT
    std::unique_ptr<KannelServer> m_kannel;

    /// Ann booked a visit; two programs may send; both have heard of it. The time is the server's own.
    struct Shop {
        SyncServer server;
        std::unique_ptr<TestStore> lone;
        std::unique_ptr<HostDesk> ann, host, other;
        LeadId lead;

        explicit Shop(const KannelServer &kannel) : lone(adoptedWithManager(server))
        {
            setUp(kannel);
            ann = std::make_unique<HostDesk>(server, lone->clock, "ann");
            host = std::make_unique<HostDesk>(server, lone->clock, "host");
            other = std::make_unique<HostDesk>(server, lone->clock, "host");
            ann->session->setPerson(server.person("ann"));
            LeadDraft draft = phoneLead(*lone, 1);
            draft.textConsent = true;
            draft.consentWords = QStringLiteral("SMS opt-in: yes");
            const auto made = capture(*ann->session, draft);
            CallLog call;
            call.outcome = Outcome::VisitSet;
            call.appointment = ann->session->now() + kRemindBefore + kAfterDue / 2;
            if (!made || !logCall(*ann->session, made->lead, call))
                qFatal("visit");
            lead = made->lead;
            meet();
            lone->clock.advance(kAfterDue);
        }
        void setUp(const KannelServer &kannel)
        {
            HostDesk meg(server, lone->clock, "meg");
            meg.session->setPerson(server.person("meg"));
            ChannelSettings ways;
            ways.text = TextSettings{};
            ways.text->form = TextForm::Kannel;
            ways.text->url = kannel.url();
            ways.text->account = KannelServer::user();
            ways.text->secret = QStringLiteral("texts");
            ways.text->from = QStringLiteral("+14045550100");
            ways.text->listener = ListenerSettings{0, QStringLiteral("listener")};
            const auto real = doDeed(*meg.session, "setting", {}, [](Transaction &tx) -> Result<void> {
                const auto all = loadAll(tx.database(), kDealership);
                Dealership changed = all->front();
                changed.phone = QStringLiteral("+14045550100");
                changed.sample = false;
                return apply(tx, set(kDealership, all->front(), changed));
            });
            if (!real || !setChannelSettings(*meg.session, ways) || !setLegalRules(*meg.session, rulesWithoutNight()))
                qFatal("shop");
            meg.talk();
        }
        void meet()
        {
            for (int i = 0; i < 2; ++i) {
                for (HostDesk *desk : {ann.get(), host.get(), other.get()})
                    desk->talk();
            }
        }
        void turn(HostDesk &at, qint64 epoch) const
        {
            FakeSecrets secrets;
            secrets.kept[QStringLiteral("texts")] = KannelServer::password();
            secrets.kept[QStringLiteral("listener")] = kToken;
            Gateways gateways(secrets);
            SendRound round(*at.session, gateways);
            const auto pg = Pg::open(at.options);
            ServerLane lane(**pg, SyncServer::kStore, epoch);
            const auto done = round.turn(lane, epoch);
            if (!done)
                qFatal("turn: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
        }
        /// In the place of waiting for the server's clock.
        void letGo() const
        {
            if (!server.chief()->query("UPDATE updesk.message SET not_before=0 WHERE state='queued'"))
                qFatal("let go");
        }
        qint64 atServer(const QByteArray &from) const
        {
            return server.chief()->query("SELECT count(*) FROM updesk." + from)->number(0, 0);
        }
    };
    qsizetype arrived() const { return m_kannel->phoneLog().count("see you"); }

private Q_SLOTS:
    void initTestCase()
    {
        m_kannel = std::make_unique<KannelServer>(ServerProcess::freePort(), kToken);
        m_kannel->plugIn();
    }
    void cleanupTestCase() { m_kannel.reset(); }

    void whoHasTheLeaseSendsItAndEveryDeskSeesThat()
    {
        Shop shop(*m_kannel);
        const qsizetype before = arrived();
        const qint64 epoch = shop.host->take();
        QVERIFY(epoch > 0);
        QCOMPARE(shop.other->take(), 0);
        for (HostDesk *desk : {shop.ann.get(), shop.other.get()}) {
            QVERIFY(makeRound(*desk->session)); // a desk's own round writes none
            QCOMPARE(desk->count("message"), 0);
        }
        shop.turn(*shop.host, epoch);
        QCOMPARE(shop.host->count("message WHERE purpose LIKE 'remind %'"), 1);
        shop.meet();
        QCOMPARE(shop.ann->count("message WHERE state='queued'"), 1);
        shop.lone->clock.advance(kAfterDue);
        shop.letGo();
        shop.turn(*shop.host, epoch);
        QTRY_COMPARE_WITH_TIMEOUT(arrived(), before + 1, 20'000);
        shop.meet();
        shop.turn(*shop.host, epoch);
        shop.meet();
        QCOMPARE(arrived(), before + 1);
        for (HostDesk *desk : {shop.ann.get(), shop.host.get(), shop.other.get()}) {
            QCOMPARE(desk->count("message WHERE state='sent' AND line_id IS NOT NULL"), 1);
            QCOMPARE(desk->count("task WHERE kind=8 AND done_by_activity IS NOT NULL"), 1);
            QVERIFY(setbacks(desk->session->database())->empty());
        }
        QCOMPARE(shop.host->rows(), shop.ann->rows());
    }
    // The first one has lost its lease and does not know.
    void twoProgramsAtOnceWriteItOnce()
    {
        Shop shop(*m_kannel);
        const qint64 late = shop.host->take();
        const auto pg = Pg::open(shop.host->options);
        QVERIFY((*pg)->query("SELECT updesk.lease_give(1, 'auto', $1)", shop.host->place.desk));
        const qint64 now = shop.other->take();
        QVERIFY(late > 0 && now > late);
        QVERIFY(queueReminders(*shop.host->session, late));
        QVERIFY(queueReminders(*shop.other->session, now));
        shop.meet();
        QCOMPARE(shop.atServer("message"), 1);
        for (HostDesk *desk : {shop.ann.get(), shop.host.get(), shop.other.get()})
            QCOMPARE(desk->count("message WHERE state='queued'"), 1);
        QCOMPARE(shop.host->rows(), shop.other->rows());
        QCOMPARE(shop.host->rows(), shop.ann->rows());
    }
};

UPDESK_TEST(TestReminderDesks);
#include "tst_reminderdesks.moc"
