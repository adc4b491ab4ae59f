// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/showroomrows.h"
#include "core/desk/showroomverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/footkeys.h"
#include "ui/appointments/showroomsheet.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QStyle>
#include <QTableView>

using namespace updesk;

/// The showroom log (F78, F79): who came, gone or not, with minutes in the store.
class TestShowroomSheet : public QObject
{
    Q_OBJECT

    /// Comes in now with or without an appointment and begins a visit.
    static Captured walkIn(BoardDesk &desk, int i)
    {
        LeadDraft draft = desk.store.webLead(i);
        draft.type = LeadType::WalkIn;
        draft.externalId.clear(); // no document stands behind it
        CaptureChoices keyed;
        keyed.keyed = true;
        keyed.owner = desk.store.dana;
        return desk.store.add(draft, keyed);
    }
    static RowOnlyId visitOf(BoardDesk &desk, LeadId lead)
    {
        const auto rows = visitorsBetween(desk.store->database(), 0, desk.store.clock.now() + 1);
        for (const PresentRow &row : *rows) {
            if (row.visit.lead == lead && row.visit.left == 0)
                return row.visit.id;
        }
        qFatal("no visit");
    }
    /// One who left after 42 minutes and a demo drive, one with an appointment, a be-back who is here.
    static LeadId aDay(BoardDesk &desk)
    {
        const Time start = desk.store.clock.now();
        const AppointmentId expected = desk.book(
            {.first = "Nadia", .last = "Cole", .year = 2024, .make = "Toyota", .model = "RAV4", .stock = "T1190"},
            2 * kHour, desk.store.omar);
        const LeadId first = walkIn(desk, 1).lead;
        desk.store.clock.advance(20 * kMinute);
        if (!reachStep(*desk.store, visitOf(desk, first), VisitStep::DemoDrive))
            qFatal("step");
        desk.store.clock.advance(22 * kMinute);
        if (!departVisit(*desk.store, visitOf(desk, first)))
            qFatal("depart");
        desk.store.clock.set(start + 2 * kHour);
        if (!arriveVisit(*desk.store, expected))
            qFatal("arrive");
        desk.store.clock.advance(10 * kMinute);
        (void)walkIn(desk, 1); // the first one comes again
        desk.store.clock.advance(5 * kMinute);
        return first;
    }
    static QString cell(const ShowroomModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }

private Q_SLOTS:
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }
    void whoLeftStandsThereWithMinutesStepAndHowTheyCame()
    {
        BoardDesk desk;
        ShowroomModel model(*desk.store);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.show(desk.store.clock.now()));
        QCOMPARE(model.rowCount(), 0);
        const LeadId first = aDay(desk);
        QVERIFY(model.show(desk.store.clock.now()));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.leadAt(0), first);
        QCOMPARE(cell(model, 0, ShowroomModel::InStore), QStringLiteral("42 min"));
        QCOMPARE(cell(model, 0, ShowroomModel::Step), QStringLiteral("Demo drive"));
        QCOMPARE(cell(model, 0, ShowroomModel::How), QStringLiteral("Walk-in"));
        QCOMPARE(cell(model, 0, ShowroomModel::With), QStringLiteral("Dana"));
        QCOMPARE(model.index(0, ShowroomModel::InStore).data(Qt::ToolTipRole).toString(), QStringLiteral("Left 10:42"));
        QCOMPARE(cell(model, 1, ShowroomModel::How), QStringLiteral("Appointment"));
        QCOMPARE(cell(model, 1, ShowroomModel::InStore), QStringLiteral("15 min, here"));
        QCOMPARE(cell(model, 2, ShowroomModel::How), QStringLiteral("Be-back"));
        QCOMPARE(cell(model, 2, ShowroomModel::InStore), QStringLiteral("5 min, here"));
        for (const char *part : {"Visits 3", "be-backs 1", "appointment 1", "here 2", "20 min"}) // (42 + 15 + 5) / 3
            QVERIFY2(model.sums().contains(QLatin1String(part)), qPrintable(model.sums()));
        QVERIFY(model.step(1));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.step(-1));
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.step(-1));
        QCOMPARE(model.heading(), QStringLiteral("Wed, Mar 11"));
    }
    void aDayOnWhichTheClockChangesIsStillOneDay()
    {
        BoardDesk desk;
        desk.store.clock.set(1'772'982'000'000); // Sunday 8 March 2026, 11:00 in New York, an hour is missing
        ShowroomModel model(*desk.store);
        QVERIFY(model.show(desk.store.clock.now()));
        QCOMPARE(model.heading(), QStringLiteral("Sun, Mar 8"));
        QVERIFY(model.step(1));
        QCOMPARE(model.heading(), QStringLiteral("Mon, Mar 9"));
        QVERIFY(model.step(-1) && model.step(-1));
        QCOMPARE(model.heading(), QStringLiteral("Sat, Mar 7"));
    }
    void theKeyAndTheButtonOpenItAndARowOpensItsLead()
    {
        BoardDesk desk;
        aDay(desk);
        desk.open();
        QSignalSpy opened(desk.screen, &AppointmentsScreen::openLead);
        QTest::mouseClick(desk.screen->findChild<FootKey *>(QStringLiteral("appt.log")), Qt::LeftButton);
        auto *sheet = desk.window->findChild<ShowroomSheet *>();
        QVERIFY(sheet && sheet->isOpen());
        desk.key(Qt::Key_Escape);
        QVERIFY(!sheet->isOpen());
        desk.view().setFocus();
        desk.key(Qt::Key_L);
        QVERIFY(sheet->isOpen());
        desk.key(Qt::Key_Up); // from the last
        desk.key(Qt::Key_Return);
        QVERIFY(!sheet->isOpen());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<LeadId>(), sheet->model()->leadAt(1));
        desk.view().setFocus();
        desk.key(Qt::Key_W);
        QVERIFY(SheetDialog::openIn(desk.window.get())->objectName() == QLatin1String("appt.sold"));
    }
    void aBeBackIsCalledSoInTheLineAboveTheBoard()
    {
        BoardDesk desk;
        aDay(desk);
        desk.open();
        QStringList said;
        for (const auto *button : desk.screen->present()->findChildren<QAbstractButton *>())
            said << button->text();
        QCOMPARE(said.filter(QStringLiteral("be-back")).size(), 1);
        QVERIFY2(
            said.filter(QStringLiteral("be-back")).front().startsWith(QStringLiteral("Maria Lopez, be-back, 5 min")),
            qPrintable(said.join(u'|')));
    }
    void nothingIsCut_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("as it comes") << 100;
        QTest::newRow("large") << 200;
    }
    void nothingIsCut()
    {
        QFETCH(const int, size);
        BoardDesk desk(QSize(1024, 700));
        aDay(desk);
        setTextSize(size);
        desk.open();
        desk.screen->showShowroom();
        QApplication::processEvents();
        auto *sheet = desk.window->findChild<ShowroomSheet *>();
        const auto *list = sheet->findChild<QTableView *>(QStringLiteral("appt.showroom.list"));
        QVERIFY(sheet->rect().contains(QRect(list->mapTo(sheet, QPoint()), list->size())));
        const int room = 2 * list->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, list) + 2;
        for (const int column : {int(ShowroomModel::Came), int(ShowroomModel::InStore), int(ShowroomModel::Step)}) {
            for (int row = 0; row < sheet->model()->rowCount(); ++row) {
                const QString text = cell(*sheet->model(), row, column);
                QVERIFY2(textWidth(text, Type::Body) + room <= list->columnWidth(column), qPrintable(text));
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
            aDay(desk);
            desk.open();
            desk.screen->showShowroom();
            QApplication::processEvents();
            QVERIFY(desk.window->grab().save(dir.filePath(QStringLiteral("showroom-%1.png").arg(QLatin1String(name)))));
        }
    }
};
UPDESK_TEST(TestShowroomSheet);
#include "tst_showroomsheet.moc"
