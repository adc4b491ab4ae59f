// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/dealverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "ui/parts/segments.h"
#include "ui/plans/resultpanel.h"
#include "ui/plans/resultsheet.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QPushButton>

using namespace updesk;

/// What each step brought, beside the steps, in figures that open to their leads.
class TestPlanResultPanel : public QObject
{
    Q_OBJECT

    struct Desk : PlanDesk {
        LeadId sold;
        void call(int person, bool sells = false)
        {
            store->setPerson(store.dana);
            const LeadId lead = store.add(store.webLead(person)).lead;
            CallLog log;
            log.outcome = Outcome::NoAnswer;
            log.dialledAt = store.clock.now();
            store.clock.advance(30 * kSecond);
            DealDraft deal;
            deal.vehicle = QStringLiteral("2024 Toyota RAV4");
            if (!logCall(*store, lead, log) || (sells && !sellLead(*store, lead, deal)))
                qFatal("call");
            if (sells)
                sold = lead;
            store->setPerson(store.mike);
        }
        void openResults()
        {
            auto *pages = find<Segments>("sequence.pages");
            pages->setCurrent(2);
            Q_EMIT pages->chosen(2);
        }
        ResultPanel *panel() const { return screen->findChild<ResultPanel *>(); }
        PlanTable *figures() const { return find<PlanTable>("sequence.results"); }
        ResultSheet *sheet() const { return screen->window()->findChild<ResultSheet *>(); }
        int figure(int row, ResultOf what) const
        {
            const QModelIndex at = panel()->model()->index(row, ResultModel::First + int(what));
            return at.data(ResultModel::LeadsRole).toInt();
        }
    };

private Q_SLOTS:
    void nothingDoneYetIsSaidInWords()
    {
        Desk desk;
        desk.show("internet");
        desk.openResults();
        QTRY_VERIFY2(desk.panel()->words().startsWith(QStringLiteral("No step of this sequence was done yet.")),
            qPrintable(desk.panel()->words()));
        QVERIFY(!desk.figures()->isVisible());
        QVERIFY(!desk.shows("sequence.preview"));
    }
    void aNarrowWindowCutsNoHeadAndPartsNoPair()
    {
        Desk desk;
        desk.call(1);
        desk.screen->resize(972, 612);
        desk.show("internet");
        desk.openResults();
        QTRY_VERIFY(desk.figures()->isVisible());
        QApplication::processEvents();
        const QHeaderView *head = desk.figures()->horizontalHeader();
        for (int column = 0; column < head->count(); ++column) {
            const QString words = head->model()->headerData(column, Qt::Horizontal).toString();
            if (!head->isSectionHidden(column))
                QVERIFY2(head->fontMetrics().horizontalAdvance(words) <= head->sectionSize(column), qPrintable(words));
        }
        const auto top = [&desk](const char *name) {
            return desk.find<QWidget>(name)->mapTo(desk.screen.get(), QPoint()).y();
        };
        QCOMPARE(top("sequence.down"), top("sequence.up"));
        QCOMPARE(top("sequence.remove"), top("sequence.add"));
    }
    void theFiguresStandByStepAndByVersion()
    {
        Desk desk;
        desk.call(1);
        desk.call(2, true);
        desk.show("internet");
        desk.openResults();
        QTRY_VERIFY(desk.figures()->isVisible());
        const int row = desk.panel()->model()->rowOf(2);
        QVERIFY(row >= 0);
        QCOMPARE(desk.figure(row, ResultOf::Attempts), 2);
        QCOMPARE(desk.figure(row, ResultOf::Sales), 1);
        QCOMPARE(desk.figure(row, ResultOf::Opened), -1); // a call is not opened
        QCOMPARE(desk.panel()->model()->rowCount(), 1); // one version: no rows of its own
        // A second version, and one of its leads.
        desk.model().insertAfter(int(desk.keys().size()));
        QVERIFY(desk.model().save(-1));
        desk.call(3);
        desk.openResults();
        QTRY_COMPARE(desk.panel()->model()->rowCount(), 3);
        QCOMPARE(desk.figure(0, ResultOf::Attempts), 3);
        QCOMPARE(desk.figure(1, ResultOf::Attempts), 1);
        QCOMPARE(desk.panel()->model()->index(1, 0).data().toString(), QStringLiteral("v2"));
        QCOMPARE(desk.figure(2, ResultOf::Attempts), 2);
        const QString read = desk.panel()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(read.startsWith(QStringLiteral("Step 3, ")) && read.contains(QStringLiteral("all versions"))
                && read.contains(QStringLiteral("Attempts: 3")),
            qPrintable(read));
        QCOMPARE(desk.panel()->model()->index(1, ResultModel::First).data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("Attempts: 1. Step 3, First call, version 2."));
        // Never by person.
        QVERIFY(!read.contains(QStringLiteral("Dana")));
        // What is taken out of the plan keeps its figures, last.
        desk.model().remove(2);
        QCOMPARE(desk.panel()->model()->index(0, 0).data().toString(), QStringLiteral("gone"));
    }
    void aFigureOpensToItsLeadsAndALeadFromThere()
    {
        Desk desk;
        desk.call(1);
        desk.call(2, true);
        desk.show("internet");
        desk.openResults();
        QTRY_VERIFY(desk.figures()->isVisible());
        QSignalSpy wanted(desk.screen.get(), &PlanScreen::leadWanted);
        const int row = desk.panel()->model()->rowOf(2);
        const QModelIndex sales = desk.panel()->model()->index(row, ResultModel::First + int(ResultOf::Sales));
        desk.figures()->setFocus();
        desk.figures()->setCurrentIndex(sales);
        QTest::keyClick(desk.figures(), Qt::Key_Return);
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        auto *list = desk.sheet()->findChild<PlanTable *>(QStringLiteral("sequence.leads.list"));
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QCOMPARE(desk.sheet()->model()->leads().front().lead, desk.sold);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(!desk.sheet()->isOpen());
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front()[0].value<LeadId>(), desk.sold);
        // By the mouse, and a figure of none opens nothing.
        QTest::mouseClick(desk.figures()->viewport(), Qt::LeftButton, {},
            desk.figures()->visualRect(sales.siblingAtColumn(ResultModel::First)).center());
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QVERIFY(desk.sheet()->isOpen());
        desk.sheet()->leave();
        QTest::mouseClick(desk.figures()->viewport(), Qt::LeftButton, {},
            desk.figures()
                ->visualRect(sales.siblingAtColumn(ResultModel::First + int(ResultOf::Appointments)))
                .center());
        QVERIFY(!desk.sheet()->isOpen());
    }
    void stepsAndFiguresGoTogether()
    {
        Desk desk;
        desk.call(1);
        desk.show("internet");
        desk.openResults();
        QTRY_VERIFY(desk.figures()->isVisible());
        desk.steps()->setFocus();
        desk.steps()->choose(5);
        desk.steps()->choose(2);
        QCOMPARE(desk.figures()->row(), desk.panel()->model()->rowOf(2));
        desk.steps()->choose(5);
        desk.figures()->setFocus();
        desk.figures()->clearSelection();
        desk.figures()->setCurrentIndex({});
        desk.figures()->choose(0);
        QCOMPARE(desk.steps()->row(), 2);
    }
    // The answer comes from another thread; the window does not wait for it.
    void theyAreReadBesideTheWindow()
    {
        Desk desk;
        desk.call(1);
        desk.show("internet");
        desk.openResults();
        QVERIFY(desk.panel()->words().startsWith(QStringLiteral("Counting"))); // it is not here yet
        QTRY_VERIFY(desk.figures()->isVisible());
        // Another sequence in the editor never shows the figures of the one before.
        desk.screen->open(QStringLiteral("phone"));
        desk.openResults();
        QVERIFY(!desk.figures()->isVisible());
        QTRY_VERIFY(desk.panel()->words().startsWith(QStringLiteral("No step")));
    }
    void theModelsKeepTheRulesOfModels()
    {
        Desk desk;
        desk.show("internet");
        ResultModel results(desk.model());
        QAbstractItemModelTester first(&results, QAbstractItemModelTester::FailureReportingMode::QtTest);
        StepResult one;
        one.step = desk.keys().front();
        one.version = 2;
        one.counts[0] = 7;
        StepResult other = one;
        other.version = 1;
        results.setResults({one, other});
        QCOMPARE(results.rowCount(), 3);
        desk.model().move(0, 1);
        QCOMPARE(results.stepOf(0), 1);
        results.setResults({});
        ResultLeadModel leads;
        QAbstractItemModelTester second(&leads, QAbstractItemModelTester::FailureReportingMode::QtTest);
        leads.begin(desk.store.clock.now(), QTimeZone("America/New_York"));
        leads.add({{{}, {}, QStringLiteral("Sam Okafor"), desk.store.clock.now()}, {{}, {}, {}, 1}});
        QCOMPARE(leads.rowCount(), 2);
        QCOMPARE(leads.index(1, 0).data().toString(), QStringLiteral("(no name)"));
    }
};
UPDESK_TEST(TestPlanResultPanel);
#include "tst_planresultpanel.moc"
