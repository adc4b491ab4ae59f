// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/proofrows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What is closed or tried without evidence stays in sight (F39).
class TestUnanswered : public QObject
{
    Q_OBJECT

    static CallLog lost(Time told = 0)
    {
        CallLog call;
        call.outcome = Outcome::NotInterested;
        call.reason = QStringLiteral("price");
        call.told = told;
        return call;
    }
    static int told(TestStore &store, PersonId person)
    {
        const auto news = notices(store->database(), person);
        return int(std::ranges::count(*news, Notice::Kind::ClosedUnanswered, &Notice::kind));
    }
    static LeadNow::Clock clockOf(TestStore &store, LeadId lead) { return leadNowOf(store->database(), lead)->clock; }

private Q_SLOTS:
    void aBareNotInterestedTellsTheManagerAndStaysNeverAnswered()
    {
        TestStore store;
        store->setPerson(store.dana);
        const Captured one = store.add(store.webLead(1));
        QSignalSpy noticed(&*store, &Session::noticed);
        QVERIFY(logCall(*store, one.lead, lost()));
        QCOMPARE(noticed.count(), 1);
        QCOMPARE(told(store, store.mike), 1);
        QCOMPARE(told(store, store.omar), 0);
        const auto news = notices(store->database(), store.mike);
        QCOMPARE(news->front().lead, one.lead);
        QCOMPARE(news->front().other, store.dana);
        QCOMPARE(clockOf(store, one.lead), LeadNow::NeverAnswered);
        const auto rows = leadsWithoutProof(store->database(), 10);
        QCOMPARE(int(rows->size()), 1);
        QCOMPARE(rows->front().now.id, one.lead);
        QCOMPARE(proofOf(rows->front().now), Proof::NeverAnswered);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void anAnswerThatClosesTheLeadIsAnAnswer()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        store.clock.advance(kMinute);
        QVERIFY(logCall(*store, one.lead, lost(store.clock.now())));
        QCOMPARE(told(store, store.mike), 0);
        QCOMPARE(clockOf(store, one.lead), LeadNow::Stopped);
        QCOMPARE((*countsWithoutProof(store->database())), (ProofCounts{1, 0, 0, 0})); // told, and listed as that
    }
    void closingByHandIsToldTooButNotToWhoDidIt()
    {
        TestStore store;
        store->setPerson(store.mike);
        const Captured one = store.add(store.webLead(1)), two = store.add(store.webLead(2));
        QVERIFY(closeLead(*store, one.lead, Closed::Bad, QStringLiteral("spam")));
        QCOMPARE(told(store, store.mike), 0);
        QCOMPARE(clockOf(store, one.lead), LeadNow::NeverAnswered);
        store->setPerson(store.omar);
        QVERIFY(closeLead(*store, two.lead, Closed::Lost, QStringLiteral("other")));
        QCOMPARE(told(store, store.mike), 1);
    }
    void aDuplicateHasItsOtherLead()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(closeLead(*store, one.lead, Closed::Duplicate, QStringLiteral("keyed twice")));
        QCOMPARE(told(store, store.mike), 0);
        QCOMPARE(clockOf(store, one.lead), LeadNow::NoClock);
        QVERIFY(leadsWithoutProof(store->database(), 10)->empty());
    }
    void undoAndReopeningGiveTheRunningClockBack()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const Time due = leadNowOf(store->database(), one.lead)->clockDue;
        QVERIFY(logCall(*store, one.lead, lost()));
        QVERIFY(undoLast(*store));
        QCOMPARE(told(store, store.mike), 0);
        QCOMPARE(clockOf(store, one.lead), LeadNow::Running);
        QVERIFY(closeLead(*store, one.lead, Closed::Lost, QStringLiteral("other")));
        QVERIFY(reopenLead(*store, one.lead));
        QCOMPARE(clockOf(store, one.lead), LeadNow::Running);
        QCOMPARE(leadNowOf(store->database(), one.lead)->clockDue, due);
    }
    void whoMayNotBeContactedWasNotLeftUnanswered()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QVERIFY(doNotContact(*store, one.customer));
        store.clock.advance(kDay);
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("again");
        const Captured two = store.add(again);
        const int before = told(store, store.mike);
        QVERIFY(closeLead(*store, two.lead, Closed::Lost, QStringLiteral("other")));
        QCOMPARE(told(store, store.mike), before);
        QCOMPARE(clockOf(store, two.lead), LeadNow::NoClock);
    }
    void toldTriedAndNeverAnsweredAreListedNewestFirstAndCounted()
    {
        TestStore store;
        std::vector<LeadId> leads;
        for (int i = 0; i < 5; ++i) {
            leads.push_back(store.add(store.webLead(i)).lead);
            store.clock.advance(kSecond);
        }
        CallLog bare;
        bare.outcome = Outcome::Voicemail;
        CallLog said = bare, seen = bare;
        said.told = store.clock.now();
        seen.dialledAt = store.clock.now();
        seen.endedAt = store.clock.now() + 9 * kSecond;
        QVERIFY(logCall(*store, leads[0], bare));
        QVERIFY(logCall(*store, leads[1], said));
        store.clock.advance(10 * kSecond);
        QVERIFY(logCall(*store, leads[2], seen));
        QVERIFY(logCall(*store, leads[3], lost()));
        const auto rows = leadsWithoutProof(store->database(), 10);
        QVERIFY(rows);
        std::vector<LeadId> listed;
        for (const QueueRow &row : *rows)
            listed.push_back(row.now.id);
        QCOMPARE(listed, (std::vector{leads[3], leads[1], leads[0]}));
        QCOMPARE((*countsWithoutProof(store->database())), (ProofCounts{1, 1, 1, 0}));
        QCOMPARE(int(leadsWithoutProof(store->database(), 2)->size()), 2);
        QVERIFY(leadsWithoutProof(store->database(), 10, store.clock.now() + 1)->empty());
        QVERIFY(logCall(*store, leads[0], said)); // a told answer after the bare one
        QCOMPARE((*countsWithoutProof(store->database())), (ProofCounts{2, 0, 1, 0}));
    }
    void theMinuteThatPeopleTellHoldsTheWholeMinute()
    {
        TestStore store;
        store.clock.advance(20 * kSecond);
        const Captured one = store.add(store.webLead(1)), two = store.add(store.webLead(2));
        const Time came = store.clock.now();
        store.clock.advance(3 * kMinute);
        CallLog call;
        call.outcome = Outcome::Voicemail;
        call.told = came - came % kMinute;
        QVERIFY(logCall(*store, one.lead, call));
        QCOMPARE(leadNowOf(store->database(), one.lead)->firstHuman, came);
        call.told = came - came % kMinute - kMinute;
        QCOMPARE(logCall(*store, two.lead, call).error().subject, QStringLiteral("told"));
        call.told = came - 1; // not a time that a person told in minutes
        QCOMPARE(logCall(*store, two.lead, call).error().subject, QStringLiteral("told"));
    }
};
UPDESK_TEST(TestUnanswered);
#include "tst_unanswered.moc"
