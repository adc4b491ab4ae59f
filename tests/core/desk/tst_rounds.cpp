// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/notices.h"
#include "core/desk/rounds.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestRounds : public QObject
{
    Q_OBJECT
    static QByteArray code(Activity::Code code) { return "activity WHERE code=" + QByteArray::number(int(code)); }
    static QByteArray kind(Notice::Kind kind) { return "notice WHERE kind=" + QByteArray::number(int(kind)); }
    static void run(TestStore &store, Time until)
    {
        while (store.clock.now() < until) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
    }
    static LeadDraft cool(const TestStore &store, int i)
    {
        LeadDraft draft = store.webLead(i);
        draft.timeframeDays = -1;
        draft.asks = 0;
        return draft;
    }
private Q_SLOTS:
    void theRoundTellsWhenItIsNeededNext()
    {
        TestStore store;
        QCOMPARE(*makeRound(*store), Time(0));
        const Captured one = store.add(cool(store, 1));
        const auto next = makeRound(*store);
        QCOMPARE(*next, leadNowOf(store->database(), one.lead)->clockDue - 2 * kMinute);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.told = store.clock.now();
        QVERIFY(logCall(*store, one.lead, call));
        const auto later = makeRound(*store);
        QVERIFY(*later == 0 || *later > store.clock.now());
    }
    void anAnsweredLeadIsLeftAlone()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.told = store.clock.now();
        QVERIFY(logCall(*store, one.lead, call));
        run(store, store.clock.now() + kHour);
        QCOMPARE(store.count("activity WHERE kind=7"), 0);
    }
    void withNobodyElseOnDutyTheLeadStaysAndTheStepIsMadeOnce()
    {
        TestStore store;
        QVERIFY(doDeed(*store, "left", {}, [&](Transaction &tx) -> Result<void> {
            const auto omar = load(tx.database(), kPerson, store.omar.value);
            Person gone = *omar;
            gone.active = false;
            return apply(tx, set(kPerson, *omar, gone));
        }));
        const Captured one = store.add(cool(store, 1));
        QCOMPARE(one.owner, store.dana);
        run(store, store.clock.now() + kHour);
        const auto now = leadNowOf(store->database(), one.lead);
        QCOMPARE(now->owner, store.dana);
        QCOMPARE(store.count(code(Activity::Code::TakenBack)), 0);
        QCOMPARE(store.count(code(Activity::Code::NobodyElse)), 1);
        QCOMPARE(store.count("assignment WHERE lead_id=x'" + one.lead.value.hex() + "'"), 1); // and nobody got it
        QCOMPARE(store.count(code(Activity::Code::EveryoneTold)), 1);
    }
    // A take-back goes by the same rules as the arrival: who sells this make gets it.
    void aLeadTakenBackStaysInTheTeamOfItsMake()
    {
        TestStore store;
        QVERIFY(doDeed(*store, "rules", {}, [&](Transaction &tx) -> Result<void> {
            const auto rule = [&](int place, const char *words) {
                return put(kRouteRule,
                    RouteRuleRow{
                        {tx.freshId()}, place, QString::fromLatin1(words).left(20), QString::fromLatin1(words), true});
            };
            const auto old = loadAll(tx.database(), kRouteRule);
            for (const RouteRuleRow &row : *old) {
                if (auto gone = apply(tx, remove(kRouteRule, row.id.value)); !gone)
                    return gone;
            }
            return applyAll(tx, rule(1, R"({"makes":["Toyota"],"role":"sales"})"), rule(2, R"({"role":"manager"})"));
        }));
        const Captured one = store.add(cool(store, 1));
        QVERIFY(one.owner == store.dana || one.owner == store.omar);
        run(store, store.clock.now() + 11 * kMinute);
        QVERIFY(store.count(code(Activity::Code::TakenBack)) >= 1);
        const PersonId owner = leadNowOf(store->database(), one.lead)->owner;
        QVERIFY(owner != one.owner);
        QCOMPARE(owner, one.owner == store.dana ? store.omar : store.dana);
    }
    void afterHoursNothingFiresUntilTheOpening()
    {
        TestStore store;
        store.clock.advance(12 * kHour); // 22:00
        const Captured one = store.add(store.webLead(1));
        const Time opening = leadNowOf(store->database(), one.lead)->clockFrom;
        QVERIFY(opening > store.clock.now());
        run(store, opening);
        QCOMPARE(store.count("activity WHERE kind=7"), 0);
        run(store, opening + 2 * kHour);
        QVERIFY(store.count(code(Activity::Code::ManagerTold)) == 1);
    }
    void aHotLeadIsToldToTheManagerAndThenToEveryone()
    {
        TestStore store;
        LeadDraft hot = store.webLead(1);
        hot.wants.front().stock = QStringLiteral("T1190");
        hot.preApproved = true;
        hot.postal = QStringLiteral("10001");
        const Captured one = store.add(hot);
        QCOMPARE(leadNowOf(store->database(), one.lead)->tier, Tier::Hot);
        run(store, store.clock.now() + 7 * kMinute);
        QCOMPARE(store.count(code(Activity::Code::HotManagerTold)), 1);
        QCOMPARE(store.count(code(Activity::Code::HotEveryoneTold)), 1);
        QVERIFY(store.count(kind(Notice::Kind::HotUntouched)) >= 1);
    }
    void aNightSleptThroughIsCaughtUpInFewRounds()
    {
        TestStore store;
        for (int i = 0; i < 60; ++i)
            store.add(cool(store, i));
        store.clock.advance(23 * kHour); // the next morning, after opening
        int rounds = 0;
        for (Time next = 1; next > 0 && next <= store.clock.now() && rounds < 30; ++rounds) {
            const auto made = makeRound(*store);
            QVERIFY(made);
            next = *made;
        }
        QVERIFY2(rounds < 30, "the rounds come to no end");
        QCOMPARE(store.count(code(Activity::Code::ManagerTold)), 60);
        QCOMPARE(store.count(code(Activity::Code::OwnerWarned)), 0);
        const qint64 before = store.count("activity");
        QVERIFY(makeRound(*store));
        QCOMPARE(store.count("activity"), before);
    }
    void heldByTwoAndLetGoByOneIsStillHeld()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        store->hold(lead);
        store->hold(lead);
        store->letGo(lead);
        QVERIFY(store->isHeld(lead));
        store->letGo(lead);
        store->letGo(lead);
        QVERIFY(!store->isHeld(lead));
    }
    void aStoreWithoutHoursOrPeopleStandsARound()
    {
        FakeClock clock;
        QTemporaryDir dir;
        auto session = Session::open(dir.filePath(QStringLiteral("bare.updesk")), clock, Database::Open::OrCreate);
        QVERIFY(session);
        LeadDraft draft;
        draft.full = QStringLiteral("Sam Okafor");
        const auto one = capture(**session, draft);
        QVERIFY(one);
        for (int minute = 0; minute < 40; ++minute) {
            QVERIFY(makeRound(**session));
            clock.advance(kMinute);
        }
        QVERIFY(leadNowOf((*session)->database(), one->lead)->owner.isNull());
    }
};
UPDESK_TEST(TestRounds);
#include "tst_rounds.moc"
