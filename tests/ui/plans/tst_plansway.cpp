// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planverbs.h"
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"
#include "ui/parts/letterkeys.h"
#include "ui/templates/templatemodel.h"
#include "ui/templates/templatescreen.h"

#include <QCheckBox>

using namespace updesk;

/// How the window leads to the sequences, and what it asks on the way out.
class TestPlansWay : public QObject
{
    Q_OBJECT

    struct Desk {
        explicit Desk(DeskWindow::Background background = DeskWindow::Background::Off)
        {
            setTheme(ThemeName::Light);
            store->setPerson(store.mike);
            if (!useShippedPlans(*store))
                qFatal("plans");
            desk = std::make_unique<DeskWindow>(*store, dialler, background);
            window().resize(1366, 768);
            window().show();
            window().activateWindow();
            if (!QTest::qWaitForWindowActive(&window()))
                qFatal("the window does not come to the front");
        }
        MainWindow &window() { return *desk->window(); }
        PlanScreen &screen() { return *desk->plans(); }
        TestStore store;
        SilentDialler dialler;
        std::unique_ptr<DeskWindow> desk;
    };

private Q_SLOTS:
    void theyAreFoundByNameAndFromTheSettings()
    {
        Desk desk;
        bool named = false;
        for (const Command &command : desk.window().commands()->on({}))
            named = named || command.words.contains(QStringLiteral("sequence"));
        QVERIFY(named);
        QVERIFY(desk.window().commands()->run(QStringLiteral("go.sequences")));
        QVERIFY(desk.screen().isVisible());
        QVERIFY(desk.screen().goBack());
        QVERIFY(!desk.screen().isVisible());
        auto *button = desk.window().findChild<QPushButton *>(QStringLiteral("settings.sequences"));
        QVERIFY(button);
        button->click();
        QVERIFY(desk.screen().isVisible());
    }
    void f6GoesFromTheStepsToWhatStandsBesideThem()
    {
        Desk desk;
        desk.window().go(QStringLiteral("sequences"));
        desk.screen().open(QStringLiteral("internet"));
        const auto key = [](Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, modifiers);
            return QApplication::focusWidget()->objectName();
        };
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("sequence.view"));
        QCOMPARE(key(), QStringLiteral("sequence.pages"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // in a field of it one is in it
        QVERIFY(key().startsWith(QStringLiteral("sidebar.")));
        QCOMPARE(key(Qt::ShiftModifier), QStringLiteral("sequence.pages"));
        QCOMPARE(key(Qt::ShiftModifier), QStringLiteral("sequence.view"));
    }
    void aTemplateOfAStepIsOneStepAway()
    {
        Desk desk;
        desk.window().go(QStringLiteral("sequences"));
        desk.screen().open(QStringLiteral("internet"));
        Q_EMIT desk.screen().templateWanted(QStringLiteral("first_text"));
        QVERIFY(desk.desk->templates()->isVisible());
        QCOMPARE(desk.desk->templates()->model()->key(), QStringLiteral("first_text"));
    }
    // By the thread beside the window, and taken back there.
    void peopleAreMovedBesideTheWindowAndTakenBackInOne()
    {
        Desk desk(DeskWindow::Background::On);
        desk.store->setPerson(desk.store.dana);
        for (int i = 1; i <= 70; ++i)
            desk.store.add(desk.store.webLead(i));
        desk.store->setPerson(desk.store.mike);
        desk.window().go(QStringLiteral("sequences"));
        desk.screen().open(QStringLiteral("internet"));
        desk.screen().model()->insertAfter(12);
        const int inside = desk.screen().model()->insideThis();
        QVERIFY(inside > 50);
        const auto moved = [&] { return desk.store.count("enrolment WHERE deleted=0 AND state=0 AND from_step=9"); };
        const auto saved = desk.screen().model()->save(9);
        QVERIFY(saved && saved->move);
        QCOMPARE(moved(), qint64(0)); // saving leaves them where they are
        QSignalSpy said(&desk.screen(), &Screen::said);
        Q_EMIT desk.screen().moveWanted(*saved->move);
        QVERIFY(desk.window().commands()->run(QStringLiteral("undo"))); // waits for what is under way
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, 60000);
        QCOMPARE(said.front()[0].toString(), QStringLiteral("%1 people moved to the new version.").arg(inside));
        QCOMPARE(moved(), qint64(inside));
        QCOMPARE(desk.store->undoable().back().size(), size_t((inside + 49) / 50));
        QVERIFY(desk.window().state().job.words.isEmpty());
        QVERIFY(desk.window().commands()->run(QStringLiteral("undo")));
        QTRY_COMPARE_WITH_TIMEOUT(moved(), qint64(0), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.store->redoable().empty(), 60000);
        QCOMPARE(desk.screen().model()->number(), 2); // the version stays: that was a deed of its own
        QVERIFY(desk.window().commands()->run(QStringLiteral("redo")));
        QTRY_COMPARE_WITH_TIMEOUT(moved(), qint64(inside), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.store->redoable().empty(), 60000);
    }
    void theLeadOfAFigureIsOpened()
    {
        Desk desk;
        const LeadId lead = desk.store.add(desk.store.webLead(1)).lead;
        desk.window().go(QStringLiteral("sequences"));
        Q_EMIT desk.screen().leadWanted(lead);
        QVERIFY(!desk.screen().isVisible());
        QCOMPARE(desk.desk->work()->lead()->lead(), lead);
    }
    void theWindowAsksBeforeItCloses()
    {
        Desk desk(DeskWindow::Background::On);
        desk.window().go(QStringLiteral("sequences"));
        desk.screen().open(QStringLiteral("internet"));
        desk.screen().model()->insertAfter(3);
        desk.window().go(QStringLiteral("queue")); // out of sight it is not forgotten
        answerNext(-1);
        QVERIFY(!desk.window().close());
        QVERIFY(desk.screen().model()->isChanged());
        answerNext(1);
        QVERIFY(desk.window().close());
        QCOMPARE(desk.store.count("plan_version WHERE key='internet'"), qint64(1));
    }
    // What is saved on the way out may begin to move people: that is asked about too, and after it.
    void theWindowAsksAboutThePeopleWhoAreMovedByTheLastSave()
    {
        Desk desk(DeskWindow::Background::On);
        desk.store->setPerson(desk.store.dana);
        for (int i = 1; i <= 70; ++i)
            desk.store.add(desk.store.webLead(i));
        desk.store->setPerson(desk.store.mike);
        desk.window().go(QStringLiteral("sequences"));
        desk.screen().open(QStringLiteral("internet"));
        desk.screen().model()->insertAfter(12);
        const int inside = desk.screen().model()->insideThis();
        QVERIFY(inside > 50);
        desk.window().findChild<QCheckBox *>(QStringLiteral("sequence.move"))->setChecked(true);
        QSignalSpy said(&desk.screen(), &Screen::said);
        answerNext(0); // save
        answerNext(1); // stay
        QVERIFY(!desk.window().close());
        QCOMPARE(lastQuestion().title, QStringLiteral("Quit while people are moved?"));
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 2, 60000);
        QCOMPARE(said.back()[0].toString(), QStringLiteral("%1 people moved to the new version.").arg(inside));
        QVERIFY(desk.window().close());
    }
    void jAndKWalkTheListWhileLettersAreKeys()
    {
        const auto back = qScopeGuard([] { letterKeys()->setOn(true); });
        PlanDesk desk;
        desk.show();
        desk.list()->choose(1);
        desk.key(desk.list(), Qt::Key_J);
        QCOMPARE(desk.list()->row(), 2);
        letterKeys()->setOn(false);
        desk.key(desk.list(), Qt::Key_J);
        desk.key(desk.list(), Qt::Key_K);
        QCOMPARE(desk.list()->row(), 2);
        desk.key(desk.list(), Qt::Key_Up);
        QCOMPARE(desk.list()->row(), 1);
    }
};
UPDESK_TEST(TestPlansWay);
#include "tst_plansway.moc"
