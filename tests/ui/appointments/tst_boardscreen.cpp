// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"
#include "core/desk/planverbs.h"
#include "core/desk/showroomverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/planstore.h"
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/wallboard.h"
#include "ui/parts/banner.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/spacing.h"
#include "ui/parts/type.h"

#include <QComboBox>
#include <QMenu>
#include <QSignalSpy>

using namespace updesk;

class TestBoardScreen : public QObject
{
    Q_OBJECT
    using State = Appointment::State;

    static void addsUp(BoardDesk &desk)
    {
        const BoardCounts &counts = desk.model().counts();
        QCOMPARE(counts.set, counts.shown + counts.missed + counts.open);
        QCOMPARE(desk.shown("set"), counts.set);
        QCOMPARE(desk.shown("confirmed"), counts.confirmed);
        QCOMPARE(desk.shown("shown"), counts.shown);
        QCOMPARE(desk.shown("missed"), counts.missed);
        QCOMPARE(desk.shown("sold"), counts.sold);
    }
    /// The mark of a row's state, in black and white so that its shape alone tells.
    static QImage iconOf(BoardDesk &desk, AppointmentId id)
    {
        const QModelIndex state = desk.model().index(desk.model().rowOf(id), BoardModel::State);
        QRect cell = desk.view().visualRect(state);
        cell.setWidth(26);
        const QImage seen = desk.view().viewport()->grab(cell).toImage();
        return seen.convertToFormat(QImage::Format_Mono, Qt::ThresholdDither);
    }
    static Task::Kind nextOf(BoardDesk &desk, AppointmentId id)
    {
        return leadNowOf(desk.store->database(), desk.row(id).lead)->nextKind;
    }

private Q_SLOTS:
    void init() { setTheme(ThemeName::Light); }
    void cleanup() { setTextSize(100); }

