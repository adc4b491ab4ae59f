// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/modelverbs.h"
#include "core/desk/notices.h"
#include "core/desk/rounds.h"
#include "core/desk/undo.h"
#include "core/leads/followrules.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "core/leads/scorerows.h"
#include "core/scoring/scoretables.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Versions of the score model, each from its day on.
class TestScoreModels : public QObject
{
    Q_OBJECT
    static QByteArray modelWith(int sevenDays)
    {
        ScoreModel model;
        model.timeframe = {sevenDays, 5, 2};
        return model.toJson();
    }
    static int scoreOf(TestStore &store, LeadId lead) { return leadNowOf(store->database(), lead)->score; }

private Q_SLOTS:
    void aModelPutInAheadTakesEffectByItselfInSlices()
    {
        TestStore store;
        std::vector<LeadId> leads;
        for (int i = 0; i < 120; ++i)
            leads.push_back(store.add(store.webLead(i)).lead);
        store->setPerson(store.mike);
        const Time since = store.clock.now() + 2 * kDay;
        const auto added = addScoreModel(*store, modelWith(10), since);
        QVERIFY(added);
        QCOMPARE(*added, (ModelVersion{2, since, store.mike}));
        const int before = scoreOf(store, leads[0]);
        QCOMPARE(followRules(store->database(), store.clock.now(), 100)->moved, 0);
        QCOMPARE((*store->rules())->model.version, 1);
        QCOMPARE((*store->rules())->models.size(), size_t(1)); // the test store begins without one
        store.clock.advance(2 * kDay - 1);
        QCOMPARE((*store->rules())->model.version, 1);
        QCOMPARE(scoreOf(store, leads[0]), before);
        store.clock.advance(1);
        QCOMPARE((*store->rules())->model.version, 2);
        const auto part = followRules(store->database(), store.clock.now(), 1);
        QVERIFY(part && !part->done);
        QCOMPARE(part->moved, 50);
        store.reopen(); // the program was shut down meanwhile
        const auto rest = followRules(store->database(), store.clock.now(), 100);
        QVERIFY(rest && rest->done);
        QCOMPARE(rest->moved, 70);
        for (const LeadId &lead : leads)
            QCOMPARE(leadNowOf(store->database(), lead)->model, 2);
        QVERIFY(scoreOf(store, leads[0]) < before);
        QCOMPARE(store.count("score_log WHERE model=2 AND cause='rules'"), 120);
        const auto story = scoreStory(store->database(), leads[0]);
        QCOMPARE(story->model, (ModelVersion{2, since, store.mike}));
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void theRoundAsksToBeCalledWhenTheNextModelBegins()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(addScoreModel(*store, modelWith(10), 0));
        const Time since = store.clock.now() + kHour;
        QVERIFY(addScoreModel(*store, modelWith(12), since));
        QCOMPARE(*makeRound(*store), since);
        store.clock.advance(kHour);
        QCOMPARE(*makeRound(*store), Time(0));
        QCOMPARE((*store->rules())->model.timeframe[0], 12);
    }
    void theNewestThatHasBegunHoldsInWhateverOrderTheyWerePutIn()
    {
        TestStore store;
        store->setPerson(store.mike);
        const Time now = store.clock.now();
        QVERIFY(addScoreModel(*store, modelWith(11), now + 3 * kHour));
        QVERIFY(addScoreModel(*store, modelWith(12), now + kHour));
        QVERIFY(addScoreModel(*store, modelWith(13), 0));
        const auto seven = [&] { return (*store->rules())->model.timeframe[0]; };
        QCOMPARE(seven(), 13);
        store.clock.advance(kHour);
        QCOMPARE(seven(), 12);
        store.clock.advance(2 * kHour);
        QCOMPARE(seven(), 11);
        QVERIFY(undoLast(*store)); // the third: long past
        QCOMPARE(seven(), 11);
    }
    void aModelThatIsTakenBackBeforeItsDayNeverComes()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(addScoreModel(*store, modelWith(10), 0));
        QVERIFY(addScoreModel(*store, modelWith(3), store.clock.now() + kHour));
        QVERIFY(undoLast(*store));
        store.clock.advance(2 * kHour);
        QCOMPARE((*store->rules())->model.timeframe[0], 10);
    }
    // F43: what a tier starts is what the store's model says, in the queue and on the ladder.
    void aTiersProtocolOrdersTheQueueAndRaisesItsAlarms()
    {
        TestStore store;
        store->setPerson(store.mike);
        LeadDraft cold = store.webLead(1);
        cold.wants.clear();
        cold.timeframeDays = -1;
        cold.asks = 0;
        cold.postal.clear();
        cold.source = QStringLiteral("AutoSite");
        LeadDraft warm = store.webLead(2);
        const LeadId first = store.add(warm).lead;
        store.clock.advance(30 * kSecond);
        const LeadId second = store.add(cold).lead;
        const auto now = [&](LeadId lead) { return *leadNowOf(store->database(), lead); };
        QVERIFY(now(first).tier > Tier::Low);
        QCOMPARE(now(second).tier, Tier::Low);
        const auto front = [&] { return (*queueRows(store->database(), {}, 1)).front().now.id; };
        const auto count = [&](const char *what, int code) {
            return store.count(QByteArray(what) + QByteArray::number(code));
        };
        QVERIFY(makeRound(*store));
        QCOMPARE(front(), first);
        QVERIFY(addScoreModel(*store, R"({"tiers":{"low":{"headStart":3600,"managerAfter":60}}})", 0));
        QVERIFY(makeRound(*store));
        QCOMPARE(front(), second);
        QCOMPARE(now(second).place.k1, now(second).clockDue - kHour);
        QCOMPARE(now(second).ladderAt, now(second).clockFrom + kMinute);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
        QCOMPARE(count("activity WHERE code=", int(Activity::Code::EarlyManagerTold)), 0);
        store.clock.advance(kMinute);
        QVERIFY(makeRound(*store));
        QVERIFY(makeRound(*store));
        QCOMPARE(count("activity WHERE code=", int(Activity::Code::EarlyManagerTold)), 1);
        QCOMPARE(count("activity WHERE code=", int(Activity::Code::HotManagerTold)), 0); // it is not hot
        QCOMPARE(count("notice WHERE kind=", int(Notice::Kind::Untouched)), 1);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void aNightsNewTierBringsItsOwnAlarms()
    {
        TestStore store;
        LeadDraft draft = store.webLead(2);
        draft.timeframeDays = -1; // little above the limit of its tier
        const LeadId lead = store.add(draft).lead;
        const auto now = [&] { return *leadNowOf(store->database(), lead); };
        const Tier before = now().tier;
        QVERIFY(before > Tier::Low);
        ScoreModel model;
        model.version = 2;
        for (const auto tier : {Tier::Low, Tier::Medium, Tier::High})
            model.tiers[size_t(tier)].managerAfter = tier == before ? 0 : 60;
        QVERIFY(doDeed(*store, "settings", {}, [&](Transaction &tx) {
            return apply(tx,
                put(kScoreModel,
                    ScoreModelRow{
                        {tx.freshId()}, 2, QString::fromUtf8(model.toJson()), store.clock.now(), store.mike}));
        }));
        QVERIFY(makeRound(*store));
        for (int month = 0; month < 12 && now().tier == before;
             ++month) { // quiet days take what the question was worth
            store.clock.advance(30 * kDay);
            QVERIFY(rescore(store->database(), store.clock.now()));
        }
        QVERIFY(now().tier != before);
        QCOMPARE(now().ladderAt,
            leadNow(*factsOf(store->database(), lead, **store->rules()), **store->rules(), store.clock.now()).ladderAt);
    }
    void aTiersPaceIsTaken()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(addScoreModel(*store, R"({"tiers":{"hot":{"pace":"nurture","videoLink":false}}})", 0));
        QCOMPARE((*store->rules())->model.tiers[size_t(Tier::Hot)].pace, Pace::Nurture);
        QCOMPARE(addScoreModel(*store, R"({"tiers":{"hot":{"pace":"often"}}})", 0).error().code, Error::Code::Invalid);
    }
    void onlyManagersChangeTheModelAndNonsenseIsRefused()
    {
        TestStore store;
        QCOMPARE(addScoreModel(*store, modelWith(10), 0).error().code, Error::Code::Denied); // Dana sells
        store->setPerson(store.mike);
        QCOMPARE(addScoreModel(*store, R"({"factors":{"age":5}})", 0).error().code, Error::Code::Invalid);
        QCOMPARE(addScoreModel(*store, "nonsense", 0).error().code, Error::Code::Damaged);
        QCOMPARE(addScoreModel(*store, modelWith(10), store.clock.now() - 1).error().subject, QStringLiteral("since"));
        QCOMPARE(store.count("score_model"), 0);
    }
};
UPDESK_TEST(TestScoreModels);
#include "tst_scoremodels.moc"
