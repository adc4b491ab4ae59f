// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/pinstore.h"
#include "core/leads/queuerows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What a person marks for themselves, and where it then stands.
class TestPins : public QObject
{
    Q_OBJECT
    static constexpr int kAll = 10'000;
    static QueueFilter lookOf(PersonId person)
    {
        QueueFilter filter;
        filter.person = person;
        filter.later = true;
        return filter;
    }
    static std::vector<LeadId> ids(const Result<std::vector<QueueRow>> &rows)
    {
        std::vector<LeadId> found;
        for (const QueueRow &row : *rows)
            found.push_back(row.now.id);
        return found;
    }
    /// A lead that was called once and is to be called again in so long.
    static LeadId due(TestStore &store, int i, Time in)
    {
        const LeadId lead = store.add(store.webLead(i)).lead;
        CallLog call;
        call.outcome = Outcome::CallBack;
        call.told = store.clock.now();
        call.callBack = store.clock.now() + in;
        if (!logCall(*store, lead, call))
            qFatal("call");
        return lead;
    }

private Q_SLOTS:
    void itStandsFirstAmongThoseOfTodayAndOfLaterAndJumpsNoClock()
    {
        TestStore store;
        const LeadId first = due(store, 1, kHour), second = due(store, 2, 2 * kHour), third = due(store, 3, 3 * kHour);
        const LeadId later = due(store, 4, 5 * kDay), latest = due(store, 5, 6 * kDay);
        const LeadId clock = store.add(store.webLead(6)).lead;
        store.clock.advance(kMinute);
        const LeadId younger = store.add(store.webLead(7)).lead;
        const QueueFilter mine = lookOf(store.mike);
        const std::vector<LeadId> usual{clock, younger, first, second, third, later, latest};
        QCOMPARE(ids(queueRows(store->database(), mine, kAll)), usual);
        for (const LeadId &lead : {third, latest, younger})
            QVERIFY(setPinned(store->database(), store.mike, lead, true));
        const auto rows = queueRows(store->database(), mine, kAll);
        QCOMPARE(ids(rows), (std::vector<LeadId>{clock, younger, third, first, second, latest, later}));
        for (const QueueRow &row : *rows)
            QCOMPARE(row.pinned, row.now.id == third || row.now.id == latest || row.now.id == younger);
        QCOMPARE(ids(queueRows(store->database(), lookOf(store.dana), kAll)), usual); // another person's are not mine
        QCOMPARE(*queueCounts(store->database(), mine), *queueCounts(store->database(), lookOf(store.dana)));
        const auto next = nextLater(store->database(), mine, store.clock.now());
        QCOMPARE((*next)->now.id, first); // by time, whatever is pinned
        for (const LeadId &lead : {third, latest, younger})
            QVERIFY(setPinned(store->database(), store.mike, lead, false));
        QCOMPARE(ids(queueRows(store->database(), mine, kAll)), usual);
    }
    void theFirstOfLaterIsToldByTimeThoughAnotherIsPinned()
    {
        TestStore store;
        const LeadId soon = due(store, 1, 5 * kDay), last = due(store, 2, 9 * kDay);
        QVERIFY(setPinned(store->database(), store.mike, last, true));
        const QueueFilter mine = lookOf(store.mike);
        QCOMPARE(ids(queueRows(store->database(), mine, kAll)), (std::vector<LeadId>{last, soon}));
        QCOMPARE((*nextLater(store->database(), mine, store.clock.now()))->now.id, soon);
        QVERIFY(setPinned(store->database(), store.mike, soon, true));
        QCOMPARE((*nextLater(store->database(), mine, store.clock.now()))->now.id, soon);
    }
    void pagesOfAnyLengthGiveTheSameOrderAndEachRowOnce()
    {
        TestStore store;
        std::vector<LeadId> all;
        for (int i = 0; i < 30; ++i)
            all.push_back(i % 3 == 0 ? store.add(store.webLead(i)).lead
                                     : due(store, i, i % 3 == 1 ? kHour * (1 + i % 5) : kDay * (4 + i)));
        for (size_t i = 0; i < all.size(); i += 4)
            QVERIFY(setPinned(store->database(), store.mike, all[i], true));
        const QueueFilter mine = lookOf(store.mike);
        const auto whole = ids(queueRows(store->database(), mine, kAll));
        QCOMPARE(whole.size(), all.size());
        for (const int length : {1, 2, 3, 7, 29, 30, 31}) {
            std::vector<LeadId> seen;
            std::optional<QueueKey> after;
            for (;;) {
                const auto page = queueRows(store->database(), mine, length, after);
                if (page->empty())
                    break;
                QVERIFY(int(page->size()) <= length);
                for (const QueueRow &row : *page)
                    seen.push_back(row.now.id);
                after = keyOf(page->back());
            }
            QCOMPARE(seen, whole);
        }
    }
    void onlyThePinnedOnesAreListedWhereThatIsAsked()
    {
        TestStore store;
        const LeadId clock = store.add(store.webLead(1)).lead, today = due(store, 2, kHour);
        const LeadId later = due(store, 3, 5 * kDay);
        due(store, 4, kHour);
        for (const LeadId &lead : {clock, today, later})
            QVERIFY(setPinned(store->database(), store.mike, lead, true));
        QueueFilter mine = lookOf(store.mike);
        mine.pinned = true;
        QCOMPARE(ids(queueRows(store->database(), mine, kAll)), (std::vector<LeadId>{clock, today, later}));
        const auto counts = queueCounts(store->database(), mine);
        QCOMPARE((*counts)[1] + (*counts)[4] + (*counts)[5], 3);
        mine.text = QStringLiteral("zzz");
        QVERIFY(queueRows(store->database(), mine, kAll)->empty());
        mine.text.clear();
        mine.later = false;
        QCOMPARE(ids(queueRows(store->database(), mine, kAll)), (std::vector<LeadId>{clock, today}));
        mine.view = QueueFilter::View::Unassigned;
        QVERIFY(queueRows(store->database(), mine, kAll)->empty());
    }
    void aPinIsKeptOverTheNightAndGoesWithTheLeadThatIsClosed()
    {
        TestStore store;
        const LeadId one = due(store, 1, kHour), two = due(store, 2, kHour);
        QVERIFY(setPinned(store->database(), store.mike, one, true));
        QVERIFY(setPinned(store->database(), store.mike, one, true)); // twice is once
        store.reopen();
        QCOMPARE(*pinsOf(store->database(), store.mike), std::set<LeadId>{one});
        QVERIFY(closeLead(*store, one, Closed::Lost, QStringLiteral("price")));
        QCOMPARE(ids(queueRows(store->database(), lookOf(store.mike), kAll)), std::vector<LeadId>{two});
        QVERIFY(setPinned(store->database(), store.mike, two, true));
        QCOMPARE(*pinsOf(store->database(), store.mike), std::set<LeadId>{two});
        QCOMPARE(setPinned(store->database(), store.mike, LeadId{newId(1)}, true).error().code, Error::Code::NotFound);
        QCOMPARE(*pinsOf(store->database(), store.mike), std::set<LeadId>{two});
    }
    void thereIsRoomForAHundredAndNoMore()
    {
        TestStore store;
        std::vector<LeadId> all;
        for (int i = 0; i <= kMostPins; ++i)
            all.push_back(store.add(store.webLead(i)).lead);
        for (int i = 0; i < kMostPins; ++i)
            QVERIFY(setPinned(store->database(), store.mike, all[size_t(i)], true));
        const auto refused = setPinned(store->database(), store.mike, all.back(), true);
        QVERIFY(!refused && refused.error().subject == QLatin1String("pins"));
        QCOMPARE(pinsOf(store->database(), store.mike)->size(), size_t(kMostPins));
        QVERIFY(setPinned(store->database(), store.mike, all.front(), false));
        QVERIFY(setPinned(store->database(), store.mike, all.back(), true));
    }
};

UPDESK_TEST(TestPins);
#include "tst_pins.moc"
