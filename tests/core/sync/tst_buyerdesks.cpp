// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/qualify.h"
#include "core/desk/answers.h"
#include "core/desk/buyerfacts.h"
#include "core/desk/capturerows.h"
#include "core/desk/cobuyer.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/store/check.h"
#include "core/store/setback.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// Two desks are told of one purchase before they hear of each other.
class TestBuyerDesks : public QObject
{
    Q_OBJECT

    struct World {
        SyncServer server;
        std::unique_ptr<TestStore> lone = adopted(server, 0);
        SharedDesk ann{server, lone->clock, "ann"}, bob{server, lone->clock, "bob"};
        Captured one, other;
        World()
        {
            ann.talk();
            const auto lead = [&](int n) {
                LeadDraft draft = lone->webLead(n);
                draft.trades.clear();
                const auto made = capture(*ann.session, draft);
                if (!made)
                    qFatal("capture");
                return *made;
            };
            one = lead(1);
            other = lead(2);
            talk();
            lone->clock.advance(kMinute);
        }
        void talk()
        {
            for (int round = 0; round < 3; ++round)
                for (SharedDesk *desk : {&ann, &bob})
                    desk->talk();
        }
        static Lead at(SharedDesk &desk, LeadId id) { return *load(desk.session->database(), kLead, id.value); }
        static bool holds(SharedDesk &desk, LeadId id)
        {
            return holdsNoTrade(at(desk, id), !tradesOf(desk.session->database(), id)->empty());
        }
        void say(SharedDesk &desk, const BuyerFacts &facts)
        {
            const auto said = sayBuyerFacts(*desk.session, one.lead, facts);
            QVERIFY(said && !said->isNull());
            lone->clock.advance(kSecond);
        }
        void isOneStore()
        {
            QCOMPARE(ann.rows(), bob.rows());
            for (SharedDesk *desk : {&ann, &bob}) {
                QVERIFY(checkStore(desk->session->database())->sound());
                QVERIFY(setbacks(desk->session->database())->empty());
            }
        }
    };

private Q_SLOTS:
    void whatIsSaidAtOneIsKnownAtTheOther()
    {
        World world;
        world.say(world.ann, {.noTrade = true});
        world.say(world.bob, {.decides = Decides::Others});
        world.talk();
        for (SharedDesk *desk : {&world.ann, &world.bob}) {
            QVERIFY(World::holds(*desk, world.one.lead));
            QCOMPARE(decidesOf(World::at(*desk, world.one.lead)), Decides::Others);
        }
        world.isOneStore();
        QVERIFY(undoLast(*world.ann.session)); // hers alone
        world.talk();
        QVERIFY(!World::holds(world.bob, world.one.lead));
        QCOMPARE(decidesOf(World::at(world.bob, world.one.lead)), Decides::Others);
        world.isOneStore();
    }
    void aTradeNamedAtTheOtherDeskIsBelieved_data()
    {
        QTest::addColumn<bool>("saidFirst");
        QTest::newRow("said, then named") << true;
        QTest::newRow("named, then said") << false;
    }
    void aTradeNamedAtTheOtherDeskIsBelieved()
    {
        QFETCH(bool, saidFirst);
        World world;
        const auto name = [&] {
            QVERIFY(saveAnswers(*world.bob.session, world.one.lead,
                {{StepAnswer::Trade, QStringLiteral("Trade?"), QStringLiteral("2019 Toyota Corolla")}}));
            world.lone->clock.advance(kSecond);
        };
        if (!saidFirst)
            name();
        world.say(world.ann, {.noTrade = true});
        if (saidFirst)
            name();
        world.talk();
        for (SharedDesk *desk : {&world.ann, &world.bob}) {
            QVERIFY(!World::holds(*desk, world.one.lead));
            QCOMPARE(tradesOf(desk->session->database(), world.one.lead)->size(), size_t(1));
        }
        world.isOneStore();
    }
    void aCoBuyerNamedAtTheOtherDeskDecidesToo()
    {
        World world;
        world.say(world.ann, {.decides = Decides::Alone});
        QVERIFY(addCoBuyer(*world.bob.session, world.one.lead, QStringLiteral("Nadia Quixby")));
        world.talk();
        for (SharedDesk *desk : {&world.ann, &world.bob})
            QCOMPARE(decidesOf(World::at(*desk, world.one.lead)), Decides::Others);
        world.isOneStore();
    }
    void ofTwoThatSayOtherwiseTheLaterCountsAndBothAreTold()
    {
        World world;
        world.say(world.ann, {.decides = Decides::Alone});
        world.say(world.bob, {.decides = Decides::Others});
        world.talk();
        for (SharedDesk *desk : {&world.ann, &world.bob})
            QCOMPARE(World::at(*desk, world.one.lead).decides, Decides::Others);
        QCOMPARE(world.ann.rows(), world.bob.rows());
        QVERIFY(!setbacks(world.ann.session->database())->empty() || !setbacks(world.bob.session->database())->empty());
    }
    void aMergeAtTheOtherDeskKeepsIt()
    {
        World world;
        world.say(world.ann, {.noTrade = true, .decides = Decides::Alone});
        QVERIFY(merge(*world.bob.session, world.one.customer, world.other.customer));
        world.talk();
        for (SharedDesk *desk : {&world.ann, &world.bob}) {
            QVERIFY(World::holds(*desk, world.one.lead));
            QCOMPARE(World::at(*desk, world.one.lead).customer, world.other.customer);
            QCOMPARE(decidesOf(World::at(*desk, world.one.lead)), Decides::Alone);
        }
        world.isOneStore();
    }
};
UPDESK_TEST(TestBuyerDesks);
#include "tst_buyerdesks.moc"
