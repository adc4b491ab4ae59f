// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/enrol.h"
#include "core/desk/planverbs.h"
#include "core/sequences/planstore.h"
#include "core/store/setback.h"
#include "core/sync/outbox.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// Plans of a shared store: whoever stops one, and whichever host makes its steps.
class TestPlanDesks : public QObject
{
    Q_OBJECT

    /// Ann at her desk, a manager who took the plans over at his, and a lead that came to Ann.
    struct Shop {
        SyncServer server;
        std::unique_ptr<TestStore> lone;
        std::unique_ptr<HostDesk> ann, host;
        LeadId lead;

        Shop() : lone(adopted(server, 0))
        {
            HostDesk meg(server, lone->clock, "meg");
            meg.session->setPerson({}); // her row is not among those of this store; the server knows her as a manager
            if (!useShippedPlans(*meg.session))
                qFatal("plans");
            meg.talk();
            ann = std::make_unique<HostDesk>(server, lone->clock, "ann");
            host = std::make_unique<HostDesk>(server, lone->clock, "host");
            ann->session->setPerson(server.person("ann"));
            lead = capture(*ann->session, lone->webLead(1))->lead;
            meet();
        }
        void meet()
        {
            for (int i = 0; i < 2; ++i) {
                ann->talk();
                host->talk();
            }
        }
        Enrolment inside(HostDesk &desk) { return plansOfLead(desk.session->database(), lead)->back(); }
    };

private Q_SLOTS:
    void aPlanComesToEveryDesk()
    {
        Shop shop;
        QVERIFY(shop.ann->count("step_run") > 0);
        QCOMPARE(shop.host->rows(), shop.ann->rows());
        QCOMPARE(shop.inside(*shop.host).state, Enrolment::State::Running);
        QVERIFY(setbacks(shop.ann->session->database())->empty()); // a sales person may begin one
        QCOMPARE(unsent(shop.ann->session->database())->deeds, 0);
    }
    void aStopWinsOverAStepThatTheHostMadeMeanwhile()
    {
        for (const bool stopFirst : {true, false}) {
            Shop shop;
            QVERIFY(shop.host->take() > 0);
            const qint64 before = shop.host->count("step_run");
            shop.lone->clock.advance(3 * kHour + 5 * kMinute);
            QVERIFY(makeRound(*shop.host->session));
            QVERIFY(shop.host->count("step_run") > before);
            QVERIFY(stopPlans(*shop.ann->session, shop.lead)); // she has not heard of it
            if (!stopFirst)
                shop.host->talk();
            shop.meet();
            QVERIFY(makeRound(*shop.host->session)); // what was left open is dropped
            shop.meet();
            for (HostDesk *desk : {shop.ann.get(), shop.host.get()}) {
                QCOMPARE(shop.inside(*desk).state, Enrolment::State::Stopped);
                QCOMPARE(shop.inside(*desk).why, PlanStop::ByPerson);
                QCOMPARE(desk->count("step_run WHERE state=0 AND deleted=0"), 0);
                QCOMPARE(desk->count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL AND"
                                     " id IN (SELECT task_id FROM step_run)"),
                    0);
                QVERIFY(setbacks(desk->session->database())->empty());
            }
            QCOMPARE(shop.host->rows(), shop.ann->rows());
        }
    }
    void twoHostsThatKnowNothingOfEachOtherMakeAStepOnce()
    {
        Shop shop;
        HostDesk two(shop.server, shop.lone->clock, "hop");
        shop.lone->clock.advance(3 * kHour + 5 * kMinute);
        QVERIFY(shop.host->take() > 0);
        QVERIFY(makeRound(*shop.host->session));
        shop.host->talk();
        QVERIFY(shop.host->lease->giveBack());
        QVERIFY(two.take() > 0);
        QVERIFY(makeRound(*two.session)); // before it has pulled
        two.talk();
        shop.host->talk();
        two.talk();
        QCOMPARE(shop.host->rows(), two.rows());
        QCOMPARE(two.count("step_run WHERE key='text_2' AND deleted=0"), 1);
        QCOMPARE(two.count("task WHERE deleted=0"), two.count("step_run WHERE task_id IS NOT NULL AND deleted=0"));
        QCOMPARE(unsent(two.session->database())->deeds, 0);
    }
};

UPDESK_TEST(TestPlanDesks);
#include "tst_plandesks.moc"
