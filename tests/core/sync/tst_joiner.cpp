// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/joiner.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/silentserver.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QSysInfo>
#include <QThread>

using namespace updesk;

/// Making a desk of an invited store at a real server: all of it or nothing.
class TestJoiner : public QObject
{
    Q_OBJECT

    struct Place {
        Place()
        {
            QFile file(Postgres::shared().ca());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("no authority");
            invite = *makeInvite(Postgres::shared().url(server.database), SyncServer::kStore,
                QStringLiteral("Ames Motors"), file.readAll());
            NewMember zoe; // somebody with a row
            zoe.login = QStringLiteral("zita");
            zoe.store = SyncServer::kStore;
            zoe.role = QStringLiteral("sales");
            zoe.name = QStringLiteral("Zoe Ames");
            zoe.password = QStringLiteral("of the house");
            if (!addMember(*server.chief(), zoe, clock.now()))
                qFatal("no member");
            QObject::connect(&joiner, &Joiner::failed, &joiner,
                [this](const Error &error) { said = QString::number(int(error.code)) + error.subject; });
            QObject::connect(&joiner, &Joiner::joined, &joiner,
                [this](const SignedIn &who) { said = QStringLiteral("joined ") + who.login.login; });
        }
        QString path() const { return dir.filePath(QStringLiteral("store.updesk")); }
        JoinOrder order(const char *login, Keep keep = Keep::Password) const
        {
            return {path(), invite, QLatin1String(login), SyncServer::passwordOf(QLatin1String(login)), keep};
        }
        QStringList files() const { return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden); }
        void write(const QString &name, const QByteArray &bytes) const
        {
            QFile file(dir.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("write");
        }
        QByteArray read(const QString &name) const
        {
            QFile file(dir.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
        const SyncServer server;
        QTemporaryDir dir;
        Invite invite;
        FakeSecrets secrets;
        SystemClock clock;
        Joiner joiner{secrets, clock, [this](const QString &) { return Result<Database::Setup>(deskSetup(clock)); }};
        QString said;
    };

    /// The joiner on a thread, as at the door of the program.
    class OnThread
    {
    public:
        explicit OnThread(Joiner &joiner) : m_joiner(joiner)
        {
            joiner.moveToThread(&m_thread);
            m_thread.start();
        }
        ~OnThread()
        {
            m_thread.quit();
            m_thread.wait();
        }
        void waitUntilDone() const
        {
            QMetaObject::invokeMethod(
                &m_joiner, [] {}, Qt::BlockingQueuedConnection);
        }
        /// How long the joiner is still busy, in milliseconds.
        qint64 cancel() const
        {
            QElapsedTimer timer;
            timer.start();
            if (!m_joiner.cancel())
                qFatal("it was over");
            waitUntilDone();
            return timer.elapsed();
        }

    private:
        Joiner &m_joiner;
        QThread m_thread;
    };
    static void isQuick(qint64 took)
    {
        qInfo("ended after %lld ms", took);
        QVERIFY(took < kEndsWithin);
    }

private Q_SLOTS:
    void theFileAppearsWithItsRowsAndWhoJoinedIsKnownThere()
    {
        Place at;
        QSignalSpy rows(&at.joiner, &Joiner::progressed);
        at.joiner.ask(at.order("ann"));
        QCOMPARE(at.said, QStringLiteral("joined ann"));
        QVERIFY(!rows.isEmpty());
        const auto database = Database::open(at.path(), deskSetup(at.clock), Database::Open::Existing);
        QVERIFY(database);
        const auto place = serverPlace(**database);
        QVERIFY(place);
        QCOMPARE(place->person, at.server.person("ann"));
        QVERIFY(QFile::exists(place->caFile));
        const auto people = knownPeople(**database);
        QVERIFY(people && people->size() == 1);
        QCOMPARE(people->front().login, QStringLiteral("ann"));
        QCOMPARE(at.secrets.kept.value(loginSecret(place->url, QStringLiteral("ann"))), QByteArray("nna-password"));
        QVERIFY(at.files().filter(QStringLiteral("joining")).isEmpty());
    }
    void aFileThatIsThereIsNeverTouched()
    {
        Place at;
        at.write(QStringLiteral("store.updesk"), "somebody's rows");
        at.joiner.ask(at.order("ann"));
        QCOMPARE(at.said, QString::number(int(Error::Code::Duplicate)) + QStringLiteral("rows"));
        QCOMPARE(at.read(QStringLiteral("store.updesk")), QByteArray("somebody's rows"));
        QCOMPARE(at.files(), QStringList(QStringLiteral("store.updesk")));
        QVERIFY(at.secrets.kept.isEmpty());
    }
    // SQLite would play it into the file that takes the place.
    void aLogThatLiesAloneIsNoPlaceForAFile()
    {
        Place at;
        at.write(QStringLiteral("store.updesk-wal"), "of a file that was taken away");
        at.joiner.ask(at.order("ann"));
        QCOMPARE(at.said, QString::number(int(Error::Code::Duplicate)) + at.path() + QStringLiteral("-wal"));
        QCOMPARE(at.files(), QStringList(QStringLiteral("store.updesk-wal")));
    }
    void theFolderIsMade()
    {
        Place at;
        JoinOrder order = at.order("ann", Keep::Nothing);
        order.path = at.dir.filePath(QStringLiteral("new/folder/store.updesk"));
        at.joiner.ask(order);
        QCOMPARE(at.said, QStringLiteral("joined ann"));
        QVERIFY(QFile::exists(order.path));
    }
    void anAddressThatSaysWhoComesIsRefused()
    {
        Place at;
        for (const char *more : {"?password=nna-password", "?%75ser=ann"}) {
            JoinOrder order = at.order("ann");
            order.invite.url += QLatin1String(more);
            at.joiner.ask(order);
            QCOMPARE(at.said, QString::number(int(Error::Code::Invalid)) + QStringLiteral("url"));
            QCOMPARE(at.files(), QStringList());
        }
    }
    void whatAWelcomeRefusesLeavesNothing()
    {
        Place at;
        Joiner joiner(
            at.secrets, at.clock, [&at](const QString &) { return Result<Database::Setup>(deskSetup(at.clock)); },
            [](Database &, const ServerPlace &, const Exchanged &) -> Result<SignedIn> {
                return Error{Error::Code::Failed, QStringLiteral("welcome"), {}};
            });
        QString said;
        connect(&joiner, &Joiner::failed, &joiner, [&said](const Error &error) { said = error.subject; });
        joiner.ask(at.order("ann"));
        QCOMPARE(said, QStringLiteral("welcome"));
        QCOMPARE(at.files(), QStringList());
    }
    void whatFailsLeavesNothing()
    {
        Place at;
        JoinOrder order = at.order("ann");
        order.password = QStringLiteral("wrong");
        at.joiner.ask(order);
        QCOMPARE(at.said, QString::number(int(Error::Code::Denied)) + QStringLiteral("password"));
        at.joiner.ask(at.order("cy")); // a member of another store
        QCOMPARE(at.said, QString::number(int(Error::Code::Denied)) + QStringLiteral("store"));
        order = at.order("ann");
        order.invite.authority.clear();
        QFile stranger(Postgres::shared().strangersCa());
        QVERIFY(stranger.open(QIODevice::ReadOnly));
        order.invite.authority = stranger.readAll();
        at.joiner.ask(order);
        QCOMPARE(at.said, QString::number(int(Error::Code::Denied)) + QStringLiteral("certificate"));
        QCOMPARE(at.files(), QStringList());
        QVERIFY(at.secrets.kept.isEmpty());
    }
    void whatTheEndOfTheProgramCutOffMakesRoom()
    {
        Place at;
        at.write(QStringLiteral("store.updesk.joining"), "half a file");
        at.write(QStringLiteral("store.updesk.joining-wal"), "half a log");
        at.joiner.ask(at.order("ann", Keep::Nothing));
        QCOMPARE(at.said, QStringLiteral("joined ann"));
        QVERIFY(at.files().filter(QStringLiteral("joining")).isEmpty());
        QVERIFY(at.secrets.kept.isEmpty());
    }
    // The window is at it when somebody joins at the command line.
    void aSecondJoinAtThePlaceIsRefusedAndTheFirstLandsWhole()
    {
        Place at;
        Joiner second(
            at.secrets, at.clock, [&at](const QString &) { return Result<Database::Setup>(deskSetup(at.clock)); });
        std::optional<Error> refused;
        QStringList before, after;
        connect(&second, &Joiner::failed, &second, [&refused](const Error &error) { refused = error; });
        connect(&at.joiner, &Joiner::progressed, &at.joiner, [&] {
            if (refused)
                return;
            before = at.files();
            second.ask(at.order("bob"));
            after = at.files();
        });
        at.joiner.ask(at.order("ann"));
        QVERIFY(refused);
        QCOMPARE(refused->code, Error::Code::Busy);
        QCOMPARE(refused->subject, at.path());
        QCOMPARE(after, before);
        QCOMPARE(at.said, QStringLiteral("joined ann"));
        QVERIFY(at.files().filter(QStringLiteral("joining")).isEmpty());
        const auto database = Database::open(at.path(), deskSetup(at.clock), Database::Open::Existing);
        QVERIFY(database);
        const auto place = serverPlace(**database);
        QVERIFY(place && QFile::exists(place->caFile));
        Query rows = (*database)->query("SELECT count(*) FROM person WHERE name='Zoe Ames'");
        QVERIFY(rows.next());
        QCOMPARE(rows.number(0), 1);
    }
    void theLockOfAProgramThatDiedHindersNobody()
    {
        Place at;
        QProcess gone;
        gone.start(QCoreApplication::applicationFilePath(), {QStringLiteral("-help")});
        QVERIFY(gone.waitForStarted());
        const QByteArray number = QByteArray::number(gone.processId());
        QVERIFY(gone.waitForFinished());
        at.write(QStringLiteral("store.updesk.joining"), "half a file");
        at.write(QStringLiteral("store.updesk.joining.lock"),
            number + "\nupdesk\n" + QSysInfo::machineHostName().toLocal8Bit() + "\n");
        at.joiner.ask(at.order("ann"));
        QCOMPARE(at.said, QStringLiteral("joined ann"));
        QVERIFY(at.files().filter(QStringLiteral("joining")).isEmpty());
    }
    // The rows are coming when the person thinks better of it.
    void aCancelBetweenTwoPagesLeavesNothingAndNothingIsSaid()
    {
        Place at;
        bool inTime = false;
        connect(&at.joiner, &Joiner::progressed, this, [&] { inTime = at.joiner.cancel(); });
        at.joiner.ask(at.order("ann"));
        QVERIFY(inTime);
        QCOMPARE(at.said, QString());
        QCOMPARE(at.files(), QStringList());
        QVERIFY(at.secrets.kept.isEmpty());
    }
    void aCancelWhenNobodyAnswersLeavesNothingAndTheThreadIsFreeAtOnce()
    {
        Place at;
        const SilentServer silent;
        JoinOrder order = at.order("ann");
        order.invite.url = silent.url();
        OnThread run(at.joiner);
        at.joiner.ask(order);
        QTest::qWait(300);
        isQuick(run.cancel());
        QCOMPARE(at.said, QString());
        QCOMPARE(at.files(), QStringList());
        at.joiner.ask(at.order("ann")); // the next one is not cancelled
        run.waitUntilDone();
        QCOMPARE(at.said, QStringLiteral("joined ann"));
    }
    // The server freezes when some of the rows are in the file.
    void aCancelInTheMiddleOfTheRowsLeavesAllAsItWas()
    {
        Place at;
        at.write(QStringLiteral("letter.txt"), "not of the store");
        const QString authority = authorityPath(at.path(), at.invite.authority);
        QVERIFY(keepAuthority(at.path(), at.invite.authority)); // of a desk that was carried elsewhere
        const QStringList before = at.files();
        std::atomic<bool> frozen = false;
        connect(&at.joiner, &Joiner::progressed, &at.joiner, [&frozen] {
            if (!frozen)
                Postgres::shared().freeze();
            frozen = true;
        });
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        OnThread run(at.joiner);
        at.joiner.ask(at.order("ann"));
        QTRY_VERIFY(frozen);
        QTest::qWait(300);
        QVERIFY(!at.files().filter(QStringLiteral("joining")).isEmpty());
        isQuick(run.cancel());
        QCOMPARE(at.said, QString());
        QCOMPARE(at.files(), before);
        QVERIFY(QFile::exists(authority));
        QVERIFY(at.secrets.kept.isEmpty());
        Postgres::shared().thaw();
        at.joiner.ask(at.order("ann"));
        run.waitUntilDone();
        QCOMPARE(at.said, QStringLiteral("joined ann"));
        const auto database = Database::open(at.path(), deskSetup(at.clock), Database::Open::Existing);
        QVERIFY(database);
        Query rows = (*database)->query("SELECT count(*) FROM person WHERE name='Zoe Ames'");
        QVERIFY(rows.next());
        QCOMPARE(rows.number(0), 1);
    }
    // As when the window is closed: what the thread held is gone with it.
    void aThreadThatEndsWhileTheLastQuestionIsAskedLeavesNothing()
    {
        Place at;
        Postgres::shared().freeze();
        const auto thaw = qScopeGuard([] { Postgres::shared().thaw(); });
        QElapsedTimer timer;
        {
            OnThread run(at.joiner);
            at.joiner.ask(at.order("ann"));
            QTest::qWait(300);
            timer.start();
            QVERIFY(at.joiner.cancel());
        }
        isQuick(timer.elapsed());
        QCOMPARE(at.files(), QStringList());
    }
    void aCancelAfterTheEndComesTooLate()
    {
        Place at;
        at.joiner.ask(at.order("ann"));
        QVERIFY(!at.joiner.cancel());
        QVERIFY(QFile::exists(at.path()));
    }
};
UPDESK_TEST(TestJoiner);
#include "tst_joiner.moc"
