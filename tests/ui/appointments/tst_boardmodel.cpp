// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/erasing.h"
#include "core/desk/showroomverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"

#include <QAbstractItemModelTester>

using namespace updesk;

class TestBoardModel : public QObject
{
    Q_OBJECT
    using State = Appointment::State;
private Q_SLOTS:
    void anEmptyDayIsAnHonestModel()
    {
        TestStore store;
        BoardModel model(*store);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), int(BoardModel::Columns));
        QVERIFY(model.isToday());
        QCOMPARE(model.heading(), QStringLiteral("Thu, Mar 12"));
    }
    void everyChangeKeepsTheModelHonest()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        BoardModel model(*desk.store);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 6);
        QVERIFY(confirmVisit(*desk.store, ids[2]));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.refresh();
        QCOMPARE(resets.size(), 0); // the same rows stay where they are
        QVERIFY(moveVisit(*desk.store, ids[3], desk.store.clock.now() + 5 * kHour));
        model.refresh();
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.rowCount(), 7); // the moved one is kept
        model.show(desk.store.clock.now(), BoardModel::Span::Week);
        model.setPerson(desk.store.dana);
        model.step(1);
        QCOMPARE(model.rowCount(), 0);
        model.step(-1);
        QCOMPARE(model.rowCount(), 4); // one of hers was moved, and stands twice
    }
    void whoWasErasedIsCalledSo()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        desk.store->setPerson(desk.store.mike);
        const auto visit = load(desk.store->database(), kAppointment, ids[0].value);
        QVERIFY(erasePerson(*desk.store, visit->customer, QStringLiteral("Cole")));
        BoardModel model(*desk.store);
        const int row = model.rowOf(ids[0]);
        QVERIFY(row >= 0);
        QCOMPARE(model.index(row, BoardModel::Customer).data().toString(), QStringLiteral("Erased"));
    }
    void aRowSaysWhatIsKnown()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        BoardModel model(*desk.store);
        const auto cell = [&](AppointmentId id, int column) {
            return model.index(model.rowOf(id), column).data().toString();
        };
        QCOMPARE(cell(ids[2], BoardModel::When), QStringLiteral("11:00"));
        QCOMPARE(cell(ids[2], BoardModel::Customer), QStringLiteral("Joan Keller"));
        QCOMPARE(cell(ids[2], BoardModel::Vehicle), QStringLiteral("2024 RAV4"));
        QCOMPARE(model.index(model.rowOf(ids[2]), 0).data(BoardModel::StockRole).toString(), QStringLiteral("#T1190"));
        QCOMPARE(cell(ids[2], BoardModel::With), QStringLiteral("Omar"));
        QCOMPARE(cell(ids[2], BoardModel::State), QStringLiteral("Not confirmed")); // its call was due yesterday
        QCOMPARE(cell(ids[2], BoardModel::Wait), QStringLiteral("-"));
        const QString aloud = model.index(model.rowOf(ids[2]), 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(aloud.contains(QStringLiteral("Joan Keller")) && aloud.contains(QStringLiteral("Not confirmed")),
            qPrintable(aloud));
        QCOMPARE(model.firstAhead(), 2);
    }
    void whatWasDoneAboutAVisitIsInWords()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = desk.store.clock.now() - 20 * kSecond;
        QVERIFY(logCall(*desk.store, desk.row(ids[2]).lead, call));
        QVERIFY(confirmVisit(*desk.store, ids[3], Channel::Text));
        QVERIFY(missVisit(*desk.store, ids[0]));
        BoardModel model(*desk.store);
        const auto cell = [&](AppointmentId id, int column) {
            return model.index(model.rowOf(id), column).data().toString();
        };
        QVERIFY(cell(ids[2], BoardModel::Call24).startsWith(u'1')); // "1 try"
        QCOMPARE(cell(ids[3], BoardModel::Call24), QStringLiteral("by text"));
        QCOMPARE(cell(ids[0], BoardModel::State), QStringLiteral("Missed"));
        QCOMPARE(cell(ids[0], BoardModel::Wait), QStringLiteral("recovery call 10:00"));
        const AppointmentId today = desk.book({.first = "Noel", .last = "Price"}, 7 * kHour, desk.store.dana, kHour);
        model.refresh();
        QCOMPARE(cell(today, BoardModel::State), QStringLiteral("Set"));
        QCOMPARE(cell(today, BoardModel::Call24), QStringLiteral("not needed, today"));
    }
    void whoWaitsForAPersonIsSeen()
    {
        BoardDesk desk;
        const auto ids = desk.six();
        const auto came = arriveVisit(*desk.store, ids[1]); // Omar is not at the desk
        QVERIFY(came);
        desk.store.clock.advance(3 * kMinute);
        BoardModel model(*desk.store);
        const int row = model.rowOf(ids[1]);
        QVERIFY(model.line(row).waits);
        QCOMPARE(model.index(row, BoardModel::Wait).data().toString(), QStringLiteral("waiting 3 min"));
        QCOMPARE(model.index(row, 0).data(BoardModel::StateTimeRole).toString(), QStringLiteral("10:00"));
        QVERIFY(reachStep(*desk.store, came->visit, VisitStep::Greeted));
        model.refresh();
        QVERIFY(!model.line(row).waits);
        QCOMPARE(model.index(row, BoardModel::Wait).data().toString(), QStringLiteral("3 min"));
    }
    void aBookingFarAheadIsMarked()
    {
        BoardDesk desk;
        const AppointmentId far = desk.book({.first = "Bea", .last = "Fischer"}, 3 * kDay, desk.store.dana, kHour);
        const AppointmentId near = desk.book({.first = "Carl", .last = "Jensen"}, kDay, desk.store.dana, kHour);
        BoardModel model(*desk.store);
        model.show(desk.store.clock.now(), BoardModel::Span::Week);
        QCOMPARE(model.index(model.rowOf(far), BoardModel::Wait).data().toString(),
            QStringLiteral("far ahead: lower show rate"));
        QVERIFY(model.index(model.rowOf(far), BoardModel::Wait)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("48 hours")));
        QCOMPARE(model.index(model.rowOf(near), BoardModel::Wait).data().toString(), QStringLiteral("-"));
        QCOMPARE(model.index(model.rowOf(near), 0).data().toString(), QStringLiteral("Fri 10:00"));
    }
    void aDayOnWhichTheClockChangesIsStillADay()
    {
        TestStore store;
        BoardModel model(*store);
        for (int n = 0; n < 370; ++n) { // over both nights of a year
            const Time from = model.from(), to = model.to();
            model.step(1);
            QCOMPARE(model.from(), to);
            QVERIFY(from < to && to - from >= 23 * kHour && to - from <= 25 * kHour);
        }
    }
    void everyStateHasItsOwnWordAndMark()
    {
        std::set<QString> words;
        std::set<int> marks;
        for (const State state : {State::Set, State::NotConfirmed, State::Confirmed, State::Arrived, State::Missed,
                 State::Rescheduled, State::Cancelled, State::Sold}) {
            words.insert(BoardWords::state(state));
            marks.insert(int(BoardWords::icon(state)));
        }
        QCOMPARE(words.size(), size_t(8));
        QCOMPARE(marks.size(), size_t(8));
    }
    void aNameForTheWallHasNoLastName()
    {
        QCOMPARE(BoardWords::publicName(QStringLiteral("Nadia Cole")), QStringLiteral("Nadia C."));
        QCOMPARE(BoardWords::publicName(QStringLiteral("Maria del Carmen Lopez")), QStringLiteral("Maria L."));
        QCOMPARE(BoardWords::publicName(QStringLiteral("Cher")), QStringLiteral("Cher"));
        QCOMPARE(BoardWords::publicName(QStringLiteral("  ")), QStringLiteral("Guest"));
    }
    void aStoreThatCannotBeReadKeepsTheRows()
    {
        BoardDesk desk;
        desk.six();
        BoardModel model(*desk.store);
        QSignalSpy failed(&model, &BoardModel::failed);
        QVERIFY(desk.store->database().execute("ALTER TABLE appointment RENAME TO gone"));
        model.refresh();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(model.rowCount(), 6);
        QVERIFY(desk.store->database().execute("ALTER TABLE gone RENAME TO appointment"));
    }
};
UPDESK_TEST(TestBoardModel);
#include "tst_boardmodel.moc"
