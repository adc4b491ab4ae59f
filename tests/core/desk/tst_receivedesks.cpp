// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"
#include "core/desk/channelsettings.h"
#include "core/desk/filetext.h"
#include "core/desk/receiveround.h"
#include "core/desk/waymark.h"
#include "core/store/setback.h"
#include "core/sync/outbox.h"
#include "tests/core/desk/fakemailbox.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

namespace
{

/// Two desks of a shared store that may each be its host, and one mailbox.
struct Shop {
    SyncServer server;
    std::unique_ptr<TestStore> lone;
    std::unique_ptr<HostDesk> one, two;
    FakeServer mails;
    FakeSecrets secrets;

    explicit Shop(const ChannelSettings &more = {}) : lone(adopted(server, 0))
    {
        secrets.kept[QStringLiteral("mail-in")] = "pass";
        HostDesk meg(server, lone->clock, "meg");
        meg.session->setPerson(server.person("meg"));
        const Person manager{
            server.person("meg"), QStringLiteral("Meg Ames"), QStringLiteral("meg"), Role::Manager, true};
        if (!doDeed(*meg.session, "hire", {}, [&](Transaction &tx) { return apply(tx, put(kPerson, manager)); }))
            qFatal("hire");
        ChannelSettings ways = more;
        ways.mailIn = {mailbox()};
        if (const auto set = setChannelSettings(*meg.session, ways); !set)
            qFatal("ways %s %s", qPrintable(set.error().subject), qPrintable(set.error().detail));
        meg.talk();
        one = std::make_unique<HostDesk>(server, lone->clock, "hop");
        two = std::make_unique<HostDesk>(server, lone->clock, "host");
        meet();
    }
    void meet()
    {
        for (int i = 0; i < 2; ++i) {
            one->talk();
            two->talk();
        }
    }
    static std::optional<MailMark> mark(const HostDesk &desk)
    {
        return *mailMark(desk.session->database(), wayOf(mailbox()));
    }
    /// The desk receives until it has read so far, or has asked nobody for a while.
    bool receives(HostDesk &desk, quint32 upTo)
    {
        ReceiveRound round(*desk.session, secrets, waysTo(mails), 5, 5);
        for (int i = 0; i < 100; ++i) {
            if (!round.turn())
                qFatal("turn");
            QTest::qWait(2);
            if (const auto now = mark(desk); now && now->upTo.uid == upTo)
                return true;
        }
        return false;
    }
};

} // namespace

/// The ways in of a shared store: one host reads, and the next one goes on where it stopped.
class TestReceiveDesks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNextHostGoesOnWhereTheLastOneStopped()
    {
        Shop shop;
        QVERIFY(!shop.receives(*shop.one, 0)); // nobody has the lease: nobody asks
        QCOMPARE(shop.mails.times(), 0);
        QVERIFY(shop.one->take() > 0);
        QVERIFY(shop.receives(*shop.one, 0)); // from what comes from now on
        shop.mails.put(1, leadMail(1));
        QVERIFY(shop.receives(*shop.one, 1));
        shop.meet();
        QVERIFY(shop.one->lease->giveBack());
        shop.mails.put(2, leadMail(2));
        QVERIFY(shop.two->take() > 0);
        QCOMPARE(shop.mark(*shop.two), shop.mark(*shop.one));
        QVERIFY(shop.receives(*shop.two, 2));
        shop.meet();
        QCOMPARE(shop.two->count("lead WHERE deleted=0"), 2);
        QCOMPARE(shop.two->count("original"), 2);
        QCOMPARE(shop.one->rows(), shop.two->rows());
        for (HostDesk *desk : {shop.one.get(), shop.two.get()}) {
            QVERIFY(setbacks(desk->session->database())->empty());
            QCOMPARE(unsent(desk->session->database())->deeds, 0);
        }
    }
    void aHostThatHadNotSentItsMarkYetDoublesNothing()
    {
        Shop shop;
        QVERIFY(shop.one->take() > 0);
        QVERIFY(shop.receives(*shop.one, 0));
        shop.meet();
        for (quint32 i = 1; i <= 3; ++i)
            shop.mails.put(i, leadMail(int(i)));
        QVERIFY(shop.receives(*shop.one, 3)); // and its line goes down
        QVERIFY(shop.one->lease->giveBack());
        QVERIFY(shop.two->take() > 0);
        QVERIFY(shop.receives(*shop.two, 3));
        shop.two->talk();
        shop.meet(); // it is back
        QCOMPARE(shop.one->rows(), shop.two->rows());
        QCOMPARE(shop.two->count("original"), 3);
        QCOMPARE(shop.two->count("lead WHERE deleted=0"), 3);
        QCOMPARE(shop.two->count("way_mark"), 1);
    }
    void aTextThatIsBroughtToTwoDesksIsOne()
    {
        Shop shop;
        const InboundText text{QStringLiteral("SM1"), QStringLiteral("+14045550177"), {}, QStringLiteral("Hi"), 0};
        QVERIFY(fileText(*shop.one->session, text));
        QVERIFY(fileText(*shop.two->session, text));
        shop.meet();
        QCOMPARE(shop.one->rows(), shop.two->rows());
        QCOMPARE(shop.one->count("original"), 1);
        QCOMPARE(shop.one->count("quarantine WHERE deleted=0"), 1);
    }
    // By a listener at the one, by asking at the other, before either has heard of it.
    void aStopThatIsBroughtToTwoDesksIsConfirmedOnce()
    {
        Shop shop(textsOnly());
        LeadDraft draft = shop.lone->webLead(77);
        draft.phones = {{fromPhone(77), fromPhone(77), {}, PhoneKind::Mobile}};
        QVERIFY(capture(*shop.one->session, draft, {}));
        shop.meet();
        const InboundText text{QStringLiteral("SM1"), fromPhone(77), {}, QStringLiteral("STOP"), 0};
        const auto first = fileText(*shop.one->session, text);
        const auto second = fileText(*shop.two->session, text);
        QVERIFY(first && second && first->receipt && second->receipt);
        shop.meet();
        QCOMPARE(shop.one->rows(), shop.two->rows());
        for (HostDesk *desk : {shop.one.get(), shop.two.get()}) {
            QCOMPARE(desk->count("message WHERE deleted=0 AND meant=3 AND state='queued'"), 1);
            QCOMPARE(desk->count("gate_log WHERE purpose=3 AND verdict=0"), 1); // a second would forbid the one
            QCOMPARE(unsent(desk->session->database())->deeds, 0);
        }
    }
};
UPDESK_TEST(TestReceiveDesks);
#include "tst_receivedesks.moc"
