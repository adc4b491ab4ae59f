// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/shell/placeholder.h"
#include "ui/parts/focusring.h"
#include "ui/shell/keysheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/topbar.h"

#include <QAccessible>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QWheelEvent>

using namespace updesk;

namespace
{

class Bench final
{
public:
    Bench()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        queue = new Placeholder(named("Queue"));
        mail = new Placeholder(named("Unread mail"));
        window.addScreen(named("queue"), Icon::Queue, queue, QKeySequence(Qt::CTRL | Qt::Key_1));
        window.addScreen(named("mail"), Icon::Email, mail, QKeySequence(Qt::CTRL | Qt::Key_2));
        ShellCalls calls;
        calls.walkIn = [this] { done << named("walkIn"); };
        calls.phoneUp = [this] { done << named("phoneUp"); };
        calls.walkInWithText = [this](const QString &text) { done << text; };
        calls.undo = [this] { done << named("undo"); };
        calls.cancelJob = [this] { done << named("cancel"); };
        calls.choosePerson = [this](int index) { done << QString::number(index); };
        calls.rememberTheme = [this](ThemeName) { done << named("theme"); };
        window.setCalls(calls);
        ShellState state;
        state.store = named("Northgate Motors");
        state.person = named("Dana Reyes");
        state.persons = {named("Dana Reyes"), named("Omar Kent")};
        state.badges = {{named("queue"), 9}};
        state.sync = named("Synced 10:41");
        state.oldestClock = named("+42:05");
        state.oldestIsLate = true;
        state.queued = named("2 messages queued");
        state.open = named("Open until 20:00");
        window.setState(state);
        window.resize(1366, 768);
        window.show();
        window.activateWindow();
        QApplication::processEvents();
    }
    template <class T = QWidget>
    T *find(const char *name) const
    {
        return window.findChild<T *>(named(name));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QTest::keyClick(window.focusWidget(), key, with);
    }
    MainWindow window;
    Placeholder *queue;
    Placeholder *mail;
    QStringList done;
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void theFirstScreenIsInFrontWithTheFocus()
    {
        Bench bench;
        QCOMPARE(bench.window.current(), named("queue"));
        QCOMPARE(bench.window.focusWidget(), bench.queue->edit);
        QCOMPARE(bench.find<QLabel>("topbar.title")->text(), named("Queue"));
        QVERIFY(bench.find<QAbstractButton>("sidebar.queue")->isChecked());
    }
    void screensAreReachedByKeyAndHistoryWalksBack()
    {
        Bench bench;
        bench.key(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(bench.window.current(), named("mail"));
        QCOMPARE(bench.window.focusWidget(), bench.mail->edit);
        bench.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(bench.window.current(), named("queue"));
        bench.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(bench.window.current(), named("mail"));
        bench.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(bench.window.current(), named("mail"));
        bench.window.go(named("nowhere"));
        QCOMPARE(bench.window.current(), named("mail"));
    }
    void historyComesBackToWhatWasOpen()
    {
        Bench bench;
        QString open;
        bench.window.visit({named("queue"), named("lead 7"), [&open] { open = named("lead 7"); }});
        bench.window.visit({named("queue"), named("lead 8"), [&open] { open = named("lead 8"); }});
        bench.window.go(named("mail"));
        bench.find<QAbstractButton>("topbar.back")->click();
        QCOMPARE(open, named("lead 8"));
        bench.find<QAbstractButton>("topbar.back")->click();
        QCOMPARE(open, named("lead 7"));
        QCOMPARE(bench.window.current(), named("queue"));
    }
    void walkInAndPhoneUpAreOneKeyAway()
    {
        Bench bench;
        bench.key(Qt::Key_F7);
        bench.key(Qt::Key_F8);
        bench.find<QAbstractButton>("sidebar.walkIn")->click();
        QCOMPARE(bench.done, (QStringList{named("walkIn"), named("phoneUp"), named("walkIn")}));
    }
    void phoneUpWorksOverTheKeysSheetWhichCloses()
    {
        Bench bench;
        bench.key(Qt::Key_F1);
        auto *sheet = bench.window.findChild<KeySheet *>();
        QVERIFY(sheet && sheet->isVisible());
        bench.key(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(bench.window.current(), named("queue"));
        bench.key(Qt::Key_F8);
        QVERIFY(!sheet->isVisible());
        QCOMPARE(bench.done, QStringList{named("phoneUp")});
    }
    void theKeysSheetListsEveryKeyHere()
    {
        Bench bench;
        bench.window.commands()->add({.name = named("queue.reply"),
            .words = named("Reply"),
            .keys = QKeySequence(Qt::Key_T),
            .icon = Icon::Text,
            .screen = named("queue"),
            .listens = Listens::Screen});
        bench.window.commands()->add({.name = named("mail.keep"),
            .words = named("Keep as a lead"),
            .keys = QKeySequence(Qt::Key_R),
            .icon = Icon::Email,
            .screen = named("mail"),
            .listens = Listens::Screen});
        bench.key(Qt::Key_F1);
        QStringList words;
        for (const QLabel *label : bench.window.findChild<KeySheet *>()->findChildren<QLabel *>())
            words << label->text();
        QVERIFY(words.contains(named("Reply")));
        QVERIFY(words.contains(named("Add walk-in")));
        QVERIFY(!words.contains(named("Keep as a lead")));
    }
    void aSheetTallerThanTheWindowScrollsByKeys()
    {
        Bench bench;
        bench.window.resize(1024, 700);
        setTextSize(200);
        QApplication::processEvents();
        bench.key(Qt::Key_F1);
        QApplication::processEvents();
        QScrollBar *bar = bench.window.findChild<KeySheet *>()->findChild<QScrollArea *>()->verticalScrollBar();
        QVERIFY(bar->maximum() > 0);
        bench.key(Qt::Key_Down);
        const int step = bar->value();
        QVERIFY(step > 0);
        bench.key(Qt::Key_End);
        QCOMPARE(bar->value(), bar->maximum());
        bench.key(Qt::Key_Home);
        QCOMPARE(bar->value(), 0);
    }
    void theToastLeavesTheButtonsFree()
    {
        Bench bench;
        auto *foot = new QPushButton(named("Make a lead"), bench.queue);
        foot->setGeometry(bench.queue->width() / 2 - 60, bench.queue->height() - 40, 120, 32);
        foot->show();
        Q_EMIT bench.queue->said(named("Saved."), false);
        auto *toast = bench.window.findChild<Toast *>();
        QVERIFY(toast->isVisible());
        QVERIFY(toast->geometry().bottom() < foot->mapTo(toast->parentWidget(), QPoint()).y());
        foot->hide();
        Q_EMIT bench.queue->said(named("Saved again."), false);
        QCOMPARE(toast->geometry().bottom(), toast->parentWidget()->height() - 16 - 1);
    }
    void theTitleOutlivesTheWordsOfTheAddButton()
    {
        Bench bench;
        bench.window.resize(1024, 700);
        setTextSize(200);
        bench.window.go(named("mail"));
        QApplication::processEvents();
        auto *title = bench.find<QLabel>("topbar.title");
        QCOMPARE(title->text(), named("Unread mail"));
        QVERIFY(title->width() >= title->sizeHint().width());
        auto *add = bench.find<QAbstractButton>("topbar.add");
        QVERIFY(add->isVisible() && add->width() >= 24);
        QVERIFY(add->toolTip().contains(named("Ctrl+N")));
        setTextSize(100);
        QApplication::processEvents();
        QVERIFY(add->width() > textWidth(add->text(), Type::BodyStrong));
    }
    void saidGoesToTheToastWithItsWayBack()
    {
        Bench bench;
        Q_EMIT bench.queue->said(named("Lead moved to Dana."), true);
        QCOMPARE(bench.find<QLabel>("toast.text")->text(), named("Lead moved to Dana."));
        QVERIFY(bench.find("toast.undo")->isVisible());
        bench.window.setFocus();
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.done, QStringList{named("undo")});
        QVERIFY(!bench.window.toast()->isVisible());
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.done.size(), 2);
        Q_EMIT bench.queue->said(named("Outcome kept."), false);
        QVERIFY(!bench.find("toast.undo")->isVisible());
    }
    void escGoesOneLevelBackAndNeverCloses()
    {
        Bench bench;
        bench.queue->crumb = named("/ Sam Okafor");
        Q_EMIT bench.queue->titleChanged();
        QCOMPARE(bench.find<QLabel>("topbar.breadcrumb")->text(), named("/ Sam Okafor"));
        bench.key(Qt::Key_Escape);
        QVERIFY(bench.queue->crumb.isEmpty());
        bench.key(Qt::Key_Escape);
        QVERIFY(bench.window.isVisible());
    }
    void paletteFindsScreensActionsAndFallsBack()
    {
        Bench bench;
        bench.key(Qt::Key_K, Qt::ControlModifier);
        auto *input = bench.find<QLineEdit>("palette.input");
        QCOMPARE(bench.window.focusWidget(), input);
        QTest::keyClicks(input, named("unread"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(bench.window.current(), named("mail"));
        bench.key(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(input, named("Zoe Quist"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(bench.done, QStringList{named("Zoe Quist")});
    }
    void typingOnTheSearchBoxGoesOnInThePalette()
    {
        Bench bench;
        auto *box = bench.find("topbar.search");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_S);
        QCOMPARE(bench.find<QLineEdit>("palette.input")->text(), named("s"));
    }
    void panesAreWalkedInARing()
    {
        Bench bench;
        bench.key(Qt::Key_F6);
        QCOMPARE(bench.window.focusWidget(), bench.find("sidebar.queue"));
        bench.key(Qt::Key_F6);
        QCOMPARE(bench.window.focusWidget(), bench.find("topbar.search"));
        bench.key(Qt::Key_F6);
        QCOMPARE(bench.window.focusWidget(), bench.queue->edit);
        bench.key(Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(bench.window.focusWidget(), bench.find("topbar.search"));
    }
    void theSidebarFoldsByKeyAndByWidth()
    {
        Bench bench;
        auto *sidebar = bench.window.findChild<Sidebar *>();
        QCOMPARE(sidebar->width(), 200);
        bench.key(Qt::Key_B, Qt::ControlModifier);
        QApplication::processEvents();
        QCOMPARE(sidebar->width(), 52);
        bench.key(Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!sidebar->isFolded());
        bench.window.resize(1024, 700);
        QVERIFY(sidebar->isFolded());
        bench.window.resize(1366, 768);
        QVERIFY(!sidebar->isFolded());
    }
    void theBadgeIsSpokenAndGoes()
    {
        Bench bench;
        QCOMPARE(bench.find("sidebar.queue")->accessibleName(), named("Queue, 9 waiting"));
        ShellState state = bench.window.state();
        state.badges.clear();
        bench.window.setState(state);
        QCOMPARE(bench.find("sidebar.queue")->accessibleName(), named("Queue"));
    }
    void theStatusLineShowsWhatItIsTold()
    {
        Bench bench;
        QCOMPARE(bench.find<QLabel>("status.sync")->text(), named("Synced 10:41"));
        QCOMPARE(bench.find<QLabel>("status.clock")->text(), named("+42:05"));
        QVERIFY(!bench.find("status.jobs")->isVisible());
        ShellState state = bench.window.state();
        state.job = {named("Import 4,210 of 10,000"), named("about 1 min"), 0.42};
        state.offline = named("Offline since 10:32. 14 changes waiting. You can keep working.");
        state.oldestClock.clear();
        bench.window.setState(state);
        QVERIFY(bench.find("status.jobs")->isVisible());
        QVERIFY(bench.find("banner.offline")->isVisible());
        QVERIFY(!bench.find("status.clock")->isVisible());
        state.offline.clear();
        bench.window.setState(state);
        QVERIFY(!bench.find("banner.offline")->isVisible());
    }
    void noticesWaitAreCountedAndOpen()
    {
        Bench bench;
        bool opened = false;
        bench.window.notices()->add(
            {named("10:41"), named("Maria Lopez replied"), Icon::Text, [&opened] { opened = true; }});
        QCOMPARE(bench.window.notices()->unread(), 1);
        QCOMPARE(bench.window.focusWidget(), bench.queue->edit);
        bench.find<QAbstractButton>("topbar.notices")->click();
        QCOMPARE(bench.window.notices()->unread(), 0);
        bench.key(Qt::Key_Return);
        QVERIFY(opened);
        for (int i = 0; i < 300; ++i)
            bench.window.notices()->add({named("10:42"), named("One more"), Icon::Text, {}});
        bench.window.notices()->openList();
        QCOMPARE(bench.find<QListWidget>("notices.list")->count(), 100);
    }
    void ctrlWheelAndCtrlZeroChangeTheTextSize()
    {
        Bench bench;
        QWheelEvent wheel(QPointF(5, 5), QPointF(5, 5), {}, QPoint(0, 120), Qt::NoButton, Qt::ControlModifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(bench.queue->edit, &wheel);
        QCOMPARE(textSize(), 110);
        bench.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(textSize(), 100);
    }
    void theUserMenuSwitchesThemeAndPerson()
    {
        Bench bench;
        auto *menu = bench.find<QMenu>("userMenu");
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == named("Switch to Omar Kent"))
                action->trigger();
            if (action->text() == named("Dark colors"))
                action->trigger();
        }
        QCOMPARE(bench.done, (QStringList{named("1"), named("theme")}));
        QVERIFY(theme().isDark());
    }
    void withoutCallsThereIsNothingToClick()
    {
        MainWindow window;
        window.addScreen(named("queue"), Icon::Queue, new Placeholder(named("Queue")));
        window.show();
        QVERIFY(!window.findChild<QWidget *>(named("sidebar.walkIn")));
        QVERIFY(!window.findChild<QWidget *>(named("topbar.add"))->isVisible());
        QTest::keyClick(&window, Qt::Key_F7);
    }
    void everyFocusableHasANameAndARing()
    {
        Bench bench;
        int seen = 0;
        for (QWidget *one : bench.window.findChildren<QWidget *>()) {
            if (!one->isVisible() || !one->isEnabled() || !(one->focusPolicy() & Qt::TabFocus))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(one);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), qPrintable(one->objectName()));
            FocusRing::showOn(nullptr);
            const QImage without = bench.window.grab().toImage();
            FocusRing::showOn(one);
            QVERIFY2(bench.window.grab().toImage() != without, qPrintable(one->objectName()));
            ++seen;
        }
        QVERIFY(seen >= 10);
    }
    void everyTabStopIsReachedAndNoneTraps()
    {
        Bench bench;
        QSet<QWidget *> seen;
        for (int i = 0; i < 60; ++i) {
            bench.key(Qt::Key_Tab);
            seen << bench.window.focusWidget();
        }
        QVERIFY(seen.contains(bench.find("sidebar.mail")));
        QVERIFY(seen.contains(bench.find("topbar.search")));
        QVERIFY(seen.contains(bench.queue->edit));
    }
};
UPDESK_TEST(TestMainWindow);
#include "tst_mainwindow.moc"
