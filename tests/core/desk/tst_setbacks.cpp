// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/planverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/setbackstore.h"
#include "core/desk/setbackverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customer.h"
#include "core/sequences/planstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What the server did not take, as the desk lives with it.
class TestSetbacks : public QObject
{
    Q_OBJECT
    static void add(TestStore &store, const Setback &one)
    {
        Query q = store->database().query("INSERT INTO setback(kind,at,who,verb,tbl,row_id,field,ours,theirs,why,other)"
                                          " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)");
        q.bind(1, int(one.kind)).bind(2, one.at).bind(3, one.who).bind(4, Value{one.verb}).bind(5, Value{one.table});
        q.bind(6, one.row).bind(7, Value{one.field}).bind(8, one.ours).bind(9, one.theirs).bind(10, one.why);
        QVERIFY(q.bind(11, one.other).run());
    }
    static Setback refusal(const TestStore &store, const Id &row, const char *field)
    {
        Setback one;
        one.at = store.clock.now();
        one.who = store.dana;
        one.verb = "note";
        one.table = "lead";
        one.row = row;
        one.field = field;
        one.why = QStringLiteral("role");
        return one;
    }
    static std::vector<Notice> of(TestStore &store, PersonId person, Notice::Kind kind)
    {
        auto all = *notices(store->database(), person);
        std::erase_if(all, [kind](const Notice &notice) { return notice.kind != kind; });
        return all;
    }
    static CustomerId customerOf(TestStore &store, LeadId lead)
    {
        return load(store->database(), kLead, lead.value)->customer;
    }
    static QString company(TestStore &store, CustomerId customer)
    {
        return load(store->database(), kCustomer, customer.value)->company;
    }

private Q_SLOTS:
    void whoeverKeyedItIsToldOnce()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        QCOMPARE(*settleSetbacks(*store, store->person()), 0);
        add(store, refusal(store, lead.value, "grade_set"));
        add(store, refusal(store, lead.value, "grade_why"));
        QCOMPARE(*settleSetbacks(*store, store->person()), 2);
        const auto told = of(store, store.dana, Notice::Kind::ChangeRefused);
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told.front().lead, lead);
        QCOMPARE(*settleSetbacks(*store, store->person()), 0);
        QCOMPARE(of(store, store.dana, Notice::Kind::ChangeRefused).size(), 1u);
        QCOMPARE(of(store, store.omar, Notice::Kind::ChangeRefused).size(), 0u);
        store.clock.advance(kMinute);
        Setback both = refusal(store, lead.value, "comments");
        both.kind = Setback::Kind::TwoPlaces;
        add(store, both);
        both.kind = Setback::Kind::Lost;
        both.who = store.omar;
        add(store, both);
        QCOMPARE(*settleSetbacks(*store, store->person()), 2);
        QCOMPARE(of(store, store.dana, Notice::Kind::OursStands).size(), 1u);
        QCOMPARE(of(store, store.omar, Notice::Kind::TheirsStands).size(), 1u);
    }
    // An older program took note of what nobody has to decide.
    void whatIsNobodysDecisionIsNeitherShownNorCountedNorTold()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        const auto open = openTasks(store->database(), lead);
        Setback one = refusal(store, open->front().value, "done_by_activity");
        one.table = "task";
        for (const auto kind : {Setback::Kind::TwoPlaces, Setback::Kind::Lost}) {
            one.kind = kind;
            add(store, one);
        }
        QVERIFY(setbacks(store->database())->empty());
        QCOMPARE(*unseenSetbacks(store->database()), 0);
        QCOMPARE(*settleSetbacks(*store, store->person()), 0);
        QVERIFY(!*isAnythingUntold(store->database())); // and not looked at again
        QCOMPARE(store.count("notice WHERE kind>20"), 0);
        one.kind = Setback::Kind::Rejected; // a call that the server refused as a whole is another matter
        add(store, one);
        one.field = "due";
        one.kind = Setback::Kind::TwoPlaces;
        one.row = lead.value;
        add(store, one);
        QCOMPARE(setbacks(store->database())->size(), 2u);
        QCOMPARE(*unseenSetbacks(store->database()), 2);
        QCOMPARE(*settleSetbacks(*store, store->person()), 2);
    }
    void aCustomersFieldIsOfTheNewestLead()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        Setback one = refusal(store, customerOf(store, lead).value, "company");
        one.table = "customer";
        QCOMPARE(*leadOf(store->database(), one), lead);
        one.table = "setting";
        one.row = newId(1);
        QVERIFY(leadOf(store->database(), one)->isNull());
    }
    // Nobody's lead, called here while the server was away: Omar had it first.
    void ofALostClaimThePlanGoes()
    {
        TestStore store;
        const LeadId lead = unowned(store);
        const Time at = store.clock.now();
        QVERIFY(claimLead(*store, lead));
        QVERIFY(snooze(*store, lead, at + kHour));
        QCOMPARE(store.count("assignment WHERE deleted=0 AND lead_id=x'" + lead.value.hex() + "' AND to_person=x'"
                     + store.dana.value.hex() + "'"),
            1);
        addTask(store, lead, store.dana, at + 2 * kHour); // planned by Dana, for Dana
        giveTo(store, lead, store.omar);
        add(store, lost(store, lead, at));
        QCOMPARE(*settleSetbacks(*store, store->person()), 1);
        const auto told = of(store, store.dana, Notice::Kind::ClaimLost);
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told.front().other, store.omar);
        const auto open = openTasks(store->database(), lead);
        QVERIFY(open && open->size() == 1); // the lead's own first step, which others planned
        QVERIFY(load(store->database(), kTask, open->front().value)->person != store.dana);
        QCOMPARE(store.count("assignment WHERE deleted=0 AND lead_id=x'" + lead.value.hex() + "' AND to_person=x'"
                     + store.dana.value.hex() + "'"),
            0);
        QCOMPARE(store.list("SELECT count(*) FROM deed WHERE verb='setback' AND who IS NULL"), QByteArray("1\n"));
    }
    void aPlanThatWaitedForTheLostCallBackGoesOn()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(useShippedPlans(*store));
        store->setPerson(store.dana);
        const LeadId lead = unowned(store);
        const Time at = store.clock.now();
        QVERIFY(claimLead(*store, lead));
        CallLog call;
        call.outcome = Outcome::CallBack;
        call.dialledAt = store.clock.now();
        store.clock.advance(kMinute);
        call.callBack = store.clock.now() + 2 * kDay;
        QVERIFY(logCall(*store, lead, call));
        const auto plan = [&] { return runningPlans(store->database(), lead)->front(); };
        store.clock.advance(kHour);
        QVERIFY(makeRound(*store));
        QCOMPARE(plan().next, Time(0)); // it sleeps until the call is made
        store->setPerson(store.omar);
        addTask(store, lead, store.omar, store.clock.now() + kDay);
        store->setPerson(store.dana);
        giveTo(store, lead, store.omar);
        add(store, lost(store, lead, at));
        QVERIFY(settleSetbacks(*store, store->person()));
        QCOMPARE(
            store.count("task WHERE promised=1 AND deleted=0 AND dropped=0 AND lead_id=x'" + lead.value.hex() + "'"),
            0);
        QVERIFY(plan().next > 0);
        store.clock.advance(kMinute);
        QVERIFY(makeRound(*store));
        QVERIFY(plan().next > store.clock.now()); // there is a step to look at again
    }
    void theLastStepStaysForTheOneWhoHasIt()
    {
        TestStore store;
        const LeadId lead = unowned(store);
        const Time at = store.clock.now();
        QVERIFY(doDeed(*store, "test", {lead}, [&](Transaction &tx) -> Result<void> {
            const auto open = openTasks(tx.database(), lead);
            for (const TaskId &id : *open) {
                if (auto done = apply(tx, remove(kTask, id.value)); !done)
                    return done;
            }
            return {};
        }));
        QVERIFY(claimLead(*store, lead));
        addTask(store, lead, store.dana, at + kHour);
        addTask(store, lead, store.dana, at + 2 * kHour);
        giveTo(store, lead, store.omar);
        add(store, lost(store, lead, at));
        QVERIFY(settleSetbacks(*store, store->person()));
        const auto open = openTasks(store->database(), lead);
        QVERIFY(open && open->size() == 1);
        const auto task = load(store->database(), kTask, open->front().value);
        QCOMPARE(task->due, at + kHour);
        QVERIFY(task->person.isNull());
    }
    void theOtherValueIsChosenAndTakenBack()
    {
        TestStore store;
        const CustomerId customer = customerOf(store, store.add(store.webLead(1)).lead);
        Setback one = refusal(store, customer.value, "company");
        one.table = "customer";
        one.kind = Setback::Kind::TwoPlaces;
        one.ours = QString();
        one.theirs = QStringLiteral("Ames Farm");
        QVERIFY(hasOther(store->database(), one));
        const auto used = useOther(*store, one);
        QVERIFY(used && !used->isNull());
        QCOMPARE(company(store, customer), QStringLiteral("Ames Farm"));
        QVERIFY(useOther(*store, one)->isNull()); // it stands
        QVERIFY(undoLast(*store));
        QCOMPARE(company(store, customer), QString());
        one.kind = Setback::Kind::Lost;
        one.ours = QStringLiteral("Bobs Farm");
        QVERIFY(useOther(*store, one));
        QCOMPARE(company(store, customer), QStringLiteral("Bobs Farm"));
    }
    void whatWasRefusedHasNoOtherValue()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        Setback one = refusal(store, lead.value, "comments");
        QVERIFY(!hasOther(store->database(), one));
        QCOMPARE(useOther(*store, one).error().code, Error::Code::Invalid);
        one.kind = Setback::Kind::Lost;
        QVERIFY(hasOther(store->database(), one));
        for (const char *field : {"owner_id", "closed", "no_such_field"}) {
            one.field = field;
            QVERIFY2(!hasOther(store->database(), one), field);
        }
        one.field = "comments";
        one.row = newId(1);
        QCOMPARE(useOther(*store, one).error().code, Error::Code::NotFound);
        one.table = "no_such_table";
        QVERIFY(!hasOther(store->database(), one));
    }

