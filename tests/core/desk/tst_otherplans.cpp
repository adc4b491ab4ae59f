// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "core/desk/enrol.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/otherplans.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/desk/unmerge.h"
#include "core/store/check.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// One person with two leads, each in a plan of its own: what they do on one counts for the other.
class TestOtherPlans : public QObject
{
    Q_OBJECT

    struct Two : PlanDesk {
        LeadId one, two;
        Two()
        {
            one = add(1);
            two = add(2);
            const auto whose = [this](LeadId id) { return load(database(), kLead, id.value)->customer; };
            if (!merge(*store, whose(one), whose(two)))
                qFatal("merge");
            store.clock.advance(kMinute);
            if (!startPlan(*store, of(one).state == Enrolment::State::Running ? two : one, QStringLiteral("internet")))
                qFatal("start");
            store.clock.advance(kMinute);
        }
        Enrolment of(LeadId id)
        {
            lead = id;
            return newest();
        }
        qint64 todo(LeadId id)
        {
            return store.count("task WHERE lead_id=x'" + id.value.hex()
                + "' AND deleted=0 AND dropped=0 AND done_by_activity IS NULL");
        }
        bool runs(LeadId id) { return of(id).state == Enrolment::State::Running; }
        bool answer()
        {
            const QByteArray mail = "From: " + store.webLead(2).emails.front().address.toLatin1()
                + "\r\nTo: sales@northgate.example\r\nSubject: Re: Your inquiry\r\nMessage-ID: <1@z>\r\nIn-Reply-To: "
                  "<0@northgate.example>\r\n\r\nFive is fine.\r\n";
            return bool(takeDocument(*store, mail, QStringLiteral("r.eml")));
        }
    };

