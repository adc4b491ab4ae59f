// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"
#include "ui/queue/queuemodel.h"

using namespace updesk;

/// Who bought and is looked after by a plan stands in the queue, and whoever bought without one does not.
class TestBuyerRow : public QObject
{
    Q_OBJECT

    static void sell(PlanDesk &desk, bool delivered)
    {
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        deal.delivered = delivered;
        QVERIFY(sellLead(*desk.store, desk.lead, deal));
    }
    static bool shows(QueueModel &model, LeadId lead)
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.leadAt(row) == lead)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void itIsThereWhileThereIsSomethingToDo()
    {
        PlanDesk desk;
        QueueFilter filter;
        filter.view = QueueFilter::View::Team;
        filter.later = true;
        QueueModel model(*desk.store);
        model.setFilter(filter);
        desk.add(1);
        const LeadId bought = desk.lead;
        sell(desk, true);
        desk.add(2);
        const LeadId pending = desk.lead;
        sell(desk, false);
        model.refresh();
        model.settle();
        QVERIFY(shows(model, bought));
        QVERIFY(!shows(model, pending));
        const auto now = leadNowOf(desk.database(), bought);
        QCOMPARE(now->nextKind, Task::Kind::Text); // the thanks
        QVERIFY(!model.words().next(*now, desk.store.clock.now()).isEmpty());
        desk.lead = bought;
        const auto deals = loadAll(desk.database(), kDeal);
        for (const Deal &deal : *deals) {
            if (deal.lead == bought)
                QVERIFY(unwindDeal(*desk.store, deal.id, QStringLiteral("loan refused")));
        }
        model.refresh();
        model.settle();
        QVERIFY(shows(model, bought)); // open again
    }
    void aBuyerIsCalledWithTheSameKey()
    {
        PlanDesk desk;
        desk.add(1);
        sell(desk, true);
        QueueModel model(*desk.store);
        auto now = *leadNowOf(desk.database(), desk.lead);
        QCOMPARE(model.words().nextKey(now), QString()); // a text is next
        now.nextKind = Task::Kind::Call;
        now.nextChannel = Channel::Phone;
        QCOMPARE(model.words().nextKey(now), QStringLiteral("C"));
        now.place.group = kClosedGroup;
        QCOMPARE(model.words().nextKey(now), QString());
    }
};

UPDESK_TEST(TestBuyerRow);
#include "tst_buyerrow.moc"
