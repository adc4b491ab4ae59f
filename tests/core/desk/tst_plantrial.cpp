// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/enrol.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/plantrial.h"
#include "core/desk/planverbs.h"
#include "core/sequences/insiderows.h"
#include "core/sequences/planstore.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

namespace
{

struct TrialDesk {
    TestStore store;

    TrialDesk()
    {
        store->setPerson(store.mike);
        if (!useShippedPlans(*store))
            qFatal("plans");
        store->setPerson(store.dana);
    }
    Database &database() { return store->database(); }
    const Plan &plan(const QByteArray &key) { return (*planShelf(database()))->inUse(QLatin1String(key))->plan; }
    /// Calls an hour apart from the start.
    static Plan calls(int count)
    {
        Plan plan;
        plan.key = QStringLiteral("calls");
        for (int i = 0; i < count; ++i) {
            PlanStep call;
            call.key = QStringLiteral("call_%1").arg(i);
            call.anchor = Anchor::Start;
            call.delay = (5 + 60 * i) * kMinute;
            call.text = QStringLiteral("first_call");
            plan.steps.push_back(call);
        }
        return plan;
    }
};

} // namespace

/// A plan tried on a lead, and who is inside which version.
class TestPlanTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The trial tells what the engine then does: the first step that is planned in earnest falls at the same moment.
    void itTellsWhatHappensInEarnest()
    {
        TrialDesk desk;
        const LeadId lead = desk.store.add(desk.store.webLead(1)).lead;
        const QString key = (*plansOfLead(desk.database(), lead)).back().plan;
        const auto tried = tryPlan(*desk.store, desk.plan(key.toLatin1()), lead);
        QVERIFY(tried);
        QVERIFY(startPlan(*desk.store, lead, QStringLiteral("lease_end")));
        QVERIFY(startPlan(*desk.store, lead, key));
        const auto runs = *runsOf(desk.database(), plansOfLead(desk.database(), lead)->back().id);
        QVERIFY(!runs.empty());
        const auto same = std::ranges::find(tried->steps, runs.front().step, &TriedStep::step);
        QVERIFY(same != tried->steps.end());
        QCOMPARE(same->at, runs.front().due);
        QCOMPARE(same->rule, runs.front().rule);
        QCOMPARE(int(same->by), runs.front().sentBy);
    }
    void nothingIsWritten()
    {
        TrialDesk desk;
        const LeadId lead = desk.store.add(desk.store.webLead(1)).lead;
        const auto rows = [&] {
            return QByteArrayList{desk.store.list("SELECT count(*) FROM deed"),
                desk.store.list("SELECT count(*) FROM gate_log"), desk.store.list("SELECT count(*) FROM step_run")};
        };
        const QByteArrayList before = rows();
        QVERIFY(tryPlan(*desk.store, desk.plan("internet"), lead));
        QCOMPARE(rows(), before);
    }
    void eachStepFallsOnceAndInOrderOfTheSteps()
    {
        TrialDesk desk;
        const LeadId lead = desk.store.add(desk.store.webLead(1)).lead;
        const Plan plan = desk.plan("internet");
        const auto tried = tryPlan(*desk.store, plan, lead);
        QVERIFY(tried);
        QCOMPARE(tried->steps.size(), plan.steps.size());
        for (size_t i = 0; i < tried->steps.size(); ++i) {
            QCOMPARE(tried->steps[i].step, int(i));
            QVERIFY(tried->steps[i].left || tried->steps[i].at >= desk.store->now());
        }
    }
    // Florida allows three calls and texts in 24 hours: what is imagined counts as what was done.
    void itKeepsToTheCapsOfAState()
    {
        TrialDesk desk;
        LeadDraft draft = desk.store.webLead(1);
        draft.phones = {{{}, QStringLiteral("+13055551234"), {}, PhoneKind::Mobile}};
        draft.street.clear();
        draft.city.clear();
        draft.region.clear();
        draft.postal.clear();
        const LeadId lead = desk.store.add(draft).lead;
        const auto tried = tryPlan(*desk.store, TrialDesk::calls(5), lead);
        QVERIFY(tried && tried->steps.size() == 5);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(tried->steps[size_t(i)].rule, QString());
        QVERIFY(tried->steps[3].at >= tried->steps[0].at + kDay);
        QCOMPARE(tried->steps[3].rule, QStringLiteral("US-3"));
        QVERIFY(tried->steps[3].reason && tried->steps[3].reason->state == QLatin1String("FL"));
    }
    void whoRefusedIsTold()
    {
        TrialDesk desk;
        const Captured captured = desk.store.add(desk.store.webLead(1));
        QVERIFY(doNotContact(*desk.store, captured.customer, QStringLiteral("Never contact me again.")));
        const auto tried = tryPlan(*desk.store, desk.plan("internet"), captured.lead);
        QVERIFY(tried);
        QCOMPARE(tried->stop, PlanStop::OptOut);
        QVERIFY(!tried->steps.empty());
        for (const TriedStep &step : tried->steps)
            QVERIFY(step.left && step.reason);
    }
    void withoutALeadOrAStepThereIsNothing()
    {
        TrialDesk desk;
        const LeadId lead = desk.store.add(desk.store.webLead(1)).lead;
        const auto none = tryPlan(*desk.store, TrialDesk::calls(0), lead);
        QVERIFY(none && none->steps.empty());
        const auto gone = tryPlan(*desk.store, TrialDesk::calls(1), LeadId{newId(1)});
        QVERIFY(!gone && gone.error().code == Error::Code::NotFound);
    }
    void whoIsInsideIsCountedByVersion()
    {
        TrialDesk desk;
        QVERIFY(insideRows(desk.database())->empty());
        for (int i = 1; i <= 3; ++i)
            desk.store.add(desk.store.webLead(i));
        const StatementTrace trace(desk.database());
        const auto rows = insideRows(desk.database());
        QVERIFY(rows && rows->size() == 1);
        QCOMPARE(rows->front().leads, 3);
        const auto furthest = furthestStep(desk.database(), rows->front().version);
        QVERIFY(furthest && *furthest >= 0);
        QVERIFY(trace.count() >= 2);
        for (const auto &[sql, times] : trace.statements()) // those who are inside are walked by their index
            QCOMPARE(planFault(planOf(desk.database(), sql), {"enrolment"}), QByteArray());
        QCOMPARE(*furthestStep(desk.database(), PlanVersionId()), -1);
    }
};
UPDESK_TEST(TestPlanTrial);
#include "tst_plantrial.moc"
