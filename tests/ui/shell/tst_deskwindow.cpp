// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/desk/planverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/vehicles/stockrows.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>

using namespace updesk;

class TestDeskWindow : public QObject
{
    Q_OBJECT
    static void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(
            QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow(), key, modifiers);
        QCoreApplication::processEvents();
    }
    static void show(DeskWindow &desk)
    {
        desk.window()->resize(1366, 768);
        desk.window()->show();
        desk.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window()));
        desk.work()->queue()->focusTarget()->setFocus();
    }
    /// The line in place of a lead once nothing is left to do; empty: it is not to be seen.
    static QString caughtUp(DeskWindow &desk)
    {
        const auto *line = desk.window()->findChild<QWidget *>(QStringLiteral("lead.caughtUp"));
        QStringList words;
        for (const QLabel *label : line->findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty())
                words << label->text();
        }
        return words.join(u' ');
    }
    static QStringList rowsOf(DeskWindow &desk)
    {
        QStringList rows;
        const QueueModel *model = desk.work()->queue()->model();
        for (int i = 0; i < model->rowCount(); ++i)
            rows << QString::fromLatin1(model->leadAt(i).value.hex());
        return rows;
    }

private Q_SLOTS:
    // Two keys a call, hands on the keys, each attempt with its evidence, and the list is done at the end.
    void tenCallsAreTwentyKeys()
    {
        TestStore store;
        CaptureChoices dana;
        dana.owner = store.dana;
        for (int i = 0; i < 10; ++i)
            store.add(store.webLead(i), dana);
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        const QStringList rows = rowsOf(desk);
        QCOMPARE(rows.size(), 10);
        QVERIFY(caughtUp(desk).isEmpty());
        int keys = 0;
        for (int i = 0; i < 10; ++i) {
            key(Qt::Key_C);
            store.clock.advance(10 * kSecond);
            key(Qt::Key_4);
            keys += 2;
        }
        QCOMPARE(keys, 20);
        QCOMPARE(dialler.dialled.size(), 10);
        QCOMPARE(QSet<QString>(dialler.dialled.begin(), dialler.dialled.end()).size(), 10);
        QCOMPARE(store.count("activity WHERE kind=0 AND outcome=4 AND evidence=2 AND seconds=10"), 10);
        QCOMPARE(store.count("task WHERE attempt=2 AND done_by_activity IS NULL"), 10);
        QVERIFY(desk.work()->lead()->lead().isNull());
        QVERIFY(store->held().empty()); // a call that is over keeps nobody from being given to another (F31)
        QVERIFY2(caughtUp(desk).startsWith(QStringLiteral("All caught up. Next due ")), qPrintable(caughtUp(desk)));
        for (int i = 0; i < 10; ++i)
            key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(store.count("activity WHERE kind=0 AND deleted=0"), 0);
        QCOMPARE(store.count("lead_now WHERE clock_state=1"), 10);
        QCOMPARE(store.count("task WHERE attempt=2 AND deleted=0"), 0);
        key(Qt::Key_Escape);
        QTRY_COMPARE(rowsOf(desk), rows); // each in its place
    }
    // Who works the list to its end is done only when nothing is left: neither what was passed over nor what came in.
    void theEndOfTheListIsNotTheEndOfTheWork()
    {
        TestStore store;
        CaptureChoices dana;
        dana.owner = store.dana;
        for (int i = 0; i < 4; ++i)
            store.add(store.webLead(i), dana);
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        const auto call = [&] {
            key(Qt::Key_C);
            store.clock.advance(10 * kSecond);
            key(Qt::Key_4);
        };
        key(Qt::Key_Down); // the first one is passed over
        call();
        store.add(store.webLead(4), dana); // and one comes in meanwhile
        call();
        call();
        QVERIFY(!desk.work()->lead()->lead().isNull());
        call();
        call();
        QVERIFY(desk.work()->lead()->lead().isNull());
        QCOMPARE(QSet<QString>(dialler.dialled.begin(), dialler.dialled.end()).size(), 5);
        QCOMPARE(dialler.dialled.size(), 5);
    }
    // U04 where plans are in use: what comes next is theirs, and undo gives back the rows and what was planned.
    void tenCallsBookTheNextStepOfTheirPlans()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(useShippedPlans(*store));
        store->setPerson(store.dana);
        CaptureChoices dana;
        dana.owner = store.dana;
        for (int i = 0; i < 10; ++i)
            store.add(store.webLead(i), dana);
        const auto planned = [&] {
            return store.list("SELECT hex(lead_id)||' '||kind||' '||attempt||' '||due FROM task WHERE deleted=0"
                              " AND dropped=0 AND done_by_activity IS NULL ORDER BY 1")
                + store.list("SELECT hex(lead_id)||' '||key||' '||state||' '||due FROM step_run WHERE deleted=0"
                             " ORDER BY 1");
        };
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        const QStringList rows = rowsOf(desk);
        const QByteArray before = planned();
        QCOMPARE(rows.size(), 10);
        QCOMPARE(store.count("enrolment WHERE plan='internet' AND state=0"), 10);
        for (int i = 0; i < 10; ++i) {
            key(Qt::Key_C);
            store.clock.advance(10 * kSecond);
            key(Qt::Key_4);
        }
        QCOMPARE(store.count("step_run WHERE key='call_1' AND state=1"), 10);
        const QByteArray open = " t.deleted=0 AND t.dropped=0 AND t.done_by_activity IS NULL";
        QCOMPARE(store.count("step_run r JOIN task t ON t.id=r.task_id WHERE r.key='text_1' AND r.state=0 AND"
                             " t.attempt=2 AND t.due>"
                     + QByteArray::number(store.clock.now()) + " AND" + open),
            10);
        QCOMPARE(store.count("task t WHERE NOT EXISTS(SELECT 1 FROM step_run r WHERE r.task_id=t.id) AND" + open), 0);
        QVERIFY(desk.work()->lead()->lead().isNull());
        QVERIFY2(caughtUp(desk).startsWith(QStringLiteral("All caught up.")), qPrintable(caughtUp(desk)));
        for (int i = 0; i < 10; ++i)
            key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(store.count("activity WHERE kind=0 AND deleted=0"), 0);
        QCOMPARE(planned(), before);
        key(Qt::Key_Escape);
        QTRY_COMPARE(rowsOf(desk), rows);
    }
    void escapeGoesBackToTheSameRow()
    {
        TestStore store;
        for (int i = 0; i < 5; ++i)
            store.add(store.webLead(i));
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        key(Qt::Key_Down);
        const LeadId row = desk.work()->queue()->currentLead();
        QVERIFY(!row.isNull());
        key(Qt::Key_Return);
        QVERIFY(desk.work()->isLeadOpen());
        QCOMPARE(desk.work()->lead()->lead(), row);
        QVERIFY(store->isHeld(row));
        key(Qt::Key_Escape);
        QVERIFY(!desk.work()->isLeadOpen());
        QCOMPARE(desk.work()->queue()->currentLead(), row);
        QVERIFY(!store->isHeld(row));
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("queue.view"));
    }
    void theListStaysBesideTheLeadFrom1600On()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        desk.window()->resize(1600, 900);
        desk.openLead(lead);
        QVERIFY(desk.work()->queue()->isVisible());
        QVERIFY(desk.work()->lead()->isVisible());
        desk.window()->resize(1599, 900);
        QVERIFY(!desk.work()->queue()->isVisible());
    }
    void aStockNumberFindsTheVehicleAndTakesAWalkInForIt()
    {
        TestStore store;
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        const auto all = stockRows(store->database());
        QVERIFY(all && !all->empty());
        const QString number = all->front().stock;
        key(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), number.toLower());
        auto *list = desk.window()->findChild<QListView *>(QStringLiteral("palette.list"));
        QVERIFY(list);
        QStringList words;
        for (int i = 0; i < list->model()->rowCount(); ++i)
            words << list->model()->index(i, 0).data().toString();
        QVERIFY2(words.filter(u'#' + number).size() == 1, qPrintable(words.join(u'|')));
        key(Qt::Key_Return);
        QVERIFY(desk.quickAdd()->form());
        const auto *box = desk.window()->findChild<QLineEdit *>(QStringLiteral("quickadd.vehicle"));
        QVERIFY(box && box->text().contains(number));
    }
    void thePaletteOpensTheDetailsOfTheRowAndOfTheOpenLead()
    {
        TestStore store;
        CaptureChoices dana;
        dana.owner = store.dana;
        store->setPerson(store.dana);
        const Captured one = store.add(store.webLead(1), dana);
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        for (const bool open : {false, true}) {
            QCOMPARE(desk.work()->isLeadOpen(), open);
            key(Qt::Key_K, Qt::ControlModifier);
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("customer's details"));
            key(Qt::Key_Return);
            auto *postal = desk.window()->findChild<QLineEdit *>(QStringLiteral("lead.details.postal"));
            QVERIFY(postal && postal->isVisible());
            QCOMPARE(desk.work()->lead()->lead(), one.lead);
            postal->setText(open ? QStringLiteral("10013") : QStringLiteral("10012"));
            QTest::keyClick(postal, Qt::Key_Return);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QCOMPARE(store.list("SELECT postal FROM address").trimmed(), QByteArray(open ? "10013" : "10012"));
        }
        key(Qt::Key_Z, Qt::ControlModifier);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(store.list("SELECT postal FROM address").trimmed(), QByteArray("10011"));
    }
    void whatAnotherConnectionWritesIsShownWithinASecond()
    {
        TestStore store;
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        QCOMPARE(desk.work()->queue()->model()->rowCount(), 0);
        auto other = Session::open(store.path, store.clock);
        QVERIFY(other);
        CaptureChoices dana;
        dana.owner = store.dana;
        QVERIFY(capture(**other, store.webLead(3), dana));
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.work()->queue()->model()->rowCount() + int(desk.work()->queue()->model()->arrivals().size()), 1, 3000);
    }
    void anotherPersonSeesOwnNoticesAndCannotUndoWhatTheFirstDid()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        SilentDialler dialler;
        DeskWindow desk(*store, dialler, DeskWindow::Background::Off);
        show(desk);
        QVERIFY(addNote(*store, one.lead, QStringLiteral("prefers mornings")));
        store->setPerson(store.mike);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(store.count("activity WHERE kind=4 AND deleted=0"), 1);
        QCOMPARE(desk.window()->state().person, QStringLiteral("Mike Stone"));
    }
    void ctrlFGoesToTheSearchFieldOfWhatIsShown()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        DeskWindow &desk = shell.open();
        shell.key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("queue.filter"));
        desk.openLead(lead);
        shell.key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("lead.timeline.find"));
        desk.window()->go(QStringLiteral("quarantine")); // has no search field: the palette finds everywhere
        shell.key(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("palette.input"));
    }
    void f6GoesThroughThePanesInsideTheScreenAndBack()
    {
        ShellDesk shell;
        CaptureChoices dana;
        dana.owner = shell.store.dana;
        shell.store.add(shell.store.webLead(1), dana);
        shell.open();
        QStringList seen;
        const auto at = [] { return QApplication::focusWidget()->objectName(); };
        const QString start = at();
        QCOMPARE(start, QStringLiteral("queue.view"));
        for (int n = 0; n < 4; ++n) {
            shell.key(Qt::Key_F6);
            seen << at();
        }
        QCOMPARE(seen.last(), start);
        QVERIFY(seen.contains(QStringLiteral("queue.filter")));
        QVERIFY(seen.contains(QStringLiteral("sidebar.queue")));
        QVERIFY(seen.contains(QStringLiteral("topbar.search")));
        QStringList back;
        for (int n = 0; n < 4; ++n) {
            shell.key(Qt::Key_F6, Qt::ShiftModifier);
            back.prepend(at());
        }
        seen.removeLast();
        seen.prepend(start);
        QCOMPARE(back, seen);
        shell.key(Qt::Key_Return);
        QCOMPARE(at(), QStringLiteral("lead.timeline"));
        QStringList inLead;
        for (int n = 0; n < 4; ++n) {
            shell.key(Qt::Key_F6);
            inLead << at();
        }
        QVERIFY2(inLead.last() == QLatin1String("lead.timeline"), qPrintable(inLead.join(u' ')));
        QVERIFY(!inLead.contains(QStringLiteral("queue.view")));
    }
    void theToastLiesOverEveryScreen()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        desk.window()->go(QStringLiteral("quarantine"));
        desk.window()->toast()->say(QStringLiteral("Kept."));
        desk.window()->go(QStringLiteral("queue"));
        desk.window()->go(QStringLiteral("quarantine"));
        auto *words = shell.find<QWidget>("toast.text");
        QVERIFY(words->isVisible());
        const QPoint middle = words->mapTo(desk.window(), words->rect().center());
        QVERIFY(desk.window()->toast()->isAncestorOf(desk.window()->childAt(middle)));
    }
    void onlyWhatIsThereStandsInTheKeys()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        for (const Command &command : desk.window()->commands()->on(QStringLiteral("queue"))) {
            QVERIFY2(command.keys != QKeySequence(Qt::Key_F9), qPrintable(command.name));
            QVERIFY2(
                command.keys != QKeySequence(Qt::Key_F5), qPrintable(command.name)); // there is nobody to share with
        }
        auto *menu = shell.find<QMenu>("addMenu");
        QCOMPARE(menu->actions().size(), 3); // walk-in, phone-up and appointment
    }
    // The keys sheet (F1) names each key of a screen, and no key means two things there.
    void noKeyMeansTwoThingsOnAScreen()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        for (const char *screen :
            {"queue", "quarantine", "appointments", "settings", "templates", "sequences", "messages"}) {
            QHash<QKeySequence, QString> taken;
            for (const Command &command : desk.window()->commands()->on(QLatin1String(screen))) {
                if (command.keys.isEmpty())
                    continue;
                QVERIFY2(!taken.contains(command.keys),
                    qPrintable(command.name + QStringLiteral(" and ") + taken.value(command.keys)));
                taken.insert(command.keys, command.name);
            }
        }
        for (const char *name : {"templates.save", "templates.fields", "templates.remove", "sequences.copy",
                 "messages.release", "queue.consent", "appointments.rate"})
            QVERIFY2(!desk.window()->commands()->keysOf(QLatin1String(name)).isEmpty(), name);
    }
    void aScreenMadeUnseenWearsTheThemeAndTextSizeChosenSince_data()
    {
        QTest::addColumn<QString>("screen");
        for (const char *screen : {"appointments", "settings", "templates", "sequences", "messages"})
            QTest::newRow(screen) << QString::fromLatin1(screen);
    }
    // One that trouble brought about, say, before anybody went there.
    void aScreenMadeUnseenWearsTheThemeAndTextSizeChosenSince()
    {
        QFETCH(QString, screen);
        const auto seen = [&screen](bool before) {
            ShellDesk shell;
            DeskWindow &desk = shell.open();
            if (before)
                desk.window()->screen(screen);
            desk.window()->chooseTheme(ThemeName::Dark);
            desk.window()->chooseTextSize(150);
            desk.window()->go(screen);
            QTest::qWait(50); // layouts settle
            return desk.window()->grab().toImage();
        };
        const QImage late = seen(false), early = seen(true);
        setTheme(ThemeName::Light);
        setTextSize(100);
        QVERIFY(late == early);
    }
    void aSampleIsLeftOnlyWhenAskedAndSaysWhatIsInIt()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        QSignalSpy left(&desk, &DeskWindow::sampleLeft);
        answerNext(-1);
        QVERIFY(desk.window()->commands()->run(QStringLiteral("leaveSample")));
        QCOMPARE(lastQuestion().answers.size(), 1);
        QCOMPARE(left.count(), 0);
        shell.store.add(shell.store.webLead(1));
        answerNext(0);
        desk.window()->commands()->run(QStringLiteral("leaveSample"));
        QCOMPARE(lastQuestion().answers.size(), 2);
        QVERIFY(lastQuestion().text.startsWith(QStringLiteral("1 ")));
        answerNext(1);
        desk.window()->commands()->run(QStringLiteral("leaveSample"));
        QCOMPARE(left.count(), 2);
        QVERIFY(left[0][0].toBool());
        QVERIFY(!left[1][0].toBool());
    }
    void theThreadBesideMakesTheRounds()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        SilentDialler dialler;
        {
            DeskWindow desk(*store, dialler);
            show(desk);
            QTRY_COMPARE_WITH_TIMEOUT(store.count("state WHERE k='scored_day'"), 1, 5000);
        }
        QCOMPARE(leadNowOf(store->database(), one.lead)->clock, LeadNow::Running);
    }
};
UPDESK_TEST(TestDeskWindow);
#include "tst_deskwindow.moc"
