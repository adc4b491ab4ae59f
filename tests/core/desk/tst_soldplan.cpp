// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "core/desk/enrol.h"
#include "core/desk/leadverbs.h"
#include "core/desk/undo.h"
#include "core/leads/queuerows.h"
#include "core/store/check.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What the plans do around a sale, a service visit and a visit that was missed.
class TestSoldPlan : public QObject
{
    Q_OBJECT

    static Sold sell(PlanDesk &desk, bool delivered)
    {
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        deal.delivered = delivered;
        const auto sold = sellLead(*desk.store, desk.lead, deal);
        if (!sold)
            qFatal("sell %s", qPrintable(sold.error().subject));
        return *sold;
    }
    static bool isQueued(PlanDesk &desk)
    {
        QueueFilter filter;
        filter.view = QueueFilter::View::Team;
        filter.later = true;
        const auto rows = queueRows(desk.database(), filter, 100, {});
        return rows && std::ranges::any_of(*rows, [&desk](const QueueRow &row) { return row.now.id == desk.lead; });
    }
    static bool isSound(PlanDesk &desk)
    {
        const auto sound = checkStore(desk.database());
        return sound && sound->sound()
            && rebuild(desk.database(), desk.store.clock.now(), Rebuild::CompareOnly)->differed == 0;
    }

private Q_SLOTS:
    void aSaleEndsThePlanAndTheDeliveryBeginsItsOwn()
    {
        PlanDesk desk;
        desk.add(1);
        const Sold sold = sell(desk, false);
        QCOMPARE(desk.newest().plan, QStringLiteral("internet"));
        QCOMPARE(desk.newest().why, PlanStop::Sale);
        QVERIFY(!isQueued(desk));
        desk.store.clock.advance(kDay);
        QVERIFY(deliverDeal(*desk.store, sold.deal));
        const Enrolment running = desk.newest();
        QCOMPARE(running.plan, QStringLiteral("sold"));
        QCOMPARE(running.purpose, QStringLiteral("sold ") + QString::fromLatin1(sold.deal.value.hex()));
        QCOMPARE(running.state, Enrolment::State::Running);
        QCOMPARE(running.started, desk.store.clock.now());
        QCOMPARE(runningPlans(desk.database(), desk.lead)->size(), size_t(1));
        QVERIFY(deliverDeal(*desk.store, sold.deal)); // once more says nothing new
        QCOMPARE(desk.plans().size(), size_t(2));
        QVERIFY(isSound(desk));
    }
    void oneThatWasSoldAndDeliveredAtOnceIsInItToo()
    {
        PlanDesk desk;
        desk.add(1);
        sell(desk, true);
        QCOMPARE(desk.newest().plan, QStringLiteral("sold"));
        const auto all = desk.plans();
        QCOMPARE(std::ranges::count(all, PlanStop::Sale, &Enrolment::why), 1);
        QCOMPARE(desk.lines(Activity::Code::PlanStarted), 2);
        QCOMPARE(desk.lines(Activity::Code::PlanStopped, " AND provider_text='sale'"), 1);
    }
    void whatIsToBeDoneForABuyerIsSeenAndDone()
    {
        PlanDesk desk;
        desk.add(1);
        sell(desk, true);
        QVERIFY(isQueued(desk)); // the thanks
        const Time start = desk.store.clock.now();
        desk.wait(start + 2 * kHour + kMinute);
        QVERIFY(logSent(*desk.store, desk.lead, Channel::Text, 0));
        desk.wait(start + kDay + 2 * kHour);
        QVERIFY(logSent(*desk.store, desk.lead, Channel::Email, 0));
        desk.wait(desk.store.clock.now() + 2 * kDay);
        const StepRun call = desk.run("call_1");
        QVERIFY(!call.id.isNull());
        desk.wait(call.due);
        const auto now = leadNowOf(desk.database(), desk.lead);
        QCOMPARE(now->stage, Stage::Sold);
        QCOMPARE(now->nextKind, Task::Kind::Call);
        QVERIFY(isQueued(desk));
        desk.call(Outcome::NoAnswer);
        QCOMPARE(desk.run("call_1").state, int(RunState::Done));
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QVERIFY(isSound(desk));
    }
    void anUnwoundSaleIsThankedForNoMore()
    {
        PlanDesk desk;
        desk.add(1);
        const Sold sold = sell(desk, true);
        desk.store.clock.advance(kHour);
        QVERIFY(unwindDeal(*desk.store, sold.deal, QStringLiteral("loan refused")));
        QCOMPARE(desk.newest().plan, QStringLiteral("sold"));
        QCOMPARE(desk.newest().state, Enrolment::State::Stopped);
        QCOMPARE(desk.store.count("step_run WHERE state=0"), 0);
        QCOMPARE(desk.openTasks(), 1); // what is to be done now
        const Sold again = sell(desk, true);
        QVERIFY(again.deal != sold.deal);
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QVERIFY(isSound(desk));
    }
    void undoOfADeliveryTakesItsPlanBack()
    {
        PlanDesk desk;
        desk.add(1);
        const Sold sold = sell(desk, false);
        const auto delivered = deliverDeal(*desk.store, sold.deal);
        QVERIFY(delivered);
        desk.store.clock.advance(3 * kHour);
        desk.round();
        QVERIFY(undoDeed(*desk.store, *delivered));
        desk.round();
        QVERIFY(runningPlans(desk.database(), desk.lead)->empty());
        QCOMPARE(desk.openTasks(), 0);
        QCOMPARE(desk.store.count("step_run WHERE state=0 AND deleted=0"), 0);
        QVERIFY(deliverDeal(*desk.store, sold.deal)); // and a second time is as the first
        QCOMPARE(desk.newest().plan, QStringLiteral("sold"));
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
    }
    void withoutPlansASaleIsAsBefore()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        deal.delivered = true;
        QVERIFY(sellLead(*store, lead, deal));
        QCOMPARE(store.count("enrolment"), 0);
        QCOMPARE(leadNowOf(store->database(), lead)->place.group, kClosedGroup);
    }
    void aServiceCustomerAndWhoMissedAVisitGetTheirOwn()
    {
        PlanDesk desk;
        desk.list(); // who was sent over by the service is nobody's inquiry
        desk.add(1, LeadType::Service);
        QCOMPARE(desk.newest().plan, QStringLiteral("service_referral"));
        QVERIFY(!desk.run("service_email").id.isNull());
        QVERIFY(bookVisit(*desk.store, desk.lead, desk.store.clock.now() + kHour, desk.store.omar));
        QCOMPARE(desk.newest().why, PlanStop::Visit);
        desk.store.clock.advance(kHour + 31 * kMinute);
        desk.round();
        QCOMPARE(desk.newest().plan, QStringLiteral("no_show"));
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QCOMPARE(desk.lines(Activity::Code::PlanStarted), 2);
    }
    // Without a do-not-call list nobody may be called whom the service sent over; a person sees them all the same.
    void whoOfAllStepsMayHaveNoneIsNotForgotten()
    {
        PlanDesk desk;
        LeadDraft draft = desk.store.webLead(1);
        draft.type = LeadType::Service;
        draft.emails.clear();
        desk.lead = desk.store.add(draft).lead;
        QVERIFY(runningPlans(desk.database(), desk.lead)->empty());
        for (const Enrolment &one : desk.plans())
            QCOMPARE(one.state, Enrolment::State::Finished);
        QCOMPARE(desk.openTasks(), 1);
        QVERIFY(isQueued(desk));
        QVERIFY(isSound(desk));
    }
    void whatNothingFollowsIsAPersonsToLookAt()
    {
        PlanDesk desk;
        desk.store->setPerson(desk.store.mike);
        QVERIFY(setPlanActive(*desk.store, QStringLiteral("long_nurture"), false));
        desk.store->setPerson(desk.store.dana);
        LeadDraft draft = desk.store.webLead(1);
        draft.emails.clear(); // calls and texts are all there is
        desk.lead = desk.store.add(draft).lead;
        const Time end = desk.store.clock.now() + 31 * kDay;
        while (desk.store.clock.now() < end && desk.newest().state == Enrolment::State::Running) {
            const auto now = leadNowOf(desk.database(), desk.lead);
            desk.wait(std::max(now->nextDue, desk.store.clock.now() + kHour));
            if (leadNowOf(desk.database(), desk.lead)->nextKind == Task::Kind::Text)
                QVERIFY(logSent(*desk.store, desk.lead, Channel::Text, 0));
            else
                desk.call(Outcome::NoAnswer);
        }
        QCOMPARE(desk.newest().state, Enrolment::State::Finished);
        desk.round();
        QCOMPARE(desk.openTasks(), 1);
        QVERIFY(leadNowOf(desk.database(), desk.lead)->nextDue > desk.newest().ended);
        QVERIFY(isQueued(desk));
    }
    void anOldVisitThatNobodyMarkedStopsNoPlan()
    {
        PlanDesk desk;
        desk.add(1);
        QVERIFY(bookVisit(*desk.store, desk.lead, desk.store.clock.now() + kHour, desk.store.omar));
        desk.store.clock.advance(6 * kDay); // the computer was off, and it is too late to say that they missed it
        desk.round();
        QVERIFY(startPlan(*desk.store, desk.lead, QStringLiteral("lease_end")));
        desk.store.clock.advance(kHour);
        desk.round();
        QCOMPARE(desk.newest().plan, QStringLiteral("lease_end"));
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
    }
    void whoAnsweredOnceAndThenNeverAgainGoesOnSlowlyToo()
    {
        PlanDesk desk;
        desk.add(1);
        QVERIFY(stopPlans(*desk.store, desk.lead)); // as an answer does, and a person goes on by hand
        CallLogged last;
        for (int i = 0; i < 8; ++i) {
            desk.store.clock.advance(kDay);
            last = desk.call(Outcome::NoAnswer);
        }
        QVERIFY(last.lastAttempt); // the person is asked what is to become of it
        QCOMPARE(desk.newest().plan, QStringLiteral("long_nurture"));
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        QCOMPARE(desk.newest().why, PlanStop::Closed);
    }
    void whoStaysSilentForItsDaysGoesOnSlowly()
    {
        PlanDesk desk;
        desk.add(1);
        const Time start = desk.store.clock.now();
        desk.wait(start + 31 * kDay); // nobody does anything
        const auto all = desk.plans();
        QCOMPARE(all.front().state, Enrolment::State::Finished);
        QCOMPARE(all.back().plan, QStringLiteral("long_nurture"));
        QCOMPARE(desk.lines(Activity::Code::PlanStopped, " AND provider_text=''"), 1);
    }
};

UPDESK_TEST(TestSoldPlan);
#include "tst_soldplan.moc"
