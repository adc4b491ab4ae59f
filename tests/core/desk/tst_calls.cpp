// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestCalls : public QObject
{
    Q_OBJECT
    static CallLog outcome(TestStore &store, Outcome outcome, Time seconds = 10)
    {
        CallLog call;
        call.outcome = outcome;
        call.dialledAt = store.clock.now();
        store.clock.advance(seconds * kSecond);
        call.endedAt = store.clock.now();
        return call;
    }
private Q_SLOTS:
    void aVisitWhoseTimeHasPassedWaitsInTodayAndNotAmongTheConfirmations()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Time at = store.clock.now() + 23 * kHour; // tomorrow: its confirmation is due at once
        CallLog call;
        call.outcome = Outcome::VisitSet;
        call.told = store.clock.now();
        call.appointment = at;
        QVERIFY(logCall(*store, one.lead, call));
        QCOMPARE(leadNowOf(store->database(), one.lead)->place.group, 2);
        QCOMPARE(leadNowOf(store->database(), one.lead)->visitAt, at);
        store.clock.set(at);
        QCOMPARE(*regroup(store->database(), at), 1);
        QCOMPARE(leadNowOf(store->database(), one.lead)->place.group, 4);
        QCOMPARE(rebuild(store->database(), at, Rebuild::CompareOnly)->differed, 0);
        QVERIFY(bookVisit(*store, one.lead, at + 20 * kHour, {}));
        QCOMPARE(leadNowOf(store->database(), one.lead)->place.group, 2);
    }
    void noAnswerStopsTheClockAndPlansTheNextCall()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const auto logged = logCall(*store, one.lead, outcome(store, Outcome::NoAnswer));
        QVERIFY(logged);
        QVERIFY(logged->verified);
        const auto now = leadNowOf(store->database(), one.lead);
        QCOMPARE(now->clock, LeadNow::Stopped);
        QCOMPARE(now->attempts, 1);
        QCOMPARE(now->stage, Stage::Tried);
        QCOMPARE(now->attempt, 2);
        QCOMPARE(now->nextDue, logged->nextDue);
        QCOMPARE(now->place.group, 4);
    }
    void aBareOutcomeDoesNotStopTheClock()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const auto logged = logCall(*store, one.lead, outcome(store, Outcome::NoAnswer, 3));
        QVERIFY(logged && !logged->verified);
        QCOMPARE(leadNowOf(store->database(), one.lead)->clock, LeadNow::Running);
    }
    void eightAttemptsAndThenNoMore()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        for (int i = 1; i <= 8; ++i) {
            const auto logged = logCall(*store, one.lead, outcome(store, Outcome::Voicemail));
            QVERIFY(logged);
            QCOMPARE(logged->lastAttempt, i == 8);
            if (i < 8) {
                QVERIFY(logged->nextDue > store.clock.now());
                store.clock.set(logged->nextDue);
            }
        }
        QCOMPARE(leadNowOf(store->database(), one.lead)->attempts, 8);
        QCOMPARE(store.count("task WHERE done_by_activity IS NULL AND dropped=0"), 0);
    }
    void undoGivesTheRowsBackAsTheyWere()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const auto before = leadNowOf(store->database(), one.lead);
        for (const Outcome o : {Outcome::NoAnswer, Outcome::WrongNumber, Outcome::DoNotContact}) {
            CallLog call = outcome(store, o);
            QVERIFY(logCall(*store, one.lead, call));
            const auto undone = undoLast(*store);
            QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().subject));
            auto after = leadNowOf(store->database(), one.lead);
            after->scoredAt = before->scoredAt;
            after->place.nextChange = before->place.nextChange;
            QCOMPARE(*after == *before, true);
        }
        QVERIFY(mayContact(*store, one.lead, Channel::Phone));
    }
    void afterDoNotContactACallIsRefused()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(mayContact(*store, one.lead, Channel::Phone));
        QVERIFY(logCall(*store, one.lead, outcome(store, Outcome::DoNotContact)));
        const auto may = mayContact(*store, one.lead, Channel::Phone);
        QVERIFY(!may);
        QCOMPARE(may.error().code, Error::Code::Denied);
        store.clock.advance(2 * kMinute);
        const auto undone = undoLast(*store);
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, Error::Code::Denied);
    }
    void aCaptureWithACallOnItIsNotTakenBack()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(logCall(*store, one.lead, outcome(store, Outcome::NoAnswer)));
        const auto undone = undoDeed(*store, one.deed);
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, Error::Code::Conflict);
    }
    void redoDoesItAgain()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(addNote(*store, one.lead, QStringLiteral("likes blue")));
        QVERIFY(undoLast(*store));
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 0);
        QVERIFY(redoLast(*store));
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 1);
    }
    void theLadderWarnsTellsAndTakesBackTwiceAtMost()
    {
        TestStore store;
        QVERIFY(doDeed(*store, "settings", {}, [&](Transaction &tx) {
            return apply(tx,
                put(kPerson,
                    Person{{tx.freshId()}, QStringLiteral("Lena"), QStringLiteral("lena"), Role::Sales, true}));
        }));
        const Captured one = store.add(store.webLead(1));
        const PersonId first = leadNowOf(store->database(), one.lead)->owner;
        const Time received = leadNowOf(store->database(), one.lead)->received;
        for (int minute = 0; minute < 60; ++minute) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
        QVERIFY(store.count("activity WHERE code=3") >= 1);
        QCOMPARE(store.count("activity WHERE code=5"), 2);
        QCOMPARE(store.count("activity WHERE code=6"), 1);
        QVERIFY(store.count("notice WHERE kind=6 AND person_id=x'" + first.value.hex() + "'") >= 1);
        QCOMPARE(leadNowOf(store->database(), one.lead)->received, received);
        // Three owners, and none of them twice.
        QCOMPARE(store.count("assignment"), 3);
        QCOMPARE(store.count("(SELECT DISTINCT to_person FROM assignment)"), 3);
        // The manager reads each time from whom it was taken; who is in no turn is not called to it.
        const QByteArray mike = store.mike.value.hex();
        QCOMPARE(store.count("notice WHERE kind=" + QByteArray::number(int(Notice::Kind::LeadMoved))
                     + " AND person_id=x'" + mike + "'"),
            2);
        QCOMPARE(store.count("notice WHERE kind=7 AND person_id=x'" + mike + "'"), 0);
        QVERIFY(store.count("notice WHERE kind=7") > 0);
    }
    void whatNobodyElseCanTakeStaysAndItsHistorySaysSo()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const PersonId owner = leadNowOf(store->database(), one.lead)->owner;
        QVERIFY(doDeed(*store, "settings", {}, [&](Transaction &tx) -> Result<void> {
            for (const Person &person : (*store->rules())->people) {
                Person gone = person;
                gone.active = person.id == owner;
                if (auto done = apply(tx, set(kPerson, person, gone)); !done)
                    return done;
            }
            return {};
        }));
        for (int minute = 0; minute < 60; ++minute) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
        QCOMPARE(leadNowOf(store->database(), one.lead)->owner, owner);
        QCOMPARE(leadNowOf(store->database(), one.lead)->timesTakenBack, 0);
        QCOMPARE(store.count("activity WHERE code=5"), 0);
        QCOMPARE(store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::NobodyElse))), 1);
        QCOMPARE(store.count("activity WHERE code=4"), 0);
        QCOMPARE(store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::NoManager))), 1);
        QCOMPARE(store.count("notice WHERE kind=6"), 0);
    }
    void anOpenLeadIsNotTakenBack()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        store->hold(one.lead);
        for (int minute = 0; minute < 20; ++minute) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
        QCOMPARE(store.count("activity WHERE code=5"), 0);
    }
    void twelveLeadsAreReassignedInOneDeedAndToldOnce()
    {
        TestStore store;
        std::vector<LeadId> leads;
        CaptureChoices dana;
        dana.owner = store.dana;
        for (int i = 0; i < 12; ++i)
            leads.push_back(store.add(store.webLead(i), dana).lead);
        store->setPerson(store.mike);
        QVERIFY(assign(*store, leads, store.omar));
        QCOMPARE(store.count("lead WHERE owner_id=x'" + store.omar.value.hex() + "'"), 12);
        QCOMPARE(store.count("notice WHERE kind=2 AND count=12"), 1);
        QCOMPARE(store.count("notice WHERE kind=3 AND count=12"), 1);
        QVERIFY(undoLast(*store));
        QCOMPARE(store.count("lead WHERE owner_id=x'" + store.dana.value.hex() + "'"), 12);
        QVERIFY(!assign(*store, leads, store.ada));
    }
    void aMergeIsUndoneWithBothRecordsBack()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Captured two = store.add(store.webLead(2));
        const QByteArray before =
            store.list("SELECT quote(id)||quote(customer_id) FROM phone UNION ALL SELECT quote(id)||quote(customer_id)"
                       " FROM lead UNION ALL SELECT quote(id)||full_name||quote(merged_into) FROM customer");
        QVERIFY(merge(*store, two.customer, one.customer));
        QCOMPARE(store.count("lead WHERE customer_id=x'" + one.customer.value.hex() + "'"), 2);
        QVERIFY(!merge(*store, two.customer, one.customer));
        QVERIFY(undoLast(*store));
        QCOMPARE(
            store.list("SELECT quote(id)||quote(customer_id) FROM phone UNION ALL SELECT quote(id)||quote(customer_id)"
                       " FROM lead UNION ALL SELECT quote(id)||full_name||quote(merged_into) FROM customer"),
            before);
    }
};
UPDESK_TEST(TestCalls);
#include "tst_calls.moc"