private:
    static LeadId unowned(TestStore &store)
    {
        LeadId lead = store.add(store.webLead(1)).lead; // dealt in turn: the next one goes to somebody else
        if (load(store->database(), kLead, lead.value)->owner == store.dana)
            lead = store.add(store.webLead(2)).lead;
        giveTo(store, lead, {});
        store.clock.advance(kMinute);
        return lead;
    }
    static void giveTo(TestStore &store, LeadId id, PersonId person)
    {
        QVERIFY(commitDeed(*store, "test", [&](Transaction &tx) {
            const auto lead = load(tx.database(), kLead, id.value);
            Lead given = *lead;
            given.owner = person;
            return apply(tx, set(kLead, *lead, given, Op::Kind::Assign));
        }));
    }
    static void addTask(TestStore &store, LeadId lead, PersonId person, Time due)
    {
        QVERIFY(doDeed(*store, "test", {lead}, [&](Transaction &tx) {
            Task task;
            task.id = {tx.freshId()};
            task.lead = lead;
            task.person = person;
            task.due = due;
            return apply(tx, put(kTask, task));
        }));
    }
    static Setback lost(const TestStore &store, LeadId lead, Time at)
    {
        Setback one = refusal(store, lead.value, "owner_id");
        one.kind = Setback::Kind::Lost;
        one.at = at;
        one.why.clear();
        one.ours = QString::fromLatin1(store.dana.value.hex());
        one.other = store.omar;
        return one;
    }
};
UPDESK_TEST(TestSetbacks);
#include "tst_setbacks.moc"
