// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "core/desk/enrol.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/planverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

/// A lead that came into a shipped plan at ten in the morning.
struct FollowDesk : PlanDesk {
    bool has(const char *key)
    {
        const auto all = runs();
        return std::ranges::find(all, QLatin1String(key), &StepRun::key) != all.end();
    }
    qint64 open(const QByteArray &more = {})
    {
        return store.count("task WHERE lead_id=x'" + lead.value.hex()
            + "' AND deleted=0 AND dropped=0 AND done_by_activity IS NULL" + more);
    }
    CallLogged call(Outcome outcome)
    {
        CallLog log;
        log.outcome = outcome;
        log.dialledAt = store.clock.now();
        store.clock.advance(30 * kSecond);
        if (outcome == Outcome::CallBack)
            log.callBack = store.clock.now() + kDay;
        if (outcome == Outcome::VisitSet)
            log.appointment = store.clock.now() + kDay;
        if (outcome == Outcome::NotInterested)
            log.reason = QStringLiteral("price");
        const auto logged = logCall(*store, lead, log);
        if (!logged)
            qFatal("call %s", qPrintable(logged.error().subject));
        return *logged;
    }
    QByteArray states()
    {
        QByteArray out;
        for (const StepRun &run : runs())
            out += run.key.toUtf8() + '=' + QByteArray::number(run.state)
                + (run.rule.isEmpty() ? "" : ":" + run.rule.toUtf8()) + ' ';
        return out.trimmed();
    }
};

QByteArray mailFrom(const QString &address)
{
    return "From: " + address.toLatin1()
        + "\r\nTo: sales@northgate.example\r\nSubject: Re: Your inquiry\r\nMessage-ID: <1@z>\r\nIn-Reply-To: "
          "<0@northgate.example>\r\n\r\nFive is fine.\r\n";
}

} // namespace