    /// Two people with a plan each, whom somebody took for one: that of the first lead has ended with the merge.
    struct Joined : PlanDesk {
        LeadId one, two;
        Joined()
        {
            one = add(1);
            store.clock.advance(kHour);
            two = add(2);
            store.clock.advance(kMinute);
            if (!merge(*store, whose(two), whose(one)))
                qFatal("merge");
            lead = one;
            store.clock.advance(kHour);
        }
        CustomerId whose(LeadId id) { return load(database(), kLead, id.value)->customer; }
        bool apart() { return bool(unmerge(*store, mergesOf(database(), whose(one))->front().id)); }
        qint64 running() { return std::ranges::count(plans(), Enrolment::State::Running, &Enrolment::state); }
        qint64 besidePlan() // the lead's open tasks that are no step
        {
            return openTasks(" AND NOT EXISTS(SELECT 1 FROM step_run r WHERE r.task_id=task.id AND r.state=0)");
        }
    };

private Q_SLOTS:
    void whatAMergeEndedGoesOnWhenTheTwoAreParted()
    {
        Joined at;
        QCOMPARE(at.newest().why, PlanStop::Replaced);
        QCOMPARE(at.besidePlan(), 1);
        at.store.reopen();
        QVERIFY(at.apart());
        for (const LeadId lead : {at.one, at.two}) {
            at.lead = lead;
            QCOMPARE(at.plans().size(), size_t(1));
            QCOMPARE(at.newest().state, Enrolment::State::Running);
            QCOMPARE(at.newest().why, PlanStop::None);
            QVERIFY(std::ranges::count(at.runs(), int(RunState::Open), &StepRun::state) > 0);
            QVERIFY(at.newest().next > 0);
            QCOMPARE(at.besidePlan(), 0); // nobody has to look at it tomorrow
        }
        at.round();
        QCOMPARE(at.running(), 1);
        QVERIFY(checkStore(at.database())->sound());
    }
    void undoOfThePartingEndsItOnceMore()
    {
        Joined at;
        QVERIFY(at.apart());
        QCOMPARE(at.running(), 1);
        QVERIFY(undoLast(*at.store));
        QCOMPARE(at.newest().why, PlanStop::Replaced);
        QCOMPARE(at.store.count("step_run WHERE state=0 AND lead_id=x'" + at.one.value.hex() + "'"), 0);
        QCOMPARE(at.besidePlan(), 1);
        QVERIFY(redoLast(*at.store));
        QCOMPARE(at.running(), 1);
        QCOMPARE(at.besidePlan(), 0);
    }
    void whatWasDecidedSinceTheMergeStands()
    {
        Joined closed;
        QVERIFY(closeLead(*closed.store, closed.one, Closed::Lost, QStringLiteral("no_answer")));
        QVERIFY(closed.apart());
        QCOMPARE(closed.running(), 0);
        Joined moved;
        QVERIFY(startPlan(*moved.store, moved.one, QStringLiteral("long_nurture")));
        QVERIFY(moved.apart());
        QCOMPARE(moved.running(), 1);
        QCOMPARE(moved.newest().plan, QStringLiteral("long_nurture"));
        Joined stopped;
        QVERIFY(startPlan(*stopped.store, stopped.one, QStringLiteral("long_nurture")));
        stopped.store.clock.advance(kMinute);
        QVERIFY(stopPlans(*stopped.store, stopped.one));
        QVERIFY(stopped.apart());
        QCOMPARE(stopped.running(), 0);
    }
    void anOpenPanelOfTheOtherLeadHearsThatItsPlanEnded()
    {
        Two at;
        std::vector<LeadId> told;
        connect(&*at.store, &Session::changed, this, [&told](const std::vector<LeadId> &leads) { told = leads; });
        const auto tells = [&told](LeadId lead) { return std::ranges::count(told, lead) == 1; };
        QVERIFY(addNote(*at.store, at.two, QStringLiteral("asked for the blue one")));
        QVERIFY(tells(at.two) && !tells(at.one));
        QVERIFY(bookVisit(*at.store, at.two, at.store.clock.now() + kDay, at.store.omar));
        QCOMPARE(at.of(at.one).why, PlanStop::Visit);
        QVERIFY(tells(at.two) && tells(at.one));
    }
    void ofTwoThatAreMergedTheNewerPlanGoesOn()
    {
        PlanDesk at;
        const LeadId one = at.add(1);
        at.store.clock.advance(kHour);
        const LeadId two = at.add(2);
        const auto whose = [&at](LeadId id) { return load(at.database(), kLead, id.value)->customer; };
        const CustomerId into = whose(one);
        QVERIFY(merge(*at.store, whose(two), into));
        QCOMPARE(at.newest().state, Enrolment::State::Running);
        at.lead = one;
        QCOMPARE(at.newest().why, PlanStop::Replaced);
        QCOMPARE(at.store.count("step_run WHERE state=0 AND lead_id=x'" + one.value.hex() + "'"), 0);
        QVERIFY(leadNowOf(at.database(), one)->nextDue > 0); // a person looks at it
        QVERIFY(undoLast(*at.store));
        QCOMPARE(at.newest().state, Enrolment::State::Running);
    }
    void whatTheOtherRecordRefusedEndsThePlanWithTheMerge()
    {
        PlanDesk at;
        const LeadId one = at.add(1), two = at.add(2);
        const auto whose = [&at](LeadId id) { return load(at.database(), kLead, id.value)->customer; };
        QVERIFY(doNotContact(*at.store, whose(one), QStringLiteral("never again")));
        at.lead = two;
        QCOMPARE(at.newest().state, Enrolment::State::Running);
        QVERIFY(merge(*at.store, whose(one), whose(two)));
        QCOMPARE(at.newest().why, PlanStop::OptOut);
        QCOMPARE(at.store.count("step_run WHERE state=0"), 0);
    }
    void bothRunUntilSomethingHappens()
    {
        Two at;
        QVERIFY(at.runs(at.one) && at.runs(at.two));
        QCOMPARE(followedBeside(at.database(), at.one)->size(), size_t(1));
        QCOMPARE(followedBeside(at.database(), at.two)->front(), at.one);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = at.store.clock.now();
        QVERIFY(logCall(*at.store, at.two, call));
        QVERIFY(at.runs(at.one) && at.runs(at.two)); // an attempt of ours is no answer
    }
    void anAnswerEndsBothAndNeitherIsForgotten()
    {
        Two at;
        const LeadId answered = at.answer() && !at.runs(at.one) ? at.one : at.two;
        for (const LeadId lead : {at.one, at.two}) {
            QCOMPARE(at.of(lead).state, Enrolment::State::Stopped);
            QCOMPARE(at.of(lead).why, PlanStop::Reply);
        }
        QCOMPARE(at.store.count("step_run WHERE state=0"), 0);
        const LeadId other = answered == at.one ? at.two : at.one;
        QVERIFY(at.todo(answered) + at.todo(other) > 0);
        for (const LeadId lead : {at.one, at.two}) {
            const auto now = leadNowOf(at.database(), lead);
            QVERIFY(now->place.group == 0 || at.todo(lead) == 1); // waits for an answer, or is a person's tomorrow
        }
    }
    void aVisitOrASaleOfOneEndsTheOtherAndUndoGivesItBack()
    {
        for (const bool sells : {false, true}) {
            Two at;
            DealDraft deal;
            deal.vehicle = QStringLiteral("2024 Toyota RAV4");
            if (sells)
                QVERIFY(sellLead(*at.store, at.two, deal));
            else
                QVERIFY(bookVisit(*at.store, at.two, at.store.clock.now() + kDay, at.store.omar));
            QCOMPARE(at.of(at.one).state, Enrolment::State::Stopped);
            QCOMPARE(at.of(at.one).why, sells ? PlanStop::Sale : PlanStop::Visit);
            QCOMPARE(at.todo(at.one), 1);
            QVERIFY(undoLast(*at.store));
            QVERIFY(at.runs(at.one) && at.runs(at.two));
        }
    }
    void whatHappenedBeforeAPlanBeganDoesNotEndIt()
    {
        PlanDesk at;
        const LeadId one = at.add(1);
        const CustomerId who = load(at.database(), kLead, one.value)->customer;
        QVERIFY(bookVisit(*at.store, one, at.store.clock.now() + kDay, at.store.omar));
        at.store.clock.advance(kHour);
        const LeadId two = at.add(2);
        QVERIFY(merge(*at.store, who, load(at.database(), kLead, two.value)->customer));
        at.store.clock.advance(10 * kMinute);
        QVERIFY(makeRound(*at.store));
        QCOMPARE(at.newest().state, Enrolment::State::Running); // it is acknowledged and called all the same
    }
    // Another desk knew nothing of the second lead when the visit was agreed on.
    void theRoundSeesWhatAnotherDeskWrote()
    {
        Two at;
        Activity wrote;
        wrote.id.value = newId(at.store.clock.now());
        wrote.lead = at.two;
        wrote.customer = load(at.database(), kLead, at.two.value)->customer;
        wrote.kind = Activity::Kind::Text;
        wrote.direction = Activity::Direction::In;
        wrote.at = at.store.clock.now();
        QVERIFY(doDeed(*at.store, "test", {}, [&](Transaction &tx) { return apply(tx, put(kActivity, wrote)); }));
        QVERIFY(at.runs(at.one));
        at.store.clock.advance(6 * kHour);
        QVERIFY(makeRound(*at.store));
        QCOMPARE(at.of(at.one).why, PlanStop::Reply);
        QCOMPARE(at.todo(at.one), 1);
    }
    void whatFollowsASaleGoesOn()
    {
        Two at;
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        const auto sold = sellLead(*at.store, at.one, deal);
        QVERIFY(sold && deliverDeal(*at.store, sold->deal));
        QCOMPARE(at.of(at.one).plan, QStringLiteral("sold"));
        QVERIFY(at.runs(at.one));
        at.store.clock.advance(kHour);
        QVERIFY(bookVisit(*at.store, at.two, at.store.clock.now() + kDay, at.store.omar));
        QVERIFY(at.runs(at.one));
    }
};
UPDESK_TEST(TestOtherPlans);
#include "tst_otherplans.moc"
