// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/footkeys.h"
#include "ui/appointments/showratesheet.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QTableView>

using namespace updesk;

/// The show rate of the store by how far ahead visits were booked, down to the lead behind a figure (F75).
class TestShowRateSheet : public QObject
{
    Q_OBJECT
    using State = Appointment::State;

    struct Desk : BoardDesk {
        explicit Desk(QSize size = {1166, 692}) : BoardDesk(size) { }
        LeadId plant(const char *last, Time ago, Time ahead, State state)
        {
            const LeadId lead =
                leads.add({.first = "Sam", .last = last, .year = 2024, .make = "Toyota", .model = "RAV4"});
            Appointment made;
            made.id.value = newId(store.clock.now());
            made.lead = lead;
            made.customer = load(store->database(), kLead, lead.value)->customer;
            made.at = store.clock.now() - ago;
            made.setAt = made.at - ahead;
            made.state = state;
            if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return apply(tx, put(kAppointment, made)); }))
                qFatal("plant");
            return lead;
        }
        ShowRateSheet *sheet() { return window->findChild<ShowRateSheet *>(); }
        void figured()
        {
            QSignalSpy figured(sheet(), &ShowRateSheet::figured);
            QVERIFY(figured.wait(20'000));
        }
        void openRate()
        {
            open();
            screen->showRate();
            QVERIFY(sheet() && sheet()->isOpen());
            figured();
        }
        QString figure(int row, ShowRateModel::Column column)
        {
            return sheet()->figures()->index(row, column).data().toString();
        }
        QTableView *table(const char *name) { return sheet()->findChild<QTableView *>(QLatin1String(name)); }
        void picture(const char *name)
        {
            QApplication::processEvents();
            const QDir dir(QStringLiteral(UPDESK_BUILD_DIR "/pictures"));
            QVERIFY(QDir().mkpath(dir.path()));
            QVERIFY(window->grab().save(dir.filePath(QStringLiteral("showrate-%1.png").arg(QLatin1String(name)))));
        }
    };
    static void fill(Desk &desk)
    {
        desk.plant("One", kDay, kHour, State::Arrived);
        desk.plant("Two", kDay, kDay, State::Arrived);
        desk.plant("Three", kDay, kDay, State::Missed);
        desk.plant("Four", 2 * kDay, kDay, State::Sold);
        desk.plant("Five", kDay, 10 * kDay, State::Missed);
        desk.plant("Six", kDay, 10 * kDay, State::Set);
        desk.plant("Seven", kDay, 3 * kDay, State::Cancelled);
    }

private Q_SLOTS:
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }
    void bothModelsAreHonest()
    {
        ShowRateModel figures;
        PastVisitModel visits;
        const QAbstractItemModelTester one(&figures, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester two(&visits, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(figures.index(0, ShowRateModel::Rate).data().toString(), QStringLiteral("-")); // not 0 %
        ShowRate rate;
        rate.ahead[1] = {2, 1, 4};
        rate.all = rate.ahead[1];
        figures.show(rate);
        QCOMPARE(figures.index(1, ShowRateModel::Rate).data().toString(), QStringLiteral("67 %"));
        QCOMPARE(figures.index(ShowRateModel::kAll, ShowRateModel::Unsaid).data().toString(), QStringLiteral("4"));
        visits.show({PastVisitRow{}}, DeskWords(), 1);
        QCOMPARE(visits.rowCount(), 1);
        QCOMPARE(visits.index(0, PastVisitModel::Customer).data().toString(), QStringLiteral("No name"));
    }
    void theKeyAndTheButtonOpenItWithFiguresOfTheStore()
    {
        Desk desk;
        fill(desk);
        desk.book({.first = "Ann", .last = "Now"}, kHour, desk.store.dana); // so that the board has the focus
        desk.open();
        desk.key(Qt::Key_S);
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        desk.figured();
        QCOMPARE(desk.figure(0, ShowRateModel::Rate), QStringLiteral("100 %"));
        QCOMPARE(desk.figure(1, ShowRateModel::Rate), QStringLiteral("67 %")); // 2 of 3
        QCOMPARE(desk.figure(1, ShowRateModel::Came), QStringLiteral("2"));
        QCOMPARE(desk.figure(1, ShowRateModel::Missed), QStringLiteral("1"));
        QCOMPARE(desk.figure(2, ShowRateModel::Rate), QStringLiteral("-")); // none, and no division by it
        QCOMPARE(desk.figure(3, ShowRateModel::Came), QStringLiteral("0")); // canceled counts neither way
        QCOMPARE(desk.figure(4, ShowRateModel::Rate), QStringLiteral("0 %"));
        QCOMPARE(desk.figure(4, ShowRateModel::Unsaid), QStringLiteral("1"));
        QCOMPARE(desk.figure(ShowRateModel::kAll, ShowRateModel::Rate), QStringLiteral("60 %")); // 3 of 5
        QVERIFY(desk.sheet()->words().contains(QStringLiteral("90 days")));
        QVERIFY(desk.sheet()->words().contains(QStringLiteral("So few")));
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.sheet()->isOpen());
        auto *button = desk.screen->findChild<FootKey *>(QStringLiteral("appt.showRate"));
        QVERIFY(button && button->isVisible() && button->toolTip().contains(u'S'));
        button->click();
        QVERIFY(desk.sheet()->isOpen());
    }
    void aFigureOpensToItsVisitsAndAVisitToItsLead()
    {
        Desk desk;
        fill(desk);
        desk.openRate();
        QSignalSpy opened(desk.screen, &AppointmentsScreen::openLead);
        desk.table("appt.rate.figures")->setCurrentIndex(desk.sheet()->figures()->index(1, 0));
        desk.key(Qt::Key_Return);
        QVERIFY(desk.sheet()->showsVisits());
        QCOMPARE(desk.sheet()->visits()->rowCount(), 3); // what the figure counts
        desk.key(Qt::Key_Escape); // back to the figures, not away
        QVERIFY(desk.sheet()->isOpen() && !desk.sheet()->showsVisits());
        desk.key(Qt::Key_Return);
        QVERIFY(desk.sheet()->showsVisits());
        auto *visits = desk.table("appt.rate.visits");
        visits->setCurrentIndex(desk.sheet()->visits()->index(2, 0));
        const LeadId lead = desk.sheet()->visits()->leadAt(2);
        QCOMPARE(visits->currentIndex().siblingAtColumn(PastVisitModel::Customer).data().toString(),
            QStringLiteral("Sam Four"));
        desk.key(Qt::Key_Return);
        QVERIFY(!desk.sheet()->isOpen());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].value<LeadId>(), lead);
    }
    void aFigureOfNothingOpensNothing()
    {
        Desk desk;
        fill(desk);
        desk.openRate();
        desk.table("appt.rate.figures")->setCurrentIndex(desk.sheet()->figures()->index(2, 0));
        desk.key(Qt::Key_Return);
        QVERIFY(!desk.sheet()->showsVisits());
        QCOMPARE(desk.sheet()->words(), QStringLiteral("2 days ahead: no visit in the last 90 days."));
        desk.key(Qt::Key_Up); // another row: what the sheet says of all
        QVERIFY(desk.sheet()->words().startsWith(QStringLiteral("Visits of the last 90 days")));
    }
    void oneClickOpensAFigure()
    {
        Desk desk;
        fill(desk);
        desk.openRate();
        auto *figures = desk.table("appt.rate.figures");
        const auto click = [&](int row) {
            const QModelIndex at = desk.sheet()->figures()->index(row, ShowRateModel::Came);
            QTest::mouseClick(figures->viewport(), Qt::LeftButton, {}, figures->visualRect(at).center());
        };
        click(2);
        QVERIFY(!desk.sheet()->showsVisits());
        QVERIFY(desk.sheet()->words().startsWith(QStringLiteral("2 days ahead: no visit")));
        click(1);
        QVERIFY(desk.sheet()->showsVisits());
        QCOMPARE(desk.sheet()->visits()->rowCount(), 3);
    }
    void anotherSpanIsReadAnew()
    {
        Desk desk;
        fill(desk);
        desk.plant("Old", 200 * kDay, kDay, State::Arrived);
        desk.openRate();
        QCOMPARE(desk.figure(1, ShowRateModel::Came), QStringLiteral("2"));
        auto *span = desk.sheet()->findChild<Segments *>(QStringLiteral("appt.rate.span"));
        span->setCurrent(2);
        Q_EMIT span->chosen(2);
        desk.figured();
        QCOMPARE(desk.figure(1, ShowRateModel::Came), QStringLiteral("3"));
        QVERIFY(desk.sheet()->words().contains(QStringLiteral("the last year")));
    }
    void anEmptyStoreSaysSo()
    {
        Desk desk;
        desk.openRate();
        QVERIFY2(desk.sheet()->words().contains(QStringLiteral("No visit was due")), qPrintable(desk.sheet()->words()));
        desk.plant("Six", kDay, kDay, State::Set);
        desk.key(Qt::Key_Escape);
        desk.screen->showRate();
        desk.figured();
        QVERIFY2(
            desk.sheet()->words().contains(QStringLiteral("Nobody has marked")), qPrintable(desk.sheet()->words()));
    }
    void theFiguresNameNobody()
    {
        Desk desk;
        fill(desk);
        desk.openRate();
        for (int row = 0; row < desk.sheet()->figures()->rowCount(); ++row) {
            const QString read = desk.sheet()->figures()->index(row, 0).data(Qt::AccessibleTextRole).toString();
            QVERIFY2(
                !read.contains(QStringLiteral("Dana")) && !read.contains(QStringLiteral("Omar")), qPrintable(read));
        }
    }
    void theBoardsPrintHasAButtonWithItsKey()
    {
        Desk desk;
        desk.six();
        desk.open();
        auto *print = desk.screen->findChild<FootKey *>(QStringLiteral("appt.print"));
        QVERIFY(print && print->isVisible());
        QVERIFY2(print->toolTip().contains(QStringLiteral("Ctrl+P")), qPrintable(print->toolTip()));
        QVERIFY(desk.screen->rect().contains(
            QRect(print->mapTo(desk.screen, QPoint()), print->size()))); // whole, within the screen
    }
    void pictures()
    {
        for (const auto &[name, theme, size] : {std::tuple{"light", ThemeName::Light, 100},
                 std::tuple{"dark", ThemeName::Dark, 100}, std::tuple{"large", ThemeName::Light, 200}}) {
            Desk desk(QSize(1024, 700));
            setTheme(theme);
            setTextSize(size);
            fill(desk);
            desk.openRate();
            desk.picture(name);
            desk.table("appt.rate.figures")->setCurrentIndex(desk.sheet()->figures()->index(1, 0));
            desk.key(Qt::Key_Return);
            desk.picture((QByteArray(name) + "-visits").constData());
            desk.key(Qt::Key_Escape);
            desk.key(Qt::Key_Escape);
            desk.screen->showSold();
            QApplication::processEvents();
            desk.picture((QByteArray(name) + "-sold-empty").constData());
        }
    }
};
UPDESK_TEST(TestShowRateSheet);
#include "tst_showrate.moc"
