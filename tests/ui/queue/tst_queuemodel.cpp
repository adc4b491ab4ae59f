// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/leads/attempts.h"
#include "tests/support/leadbuilder.h"
#include "tests/support/suite.h"
#include "ui/queue/queuemodel.h"
#include "ui/queue/savedfilters.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace updesk;

namespace
{

QueueFilter team()
{
    QueueFilter filter;
    filter.view = QueueFilter::View::Team;
    return filter;
}

/// A model under Qt's own tester.
struct Watched {
    explicit Watched(Session &session)
        : model(session), tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
    }
    QueueModel model;
    QAbstractItemModelTester tester;
};

QList<LeadId> leadsOf(const QueueModel &model)
{
    QList<LeadId> leads;
    for (int row = 0; row < model.rowCount(); ++row)
        leads << model.leadAt(row);
    return leads;
}

} // namespace

class TestQueueModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyStoreHasNoRowsAndNoNextLead()
    {
        TestStore store;
        Watched w(*store);
        w.model.setFilter(team());
        QCOMPARE(w.model.rowCount(), 0);
        QVERIFY(!w.model.canFetchMore({}));
        QVERIFY(w.model.next({}).isNull());
        QVERIFY(w.model.leadAt(0).isNull());
        QVERIFY(!w.model.isStale());
    }
    void rowsComeInPagesByKeyAndEachOnce()
    {
        TestStore store;
        for (int i = 0; i < 130; ++i) {
            store.add(store.webLead(i));
            store.clock.advance(kSecond);
        }
        QueueModel model(*store); // Qt's tester would fetch all
        model.setFilter(team());
        QCOMPARE(model.rowCount(), 50);
        while (model.canFetchMore({}))
            model.fetchMore({});
        QCOMPARE(model.rowCount(), 130);
        const QList<LeadId> all = leadsOf(model);
        QCOMPARE(int(std::set<LeadId>(all.begin(), all.end()).size()), 130);
        QCOMPARE(model.counts()[1], 130);
    }
    void lookingAgainDoesNotMakeALongListGrow()
    {
        TestStore store;
        for (int i = 0; i < 130; ++i)
            store.add(store.webLead(i));
        QueueModel model(*store); // Qt's tester would fetch all
        model.setFilter(team());
        const QList<LeadId> before = leadsOf(model);
        for (int n = 0; n < 3; ++n) {
            model.refresh();
            model.settle();
        }
        QCOMPARE(leadsOf(model), before);
        QVERIFY(model.canFetchMore({}));
    }
    void aChangeShowsAtOnceButNoRowMovesBeforeTheSort()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId first = leads.add({.first = "Sam", .last = "Okafor", .ago = 2 * kMinute});
        const LeadId second = leads.add({.first = "Grace", .last = "Kim", .ago = kMinute});
        Watched w(*store);
        w.model.setFilter(team());
        QCOMPARE(leadsOf(w.model), (QList<LeadId>{first, second}));
        leads.wrote(second, 0);
        w.model.refresh();
        QCOMPARE(leadsOf(w.model), (QList<LeadId>{first, second}));
        QCOMPARE(w.model.index(1, 0).data(QueueModel::ClockStateRole).toInt(), int(ClockState::Waiting));
        QCOMPARE(w.model.index(1, 0).data(QueueModel::GroupNoRole).toInt(), 1);
        QVERIFY(w.model.isStale());
        w.model.settle();
        QCOMPARE(leadsOf(w.model), (QList<LeadId>{second, first}));
        QCOMPARE(w.model.index(0, 0).data(QueueModel::GroupNoRole).toInt(), 0);
        QVERIFY(!w.model.isStale());
    }
    void arrivalsAreCountedAboveTheRowAndShownByTheSort()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId old = leads.add({.first = "Grace", .last = "Kim", .ago = kMinute});
        Watched w(*store);
        w.model.setFilter(team());
        const LeadId sooner = leads.add({.first = "Ken", .last = "Watanabe", .ago = 3 * kMinute});
        leads.add({.first = "Lee", .last = "Brandt"});
        w.model.refresh();
        QCOMPARE(w.model.rowCount(), 1);
        QCOMPARE(w.model.arrivals().size(), std::size_t(2));
        QCOMPARE(w.model.arrivalsBefore(0), 1);
        w.model.settle();
        QCOMPARE(w.model.rowCount(), 3);
        QCOMPARE(w.model.leadAt(0), sooner);
        QCOMPARE(w.model.leadAt(1), old);
        QVERIFY(w.model.arrivals().empty());
    }
    void aRowThatSomebodyElseTookTurnsGreyAndLeavesAtTheSort()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId mine = leads.add({.first = "Beth", .last = "Carver", .owner = store.dana});
        const LeadId kept = leads.add({.first = "Nina", .last = "Petrov", .owner = store.dana});
        Watched w(*store);
        QueueFilter filter;
        filter.view = QueueFilter::View::Mine;
        filter.person = store.dana;
        w.model.setFilter(filter);
        QCOMPARE(w.model.rowCount(), 2);
        QVERIFY(assign(*store, std::vector<LeadId>{mine}, store.omar));
        w.model.refresh();
        const int row = w.model.rowOf(mine);
        QVERIFY(w.model.line(row).gone);
        QCOMPARE(w.model.line(row).next, QStringLiteral("Omar has this"));
        QCOMPARE(w.model.next({}), kept);
        w.model.settle(mine);
        QVERIFY(w.model.rowOf(mine) >= 0); // the selected row is held
        w.model.settle();
        QCOMPARE(leadsOf(w.model), QList<LeadId>{kept});
    }
    void aLateLeadThatIsClosedLeavesAndLeavesTheOthersInOrder()
    {
        TestStore store;
        LeadBuilder leads(store);
        QList<LeadId> all;
        for (int i = 0; i < 5; ++i)
            all << leads.add({.first = "Dev", .last = "Patel", .ago = (5 - i) * kMinute});
        Watched w(*store);
        w.model.setFilter(team());
        const QList<LeadId> before = leadsOf(w.model);
        QVERIFY(closeLead(*store, before[2], Closed::Lost, QStringLiteral("price")));
        w.model.refresh();
        QCOMPARE(w.model.line(2).next, QStringLiteral("Closed"));
        QCOMPARE(w.model.goneAbove(4), 1);
        w.model.settle(before[4], true);
        QCOMPARE(leadsOf(w.model), before);
        w.model.settle();
        QList<LeadId> after = before;
        after.removeAt(2);
        QCOMPARE(leadsOf(w.model), after);
    }
    void laterIsFoldedUntilItIsAskedFor()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId now = leads.add({.first = "Sam", .last = "Okafor"});
        const LeadId later = leads.add({.first = "Ann", .last = "Whitfield", .ago = kDay});
        leads.called(later, kDay - kMinute);
        leads.plan(later, Task::Kind::Call, Channel::Phone, 3 * kDay, 2, 8);
        Watched w(*store);
        w.model.setFilter(team());
        QCOMPARE(leadsOf(w.model), QList<LeadId>{now});
        QCOMPARE(w.model.counts()[5], 1);
        QVERIFY(w.model.nextDue().contains(QStringLiteral("Ann Whitfield")));
        w.model.setLater(true);
        QCOMPARE(leadsOf(w.model), (QList<LeadId>{now, later}));
        w.model.setLater(false);
        QCOMPARE(leadsOf(w.model), QList<LeadId>{now});
    }
    void everyRowReadsAsOneSentence()
    {
        TestStore store;
        LeadBuilder leads(store);
        leads.add({.first = "Jules", .last = "Tremblay", .ago = 11 * kMinute, .owner = store.dana});
        Watched w(*store);
        w.model.setFilter(team());
        const QString said = w.model.index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.startsWith(QStringLiteral("Late by 6 minute")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("Jules Tremblay. Call, attempt 1. Dana Reyes.")), qPrintable(said));
        QVERIFY(said.contains(QString::number(w.model.line(0).row.now.score)));
    }
    void theRolesTellWhatTestsAsk()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId lead = leads.add({.first = "Sam", .last = "Okafor", .owner = store.dana});
        Watched w(*store);
        w.model.setFilter(team());
        const QModelIndex at = w.model.index(0, 3);
        QCOMPARE(at.data(QueueModel::LeadIdRole).toString(), QString::fromLatin1(lead.value.hex()));
        QCOMPARE(at.data(QueueModel::GroupNoRole).toInt(), 1);
        QCOMPARE(at.data(QueueModel::DueUtcRole).toLongLong(), store.clock.now() + 5 * kMinute);
        QCOMPARE(at.data(QueueModel::OwnerRole).toString(), QString::fromLatin1(store.dana.value.hex()));
        QCOMPARE(at.data(QueueModel::VerifiedRole).toBool(), false);
        QCOMPARE(int(QueueModel::LeadIdRole), Qt::UserRole + 1);
        QCOMPARE(int(QueueModel::VerifiedRole), Qt::UserRole + 8);
    }
    void sortingByAColumnStaysInsideTheGroups()
    {
        TestStore store;
        LeadBuilder leads(store);
        const LeadId zoe = leads.add({.first = "Zoe", .last = "Adams", .ago = 2 * kMinute});
        const LeadId amy = leads.add({.first = "Amy", .last = "Zuniga", .ago = kMinute});
        const LeadId waits = leads.add({.first = "Max", .last = "Stone", .ago = kMinute});
        leads.wrote(waits, 0);
        Watched w(*store);
        w.model.setFilter(team());
        w.model.sort(QueueModel::Customer, Qt::AscendingOrder);
        QCOMPARE(leadsOf(w.model), (QList<LeadId>{waits, amy, zoe}));
        w.model.sort(QueueModel::Customer, Qt::DescendingOrder);
        QCOMPARE(leadsOf(w.model), (QList<LeadId>{waits, zoe, amy}));
        w.model.sort(-1);
        QCOMPARE(leadsOf(w.model), (QList<LeadId>{waits, zoe, amy}));
    }
    void aBurstOfChangesIsReadOnce()
    {
        TestStore store;
        Watched w(*store);
        w.model.setFilter(team());
        QSignalSpy spy(&w.model, &QueueModel::refreshed);
        for (int i = 0; i < 30; ++i)
            store.add(store.webLead(i));
        QVERIFY(spy.isEmpty());
        QVERIFY(spy.wait());
        QCOMPARE(spy.count(), 1);
        QCOMPARE(w.model.arrivals().size(), std::size_t(30));
    }
    void filterWordsAreTiersUntouchedOrText()
    {
        QueueFilter filter;
        readFilterWords(QStringLiteral("HOT, untouched rav4 okafor"), filter);
        QCOMPARE(filter.tiers, 1 << int(Tier::Hot));
        QVERIFY(filter.untouched);
        QCOMPARE(filter.text, QStringLiteral("rav4 okafor"));
        readFilterWords(QStringLiteral("  "), filter);
        QCOMPARE(filter.tiers, 0);
        QVERIFY(!filter.untouched && filter.text.isEmpty());
    }
    void savedFiltersComeBackAsTheyWere()
    {
        TestStore store;
        const auto first = savedFilters(store->database());
        QVERIFY(first);
        QCOMPARE(first->size(), std::size_t(1));
        const std::vector<SavedFilter> some{{QStringLiteral("My \"RAV4\"s"), QStringLiteral("rav4")}};
        QVERIFY(saveFilters(store->database(), some));
        QCOMPARE(*savedFilters(store->database()), some);
        QVERIFY(saveFilters(store->database(), {}));
        QVERIFY(savedFilters(store->database())->empty());
    }
    // After the last attempt there is no further one, and the row says the same as the call's own sentence did.
    void afterTheLastAttemptNothingIsPlannedThoughTheClockCounts()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        CallLogged last;
        for (int n = 0; n < kMostAttempts; ++n) {
            CallLog call;
            call.outcome = Outcome::NoAnswer; // a bare outcome: not verified
            const auto logged = logCall(*store, lead, call);
            QVERIFY(logged);
            last = *logged;
            store.clock.advance(kHour);
        }
        QVERIFY(last.lastAttempt && !last.verified);
        const QueueWords words(*store->rules());
        const LeadNow row = queueRow(store->database(), lead)->now;
        QCOMPARE(row.clock, LeadNow::Running);
        QCOMPARE(words.next(row, store.clock.now()), QStringLiteral("Nothing planned"));
        QCOMPARE(QueueWords::channelOf(row), Channel::None);
        QCOMPARE(words.nextKey(row), QString());
    }
    void wordsForClocksAndAges()
    {
        TestStore store;
        const QueueWords words(*store->rules());
        const Time now = store.clock.now();
        QCOMPARE(words.age(now - 11 * kMinute, now), QStringLiteral("11 min"));
        QCOMPARE(words.age(now - 9 * kHour, now), QStringLiteral("9 h"));
        QCOMPARE(words.age(now - 3 * kDay, now), QStringLiteral("3 d"));
        QCOMPARE(words.age(now + kHour, now), QStringLiteral("0 min"));
        QCOMPARE(words.moment(now, now), QStringLiteral("10:00"));
        QCOMPARE(words.moment(now + kDay, now), QStringLiteral("Fri 10:00"));
        LeadNow row;
        row.clock = LeadNow::Running;
        row.received = row.clockFrom = now;
        row.clockDue = now + 5 * kMinute;
        QCOMPARE(words.listClock(row, now + 108 * kSecond).text, QStringLiteral("03:12"));
        QCOMPARE(words.spokenListClock(row, now + 108 * kSecond), QStringLiteral("3 minute(s) 12 second(s) left"));
        QCOMPARE(words.listClock(row, now + 3 * kHour + 5 * kMinute).text, QStringLiteral("+3 h"));
    }
};

UPDESK_TEST(TestQueueModel);
#include "tst_queuemodel.moc"
