// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <set>

using namespace updesk;

static constexpr int kAll = 10'000;

class TestQueueRows : public QObject
{
    Q_OBJECT
    static std::vector<LeadId> fill(TestStore &store, int leads)
    {
        std::vector<LeadId> all;
        quint32 seed = 7;
        const auto next = [&seed](quint32 below) { return (seed = seed * 1664525u + 1013904223u) / 65536u % below; };
        for (int i = 0; i < leads; ++i) {
            store.clock.advance(Time(next(50)) * kMinute);
            LeadDraft draft = store.webLead(i);
            draft.timeframeDays = int(next(4)) * 20 - 1;
            draft.asks = int(next(8));
            CaptureChoices choices;
            if (next(6) == 0) {
                draft.type = LeadType::Phone;
                choices.keyed = true;
            }
            choices.owner = next(2) ? store.dana : store.omar;
            const LeadId lead = store.add(draft, choices).lead;
            all.push_back(lead);
            CallLog call;
            call.outcome = next(2) ? Outcome::NoAnswer : Outcome::CallBack;
            call.told = store.clock.now();
            call.callBack = store.clock.now() + Time(1 + next(60)) * kHour;
            const quint32 what = next(6);
            if (what == 0 && !bookVisit(*store, lead, store.clock.now() + Time(20 + next(60)) * kHour, {}))
                qFatal("book");
            if (what > 3 && !logCall(*store, lead, call))
                qFatal("call");
            if (what == 3 && next(3) == 0 && !closeLead(*store, lead, Closed::Lost, QStringLiteral("price")))
                qFatal("close");
        }
        return all;
    }
    // The order as the rule says it, by the rule alone.
    static std::vector<LeadId> sorted(TestStore &store, const std::vector<LeadId> &leads)
    {
        const auto rules = *store->rules();
        std::vector<std::pair<QueueKey, LeadId>> keys;
        for (const LeadId &lead : leads) {
            QueueRow row;
            row.now = leadNow(*factsOf(store->database(), lead, *rules), *rules, store.clock.now(),
                leadNowOf(store->database(), lead)->scoredAt);
            if (row.now.place.group != kClosedGroup)
                keys.emplace_back(keyOf(row), lead);
        }
        std::sort(keys.begin(), keys.end());
        std::vector<LeadId> order;
        for (const auto &key : keys)
            order.push_back(key.second);
        return order;
    }
    static std::vector<LeadId> ids(const std::vector<QueueRow> &rows)
    {
        std::vector<LeadId> found;
        for (const QueueRow &row : rows)
            found.push_back(row.now.id);
        return found;
    }
    static QueueFilter everything()
    {
        QueueFilter filter;
        filter.later = true;
        return filter;
    }
private Q_SLOTS:
    void theOrderIsThatOfTheRuleAtAnyHour()
    {
        TestStore store;
        const auto leads = fill(store, 60);
        for (const Time later : {Time(0), 20 * kMinute, 40 * kMinute, 5 * kHour, 9 * kHour, kDay, 3 * kDay}) {
            store.clock.advance(later);
            QVERIFY(regroup(store->database(), store.clock.now()));
            QCOMPARE(*regroup(store->database(), store.clock.now()), 0);
            QCOMPARE(ids(*queueRows(store->database(), everything(), kAll)), sorted(store, leads));
            const auto same = rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly);
            QCOMPARE(same->differed, 0);
        }
    }
    void aClockThatIsPutBackMovesTheRowsBack()
    {
        TestStore store;
        const auto leads = fill(store, 60);
        const Time start = store.clock.now();
        for (const Time at :
            {kDay, 50 * kMinute, 3 * kDay, 20 * kMinute, 9 * kHour, Time(0), 40 * kMinute, -2 * kHour}) {
            store.clock.set(start + at);
            QVERIFY(regroup(store->database(), store.clock.now()));
            QCOMPARE(*regroup(store->database(), store.clock.now()), 0);
            QCOMPARE(ids(*queueRows(store->database(), everything(), kAll)), sorted(store, leads));
            const auto same = rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly);
            QCOMPARE(same->differed, 0);
        }
    }
    // What was written while the clock was ahead is looked at anew as well.
    void aLeadTouchedByAClockThatWasAheadMovesBack()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        const Time start = store.clock.now();
        store.clock.set(start + 2 * kHour);
        QVERIFY(addNote(*store, lead, QStringLiteral("seen by a clock that was ahead")));
        QCOMPARE(leadNowOf(store->database(), lead)->place.group, 3);
        store.clock.set(start + kMinute);
        QCOMPARE(*regroup(store->database(), store.clock.now()), 1);
        QCOMPARE(leadNowOf(store->database(), lead)->place.group, 1);
    }
    void pagesNeverSkipOrRepeatWhileRowsMove()
    {
        TestStore store;
        fill(store, 60);
        QVERIFY(regroup(store->database(), store.clock.now()));
        const auto before = ids(*queueRows(store->database(), everything(), kAll));
        std::set<LeadId> seen;
        std::set<LeadId> moved;
        std::optional<QueueKey> after;
        for (;;) {
            const auto page = queueRows(store->database(), everything(), 7, after);
            if (page->empty())
                break;
            for (const QueueRow &row : *page)
                QVERIFY(seen.insert(row.now.id).second || moved.contains(row.now.id));
            after = keyOf(page->back());
            moved.insert(page->front().now.id); // a row that was read is put off while the next page is fetched
            QVERIFY(snooze(*store, page->front().now.id, store.clock.now() + 30 * kDay));
        }
        for (const LeadId &lead : before)
            QVERIFY(seen.contains(lead));
    }
    void viewsAndFiltersPartTheRowsAndTheCountsAgree()
    {
        TestStore store;
        fill(store, 40);
        QVERIFY(regroup(store->database(), store.clock.now()));
        size_t owned = 0;
        for (const PersonId &person : {store.dana, store.omar, store.mike}) {
            QueueFilter mine = everything();
            mine.view = QueueFilter::View::Mine;
            mine.person = person;
            const auto rows = queueRows(store->database(), mine, kAll);
            for (const QueueRow &row : *rows)
                QCOMPARE(row.now.owner, person);
            owned += rows->size();
        }
        const auto team = queueRows(store->database(), everything(), kAll);
        QCOMPARE(owned, team->size());
        QueueFilter nobody = everything();
        nobody.view = QueueFilter::View::Unassigned;
        QVERIFY(queueRows(store->database(), nobody, kAll)->empty());
        std::vector<QueueFilter> filters(5, everything());
        filters[1].tiers = 1 << int(Tier::Hot) | 1 << int(Tier::High);
        filters[2].untouched = true;
        filters[3].text = QStringLiteral("LOPEZ rav4");
        filters[4].text = QStringLiteral("%' nobody");
        for (const QueueFilter &filter : filters) {
            std::array<int, 6> counted{};
            const auto shown = queueRows(store->database(), filter, kAll);
            for (const QueueRow &row : *shown)
                ++counted[size_t(row.now.place.group)];
            QCOMPARE(*queueCounts(store->database(), filter), counted);
        }
        const auto all = *queueCounts(store->database(), {});
        QCOMPARE(*waitingForPerson(store->database(), QueueFilter::View::Team, {}), all[0] + all[1] + all[2] + all[3]);
        QVERIFY(!queueRows(store->database(), filters[3], kAll)->empty());
        QVERIFY(queueRows(store->database(), filters[4], kAll)->empty());
    }
    void aLeadOfTheNightJoinsAtOpeningAndFallsBackThirtyMinutesAfterItIsDue()
    {
        TestStore store;
        store.clock.advance(12 * kHour); // 22:00
        const LeadId lead = store.add(store.webLead(1)).lead;
        const auto group = [&] {
            if (!regroup(store->database(), store.clock.now()))
                qFatal("regroup");
            return leadNowOf(store->database(), lead)->place.group;
        };
        QCOMPARE(group(), 4);
        const LeadNow now = *leadNowOf(store->database(), lead);
        store.clock.set(now.clockFrom - 1);
        QCOMPARE(group(), 4);
        store.clock.set(now.clockFrom);
        QCOMPARE(group(), 1);
        store.clock.set(now.clockDue + 30 * kMinute);
        QCOMPARE(group(), 1);
        store.clock.advance(1);
        QCOMPARE(group(), 3);
    }
    void whatIsDueTomorrowComesUpAtMidnightOfTheStore()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        CallLog call;
        call.outcome = Outcome::CallBack;
        call.told = store.clock.now();
        call.callBack = store.clock.now() + kDay;
        QVERIFY(logCall(*store, lead, call));
        QCOMPARE(leadNowOf(store->database(), lead)->place.group, 5);
        QVERIFY(*nextLater(store->database(), {}, store.clock.now()));
        const Time midnight = (*store->rules())->hours.endOfDay(store.clock.now());
        QCOMPARE(*regroup(store->database(), midnight - 1), 0);
        QCOMPARE(*regroup(store->database(), midnight), 1);
        QCOMPARE(leadNowOf(store->database(), lead)->place.group, 4);
        QCOMPARE((*nextLater(store->database(), {}, midnight))->now.id, lead); // its time is still to come
        QVERIFY(!*nextLater(store->database(), {}, midnight + kDay));
    }
    void whatBelongsIsWhatTheListHas()
    {
        TestStore store;
        fill(store, 40);
        const auto all = *queueRows(store->database(), everything(), 1000);
        std::vector<QueueFilter> filters(5, everything());
        filters[0].view = QueueFilter::View::Mine;
        filters[0].person = store.dana;
        filters[1].view = QueueFilter::View::Unassigned;
        filters[2].tiers = 1 << int(Tier::Hot);
        filters[3].untouched = true;
        filters[4].pinned = true;
        int narrower = 0;
        for (const QueueFilter &filter : filters) {
            const auto listed = *queueRows(store->database(), filter, 1000);
            narrower += int(listed.size() < all.size());
            QCOMPARE(std::ranges::count_if(all, [&](const QueueRow &row) { return belongs(row, filter); }),
                qsizetype(listed.size()));
        }
        QVERIFY(narrower >= 3);
    }
    void rebuildingMendsWhatWasSpoilt()
    {
        TestStore store;
        fill(store, 20);
        QVERIFY(store->database().execute("UPDATE lead_now SET stage=6, grp=2 WHERE attempts=0"));
        QVERIFY(
            store->database().execute("INSERT INTO lead_now SELECT x'00112233445566778899aabbccddeeff',"
                                      "customer_id,owner_id,source_id,type,stage,closed,received,first_auto,"
                                      "first_human,first_evidence,first_contact,last_contact,attempts,inquiries,"
                                      "grade,missing,score,tier,model,scored_at,score_facts,last_sign,"
                                      "waiting_since,clock_due,clock_from,clock_state,next_task,next_kind,"
                                      "next_channel,next_due,promised,attempt,attempts_of,confirm_due,ladder,"
                                      "ladder_at,wants,stock,grp,k1,k2,k3,next_change,visit_at,place_since,clock_jump"
                                      " FROM lead_now"
                                      " LIMIT 1"));
        const Time now = store.clock.now();
        QVERIFY(rebuild(store->database(), now, Rebuild::CompareOnly)->differed > 1);
        QVERIFY(rebuild(store->database(), now, Rebuild::Write)->differed > 1);
        QCOMPARE(rebuild(store->database(), now, Rebuild::CompareOnly)->differed, 0);
    }
};
UPDESK_TEST(TestQueueRows);
#include "tst_queuerows.moc"
