// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/planmove.h"
#include "core/desk/planround.h"
#include "core/desk/planverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/undo.h"
#include "core/sequences/planbook.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

namespace
{

struct RoundDesk {
    TestStore store;
    LeadId lead;

    RoundDesk()
    {
        store->setPerson(store.mike);
        if (!useShippedPlans(*store))
            qFatal("plans");
        store->setPerson(store.dana);
        lead = store.add(store.webLead(1)).lead;
    }
    Database &database() { return store->database(); }
    Enrolment newest() { return plansOfLead(database(), lead)->back(); }
    PlanVersionId version(const char *key) { return (*planShelf(database()))->inUse(QLatin1String(key))->row.id; }
    const Plan &plan(const char *key) { return (*planShelf(database()))->inUse(QLatin1String(key))->plan; }
    void round()
    {
        if (const auto made = makeRound(*store); !made)
            qFatal("round %s", qPrintable(made.error().subject));
    }
    Time called(Outcome outcome)
    {
        CallLog log;
        log.outcome = outcome;
        log.dialledAt = store.clock.now();
        store.clock.advance(20 * kSecond);
        if (outcome == Outcome::VisitSet)
            log.appointment = store.clock.now() + kDay;
        const auto logged = logCall(*store, lead, log);
        if (!logged)
            qFatal("call %s", qPrintable(logged.error().subject));
        return logged->nextDue;
    }
    QByteArray dump()
    {
        return store.list("SELECT quote(id)||state||next_at FROM enrolment ORDER BY id")
            + store.list("SELECT quote(id)||state||due||quote(task_id) FROM step_run ORDER BY id")
            + store.list("SELECT quote(id)||due||dropped FROM task ORDER BY id");
    }
};

} // namespace

