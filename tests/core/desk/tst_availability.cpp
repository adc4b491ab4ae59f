// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/availability.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/rounds.h"
#include "core/desk/routedesk.h"
#include "core/desk/undo.h"
#include "core/leads/backup.h"
#include "core/leads/detailrows.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// "Busy with a customer": who says so gets no new lead for a while, and nothing else changes.
class TestAvailability : public QObject
{
    Q_OBJECT
    static void busy(TestStore &store, PersonId person, Time length = 30 * kMinute)
    {
        const PersonId before = store->person();
        store->setPerson(person);
        if (!becomeBusy(*store, length))
            qFatal("busy");
        store->setPerson(before);
    }
    static LeadDraft cool(const TestStore &store, int i)
    {
        LeadDraft draft = store.webLead(i);
        draft.timeframeDays = -1;
        draft.asks = 0;
        return draft;
    }
    static bool isBusyNow(TestStore &store, PersonId person)
    {
        return busyAt(store->database(), store.clock.now())->contains(person);
    }
    static qint64 told(TestStore &store, Notice::Kind kind, PersonId person)
    {
        return store.count(
            "notice WHERE kind=" + QByteArray::number(int(kind)) + " AND person_id=x'" + person.value.hex() + '\'');
    }
    static void shift(TestStore &store, PersonId person, int from, int to)
    {
        QVERIFY(doDeed(*store, "configure", {}, [&](Transaction &tx) {
            return apply(tx, put(kShift, Shift{{tx.freshId()}, person, 4, from * 60, to * 60}));
        }));
    }
    static void row(TestStore &store, const Busy &spell)
    {
        QVERIFY(doDeed(*store, "busy", {}, [&](Transaction &tx) {
            Busy one = spell;
            one.id = {tx.freshId()};
            return apply(tx, put(kBusy, one));
        }));
    }
    static void rule(TestStore &store, const QByteArray &json)
    {
        QVERIFY(doDeed(*store, "configure", {}, [&](Transaction &tx) -> Result<void> {
            const auto rows = loadAll(tx.database(), kRouteRule);
            RouteRuleRow other = rows->front();
            other.rule = QString::fromUtf8(json);
            return apply(tx, set(kRouteRule, rows->front(), other));
        }));
    }
    /// A lead of Dana's, and when its clock runs out.
    static std::pair<LeadId, Time> danasLead(TestStore &store)
    {
        CaptureChoices danas;
        danas.owner = store.dana;
        const LeadId lead = store.add(cool(store, 1), danas).lead;
        return {lead, leadNowOf(store->database(), lead)->clockDue};
    }
    /// Who is next among two without a lead is a matter of their ids.
    static void beDanasTurn(TestStore &store)
    {
        CaptureChoices omars;
        omars.owner = store.omar;
        store.add(store.webLead(90), omars);
        store.clock.advance(kMinute);
    }
    static PersonId owner(TestStore &store, LeadId lead) { return leadNowOf(store->database(), lead)->owner; }
    static qint64 noted(TestStore &store, Activity::Code code)
    {
        return store.count("activity WHERE code=" + QByteArray::number(int(code)));
    }
    static void run(TestStore &store, Time until)
    {
        while (store.clock.now() < until) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
    }

private Q_SLOTS:
    void itIsOneRowThatEndsByItself()
    {
        TestStore store;
        const auto spell = becomeBusy(*store, 30 * kMinute);
        QVERIFY(spell && !spell->deed.isNull());
        QCOMPARE(spell->until, store.clock.now() + 30 * kMinute);
        QCOMPARE(store.count("busy"), 1);
        QCOMPARE(store.list("SELECT verb FROM deed ORDER BY n DESC LIMIT 1"), QByteArray("busy\n"));
        QVERIFY(isBusyNow(store, store.dana) && !isBusyNow(store, store.omar));
        store.clock.advance(30 * kMinute - 1);
        QVERIFY(isBusyNow(store, store.dana));
        store.clock.advance(1);
        QVERIFY(!isBusyNow(store, store.dana));
    }
    void saidAgainItCountsFromNowAndFreeEndsIt()
    {
        TestStore store;
        QVERIFY(becomeBusy(*store, kHour));
        store.clock.advance(10 * kMinute);
        const auto sooner = becomeBusy(*store, 15 * kMinute);
        QCOMPARE(sooner->until, store.clock.now() + 15 * kMinute);
        QCOMPARE(busyAt(store->database(), store.clock.now())->at(store.dana), sooner->until);
        const auto same = becomeBusy(*store, 15 * kMinute);
        QVERIFY(same && same->deed.isNull());
        QCOMPARE(store.count("busy"), 1);
        const auto deed = becomeFree(*store);
        QVERIFY(deed && !deed->isNull());
        QVERIFY(!isBusyNow(store, store.dana));
        const auto again = becomeFree(*store);
        QVERIFY(again && again->isNull());
        store->setPerson({});
        QCOMPARE(becomeBusy(*store, kHour).error().code, Error::Code::Denied);
        QCOMPARE(*busyEndHere(*store, kHour), Time(0));
    }
    void theShiftEndsItAtTheLatest()
    {
        TestStore store;
        shift(store, store.dana, 9, 11);
        const Time eleven = store.clock.now() + kHour;
        QCOMPARE(becomeBusy(*store, 0)->until, eleven);
        store.clock.advance(50 * kMinute);
        QCOMPARE(becomeBusy(*store, 30 * kMinute)->until, eleven);
        QCOMPARE(*busyEndHere(*store, 30 * kMinute), eleven);
    }
    void undoAndRedoGoBothWays()
    {
        TestStore store;
        QVERIFY(becomeBusy(*store, kHour));
        QVERIFY(undoLast(*store));
        QVERIFY(!isBusyNow(store, store.dana));
        QVERIFY(redoLast(*store));
        QVERIFY(isBusyNow(store, store.dana));
        QVERIFY(becomeFree(*store));
        QVERIFY(undoLast(*store));
        QCOMPARE(busyAt(store->database(), store.clock.now())->at(store.dana), store.clock.now() + kHour);
    }
    void newLeadsGoToOthersAndTheTurnIsKept()
    {
        TestStore store;
        beDanasTurn(store);
        QCOMPARE(store.add(store.webLead(1)).owner, store.dana);
        store.clock.advance(kMinute);
        QCOMPARE(store.add(store.webLead(2)).owner, store.omar);
        store.clock.advance(kMinute);
        busy(store, store.dana);
        for (int i = 3; i < 6; ++i) {
            QCOMPARE(store.add(store.webLead(i)).owner, store.omar);
            store.clock.advance(kMinute);
        }
        QCOMPARE(nextUp(*store, store.webLead(9))->person, store.omar);
        store.clock.advance(30 * kMinute);
        QCOMPARE(store.add(store.webLead(6)).owner, store.dana); // hers was the turn all the time
    }
    void theirOwnCustomersComeToOthersButTheirLeadsStay()
    {
        TestStore store;
        CaptureChoices danas;
        danas.owner = store.dana;
        const Captured open = store.add(store.webLead(1), danas);
        busy(store, store.dana);
        store->setPerson({});
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("again");
        const Captured joined = store.add(again);
        QCOMPARE(joined.lead, open.lead); // it is still hers
        QCOMPARE(joined.owner, store.dana);
        QCOMPARE(told(store, Notice::Kind::AskedAgain, store.dana), 1);
        // Closed, the customer is still hers, but while she is busy what comes anew goes to somebody else.
        QVERIFY(closeLead(*store, open.lead, Closed::Lost, QStringLiteral("price")));
        again.externalId = QStringLiteral("anew");
        const Captured anew = store.add(again);
        QVERIFY(anew.lead != open.lead);
        QCOMPARE(anew.owner, store.omar);
        TestStore other;
        danas.owner = other.dana;
        QVERIFY(closeLead(*other, other.add(other.webLead(1), danas).lead, Closed::Lost, QStringLiteral("price")));
        other->setPerson({});
        QCOMPARE(other.add(again).owner, other.dana); // who is free gets it
    }
    void withEverybodyBusySomebodyGetsItAllTheSame()
    {
        TestStore store;
        beDanasTurn(store);
        QCOMPARE(store.add(store.webLead(1)).owner, store.dana);
        store.clock.advance(kMinute);
        busy(store, store.dana);
        busy(store, store.omar);
        const Captured one = store.add(store.webLead(2));
        QCOMPARE(one.owner, store.omar);
        QCOMPARE(RouteReason(leadDetail(store->database(), one.lead)->assigned.reason), RouteReason::NextUpBusy);
    }
    void theTestSaysWhoIsSkippedAndUntilWhen()
    {
        TestStore store;
        beDanasTurn(store);
        busy(store, store.dana, 45 * kMinute);
        const Time now = store.clock.now();
        const auto test = testRoute(*store, store.webLead(1), now);
        QVERIFY(test);
        QCOMPARE(test->routed.person, store.omar);
        for (size_t i = 0; i < test->people.size(); ++i) {
            const bool dana = test->people[i].id == store.dana;
            QCOMPARE(test->people[i].busyUntil, dana ? now + 45 * kMinute : Time(0));
            QCOMPARE(test->verdicts[i].verdict == RouteVerdict::Busy, dana);
        }
        QCOMPARE(testRoute(*store, store.webLead(1), now + kHour)->routed.person, store.dana);
    }
    void beforeTheClockRunsOutTheBackupIsWarnedAsWell()
    {
        TestStore store;
        const auto [lead, due] = danasLead(store);
        busy(store, store.dana);
        run(store, due - kMinute);
        QCOMPARE(told(store, Notice::Kind::ClockClose, store.dana), 1);
        QCOMPARE(told(store, Notice::Kind::BackupNeeded, store.omar), 1);
        QCOMPARE(leadNowOf(store->database(), lead)->owner, store.dana);
        // Of somebody who is free only they are warned.
        TestStore other;
        run(other, danasLead(other).second - kMinute);
        QCOMPARE(told(other, Notice::Kind::ClockClose, other.dana), 1);
        QCOMPARE(told(other, Notice::Kind::BackupNeeded, other.omar), 0);
    }
    void aTakeBackWaitsForTheFirstWhoIsFree()
    {
        TestStore store;
        const auto [lead, due] = danasLead(store);
        run(store, due + 4 * kMinute);
        busy(store, store.omar, 2 * kMinute + 30 * kSecond);
        run(store, due + 6 * kMinute);
        const auto next = makeRound(*store);
        QCOMPARE(owner(store, lead), store.dana);
        QCOMPARE(noted(store, Activity::Code::NobodyElse), 0);
        QVERIFY(next);
        QCOMPARE(*next, due + 6 * kMinute + 30 * kSecond);
        store.clock.set(*next);
        QVERIFY(makeRound(*store));
        QCOMPARE(owner(store, lead), store.omar);
        QCOMPARE(noted(store, Activity::Code::TakenBack), 1);
    }
    void aTakeBackSeesWhoIsFreeSoonerThanTheySaid()
    {
        TestStore store;
        const auto [lead, due] = danasLead(store);
        busy(store, store.omar, 3 * kHour);
        run(store, due + 8 * kMinute);
        QCOMPARE(owner(store, lead), store.dana);
        QVERIFY(setFree(*store, store.omar).error().code == Error::Code::Denied);
        store->setPerson(store.omar);
        QVERIFY(becomeFree(*store));
        run(store, due + 10 * kMinute);
        QCOMPARE(owner(store, lead), store.omar);
    }
    void withAllOthersBusyATakeBackEndsWhenEveryoneIsTold()
    {
        TestStore store;
        const auto [lead, due] = danasLead(store);
        busy(store, store.omar, 3 * kHour);
        run(store, due + 15 * kMinute);
        QCOMPARE(noted(store, Activity::Code::NobodyElse), 0);
        run(store, due + 17 * kMinute);
        QCOMPARE(noted(store, Activity::Code::NobodyElse), 1);
        QCOMPARE(noted(store, Activity::Code::EveryoneTold), 1);
        QCOMPARE(noted(store, Activity::Code::TakenBack), 0);
        QCOMPARE(owner(store, lead), store.dana);
    }
    void aTakeBackNeverGivesToWhoIsBusy_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("the one of the rule") << QByteArray(R"({"persons":["OMAR"]})");
        QTest::newRow("a full one") << QByteArray(R"({"role":"sales","mode":"capped","most_a_day":1})");
    }
    void aTakeBackNeverGivesToWhoIsBusy()
    {
        QFETCH(QByteArray, json);
        TestStore store;
        rule(store, json.replace("OMAR", store.omar.value.hex()));
        const auto [lead, due] = danasLead(store);
        store.clock.advance(20 * kMinute);
        CaptureChoices omars;
        omars.owner = store.omar;
        store.add(cool(store, 2), omars); // he is full
        busy(store, store.omar, 5 * kHour);
        run(store, due + 16 * kMinute);
        QCOMPARE(owner(store, lead), store.dana);
        QCOMPARE(noted(store, Activity::Code::NobodyElse), 1);
    }
    void noSpellCountsLongerThanHalfADay()
    {
        TestStore store;
        const Time now = store.clock.now(), never = now + 40'000 * kHour;
        row(store, {{}, store.omar, now - 11 * kHour, never});
        QCOMPARE(busyAt(store->database(), now)->at(store.omar), now + kHour);
        store.clock.advance(kHour);
        QVERIFY(!isBusyNow(store, store.omar));
        // Said again late, it is a new one.
        row(store, {{}, store.dana, now - 11 * kHour, now + 2 * kHour});
        store.clock.set(now + 30 * kMinute);
        QCOMPARE(becomeBusy(*store, kHour)->until, now + 90 * kMinute);
        QCOMPARE(busyAt(store->database(), store.clock.now())->at(store.dana), now + 90 * kMinute);
        QCOMPARE(store.count("busy"), 3);
    }
    void aManagerEndsWhatSomebodyForgot()
    {
        TestStore store;
        row(store, {{}, store.omar, store.clock.now(), store.clock.now() + 40'000 * kHour});
        for (const PersonId &person : {store.dana, PersonId{}}) {
            store->setPerson(person);
            QCOMPARE(setFree(*store, store.omar).error().code, Error::Code::Denied);
            QVERIFY(isBusyNow(store, store.omar));
        }
        store->setPerson(store.mike);
        const auto deed = setFree(*store, store.omar);
        QVERIFY(deed && !deed->isNull());
        QVERIFY(!isBusyNow(store, store.omar));
        QVERIFY(undoLast(*store));
        QVERIFY(isBusyNow(store, store.omar));
    }
    void everyoneIsEveryoneWhoIsFree()
    {
        TestStore store;
        const auto [lead, due] = danasLead(store);
        QVERIFY(doDeed(*store, "hire", {}, [&](Transaction &tx) {
            const Person lena{
                {tx.freshId()}, QStringLiteral("Lena Fischer"), QStringLiteral("lena"), Role::Sales, true};
            return apply(tx, put(kPerson, lena));
        }));
        store->setPerson(store.omar);
        QVERIFY(becomeBusy(*store, 0));
        run(store, due + 16 * kMinute);
        const auto now = leadNowOf(store->database(), lead);
        QVERIFY(now->owner != store.dana && now->owner != store.omar); // from Dana to Lena, and no further
        QCOMPARE(told(store, Notice::Kind::EveryoneNeeded, store.omar), 0);
        QCOMPARE(told(store, Notice::Kind::EveryoneNeeded, store.dana), 1);
    }
    void aPoolTellsWhoIsFree()
    {
        TestStore store;
        rule(store, R"({"role":"sales","mode":"pool"})");
        busy(store, store.omar);
        store->setPerson({});
        QVERIFY(store.add(store.webLead(1)).owner.isNull());
        QCOMPARE(told(store, Notice::Kind::UpForGrabs, store.omar), 0);
        QCOMPARE(told(store, Notice::Kind::UpForGrabs, store.dana), 1);
    }
};
UPDESK_TEST(TestAvailability);
#include "tst_availability.moc"
