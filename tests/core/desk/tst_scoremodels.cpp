// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/modelverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/undo.h"
#include "core/leads/followrules.h"
#include "core/leads/leadnowstore.h"
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
