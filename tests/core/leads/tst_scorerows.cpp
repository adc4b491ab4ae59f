// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/leads/detailrows.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/routing.h"
#include "core/leads/rulebook.h"
#include "core/leads/scorerows.h"
#include "tests/support/leadbuilder.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <numeric>

using namespace updesk;

namespace
{

int sum(const ScoreStory &story)
{
    return std::accumulate(
        story.lines.begin(), story.lines.end(), 0, [](int all, const ScoreLine &line) { return all + line.points; });
}

} // namespace

class TestScoreRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLinesAddUpToTheShownScore()
    {
        TestStore store;
        for (int i = 0; i < 20; ++i) {
            const LeadId lead = store.add(store.webLead(i)).lead;
            const auto story = scoreStory(store->database(), lead);
            QVERIFY(story);
            QCOMPARE(sum(*story), story->score);
            QVERIFY(story->score >= story->from && story->score <= story->to);
            QCOMPARE(story->before, -1);
            QVERIFY(std::none_of(
                story->lines.begin(), story->lines.end(), [](const ScoreLine &line) { return line.points == 0; }));
        }
    }
    void theyStillDoWhenDaysWentBySinceItWasScored()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        const auto before = scoreStory(store->database(), lead);
        store.clock.advance(30 * kDay);
        const auto after = scoreStory(store->database(), lead);
        QVERIFY(before && after);
        QCOMPARE(*before, *after);
    }
    void theyStillDoWhenTheSourceIsWorthSomethingElseNow()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        const auto before = scoreStory(store->database(), lead);
        const auto changed = doDeed(*store, "settings", {}, [&](Transaction &tx) -> Result<void> {
            const auto source = load(tx.database(), kSource, store.website.value);
            Source worse = *source;
            worse.kind = SourceKind::ThirdParty;
            return apply(tx, set(kSource, *source, worse));
        });
        QVERIFY(changed);
        const auto after = scoreStory(store->database(), lead);
        QVERIFY(after);
        QCOMPARE(after->score, before->score);
        QCOMPARE(sum(*after), after->score);
    }
    void aSecondInquiryTellsTheScoreBefore()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.timeframeDays = -1;
        draft.asks = 0;
        const LeadId lead = store.add(draft).lead;
        const auto before = scoreStory(store->database(), lead);
        store.clock.advance(kHour);
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("again");
        QCOMPARE(store.add(again).lead, lead);
        const auto after = scoreStory(store->database(), lead);
        QVERIFY(after);
        QVERIFY(after->score > before->score);
        QCOMPARE(after->before, before->score);
        QCOMPARE(after->changedAt, store.clock.now());
        QCOMPARE(after->cause, QStringLiteral("asked_again"));
        QVERIFY(before->raises.size() <= 3 && !before->raises.empty());
    }
    void whoTradesNothingInIsNotAskedForATrade()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId lead = leads.add(
            {.first = "Sam", .last = "Okafor", .year = 2024, .make = "Toyota", .model = "RAV4", .stock = "T1190"});
        const auto raised = [&](Factor factor) {
            const auto row = leadNowOf(store->database(), lead);
            const auto said = load(store->database(), kLead, lead.value);
            const auto rules = rulebook(store->database());
            const auto input = unpacked(row->scoreFacts, row->received, row->lastSign, (*rules)->weight(row->source));
            return std::ranges::count(raisesOf(*said, input, (*rules)->model, row->scoredAt), factor, &Raise::factor);
        };
        const auto story = [&] {
            const auto found = scoreStory(store->database(), lead);
            return std::ranges::count(found->raises, Factor::Trade, &Raise::factor);
        };
        // So that a trade-in is among the three that would raise it most.
        QVERIFY(commitDeed(*store, "test", [&](Transaction &tx) {
            const Lead before = *load(tx.database(), kLead, lead.value);
            Lead after = before;
            after.preApproved = true;
            after.timeframeDays = 3;
            after.asks = 7;
            return apply(tx, set(kLead, before, after));
        }));
        QCOMPARE(raised(Factor::Trade), 1);
        const auto told = story();
        const auto others = raised(Factor::Reply);
        QVERIFY(commitDeed(*store, "test", [&](Transaction &tx) {
            const Lead before = *load(tx.database(), kLead, lead.value);
            Lead after = before;
            after.noTrade = true;
            return apply(tx, set(kLead, before, after));
        }));
        QCOMPARE(raised(Factor::Trade), 0);
        QCOMPARE(raised(Factor::Reply), others); // the rest is
        QCOMPARE(told, 1);
        QCOMPARE(story(), 0);
    }
    void ofTwoAssignmentsInOneMomentTheOwnersCounts()
    {
        TestStore store; // its clock stands still
        LeadBuilder leads(store);
        for (int i = 0; i < 20; ++i) {
            const LeadId lead = leads.add({.first = "Sam", .last = "Okafor"});
            QVERIFY(assign(*store, std::vector<LeadId>{lead}, store.mike));
            QCOMPARE(leadDetail(store->database(), lead)->assigned.to, store.mike);
        }
    }
    void ofTwoScoresInOneMomentTheShownOneIsTheLast()
    {
        TestStore store;
        for (int i = 0; i < 20; ++i) {
            LeadDraft draft = store.webLead(i);
            draft.timeframeDays = -1;
            draft.asks = 0;
            const LeadId lead = store.add(draft).lead;
            const int before = scoreStory(store->database(), lead)->score;
            LeadDraft again = store.webLead(i);
            again.externalId = QStringLiteral("again-%1").arg(i);
            QCOMPARE(store.add(again).lead, lead);
            const auto after = scoreStory(store->database(), lead);
            QCOMPARE(after->before, before);
            QCOMPARE(after->cause, QStringLiteral("asked_again"));
        }
    }
    void anUnknownLeadHasNoStoryAndNoDetail()
    {
        TestStore store;
        const LeadId nobody{newId(1)};
        const auto story = scoreStory(store->database(), nobody);
        QVERIFY(!story);
        QCOMPARE(story.error().code, Error::Code::NotFound);
        const auto detail = leadDetail(store->database(), nobody);
        QVERIFY(detail);
        QVERIFY(detail->assigned.at == 0 && detail->next.empty() && detail->told.empty());
    }
    void detailTellsWhoGotItWhatComesNextAndTheCar()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId lead = leads.add(
            {.first = "Sam", .last = "Okafor", .year = 2024, .make = "Toyota", .model = "RAV4", .stock = "T1190"});
        auto detail = leadDetail(store->database(), lead);
        QVERIFY(detail);
        QCOMPARE(RouteReason(detail->assigned.reason), RouteReason::NextUp);
        QVERIFY(detail->assigned.to == store.dana || detail->assigned.to == store.omar);
        QCOMPARE(detail->next.size(), std::size_t(1));
        QVERIFY(detail->wanted.found && detail->wanted.inStock);
        QCOMPARE(detail->wanted.price, qint64(3'348'000));
        QVERIFY(assign(*store, std::vector<LeadId>{lead}, store.mike, QStringLiteral("her neighbour")));
        detail = leadDetail(store->database(), lead);
        QCOMPARE(detail->assigned.to, store.mike);
        QCOMPARE(RouteReason(detail->assigned.reason), RouteReason::ByHand);
        QCOMPARE(detail->assigned.words, QStringLiteral("her neighbour"));
        const LeadId gone = leads.add({.first = "Lee", .last = "Brandt", .stock = "X9'; DROP TABLE unit"});
        detail = leadDetail(store->database(), gone);
        QVERIFY(detail);
        QVERIFY(!detail->wanted.found);
    }
};

UPDESK_TEST(TestScoreRows);
#include "tst_scorerows.moc"
