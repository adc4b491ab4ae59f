// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/store/check.h"
#include "tests/support/meanwhile.h"
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
    void aTierThatQuietDaysTookIsInTheHistoryAndALesserMoveIsNot()
    {
        TestStore store;
        std::vector<LeadId> leads;
        for (int i = 0; i < 12; ++i) {
            LeadDraft draft = store.webLead(i);
            draft.timeframeDays = i * 9 - 1;
            leads.push_back(store.add(draft).lead);
        }
        std::map<LeadId, LeadNow> before;
        for (const LeadId &lead : leads)
            before[lead] = *leadNowOf(store->database(), lead);
        store.clock.advance(28 * kDay);
        QVERIFY(*rescore(store->database(), store.clock.now()) > 0);
        int crossed = 0, moved = 0;
        for (const LeadId &lead : leads) {
            const LeadNow now = *leadNowOf(store->database(), lead);
            const QByteArray of = "score_log WHERE lead_id=x'" + lead.value.hex() + "'";
            const bool other = now.tier != before[lead].tier;
            crossed += other;
            moved += now.score != before[lead].score;
            QCOMPARE(store.count(of), other ? 2 : 1);
            if (other)
                QCOMPARE(store.list("SELECT points||' '||model||' '||cause FROM " + of + " ORDER BY at DESC LIMIT 1"),
                    QByteArray::number(now.score) + " 1 quiet_days\n");
        }
        QVERIFY(crossed > 0 && crossed < moved);
        QCOMPARE(store.count("deed WHERE verb='rescore' AND who IS NULL"), 1);
        QVERIFY(checkStore(store->database())->sound());
        QCOMPARE(*rescore(store->database(), store.clock.now()), 0);
        QCOMPARE(store.count("deed WHERE verb='rescore'"), 1);
    }
    // Scores are computed before the writing begins: whoever is quicker has looked at newer facts.
    void aScoreThatAnotherWindowChangedMeanwhileStays()
    {
        TestStore store;
        std::vector<LeadId> leads;
        for (int i = 0; i < 12; ++i) {
            LeadDraft draft = store.webLead(i);
            draft.timeframeDays = i * 9 - 1;
            leads.push_back(store.add(draft).lead);
        }
        store.clock.advance(28 * kDay);
        const auto other = Session::open(store.path, store.clock);
        QVERIFY(other);
        const auto looks = [&] { return store.list("SELECT quote(lead_id)||score||tier FROM lead_now ORDER BY 1"); };
        QByteArray theirs;
        {
            const Meanwhile meanwhile("beginning", [&] {
                QVERIFY((*other)->database().query("UPDATE lead_now SET last_sign=last_sign+1, score=7, tier=0").run());
                theirs = looks();
            });
            QVERIFY(rescore(store->database(), store.clock.now()));
            QVERIFY(meanwhile.happened());
        }
        QCOMPARE(looks(), theirs);
        QVERIFY(*rescore(store->database(), store.clock.now()) > 0); // and the next night scores them
        QVERIFY(looks() != theirs);
    }
    void anEmptyStoreHasNothingToScore()
    {
        TestStore store;
        QCOMPARE(*rescore(store->database(), store.clock.now()), 0);
    }
};
UPDESK_TEST(TestRescore);
#include "tst_rescore.moc"
