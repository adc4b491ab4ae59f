// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peopleverbs.h"
#include "core/desk/plantrial.h"
#include "core/sequences/insiderows.h"
#include "core/sequences/planjson.h"
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "ui/plans/planwords.h"
#include "ui/plans/spreadbars.h"
#include "ui/plans/steptablemodel.h"
#include "ui/plans/trialmodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>

using namespace updesk;

/// One sequence while it is edited, and tried on a lead, without a window.
class TestPlanModel : public QObject
{
    Q_OBJECT

    struct Bench {
        explicit Bench(const char *key = "internet")
        {
            store->setPerson(store.mike);
            if (!useShippedPlans(*store))
                qFatal("plans");
            model = std::make_unique<PlanModel>(*store);
            if (!model->open(QLatin1String(key)))
                qFatal("open");
        }
        const PlanStep &step(int at) { return model->plan().steps[size_t(at)]; }
        bool says(const char *words, PlanIssue::Tone tone)
        {
            return std::ranges::any_of(model->issues(), [&](const PlanIssue &issue) {
                return issue.tone == tone && issue.words.contains(QLatin1String(words));
            });
        }
        TestStore store;
        std::unique_ptr<PlanModel> model;
    };

private Q_SLOTS:
    void delaysAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("delay");
        QTest::newRow("minutes") << "5 min" << qint64(5 * kMinute);
        QTest::newRow("bare") << "45" << qint64(45 * kMinute);
        QTest::newRow("plus") << "+10 min" << qint64(10 * kMinute);
        QTest::newRow("hours") << "4 hours" << qint64(4 * kHour);
        QTest::newRow("days") << " 3d " << qint64(3 * kDay);
        QTest::newRow("nothing") << "" << qint64(-1);
        QTest::newRow("words") << "soon" << qint64(-1);
        QTest::newRow("unit unknown") << "3 weeks" << qint64(-1);
        QTest::newRow("months are no minutes") << "2 months" << qint64(-1);
        QTest::newRow("letters behind") << "5 minx" << qint64(-1);
        QTest::newRow("minus") << "-5 min" << qint64(-1);
        QTest::newRow("too long") << "999999 d" << qint64(-1);
        QTest::newRow("overflow") << "99999999999999999999 d" << qint64(-1);
        QTest::newRow("fraction") << "1.5 h" << qint64(-1);
    }
    void delaysAreReadAsPeopleWriteThem()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, delay);
        QCOMPARE(PlanWords::delayTyped(typed).value_or(-1), delay);
        if (delay >= 0)
            QCOMPARE(PlanWords::delayTyped(PlanWords::delay(delay)).value_or(-1), delay);
    }
    void whatIsEditedCanBeTakenBackStepByStep()
    {
        Bench bench;
        const Plan before = bench.model->plan();
        bench.model->typeDelay(1, QStringLiteral("6"));
        bench.model->typeDelay(1, QStringLiteral("60"));
        QCOMPARE(bench.step(1).delay, 60 * kMinute);
        QVERIFY(bench.model->isChanged());
        bench.model->remove(2);
        const int added = bench.model->insertAfter(0);
        QCOMPARE(added, 1);
        QCOMPARE(bench.model->plan().steps.size(), before.steps.size());
        QVERIFY(bench.model->undo() == 1 && bench.model->undo() == 2);
        QCOMPARE(bench.step(1).delay, 60 * kMinute);
        QCOMPARE(bench.model->undo(), 1); // the keys of one field together
        QVERIFY(bench.model->plan() == before);
        QVERIFY(!bench.model->canUndo() && !bench.model->isChanged());
        for (int i = 0; i < 3; ++i)
            bench.model->redo();
        QCOMPARE(bench.step(1).key, QStringLiteral("step_1"));
        QCOMPARE(bench.step(2).delay, 60 * kMinute);
        QVERIFY(!bench.model->canRedo());
    }
    void aMovedStepTakesOverTheTimeOfItsPlace()
    {
        Bench bench;
        const PlanStep call = bench.step(1), text = bench.step(2);
        QVERIFY(bench.model->move(2, -1));
        QCOMPARE(bench.step(1).key, text.key);
        QCOMPARE(bench.step(1).delay, call.delay);
        QCOMPARE(bench.step(2).key, call.key);
        QCOMPARE(bench.step(2).delay, text.delay);
        QVERIFY(!PlanIssues::areBlocked(bench.model->issues()));
        QVERIFY(!bench.model->move(0, -1));
        QVERIFY(!bench.model->move(int(bench.model->plan().steps.size()) - 1, 1));
    }
    void theChecksAreLiveAndInWords()
    {
        Bench bench;
        QVERIFY(bench.says("attempts in ", PlanIssue::Tone::Good));
        QVERIFY(bench.says("Stops when the customer replies", PlanIssue::Tone::Good));
        while (bench.model->plan().steps.size() > 4)
            bench.model->remove(4);
        QVERIFY(bench.says("too few", PlanIssue::Tone::Blocks));
        Plan plan = bench.model->plan();
        plan.stopsOnReply = false;
        plan.title.clear();
        bench.model->setWhole(plan, {});
        QVERIFY(bench.says("Goes on when the customer replies", PlanIssue::Tone::Advice));
        QVERIFY(bench.says("needs a name", PlanIssue::Tone::Blocks));
        PlanStep step = bench.step(2);
        step.text = QStringLiteral("gone");
        bench.model->setStep(2, step, QStringLiteral("text"));
        QVERIFY(bench.model->issueAt(2, PlanIssue::Part::Text));
        QVERIFY(!bench.model->save(-1));
    }
    void aBranchToAStepThatIsGoneIsNamed()
    {
        Bench bench;
        PlanStep call = bench.step(1);
        call.branches = {{1 << int(Outcome::WrongNumber), bench.step(3).key}};
        bench.model->setStep(1, call, {});
        QVERIFY(!PlanIssues::areBlocked(bench.model->issues()));
        QVERIFY(
            PlanWords::skips(bench.model->plan(), bench.step(1)).contains(QStringLiteral("wrong number: to step 4")));
        bench.model->remove(3);
        QVERIFY(bench.model->issueAt(1, PlanIssue::Part::Branch));
        bench.model->undo();
        QVERIFY(!bench.model->issueAt(1, PlanIssue::Part::Branch));
    }
    void thePlanHasAsManyStepsAsItMay()
    {
        Bench bench;
        int added = 0;
        while (bench.model->insertAfter(0) >= 0)
            ++added;
        QCOMPARE(bench.model->plan().steps.size(), kMostSteps);
        QVERIFY(added > 10);
        while (!bench.model->plan().steps.empty())
            bench.model->remove(0);
        QVERIFY(bench.says("has no step", PlanIssue::Tone::Blocks));
        QCOMPARE(bench.model->stepToMoveTo(), -1);
        QCOMPARE(bench.model->insertAfter(-1), 0);
    }
    void aKeyIsAnsweredAtOnceEvenInTheLongestPlan()
    {
        Bench bench;
        while (bench.model->insertAfter(int(bench.model->plan().steps.size())) >= 0) { }
        QElapsedTimer timer;
        timer.start();
        bench.model->typeDelay(59, QStringLiteral("2 d"));
        QVERIFY2(timer.elapsed() < 50, qPrintable(QString::number(timer.elapsed())));
    }
    void peopleGoOnBehindWhatTheyHad()
    {
        Bench bench;
        bench.store->setPerson(bench.store.dana);
        for (int i = 1; i <= 3; ++i)
            bench.store.add(bench.store.webLead(i));
        bench.store->setPerson(bench.store.mike);
        const auto rows = insideRows(bench.store->database());
        QVERIFY(rows && rows->size() == 1);
        const auto furthest = furthestStep(bench.store->database(), rows->front().version);
        QVERIFY(furthest && *furthest >= 0);
        PlanModel model(*bench.store);
        const auto shelf = planShelf(bench.store->database());
        QVERIFY(model.open((*shelf)->version(rows->front().version)->row.key));
        QCOMPARE(model.insideThis(), 3);
        // Behind what anybody had, by the step's own name.
        QCOMPARE(model.stepToMoveTo(), *furthest + 1);
        model.remove(0);
        QCOMPARE(model.stepToMoveTo(), *furthest);
    }
    void theSpreadCountsWhatTheCheckerPlays()
    {
        Bench bench;
        const PlanSpread spread = spreadOf(bench.model->plan(), bench.model->planned());
        int all = 0;
        for (const PlanSpread::Day &day : spread.days)
            all += int(day.attempts.size());
        QCOMPARE(all, bench.model->plan().attempts());
        QCOMPARE(spread.parts[0] + spread.parts[1] + spread.parts[2], all);
        QCOMPARE(spread.days.front().day, 1);
        QVERIFY(spread.days.back().day <= spread.last);
    }
    void theModelsKeepTheRulesOfModels()
    {
        Bench bench;
        StepTableModel steps(*bench.model);
        QAbstractItemModelTester first(&steps, QAbstractItemModelTester::FailureReportingMode::QtTest);
        PlanListModel list(*bench.store);
        QAbstractItemModelTester second(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        TrialModel trial(*bench.model);
        QAbstractItemModelTester third(&trial, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(list.reload());
        bench.model->insertAfter(2);
        bench.model->move(0, 1);
        bench.model->remove(0);
        bench.model->undo();
        QVERIFY(setPlanActive(*bench.store, QStringLiteral("internet"), false));
        QVERIFY(list.reload());
        QCOMPARE(list.index(list.rowOf(QStringLiteral("internet")), PlanListModel::State).data().toString(),
            QStringLiteral("Off"));
        const LeadId lead = bench.store.add(bench.store.webLead(1)).lead;
        const auto tried = tryPlan(*bench.store, bench.model->plan(), lead);
        QVERIFY(tried);
        trial.setTrial(*tried, bench.store->now());
        QCOMPARE(trial.rowCount(), int(tried->steps.size()));
        for (int row = 0; row < steps.rowCount(); ++row)
            QVERIFY(steps.index(row, 0)
                        .data(Qt::AccessibleTextRole)
                        .toString()
                        .startsWith(QStringLiteral("Step %1, ").arg(row + 1)));
    }
    void aTrialFallsInTheCustomersHoursAndWritesNothing()
    {
        Bench bench;
        const LeadId lead = bench.store.add(bench.store.webLead(1)).lead;
        bench.store.clock.advance(12 * kHour); // 22:00 in New York
        const qint64 deeds = bench.store.count("deed"), gates = bench.store.count("gate_log");
        const auto tried = tryPlan(*bench.store, bench.model->plan(), lead);
        QVERIFY(tried);
        QCOMPARE(bench.store.count("deed"), deeds);
        QCOMPARE(bench.store.count("gate_log"), gates);
        QVERIFY(!tried->steps.empty());
        const QTimeZone zone(tried->zone.toLatin1());
        int made = 0, moved = 0;
        for (const TriedStep &step : tried->steps) {
            const PlanStep &planned = bench.step(step.step);
            const QTime local = QDateTime::fromMSecsSinceEpoch(step.at, zone).time();
            if (step.left) {
                QVERIFY2(!PlanWords::rule(step).isEmpty(), qPrintable(step.rule));
                continue;
            }
            ++made;
            moved += step.at != step.wished;
            if (!planned.acknowledges)
                QVERIFY2(local >= QTime(8, 0) && local < QTime(21, 0), qPrintable(planned.key + local.toString()));
            if (!step.rule.isEmpty())
                QVERIFY2(PlanWords::rule(step) != step.rule, qPrintable(step.rule)); // in words
        }
        QVERIFY(made >= 5);
        QVERIFY(moved >= 1);
        QVERIFY(!tryPlan(*bench.store, bench.model->plan(), LeadId{newId(1)}));
    }
    void whoRefusedIsToldAndNothingWouldGoOut()
    {
        Bench bench;
        const Captured captured = bench.store.add(bench.store.webLead(1));
        QVERIFY(doNotContact(*bench.store, captured.customer, QStringLiteral("Never contact me again.")));
        const auto tried = tryPlan(*bench.store, bench.model->plan(), captured.lead);
        QVERIFY(tried);
        QCOMPARE(tried->stop, PlanStop::OptOut);
        QVERIFY(!PlanWords::stop(tried->stop).isEmpty());
        for (const TriedStep &step : tried->steps) {
            QVERIFY2(step.left, qPrintable(bench.step(step.step).key));
            QVERIFY(PlanWords::rule(step).contains(QStringLiteral("asked not to be")));
        }
    }
};
UPDESK_TEST(TestPlanModel);
#include "tst_planmodel.moc"
