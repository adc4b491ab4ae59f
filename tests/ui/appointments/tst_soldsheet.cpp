// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/dealrows.h"
#include "core/desk/dealverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/soldsheet.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QStyle>
#include <QTableView>

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
    /// The oldest first: pending, delivered, unwound.
    static void threeSales(BoardDesk &desk)
    {
        const auto one = [&](const char *last, qint64 front, qint64 back) {
            const LeadId lead = desk.leads.add({.first = "Sam", .last = last});
            desk.store.clock.advance(kMinute);
            DealDraft draft;
            draft.vehicle = QStringLiteral("2024 Toyota RAV4 XLE");
            draft.stock = QStringLiteral("T11") + QString::fromLatin1(last).left(1);
            draft.grossKnown = true;
            draft.frontGross = front;
            draft.backGross = back;
            draft.person = desk.store.dana;
            if (!sellLead(*desk.store, lead, draft))
                qFatal("sell");
            return dealsOfLead(desk.store->database(), lead)->front().id;
        };
        one("Okafor", 1'234'560, 90'000);
        const DealId delivered = one("Lindqvist", 185'050, -20'000);
        const DealId unwound = one("Marsh", 99'900, 50'000);
        if (!deliverDeal(*desk.store, delivered) || !unwindDeal(*desk.store, unwound, QStringLiteral("Bank said no")))
            qFatal("deals");
    }

private Q_SLOTS:
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }
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
    void theRowWithTheKeysHasARingFromEdgeToEdge()
    {
        for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::HighContrast}) {
            setTheme(name);
            BoardDesk desk;
            sell(desk, "One", 150'000);
            sell(desk, "Two", 150'000);
            desk.open();
            desk.screen->showSold();
            auto *list = desk.window->findChild<SoldSheet *>()->findChild<QTableView *>();
            list->setFocus();
            desk.key(Qt::Key_Down);
            QCOMPARE(list->currentIndex().row(), 1);
            const QRgb ring = theme().ink(Colour::Focus, true).rgb();
            const auto isRinged = [&](int row) {
                const QImage shown = list->viewport()->grab().toImage();
                const int y = list->rowViewportPosition(row) + list->rowHeight(row) / 2;
                return shown.pixelColor(2, y).rgb() == ring && shown.pixelColor(shown.width() - 2, y).rgb() == ring;
            };
            QVERIFY(isRinged(1) && !isRinged(0));
            desk.key(Qt::Key_Up);
            QVERIFY(isRinged(0) && !isRinged(1));
        }
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
    void pendingDeliveredAndUnwoundStandThereWithTheirGross()
    {
        BoardDesk desk;
        threeSales(desk);
        SoldModel model(*desk.store);
        QVERIFY(model.show(desk.store.clock.now()));
        QCOMPARE(model.rowCount(), 3);
        QStringList states;
        for (int row = 0; row < 3; ++row)
            states << model.index(row, SoldModel::State).data().toString();
        QCOMPARE(
            states, (QStringList{QStringLiteral("Unwound"), QStringLiteral("Delivered"), QStringLiteral("Pending")}));
        QCOMPARE(model.index(1, SoldModel::Front).data().toString(), QStringLiteral("$1,850.50"));
        QCOMPARE(model.index(1, SoldModel::Back).data().toString(), QStringLiteral("($200)"));
        QCOMPARE(model.index(0, SoldModel::State).data(Qt::ToolTipRole).toString(), QStringLiteral("Bank said no"));
        // An unwound one counts for nothing else: 1,850.50 + 12,345.60 front, -200 + 900 back.
        for (const char *part : {"Sold 2", "delivered 1", "unwound 1", "$14,196.10", "$700"})
            QVERIFY2(model.sums().contains(QLatin1String(part)), qPrintable(model.sums()));
    }
    void noAmountStateOrDayIsCut_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("as it comes") << 100;
        QTest::newRow("large") << 200;
    }
    void noAmountStateOrDayIsCut()
    {
        QFETCH(const int, size);
        BoardDesk desk(QSize(1024, 700));
        threeSales(desk);
        setTextSize(size);
        desk.open();
        desk.screen->showSold();
        QApplication::processEvents();
        auto *sheet = desk.window->findChild<SoldSheet *>();
        const auto *list = sheet->findChild<QTableView *>(QStringLiteral("appt.sold.list"));
        QVERIFY(sheet->rect().contains(QRect(list->mapTo(sheet, QPoint()), list->size()))); // scrolls by itself
        const int room = 2 * list->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, list) + 2;
        for (const int column :
            {int(SoldModel::Day), int(SoldModel::State), int(SoldModel::Front), int(SoldModel::Back)}) {
            for (int row = 0; row < sheet->model()->rowCount(); ++row) {
                const QString text = sheet->model()->index(row, column).data().toString();
                QVERIFY2(textWidth(text, Type::Body) + room <= list->columnWidth(column),
                    qPrintable(QStringLiteral("%1: %2 of %3")
                                   .arg(text)
                                   .arg(textWidth(text, Type::Body))
                                   .arg(list->columnWidth(column))));
            }
        }
    }
    void pictures()
    {
        const QDir dir(QStringLiteral(UPDESK_BUILD_DIR "/pictures"));
        QVERIFY(QDir().mkpath(dir.path()));
        for (const auto &[name, theme, size] : {std::tuple{"light", ThemeName::Light, 100},
                 std::tuple{"dark", ThemeName::Dark, 100}, std::tuple{"large", ThemeName::Light, 200}}) {
            BoardDesk desk(QSize(1024, 700));
            setTheme(theme);
            setTextSize(size);
            threeSales(desk);
            desk.open();
            desk.screen->showSold();
            QApplication::processEvents();
            QVERIFY(desk.window->grab().save(dir.filePath(QStringLiteral("sold-%1.png").arg(QLatin1String(name)))));
        }
    }
};
UPDESK_TEST(TestSoldSheet);
#include "tst_soldsheet.moc"
