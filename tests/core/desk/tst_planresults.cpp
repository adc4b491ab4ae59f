// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "core/desk/effect.h"
#include "core/desk/leadverbs.h"
#include "core/sequences/planresultrows.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"

#include <map>
#include <set>

using namespace updesk;

/// What the steps of one plan brought, in figures that open to their leads (F70).
class TestPlanResults : public QObject
{
    Q_OBJECT

    /// Two leads in the first version of a plan and one in the second.
    struct Desk : PlanDesk {
        const QString key = QStringLiteral("internet");
        Time start = store.clock.now();
        LeadId visitor, buyer, late;
        Desk()
        {
            visitor = add(1);
            sent(Channel::Email); // the acknowledgement
            call(Outcome::NoAnswer);
            pass(10 * kMinute);
            sent(Channel::Text);
            pass(4 * kHour); // the second call is due
            call(Outcome::VisitSet);
            buyer = add(2);
            call(Outcome::NoAnswer);
            DealDraft deal;
            deal.vehicle = QStringLiteral("2024 Toyota RAV4");
            if (!sellLead(*store, buyer, deal))
                qFatal("sell");
            saveSecond();
            late = add(3);
            call(Outcome::NoAnswer);
        }
        void pass(Time time)
        {
            store.clock.advance(time);
            round();
        }
        void sent(Channel way)
        {
            if (const auto done = logSent(*store, lead, way, 0); !done)
                qFatal("sent %s", qPrintable(done.error().subject));
        }
        void saveSecond()
        {
            store->setPerson(store.mike);
            const auto shelf = *planShelf(database());
            Plan typed = shelf->inUse(key)->plan;
            typed.title = QStringLiteral("The second");
            if (!savePlan(*store, shelf->inUse(key)->row.id, typed))
                qFatal("save");
            store->setPerson(store.dana);
        }
        std::vector<StepResult> results() { return *stepResults(database(), key); }
        std::vector<ResultLead> behind(const ResultPick &pick) { return *leadsBehind(database(), pick, {}, 100); }
        int sum(const char *step, ResultOf what)
        {
            int all = 0;
            for (const StepResult &row : results())
                all += row.step == QLatin1String(step) ? row.of(what) : 0;
            return all;
        }
    };

private Q_SLOTS:
    void eachStepIsCountedByTheVersionOfThePlan()
    {
        Desk desk;
        std::map<int, int> calls;
        for (const StepResult &row : desk.results()) {
            if (row.step == QLatin1String("call_1"))
                calls[row.version] += row.of(ResultOf::Attempts);
        }
        QCOMPARE(calls, (std::map<int, int>{{1, 2}, {2, 1}}));
        QCOMPARE(desk.sum("call_1", ResultOf::Sales), 1);
        QCOMPARE(desk.sum("call_1", ResultOf::Appointments), 0);
        const auto rows = desk.results();
        int visits = 0, spoken = 0;
        for (const StepResult &row : rows) {
            visits += row.of(ResultOf::Appointments);
            spoken += row.of(ResultOf::Connected);
        }
        QCOMPARE(visits, 1);
        QCOMPARE(spoken, 1);
        QVERIFY(stepResults(desk.database(), QStringLiteral("none"))->empty());
    }
    // The window and `updeskctl effect` say the same.
    void theFiguresAreThoseOfTheEffect()
    {
        Desk desk;
        const auto effect = planEffect(desk.database(), desk.start, desk.store.clock.now() + 1, EffectBy::Step);
        QVERIFY(effect);
        int compared = 0;
        for (const EffectRow &row : *effect) {
            if (row.plan != desk.key)
                continue;
            const QByteArray step = row.step.toLatin1();
            for (const auto &[what, count] : {std::pair{ResultOf::Attempts, row.done},
                     std::pair{ResultOf::Opened, row.opened}, std::pair{ResultOf::Clicked, row.clicked},
                     std::pair{ResultOf::Replied, row.replied}, std::pair{ResultOf::Connected, row.connected},
                     std::pair{ResultOf::Appointments, row.appointments}, std::pair{ResultOf::Sales, row.sales}})
                QCOMPARE(desk.sum(step.constData(), what), count);
            ++compared;
        }
        QVERIFY(compared >= 3);
    }
    void eachFigureOpensToAsManyLeads()
    {
        Desk desk;
        for (const StepResult &row : desk.results()) {
            for (int what = 0; what < kResults; ++what) {
                const ResultPick pick{desk.key, row.step, row.version, row.variant, ResultOf(what)};
                QCOMPARE(int(desk.behind(pick).size()), row.of(ResultOf(what)));
            }
        }
        const auto all = desk.behind({desk.key, QStringLiteral("call_1"), 0, {}, ResultOf::Attempts});
        std::set<LeadId> leads;
        for (const ResultLead &one : all)
            leads.insert(one.lead);
        QCOMPARE(leads, (std::set<LeadId>{desk.visitor, desk.buyer, desk.late}));
        QVERIFY(std::ranges::is_sorted(all, std::greater(), &ResultLead::at));
        QVERIFY(!all.front().name.isEmpty());
        const auto sold = desk.behind({desk.key, QStringLiteral("call_1"), 0, {}, ResultOf::Sales});
        QCOMPARE(sold.size(), size_t(1));
        QCOMPARE(sold.front().lead, desk.buyer);
    }
    void theLeadsComePageByPageAndNoneTwice()
    {
        Desk desk;
        const ResultPick pick{desk.key, QStringLiteral("call_1"), 0, {}, ResultOf::Attempts};
        const auto whole = desk.behind(pick);
        std::vector<ResultLead> pages;
        for (ResultLead last;;) {
            const auto page = *leadsBehind(desk.database(), pick, last, 1);
            if (page.empty())
                break;
            pages.push_back(page.front());
            last = page.back();
        }
        QVERIFY(pages == whole);
    }
    // The plan's own leads are walked through once; what came of each step is looked up.
    void whatCameOfAStepIsFoundByIndex()
    {
        Desk desk;
        const StatementTrace trace(desk.database());
        desk.results();
        desk.behind({desk.key, QStringLiteral("call_1"), 0, {}, ResultOf::Sales});
        QCOMPARE(trace.count(), 2);
        for (const auto &[sql, times] : trace.statements()) {
            for (const QByteArray &line : planOf(desk.database(), sql)) {
                const QByteArray words = line + ' ';
                for (const char *table : {" a ", " d ", " m ", " t ", " r ", " e ", " n ", " c "})
                    QVERIFY2(!words.startsWith(QByteArray("SCAN") + table), line.constData());
            }
        }
    }
    void twoWordingsAreCountedApart()
    {
        PlanDesk desk;
        desk.store->setPerson(desk.store.mike);
        const auto shelf = *planShelf(desk.database());
        const PlanShelf::Version *version = shelf->inUse(QStringLiteral("internet"));
        Plan typed = version->plan;
        const int text = typed.find(QStringLiteral("text_1"));
        QVERIFY(text >= 0);
        typed.steps[size_t(text)].against = QStringLiteral("second_text");
        const auto saved = savePlan(*desk.store, version->row.id, typed);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().subject + saved.error().detail));
        desk.store->setPerson(desk.store.dana);
        std::map<QString, int> sent;
        for (int i = 1; i <= 12; ++i) {
            desk.add(i);
            desk.store.clock.advance(10 * kMinute);
            desk.round();
            const StepRun run = desk.run("text_1");
            if (RunState(run.state) != RunState::Open || run.due > desk.store.clock.now())
                continue;
            QVERIFY(logSent(*desk.store, desk.lead, Channel::Text, 0));
            ++sent[run.variant];
            desk.store.clock.advance(kMinute);
        }
        QCOMPARE(sent.size(), size_t(2));
        std::map<QString, int> counted;
        const auto rows = *stepResults(desk.database(), QStringLiteral("internet"));
        for (const StepResult &row : rows) {
            if (row.step == QLatin1String("text_1"))
                counted[row.variant] = row.of(ResultOf::Attempts);
        }
        QCOMPARE(counted, sent);
        for (const auto &[variant, count] : sent)
            QCOMPARE(leadsBehind(desk.database(),
                         {QStringLiteral("internet"), QStringLiteral("text_1"), 2, variant, ResultOf::Attempts}, {}, 50)
                         ->size(),
                size_t(count));
    }
};
UPDESK_TEST(TestPlanResults);
#include "tst_planresults.moc"
