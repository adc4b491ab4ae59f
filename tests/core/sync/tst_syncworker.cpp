// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/correctedclock.h"
#include "core/desk/leadverbs.h"
#include "core/leads/queuerows.h"
#include "core/sync/signin.h"
#include "tests/support/oldstore.h"
#include "tests/support/shareddesk.h"
#include "tests/support/silentserver.h"
#include "tests/support/suite.h"

#include <QThread>

using namespace updesk;

/// A worker on its thread, as the window has it.
class RunningWorker
{
public:
    RunningWorker(SharedDesk &desk, const Clock &own, bool online = true, bool signedIn = true, Lease::Connect way = {},
        Time unhostedAfter = Lease::kMissed)
        : RunningWorker({desk.path, deskSetup(own), &own, desk.place.store, desk.way(), std::move(way), online,
            signedIn, unhostedAfter})
    {
    }
    RunningWorker(
        SharedDesk &desk, const Clock &own, const SyncWorker::Way &way, const std::shared_ptr<DeskLogins> &logins)
        : RunningWorker(
            {desk.path, deskSetup(own), &own, desk.place.store, way, {}, true, true, Lease::kMissed, logins})
    {
    }
    explicit RunningWorker(SyncWorker::Order order)
    {
        worker = new SyncWorker(std::move(order));
        worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::started, worker, &SyncWorker::start);
        QObject::connect(worker, &SyncWorker::stateChanged, &m_here, [this](const SyncState &now) {
            state = now;
            warned += now.unhosted;
        });
        QObject::connect(worker, &SyncWorker::talked, &m_here, [this](const Exchanged &done) { taken += done.news(); });
        QObject::connect(worker, &SyncWorker::hosts, &m_here, [this](const HostState &now) { host = now; });
        QObject::connect(
            worker, &SyncWorker::hostRefused, &m_here, [this](const Error &error) { refused << error.subject; });
        QObject::connect(worker, &SyncWorker::stopped, &m_here, [this](bool leaseFree) { gaveBack = leaseFree; });
        QObject::connect(worker, &SyncWorker::older, &m_here, [this](const OlderNews &news) { older.push_back(news); });
        QObject::connect(
            worker, &SyncWorker::failed, &m_here, [this](const Error &error) { failures << error.subject; });
        m_thread.start();
    }
    ~RunningWorker() { stop(); }
    /// As a program ends that has the time.
    void stopInOrder()
    {
        QMetaObject::invokeMethod(worker, &SyncWorker::stop, Qt::QueuedConnection);
        if (!m_thread.wait(30'000))
            qFatal("the worker does not end");
        QCoreApplication::processEvents();
        delete std::exchange(worker, nullptr);
    }
    /// How long it took, in milliseconds.
    qint64 stop()
    {
        QElapsedTimer timer;
        timer.start();
        if (!worker)
            return 0;
        worker->halt();
        QMetaObject::invokeMethod(worker, &SyncWorker::stop, Qt::QueuedConnection);
        if (!m_thread.wait(30'000))
            qFatal("the worker does not end");
        delete std::exchange(worker, nullptr);
        return timer.elapsed();
    }
    void call(void (SyncWorker::*slot)(bool), bool value)
    {
        QMetaObject::invokeMethod(worker, [this, slot, value] { (worker->*slot)(value); });
    }

    SyncWorker *worker;
    void fetchOlder(CustomerId customer, PersonId who)
    {
        QMetaObject::invokeMethod(worker, [this, customer, who] { worker->fetchOlder(customer, who); });
    }
    void lookForOlder(CustomerId customer, PersonId who)
    {
        QMetaObject::invokeMethod(worker, [this, customer, who] { worker->lookForOlder(customer, who); });
    }
    /// What was said last of older history, once that many have been said.
    bool heard(size_t count, OlderNews::Is last) const { return older.size() == count && older.back().is == last; }

    SyncState state;
    int taken = 0, warned = 0;
    HostState host;
    QStringList refused, failures;
    std::optional<bool> gaveBack;
    std::vector<OlderNews> older;

private:
    QObject m_here;
    QThread m_thread;
};

class TestSyncWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWorkerWhoseFileIsTakenAwayEnds()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann");
        RunningWorker worker(ann, lone->clock);
        QTRY_VERIFY(worker.state.online);
        QTRY_VERIFY(worker.taken > 0);
        QVERIFY(worker.failures.isEmpty());
        const QString aside = ann.path + QStringLiteral(".aside");
        QVERIFY(QFile::rename(ann.path, aside));
        QTRY_COMPARE(worker.failures, QStringList{ann.path});
        Pusher bob(server, "bob");
        (void)bob.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"late\"")});
        worker.call(&SyncWorker::setOnline, true); // nothing brings it back
        worker.call(&SyncWorker::setAwake, true);
        QTest::qWait(1500);
        QCOMPARE(ann.count("tag WHERE tag='late'"), 0);
        QCOMPARE(worker.failures.size(), 1);
        worker.stopInOrder();
        QCOMPARE(worker.gaveBack, std::optional(true));
    }
    void aChangeIsAtTheOtherDeskWithinASecond()
    {
        SyncServer server;
        const auto lone = adopted(server, 2);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        RunningWorker ofAnn(ann, lone->clock), ofBob(bob, lone->clock);
        QTRY_VERIFY(ofAnn.state.online && ofBob.state.online);
        QTRY_COMPARE(ofBob.taken, 1);
        QCOMPARE(bob.count("lead"), 2);
        QVERIFY(ofBob.state.filled > 0 && !ofBob.state.filling);
        qint64 worst = 0;
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            QVERIFY(capture(*ann.session, lone->webLead(10 + i)));
            ofAnn.worker->wake();
            QTRY_COMPARE(ofBob.taken, 2 + i);
            worst = std::max(worst, timer.elapsed());
        }
        qInfo("a lead at the other desk: worst of 5 %lld ms", worst);
        QCOMPARE(bob.count("lead"), 7);
        QTRY_COMPARE(ofAnn.state.waiting.people, 0);
        QVERIFY2(worst < 3000, qPrintable(QString::number(worst))); // one, and what a busy machine adds
    }
    void withoutTheServerItCountsAndSaysSinceWhen()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        RunningWorker worker(ann, lone->clock, false);
        QTRY_VERIFY(worker.state.joined);
        QVERIFY(!worker.state.online);
        QCOMPARE(worker.state.offlineSince, lone->clock.now());
        QVERIFY(capture(*ann.session, lone->webLead(10)));
        worker.worker->wake();
        QTRY_COMPARE(worker.state.waiting.people, 1);
        ann.session->setPerson(server.person("bob"));
        QVERIFY(capture(*ann.session, lone->webLead(11)));
        worker.worker->wake();
        QTRY_COMPARE(worker.state.waiting.people, 2);
        worker.call(&SyncWorker::setOnline, true);
        QTRY_VERIFY(worker.state.online);
        const std::vector<WaitingFor> bobs{{server.person("bob"), 1}};
        QTRY_COMPARE(worker.state.waiting.people, 1);
        QVERIFY(worker.state.waiting.signIn == bobs);
        worker.call(&SyncWorker::setSignedIn, false);
        QTRY_VERIFY(!worker.state.online && !worker.state.signedIn);
    }
    // Bob's is the connection that reads from the moment he has the desk, although he has nothing to send.
    void whomTheServerShutsOutIsNamed()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann");
        auto logins = std::make_shared<DeskLogins>(std::vector<Login>{
            {server.person("ann"), QStringLiteral("ann"), SyncServer::passwordOf(QStringLiteral("ann"))},
            {server.person("bob"), QStringLiteral("bob"), SyncServer::passwordOf(QStringLiteral("bob"))}});
        const SyncWorker::Way way = [&](Database &database) -> Syncer::Connect {
            return [&database, logins, place = ann.place, &own = lone->clock]() -> Result<std::unique_ptr<Remote>> {
                return std::unique_ptr<Remote>(std::make_unique<PeopleRemote>(place, *logins, database, own));
            };
        };
        RunningWorker worker(ann, lone->clock, way, logins);
        QTRY_VERIFY(worker.state.online);
        QVERIFY(worker.state.absent.empty());
        QMetaObject::invokeMethod(
            worker.worker, [&worker, bob = server.person("bob")] { worker.worker->setPerson(bob); });
        const auto connections = [&server] {
            return server.chief()->query("SELECT count(*) FROM pg_stat_activity WHERE usename='bob'")->number(0, 0);
        };
        QTRY_COMPARE(connections(), 1);
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("bob"), SystemClock().now()));
        QTRY_COMPARE(worker.state.absent.size(), size_t(1));
        QCOMPARE(worker.state.absent.front().login, QStringLiteral("bob"));
        QVERIFY(isRefusal(worker.state.absent.front().error));
        QTRY_VERIFY(worker.state.online); // over Ann's
    }
    void aPasswordThatIsWrongIsSaid()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann");
        ann.options.password = QStringLiteral("wrong");
        RunningWorker worker(ann, lone->clock);
        QTRY_VERIFY(worker.state.error.has_value());
        QCOMPARE(*worker.state.error, Error::Code::Denied);
        QCOMPARE(worker.state.errorSubject, QStringLiteral("password"));
    }
    // Its kernel still answers for it, so nothing but the end itself ends the wait.
    void aFrozenServerDoesNotHoldUpTheEnd()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann");
        RunningWorker worker(ann, lone->clock);
        QTRY_VERIFY(worker.state.online);
        Postgres::shared().freeze();
        QMetaObject::invokeMethod(worker.worker, &SyncWorker::syncNow);
        QTest::qWait(700);
        std::atomic<bool> answers = false;
        QMetaObject::invokeMethod(worker.worker, [&answers] { answers = true; });
        QTest::qWait(300);
        QVERIFY(!answers); // it asks the server and gets no answer
        const qint64 took = worker.stop();
        RunningWorker connecting(ann, lone->clock);
        QTest::qWait(300);
        const qint64 tookToo = connecting.stop();
        Postgres::shared().thaw();
        qInfo("ended after %lld and %lld ms", took, tookToo);
        QVERIFY2(took < 1000 && tookToo < 1000, "it waited for the server");
    }
    void whoMayHostHasTheLeaseUntilTheEnd()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk host(server, lone->clock, "host"), hop(server, lone->clock, "hop"), ann(server, lone->clock, "ann");
        const auto leaseOf = [](const SharedDesk &desk) -> Lease::Connect {
            return [&desk] { return Pg::open(desk.options); };
        };
        RunningWorker first(host, lone->clock, true, true, leaseOf(host));
        QTRY_VERIFY(first.host.mayAct());
        RunningWorker second(hop, lone->clock, true, true, leaseOf(hop));
        RunningWorker hers(ann, lone->clock, true, true, leaseOf(ann));
        QTRY_COMPARE(hers.refused, QStringList(QStringLiteral("right")));
        QTRY_VERIFY(second.state.online);
        QVERIFY(!second.host.mayAct() && second.refused.isEmpty());
        const qint64 epoch = first.host.epoch;
        first.stopInOrder();
        QVERIFY(first.gaveBack == true);
        QTRY_COMPARE(second.host.epoch, epoch + 1); // at once, and not when it has run out
        Postgres::shared().freeze();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        const qint64 took = second.stop();
        QCoreApplication::processEvents();
        QVERIFY2(took < kEndsWithin, QByteArray::number(took).constData());
        QVERIFY(second.gaveBack == false);
    }
    // However seldom it still knocks at the server: who acts for the store hears on time that it does no more.
    void aHostHearsThatItsLeaseHasRunOut()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk host(server, lone->clock, "host");
        RunningWorker worker(host, lone->clock, true, true, [&host] { return Pg::open(host.options); });
        QTRY_VERIFY(worker.host.mayAct());
        Postgres::shared().stop();
        const auto back = qScopeGuard([] { Postgres::shared().start(); });
        QElapsedTimer away;
        away.start();
        const auto until = [&worker] { return worker.host.until; };
        Time last = until();
        while (worker.host.epoch > 0 && away.elapsed() < 30'000) {
            last = until();
            QTest::qWait(50);
        }
        QCOMPARE(worker.host.epoch, 0);
        const Time late = running() - last;
        qInfo("told %lld ms after its end", late);
        QVERIFY2(late >= 0 && late < 3 * kSecond, QByteArray::number(late).constData());
        QVERIFY(!worker.state.online);
    }
    // A first fill that the end of the program broke off goes on from its bookmarks.
    void aFillThatIsHaltedGoesOnWhereItWas()
    {
        SyncServer server;
        const auto lone = adopted(server, 30);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        bob.talk();
        qint64 took = -1;
        {
            RunningWorker worker(ann, lone->clock);
            std::atomic<bool> frozen = false;
            connect(
                worker.worker, &SyncWorker::stateChanged, worker.worker,
                [&frozen](const SyncState &state) {
                    if (state.filled > 0 && !frozen.exchange(true))
                        Postgres::shared().freeze();
                },
                Qt::DirectConnection);
            QTRY_VERIFY(frozen);
            QTest::qWait(300);
            took = worker.stop();
            Postgres::shared().thaw();
        }
        qInfo("ended after %lld ms", took);
        QVERIFY(took < kEndsWithin);
        QVERIFY(*ann.session->database().state("bring.rows") > 0);
        QVERIFY(ann.rows() != bob.rows());
        ann.talk();
        QCOMPARE(ann.rows(), bob.rows());
    }
    void aDeskKnowsThatNobodyRunsTheAutomation()
    {
        SyncServer server;
        const SystemClock world;
        const auto lone = adopted(server, 1, nullptr, world.now());
        SharedDesk ann(server, world, "ann"), bob(server, world, "bob");
        const auto chief = server.chief();
        QVERIFY(chief->query(
            "INSERT INTO updesk.lease VALUES(1, 'auto', gen_random_uuid(), 4, now()-interval '3 minutes')"));
        RunningWorker late(bob, world); // online for a moment only: the host may be on its way
        RunningWorker worker(ann, world, true, true, {}, 0);
        QTRY_VERIFY(worker.state.unhosted);
        QTRY_VERIFY(late.state.online && late.state.synced > 0);
        QVERIFY(!late.state.unhosted);
        const Time since = *unhostedSince(ann.session->database());
        QVERIFY(world.now() - since >= 3 * kMinute && world.now() - since < 4 * kMinute);
        QVERIFY(server.as("host")->query("SELECT updesk.lease_take(1, 'auto', $1, '20 s')", Pusher::fresh()));
        QTRY_VERIFY_WITH_TIMEOUT(!worker.state.unhosted, 15'000);
        QCOMPARE(*unhostedSince(ann.session->database()), 0);
        QVERIFY(chief->query("UPDATE updesk.lease SET until=now()-interval '3 minutes'"));
        QTRY_VERIFY_WITH_TIMEOUT(worker.state.unhosted, 15'000);
        worker.call(&SyncWorker::setOnline, false); // what the server says now it does not know
        QTRY_VERIFY(!worker.state.online);
        QVERIFY(!worker.state.unhosted);
    }
    // Its own lease counts at once, and not when the server is asked next.
    void aDeskThatHostsItselfWarnsOfNothing()
    {
        SyncServer server;
        const SystemClock world;
        const auto lone = adopted(server, 1, nullptr, world.now());
        SharedDesk host(server, world, "host");
        QVERIFY(server.chief()->query(
            "INSERT INTO updesk.lease VALUES(1, 'auto', gen_random_uuid(), 4, now()-interval '3 minutes')"));
        RunningWorker worker(
            host, world, true, true, [&host] { return Pg::open(host.options); }, 0);
        QTRY_VERIFY(worker.host.mayAct());
        QTest::qWait(1500);
        QCOMPARE(worker.warned, 0);
    }
    void olderHistoryComesWhenAskedForAndOnce()
    {
        using Is = OlderNews::Is;
        OldStore old(2000);
        SharedDesk ann(old.server, old.clock(), "ann");
        const PersonId who = old.server.person("ann");
        RunningWorker worker(ann, old.clock());
        worker.lookForOlder(old.other, who); // before there is anything: it waits for the rows
        worker.lookForOlder(old.customer, who);
        QTRY_VERIFY(worker.state.online && !worker.state.filling);
        QTRY_VERIFY(!worker.older.empty() && worker.older.back().is == Is::There);
        QVERIFY(worker.older.back().customer == old.customer);
        worker.older.clear(); // of the other too, where the rows were there first
        worker.lookForOlder(old.other, who);
        QTRY_VERIFY(worker.heard(1, Is::None));
        const int taken = worker.taken;
        worker.fetchOlder(old.customer, who);
        worker.fetchOlder(old.customer, who);
        worker.fetchOlder(old.other, who);
        QTRY_COMPARE_WITH_TIMEOUT(worker.older.size(), size_t(5), 30'000);
        QVERIFY(worker.older[1].is == Is::Coming && worker.older[2].is == Is::Coming);
        QVERIFY(worker.older[2].customer == old.other);
        QVERIFY(worker.older[3].is == Is::Here && worker.older[3].customer == old.customer);
        QVERIFY(worker.older[3].rows > 2000);
        QVERIFY(worker.older[4].is == Is::Here && worker.older[4].rows == 0);
        QCOMPARE(worker.taken, taken + 1);
        QVERIFY(ann.count("activity") > 2000);
        // Between two pages what else there is goes on.
        QVERIFY(worker.state.online);
        QCOMPARE(ann.count("notice"), 0);
    }
    void withoutTheServerOrALoginOlderHistoryIsRefusedInCode()
    {
        using Is = OlderNews::Is;
        OldStore old(5);
        SharedDesk ann(old.server, old.clock(), "ann");
        const PersonId who = old.server.person("ann");
        RunningWorker worker(ann, old.clock(), false);
        QTRY_VERIFY(worker.state.joined);
        worker.fetchOlder(old.customer, who);
        QTRY_VERIFY(worker.heard(2, Is::Failed));
        QVERIFY(worker.older.back().error && worker.older.back().error->code == Error::Code::Offline);
        worker.call(&SyncWorker::setSignedIn, false);
        worker.call(&SyncWorker::setOnline, true);
        worker.fetchOlder(old.customer, who);
        QTRY_VERIFY(worker.heard(4, Is::Failed));
        QCOMPARE(worker.older.back().error->code, Error::Code::NotFound);
        QCOMPARE(worker.older.back().error->subject, QStringLiteral("login"));
        worker.call(&SyncWorker::setSignedIn, true);
        QTRY_VERIFY(worker.state.online && !worker.state.filling);
        worker.fetchOlder(old.customer, old.server.person("bob")); // whose connection there is none of
        QTRY_VERIFY(worker.heard(6, Is::Failed));
        QCOMPARE(worker.older.back().error->subject, QStringLiteral("login"));
        QVERIFY(worker.state.online);
        worker.fetchOlder(old.customer, who);
        QTRY_VERIFY(worker.heard(8, Is::Here));
        QVERIFY(worker.older.back().rows > 5);
    }
    // The window closes while it comes: what is here stays, and the next start goes on as ever.
    void theEndMayComeWhileOlderHistoryDoes()
    {
        OldStore old(12'000);
        SharedDesk ann(old.server, old.clock(), "ann");
        const PersonId who = old.server.person("ann");
        {
            RunningWorker worker(ann, old.clock());
            QTRY_VERIFY(worker.state.online && !worker.state.filling);
            worker.fetchOlder(old.customer, who);
            QTRY_VERIFY_WITH_TIMEOUT(ann.count("activity") > 300, 20'000);
            const qint64 took = worker.stop();
            QVERIFY2(took < 1000, qPrintable(QString::number(took)));
            QVERIFY(worker.older.back().is == OlderNews::Is::Coming);
        }
        const qint64 part = ann.count("activity");
        QVERIFY2(part < 12'000, qPrintable(QString::number(part)));
        QCOMPARE(*olderHere(ann.session->database(), old.customer, old.now), OlderHere::Likely);
        RunningWorker worker(ann, old.clock());
        QTRY_VERIFY(worker.state.online);
        Postgres::shared().freeze();
        worker.fetchOlder(old.customer, who);
        QTest::qWait(300);
        const qint64 took = worker.stop();
        Postgres::shared().thaw();
        QVERIFY2(took < 1000, "it waited for the server");
        QCOMPARE(ann.count("activity"), part);
    }
    void theServersTimeIsKept()
    {
        SyncServer server;
        const SystemClock world;
        const auto lone = adopted(server, 0, nullptr, world.now());
        FakeClock late(world.now() - 7 * kMinute);
        SharedDesk ann(server, late, "ann");
        RunningWorker worker(ann, late);
        QTRY_VERIFY(worker.state.online);
        QVERIFY(std::abs(worker.state.serverAhead - 7 * kMinute) < kMinute);
        QCOMPARE(*ann.session->database().state("server_offset"), worker.state.serverAhead);
        CorrectedClock right;
        right.setOffset(worker.state.serverAhead);
        QVERIFY(std::abs(right.now() - right.own().now() - 7 * kMinute) < kMinute);
    }
};
UPDESK_TEST(TestSyncWorker);
#include "tst_syncworker.moc"
