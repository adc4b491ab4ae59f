// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/soldsheet.h"

#include <QAbstractItemModelTester>

using namespace updesk;

class TestSoldSheet : public QObject
{
    Q_OBJECT

    static LeadId sell(BoardDesk &desk, const char *last, qint64 front, bool known = true)
    {
        const LeadId lead = desk.leads.add({.first = "Sam", .last = last});
        desk.store.clock.advance(kMinute);
        DealDraft draft;
        draft.vehicle = QStringLiteral("2021 Honda CR-V");
        draft.grossKnown = known;
        draft.frontGross = front;
        if (!sellLead(*desk.store, lead, draft))
            qFatal("sell");
        return lead;
    }

private Q_SLOTS:
    void aMonthOfSalesIsAnHonestModel()
    {
        BoardDesk desk;
        SoldModel model(*desk.store);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.show(desk.store.clock.now()));
        QCOMPARE(model.rowCount(), 0);
        sell(desk, "One", 150'050);
        sell(desk, "Two", 0, false);
        QVERIFY(model.reload());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.heading(), QStringLiteral("March 2026"));
        QCOMPARE(model.index(0, SoldModel::Customer).data().toString(), QStringLiteral("Sam Two")); // the newest
        QCOMPARE(model.index(0, SoldModel::Front).data().toString(), QStringLiteral("-"));
        QCOMPARE(model.index(1, SoldModel::Front).data().toString(), QStringLiteral("$1,500.50"));
        QCOMPARE(model.index(1, SoldModel::State).data().toString(), QStringLiteral("Pending"));
        QVERIFY(model.sums().contains(QStringLiteral("Sold 2")));
        QVERIFY(model.sums().contains(QStringLiteral("not known yet: 1")));
        QVERIFY(model.step(-1));
        QCOMPARE(model.heading(), QStringLiteral("February 2026"));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.step(1));
        QCOMPARE(model.rowCount(), 2);
    }
    void aSaleAtMidnightIsOneOfTheNewMonth()
    {
        BoardDesk desk;
        desk.store.clock.set(1'775'015'940'000); // Tuesday 31 March 2026, 23:59 in New York
        sell(desk, "Late", 100);
        SoldModel model(*desk.store);
        QVERIFY(model.show(desk.store.clock.now()));
        QCOMPARE(model.heading(), QStringLiteral("April 2026")); // a minute later it is
        QVERIFY(model.step(-1));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.step(1));
        QCOMPARE(model.rowCount(), 1);
    }
    void aRowOpensItsLead()
    {
        BoardDesk desk;
        const LeadId lead = sell(desk, "One", 150'000);
        desk.open();
        QSignalSpy opened(desk.screen, &AppointmentsScreen::openLead);
        desk.screen->showSold();
        auto *sheet = desk.window->findChild<SoldSheet *>();
        QVERIFY(sheet && sheet->isOpen());
        desk.key(Qt::Key_Left);
        QCOMPARE(sheet->model()->heading(), QStringLiteral("February 2026"));
        desk.key(Qt::Key_Right);
        desk.key(Qt::Key_Return);
        QVERIFY(!sheet->isOpen());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<LeadId>(), lead);
    }
};
UPDESK_TEST(TestSoldSheet);
#include "tst_soldsheet.moc"
