// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/rounds.h"
#include "core/desk/routedesk.h"
#include "core/desk/undo.h"
#include "core/leads/detailrows.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Leads dealt by the rules of a store, from its rows.
class TestDealt : public QObject
{
    Q_OBJECT
    static QByteArray hex(PersonId id) { return id.value.hex(); }
    static void setRules(TestStore &store, const std::vector<QByteArray> &rules)
    {
        QVERIFY(doDeed(*store, "rules", {}, [&](Transaction &tx) -> Result<void> {
            const auto old = loadAll(tx.database(), kRouteRule);
            for (const RouteRuleRow &row : *old) {
                if (auto gone = apply(tx, remove(kRouteRule, row.id.value)); !gone)
                    return gone;
            }
            int rank = 0;
            for (const QByteArray &rule : rules) {
                ++rank;
                const RouteRuleRow row{
                    {tx.freshId()}, rank, QStringLiteral("Rule %1").arg(rank), QString::fromLatin1(rule), true};
                if (auto done = apply(tx, put(kRouteRule, row)); !done)
                    return done;
            }
            return {};
        }));
    }
    static void setBackup(TestStore &store, PersonId person, PersonId backup)
    {
        QVERIFY(doDeed(*store, "settings", {}, [&](Transaction &tx) {
            return apply(
                tx, put(kSetting, Setting{{tx.freshId()}, QStringLiteral("backups"), jsonOf({{person, backup}})}));
        }));
    }
    static LeadDraft cool(const TestStore &store, int i)
    {
        LeadDraft draft = store.webLead(i);
        draft.timeframeDays = -1;
        draft.asks = 0;
        return draft;
    }
    static qint64 told(TestStore &store, PersonId person, Notice::Kind kind)
    {
        return store.count("notice WHERE person_id=x'" + hex(person) + "' AND kind=" + QByteArray::number(int(kind)));
    }
    static int ownedBy(TestStore &store, PersonId person)
    {
        return int(store.count("lead WHERE owner_id=x'" + hex(person) + "'"));
    }
    static void run(TestStore &store, Time until)
    {
        while (store.clock.now() < until) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
    }

private Q_SLOTS:
    void weightsHoldOverDaysWhoeverOpensTheFile()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"weighted","weights":{")" + hex(store.dana) + R"(":2}})"});
        int dana = 0;
        for (int i = 0; i < 60; ++i) {
            dana += store.add(cool(store, i)).owner == store.dana;
            store.clock.advance(70 * kMinute);
            if (i % 7 == 0)
                store.reopen(); // nothing is remembered but the rows
        }
        QVERIFY2(std::abs(dana - 40) <= 2, QByteArray::number(dana).constData());
        QCOMPARE(store.count("assignment WHERE reason=" + QByteArray::number(int(RouteReason::Share)))
                + store.count("assignment WHERE reason=" + QByteArray::number(int(RouteReason::ComesOnNext))),
            60);
    }
    void aFloodIsDealtByWeightToo()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"weighted","weights":{")" + hex(store.omar) + R"(":3}})"});
        std::vector<LeadDraft> drafts;
        for (int i = 0; i < 120; ++i)
            drafts.push_back(cool(store, i));
        QVERIFY(captureAll(*store, drafts, {}));
        QVERIFY2(
            std::abs(ownedBy(store, store.omar) - 90) <= 2, QByteArray::number(ownedBy(store, store.omar)).constData());
    }
    void theLeastBusyIsWhoHasFewestLeadsThatNeedSomething()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"least-busy"})"});
        const Captured first = store.add(cool(store, 1));
        const Captured second = store.add(cool(store, 2));
        QVERIFY(first.owner != second.owner);
        QVERIFY(closeLead(*store, second.lead, Closed::Lost, QStringLiteral("price")));
        const Captured third = store.add(cool(store, 3));
        QCOMPARE(third.owner, second.owner); // has nothing to do, though it is not their turn
        QCOMPARE(RouteReason(leadDetail(store->database(), third.lead)->assigned.reason), RouteReason::LeastBusy);
    }
    void aDayIsFullAtTheLimitAndBeginsAnewAtMidnight()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"capped","most_a_day":2})"});
        std::map<PersonId, int> got;
        for (int i = 0; i < 4; ++i)
            ++got[store.add(cool(store, i)).owner];
        QCOMPARE(got[store.dana], 2);
        QCOMPARE(got[store.omar], 2);
        const Captured over = store.add(cool(store, 5));
        QVERIFY(over.owner == store.dana || over.owner == store.omar); // nobody else sells here
        QCOMPARE(RouteReason(leadDetail(store->database(), over.lead)->assigned.reason), RouteReason::OverFull);
        store.clock.advance(kDay);
        const Captured next = store.add(cool(store, 6));
        QCOMPARE(RouteReason(leadDetail(store->database(), next.lead)->assigned.reason), RouteReason::HasRoom);
    }
    void thosePeopleSellMoreWhoCloseMore()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"closing-rate","floor":50})"});
        QCOMPARE(testRoute(*store, cool(store, 1), store.clock.now())->people[0].closingRate, 0);
        for (int i = 0; i < 20; ++i)
            store.add(cool(store, i));
        QVERIFY(store->database().execute("UPDATE lead_now SET closed=1 WHERE owner_id=x'" + hex(store.dana) + "'"));
        const auto test = testRoute(*store, cool(store, 30), store.clock.now());
        const auto rate = [&](PersonId id) {
            return std::ranges::find(test->people, id, &RoutePerson::id)->closingRate;
        };
        QVERIFY(rate(store.dana) > rate(store.omar) && rate(store.omar) > 0);
        QCOMPARE(test->routed.person, store.dana);
    }
    void aPoolLeadIsToldToAllOnDutyAndTheFirstCallTakesIt()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"pool"})"});
        store->setPerson({});
        const Captured one = store.add(cool(store, 1));
        QVERIFY(one.owner.isNull());
        for (const PersonId &person : {store.dana, store.omar, store.mike})
            QCOMPARE(told(store, person, Notice::Kind::UpForGrabs), 1);
        QCOMPARE(told(store, store.ada, Notice::Kind::UpForGrabs), 0);
        const auto kept = leadDetail(store->database(), one.lead)->assigned;
        QCOMPARE(RouteReason(kept.reason), RouteReason::Pool);
        QCOMPARE(kept.rule, QStringLiteral("Rule 1"));
        store->setPerson(store.omar);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.told = store.clock.now();
        QVERIFY(logCall(*store, one.lead, call));
        QCOMPARE(leadNowOf(store->database(), one.lead)->owner, store.omar);
        QCOMPARE(RouteReason(leadDetail(store->database(), one.lead)->assigned.reason), RouteReason::Claimed);
        for (const PersonId &person : {store.dana, store.omar, store.mike})
            QCOMPARE(told(store, person, Notice::Kind::UpForGrabs), 0);
        QVERIFY(undoLast(*store));
        QVERIFY(leadNowOf(store->database(), one.lead)->owner.isNull());
    }
    void twoWhoGrabGetItOnce()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"pool"})"});
        const Captured one = store.add(cool(store, 1));
        QVERIFY(claimLead(*store, one.lead));
        QVERIFY(claimLead(*store, one.lead)->isNull()); // mine already
        store->setPerson(store.omar);
        const auto late = claimLead(*store, one.lead);
        QVERIFY(!late);
        QCOMPARE(late.error().code, Error::Code::Conflict);
        QCOMPARE(leadNowOf(store->database(), one.lead)->owner, store.dana);
        store->setPerson({});
        QCOMPARE(claimLead(*store, one.lead).error().code, Error::Code::Denied);
    }
    void aLeadTakenBackByAPoolIsNobodysAgain()
    {
        TestStore store;
        setRules(store, {R"({"role":"sales","mode":"pool"})"});
        const Captured one = store.add(cool(store, 1));
        QVERIFY(claimLead(*store, one.lead));
        run(store, store.clock.now() + 40 * kMinute);
        QVERIFY(leadNowOf(store->database(), one.lead)->owner.isNull());
        QCOMPARE(told(store, store.dana, Notice::Kind::TakenBack), 1);
        QCOMPARE(told(store, store.omar, Notice::Kind::UpForGrabs), 1);
        QVERIFY(told(store, store.mike, Notice::Kind::ClockLate) == 1);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void atDueTheNamedBackupIsTold()
    {
        TestStore store;
        setBackup(store, store.dana, store.mike);
        setRules(store, {R"({"persons":[")" + hex(store.dana) + R"("]})"});
        const Captured one = store.add(cool(store, 1));
        QCOMPARE(one.owner, store.dana);
        run(store, leadNowOf(store->database(), one.lead)->clockDue + kMinute);
        QCOMPARE(told(store, store.mike, Notice::Kind::BackupNeeded), 1);
        QCOMPARE(told(store, store.mike, Notice::Kind::ClockLate), 0); // one notice says it all
        QCOMPARE(told(store, store.omar, Notice::Kind::BackupNeeded), 0);
        QCOMPARE(told(store, store.dana, Notice::Kind::ClockLate), 1);
    }
    void withoutANamedOneTheNextUpIsTheBackupAndOnlyOnce()
    {
        TestStore store;
        const Captured one = store.add(cool(store, 1));
        const PersonId other = one.owner == store.dana ? store.omar : store.dana;
        run(store, leadNowOf(store->database(), one.lead)->clockDue + 3 * kMinute);
        QCOMPARE(told(store, other, Notice::Kind::BackupNeeded), 1);
        QCOMPARE(told(store, one.owner, Notice::Kind::BackupNeeded), 0);
        QCOMPARE(told(store, store.mike, Notice::Kind::ClockLate), 1);
        QCOMPARE(told(store, store.mike, Notice::Kind::BackupNeeded), 0);
        QCOMPARE(store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::ManagerTold))
                     + " AND person_id=x'" + hex(other) + "'"),
            1);
    }
    void testingALeadWritesNothing()
    {
        TestStore store;
        const Captured one = store.add(cool(store, 1));
        const qint64 deeds = store.count("deed"), given = store.count("assignment");
        const auto fresh = testRoute(*store, cool(store, 2), store.clock.now());
        const auto known = testRoute(*store, one.lead, store.clock.now());
        QVERIFY(fresh && known);
        QCOMPARE(known->routed.rule, QStringLiteral("Everyone in turn"));
        QCOMPARE(known->people.size(), known->verdicts.size());
        QVERIFY(known->routed.person != one.owner); // whose turn it was just now
        QCOMPARE(store.count("deed"), deeds);
        QCOMPARE(store.count("assignment"), given);
        QCOMPARE(testRoute(*store, LeadId{}, 0).error().code, Error::Code::NotFound);
        const auto night = testRoute(*store, cool(store, 3), store.clock.now() + 12 * kHour);
        QVERIFY(night->lead.afterHours);
        QCOMPARE(night->routed.reason, RouteReason::ComesOnNext);
    }
};
UPDESK_TEST(TestDealt);
#include "tst_dealt.moc"
