// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/detailrows.h"
#include "core/leads/scorerows.h"
#include "core/leads/routing.h"
#include "tests/support/leadbuilder.h"
#include "tests/support/suite.h"

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