/// Leads inside plans: how they come in, go on and stop, each in the deed of what caused it.
class TestFollowPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutPlansAllIsAsBefore()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        QCOMPARE(store.count("task"), 1);
        QCOMPARE(store.count("enrolment"), 0);
        QVERIFY(plansOfLead(store->database(), lead)->empty());
        CallLog log;
        log.outcome = Outcome::NoAnswer;
        log.told = store.clock.now();
        QCOMPARE(logCall(*store, lead, log)->nextDue, store.clock.now() + 4 * kHour);
    }
    void aLeadComesWithItsPlan()
    {
        FollowDesk desk;
        desk.add(1);
        const Enrolment inside = desk.newest();
        QCOMPARE(inside.plan, QStringLiteral("internet"));
        QCOMPARE(inside.purpose, QLatin1String(kFollowPurpose));
        QCOMPARE(inside.started, desk.store.clock.now());
        QVERIFY(inside.next > desk.store.clock.now());
        // Nothing sends yet: what the program would do is a person's task with the same template.
        QCOMPARE(desk.open(), 4);
        QCOMPARE(desk.open(" AND kind=2"), 2); // the acknowledgement and the personal mail
        const StepRun first = desk.run("call_1");
        QCOMPARE(first.due, desk.store.clock.now() + 5 * kMinute);
        QCOMPARE(first.text, QStringLiteral("first_call"));
        QCOMPARE(first.attempt, 1);
        const auto task = load(desk.store->database(), kTask, first.task.value);
        QVERIFY(task && task->kind == Task::Kind::Call && task->due == first.due);
        QCOMPARE(task->attempt, 1);
        QCOMPARE(task->attempts, 14);
        QCOMPARE(desk.run("text_1").text, QStringLiteral("first_text"));
        QCOMPARE(desk.run("ack_email").attempt, 0);
        QCOMPARE(**stepOfTask(desk.store->database(), first.task), first.id);
        QCOMPARE(rebuild(desk.store->database(), desk.store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void typeAndTierChooseThePlan()
    {
        FollowDesk desk;
        desk.list(); // without what the law asks a plan that advertises has nothing it may do
        desk.add(1, LeadType::Phone);
        QCOMPARE(desk.newest().plan, QStringLiteral("phone"));
        desk.add(2, LeadType::Service);
        QCOMPARE(desk.newest().plan, QStringLiteral("service_referral"));
        desk.add(3, LeadType::Equity);
        QCOMPARE(desk.newest().plan, QStringLiteral("equity"));
        LeadDraft cool = desk.store.webLead(4);
        cool.timeframeDays = -1;
        cool.asks = 0;
        cool.wants.clear();
        cool.postal.clear();
        cool.source = QStringLiteral("AutoSite");
        desk.lead = desk.store.add(cool).lead;
        QCOMPARE(leadNowOf(desk.store->database(), desk.lead)->tier, Tier::Low);
        QCOMPARE(desk.newest().plan, QStringLiteral("internet_light"));
        QCOMPARE(desk.newest().pace, int(Pace::Automatic));
    }
    void aHigherTierGoesOnInItsOwnPlan()
    {
        FollowDesk desk;
        LeadDraft cool = desk.store.webLead(4);
        cool.timeframeDays = -1;
        cool.asks = 0;
        cool.wants.clear();
        cool.postal.clear();
        cool.source = QStringLiteral("AutoSite");
        desk.lead = desk.store.add(cool).lead;
        const Enrolment first = desk.newest();
        QCOMPARE(first.plan, QStringLiteral("internet_light"));
        desk.call(Outcome::NoAnswer);
        desk.store.clock.advance(kMinute);
        LeadDraft again = desk.store.webLead(4); // asks more, and soon
        again.externalId = QStringLiteral("T-again");
        QCOMPARE(desk.store.add(again).lead, desk.lead);
        QVERIFY(leadNowOf(desk.store->database(), desk.lead)->tier > Tier::Low);
        desk.wait(desk.store.clock.now() + 20 * kMinute);
        const Enrolment second = desk.newest();
        QCOMPARE(second.plan, QStringLiteral("internet"));
        QCOMPARE(second.started, first.started);
        QCOMPARE(load(desk.store->database(), kEnrolment, first.id.value)->why, PlanStop::Replaced);
        QVERIFY(!desk.has("call_1")); // they had that
        QCOMPARE(desk.open(" AND kind=0 AND attempt=1"), 0);
    }
    void whoCannotBeReachedGetsNoPlan()
    {
        FollowDesk desk;
        LeadDraft mute = desk.store.webLead(1);
        mute.phones.clear();
        mute.emails.clear();
        desk.lead = desk.store.add(mute).lead;
        QVERIFY(plansOfLead(desk.store->database(), desk.lead)->empty());
        QCOMPARE(leadNowOf(desk.store->database(), desk.lead)->nextKind, Task::Kind::FindContact);
    }
    void aCallDoesItsOwnStepAndNoOther()
    {
        FollowDesk desk;
        desk.add(1);
        desk.store.clock.advance(2 * kMinute);
        const CallLogged logged = desk.call(Outcome::NoAnswer);
        const StepRun step = desk.run("call_1");
        QCOMPARE(step.state, int(RunState::Done));
        QCOMPARE(step.outcome, int(Outcome::NoAnswer));
        const auto task = load(desk.store->database(), kTask, step.task.value);
        QCOMPARE(task->doneBy, step.activity);
        QCOMPARE(desk.open(), 3); // mail, text and mail are still to be done
        QVERIFY(!logged.lastAttempt);
        QCOMPARE(logged.nextDue, desk.run("ack_email").due);
        QCOMPARE(**stepOfActivity(desk.store->database(), step.activity), step.id);
        // A second call is the next call's, not the text's.
        desk.call(Outcome::Voicemail);
        QCOMPARE(desk.run("text_1").state, int(RunState::Open));
    }
    void theDayGoesOnByItself()
    {
        FollowDesk desk;
        desk.add(1);
        const Time start = desk.store.clock.now();
        QVERIFY(logSent(*desk.store, desk.lead, Channel::Email, 0)); // the acknowledgement
        desk.call(Outcome::NoAnswer);
        desk.wait(start + 10 * kMinute);
        QVERIFY(logSent(*desk.store, desk.lead, Channel::Text, 0));
        QCOMPARE(desk.run("text_1").state, int(RunState::Done));
        QVERIFY(desk.run("text_1").textVersion > 0);
        desk.wait(start + 30 * kMinute);
        const auto sent = logSent(*desk.store, desk.lead, Channel::Email, 0);
        QCOMPARE(desk.run("personal_email").state, int(RunState::Done));
        QVERIFY(desk.has("text_2"));
        QCOMPARE(sent->nextDue, desk.run("text_2").due);
        QVERIFY(sent->nextDue >= start + 4 * kHour && sent->nextDue <= start + 5 * kHour);
        QCOMPARE(rebuild(desk.store->database(), desk.store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void whoNeverAnswersIsTriedTenToFifteenTimes()
    {
        FollowDesk desk;
        desk.add(1);
        const Time start = desk.store.clock.now();
        for (int i = 0; i < 200 && desk.newest().plan == QLatin1String("internet"); ++i) {
            const auto all = desk.runs();
            StepRun first;
            for (const StepRun &run : all) {
                if (RunState(run.state) == RunState::Open && (first.due == 0 || run.due < first.due))
                    first = run;
            }
            desk.wait(std::max(first.due, desk.store.clock.now() + kMinute));
            if (RunState(load(desk.store->database(), kStepRun, first.id.value)->state) != RunState::Open)
                continue;
            if (load(desk.store->database(), kStepRun, first.id.value)->due > desk.store.clock.now())
                continue; // moved
            if (Channel(first.channel) == Channel::Phone)
                desk.call(Outcome::NoAnswer);
            else
                QVERIFY(logSent(*desk.store, desk.lead, Channel(first.channel), 0));
        }
        const auto all = *plansOfLead(desk.store->database(), desk.lead);
        QCOMPARE(all.front().state, Enrolment::State::Finished);
        QVERIFY(all.front().ended - start <= 31 * kDay);
        int attempts = 0;
        const auto made = runsOf(desk.store->database(), all.front().id);
        for (const StepRun &run : *made)
            attempts += run.attempt > 0 && RunState(run.state) == RunState::Done;
        QVERIFY2(attempts >= 10 && attempts <= 15, qPrintable(QString::number(attempts)));
        QCOMPARE(all.size(), size_t(2)); // and goes on slowly
        QCOMPARE(all.back().plan, QStringLiteral("long_nurture"));
        QCOMPARE(desk.open(), 1);
    }
    void aReplyStopsItInTheSameDeed()
    {
        FollowDesk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        QVERIFY(logSent(*desk.store, desk.lead, Channel::Email, 0));
        desk.store.clock.advance(kMinute);
        const auto taken =
            takeDocument(*desk.store, mailFrom(desk.store.webLead(1).emails.front().address), QStringLiteral("r.eml"));
        QVERIFY(taken && !taken->captured.empty() && taken->captured.front().lead == desk.lead);
        QCOMPARE(desk.newest().state, Enrolment::State::Stopped);
        QCOMPARE(desk.newest().why, PlanStop::Reply);
        QCOMPARE(desk.newest().next, Time(0));
        QCOMPARE(desk.open(), 0);
        QCOMPARE(desk.store.count("step_run WHERE state=0"), 0);
        QCOMPARE(desk.run("ack_email").replied, desk.store.clock.now()); // it is what was answered
        QVERIFY(desk.store.list("SELECT hex(ops) FROM deed ORDER BY n DESC LIMIT 1").size() > 0);
        QCOMPARE(leadNowOf(desk.store->database(), desk.lead)->place.group, 0);
        desk.wait(desk.store.clock.now() + 2 * kDay);
        QCOMPARE(desk.open(), 0); // none after the stop
        QVERIFY(undoDeed(*desk.store, taken->captured.front().deed));
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QVERIFY(desk.open() > 0);
    }
    void whatAPersonDoesStopsIt_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("why");
        QTest::newRow("visit by call") << 0 << int(PlanStop::Visit);
        QTest::newRow("visit booked") << 1 << int(PlanStop::Visit);
        QTest::newRow("sale") << 2 << int(PlanStop::Sale);
        QTest::newRow("opt-out by call") << 3 << int(PlanStop::OptOut);
        QTest::newRow("do not contact") << 4 << int(PlanStop::OptOut);
        QTest::newRow("not interested") << 5 << int(PlanStop::Closed);
        QTest::newRow("closed") << 6 << int(PlanStop::Closed);
        QTest::newRow("by hand") << 7 << int(PlanStop::ByPerson);
    }
    void whatAPersonDoesStopsIt()
    {
        QFETCH(const int, what);
        QFETCH(const int, why);
        FollowDesk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        Session &session = *desk.store;
        const CustomerId customer = load(session.database(), kLead, desk.lead.value)->customer;
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        switch (what) {
        case 0:
            desk.call(Outcome::VisitSet);
            break;
        case 1:
            QVERIFY(bookVisit(session, desk.lead, desk.store.clock.now() + kDay, desk.store.omar));
            break;
        case 2:
            QVERIFY(sellLead(session, desk.lead, deal));
            break;
        case 3:
            desk.call(Outcome::DoNotContact);
            break;
        case 4:
            QVERIFY(doNotContact(session, customer));
            break;
        case 5:
            desk.call(Outcome::NotInterested);
            break;
        case 6:
            QVERIFY(closeLead(session, desk.lead, Closed::Lost, QStringLiteral("price")));
            break;
        default:
            QVERIFY(stopPlans(session, desk.lead));
        }
        QCOMPARE(desk.newest().state, Enrolment::State::Stopped);
        QCOMPARE(int(desk.newest().why), why);
        QCOMPARE(desk.store.count("step_run WHERE state=0"), 0);
        QCOMPARE(desk.open(" AND id IN (SELECT task_id FROM step_run)"), 0);
        const qint64 steps = desk.store.count("step_run");
        desk.wait(desk.store.clock.now() + 20 * kHour);
        QCOMPARE(desk.store.count("step_run"), steps);
        const bool called = what == 0 || what == 3 || what == 5;
        QCOMPARE(desk.run("call_1").state, int(called ? RunState::Done : RunState::Dropped));
    }
    void anAgreedCallGoesBeforeThePlan()
    {
        FollowDesk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        desk.call(Outcome::CallBack);
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QCOMPARE(desk.run("text_1").rule, QStringLiteral("reached"));
        const qint64 steps = desk.store.count("step_run");
        desk.wait(desk.store.clock.now() + kDay);
        QCOMPARE(desk.store.count("step_run"), steps); // it waits
        desk.call(Outcome::NoAnswer);
        QVERIFY(desk.store.count("step_run") > steps); // and goes on
    }
    void aWrongNumberLeavesTheMails()
    {
        FollowDesk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        desk.call(Outcome::WrongNumber);
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QCOMPARE(desk.run("text_1").rule, QStringLiteral("no_phone"));
        QCOMPARE(desk.run("text_1").state, int(RunState::Skipped));
        QCOMPARE(desk.run("personal_email").state, int(RunState::Open));
    }
    void withoutAnyWayItStops()
    {
        FollowDesk desk;
        LeadDraft draft = desk.store.webLead(1);
        draft.emails.clear();
        desk.lead = desk.store.add(draft).lead;
        desk.store.clock.advance(kMinute);
        desk.call(Outcome::WrongNumber);
        QCOMPARE(desk.newest().why, PlanStop::NoWay);
        QCOMPARE(desk.open(" AND kind=4"), 1); // a way is to be found
        QCOMPARE(desk.open(), 1);
    }
    void undoGivesBackWhatWasOpen()
    {
        FollowDesk desk;
        desk.add(1);
        const QByteArray before = desk.states();
        desk.store.clock.advance(kMinute);
        desk.call(Outcome::NoAnswer);
        QVERIFY(desk.states() != before);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.states(), before);
        QCOMPARE(desk.open(), 4);
        desk.call(Outcome::NoAnswer); // a second time is as the first
        QCOMPARE(desk.run("call_1").state, int(RunState::Done));
    }
    void undoOfACaptureTakesItsPlanAlong()
    {
        FollowDesk desk;
        const Captured made = desk.store.add(desk.store.webLead(1));
        desk.lead = made.lead;
        desk.wait(desk.store.clock.now() + 6 * kHour);
        QVERIFY(desk.store.count("step_run WHERE lead_id=x'" + desk.lead.value.hex() + "'") > 3);
        const auto undone = undoDeed(*desk.store, made.deed);
        QVERIFY2(undone, undone ? "" : qPrintable(undone.error().subject));
        QCOMPARE(desk.store.count("enrolment WHERE deleted=0"), 0);
        QCOMPARE(desk.store.count("step_run WHERE deleted=0"), 0);
        QCOMPARE(desk.store.count("task WHERE deleted=0"), 0);
        desk.wait(desk.store.clock.now() + kDay);
        QCOMPARE(desk.store.count("task WHERE deleted=0"), 0);
    }
    void aPlanIsStartedByHandOnce()
    {
        FollowDesk desk;
        desk.add(1);
        const EnrolmentId first = desk.newest().id;
        QVERIFY(startPlan(*desk.store, desk.lead, QStringLiteral("lease_end")));
        QCOMPARE(desk.newest().plan, QStringLiteral("lease_end"));
        QCOMPARE(load(desk.store->database(), kEnrolment, first.value)->why, PlanStop::Replaced);
        QCOMPARE(startPlan(*desk.store, desk.lead, QStringLiteral("lease_end")).error().code, Error::Code::Duplicate);
        QCOMPARE(startPlan(*desk.store, desk.lead, QStringLiteral("none")).error().code, Error::Code::NotFound);
        QVERIFY(stopPlans(*desk.store, desk.lead));
        QCOMPARE(stopPlans(*desk.store, desk.lead).error().code, Error::Code::NotFound);
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        QCOMPARE(startPlan(*desk.store, desk.lead, QStringLiteral("internet")).error().code, Error::Code::Denied);
    }
};

UPDESK_TEST(TestFollowPlan);
#include "tst_followplan.moc"
