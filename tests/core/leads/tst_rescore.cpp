// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestRescore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyScoreIsWhatTheWholeRuleWouldGiveAtThatMoment()
    {
        TestStore store;
        std::vector<LeadId> leads;
        for (int i = 0; i < 25; ++i) {
            LeadDraft draft = store.webLead(i);
            draft.timeframeDays = i * 7 % 100 - 1;
            draft.asks = i % 8;
            draft.preApproved = i % 3 == 0;
            if (i % 4 == 0)
                draft.source = QStringLiteral("AutoSite");
            leads.push_back(store.add(draft).lead);
        }
        QVERIFY(closeLead(*store, leads[3], Closed::Lost, QStringLiteral("price")));
        const int closedScore = leadNowOf(store->database(), leads[3])->score;
        const auto rules = *store->rules();
        for (const Time later : {kHour, 7 * kDay, 14 * kDay, 100 * kDay}) {
            store.clock.advance(later);
            QVERIFY(regroup(store->database(), store.clock.now()));
            QVERIFY(rescore(store->database(), store.clock.now()));
            QCOMPARE(*rescore(store->database(), store.clock.now()), 0);
            for (const LeadId &lead : leads) {
                const LeadNow is = *leadNowOf(store->database(), lead);
                if (is.closed != Closed::Open)
                    continue;
                const LeadNow should = leadNow(*factsOf(store->database(), lead, *rules), *rules, store.clock.now());
                QCOMPARE(is.score, should.score);
                QCOMPARE(is.tier, should.tier);
                QCOMPARE(is.place == should.place, true);
                QCOMPARE(store.list("SELECT k3 FROM lead_now WHERE lead_id=x'" + lead.value.hex() + "'").toInt(),
                    100 - is.score);
            }
        }
        QCOMPARE(leadNowOf(store->database(), leads[3])->score, closedScore);
    }
    void anEmptyStoreHasNothingToScore()
    {
        TestStore store;
        QCOMPARE(*rescore(store->database(), store.clock.now()), 0);
    }
};
UPDESK_TEST(TestRescore);
#include "tst_rescore.moc"
