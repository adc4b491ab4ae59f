// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>

#include <numeric>

using namespace updesk;

namespace
{

constexpr int kLong = 30'000; // ms: for a thread, on a slow machine

QueueFilter typed(const TestStore &store, const char *text)
{
    QueueFilter filter;
    filter.person = store.mike;
    filter.text = QString::fromLatin1(text);
    return filter;
}

/// A model of a store with six people called Lopez and six called Patel.
struct Found {
    Found()
    {
        store->setPerson(store.mike);
        for (int i = 0; i < 12; ++i)
            all.push_back(leads.add({.first = "Ann", .last = i % 2 ? "Patel" : "Lopez", .ago = i * kMinute}));
        model = std::make_unique<QueueModel>(*store);
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        model->setFilter(typed(store, ""));
    }
    ~Found() { tester.reset(); }
    bool shows(const char *name) const
    {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (!model->line(row).row.name.contains(QString::fromLatin1(name)))
                return false;
        }
        return model->rowCount() > 0;
    }

    TestStore store;
    LeadBuilder leads{store};
    std::vector<LeadId> all;
    std::unique_ptr<QueueModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

/// What is typed is looked for beside the window.
class TestQueueFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRowsFromBeforeStandUntilWhatIsTypedIsFound()
    {
        Found desk;
        QSignalSpy refreshed(desk.model.get(), &QueueModel::refreshed);
        desk.model->setFilter(typed(desk.store, "lopez"));
        QCOMPARE(desk.model->rowCount(), 12);
        QVERIFY(desk.model->isLooking());
        QVERIFY(!desk.model->canFetchMore({}));
        QVERIFY(refreshed.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 6, kLong);
        QVERIFY(desk.shows("Lopez"));
        QVERIFY(!desk.model->isLooking());
        QCOMPARE(std::accumulate(desk.model->counts().begin(), desk.model->counts().end(), 0), 6);
        QCOMPARE(refreshed.count(), 1);
        desk.model->setFilter(typed(desk.store, "nobody"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 0, kLong);
        desk.model->setFilter(typed(desk.store, ""));
        QCOMPARE(desk.model->rowCount(), 12); // without words at once
    }
    void whatIsFoundOfOlderWordsIsDropped()
    {
        Found desk;
        bool lopez = false;
        connect(
            desk.model.get(), &QAbstractItemModel::rowsInserted, this, [&] { lopez = lopez || desk.shows("Lopez"); });
        QSignalSpy refreshed(desk.model.get(), &QueueModel::refreshed);
        for (const char *letters : {"l", "lo", "lop", "lopez", "p", "pa", "patel"})
            desk.model->setFilter(typed(desk.store, letters));
        QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 6, kLong);
        QVERIFY(desk.shows("Patel"));
        QCOMPARE(refreshed.count(), 1); // nothing was read for the letters before
        desk.model->setFilter(typed(desk.store, "lopez"));
        desk.model->setFilter(typed(desk.store, "")); // and now nothing is typed at all
        QCOMPARE(desk.model->rowCount(), 12);
        refreshed.clear();
        QVERIFY(desk.model->isSearching());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.model->isSearching(), kLong);
        QVERIFY(refreshed.isEmpty());
        desk.model->warmUp();
        QVERIFY(desk.model->isSearching());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.model->isSearching(), kLong);
        QVERIFY(refreshed.isEmpty());
        QCOMPARE(desk.model->rowCount(), 12);
        QVERIFY(!lopez);
    }
    void aSearchNobodyWaitsForIsNotSaidToTakeLong()
    {
        Found desk;
        QSignalSpy told(desk.model.get(), &QueueModel::refreshing);
        desk.model->setSlowAfter(0); // for the search, not for the read after it
        desk.model->setFilter(typed(desk.store, "lopez"));
        desk.model->setSlowAfter(60'000);
        desk.model->setFilter(typed(desk.store, ""));
        QVERIFY(desk.model->isSearching());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.model->isSearching(), kLong);
        QVERIFY(told.isEmpty());
    }
    void whatIsSaidOfALongSearchEndsWithTheWords()
    {
        bool said = false;
        for (int i = 0; i < 20 && !said; ++i) { // it may be done before anybody can look
            Found desk;
            bool on = false;
            connect(desk.model.get(), &QueueModel::refreshing, this, [&](bool now) { on = now; });
            desk.model->setSlowAfter(0);
            desk.model->setFilter(typed(desk.store, "lopez"));
            QCoreApplication::processEvents();
            said = on;
            desk.model->setSlowAfter(60'000);
            desk.model->setFilter(typed(desk.store, ""));
            QVERIFY(!on);
            QTRY_VERIFY_WITH_TIMEOUT(!desk.model->isSearching(), kLong);
            QVERIFY(!on);
        }
        QVERIFY(said);
    }
    void aSearchThatRunsWhenTheListGoesHarmsNothing()
    {
        for (int i = 0; i < 10; ++i) {
            Found desk;
            desk.model->setFilter(typed(desk.store, "l"));
            if (i % 2)
                QTest::qWait(i);
            desk.tester.reset();
            desk.model.reset();
            QCoreApplication::processEvents();
        }
    }
    void aLeadThatComesMeanwhileIsThere()
    {
        Found desk;
        desk.model->setFilter(typed(desk.store, "lopez"));
        const LeadId meanwhile = desk.leads.add({.first = "Ben", .last = "Lopez"});
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.model->rowOf(meanwhile) >= 0 || desk.model->arrivals().contains(meanwhile), kLong);
        desk.model->settle();
        QCOMPARE(desk.model->rowCount(), 7);
        // And one that comes later waits above, for the rows hold still.
        const LeadId later = desk.leads.add({.first = "Cal", .last = "Lopez"});
        desk.leads.add({.first = "Cal", .last = "Patel"});
        QTRY_VERIFY_WITH_TIMEOUT(desk.model->arrivals().contains(later), kLong);
        QCOMPARE(desk.model->arrivals().size(), std::size_t(1));
        QCOMPARE(desk.model->rowCount(), 7);
        QVERIFY(desk.model->isStale());
        desk.model->settle();
        QCOMPARE(desk.model->rowCount(), 8);
    }
    void aRowThatGoesTurnsGreyAtOnce()
    {
        Found desk;
        desk.model->setFilter(typed(desk.store, "lopez"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 6, kLong);
        const LeadId gone = desk.model->leadAt(2);
        QVERIFY(closeLead(*desk.store, gone, Closed::Lost, QStringLiteral("price")));
        desk.model->refresh();
        QVERIFY(desk.model->line(2).gone);
        QTRY_COMPARE_WITH_TIMEOUT(
            std::accumulate(desk.model->counts().begin(), desk.model->counts().end(), 0), 5, kLong);
        QCOMPARE(desk.model->leadAt(2), gone);
        desk.model->settle();
        QCOMPARE(desk.model->rowOf(gone), -1);
    }
    void pagesAndTheGroupLaterComeFromWhatWasFound()
    {
        TestStore store;
        store->setPerson(store.mike);
        for (int i = 0; i < 130; ++i) {
            store.add(store.webLead(i));
            store.clock.advance(kSecond);
        }
        QueueModel model(*store); // Qt's tester would fetch all
        model.setFilter(typed(store, "rav4"));
        QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 50, kLong);
        CallLog later;
        later.outcome = Outcome::CallBack;
        later.told = store.clock.now();
        later.callBack = store.clock.now() + 9 * kDay;
        for (int row = 0; row < 10; ++row)
            QVERIFY(logCall(*store, model.leadAt(row), later));
        QTRY_COMPARE_WITH_TIMEOUT(model.counts()[5], 10, kLong);
        model.settle();
        while (model.canFetchMore({}))
            model.fetchMore({});
        QCOMPARE(model.rowCount(), 120);
        model.setLater(true);
        QCOMPARE(model.rowCount(), 130);
        QCOMPARE(model.line(129).group, 5);
        model.sort(QueueModel::Customer);
        QCOMPARE(model.rowCount(), 130);
        model.setLater(false);
        QCOMPARE(model.rowCount(), 120);
    }
    void nobodyActsInTheRowsFromBefore()
    {
        QueueDesk desk;
        const LeadId lopez = desk.leads.add({.first = "Ann", .last = "Lopez", .ago = kMinute});
        desk.leads.add({.first = "Ann", .last = "Patel", .ago = 2 * kMinute});
        desk.open();
        desk.screen->bar()->field()->setFocus();
        desk.type(QStringLiteral("lopez"));
        desk.key(Qt::Key_Return); // so quickly that nothing is found yet
        QVERIFY(desk.screen->bar()->field()->hasFocus() || desk.model().rowCount() == 1);
        QTRY_VERIFY_WITH_TIMEOUT(desk.view().hasFocus(), kLong);
        QCOMPARE(desk.model().rowCount(), 1);
        QCOMPARE(desk.view().currentLead(), lopez);
        desk.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.model().rowCount(), 2);
    }
    void aChipIsNotFollowedByActsInTheRowsFromBefore()
    {
        QueueDesk desk;
        const LeadId lopez = desk.leads.add({.first = "Ann", .last = "Lopez", .owner = desk.store.mike});
        const LeadId patel = desk.leads.add({.first = "Ann", .last = "Patel", .ago = kMinute});
        const LeadId team = desk.leads.add({.first = "Ben", .last = "Lopez", .ago = 2 * kMinute});
        QVERIFY(saveFilters(desk.store->database(), {{QStringLiteral("Lopez"), QStringLiteral("lopez")}}));
        desk.open();
        QVERIFY(desk.view().hasFocus());
        QSignalSpy acts(&desk.view(), &QueueView::actWanted);
        desk.key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(!desk.view().hasFocus() || desk.model().rowOf(patel) < 0);
        QTRY_VERIFY_WITH_TIMEOUT(desk.view().hasFocus(), kLong);
        QCOMPARE(desk.model().rowCount(), 2);
        QCOMPARE(desk.model().rowOf(patel), -1);
        // And whose rows they are.
        auto *views = desk.screen->findChild<Segments *>(QStringLiteral("queue.views"));
        views->findChildren<QAbstractButton *>()[int(QueueFilter::View::Mine)]->click();
        QVERIFY(!desk.view().hasFocus() || desk.model().rowOf(team) < 0);
        QTRY_VERIFY_WITH_TIMEOUT(desk.view().hasFocus(), kLong);
        QCOMPARE(desk.model().rowCount(), 1);
        QCOMPARE(desk.view().currentLead(), lopez);
        QVERIFY(acts.isEmpty());
        desk.key(Qt::Key_1, Qt::AltModifier); // off again: at once
        QVERIFY(desk.view().hasFocus());
    }
    void aFileThatCannotBeReadBesideTheWindowSaysSoAndKeepsTheRows()
    {
        Found desk;
        QSignalSpy failed(desk.model.get(), &QueueModel::failed);
        QVERIFY(QFile::rename(desk.store.path, desk.store.path + QStringLiteral(".away")));
        desk.model->setFilter(typed(desk.store, "lopez"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kLong);
        QCOMPARE(desk.model->rowCount(), 12);
        QVERIFY(!desk.model->isLooking());
        QVERIFY(QFile::rename(desk.store.path + QStringLiteral(".away"), desk.store.path));
        desk.model->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 6, kLong);
    }
    void whoCannotBeShownTheRowsIsNotHeldInTheField()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Ann", .last = "Lopez"});
        desk.open();
        QVERIFY(QFile::rename(desk.store.path, desk.store.path + QStringLiteral(".away")));
        desk.screen->bar()->field()->setFocus();
        desk.type(QStringLiteral("patel"));
        desk.key(Qt::Key_Down);
        QTRY_VERIFY_WITH_TIMEOUT(desk.view().hasFocus(), kLong);
        QCOMPARE(desk.model().rowCount(), 1);
        auto *banner = desk.screen->findChild<Banner *>();
        QVERIFY(banner->isVisible());
        QVERIFY(QFile::rename(desk.store.path + QStringLiteral(".away"), desk.store.path));
        Q_EMIT banner->actionClicked();
        QTRY_COMPARE_WITH_TIMEOUT(desk.model().rowCount(), 0, kLong);
        QVERIFY(!banner->isVisible());
    }
};

UPDESK_TEST(TestQueueFilter);
#include "tst_queuefilter.moc"
