// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/queue/queuedesk.h"
#include "ui/parts/clockpaint.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QScrollBar>
#include <QSignalSpy>

using namespace updesk;

class TestQueueView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void arrowsAndLettersMoveAndEnterOpens()
    {
        QueueDesk desk;
        QList<LeadId> all;
        for (int i = 0; i < 5; ++i)
            all << desk.leads.add({.first = "Dev", .last = "Patel", .ago = (5 - i) * kMinute});
        QueueScreen &screen = desk.open();
        QCOMPARE(screen.currentLead(), all[0]);
        desk.key(Qt::Key_Down);
        desk.key(Qt::Key_J);
        QCOMPARE(screen.currentLead(), all[2]);
        desk.key(Qt::Key_K);
        QCOMPARE(screen.currentLead(), all[1]);
        desk.key(Qt::Key_End);
        QCOMPARE(screen.currentLead(), all[4]);
        desk.key(Qt::Key_Down);
        QCOMPARE(screen.currentLead(), all[4]);
        desk.key(Qt::Key_Home);
        QCOMPARE(screen.currentLead(), all[0]);
        QSignalSpy opened(&screen, &QueueScreen::openLead);
        QSignalSpy called(&screen, &QueueScreen::callLead);
        desk.key(Qt::Key_Return);
        desk.key(Qt::Key_C);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(called.count(), 1);
        QCOMPARE(screen.next(all[0]), all[1]);
        QVERIFY(screen.next(all[4]).isNull());
    }
    void theListIsNotDoneWhereItWasNotReadYet()
    {
        QueueDesk desk;
        for (int i = 0; i < 130; ++i)
            desk.leads.add({.first = "Dev", .last = "Patel", .ago = (130 - i) * kMinute});
        QueueScreen &screen = desk.open();
        screen.hide(); // a lead is open over it, and nobody scrolls
        QSet<QByteArray> seen;
        for (LeadId lead = screen.currentLead(); !lead.isNull(); lead = screen.next(lead)) {
            seen.insert(lead.value.hex());
            screen.showLead(lead);
        }
        QCOMPARE(seen.size(), 130);
    }
    void everyMomentFitsTheClockColumn_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<int>("percent");
        QTest::addColumn<QSize>("size");
        for (const char *locale : {"C", "en_US", "es_US", "fr_CA"})
            for (const int percent : {100, 200})
                for (const QSize &size : {QSize(1166, 648), QSize(972, 600)})
                    QTest::addRow("%s %d %%, %d wide", locale, percent, size.width())
                        << QString::fromLatin1(locale) << percent << size;
    }
    void everyMomentFitsTheClockColumn()
    {
        QFETCH(QString, locale);
        QFETCH(int, percent);
        QFETCH(QSize, size);
        const auto back = qScopeGuard([] {
            QLocale::setDefault(QLocale::c());
            setTextSize(100);
        });
        QLocale::setDefault(QLocale(locale));
        QueueDesk desk(size);
        setTextSize(percent);
        for (int day = 0; day < 7; ++day) { // a call at 10:30 and one at 22:58 of each weekday
            for (const Time at : {kHour / 2, 12 * kHour + 58 * kMinute}) {
                const LeadId lead = desk.leads.add({.first = "Dev", .last = "Patel", .ago = kDay});
                desk.leads.called(lead, kDay - kMinute);
                desk.leads.plan(lead, Task::Kind::Call, Channel::Phone, day * kDay + at, 2, 8);
            }
        }
        desk.open();
        desk.view().goHome();
        const QueueHead *head = desk.view().head();
        for (int row = 0; row < desk.model().rowCount(); ++row) {
            const ClockLook clock = desk.model().words().listClock(desk.model().line(row).row.now, desk.model().now());
            const int room = head->sectionSize(QueueModel::Clock) - kSpace4;
            const int wide = (head->isStacked() ? stackedClockSize(clock) : clockSize(clock)).width();
            QVERIFY2(wide <= room, qPrintable(QStringLiteral("%1: %2 of %3").arg(clock.text).arg(wide).arg(room)));
            QVERIFY(!head->isStacked()
                || stackedClockSize(clock).height() <= desk.view().visualRect(desk.model().index(row, 0)).height());
        }
        int columns = 0;
        for (int column = 0; column < QueueModel::Columns; ++column)
            columns += head->isSectionHidden(column) ? 0 : head->sectionSize(column);
        QVERIFY2(columns <= desk.view().viewport()->width(), qPrintable(QString::number(columns)));
    }
    void everyNextActionFitsItsColumn_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1366") << QSize(1166, 648);
        QTest::newRow("1024") << QSize(972, 600);
    }
    void everyNextActionFitsItsColumn()
    {
        QFETCH(QSize, size);
        QueueDesk desk(size);
        const auto with = [&](Task::Kind kind, Channel channel, int attempt, bool promised) {
            const LeadId lead = desk.leads.add({.first = "Dev", .last = "Patel", .ago = kDay});
            desk.leads.called(lead, kDay - kMinute);
            desk.leads.plan(lead, kind, channel, kHour / 2, attempt, attempt > 0 ? 12 : 0, promised);
        };
        with(Task::Kind::Decide, Channel::None, 0, false);
        with(Task::Kind::FindContact, Channel::None, 0, false);
        with(Task::Kind::Confirm, Channel::Phone, 0, false);
        with(Task::Kind::Call, Channel::Phone, 10, false);
        with(Task::Kind::Call, Channel::Phone, 0, true);
        with(Task::Kind::Email, Channel::Email, 10, false);
        desk.open();
        desk.view().goHome();
        const int room = desk.view().head()->sectionSize(QueueModel::NextAction) - 2 * kSpace4;
        QStringList seen;
        for (int row = 0; row < desk.model().rowCount(); ++row) {
            const QueueLine &line = desk.model().line(row);
            const int key = line.key.isEmpty() ? 0 : keycapSize(line.key).width() + scaled(8);
            const int wide = textWidth(line.next, Type::BodyStrong) + key;
            QVERIFY2(wide <= room, qPrintable(QStringLiteral("%1: %2 of %3").arg(line.next).arg(wide).arg(room)));
            seen << line.next;
        }
        QCOMPARE(seen.size(), 6);
        Task promised; // the longest moment is on another day
        promised.promised = true;
        promised.due = desk.model().now() + 2 * kDay + 12 * kHour;
        const QString later = desk.model().words().task(promised, desk.model().now());
        QVERIFY(textWidth(later, Type::BodyStrong) + keycapSize(QStringLiteral("C")).width() + scaled(8) <= room);
        QVERIFY(seen.contains(QStringLiteral("Manager decides")));
    }
    void aNameHasItsWholeLineBeforeItIsCut()
    {
        const auto back = qScopeGuard([] { setTextSize(100); });
        QueueDesk desk({920, 600});
        setTextSize(200);
        desk.open();
        const int room = desk.view().head()->sectionSize(QueueModel::Customer) - 2 * kSpace4;
        QByteArray last("Katz");
        while (textWidth(QStringLiteral("Alexandra ") + QLatin1String(last) + u'm', Type::BodyMedium) < room)
            last += 'm'; // as long as the line takes without the grade
        const LeadId lead = desk.leads.add({.first = "Alexandra", .last = last.constData()});
        desk.open();
        const QueueHead *head = desk.view().head();
        QVERIFY(head->isStacked());
        QVERIFY(head->isSectionHidden(QueueModel::Wants));
        const int row = desk.model().rowOf(lead);
        const QString name = desk.model().data(desk.model().index(row, QueueModel::Customer)).toString();
        QVERIFY(textWidth(name, Type::BodyMedium) <= room);
        QVERIFY(textWidth(name, Type::BodyMedium) + gradeSize().width() + scaled(8) > room); // the grade goes below
        // The grade's box is drawn in the lower half, below the name.
        const QRect cell = desk.view().visualRect(desk.model().index(row, QueueModel::Customer));
        const QImage picture = desk.view().viewport()->grab(cell).toImage();
        const auto hasInk = [&](const QRect &area) {
            const QRgb ground = picture.pixel(area.right() - 1, area.top() + 1);
            for (int y = area.top(); y <= area.bottom(); ++y)
                for (int x = area.left(); x <= area.right(); ++x)
                    if (picture.pixel(x, y) != ground)
                        return true;
            return false;
        };
        const int middle = picture.height() / 2 + scaled(1);
        QVERIFY(hasInk(QRect(kSpace4, middle + scaled(2), gradeSize().width(), scaled(12))));
        const int rightOfName = kSpace4 + textWidth(name, Type::BodyMedium) + 2;
        QVERIFY(!hasInk(QRect(rightOfName, scaled(6), picture.width() - rightOfName - 2, scaled(12))));
    }
    void wideWindowsKeepEverythingOnOneLine()
    {
        QueueDesk desk({1366, 768});
        desk.leads.add({.first = "Dev", .last = "Patel"});
        desk.open();
        QVERIFY(!desk.view().head()->isStacked());
    }
    void withoutNewsThereIsNoChip()
    {
        QueueDesk desk;
        QueueScreen &screen = desk.open();
        for (QAbstractButton *button : screen.view()->findChildren<QAbstractButton *>())
            QVERIFY2(!button->isVisible() || button->parent() != screen.view(), qPrintable(button->objectName()));
    }
    void letterKeysCanBeSwitchedOff()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        const auto back = qScopeGuard([] { letterKeys()->setOn(true); });
        letterKeys()->setOn(false);
        QSignalSpy called(&screen, &QueueScreen::callLead);
        desk.key(Qt::Key_C);
        QCOMPARE(called.count(), 0);
    }
    void everyPointOfARowFindsThatRowAndHeadsFindNone()
    {
        QueueDesk desk;
        const LeadId waits = desk.leads.add({.first = "Max", .last = "Stone", .ago = kMinute});
        desk.leads.wrote(waits, 0);
        for (int i = 0; i < 6; ++i)
            desk.leads.add({.first = "Dev", .last = "Patel", .ago = i * kSecond});
        desk.open();
        QueueView &view = desk.view();
        QVERIFY(!view.indexAt({300, 5}).isValid()); // the head of the first group
        for (int row = 0; row < desk.model().rowCount(); ++row) {
            const QRect box = view.visualRect(desk.model().index(row, QueueModel::Customer));
            QCOMPARE(view.indexAt(box.topLeft()).row(), row);
            QCOMPARE(view.indexAt(box.bottomLeft()).row(), row);
            QCOMPARE(view.indexAt(box.center()).column(), int(QueueModel::Customer));
        }
        QVERIFY(!view.indexAt({300, view.viewport()->height() - 2}).isValid());
    }
    void foldingAGroupHidesItsRowsFromTheKeys()
    {
        QueueDesk desk;
        const LeadId waits = desk.leads.add({.first = "Max", .last = "Stone", .ago = kMinute});
        desk.leads.wrote(waits, 0);
        const LeadId first = desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        desk.view().toggleGroup(0);
        QCOMPARE(screen.currentLead(), first);
        desk.key(Qt::Key_Up);
        QCOMPARE(screen.currentLead(), first);
        QVERIFY(screen.view()->selectLead(waits)); // unfolds
        QCOMPARE(screen.currentLead(), waits);
    }
    void aDoneLeadGivesItsPlaceToTheNextOne()
    {
        QueueDesk desk;
        QList<LeadId> all;
        for (int i = 0; i < 4; ++i)
            all << desk.leads.add({.first = "Dev", .last = "Patel", .ago = (5 - i) * kMinute});
        QueueScreen &screen = desk.open();
        const int y = desk.yOf(all[0]);
        desk.leads.called(all[0], 0);
        desk.leads.plan(all[0], Task::Kind::Call, Channel::Phone, 2 * kDay, 2, 8);
        desk.model().refresh();
        QVERIFY(desk.model().rowOf(all[0]) >= 0);
        const LeadId next = screen.next(all[0]);
        QCOMPARE(next, all[1]);
        screen.showLead(next);
        QCOMPARE(screen.currentLead(), all[1]);
        QCOMPARE(desk.yOf(all[1]), y);
        QCOMPARE(desk.model().rowOf(all[0]), -1);
    }
    void theSelectedRowStaysThoughSomebodyElseTookIt()
    {
        QueueDesk desk;
        const LeadId one = desk.leads.add({.first = "Beth", .last = "Carver", .ago = kMinute});
        const LeadId two = desk.leads.add({.first = "Nina", .last = "Petrov"});
        QueueScreen &screen = desk.open();
        const int y = desk.yOf(one);
        QVERIFY(closeLead(*desk.store, one, Closed::Lost, QStringLiteral("price")));
        QTest::qWait(200);
        QCOMPARE(screen.currentLead(), one);
        QCOMPARE(desk.yOf(one), y);
        desk.key(Qt::Key_Down);
        QCOMPARE(screen.currentLead(), two);
        QTRY_COMPARE(desk.model().rowOf(one) < 0 || desk.model().line(desk.model().rowOf(one)).gone, true);
        desk.key(Qt::Key_Home);
        QCOMPARE(desk.model().rowOf(one), -1);
    }
    void xRangeAndAllChooseRowsAndEscLetsThemGo()
    {
        QueueDesk desk;
        for (int i = 0; i < 6; ++i)
            desk.leads.add({.first = "Dev", .last = "Patel", .ago = (6 - i) * kSecond});
        desk.open();
        QCOMPARE(desk.view().chosen().size(), std::size_t(1));
        desk.key(Qt::Key_X);
        desk.key(Qt::Key_Down);
        desk.key(Qt::Key_Down);
        desk.key(Qt::Key_X);
        QCOMPARE(desk.view().chosen(), (std::vector<LeadId>{desk.model().leadAt(0), desk.model().leadAt(2)}));
        desk.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(desk.view().chosen().size(), std::size_t(6));
        desk.key(Qt::Key_Escape);
        QCOMPARE(desk.view().chosen(), std::vector<LeadId>{desk.model().leadAt(2)});
    }
    void columnsGoAsTheWindowNarrowsAndNothingScrollsSideways()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        QueueHead *head = screen.view()->head();
        for (const int width : {1366, 1365, 1200, 1099, 1024, 972, 800}) {
            desk.window->resize(width, 600);
            screen.setGeometry(desk.window->rect());
            QApplication::processEvents();
            QCOMPARE(head->isSectionHidden(QueueModel::Source), width < 1366);
            QVERIFY(!head->isSectionHidden(QueueModel::Clock) && !head->isSectionHidden(QueueModel::NextAction));
            QVERIFY2(head->length() <= head->width(), qPrintable(QString::number(width)));
            QVERIFY(head->sectionSize(QueueModel::Wants) >= 100);
            QVERIFY(!screen.view()->horizontalScrollBar()->isVisible());
        }
    }
    void chosenColumnsComeBack()
    {
        QueueDesk desk;
        QueueScreen &screen = desk.open();
        QueueHead *head = screen.view()->head();
        head->choose(QueueModel::Owner, false);
        head->moveSection(head->visualIndex(QueueModel::Age), QueueModel::Wants);
        const QString layout = head->layoutText();
        QueueScreen &again = desk.open();
        QCOMPARE(again.view()->head()->layoutText(), layout);
        again.view()->head()->resetColumns();
        QVERIFY(!again.view()->head()->isChosenAway(QueueModel::Owner));
        QCOMPARE(again.view()->head()->visualIndex(QueueModel::Age), int(QueueModel::Age));
    }
    void theSecondsTimerRestsWhileTheListIsHidden()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        QVERIFY(screen.view()->isTicking());
        screen.hide();
        QVERIFY(!screen.view()->isTicking());
        screen.show();
        QVERIFY(screen.view()->isTicking());
    }
    void aFilterThatMatchesNothingSaysSoAndCtrlShiftXClearsIt()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        desk.key(Qt::Key_Slash);
        QVERIFY(screen.bar()->field()->hasFocus());
        desk.type(QStringLiteral("zzz"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.model().rowCount(), 0, 30'000);
        auto *empty = screen.findChild<EmptyState *>(QStringLiteral("queue.empty"));
        QVERIFY(empty->isVisible());
        desk.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.model().rowCount(), 1);
        QVERIFY(!empty->isVisible());
        QVERIFY(screen.view()->hasFocus());
    }
    void altOneAppliesTheSavedFilterAndTakesItBack()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        desk.key(Qt::Key_1, Qt::AltModifier);
        QCOMPARE(desk.model().filter().tiers, 1 << int(Tier::Hot));
        QVERIFY(desk.model().filter().untouched);
        desk.key(Qt::Key_1, Qt::AltModifier);
        QCOMPARE(desk.model().filter().tiers, 0);
        QVERIFY(!screen.goBack());
    }
    void anUnreadableQueueKeepsItsRowsAndOffersToTryAgain()
    {
        QueueDesk desk;
        desk.leads.add({.first = "Dev", .last = "Patel"});
        QueueScreen &screen = desk.open();
        QVERIFY(desk.store->database().execute("ALTER TABLE lead_now RENAME TO lead_gone"));
        desk.model().refresh();
        QCOMPARE(desk.model().rowCount(), 1);
        auto *banner = screen.findChild<Banner *>();
        QVERIFY(banner->isVisible());
        QVERIFY2(banner->words().contains(QStringLiteral("10:00")), qPrintable(banner->words()));
        QVERIFY(desk.store->database().execute("ALTER TABLE lead_gone RENAME TO lead_now"));
        Q_EMIT banner->actionClicked();
        QVERIFY(!banner->isVisible());
    }
};

UPDESK_TEST(TestQueueView);
#include "tst_queueview.moc"
