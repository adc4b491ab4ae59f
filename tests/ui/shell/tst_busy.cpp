// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/availability.h"
#include "tests/ui/shell/shelldesk.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>

using namespace updesk;

/// "Busy with a customer" in the window: Dana is at the desk, at 10:00, and the store closes at 20:00.
class TestBusy : public QObject
{
    Q_OBJECT
    static bool isBusy(ShellDesk &shell, PersonId person)
    {
        return busyAt(shell.store->database(), shell.store.clock.now())->contains(person);
    }
    static Time until(ShellDesk &shell)
    {
        return busyAt(shell.store->database(), shell.store.clock.now())->at(shell.store->person());
    }
    static void turn(ShellDesk &shell) { shell.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier); }
    static QStringList offered(ShellDesk &shell, const char *list)
    {
        QStringList words;
        const auto *found = shell.find<QListWidget>(list);
        for (int i = 0; found && i < found->count(); ++i)
            words << found->item(i)->text();
        return words;
    }
    static QAction *inUserMenu(ShellDesk &shell, const QString &words)
    {
        auto *menu = shell.find<QMenu>("userMenu");
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions())
            if (action->text().startsWith(words))
                return action;
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { m_region = QLocale(); }
    void cleanup() { QLocale::setDefault(m_region); }
    void twoKeysAreHalfAnHourAndOneIsFreeAgain()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        ShellDesk shell;
        shell.open();
        QVERIFY(shell.words("status.busy").isEmpty());
        shell.keys = 0;
        turn(shell);
        QCOMPARE(offered(shell, "choose.list"),
            (QStringList{QStringLiteral("15 minutes, until 10:15 AM"), QStringLiteral("30 minutes, until 10:30 AM"),
                QStringLiteral("60 minutes, until 11:00 AM"), QStringLiteral("Until I am free again")}));
        shell.key(Qt::Key_Return);
        QCOMPARE(shell.keys, 2);
        QCOMPARE(until(shell), shell.store.clock.now() + 30 * kMinute);
        QCOMPARE(shell.toast(), QStringLiteral("Busy until 10:30 AM. New leads go to others."));
        QVERIFY(shell.find<QWidget>("toast.undo")->isVisible());
        QCOMPARE(shell.words("status.busy"), QStringLiteral("Busy until 10:30 AM"));
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("queue.view"));
        QCOMPARE(shell.store.add(shell.store.webLead(1)).owner, shell.store.omar);
        turn(shell);
        QVERIFY(!isBusy(shell, shell.store.dana));
        QCOMPARE(shell.toast(), QStringLiteral("You get new leads again."));
        QVERIFY(shell.words("status.busy").isEmpty());
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(isBusy(shell, shell.store.dana));
        QCOMPARE(shell.toast(), QStringLiteral("You are busy as before."));
    }
    void itIsTypedChosenInTheMenuAndEndedByAClick()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        ShellDesk shell;
        shell.store.clock.advance(4 * kHour + 45 * kMinute); // the first choice ends at three
        shell.open();
        turn(shell);
        shell.type(QStringLiteral("3"));
        QCOMPARE(offered(shell, "choose.list"), QStringList{QStringLiteral("30 minutes, until 3:15 PM")});
        shell.type(QStringLiteral("0"));
        QCOMPARE(until(shell), shell.store.clock.now() + 30 * kMinute);
        QVERIFY(inUserMenu(shell, QStringLiteral("Busy with a customer"))->isChecked());
        QTest::mouseClick(shell.find<QWidget>("status.busy"), Qt::LeftButton);
        QVERIFY(!isBusy(shell, shell.store.dana));
        QAction *act = inUserMenu(shell, QStringLiteral("Busy with a customer"));
        QVERIFY(act && !act->isChecked());
        act->trigger();
        shell.type(QStringLiteral("15"));
        QCOMPARE(until(shell), shell.store.clock.now() + 15 * kMinute);
    }
    void untilTheyAreFreeIsTypedAsWords()
    {
        ShellDesk shell;
        shell.open();
        turn(shell);
        shell.type(QStringLiteral("u"));
        QCOMPARE(offered(shell, "choose.list"), QStringList{QStringLiteral("Until I am free again")});
        shell.key(Qt::Key_Return);
        QCOMPARE(until(shell), shell.store.clock.now() + 10 * kHour); // when the store closes
    }
    void saidTwiceThereIsNothingToTakeBack()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        ShellDesk shell;
        shell.open();
        shell.window().commands()->run(QStringLiteral("busy30"));
        QVERIFY(shell.find<QWidget>("toast.undo")->isVisible());
        shell.window().commands()->run(QStringLiteral("busy30"));
        QCOMPARE(shell.toast(), QStringLiteral("Busy until 10:30 AM. New leads go to others."));
        QVERIFY(!shell.find<QWidget>("toast.undo")->isVisible());
    }
    void thePaletteKnowsHowLong()
    {
        ShellDesk shell;
        shell.open();
        shell.key(Qt::Key_K, Qt::ControlModifier);
        shell.type(QStringLiteral("busy for an hour"));
        shell.key(Qt::Key_Return);
        QCOMPARE(until(shell), shell.store.clock.now() + kHour);
    }
    void escChangesNothing()
    {
        ShellDesk shell;
        shell.open();
        turn(shell);
        shell.key(Qt::Key_Escape);
        QVERIFY(!isBusy(shell, shell.store.dana));
        QCOMPARE(shell.store.count("busy"), 0);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("queue.view"));
    }
    void itEndsByItselfAndIsEachPersonsOwn()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        turn(shell);
        shell.key(Qt::Key_Return);
        QVERIFY(!shell.words("status.busy").isEmpty());
        desk.take(shell.store.omar);
        QVERIFY(shell.words("status.busy").isEmpty());
        desk.take(shell.store.dana);
        QVERIFY(!shell.words("status.busy").isEmpty());
        shell.store.clock.advance(30 * kMinute);
        desk.refresh();
        QVERIFY(shell.words("status.busy").isEmpty());
        QVERIFY(!inUserMenu(shell, QStringLiteral("Busy with a customer"))->isChecked());
        shell.store->setPerson({});
        turn(shell);
        QCOMPARE(shell.toast(), QStringLiteral("Choose who is at the desk first."));
        QVERIFY(!SheetDialog::openIn(&shell.window()));
    }
    void othersSeeItWhereTheyChooseSomebody()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        ShellDesk shell;
        CaptureChoices mikes;
        mikes.owner = shell.store.mike;
        const LeadId lead = shell.store.add(shell.store.webLead(1), mikes).lead;
        DeskWindow &desk = shell.open();
        QVERIFY(becomeBusy(*shell.store, 45 * kMinute));
        desk.take(shell.store.mike);
        const QString dana = QStringLiteral("Dana Reyes (busy until 10:45 AM)");
        shell.key(Qt::Key_Down);
        shell.key(Qt::Key_O);
        QVERIFY2(offered(shell, "choose.list").contains(dana), qPrintable(offered(shell, "choose.list").join(u'|')));
        QVERIFY(offered(shell, "choose.list").contains(QStringLiteral("Omar Khan")));
        shell.key(Qt::Key_Escape);
        shell.key(Qt::Key_F7);
        auto *rep = shell.find<QComboBox>("quickadd.rep");
        QCOMPARE(rep->itemText(0), QStringLiteral("Omar Khan")); // next up
        QVERIFY(rep->findText(dana) > 0);
        shell.key(Qt::Key_Escape);
        desk.openLead(lead);
        shell.key(Qt::Key_O);
        shell.type(QStringLiteral("dan"));
        QCOMPARE(shell.words("lead.prompt.reading"), dana);
    }
    void aManagerEndsSomebodyElsesAndTakesThatBack()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        QVERIFY(becomeBusy(*shell.store, 45 * kMinute));
        desk.take(shell.store.omar);
        shell.window().commands()->run(QStringLiteral("busyOther"));
        QCOMPARE(shell.toast(), QStringLiteral("A manager ends somebody else's busy time."));
        QVERIFY(!SheetDialog::openIn(&shell.window()));
        desk.take(shell.store.mike);
        shell.key(Qt::Key_K, Qt::ControlModifier);
        shell.type(QStringLiteral("end somebody"));
        shell.key(Qt::Key_Return);
        QCOMPARE(offered(shell, "choose.list"), QStringList{QStringLiteral("Dana Reyes (busy until 10:45 AM)")});
        shell.key(Qt::Key_Return);
        QVERIFY(!isBusy(shell, shell.store.dana));
        QCOMPARE(shell.toast(), QStringLiteral("Dana Reyes gets new leads again."));
        QVERIFY(shell.find<QWidget>("toast.undo")->isVisible());
        shell.window().commands()->run(QStringLiteral("busyOther"));
        QCOMPARE(shell.toast(), QStringLiteral("Nobody else is busy."));
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(isBusy(shell, shell.store.dana));
        QCOMPARE(shell.toast(), QStringLiteral("They are busy as before."));
    }

private:
    QLocale m_region;
};
UPDESK_TEST(TestBusy);
#include "tst_busy.moc"
