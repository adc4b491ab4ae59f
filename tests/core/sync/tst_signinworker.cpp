// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/signinworker.h"
#include "tests/support/joineddesk.h"
#include "tests/support/silentserver.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>
#include <QThread>

using namespace updesk;

/// The thread at the door, at a server that gives no answer.
class TestSignInWorker : public QObject
{
    Q_OBJECT

    struct Place : JoinedDesk {
        explicit Place(const SyncServer &sharedServer) : JoinedDesk(sharedServer)
        {
            worker = new SignInWorker({database->path(), deskSetup(clock), &secrets, &clock});
            worker->moveToThread(&thread);
            connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
            connect(
                worker, &SignInWorker::entered, &here, [this](const Entry &entry) { said << entry.who.login.login; });
            connect(worker, &SignInWorker::codeWanted, &here, [this] { said << QStringLiteral("code"); });
            connect(worker, &SignInWorker::refused, &here, [this](const Error &error) { hear("refused ", error); });
            connect(worker, &SignInWorker::tested, &here, [this](const Tested &was) { said << was.role; });
            connect(worker, &SignInWorker::testFailed, &here, [this](const Error &error) { hear("failed ", error); });
            connect(worker, &SignInWorker::looked, &here,
                [this](const std::vector<KnownPerson> &people) { known = int(people.size()); });
            thread.start();
        }
        ~Place()
        {
            worker->callOff();
            thread.quit();
            thread.wait();
        }
        void hear(const char *what, const Error &error)
        {
            said << QLatin1String(what) + error.subject + u' ' + error.detail;
        }
        void asks(const char *login)
        {
            worker->byPassword(QLatin1String(login), SyncServer::passwordOf(QLatin1String(login)), Keep::Password);
        }
        /// Once the worker has done all that it was asked for: what it said since the last time.
        QStringList answer()
        {
            QMetaObject::invokeMethod(
                worker, [] {}, Qt::BlockingQueuedConnection);
            QCoreApplication::processEvents();
            return std::exchange(said, {});
        }
        /// How long it still asks after it was called off, in milliseconds.
        qint64 calledOff()
        {
            QTest::qWait(300);
            if (!said.isEmpty())
                qFatal("it was answered: %s", qPrintable(said.join(u' ')));
            QElapsedTimer timer;
            timer.start();
            worker->callOff();
            QMetaObject::invokeMethod(
                worker, [] {}, Qt::BlockingQueuedConnection);
            return timer.elapsed();
        }
        FakeSecrets secrets;
        QThread thread;
        QObject here;
        SignInWorker *worker;
        QStringList said;
        int known = -1;
    };
    static void isQuick(const char *what, qint64 took)
    {
        qInfo("%s: ended after %lld ms", what, took);
        QVERIFY2(took < kEndsWithin, what);
    }

private Q_SLOTS:
    // Its kernel takes the connection, so nothing but the word itself ends the wait.
    void whoIsCalledOffIsNotWaitedForWhenTheServerIsFrozen()
    {
        const SyncServer server;
        Place at(server);
        at.asks("ann"); // known here from now on: an old password would open the desk without the server
        QCOMPARE(at.answer(), QStringList(QStringLiteral("ann")));
        Postgres::shared().freeze();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        at.asks("ann");
        isQuick("sign-in", at.calledOff());
        QCOMPARE(at.answer(), QStringList());
        at.worker->proveByCode(QStringLiteral("123456"));
        isQuick("code", at.calledOff());
        QCOMPARE(at.answer(), QStringList());
        at.worker->enrolByCode(QStringLiteral("123456"));
        isQuick("enrolment", at.calledOff());
        QCOMPARE(at.answer(), QStringList());
        at.worker->test(at.login("ann"));
        isQuick("test", at.calledOff());
        QCOMPARE(at.answer(), QStringList(QStringLiteral("failed server halted")));
        Postgres::shared().thaw();
        at.asks("bob"); // who comes next is not called off
        QCOMPARE(at.answer(), QStringList(QStringLiteral("bob")));
        at.worker->test(at.login("ann"));
        QCOMPARE(at.answer(), QStringList(QStringLiteral("sales")));
    }
    void orWhenNobodyIsThereButThePort()
    {
        const SyncServer server;
        const SilentServer silent;
        Place at(server);
        at.asks("ann");
        QCOMPARE(at.answer(), QStringList(QStringLiteral("ann")));
        QVERIFY(at.database->execute("UPDATE desk_setting SET v='" + silent.url().toUtf8() + "' WHERE k='server_url'"));
        at.asks("ann");
        isQuick("sign-in", at.calledOff());
        at.worker->test(at.login("ann"));
        isQuick("test", at.calledOff());
        QCOMPARE(at.answer(), QStringList(QStringLiteral("failed server halted")));
    }
    // A backend that hangs while the server lives: the connection stands, the question is not answered.
    void aBackendThatHangsIsNoOther()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(server.chief()->execute("CREATE OR REPLACE FUNCTION updesk.sync_hello(client int) RETURNS jsonb"
                                        " LANGUAGE sql AS $$ SELECT pg_sleep(9); SELECT '{}'::jsonb $$"));
        at.asks("ann");
        isQuick("sign-in", at.calledOff());
        at.worker->test(at.login("ann"));
        isQuick("test", at.calledOff());
        QCOMPARE(at.answer(), QStringList(QStringLiteral("failed server halted")));
    }
    void whatNeedsNoServerIsDoneAllTheSame()
    {
        const SyncServer server;
        Place at(server);
        at.asks("ann");
        at.asks("bob");
        QCOMPARE(at.answer(), (QStringList{QStringLiteral("ann"), QStringLiteral("bob")}));
        Postgres::shared().freeze();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        at.asks("ann");
        at.asks("bob"); // waits behind her
        at.worker->forget(QStringLiteral("ann"));
        isQuick("two sign-ins", at.calledOff());
        QCOMPARE(at.answer(), QStringList());
        QCOMPARE(at.known, 1);
        QVERIFY(!at.secrets.kept.contains(loginSecret(at.place.url, QStringLiteral("ann"))));
    }
};

UPDESK_TEST(TestSignInWorker);
#include "tst_signinworker.moc"
