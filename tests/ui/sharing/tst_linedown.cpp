// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/oldstore.h"
#include "tests/ui/lead/writingdesk.h"
#include "tests/ui/sharing/sharedwindow.h"
#include "ui/lead/timelinesection.h"
#include "ui/parts/ask.h"

using namespace updesk;

/// The whole window with a real server: away, back, and beside another desk's.
class TestLineDown : public QObject
{
    Q_OBJECT
    static qint64 atServer(const SyncServer &server, const QByteArray &from)
    {
        const auto rows = server.chief()->query("SELECT count(*) FROM updesk." + from);
        return rows ? rows->number(0, 0) : -1;
    }
    static qint64 distinctOps(const SyncServer &server)
    {
        const auto rows = server.chief()->query("SELECT count(DISTINCT op_id) FROM updesk.op_log");
        return rows ? rows->number(0, 0) : -1;
    }
    /// As adopted(), of a store that was set up to send.
    static std::unique_ptr<TestStore> adoptedToSend(SyncServer &server)
    {
        auto lone = std::make_unique<TestStore>();
        setUpWays(*lone);
        for (const char *login : {"ann", "bob", "ida"}) {
            const QString name = QString::fromLatin1(login);
            hire(*lone, {server.person(login), name.left(1).toUpper() + name.mid(1), name, Role::Sales, true});
        }
        takeUp(*lone, server);
        return lone;
    }
    static void writeMail(SharedWindow &at, LeadId lead, const char *body)
    {
        at.window->openLead(lead);
        at.window->work()->lead()->focusTarget()->setFocus();
        at.key(Qt::Key_E);
        auto *edit = at.window->window()->findChild<QPlainTextEdit *>(QStringLiteral("lead.composer.edit"));
        QVERIFY(edit && edit->isVisible());
        auto *subject = at.window->window()->findChild<QLineEdit *>(QStringLiteral("lead.composer.subject"));
        subject->setFocus();
        subject->selectAll();
        at.type("Your RAV4");
        edit->setFocus();
        edit->selectAll();
        at.type(body);
        at.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(!edit->isVisible(), qPrintable(at.said("lead.composer.snag")));
    }

private Q_SLOTS:
    // From the server's rows to the line on the screen and back: asked for offline, then online, by keys alone.
    void olderHistoryOfACustomerIsShownWhenAskedFor()
    {
        OldStore old;
        SharedWindow ann(old.server, old.clock(), "ann", false);
        ann.desk.talk();
        ann.bringToFront();
        ann.window->openLead(old.today);
        TimelineModel *timeline = ann.window->work()->lead()->timeline();
        auto *view = ann.window->window()->findChild<TimelineView *>(QStringLiteral("lead.timeline"));
        QVERIFY(view);
        view->setFocus();
        const auto line = [&] {
            const QModelIndex last = timeline->index(timeline->rowCount() - 1);
            return last.data(TimelineModel::OlderRole).toBool() ? last.data().toString() : QString();
        };
        QVERIFY2(line().startsWith(QStringLiteral("Older history is on the server")), qPrintable(line()));
        const int before = timeline->rowCount();
        ann.key(Qt::Key_End);
        ann.key(Qt::Key_Return);
        QTRY_VERIFY2(line().contains(QStringLiteral("the server cannot be reached")), qPrintable(line()));
        QCOMPARE(timeline->rowCount(), before);
        ann.window->sync()->setOnline(true);
        QTRY_VERIFY(ann.sync().online && !ann.sync().filling);
        const qint64 notices = ann.desk.count("notice");
        const int waiting = *waitingForPerson(ann.desk.session->database(), QueueFilter::View::Team, {});
        ann.key(Qt::Key_End);
        ann.key(Qt::Key_Return);
        QTRY_COMPARE(ann.desk.count("state WHERE k LIKE 'older.whole.%'"), 1);
        const auto shown = [&] {
            while (timeline->canFetchMore({}))
                timeline->fetchMore({});
            return line().isEmpty() ? timeline->rowCount() : 0;
        };
        QTRY_VERIFY2(shown() > before + old.activities, qPrintable(QString::number(shown())));
        QCOMPARE(*waitingForPerson(ann.desk.session->database(), QueueFilter::View::Team, {}), waiting);
        QCOMPARE(ann.desk.count("notice"), notices);
        // The window closes while somebody asks once more: nothing waits for the server.
        Postgres::shared().freeze();
        ann.window->sync()->fetchOlder(old.other);
        QTest::qWait(200);
        QElapsedTimer timer;
        timer.start();
        ann.window.reset();
        Postgres::shared().thaw();
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }
    void cleanup()
    {
        setTheme(ThemeName::Light);
        QLocale::setDefault(QLocale::c());
    }
    // What is in the window goes on; only signing in helps.
    void whoIsNotLetInIsAskedToSignIn()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedWindow ann(server, lone->clock, "ann");
        QTRY_VERIFY(ann.sync().online);
        QVERIFY(!ann.window->sync()->isServerAway());
        int asked = 0;
        Sharing wrong;
        ann.desk.options.password = QStringLiteral("of last month");
        wrong.way = ann.desk.way();
        wrong.own = &ann.own;
        wrong.signIn = [&asked] { ++asked; };
        ann.window->sync()->start(wrong);
        QTRY_VERIFY(ann.sync().error.has_value());
        QVERIFY(!ann.window->sync()->isServerAway()); // it has answered
        QCOMPARE(ann.state().offlineAction, QStringLiteral("Sign in"));
        auto *banner = ann.window->window()->findChild<Banner *>(QStringLiteral("banner.offline"));
        QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(asked, 1);
        Postgres::shared().stop();
        const auto back = qScopeGuard([] { Postgres::shared().start(); });
        ann.window->sync()->syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(ann.window->sync()->isServerAway(), 20'000);
        QVERIFY(ann.state().offlineAction.isEmpty());
    }
    void aFileThatIsTakenAwayIsSaidWithWhatToDo()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedWindow ann(server, lone->clock, "ann");
        QTRY_VERIFY(ann.sync().online);
        const QString aside = ann.desk.path + QStringLiteral(".aside");
        QVERIFY(QFile::rename(ann.desk.path, aside));
        QTRY_VERIFY(ann.said("toast.text").contains(QLatin1String("put the file back")));
        QVERIFY(QFile::rename(aside, ann.desk.path));
    }
    void u14LineDown()
    {
        SyncServer server;
        const auto lone = adoptedToSend(server);
        SharedDesk boss(server, lone->clock, "ann");
        boss.talk();
        CaptureChoices hers;
        hers.owner = server.person("ann");
        const auto lead = capture(*boss.session, lone->webLead(1), hers);
        QVERIFY(lead);
        boss.talk();
        const qint64 ops = atServer(server, "op_log");

        SharedWindow ann(server, lone->clock, "ann", false);
        ann.bringToFront();
        QTRY_VERIFY(!ann.state().offline.isEmpty());
        QCOMPARE(ann.state().offline, QStringLiteral("Offline since 10:00. You can keep working."));
        QCOMPARE(ann.said("status.sync"), QStringLiteral("Offline since 10:00"));
        lone->clock.advance(kMinute);
        ann.typeWalkIn("5552019999", "Nina", "Petrov");
        ann.window->openLead(lead->lead);
        ann.window->work()->lead()->focusTarget()->setFocus();
        ann.key(Qt::Key_C);
        QVERIFY(ann.window->work()->lead()->isOnCall());
        lone->clock.advance(12 * kSecond);
        ann.key(Qt::Key_4);
        QVERIFY(!ann.window->work()->lead()->isOnCall());
        writeMail(ann, lead->lead, "Your RAV4 is here. Ann, Northgate Motors");
        QCOMPARE(ann.said("toast.text"), QStringLiteral("This desk is offline: it will send when back online."));
        QCOMPARE(ann.said("lead.message.state"),
            QStringLiteral("Waits: it will send when this desk is back online.")); // no seconds are counted
        QTRY_COMPARE(
            ann.state().offline, QStringLiteral("Offline since 10:00. 3 change(s) waiting. You can keep working."));
        QVERIFY(ann.window->window()->findChild<QWidget *>(QStringLiteral("banner.offline"))->isVisible());
        QCOMPARE(atServer(server, "op_log"), ops);

        QElapsedTimer timer;
        timer.start();
        ann.window->sync()->setOnline(true);
        QTRY_COMPARE_WITH_TIMEOUT(ann.sync().waiting.people, 0, 10'000);
        qInfo("count 0 after %lld ms", timer.elapsed());
        QTRY_VERIFY(!ann.state().offline.startsWith(QStringLiteral("Offline")));
        QCOMPARE(atServer(server, "phone WHERE e164='+15552019999' AND deleted=0"), 1);
        QCOMPARE(atServer(server, "activity WHERE kind=0 AND deleted=0"), 1);
        QCOMPARE(atServer(server, "lead WHERE deleted=0"), 2);
        QCOMPARE(atServer(server, "message WHERE deleted=0"), 1);
        QCOMPARE(atServer(server, "message WHERE body LIKE 'Your RAV4 is here.%' AND state='queued'"), 1);
        QCOMPARE(atServer(server, "op_log"), distinctOps(server));
        SharedDesk bob(server, lone->clock, "bob");
        bob.talk();
        QCOMPARE(bob.rows(), ann.desk.rows());
        QCOMPARE(ann.sync().setbacks, 0);
    }
    void whatTheServerFailsOnIsGivenUpFromTheList()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk boss(server, lone->clock, "ann");
        boss.talk();
        CaptureChoices hers;
        hers.owner = server.person("ann");
        const auto lead = capture(*boss.session, lone->webLead(1), hers);
        QVERIFY(lead);
        boss.talk();
        QVERIFY(server.chief()->execute(
            "CREATE FUNCTION updesk.choke() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.body LIKE 'choke%' THEN"
            " RAISE EXCEPTION 'too much' USING ERRCODE='54000'; END IF; RETURN NEW; END $$;"
            "CREATE TRIGGER choke BEFORE INSERT ON updesk.activity FOR EACH ROW EXECUTE FUNCTION updesk.choke()"));
        SharedWindow ann(server, lone->clock, "ann");
        ann.bringToFront();
        QTRY_VERIFY(ann.sync().online);
        lone->clock.advance(kMinute);
        QVERIFY(addNote(*ann.desk.session, lead->lead, QStringLiteral("choke on this")));
        QTRY_COMPARE_WITH_TIMEOUT(ann.sync().waiting.parked, 1, 15'000);
        ann.window->sync()->openList(SharingModel::List::Waiting);
        answerNext(0);
        ann.key(Qt::Key_G);
        QTRY_COMPARE_WITH_TIMEOUT(ann.sync().waiting.parked, 0, 10'000);
        QCOMPARE(ann.desk.count("activity WHERE body LIKE 'choke%'"), 0);
        QCOMPARE(ann.desk.count("setback WHERE why='given_up' AND ours='choke on this'"), 1);
        const auto all = notices(ann.desk.session->database(), server.person("ann"));
        QVERIFY(std::ranges::find(*all, Notice::Kind::ChangeRefused, &Notice::kind) != all->end());
        QTRY_COMPARE(ann.sync().waiting.people, 0);
        QTRY_COMPARE(ann.said("status.sync"), QStringLiteral("1 change(s) need attention"));
    }
    void thatNobodyRunsTheAutomaticWorkIsSaidUntilSomebodyDoes()
    {
        SyncServer server;
        const SystemClock world;
        const auto lone = adopted(server, 6, nullptr, world.now() - kHour);
        QVERIFY(server.chief()->query(
            "INSERT INTO updesk.lease VALUES(1, 'auto', gen_random_uuid(), 4, now()-interval '3 minutes')"));
        SharedWindow ann(server, world, "ann", true, 0);
        ann.showTeam();
        QTRY_VERIFY(ann.state().offline.startsWith(QStringLiteral("Late leads are not passed on")));
        QVERIFY(!ann.state().isOffline);
        QVERIFY(ann.state().offlineAction.isEmpty());
        QVERIFY(ann.state().sync.startsWith(QStringLiteral("Synced")));
        const auto *banner = ann.window->window()->findChild<QWidget *>(QStringLiteral("banner.offline"));
        QVERIFY(banner->isVisible());
        for (const auto &[theme, name] : {std::pair{ThemeName::Light, "light"}, std::pair{ThemeName::Dark, "dark"}}) {
            setTheme(theme);
            for (const auto &[width, height, text] : {std::tuple{1366, 768, 100}, {1024, 700, 100}, {1366, 768, 200}}) {
                setTextSize(text);
                ann.window->window()->resize(width, height);
                QTest::qWait(100);
                QVERIFY(banner->height() >= banner->minimumSizeHint().height()); // no line is cut off
                QVERIFY(
                    ann.window->window()->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/unhosted-%1-%2-%3.png")
                                                          .arg(QLatin1String(name))
                                                          .arg(width)
                                                          .arg(text)));
            }
        }
        setTextSize(100);
        QVERIFY(server.as("host")->query("SELECT updesk.lease_take(1, 'auto', $1, '20 s')", Pusher::fresh()));
        QTRY_COMPARE_WITH_TIMEOUT(ann.state().offline, QString(), 15'000);
        QVERIFY(!banner->isVisible());
    }
    void withoutAPasswordItSaysSo()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedWindow ann(server, lone->clock, "ann");
        ann.window->sync()->setSignedIn(false);
        QTRY_COMPARE(ann.said("status.sync"), QStringLiteral("Sign in to share changes"));
        QVERIFY(ann.state().offlineAction.isEmpty()); // nobody can sign in from here yet
    }
    void aWindowClosesWhileTheServerIsFrozen()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedWindow ann(server, lone->clock, "ann");
        QTRY_VERIFY(ann.sync().online);
        Postgres::shared().freeze();
        ann.window->sync()->syncNow();
        QTest::qWait(700);
        QElapsedTimer timer;
        timer.start();
        ann.window.reset();
        const qint64 took = timer.elapsed();
        Postgres::shared().thaw();
        qInfo("closed after %lld ms", took);
        QVERIFY2(took < 1500, qPrintable(QString::number(took)));
    }
};
UPDESK_TEST(TestLineDown);
#include "tst_linedown.moc"