    void US6_oneClickOnTheBoardStopsCalls()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        AppointmentsScreen &screen = desk.open();
        QVERIFY(desk.view().select(ids[0]));
        const auto customer = load(desk.store->database(), kLead, desk.row(ids[0]).lead.value)->customer;
        QSignalSpy said(&screen, &Screen::said);
        QTest::mouseClick(screen.findChild<QWidget *>(QStringLiteral("appt.noCalls")), Qt::LeftButton);
        QVERIFY(!contactable(desk.store->database(), customer)->call);
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][1].toBool());
        SheetDialog::openIn(screen.window())->leave();
        QVERIFY(undoLast(*desk.store));
        QVERIFY(contactable(desk.store->database(), customer)->call);
        QTest::keyClick(&desk.view(), Qt::Key_D);
        QVERIFY(!contactable(desk.store->database(), customer)->call);
    }
    // U10: an appointment day of a store without plans: a call is planned.
    void anAppointmentDay()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        addsUp(desk);
        QCOMPARE(desk.shown("set"), 6);
        struct Step {
            Qt::Key key;
            int row;
            State state;
            const char *words;
        };
        for (const Step &step : {Step{Qt::Key_Y, 2, State::Confirmed, "Confirmed"},
                 Step{Qt::Key_V, 1, State::Arrived, "Arrived"}, Step{Qt::Key_M, 0, State::Missed, "Missed"}}) {
            const AppointmentId id = ids[std::size_t(step.row)];
            QVERIFY(desk.view().select(id));
            const QImage before = iconOf(desk, id);
            desk.key(step.key);
            QCOMPARE(desk.row(id).state, step.state);
            QCOMPARE(desk.cell(id, BoardModel::State), QLatin1String(step.words));
            QCOMPARE(
                desk.model().index(desk.model().rowOf(id), 0).data(BoardModel::StateRole).toInt(), int(step.state));
            QVERIFY(iconOf(desk, id) != before);
            addsUp(desk);
        }
        QCOMPARE(desk.shown("confirmed"), 1);
        QCOMPARE(desk.shown("shown"), 1);
        QCOMPARE(desk.shown("missed"), 1);
        QCOMPARE(nextOf(desk, ids[0]), Task::Kind::Recover);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.cell(ids[0], BoardModel::State), QStringLiteral("Not confirmed"));
        QVERIFY(nextOf(desk, ids[0]) != Task::Kind::Recover);
        QCOMPARE(desk.store.count("task WHERE kind=9 AND deleted=0"), 0);
        addsUp(desk);
        desk.key(Qt::Key_F11);
        WallBoard *wall = desk.screen->wall();
        QVERIFY(wall->isVisible());
        QString all = wall->accessibleDescription();
        for (const WallBoard::Line &line : wall->lines())
            all += line.name + line.vehicle + line.with + line.state;
        for (const char *last : {"Cole", "Malhotra", "Keller", "Nair", "Stone", "Grant", "T1190", "555"})
            QVERIFY2(!all.contains(QLatin1String(last)), last);
        QVERIFY(all.contains(QStringLiteral("Nadia C.")));
        QTest::keyClick(wall, Qt::Key_Escape);
        QVERIFY(!wall->isVisible());
        QVERIFY(desk.view().hasFocus());
    }
    // U10 where plans are in use.
    void whoMissedTheVisitEntersTheMissedVisitSequence()
    {
        BoardDesk desk;
        desk.store->setPerson(desk.store.mike);
        QVERIFY(useShippedPlans(*desk.store));
        desk.store->setPerson(desk.store.dana);
        const auto ids = desk.six();
        desk.open();
        const LeadId lead = desk.row(ids[0]).lead;
        QCOMPARE(runningPlans(desk.store->database(), lead)->size(), size_t(0)); // the visit ended theirs
        const qint64 open = desk.store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL");
        QVERIFY(desk.view().select(ids[0]));
        desk.key(Qt::Key_M);
        QCOMPARE(desk.row(ids[0]).state, State::Missed);
        const auto running = runningPlans(desk.store->database(), lead);
        QVERIFY(running && running->size() == 1);
        QCOMPARE(running->front().plan, QStringLiteral("no_show"));
        QCOMPARE(running->front().appointment, ids[0]);
        const LeadNow now = *leadNowOf(desk.store->database(), lead);
        QCOMPARE(now.nextKind, Task::Kind::Recover);
        QCOMPARE(now.nextDue, desk.store.clock.now());
        QCOMPARE(desk.store.count("step_run WHERE key='call_1' AND state=0 AND deleted=0 AND enrolment_id IN"
                                  " (SELECT id FROM enrolment WHERE plan='no_show')"),
            1);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.cell(ids[0], BoardModel::State), QStringLiteral("Not confirmed"));
        QCOMPARE(runningPlans(desk.store->database(), lead)->size(), size_t(0));
        QCOMPARE(desk.store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL"), open);
        addsUp(desk);
    }
    void howLongSomebodyWaitsIsReadInWholeOnTheSmallestScreen()
    {
        BoardDesk desk({972, 624});
        const auto ids = desk.six();
        desk.open();
        QVERIFY(desk.view().select(ids[1]));
        desk.key(Qt::Key_V);
        desk.store.clock.advance(109 * kMinute);
        desk.model().refresh();
        QCOMPARE(desk.cell(ids[1], BoardModel::Wait), QStringLiteral("waiting 109 min"));
        const int mark = scaled(14) + scaled(6), padding = 2 * kSpace4;
        QVERIFY(desk.view().columnWidth(BoardModel::Wait)
            >= mark + textWidth(desk.cell(ids[1], BoardModel::Wait), Type::BodyStrong) + padding);
        QVERIFY(desk.view().columnWidth(BoardModel::State)
            >= scaled(24) + textWidth(QStringLiteral("Not confirmed"), Type::BodyMedium) + padding);
    }
    void whatCannotBeIsSaidAndChangesNothing()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        QSignalSpy said(desk.screen, &Screen::said);
        desk.view().select(ids[4]); // this afternoon
        desk.key(Qt::Key_M);
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][0].toString().contains(QStringLiteral("has not come yet")));
        QVERIFY(!said[0][1].toBool());
        desk.key(Qt::Key_Delete);
        QCOMPARE(desk.row(ids[4]).state, State::Cancelled);
        QVERIFY(said[1][1].toBool());
        desk.key(Qt::Key_Y);
        desk.key(Qt::Key_R);
        QCOMPARE(desk.row(ids[4]).state, State::Cancelled);
        QVERIFY(!SheetDialog::openIn(desk.window.get()));
        QCOMPARE(said.size(), 4);
    }
    void theFirstThatIsToComeIsSelectedAndStaysSo()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        QCOMPARE(desk.view().current()->row.appointment.id, ids[2]);
        desk.key(Qt::Key_J);
        QCOMPARE(desk.view().current()->row.appointment.id, ids[3]);
        desk.book({.first = "Bea", .last = "Fischer"}, 30 * kMinute, desk.store.dana);
        QCOMPARE(desk.model().rowCount(), 7); // another window's news, told by the session
        QCOMPARE(desk.view().current()->row.appointment.id, ids[3]);
        desk.key(Qt::Key_K);
        desk.key(Qt::Key_Home);
        QCOMPARE(desk.view().current()->row.appointment.id, ids[0]);
        desk.key(Qt::Key_End);
        QCOMPARE(desk.view().current()->row.appointment.id, ids[5]);
    }
    void aRowOpensAndCallsItsLead()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        QSignalSpy opened(desk.screen, &AppointmentsScreen::openLead);
        QSignalSpy called(desk.screen, &AppointmentsScreen::callLead);
        desk.key(Qt::Key_Return);
        desk.key(Qt::Key_C);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(called.size(), 1);
        QCOMPARE(opened[0][0].value<LeadId>(), desk.row(ids[2]).lead);
        // The selected row has a button for it.
        const QModelIndex at = desk.model().index(desk.model().rowOf(ids[2]), BoardModel::Call24);
        const QRect box = BoardDelegate::callBox(desk.view().visualRect(at).adjusted(4, 0, -4, -1), at);
        QVERIFY(!box.isEmpty());
        QTest::mouseClick(desk.view().viewport(), Qt::LeftButton, {}, box.center());
        QCOMPARE(called.size(), 2);
    }
    void daysWeeksAndPeopleAreChosen()
    {
        BoardDesk desk;
        desk.six();
        desk.open();
        desk.key(Qt::Key_Right);
        QCOMPARE(desk.model().heading(), QStringLiteral("Fri, Mar 13"));
        QVERIFY(desk.screen->findChild<EmptyState *>(QStringLiteral("appt.empty"))->isVisible());
        QVERIFY(desk.screen->findChild<QAbstractButton *>(QStringLiteral("appt.today"))->isVisible());
        QVERIFY(desk.screen->goBack()); // Esc: today again
        QVERIFY(desk.model().isToday());
        QVERIFY(!desk.screen->goBack());
        desk.key(Qt::Key_Left);
        QCOMPARE(desk.model().heading(), QStringLiteral("Wed, Mar 11"));
        desk.screen->showToday();
        auto *people = desk.screen->findChild<QComboBox *>(QStringLiteral("appt.people"));
        QCOMPARE(people->count(), 4); // all, and the three who are active
        people->setCurrentIndex(people->findText(QStringLiteral("Omar Khan")));
        Q_EMIT people->activated(people->currentIndex());
        QCOMPARE(desk.model().rowCount(), 3);
        addsUp(desk);
        Q_EMIT desk.screen->findChild<Segments *>(QStringLiteral("appt.span"))->chosen(1);
        QCOMPARE(desk.model().span(), BoardModel::Span::Week);
        QVERIFY(desk.model().heading().contains(QStringLiteral("Mar 9")));
    }
    void letterKeysCanBeOffAndTheButtonsStay()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        const auto back = qScopeGuard([] { letterKeys()->setOn(true); });
        auto *confirm = desk.screen->findChild<QAbstractButton *>(QStringLiteral("appt.confirm"));
        const int wide = confirm->sizeHint().width();
        QVERIFY(confirm->toolTip().contains(QStringLiteral("(Y)")));
        letterKeys()->setOn(false);
        QVERIFY(!confirm->toolTip().contains(u'(') && confirm->sizeHint().width() < wide); // no cap is left
        desk.key(Qt::Key_Y);
        QCOMPARE(desk.row(ids[2]).state, State::Set);
        QTest::mouseClick(desk.screen->findChild<QAbstractButton *>(QStringLiteral("appt.confirm")), Qt::LeftButton);
        QCOMPARE(desk.row(ids[2]).state, State::Confirmed);
    }
    void whoIsInTheStoreStandsAboveTheRows()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        PresentStrip *strip = desk.screen->present();
        QVERIFY(!strip->isVisible());
        desk.view().select(ids[1]);
        desk.key(Qt::Key_V);
        QVERIFY(strip->isVisible());
        QCOMPARE(strip->present().size(), size_t(1));
        desk.store.clock.advance(44 * kMinute);
        Q_EMIT strip->stepReached(strip->present()[0].visit.id, VisitStep::DemoDrive);
        QCOMPARE(PresentStrip::textOf(strip->present()[0], desk.store.clock.now()),
            QStringLiteral("Raj Malhotra, 44 min, demo drive"));
        QVERIFY(undoLast(*desk.store)); // each is a deed
        QVERIFY(!stepReached(strip->present()[0].visit));
        Q_EMIT strip->departed(strip->present()[0].visit.id);
        QVERIFY(!strip->isVisible());
    }
    void afterClosingTheLogIsBroughtToNobody()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        QVERIFY(arriveVisit(*desk.store, ids[0]));
        QVERIFY(arriveVisit(*desk.store, ids[1]));
        const auto rules = desk.store->rules();
        const Time closing = (*rules)->showroom.closing(desk.store.clock.now());
        desk.store.clock.set(closing + kMinute);
        desk.open();
        auto *line = desk.screen->findChild<Banner *>(QStringLiteral("appt.forgotten"));
        QVERIFY(line->isVisible());
        QVERIFY(line->words().startsWith(u'2'));
        Q_EMIT line->actionClicked();
        QVERIFY(!desk.screen->present()->isVisible());
        QCOMPARE(desk.store.count("visit WHERE left_at=" + QByteArray::number(closing)), 2);
        QVERIFY(undoLast(*desk.store));
        QVERIFY(line->isVisible());
    }
    void anEmptyBoardSaysSoAndOffersTheForm()
    {
        BoardDesk desk;
        desk.open();
        auto *empty = desk.screen->findChild<EmptyState *>(QStringLiteral("appt.empty"));
        QVERIFY(empty->isVisible());
        QCOMPARE(desk.screen->focusTarget(), empty->button());
        QTest::keyClick(empty->button(), Qt::Key_Return);
        QVERIFY(SheetDialog::openIn(desk.window.get()));
    }
    void aReadThatFailsKeepsTheRowsAndSaysSo()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.open();
        QVERIFY(desk.store->database().execute("ALTER TABLE appointment RENAME TO gone"));
        desk.store->refresh();
        const QList<Banner *> lines = desk.screen->findChildren<Banner *>();
        QVERIFY(std::ranges::any_of(
            lines, [](const Banner *line) { return line->words().contains(QStringLiteral("Showing 10:00")); }));
        QCOMPARE(desk.model().rowCount(), int(ids.size()));
        QVERIFY(desk.store->database().execute("ALTER TABLE gone RENAME TO appointment"));
        desk.store->refresh();
        QVERIFY(std::ranges::none_of(
            lines, [](const Banner *line) { return line->words().contains(QStringLiteral("Showing")); }));
    }
    void theLineOfNowStandsBetweenWhatWasAndWhatComes()
    {
        BoardDesk desk;
        desk.six();
        desk.open();
        QCOMPARE(desk.view().nowLine(), 2 * desk.view().rowHeight(0));
        desk.store.clock.advance(90 * kMinute);
        desk.store->refresh();
        QCOMPARE(desk.view().nowLine(), 3 * desk.view().rowHeight(0));
        desk.key(Qt::Key_Right);
        QCOMPARE(desk.view().nowLine(), -1);
    }
    void atEveryWidthTheColumnsFit_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("percent");
        for (const int width : {972, 1024, 1166, 1366, 2360}) {
            for (const int percent : {100, 150, 200})
                QTest::addRow("%d at %d", width, percent) << width << percent;
        }
    }
    void atEveryWidthTheColumnsFit()
    {
        QFETCH(const int, width);
        QFETCH(const int, percent);
        BoardDesk desk({width, 620});
        desk.six();
        desk.open();
        setTextSize(percent);
        QApplication::processEvents();
        int sum = 0;
        for (int column = 0; column < BoardModel::Columns; ++column)
            sum += desk.view().isColumnHidden(column) ? 0 : desk.view().columnWidth(column);
        QVERIFY2(sum <= desk.view().viewport()->width(), qPrintable(QString::number(sum)));
        for (const int column : {BoardModel::When, BoardModel::Customer, BoardModel::State})
            QVERIFY(!desk.view().isColumnHidden(column));
        for (const QWidget *part : desk.screen->bar()->findChildren<QWidget *>()) { // and nothing in the bar is cut
            if (part->isVisible() && !part->minimumSizeHint().isEmpty())
                QVERIFY2(part->width() >= part->minimumSizeHint().width(), qPrintable(part->objectName()));
        }
    }
};
UPDESK_TEST(TestBoardScreen);
#include "tst_boardscreen.moc"
