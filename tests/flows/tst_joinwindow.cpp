// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sharing.h"
#include "core/desk/tables.h"
#include "core/sync/adopt.h"
#include "tests/flows/computer.h"
#include "ui/shell/desksettings.h"

#include <QApplication>
#include <QElapsedTimer>

using namespace updesk;

/// From the first page to the desk of a shared store at a real server, and signing in there afterwards.
class TestJoinWindow : public QObject
{
    Q_OBJECT

    static void askForATest(Computer &pc)
    {
        DeskSettings *settings = pc.program->desk()->settings();
        pc.program->desk()->window()->go(QStringLiteral("settings"));
        settings->screen()->go(1);
        QTest::mouseClick(settings->screen()->findChild<QWidget *>(QStringLiteral("settings.test")), Qt::LeftButton);
    }
    /// The desk's own thread has 300 ms to give the lease back; nothing else may wait.
    static void endsAtOnce(Computer &pc, const char *when)
    {
        QElapsedTimer since;
        since.start();
        pc.program.reset();
        const qint64 took = since.elapsed();
        qInfo("ended after %lld ms %s", took, when);
        QVERIFY2(took < 1000, when);
    }

private Q_SLOTS:
    void aCodeLoginAndPasswordOpenTheDeskWithTheStoresRows()
    {
        const SharedStore shared;
        Computer pc;
        joinAsAnn(pc, shared);
        QCOMPARE(pc.program->session()->person(), shared.server.person("ann"));
        QVERIFY(pc.allLeads() > 0); // whose turn it was differs
        QVERIFY(!pc.program->welcome());
        QVERIFY(pc.secrets.kept.values().contains("nna-password"));
        const QStringList files = pc.files();
        QVERIFY2(files.filter(QStringLiteral("joining")).isEmpty(), qPrintable(files.join(u' ')));
        QCOMPARE(files.filter(QStringLiteral(".pem")).size(), 1);
        // The settings test the connection for real.
        askForATest(pc);
        auto *row =
            pc.program->desk()->settings()->screen()->findChild<SettingRow *>(QStringLiteral("settings.testRow"));
        QTRY_VERIFY_WITH_TIMEOUT(row->note().contains(QStringLiteral("as Sales")), 20'000);
    }
    void aWrongPasswordLeavesNothing()
    {
        const SharedStore shared;
        Computer pc;
        pc.start();
        pc.askToJoin(shared.code(), QStringLiteral("ann"), QStringLiteral("wrong"));
        QTRY_VERIFY_WITH_TIMEOUT(!pc.fault(pc.program->welcome(), "join.password").isEmpty(), 20'000);
        QCOMPARE(pc.files(), QStringList());
        QVERIFY(pc.secrets.kept.isEmpty());
        // The right one is typed over it; nothing else again.
        Computer::type(pc.program->welcome(), "join.password", SyncServer::passwordOf(QStringLiteral("ann")));
        Computer::enter(pc.program->welcome(), "join.password");
        QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered(), 20'000);
    }
    void aPersonOfAnotherStoreIsTurnedAwayAndNothingIsLeft()
    {
        const SharedStore shared;
        Computer pc;
        pc.start();
        pc.askToJoin(shared.code(), QStringLiteral("cy"), SyncServer::passwordOf(QStringLiteral("cy")));
        QTRY_VERIFY_WITH_TIMEOUT(!pc.fault(pc.program->welcome(), "join.login").isEmpty(), 20'000);
        QCOMPARE(pc.files(), QStringList());
    }
    void oneOfTwoStoresIsChosenByItsName()
    {
        SharedStore shared;
        NewMember second;
        second.login = QStringLiteral("ann");
        second.store = SyncServer::kOther;
        second.role = QStringLiteral("manager");
        QVERIFY(addMember(*shared.server.chief(), second, shared.lone.clock.now()));
        Computer pc;
        pc.start();
        pc.askToJoin(shared.code(0), QStringLiteral("ann"), SyncServer::passwordOf(QStringLiteral("ann")));
        const auto choice = [&pc](const char *name) {
            return pc.program->welcome() ? pc.program->welcome()->findChild<QAbstractButton *>(QLatin1String(name))
                                         : nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(choice("join.store1"), 20'000);
        QVERIFY2(choice("join.store1")->text().contains(QStringLiteral("Northgate")),
            qPrintable(choice("join.store1")->text()));
        QVERIFY(choice("join.store2"));
        QCOMPARE(pc.files(), QStringList());
        choice("join.store1")->click();
        choice("join.thisStore")->click();
        QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered(), 20'000);
    }
    void cancelLeavesNothingEvenWhenTheServerIsFrozen()
    {
        const SharedStore shared;
        Computer pc;
        pc.start();
        Postgres::shared().freeze();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        pc.askToJoin(shared.code(), QStringLiteral("ann"), SyncServer::passwordOf(QStringLiteral("ann")));
        QTest::qWait(300);
        QElapsedTimer since;
        since.start();
        QTest::keyClick(pc.program->welcome()->findChild<QWidget *>(QStringLiteral("join.cancel")), Qt::Key_Escape);
        QVERIFY(pc.program->welcome()->findChild<QWidget *>(QStringLiteral("join.login"))->isVisible());
        QVERIFY(since.elapsed() < 500);
        endsAtOnce(pc, "after a cancel");
        QCOMPARE(pc.files(), QStringList());
        QVERIFY(pc.secrets.kept.isEmpty());
    }
    void theEndIsNotHeldUpByAServerThatIsFrozen()
    {
        const SharedStore shared;
        const QString password = SyncServer::passwordOf(QStringLiteral("ann"));
        Computer pc;
        pc.start();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        Postgres::shared().freeze();
        pc.askToJoin(shared.code(), QStringLiteral("ann"), password);
        QTest::qWait(300);
        endsAtOnce(pc, "while somebody joins");
        QCOMPARE(pc.files(), QStringList());
        Postgres::shared().thaw();
        joinAsAnn(pc, shared);
        Postgres::shared().freeze();
        askForATest(pc);
        QTest::qWait(300);
        endsAtOnce(pc, "while the connection is tested");
        pc.start();
        QTRY_VERIFY(pc.program->signIn()->findChild<QWidget *>(QStringLiteral("signin.tile1")));
        pc.signIn(password);
        QTest::qWait(300);
        QVERIFY(!pc.program->desk());
        endsAtOnce(pc, "while somebody signs in");
        Postgres::shared().thaw();
        pc.start(); // and all of it is as it was
        QTRY_VERIFY(pc.program->signIn()->findChild<QWidget *>(QStringLiteral("signin.tile1")));
        pc.signIn(password);
        QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered() || pc.program->desk(), 20'000);
    }
    void whoChoosesAnotherNameDoesNotWaitForTheFirst()
    {
        const SharedStore shared;
        Computer pc;
        joinAsAnn(pc, shared);
        pc.start();
        const auto tile = [&pc](const char *name) {
            return pc.program->signIn()->findChild<QWidget *>(QLatin1String(name));
        };
        QTRY_VERIFY_WITH_TIMEOUT(tile("signin.tile1"), 20'000);
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        Postgres::shared().freeze();
        pc.signIn(SyncServer::passwordOf(QStringLiteral("ann")));
        QTest::qWait(300);
        QTest::mouseClick(tile("signin.tile1"), Qt::LeftButton);
        Postgres::shared().thaw();
        Computer::type(pc.program->signIn(), "signin.login", QStringLiteral("bob"));
        pc.signIn(SyncServer::passwordOf(QStringLiteral("bob")));
        QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered(), 20'000);
        pc.decline();
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->desk(), 20'000);
        QCOMPARE(pc.program->session()->person(), shared.server.person("bob"));
    }
    // The people at the door do not wait until a test of the connection gives up.
    void aLockedDeskShowsItsNamesThoughATestIsNotAnswered()
    {
        const SharedStore shared;
        Computer pc;
        joinAsAnn(pc, shared);
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        Postgres::shared().freeze();
        askForATest(pc);
        QTest::qWait(300);
        QElapsedTimer since;
        since.start();
        QVERIFY(pc.program->desk()->window()->commands()->run(QStringLiteral("switchPerson")));
        QTRY_VERIFY_WITH_TIMEOUT(
            pc.program->signIn() && pc.program->signIn()->findChild<QWidget *>(QStringLiteral("signin.tile1")), 4'000);
        qInfo("the names are there after %lld ms", since.elapsed());
        auto *screen = pc.program->desk()->settings()->screen();
        auto *row = screen->findChild<SettingRow *>(QStringLiteral("settings.testRow"));
        QVERIFY(!row->note().contains(QStringLiteral("Asking")));
        QVERIFY(screen->findChild<QWidget *>(QStringLiteral("settings.test"))->isEnabled());
    }
    void withoutTheServerThePasswordIsCheckedHere()
    {
        const SharedStore shared;
        Computer pc;
        joinAsAnn(pc, shared);
        Postgres::shared().stop();
        const auto back = qScopeGuard([] { Postgres::shared().start(); });
        pc.start();
        QVERIFY(pc.program->signIn());
        QVERIFY(!pc.program->desk());
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->signIn()->findChild<QWidget *>(QStringLiteral("signin.tile1")), 20'000);
        pc.signIn(QStringLiteral("wrong"));
        QTRY_VERIFY_WITH_TIMEOUT(!pc.fault(pc.program->signIn(), "signin.secret").isEmpty(), 20'000);
        pc.signIn(SyncServer::passwordOf(QStringLiteral("ann")));
        QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered() || pc.program->desk(), 20'000);
        if (!pc.program->desk())
            pc.decline();
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->desk(), 20'000);
        QVERIFY(pc.allLeads() > 0); // whose turn it was differs
        auto *toast = pc.program->desk()->window()->findChild<QWidget *>(QStringLiteral("toast.text"));
        QVERIFY(toast->property("text").toString().contains(QStringLiteral("checked on this PC")));
    }
    void aDeskSharesOverTheWayOfThoseWhoAreSignedIn()
    {
        const SharedStore shared;
        Computer pc;
        joinAsAnn(pc, shared);
        Session &session = *pc.program->session();
        const auto login = [&shared](const char *name) {
            return Login{shared.server.person(name), QLatin1String(name), SyncServer::passwordOf(QLatin1String(name))};
        };
        const SystemClock clock;
        const auto database = Database::open(pc.path(), deskSetup(clock), Database::Open::Existing);
        QVERIFY(database);
        pc.program->desk()->sync()->stop(); // here the test sends by itself
        const auto sharing = [&](const std::vector<Login> &logins) {
            auto made = sharingOf(session, logins, nullptr);
            if (!made)
                qFatal("no sharing");
            return Syncer(**database, SyncServer::kStore, clock, made->way(**database));
        };
        Syncer ofAnn = sharing({login("ann")});
        QVERIFY(capture(session, shared.lone.webLead(11)));
        QVERIFY(ofAnn.turn().done.deedsSent > 0);
        session.setPerson(shared.server.person("bob"));
        QVERIFY(capture(session, shared.lone.webLead(12)));
        const auto turn = ofAnn.turn();
        QVERIFY(turn.online);
        QCOMPARE(turn.done.deedsSent, 0); // nobody sends in Bob's name
        Syncer ofBoth = sharing(loginsWith({login("ann")}, login("bob")));
        QVERIFY(ofBoth.turn().done.deedsSent > 0);
        QVERIFY(sharingOf(session, {login("ann")}, nullptr)->host);
        QVERIFY(setMayHost(**database, false));
        QVERIFY(!sharingOf(session, {login("ann")}, nullptr)->host);
        // A password that was just typed goes before the one that was kept.
        Login typed = login("bob");
        typed.password = QStringLiteral("new");
        const auto all = loginsWith({login("ann"), login("bob")}, typed);
        QCOMPARE(all, (std::vector<Login>{typed, login("ann")}));
    }
    // The desk beside the server: what another desk does is here, what is done here is there.
    void theOpenDeskSharesByItself()
    {
        const SharedStore shared;
        Computer pc, other;
        joinAsAnn(pc, shared);
        joinAsAnn(other, shared);
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->desk()->sync()->state().online, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(other.program->desk()->sync()->state().online, 20'000);
        const int before = other.allLeads();
        QVERIFY(capture(*pc.program->session(), shared.lone.webLead(21)));
        QTRY_COMPARE_WITH_TIMEOUT(other.allLeads(), before + 1, 20'000);
    }
    void aClosedAccountIsTurnedAway()
    {
        const SharedStore shared;
        Computer pc;
        joinAsAnn(pc, shared);
        QVERIFY(revokeMember(*shared.server.chief(), QStringLiteral("ann"), SystemClock().now()));
        pc.start();
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->signIn()->findChild<QWidget *>(QStringLiteral("signin.tile1")), 20'000);
        pc.signIn(SyncServer::passwordOf(QStringLiteral("ann")));
        const auto told = [&pc] {
            for (const auto *label : pc.program->signIn()->findChildren<QLabel *>(QStringLiteral("door.fault")))
                if (label->isVisible() && label->text().contains(QStringLiteral("closed")))
                    return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(told(), 20'000);
        QVERIFY(!pc.program->desk());
    }
    void lockingCoversTheDeskAndAPinTakesItBack()
    {
        const SharedStore shared;
        Computer pc;
        joinAsAnn(pc, shared, QStringLiteral("4711"));
        DeskWindow &desk = *pc.program->desk();
        MainWindow *window = desk.window();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        desk.quickAdd()->phoneUp();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("2125550177"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(desk.cover()->isLaid());
        QVERIFY(!desk.quickAdd()->form()->isVisible());
        QVERIFY(!desk.work()->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F7); // no key acts behind the page
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!desk.work()->isVisible() && !window->palette()->isVisible());
        const auto secret = [&pc] {
            return pc.program->signIn()->findChild<QLineEdit *>(QStringLiteral("signin.secret"));
        };
        QTRY_COMPARE_WITH_TIMEOUT(secret()->accessibleName(), QStringLiteral("Your PIN"), 20'000);
        pc.signIn(QStringLiteral("1234"));
        QTRY_VERIFY_WITH_TIMEOUT(!pc.fault(pc.program->signIn(), "signin.secret").isEmpty(), 20'000);
        pc.signIn(QStringLiteral("4711"));
        QTRY_VERIFY_WITH_TIMEOUT(!desk.cover()->isLaid(), 20'000);
        QVERIFY(desk.quickAdd()->form()->isVisible()); // half typed, as it was left
        // Bob takes the desk; Ann's form stays hers.
        QVERIFY(window->commands()->run(QStringLiteral("switchPerson")));
        QTRY_VERIFY(pc.program->signIn());
        QTRY_VERIFY_WITH_TIMEOUT(pc.program->signIn()->findChild<QWidget *>(QStringLiteral("signin.tile1")), 20'000);
        QTest::mouseClick(pc.program->signIn()->findChild<QWidget *>(QStringLiteral("signin.tile1")), Qt::LeftButton);
        Computer::type(pc.program->signIn(), "signin.login", QStringLiteral("bob"));
        pc.signIn(SyncServer::passwordOf(QStringLiteral("bob")));
        QTRY_VERIFY_WITH_TIMEOUT(pc.isOffered(), 20'000);
        pc.decline();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.cover()->isLaid(), 20'000);
        QCOMPARE(pc.program->session()->person(), shared.server.person("bob"));
        QVERIFY(!desk.quickAdd()->form());
        QVERIFY(window->state().persons.isEmpty());
    }
};
UPDESK_TEST(TestJoinWindow);
#include "tst_joinwindow.moc"
