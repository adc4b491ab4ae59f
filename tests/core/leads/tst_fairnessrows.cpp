// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/undo.h"
#include "core/leads/fairnessrows.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <numeric>

using namespace updesk;

class TestFairnessRows : public QObject
{
    Q_OBJECT
    static std::vector<FairnessRow> rows(TestStore &store, Time since = 0)
    {
        return *fairness(store->database(), (*store->rules())->model, since, store.clock.now() + 1);
    }
    static FairnessRow of(const std::vector<FairnessRow> &rows, PersonId person)
    {
        const auto found = std::ranges::find(rows, person, &FairnessRow::person);
        return found == rows.end() ? FairnessRow{} : *found;
    }
private Q_SLOTS:
    void anEmptyStoreHasNobody()
    {
        TestStore store;
        QVERIFY(rows(store).empty());
    }
    void leadsAreCountedByPersonTierAndRule()
    {
        TestStore store;
        for (int i = 0; i < 6; ++i) {
            store.clock.advance(kMinute);
            LeadDraft draft = store.webLead(i);
            if (i >= 4)
                draft = {}, draft.full = QStringLiteral("Vague"), draft.comments = QString::number(i);
            store.add(draft);
        }
        const auto all = rows(store);
        QCOMPARE(all.size(), size_t(2));
        const FairnessRow dana = of(all, store.dana), omar = of(all, store.omar);
        QCOMPARE(dana.got + omar.got, 6);
        QCOMPARE(dana.got, 3);
        QCOMPARE(dana.byRule, 3);
        QCOMPARE(dana.rules, (std::map<QString, int>{{QStringLiteral("Everyone in turn"), 3}}));
        QCOMPARE(std::accumulate(dana.tiers.begin(), dana.tiers.end(), 0), 3);
        const auto leads = loadAll(store->database(), kLead);
        std::array<int, kTierCount> tiers{};
        for (const Lead &lead : *leads)
            ++tiers[size_t(leadNowOf(store->database(), lead.id)->tier)];
        QVERIFY(std::ranges::find(tiers, 6) == tiers.end()); // the vague ones are cooler than the complete ones
        for (size_t i = 0; i < tiers.size(); ++i)
            QCOMPARE(dana.tiers[i] + omar.tiers[i], tiers[i]);
        QVERIFY(rows(store, store.clock.now() + 1).empty());
        QCOMPARE(
            of(rows(store, store.clock.now()), store.dana).got + of(rows(store, store.clock.now()), store.omar).got, 1);
    }
    void handsAndTheLadderAreToldApartAndUndoneOnesDoNotCount()
    {
        TestStore store;
        LeadDraft cool = store.webLead(1);
        cool.timeframeDays = -1;
        cool.asks = 0;
        const Captured first = store.add(cool);
        const PersonId other = first.owner == store.dana ? store.omar : store.dana;
        store.clock.advance(kSecond);
        QVERIFY(assign(*store, std::array{first.lead}, other));
        auto all = rows(store);
        QCOMPARE(of(all, first.owner).movedAway, 1);
        QCOMPARE(of(all, other).got, 1);
        QCOMPARE(of(all, other).byHand + of(all, other).taken, 1);
        QVERIFY(undoLast(*store));
        all = rows(store);
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all[0].movedAway, 0);
        for (int minute = 0; minute < 11; ++minute) {
            QVERIFY(makeRound(*store));
            store.clock.advance(kMinute);
        }
        all = rows(store);
        QCOMPARE(of(all, first.owner).takenBack, 1);
        QCOMPARE(of(all, first.owner).movedAway, 0);
        QCOMPARE(of(all, other).byRule, 1);
    }
};
UPDESK_TEST(TestFairnessRows);
#include "tst_fairnessrows.moc"
