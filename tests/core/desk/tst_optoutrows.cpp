// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/consentverbs.h"
#include "core/desk/filetext.h"
#include "core/desk/heard.h"
#include "core/desk/optoutrows.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

using namespace updesk;

/// How long it took until a "no" held (US-9).
class TestOptOutRows : public QObject
{
    Q_OBJECT

    static FiledText text(TestStore &store, int from, const char *body, Time written = 0)
    {
        static int n = 0;
        const auto filed = fileText(*store,
            {QStringLiteral("SM%1").arg(++n), fromPhone(from), QStringLiteral("+14045550100"),
                QString::fromLatin1(body), written});
        if (!filed)
            qFatal("text");
        return *filed;
    }
    static std::vector<OptOutTime> rows(TestStore &store)
    {
        return *optOutTimes(store->database(), optOutSince(store.clock.now()));
    }

private Q_SLOTS:
    void US9_theTimeIsFromTheTextToTheNo()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1)), two = store.add(phoneLead(store, 2));
        store->setPerson({});
        store.clock.advance(kHour);
        text(store, 1, "STOP"); // at once
        text(store, 2, "STOP", store.clock.now() - 50 * kMinute); // it lay at the provider
        const auto all = rows(store);
        QCOMPARE(all.size(), size_t(2));
        QCOMPARE(all[0].lead, two.lead); // the slowest first
        QCOMPARE(all[0].took(), 50 * kMinute);
        QCOMPARE(all[0].came, Channel::Text);
        QVERIFY(!all[0].name.isEmpty());
        QCOMPARE(all[1].lead, one.lead);
        QCOMPARE(all[1].took(), 0);
    }
    void US9_wordsInDoubtCountUntilSomebodyHasReadThem()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1));
        store->setPerson({});
        store.clock.advance(kHour);
        QCOMPARE(text(store, 1, "wrong number").said, OptOutSaid::Perhaps);
        QVERIFY(rows(store).empty());
        store->setPerson(store.dana);
        store.clock.advance(3 * kHour);
        QVERIFY(settleDoubt(*store, one.lead, true));
        const auto all = rows(store);
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all[0].took(), 3 * kHour);
    }
    void whatSomebodySaidIsHonouredAsItIsWrittenDown()
    {
        TestStore store;
        store->setPerson(store.dana);
        const Captured one = store.add(phoneLead(store, 1));
        store.clock.advance(kHour);
        QVERIFY(refuseWay(*store, one.lead, Channel::Phone, Whose::Customer, QStringLiteral("please do not call")));
        const auto all = rows(store);
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all[0].came, Channel::None);
        QCOMPARE(all[0].took(), 0);
        QCOMPARE(all[0].lead, one.lead);
    }
    void theStoresOwnAndOlderOnesAreNotAmongThem()
    {
        TestStore store;
        store->setPerson(store.mike);
        const Captured one = store.add(phoneLead(store, 1));
        QVERIFY(refuseWay(*store, one.lead, Channel::Phone, Whose::Store, QStringLiteral("rude")));
        QVERIFY(rows(store).empty());
        store->setPerson({});
        text(store, 1, "STOP");
        QCOMPARE(rows(store).size(), size_t(1));
        store.clock.advance(370 * kDay);
        QVERIFY(rows(store).empty());
    }
    void theSummaryTellsWorstAndMedianOfEachWay()
    {
        const auto row = [](Channel came, Time took) {
            OptOutTime one;
            one.came = came;
            one.honoured = took;
            return one;
        };
        QVERIFY(optOutSummary({}).empty());
        const auto sums = optOutSummary({row(Channel::Text, 5), row(Channel::Text, 1), row(Channel::Text, 3),
            row(Channel::None, 8), row(Channel::None, 2)});
        QCOMPARE(sums.size(), size_t(2));
        QCOMPARE(sums[0], (OptOutSummary{Channel::Text, 3, 5, 3}));
        QCOMPARE(sums[1], (OptOutSummary{Channel::None, 2, 8, 5}));
    }
};

UPDESK_TEST(TestOptOutRows);
#include "tst_optoutrows.moc"
