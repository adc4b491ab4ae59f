// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/desk/leadverbs.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/appointments/appointmentsscreen.h"
#include "ui/appointments/wallboard.h"

#include <QMenu>

using namespace updesk;

/// The appointment board in the window: its key, and the ways from it and back.
class TestAppointmentsWindow : public QObject
{
    Q_OBJECT
    static LeadId book(TestStore &store, int i, Time in)
    {
        const LeadId lead = store.add(store.webLead(i)).lead;
        if (!bookVisit(*store, lead, store.clock.now() + in, store.dana))
            qFatal("book");
        return lead;
    }
private Q_SLOTS:
    void itsKeyBringsItAndARowOpensItsLead()
    {
        ShellDesk shell;
        const LeadId lead = book(shell.store, 1, kHour);
        shell.open();
        shell.key(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shell.window().current(), QStringLiteral("appointments"));
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("appt.view"));
        shell.key(Qt::Key_Return);
        QCOMPARE(shell.window().current(), QStringLiteral("queue"));
        QCOMPARE(shell.desk->work()->lead()->lead(), lead);
        shell.key(Qt::Key_Left, Qt::AltModifier);
        shell.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shell.window().current(), QStringLiteral("appointments"));
        shell.key(Qt::Key_C);
        QCOMPARE(shell.dialler.dialled.size(), 1);
        QVERIFY(shell.desk->work()->lead()->isOnCall());
    }
    void whatIsDoneThereIsSaidAndTakenBack()
    {
        ShellDesk shell;
        const LeadId lead = book(shell.store, 1, kHour);
        shell.open();
        shell.key(Qt::Key_3, Qt::ControlModifier);
        shell.key(Qt::Key_V);
        const auto state = [&] { return appointmentsOfLead(shell.store->database(), lead)->front().state; };
        QCOMPARE(state(), Appointment::State::Arrived);
        QVERIFY(shell.toast().contains(QStringLiteral("is here, with Dana")));
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(state(), Appointment::State::Set);
        QVERIFY(shell.toast().contains(QStringLiteral("not arrived")));
    }
    void anAppointmentIsAddedFromAnywhere()
    {
        ShellDesk shell;
        book(shell.store, 1, kHour);
        shell.open();
        QVERIFY(shell.window().commands()->run(QStringLiteral("appointment")));
        QCOMPARE(shell.window().current(), QStringLiteral("appointments"));
        auto *sheet = SheetDialog::openIn(&shell.window());
        QVERIFY(sheet && sheet->objectName() == QLatin1String("appt.booking"));
        shell.key(Qt::Key_Escape);
        bool offered = false;
        for (const QAction *action : shell.find<QMenu>("addMenu")->actions())
            offered = offered || action->text().contains(QStringLiteral("&Appointment"));
        QVERIFY(offered);
        QVERIFY(shell.window().commands()->run(QStringLiteral("soldLog")));
        sheet = SheetDialog::openIn(&shell.window());
        QVERIFY(sheet && sheet->objectName() == QLatin1String("appt.sold"));
        QVERIFY(shell.window().commands()->run(QStringLiteral("showroomLog")));
        sheet = SheetDialog::openIn(&shell.window());
        QVERIFY(sheet && sheet->objectName() == QLatin1String("appt.showroom"));
    }
    void theWallCoversTheWindow()
    {
        ShellDesk shell;
        book(shell.store, 1, kHour);
        shell.open();
        shell.key(Qt::Key_3, Qt::ControlModifier);
        shell.key(Qt::Key_F11);
        auto *wall = shell.find<WallBoard>("appt.wallboard");
        QVERIFY(wall && wall->isVisible());
        QCOMPARE(wall->geometry(), shell.window().rect());
        shell.key(Qt::Key_1, Qt::ControlModifier);
        shell.key(Qt::Key_Escape);
        QVERIFY(!wall->isVisible());
    }
};
UPDESK_TEST(TestAppointmentsWindow);
#include "tst_appointments.moc"
