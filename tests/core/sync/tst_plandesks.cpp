// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "core/desk/enrol.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/planverbs.h"
#include "core/desk/undo.h"
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

        explicit Shop(bool onlyPhone = false) : lone(adopted(server, 0))
        {
            HostDesk meg(server, lone->clock, "meg");
            meg.session->setPerson({}); // her row is not among those of this store; the server knows her as a manager
            if (!useShippedPlans(*meg.session))
                qFatal("plans");
            meg.talk();
            ann = std::make_unique<HostDesk>(server, lone->clock, "ann");
            host = std::make_unique<HostDesk>(server, lone->clock, "host");
            ann->session->setPerson(server.person("ann"));
            LeadDraft draft = lone->webLead(1);
            if (onlyPhone)
                draft.emails.clear();
            lead = capture(*ann->session, draft)->lead;
            meet();
        }
        void meet()
        {
            for (int i = 0; i < 2; ++i) {
                ann->talk();
                host->talk();
            }
        }
        std::unique_ptr<HostDesk> bob()
        {
            auto desk = std::make_unique<HostDesk>(server, lone->clock, "bob");
            desk->session->setPerson(server.person("bob"));
            return desk;
        }
        void wait(Time time) { lone->clock.advance(time); }
        CustomerId customer() { return load(ann->session->database(), kLead, lead.value)->customer; }
        /// Empty: the plan is over at this desk, and nothing of it is left to do.
        QByteArray goesOn(HostDesk &desk)
        {
            if (inside(desk).state != Enrolment::State::Stopped)
                return "it runs";
            if (desk.count("step_run WHERE state=0 AND deleted=0") != 0)
                return "a step is open";
            const qint64 tasks = desk.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL AND"
                                            " id IN (SELECT task_id FROM step_run)");
            return tasks != 0                                 ? "a task is open"
                : setbacks(desk.session->database())->empty() ? ""
                                                              : "somebody is asked";
        }
        Enrolment inside(HostDesk &desk) { return plansOfLead(desk.session->database(), lead)->back(); }
    };
    static bool tellsThatItStays(const Undone &undone)
    {
        return std::ranges::count(undone.kept, static_cast<const Table *>(&kEnrolment), &Kept::table) == 1
            && std::ranges::any_of(undone.kept, [](const Kept &kept) { return qstrcmp(kept.column, "state") == 0; });
    }

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
    void aStopStandsThoughAnotherIsTakenBack_data()
    {
        QTest::addColumn<bool>("refusal");
        QTest::addColumn<bool>("before");
        QTest::addColumn<bool>("heard");
        for (const bool refusal : {false, true}) {
            for (const bool before : {false, true}) {
                for (const bool heard : {false, true})
                    QTest::addRow("%s %s Ann's, %s", refusal ? "STOP" : "a stop", before ? "before" : "after",
                        heard ? "heard of first" : "heard of last")
                        << refusal << before << heard;
            }
        }
    }
    // Ann stops it and takes that back; Bob has heard of neither, and ends it as well.
    void aStopStandsThoughAnotherIsTakenBack()
    {
        QFETCH(const bool, refusal);
        QFETCH(const bool, before);
        QFETCH(const bool, heard);
        Shop shop;
        const auto bob = shop.bob();
        const auto end = [&] {
            const bool done = refusal ? bool(doNotContact(*bob->session, shop.customer()))
                                      : bool(stopPlans(*bob->session, shop.lead));
            shop.wait(kMinute);
            return done;
        };
        QVERIFY(!before || end());
        QVERIFY(stopPlans(*shop.ann->session, shop.lead));
        shop.wait(kMinute);
        QVERIFY(before || end());
        QVERIFY(undoLast(*shop.ann->session));
        QCOMPARE(shop.inside(*shop.ann).state, Enrolment::State::Running);
        QCOMPARE(shop.inside(*bob).state, Enrolment::State::Stopped);
        if (heard)
            bob->talk();
        shop.meet();
        bob->talk();
        shop.meet();
        for (HostDesk *desk : {shop.ann.get(), shop.host.get(), bob.get()}) {
            QCOMPARE(shop.inside(*desk).state, Enrolment::State::Stopped);
            if (!before || !heard) // else Ann's has come over it
                QCOMPARE(shop.inside(*desk).why, refusal ? PlanStop::OptOut : PlanStop::ByPerson);
            QVERIFY(shop.inside(*desk).ended != 0);
        }
        QVERIFY(shop.host->take() > 0);
        for (const Time later : {Time(0), 20 * kHour, 2 * kDay, 8 * kDay}) { // what Ann had opened again is dropped
            shop.wait(later);
            QVERIFY(shop.host->take() > 0);
            QVERIFY(makeRound(*shop.host->session));
        }
        shop.meet();
        bob->talk();
        for (HostDesk *desk : {shop.ann.get(), shop.host.get(), bob.get()})
            QCOMPARE(shop.goesOn(*desk), QByteArray());
        QCOMPARE(shop.host->rows(), shop.ann->rows());
        QCOMPARE(bob->rows(), shop.ann->rows());
    }
    void aStopTakenBackByWhoMadeItGoesOnEverywhere()
    {
        Shop shop;
        const auto bob = shop.bob();
        for (int i = 0; i < 2; ++i) { // and once more
            QVERIFY(stopPlans(*shop.ann->session, shop.lead));
            shop.meet();
            bob->talk();
            QCOMPARE(shop.inside(*bob).state, Enrolment::State::Stopped);
            shop.wait(kMinute);
            QVERIFY(undoLast(*shop.ann->session));
            shop.meet();
            bob->talk();
            QCOMPARE(shop.inside(*bob).state, Enrolment::State::Running);
            QCOMPARE(bob->rows(), shop.ann->rows());
            shop.wait(kMinute);
        }
        QVERIFY(stopPlans(*bob->session, shop.lead)); // by one who knows that it goes on
        bob->talk();
        shop.meet();
        QCOMPARE(shop.inside(*shop.ann).state, Enrolment::State::Stopped);
    }
    void aStopThatAnotherHasMadeTooStaysWithItsUndo()
    {
        Shop shop;
        const auto bob = shop.bob();
        QVERIFY(stopPlans(*shop.ann->session, shop.lead));
        shop.wait(kMinute);
        QVERIFY(stopPlans(*bob->session, shop.lead));
        shop.meet();
        bob->talk();
        shop.meet(); // Ann has heard of it now
        const auto undone = undoLast(*shop.ann->session);
        QVERIFY(undone);
        QVERIFY(tellsThatItStays(*undone));
        QCOMPARE(shop.goesOn(*shop.ann), QByteArray());
        shop.meet();
        bob->talk();
        QCOMPARE(shop.goesOn(*bob), QByteArray());
        QCOMPARE(bob->rows(), shop.ann->rows());
    }
    // Bob sees that it is stopped when the customer says STOP, so that he ends nothing.
    void aPlanThatGoesOnAgainIsEndedByWhatWasSaidMeanwhile()
    {
        for (const bool heard : {true, false}) {
            Shop shop;
            const auto bob = shop.bob();
            const auto stop = stopPlans(*shop.ann->session, shop.lead);
            QVERIFY(stop);
            shop.meet();
            bob->talk();
            shop.wait(2 * kMinute);
            QVERIFY(doNotContact(*bob->session, shop.customer()));
            bob->talk();
            if (heard)
                shop.meet();
            const auto undone = undoDeed(*shop.ann->session, *stop);
            QVERIFY(undone);
            QCOMPARE(tellsThatItStays(*undone), heard);
            QCOMPARE(shop.inside(*shop.ann).state, heard ? Enrolment::State::Stopped : Enrolment::State::Running);
            shop.meet();
            QVERIFY(shop.host->take() > 0);
            shop.wait(3 * kHour + 5 * kMinute);
            QVERIFY(shop.host->take() > 0);
            QVERIFY(makeRound(*shop.host->session));
            shop.meet();
            bob->talk();
            QCOMPARE(shop.goesOn(*shop.ann), QByteArray());
            QCOMPARE(shop.goesOn(*bob), QByteArray());
            QCOMPARE(shop.inside(*bob).why, PlanStop::OptOut);
            QCOMPARE(shop.ann->count("message WHERE state<>'cancelled'"), 0);
        }
    }
    void whateverEndsItAtOneDeskEndsItAtAll_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("why");
        QTest::newRow("reply") << 0 << int(PlanStop::Reply);
        QTest::newRow("appointment") << 1 << int(PlanStop::Visit);
        QTest::newRow("sale") << 2 << int(PlanStop::Sale);
        QTest::newRow("opt-out") << 3 << int(PlanStop::OptOut);
        QTest::newRow("bad number") << 4 << int(PlanStop::NoWay);
    }
    // The host has made a step that Ann has not seen, and has not heard of what she did.
    void whateverEndsItAtOneDeskEndsItAtAll()
    {
        QFETCH(const int, what);
        QFETCH(const int, why);
        Shop shop(what == 4);
        QVERIFY(shop.host->take() > 0);
        shop.lone->clock.advance(3 * kHour + 5 * kMinute);
        QVERIFY(makeRound(*shop.host->session));
        Session &ann = *shop.ann->session;
        const CustomerId customer = load(ann.database(), kLead, shop.lead.value)->customer;
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        CallLog call;
        call.outcome = Outcome::WrongNumber;
        call.dialledAt = ann.now() - kMinute;
        const QByteArray mail = "From: " + shop.lone->webLead(1).emails.front().address.toLatin1()
            + "\r\nTo: sales@northgate.example\r\nSubject: Re: Your inquiry\r\nMessage-ID: <1@z>\r\nIn-Reply-To: "
              "<0@northgate.example>\r\n\r\nFive is fine.\r\n";
        switch (what) {
        case 0:
            QVERIFY(takeDocument(ann, mail, QStringLiteral("r.eml")));
            break;
        case 1:
            QVERIFY(bookVisit(ann, shop.lead, ann.now() + kDay, {}));
            break;
        case 2:
            QVERIFY(sellLead(ann, shop.lead, deal));
            break;
        case 3:
            QVERIFY(doNotContact(ann, customer));
            break;
        default:
            QVERIFY(logCall(ann, shop.lead, call));
        }
        QCOMPARE(int(shop.inside(*shop.ann).why), why); // in the same deed
        shop.ann->talk();
        QCOMPARE(shop.inside(*shop.host).state, Enrolment::State::Running);
        shop.host->talk(); // one talk is all it takes
        QCOMPARE(shop.inside(*shop.host).state, Enrolment::State::Stopped);
        QCOMPARE(int(shop.inside(*shop.host).why), why);
        QVERIFY(makeRound(*shop.host->session)); // drops what it had made meanwhile
        shop.meet();
        for (HostDesk *desk : {shop.ann.get(), shop.host.get()})
            QCOMPARE(desk->count("step_run WHERE state=0 AND deleted=0"), 0);
        shop.lone->clock.advance(20 * kHour);
        const qint64 steps = shop.host->count("step_run");
        QVERIFY(shop.host->take() > 0);
        QVERIFY(makeRound(*shop.host->session));
        QCOMPARE(shop.host->count("step_run"), steps); // and nothing comes after it
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
