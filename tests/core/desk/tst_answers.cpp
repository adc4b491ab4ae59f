// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/answers.h"
#include "core/desk/undo.h"
#include "core/leads/vehiclerows.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What a caller writes down beside the script lands on the lead (F61).
class TestAnswers : public QObject
{
    Q_OBJECT

    static CallAnswer answer(StepAnswer kind, const char *words, const char *question = "Q?")
    {
        return {kind, QString::fromUtf8(question), QString::fromUtf8(words)};
    }
    static Lead lead(TestStore &store, LeadId id) { return *load(store->database(), kLead, id.value); }
    static QByteArray note(TestStore &store)
    {
        return store.list("SELECT body FROM activity WHERE kind=4 AND deleted=0 ORDER BY at DESC, id DESC LIMIT 1")
            .trimmed();
    }

private Q_SLOTS:
    void answersBecomeFactsAndOneNoteInOneDeed()
    {
        TestStore store;
        store->setPerson(store.dana);
        const LeadId id = store.add(store.webLead(0)).lead;
        const Lead before = lead(store, id);
        const size_t vehicles = leadVehicles(store->database(), id)->size();
        const qint64 deeds = store.count("deed");
        QVERIFY(saveAnswers(*store, id,
            {answer(StepAnswer::Note, "needs seven seats", "What brings you?"),
                answer(StepAnswer::Timeframe, "this week"), answer(StepAnswer::Trade, "2019 Toyota Corolla"),
                answer(StepAnswer::BestTime, "after 5"), answer(StepAnswer::DownPayment, "$2,500 or so"),
                answer(StepAnswer::Vehicle, "2024 Honda Pilot")}));
        QCOMPARE(store.count("deed"), deeds + 1);
        const Lead now = lead(store, id);
        QCOMPARE(now.timeframeWords, QStringLiteral("this week"));
        QVERIFY(now.timeframeDays >= 0 && now.timeframeDays <= 7);
        QCOMPARE(now.bestTime, QStringLiteral("after 5"));
        QCOMPARE(now.downPayment, qint64(250'000));
        const auto found = leadVehicles(store->database(), id);
        QCOMPARE(found->size(), vehicles + 2);
        QCOMPARE(found->front().vehicle.model, QStringLiteral("Pilot")); // what they say now comes first
        QVERIFY(found->back().trade && found->back().vehicle.model == QLatin1String("Corolla"));
        QVERIFY(note(store).startsWith("What brings you? needs seven seats"));
        QVERIFY(note(store).contains("Q? $2,500 or so"));
        QVERIFY(undoLast(*store));
        QCOMPARE(lead(store, id), before);
        QCOMPARE(leadVehicles(store->database(), id)->size(), vehicles);
        QCOMPARE(note(store), QByteArray());
        QVERIFY(checkStore(store->database()));
    }
    void whatCannotBeReadIsKeptInTheNote()
    {
        TestStore store;
        store->setPerson(store.dana);
        const LeadId id = store.add(store.webLead(0)).lead;
        const Lead before = lead(store, id);
        const size_t vehicles = leadVehicles(store->database(), id)->size();
        QVERIFY(saveAnswers(*store, id,
            {answer(StepAnswer::Timeframe, "when the cows come home"), answer(StepAnswer::Trade, "no"),
                answer(StepAnswer::DownPayment, "some"), answer(StepAnswer::Visit, "perhaps Saturday")}));
        const Lead now = lead(store, id);
        QCOMPARE(now.timeframeDays, before.timeframeDays);
        QCOMPARE(now.downPayment, before.downPayment);
        QCOMPARE(leadVehicles(store->database(), id)->size(), vehicles);
        for (const char *words : {"when the cows come home", "Q? no", "some", "perhaps Saturday"})
            QVERIFY2(note(store).contains(words), words);
    }
    void emptyAnswersAreNoDeedAndALeadThatIsGoneIsNamed()
    {
        TestStore store;
        store->setPerson(store.dana);
        const LeadId id = store.add(store.webLead(0)).lead;
        const auto none = saveAnswers(*store, id, {answer(StepAnswer::Note, "  "), answer(StepAnswer::Trade, "")});
        QVERIFY(none && none->isNull());
        QVERIFY(saveAnswers(*store, id, {})->isNull());
        QCOMPARE(
            saveAnswers(*store, LeadId{newId(3)}, {answer(StepAnswer::Note, "x")}).error().code, Error::Code::NotFound);
    }
    void theSameCarIsNotPutInTwice()
    {
        TestStore store;
        store->setPerson(store.dana);
        const LeadId id = store.add(store.webLead(0)).lead;
        QVERIFY(saveAnswers(*store, id, {answer(StepAnswer::Trade, "2019 Toyota Corolla")}));
        const size_t vehicles = leadVehicles(store->database(), id)->size();
        QVERIFY(saveAnswers(*store, id, {answer(StepAnswer::Trade, "2019 toyota COROLLA")}));
        QCOMPARE(leadVehicles(store->database(), id)->size(), vehicles);
    }
    void whatIsTypedOutlivesACrash()
    {
        TestStore store;
        const LeadId id = store.add(store.webLead(0)).lead;
        const LeadId other = store.add(store.webLead(1)).lead;
        const std::vector<CallAnswer> typed{answer(StepAnswer::Note, "half a sen"), answer(StepAnswer::Trade, "2019")};
        QVERIFY(keepAnswers(store->database(), id, typed));
        store.reopen();
        QVERIFY(*keptAnswers(store->database(), id) == typed);
        QVERIFY(keptAnswers(store->database(), other)->empty());
        QVERIFY(keepAnswers(store->database(), id, {}));
        QVERIFY(keptAnswers(store->database(), id)->empty());
        QCOMPARE(store.count("desk_setting WHERE k LIKE 'answers:%'"), qint64(0));
    }
};
UPDESK_TEST(TestAnswers);
#include "tst_answers.moc"