/// Plans in time: the rounds, versions with people inside, and what steps bring.
class TestPlanRound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRoundsAreAskedInTime()
    {
        RoundDesk desk;
        const auto next = makeRound(*desk.store);
        QVERIFY(next && *next > desk.store.clock.now() && *next <= desk.newest().next);
        QCOMPARE(*nextPlanAt(desk.database()), desk.newest().next);
    }
    void aSecondRoundAtTheSameMomentWritesNothing()
    {
        RoundDesk desk;
        desk.store.clock.advance(5 * kHour);
        desk.round();
        const QByteArray once = desk.dump();
        const qint64 deeds = desk.store.count("deed");
        desk.round();
        desk.round();
        QCOMPARE(desk.dump(), once);
        QCOMPARE(desk.store.count("deed"), deeds);
    }
    void aDeskThatSleptForAWeekGoesOnWhereItWas()
    {
        RoundDesk desk;
        desk.store.clock.advance(7 * kDay);
        desk.round();
        // What counts from the start is planned by now, all else waits: nothing is caught up in a burst.
        const auto runs = *runsOf(desk.database(), desk.newest().id);
        QVERIFY(runs.size() <= 9);
        for (const StepRun &run : runs)
            QVERIFY(RunState(run.state) != RunState::Done);
        desk.store.reopen();
        desk.round();
        QCOMPARE(runsOf(desk.database(), desk.newest().id)->size(), runs.size());
    }
    // The second host has not heard of the first one's step: its rows have the same ids, so of two one comes.
    void twoHostsMakeNothingTwice()
    {
        RoundDesk one;
        QVERIFY(one.database().execute("INSERT OR REPLACE INTO state VALUES('joined', 1)"));
        one.store->setHost({7, running() + kMinute});
        const QString copy = one.store.dir.filePath(QStringLiteral("copy.updesk"));
        QVERIFY(one.database().execute("VACUUM INTO '" + copy.toUtf8() + "'"));
        auto other = Session::open(copy, one.store.clock);
        QVERIFY(other);
        (*other)->setHost({8, running() + kMinute});
        one.store.clock.advance(5 * kHour);
        QVERIFY(makeRound(*one.store) && makeRound(**other));
        const auto rows = [](Database &database, const char *sql) {
            QByteArray all;
            Query q = database.once(sql);
            while (q.next())
                all += q.bytes(0) + '\n';
            return q.done() ? all : QByteArray("error");
        };
        for (const char *sql : {"SELECT quote(id)||state||due||quote(task_id) FROM step_run ORDER BY id",
                 "SELECT quote(id)||due FROM task ORDER BY id",
                 "SELECT quote(id)||state||next_at FROM enrolment ORDER BY id"}) {
            const QByteArray here = rows(one.database(), sql);
            QVERIFY(!here.isEmpty());
            QCOMPARE(rows((*other)->database(), sql), here);
        }
        QVERIFY(one.store.count("step_run") > 4);
    }
    void aDeskWithoutTheLeaseLeavesThemAlone()
    {
        RoundDesk desk;
        QVERIFY(desk.database().execute("INSERT OR REPLACE INTO state VALUES('joined', 1)"));
        const QByteArray before = desk.dump();
        desk.store.clock.advance(5 * kHour);
        desk.round();
        QCOMPARE(desk.dump(), before);
        desk.store->setHost({7, running() + kMinute});
        desk.round();
        QVERIFY(desk.dump() != before);
    }
    void aStepLeftOpenByAStopElsewhereIsDropped()
    {
        RoundDesk desk;
        // As two desks leave it that did not hear of each other: stopped, and a step of it still open.
        QVERIFY(doDeed(*desk.store, "test", {}, [&](Transaction &tx) {
            Enrolment stopped = desk.newest();
            stopped.state = Enrolment::State::Stopped;
            stopped.why = PlanStop::Reply;
            return apply(tx, set(kEnrolment, desk.newest(), stopped));
        }));
        QVERIFY(desk.store.count("step_run WHERE state=0") > 0);
        desk.round();
        QCOMPARE(desk.store.count("step_run WHERE state=0"), 0);
        QCOMPARE(desk.store.count("task WHERE dropped=0 AND done_by_activity IS NULL"), 0);
    }
    void aVersionNobodyCanReadHoldsAndHarmsNothing()
    {
        RoundDesk desk;
        QVERIFY(doDeed(*desk.store, "test", {}, [&](Transaction &tx) {
            auto row = load(tx.database(), kPlanVersion, desk.newest().version.value);
            PlanVersionRow newer = *row;
            newer.body = QStringLiteral("{\"key\":\"internet\",\"from\":2031}");
            return apply(tx, set(kPlanVersion, *row, newer));
        }));
        desk.store.clock.advance(2 * kDay);
        desk.round();
        QCOMPARE(desk.newest().state, Enrolment::State::Running);
        QVERIFY(desk.newest().next > desk.store.clock.now());
        const LeadId other = desk.store.add(desk.store.webLead(2)).lead; // as without plans
        QVERIFY(plansOfLead(desk.database(), other)->empty());
        QCOMPARE(desk.store.count("task WHERE lead_id=x'" + other.value.hex() + "'"), 1);
    }
    void whoDoesNotComeGetsThePlanForIt()
    {
        RoundDesk desk;
        desk.called(Outcome::VisitSet);
        QCOMPARE(desk.newest().why, PlanStop::Visit);
        desk.store.clock.advance(kDay + 40 * kMinute);
        desk.round();
        const Enrolment missed = desk.newest();
        QCOMPARE(missed.plan, QStringLiteral("no_show"));
        QVERIFY(missed.purpose.startsWith(QLatin1String("missed ")));
        QVERIFY(!missed.appointment.isNull());
        QCOMPARE(desk.store.count("task WHERE kind=9 AND dropped=0"), 1); // one call to recover, of the plan
        const QByteArray once = desk.dump();
        desk.round();
        QCOMPARE(desk.dump(), once);
        QVERIFY(bookVisit(*desk.store, desk.lead, desk.store.clock.now() + kDay, desk.store.omar));
        QCOMPARE(desk.newest().why, PlanStop::Visit);
    }
    void onlyManagersTakePlansOverAndASecondTimeChangesNothing()
    {
        TestStore store;
        QCOMPARE(useShippedPlans(*store).error().code, Error::Code::Denied);
        QCOMPARE(store.count("plan"), 0);
        store->setPerson(store.mike);
        const auto first = useShippedPlans(*store);
        QVERIFY(first && !first->isNull());
        QCOMPARE(store.count("plan"), qint64(shippedPlans().size()));
        QCOMPARE(store.count("plan_version"), qint64(shippedPlans().size()));
        QVERIFY(useShippedPlans(*store)->isNull());
        QVERIFY(undoDeed(*store, *first));
        QCOMPARE(store.count("plan WHERE deleted=0"), 0);
        QVERIFY(!useShippedPlans(*store)->isNull()); // and again after all
        QCOMPARE(store.count("plan WHERE deleted=0"), qint64(shippedPlans().size()));
    }
    void aSwitchedOffPlanTakesNobodyIn()
    {
        RoundDesk desk;
        desk.store->setPerson(desk.store.mike);
        for (const char *key : {"internet", "internet_light"})
            QVERIFY(setPlanActive(*desk.store, QLatin1String(key), false));
        QCOMPARE(setPlanActive(*desk.store, QStringLiteral("none"), true).error().code, Error::Code::NotFound);
        const LeadId other = desk.store.add(desk.store.webLead(2)).lead;
        QVERIFY(plansOfLead(desk.database(), other)->empty());
        QCOMPARE(desk.newest().state, Enrolment::State::Running); // who is inside finishes it
        desk.store.clock.advance(5 * kHour);
        desk.round();
        QVERIFY(runsOf(desk.database(), desk.newest().id)->size() > 4);
    }
    void peopleInsideFinishTheirVersion()
    {
        RoundDesk desk;
        const PlanVersionId old = desk.version("internet");
        Plan typed = desk.plan("internet");
        QCOMPARE(savePlan(*desk.store, old, typed).error().code, Error::Code::Denied);
        desk.store->setPerson(desk.store.mike);
        QVERIFY(savePlan(*desk.store, old, typed)->deed.isNull()); // nothing differs
        typed.steps[2].delay = 3 * kMinute;
        const auto saved = savePlan(*desk.store, old, typed);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().subject));
        QCOMPARE(desk.version("internet"), saved->version);
        QVERIFY(saved->version != old);
        QCOMPARE((*planShelf(desk.database()))->version(saved->version)->row.number, 2);
        QCOMPARE(desk.newest().version, old);
        QCOMPARE(*countInside(desk.database(), old), 1);
        desk.store.clock.advance(5 * kHour);
        desk.round();
        QCOMPARE(desk.newest().version, old);
        QCOMPARE(savePlan(*desk.store, old, typed).error().code, Error::Code::Conflict); // saved meanwhile
        desk.lead = desk.store.add(desk.store.webLead(2)).lead;
        QCOMPARE(desk.newest().version, saved->version);
        typed.steps[3].text = QStringLiteral("no_such_text");
        const auto refused = savePlan(*desk.store, saved->version, typed);
        QCOMPARE(refused.error().subject, QStringLiteral("unknown_template"));
        QCOMPARE(refused.error().detail, QStringLiteral("3"));
    }
    void peopleAreMovedToAStepOfTheNewVersion()
    {
        RoundDesk desk;
        std::vector<LeadId> leads{desk.lead};
        for (int i = 2; i <= 60; ++i)
            leads.push_back(desk.store.add(desk.store.webLead(i)).lead);
        const PlanVersionId old = desk.version("internet");
        desk.store->setPerson(desk.store.mike);
        Plan typed = desk.plan("internet");
        typed.steps[10].delay = kDay;
        const auto saved = savePlan(*desk.store, old, typed);
        QVERIFY(saved);
        const int inside = *countInside(desk.database(), old);
        QVERIFY(inside > 50); // more than one slice
        QCOMPARE(movePeople(*desk.store, old, saved->version, QStringLiteral("none")).error().subject,
            QStringLiteral("step"));
        QCOMPARE(movePeople(*desk.store, old, desk.version("phone"), QStringLiteral("call_4")).error().subject,
            QStringLiteral("plan"));
        desk.store->setPerson(desk.store.dana);
        QCOMPARE(
            movePeople(*desk.store, old, saved->version, QStringLiteral("call_4")).error().code, Error::Code::Denied);
        desk.store->setPerson(desk.store.mike);
        const auto moved = movePeople(*desk.store, old, saved->version, QStringLiteral("call_4"));
        QVERIFY2(moved, moved ? "" : qPrintable(moved.error().subject + moved.error().detail));
        QCOMPARE(*moved, inside);
        QCOMPARE(*countInside(desk.database(), old), 0);
        QCOMPARE(*countInside(desk.database(), saved->version), inside);
        for (const LeadId &lead : leads) {
            const auto all = *plansOfLead(desk.database(), lead);
            if (all.front().version != old)
                continue; // a low one
            QCOMPARE(all.size(), size_t(2));
            QCOMPARE(all.front().why, PlanStop::Replaced);
            QCOMPARE(all.back().started, all.front().started); // its days go on
            const auto runs = *runsOf(desk.database(), all.back().id);
            QCOMPARE(runs.size(), size_t(1));
            QCOMPARE(runs.front().key, QStringLiteral("call_4"));
        }
        QCOMPARE(*movePeople(*desk.store, old, saved->version, QStringLiteral("call_4")), 0); // a second time
    }
    void theStepsEffectIsCounted()
    {
        RoundDesk desk;
        const Time start = desk.store.clock.now();
        QVERIFY(logSent(*desk.store, desk.lead, Channel::Email, 0)); // the acknowledgement: nothing came of it
        desk.called(Outcome::NoAnswer);
        desk.store.clock.advance(10 * kMinute);
        desk.round();
        QVERIFY(logSent(*desk.store, desk.lead, Channel::Text, 0));
        desk.store.clock.advance(kHour);
        desk.round();
        desk.called(Outcome::VisitSet); // the next call, before its time
        desk.lead = desk.store.add(desk.store.webLead(2)).lead;
        desk.called(Outcome::NoAnswer);
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        QVERIFY(sellLead(*desk.store, desk.lead, deal));
        const auto rows = planEffect(desk.database(), start, desk.store.clock.now() + 1);
        QVERIFY(rows);
        const auto of = [&](const char *step) {
            const auto found = std::ranges::find(*rows, QLatin1String(step), &EffectRow::step);
            return found == rows->end() ? EffectRow() : *found;
        };
        const EffectRow first = of("call_1");
        QCOMPARE(first.done, 2);
        QCOMPARE(first.leads, 2);
        QCOMPARE(first.connected, 0);
        QCOMPARE(first.sales, 1);
        QCOMPARE(first.appointments, 0);
        QCOMPARE(first.channel, int(Channel::Phone));
        const EffectRow text = of("text_1");
        QCOMPARE(text.done, 1);
        QCOMPARE(text.text, QStringLiteral("first_text"));
        QCOMPARE(text.textVersion, 1);
        QCOMPARE(of("ack_email").done, 1);
        QVERIFY(planEffect(desk.database(), start - kDay, start - 1)->empty());
        QVERIFY(planEffect(desk.database(), desk.store.clock.now() + 1, desk.store.clock.now() + kDay)->empty());
    }
    void twoWordingsShareTheLeads()
    {
        RoundDesk desk;
        desk.store->setPerson(desk.store.mike);
        Plan typed = desk.plan("internet");
        typed.steps[3].against = QStringLiteral("second_text");
        QVERIFY(savePlan(*desk.store, desk.version("internet"), typed));
        for (int i = 2; i <= 41; ++i)
            desk.store.add(desk.store.webLead(i));
        const qint64 a = desk.store.count("step_run WHERE key='text_1' AND variant='a' AND text='first_text'");
        const qint64 b = desk.store.count("step_run WHERE key='text_1' AND variant='b' AND text='second_text'");
        QCOMPARE(a + b, desk.store.count("step_run WHERE key='text_1' AND variant<>''"));
        QVERIFY2(a >= 8 && b >= 8, qPrintable(QStringLiteral("%1 %2").arg(a).arg(b)));
    }
};

UPDESK_TEST(TestPlanRound);
#include "tst_planround.moc"
