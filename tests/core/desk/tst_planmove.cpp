// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planmove.h"
#include "core/desk/undosteps.h"
#include "core/desk/worker.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Many people who go on in a new version of their plan, and back (F54).
class TestPlanMove : public QObject
{
    Q_OBJECT

    /// People inside the first version of a plan, with a second one saved.
    struct Desk : PlanDesk {
        PlanVersionId from, to;
        int inside = 0;
        const QString step = QStringLiteral("call_4");
        explicit Desk(int people)
        {
            for (int i = 1; i <= people; ++i)
                add(i);
            store->setPerson(store.mike);
            const auto shelf = *planShelf(database());
            const PlanShelf::Version *old = shelf->inUse(QStringLiteral("internet"));
            from = old->row.id;
            Plan typed = old->plan;
            typed.steps[10].delay = kDay;
            const auto saved = savePlan(*store, from, typed);
            if (!saved)
                qFatal("save");
            to = saved->version;
            inside = in(from);
        }
        int in(PlanVersionId version) { return *countInside(database(), version); }
        PeopleMove move() const { return {from, to, step}; }
        QByteArray tasks()
        {
            return store.list("SELECT quote(id)||due||dropped FROM task WHERE deleted=0 ORDER BY id");
        }
    };

private Q_SLOTS:
    void aMoveOfManyGoesBackInOneAndIsDoneAgainInOne()
    {
        Desk desk(120);
        QVERIFY(desk.inside > 100); // three deeds
        const QByteArray tasks = desk.tasks();
        const PeopleMoved moved = movePeople(*desk.store, desk.move());
        QVERIFY(moved.finished && !moved.failed && !moved.cancelled);
        QCOMPARE(moved.done, desk.inside);
        QCOMPARE(moved.total, desk.inside);
        QCOMPARE(moved.deeds.size(), size_t(3));
        desk.store->doneTogether(moved.deeds, {});
        QCOMPARE(desk.in(desk.to), desk.inside);
        const auto undone = undoLast(*desk.store);
        QVERIFY2(undone, undone ? "" : qPrintable(undone.error().subject));
        QCOMPARE(undone->verb, QByteArray("plan_move"));
        QCOMPARE(desk.in(desk.from), desk.inside);
        QCOMPARE(desk.in(desk.to), 0);
        QCOMPARE(desk.tasks(), tasks);
        QVERIFY(redoLast(*desk.store));
        QCOMPARE(desk.in(desk.to), desk.inside);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.in(desk.from), desk.inside);
        // The next one before it is the version itself.
        QCOMPARE(undoLast(*desk.store)->verb, QByteArray("plan_version"));
    }
    // Session keeps 50 steps, whatever each is made of.
    void aStepOfMoreDeedsThanTheDepthOfUndoGoesBackWhole()
    {
        PlanDesk desk;
        desk.store->setPerson(desk.store.mike);
        std::vector<DeedId> deeds;
        for (int i = 0; i < 61; ++i) {
            const auto deed = commitDeed(*desk.store, "plan_active", [i](Transaction &tx) -> Result<void> {
                const auto shelf = *planShelf(tx.database());
                const PlanRow *row = shelf->row(QStringLiteral("internet"));
                PlanRow changed = *row;
                changed.active = i % 2 == 1;
                return apply(tx, set(kPlan, *row, changed));
            });
            QVERIFY(deed && !deed->isNull());
            deeds.push_back(*deed);
        }
        desk.store->doneTogether(deeds, {});
        QVERIFY(!(*planShelf(desk.database()))->inUse(QStringLiteral("internet")));
        QVERIFY(undoLast(*desk.store));
        QVERIFY((*planShelf(desk.database()))->inUse(QStringLiteral("internet")));
        QCOMPARE(desk.store->redoable().back().size(), deeds.size());
    }
    void whatIsCalledOffCanBeFinishedLaterAndGoesBackAsFarAsItWent()
    {
        Desk desk(120);
        const PeopleMoved first =
            movePeople(*desk.store, desk.move(), [](const PeopleMoved &sofar) { return sofar.deeds.size() < 2; });
        QVERIFY(first.cancelled && first.finished);
        QCOMPARE(first.done, 100);
        QCOMPARE(desk.in(desk.from), desk.inside - 100);
        desk.store->doneTogether(first.deeds, {});
        const PeopleMoved rest = movePeople(*desk.store, desk.move());
        QCOMPARE(rest.done, desk.inside - 100);
        QCOMPARE(desk.in(desk.from), 0);
        desk.store->doneTogether(rest.deeds, {});
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.in(desk.from), desk.inside - 100);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.in(desk.from), desk.inside);
    }
    void anUndoThatIsCalledOffGoesOnWithTheRest()
    {
        Desk desk(120);
        const PeopleMoved moved = movePeople(*desk.store, desk.move());
        desk.store->doneTogether(moved.deeds, {});
        const Turned half =
            turnTogether(*desk.store, desk.store->undoable().back(), Turn::Undo, [](int done) { return done < 1; });
        QVERIFY(half.cancelled);
        takeTurned(*desk.store, half);
        QCOMPARE(desk.in(desk.from), desk.inside - 100); // the last batch is back
        QCOMPARE(desk.store->undoable().back().size(), size_t(2));
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.in(desk.from), desk.inside);
    }
    void aVersionThatIsTakenBackMeanwhileEndsTheMove()
    {
        Desk desk(60);
        bool back = false;
        const PeopleMoved moved = movePeople(*desk.store, desk.move(), [&](const PeopleMoved &) {
            back = back || bool(undoLast(*desk.store)); // what was saved
            return true;
        });
        QVERIFY(back && moved.failed);
        QCOMPARE(moved.failed->subject, QStringLiteral("version"));
        QCOMPARE(moved.done, 50);
    }
    void theWorkerMovesThemWithTheCountSaidAndTakesThemBack()
    {
        Desk desk(120);
        Worker worker(desk.store.path, desk.store.clock, desk.store.mike);
        worker.start();
        std::vector<PeopleMoved> told;
        connect(&worker, &Worker::moved, this, [&](const PeopleMoved &moved) { told.push_back(moved); });
        worker.movePeople(desk.move());
        QCOMPARE(told.size(), size_t(4)); // three deeds and the end
        QCOMPARE(told[0].done, 50);
        QCOMPARE(told[0].total, desk.inside);
        QVERIFY(!told[2].finished && told[3].finished);
        QCOMPARE(desk.in(desk.to), desk.inside);
        QCOMPARE(desk.store.count("deed WHERE verb='plan_move' AND who=x'" + desk.store.mike.value.hex() + "'"), 3);
        desk.store->doneTogether(told[3].deeds, {});
        std::vector<int> counted;
        Turned turned;
        connect(&worker, &Worker::turning, this, [&](int done, int total, Turn) {
            counted.push_back(done);
            QCOMPARE(total, 3);
        });
        connect(&worker, &Worker::turned, this, [&](const Turned &one) { turned = one; });
        worker.turnBack(desk.store->undoable().back(), Turn::Undo);
        QCOMPARE(counted, (std::vector<int>{1, 2}));
        QCOMPARE(desk.in(desk.from), desk.inside);
        takeTurned(*desk.store, turned);
        QCOMPARE(desk.store->undoable().size(), size_t(1)); // the saved version
        QVERIFY(redoLast(*desk.store));
        QCOMPARE(desk.in(desk.to), desk.inside);
    }
    void theWorkersMoveIsCalledOffBetweenTwoDeeds()
    {
        Desk desk(120);
        Worker worker(desk.store.path, desk.store.clock, desk.store.mike);
        worker.start();
        PeopleMoved last;
        connect(&worker, &Worker::moved, this, [&](const PeopleMoved &moved) {
            last = moved;
            worker.cancel();
        });
        worker.movePeople(desk.move());
        QVERIFY(last.finished && last.cancelled);
        QCOMPARE(last.done, 50);
        QCOMPARE(desk.in(desk.from), desk.inside - 50);
    }
    void whoMayNotChangePlansMovesNobody()
    {
        Desk desk(2);
        desk.store->setPerson(desk.store.dana);
        const PeopleMoved moved = movePeople(*desk.store, desk.move());
        QVERIFY(moved.failed && moved.finished);
        QCOMPARE(moved.failed->code, Error::Code::Denied);
        QVERIFY(moved.deeds.empty());
    }
    void theCommandLinesUndoTakesItBackInOne()
    {
        Desk desk(120);
        QCOMPARE(*movePeople(*desk.store, desk.from, desk.to, desk.step), desk.inside);
        const auto undone = undoNewest(*desk.store);
        QVERIFY2(undone, undone ? "" : qPrintable(undone.error().subject));
        QCOMPARE(undone->step.verb, QByteArray("plan_move"));
        QCOMPARE(undone->step.deeds.size(), size_t(3));
        QCOMPARE(desk.in(desk.from), desk.inside);
        QCOMPARE(newestStep(desk.database())->verb, QByteArray("plan_version"));
    }
    void savingKeepsWhetherThePlanIsOn()
    {
        Desk desk(0);
        const QString key = QStringLiteral("internet");
        QVERIFY(setPlanActive(*desk.store, key, false));
        const auto shelf = *planShelf(desk.database());
        Plan typed = shelf->version(desk.to)->plan;
        typed.title = QStringLiteral("Off for now");
        const auto saved = savePlan(*desk.store, desk.to, typed);
        QVERIFY(saved && !saved->active);
        QVERIFY(!(*planShelf(desk.database()))->inUse(key));
        QCOMPARE((*planShelf(desk.database()))->row(key)->version, saved->version);
        QVERIFY(setPlanActive(*desk.store, key, true));
        typed.title = QStringLiteral("On again");
        QVERIFY(savePlan(*desk.store, saved->version, typed)->active);
        QVERIFY((*planShelf(desk.database()))->inUse(key));
    }
    void aNewPlanTakesNobodyInUntilItIsSwitchedOn()
    {
        Desk desk(0);
        Plan mine = (*planShelf(desk.database()))->version(desk.to)->plan;
        mine.key = QStringLiteral("own_1");
        mine.types = 1; // narrower than the shipped one: it would be chosen
        mine.paces = 15;
        const auto saved = savePlan(*desk.store, {}, mine);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().subject));
        QVERIFY(!saved->active);
        desk.add(1);
        QVERIFY(desk.newest().plan != mine.key);
        QVERIFY(setPlanActive(*desk.store, mine.key, true));
        // One deed made it, and undo takes it away whole; saved again it is off again.
        QVERIFY(undoLast(*desk.store) && undoLast(*desk.store) && undoLast(*desk.store));
        QVERIFY(!(*planShelf(desk.database()))->row(mine.key));
        const auto again = savePlan(*desk.store, {}, mine);
        QVERIFY(again && !again->active);
        QVERIFY((*planShelf(desk.database()))->row(mine.key));
    }
};
UPDESK_TEST(TestPlanMove);
#include "tst_planmove.moc"
