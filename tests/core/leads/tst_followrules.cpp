// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/followrules.h"
#include "core/desk/leadverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/scoring/scoretables.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What changed settings do to leads that nobody touches.
class TestFollowRules : public QObject
{
    Q_OBJECT

    template <class Table, class Change>
    static DeedId change(TestStore &store, const Table &table, Change &&change)
    {
        const auto deed = doDeed(*store, "settings", {}, [&](Transaction &tx) -> Result<void> {
            const auto rows = loadAll(tx.database(), table);
            auto row = rows->front();
            change(row);
            return apply(tx, set(table, rows->front(), row));
        });
        return deed ? *deed : DeedId{};
    }
    template <class Table, class Row>
    static DeedId add(TestStore &store, const Table &table, Row row)
    {
        const auto deed = doDeed(*store, "settings", {}, [&](Transaction &tx) {
            row.id = {tx.freshId()};
            return apply(tx, put(table, row));
        });
        return deed ? *deed : DeedId{};
    }
    static DeedId sourceKind(TestStore &store, SourceId id, SourceKind kind)
    {
        const auto deed = doDeed(*store, "settings", {}, [&](Transaction &tx) -> Result<void> {
            const auto source = load(tx.database(), kSource, id.value);
            Source other = *source;
            other.kind = kind;
            return apply(tx, set(kSource, *source, other));
        });
        return deed ? *deed : DeedId{};
    }
    static int differing(TestStore &store)
    {
        const auto rules = *store->rules();
        int differ = 0;
        const auto leads = loadAll(store->database(), kLead);
        for (const Lead &lead : *leads) {
            const LeadNow is = *leadNowOf(store->database(), lead.id);
            LeadNow should =
                leadNow(*factsOf(store->database(), lead.id, *rules), *rules, store.clock.now(), is.scoredAt);
            should.ladderAt = is.ladderAt;
            differ += !(is == should);
        }
        return differ;
    }
    static QByteArray nowRows(TestStore &store)
    {
        return store.list("SELECT quote(lead_id)||'|'||score||'|'||tier||'|'||model||'|'||clock_due||'|'||clock_from"
                          "||'|'||grp||'|'||k1||'|'||k2||'|'||k3||'|'||ladder_at FROM lead_now ORDER BY lead_id");
    }
    static void newModel(TestStore &store, ScoreModel model, int version)
    {
        model.version = version;
        add(store, kScoreModel,
            ScoreModelRow{{}, version, QString::fromUtf8(model.toJson()), store.clock.now(), store.mike});
    }
    static void addLeads(TestStore &store, int count)
    {
        for (int i = 0; i < count; ++i)
            store.add(store.webLead(i));
    }

private Q_SLOTS:
    void everySettingReachesTheLeadsThatNobodyTouchesAndUndoGivesThemBack_data()
    {
        QTest::addColumn<int>("which");
        static constexpr const char *kNames[] = {
            "hours", "holiday", "time zone", "target", "ring", "source kind", "source counts", "ladder", "score model"};
        for (int i = 0; i < int(std::size(kNames)); ++i)
            QTest::newRow(kNames[i]) << i;
    }
    void everySettingReachesTheLeadsThatNobodyTouchesAndUndoGivesThemBack()
    {
        QFETCH(int, which);
        TestStore store;
        addLeads(store, 7);
        QVERIFY(makeRound(*store));
        QCOMPARE(differing(store), 0);
        const QByteArray before = nowRows(store);
        const std::array<std::function<DeedId()>, 9> changes{
            [&] {
                return change(store, kDealership,
                    [](Dealership &d) { d.answerHours = QStringLiteral(R"({"thu":[["12:00","20:00"]]})"); });
            },
            [&] {
                return change(store, kDealership,
                    [](Dealership &d) { d.holidays = QStringLiteral(R"([{"day":"2026-03-12","closed":true}])"); });
            },
            [&] {
                return change(
                    store, kDealership, [](Dealership &d) { d.timeZone = QStringLiteral("America/Los_Angeles"); });
            },
            [&] {
                return add(store, kTarget, TargetRow{{}, store.website, -1, 900, 1800});
            },
            [&] { return change(store, kRing, [](RingRow &r) { r.ring = 3; }); },
            [&] { return sourceKind(store, store.website, SourceKind::ThirdParty); },
            [&] {
                const QString counts = QStringLiteral(R"({"%1":{"leads":400,"sold":1},"%2":{"leads":400,"sold":90}})");
                const auto hex = [](SourceId id) { return QString::fromLatin1(id.value.hex()); };
                return add(store, kSetting,
                    Setting{{}, QStringLiteral("source_counts"), counts.arg(hex(store.website), hex(store.autosite))});
            },
            [&] {
                return add(
                    store, kSetting, Setting{{}, QStringLiteral("ladder"), QStringLiteral(R"({"warn_before":4})")});
            },
            [&] {
                ScoreModel model;
                model.version = 2;
                model.timeframe = {10, 5, 2};
                return add(store, kScoreModel,
                    ScoreModelRow{{}, 2, QString::fromUtf8(model.toJson()), store.clock.now(), store.mike});
            },
        };
        const DeedId deed = changes[size_t(which)]();
        QVERIFY(!deed.isNull());
        QVERIFY(makeRound(*store));
        QCOMPARE(differing(store), 0);
        QVERIFY(nowRows(store) != before);
        QVERIFY(undoDeed(*store, deed));
        QVERIFY(makeRound(*store));
        QCOMPARE(differing(store), 0);
        QCOMPARE(nowRows(store), before);
    }
    void aWalkThatWasCutOffGoesOnAndAFurtherChangeBeginsItAnew()
    {
        TestStore store;
        addLeads(store, 130);
        const LeadId closed{
            Id::fromHex(store.list("SELECT lower(hex(min(id))) FROM lead").trimmed().toStdString()).value()};
        QVERIFY(closeLead(*store, closed, Closed::Lost, QStringLiteral("price")));
        const auto newModel = [&](int version, int seven) {
            ScoreModel model;
            model.version = version;
            model.timeframe = {seven, 5, 2};
            add(store, kScoreModel,
                ScoreModelRow{{}, version, QString::fromUtf8(model.toJson()), store.clock.now(), store.mike});
        };
        newModel(2, 10);
        auto part = followRules(store->database(), store.clock.now(), 1);
        QVERIFY(part && !part->done);
        QCOMPARE(part->moved, 50);
        store.reopen(); // the program was killed here
        part = followRules(store->database(), store.clock.now(), 1);
        QVERIFY(part && !part->done);
        QCOMPARE(part->moved, 50);
        newModel(3, 12);
        part = followRules(store->database(), store.clock.now(), 1);
        QVERIFY(part && !part->done);
        QCOMPARE(part->moved, 50);
        part = followRules(store->database(), store.clock.now(), 100);
        QVERIFY(part && part->done);
        QCOMPARE(part->moved, 80);
        QCOMPARE(differing(store), 0);
        QCOMPARE(followRules(store->database(), store.clock.now(), 100)->moved, 0);
        store.reopen();
        QCOMPARE(followRules(store->database(), store.clock.now(), 100)->moved, 0);
    }
    void aNewModelLeavesALineInTheHistoryOfLeadsItMovesAndTellsNobody()
    {
        TestStore store;
        addLeads(store, 3);
        const qint64 notices = store.count("notice"), lines = store.count("score_log");
        ScoreModel model;
        model.timeframe = {19, 15, 7};
        newModel(store, model, 2);
        QVERIFY(makeRound(*store));
        QCOMPARE(store.count("score_log"), lines + 3);
        QCOMPARE(store.count("score_log WHERE model=2 AND cause='rules' AND factors LIKE '{\"%'"), 3);
        QCOMPARE(store.count("notice"), notices);
        model.tiers[0].headStart = 30; // moves no score
        newModel(store, model, 3);
        QVERIFY(makeRound(*store));
        QCOMPARE(store.count("lead_now WHERE model=3"), 3);
        QCOMPARE(store.count("score_log"), lines + 3);
    }
    // The same points by other reasons are told, and so is another tier.
    void aLineIsWrittenForOtherFactorsAndForAnotherTier()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        const auto now = [&] { return *leadNowOf(store->database(), lead); };
        const int points = now().score;
        const qint64 lines = store.count("score_log");
        ScoreModel model;
        model.timeframe = {18, 15, 7};
        model.makeModel = 7;
        newModel(store, model, 2);
        QVERIFY(makeRound(*store));
        QCOMPARE(now().score, points);
        QCOMPARE(store.count("score_log"), lines + 1);
        const Tier tier = now().tier;
        QVERIFY(tier > Tier::Low);
        model.tiers[size_t(tier)].from = points + 1;
        newModel(store, model, 3);
        QVERIFY(makeRound(*store));
        QVERIFY(now().tier < tier);
        QCOMPARE(store.count("score_log WHERE model=3 AND cause='rules'"), 1);
    }
    void whatQuietDaysTookIsNotLaidToANewModel()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        const auto now = [&] { return *leadNowOf(store->database(), lead); };
        const int points = now().score;
        const Tier tier = now().tier;
        const qint64 lines = store.count("score_log");
        store.clock.advance(3 * kDay);
        newModel(store, {}, 2);
        QVERIFY(makeRound(*store));
        QVERIFY(now().score < points);
        QCOMPARE(now().tier, tier);
        QCOMPARE(now().model, 2);
        QCOMPARE(store.count("score_log"), lines);
        store.clock.advance(kDay);
        newModel(store, {}, 3);
        QVERIFY(makeRound(*store)); // and compared with the last line they are still the same reasons
        QCOMPARE(store.count("score_log"), lines);
    }
    void aStepThatCameDueWhileNoProgramRanIsMadeThoughTheRulesChanged()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.asks = 0; // not hot
        const LeadId lead = store.add(draft).lead;
        QVERIFY(makeRound(*store));
        store.clock.set(leadNowOf(store->database(), lead)->clockDue + kMinute); // the program was shut down meanwhile
        add(store, kSetting, Setting{{}, QStringLiteral("ladder"), QStringLiteral(R"({"everyone_after":90})")});
        QVERIFY(makeRound(*store));
        QCOMPARE(store.count("activity WHERE code=" + QByteArray::number(int(Activity::Code::ManagerTold))), 1);
    }
    void aSourceThatIsNewMovesNoOlderLead()
    {
        TestStore store;
        addLeads(store, 3);
        QVERIFY(makeRound(*store));
        store.clock.advance(20 * kDay); // scores anew would differ
        LeadDraft draft = store.webLead(9);
        draft.source = QStringLiteral("Never heard of");
        store.add(draft);
        const auto followed = followRules(store->database(), store.clock.now(), 100);
        QVERIFY(followed && followed->done);
        QCOMPARE(followed->moved, 0);
    }
    void aChangeOfPeopleOrRoutesMovesNoLead()
    {
        TestStore store;
        addLeads(store, 3);
        QVERIFY(makeRound(*store));
        store.clock.advance(20 * kDay);
        change(store, kRouteRule, [](RouteRuleRow &r) { r.rank = 7; });
        change(store, kPerson, [](Person &p) { p.name = QStringLiteral("Dana R."); });
        QCOMPARE(followRules(store->database(), store.clock.now(), 100)->moved, 0);
    }
    void longerHoursDoNotFireStepsTwice()
    {
        TestStore store;
        addLeads(store, 2);
        for (int minute = 0; minute < 12; ++minute) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
        const qint64 told = store.count("activity WHERE kind=7");
        QVERIFY(told > 0);
        change(store, kDealership,
            [](Dealership &d) { d.holidays = QStringLiteral(R"([{"day":"2026-07-04","closed":true}])"); });
        QVERIFY(makeRound(*store));
        QCOMPARE(store.count("activity WHERE kind=7"), told);
        change(store, kDealership, [](Dealership &d) { d.answerHours.clear(); });
        QVERIFY(makeRound(*store));
        QVERIFY(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed == 0);
    }
};
UPDESK_TEST(TestFollowRules);
#include "tst_followrules.moc"
