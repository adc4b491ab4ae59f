// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filetext.h"
#include "core/desk/heard.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/undosteps.h"
#include "core/leads/doubt.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Words that may be a refusal, from the text that says them to a person who has read it.
class TestDoubt : public QObject
{
    Q_OBJECT

    /// A lead of a minute ago.
    static LeadId begun(TestStore &store)
    {
        const LeadId lead = store.add(phoneLead(store, 1)).lead;
        store.clock.advance(kMinute);
        return lead;
    }
    static FiledText hear(TestStore &store, const char *body, int n = 1)
    {
        const auto filed = fileText(*store,
            {QStringLiteral("SM%1").arg(n), fromPhone(1), QStringLiteral("+14045550100"), QString::fromUtf8(body), 0});
        if (!filed)
            qFatal("text %s", qPrintable(filed.error().subject));
        return *filed;
    }
    static qint64 decides(TestStore &store)
    {
        return store.count("task WHERE kind=7 AND dropped=0 AND done_by_activity IS NULL AND deleted=0");
    }
    static bool maySendByItself(TestStore &store, LeadId lead)
    {
        GateAsk ask;
        ask.channel = Channel::Email;
        ask.sentBy = SentBy::Automatic;
        ask.purpose = Purpose::Transactional;
        const auto verdict = askGate(*store, lead, ask);
        return verdict && verdict->allows();
    }
    static qint64 told(TestStore &store, Notice::Kind kind)
    {
        return std::ranges::count(*notices(store->database(), store.mike), kind, &Notice::kind);
    }
    static bool isSound(TestStore &store)
    {
        return rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed == 0;
    }

private Q_SLOTS:
    void theyWaitInFrontAndTheManagersAreToldToRead()
    {
        TestStore store;
        const LeadId lead = begun(store);
        QCOMPARE(hear(store, "qiut").said, OptOutSaid::Perhaps);
        const auto now = leadNowOf(store->database(), lead);
        QCOMPARE(now->place.group, 0);
        QCOMPARE(now->waitingSince, store.clock.now());
        QVERIFY(isDoubt(now->nextKind, now->nextChannel));
        QCOMPARE(told(store, Notice::Kind::MayMeanStop), 1);
        QCOMPARE(told(store, Notice::Kind::ToDecide), 0);
        QVERIFY(!maySendByItself(store, lead));
        store.clock.advance(kMinute);
        hear(store, "wrong number", 2);
        QCOMPARE(decides(store), 1);
        QVERIFY(isSound(store));
    }
    void goingOnEndsTheTaskAndFreesWhatWasHeld()
    {
        TestStore store;
        const LeadId lead = begun(store);
        hear(store, "qiut");
        QVERIFY(settleDoubt(*store, lead, false));
        QCOMPARE(decides(store), 0);
        QVERIFY(maySendByItself(store, lead));
        QCOMPARE(leadNowOf(store->database(), lead)->place.group, 0); // it is still to be answered
        QCOMPARE(settleDoubt(*store, lead, false).error().code, Error::Code::NotFound);
        store.clock.advance(kMinute);
        hear(store, "qiut", 2);
        QCOMPARE(decides(store), 1); // said once more it is read once more
        QVERIFY(!maySendByItself(store, lead));
        QVERIFY(isSound(store));
    }
    void noContactIsAManagersDecisionAndNobodyWaitsAnyMore()
    {
        TestStore store;
        const LeadId lead = begun(store);
        hear(store, "wrong number");
        QVERIFY(settleDoubt(*store, lead, true));
        const auto now = leadNowOf(store->database(), lead);
        QCOMPARE(now->nextKind, Task::Kind::Decide);
        QCOMPARE(now->nextChannel, Channel::None);
        QCOMPARE(now->waitingSince, Time(0));
        QCOMPARE(decides(store), 1);
        QCOMPARE(store.count("consent WHERE state=2 AND words='wrong number'"), 1);
        QVERIFY(isSound(store));
    }
    void oneWayRefusedLeavesTheDoubtAndAllOvertakeIt()
    {
        TestStore store;
        const LeadId lead = begun(store);
        hear(store, "qiut");
        store.clock.advance(kMinute);
        QCOMPARE(hear(store, "please do not text me", 2).said, OptOutSaid::Stop);
        const auto still = contactable(store->database(), leadNowOf(store->database(), lead)->customer);
        QVERIFY(!still->text && still->email);
        auto now = leadNowOf(store->database(), lead);
        QVERIFY(isDoubt(now->nextKind, now->nextChannel));
        store.clock.advance(kMinute);
        hear(store, "STOP", 3);
        now = leadNowOf(store->database(), lead);
        QCOMPARE(now->nextKind, Task::Kind::Decide);
        QCOMPARE(now->nextChannel, Channel::None);
        QCOMPARE(now->waitingSince, Time(0));
        QCOMPARE(decides(store), 1);
        QVERIFY(isSound(store));
    }
    void aLeadThatIsClosedInDoubtWasNeverAnsweredAllTheSame()
    {
        TestStore store;
        const LeadId lead = begun(store);
        hear(store, "qiut");
        QVERIFY(closeLead(*store, lead, Closed::Lost, QStringLiteral("bought_elsewhere")));
        QCOMPARE(leadNowOf(store->database(), lead)->clock, LeadNow::NeverAnswered);
        QVERIFY(settleDoubt(*store, lead, false)); // what they hear after that is held no longer
    }
    void theRunningPlanGoesOnAtOnce()
    {
        TestStore store;
        followByProgram(store);
        const LeadId lead = store.add(phoneLead(store, 1)).lead;
        // No reply in the history, which would end the plan.
        QVERIFY(doDeed(*store, "test", {lead}, [&](Transaction &tx) -> Result<void> {
            const auto heard = hearWords(tx, lead, Channel::Text, QStringLiteral("qiut"));
            return heard ? Result<void>() : heard.error();
        }));
        const Time next = plansOfLead(store->database(), lead)->back().next;
        QVERIFY(next > store.clock.now());
        store.clock.set(next);
        QVERIFY(settleDoubt(*store, lead, false));
        const auto plan = plansOfLead(store->database(), lead);
        QCOMPARE(plan->back().state, Enrolment::State::Running);
        QVERIFY(plan->back().next > next);
        const auto runs = runsOf(store->database(), plan->back().id);
        QVERIFY(runs && !runs->empty());
        for (const StepRun &run : *runs)
            QVERIFY2(run.rule != QLatin1String("US-8"), qPrintable(run.key));
    }
    // What a customer said outlives the document that brought it.
    void aTextThatIsTakenBackLeavesTheDoubtToBeSettled()
    {
        TestStore store;
        const LeadId lead = store.add(phoneLead(store, 1)).lead;
        const LeadNow before = *leadNowOf(store->database(), lead);
        store.clock.advance(kMinute);
        hear(store, "qiut");
        QVERIFY(undoNewest(*store));
        QCOMPARE(decides(store), 0);
        QVERIFY(!maySendByItself(store, lead));
        QCOMPARE(leadNowOf(store->database(), lead)->waitingSince, before.waitingSince);
        QCOMPARE(told(store, Notice::Kind::MayMeanStop), 0);
        QVERIFY(settleDoubt(*store, lead, false));
        QVERIFY(maySendByItself(store, lead));
    }
};
UPDESK_TEST(TestDoubt);
#include "tst_doubt.moc"
