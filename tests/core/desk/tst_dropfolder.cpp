// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dropfolder.h"
#include "core/desk/worker.h"
#include "core/store/check.h"
#include "tests/support/meanwhile.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <QDir>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

static int s_left = 0;

class TestDropFolder : public QObject
{
    Q_OBJECT

    static QByteArray document(int i)
    {
        return "<?adf version=\"1.0\"?><adf><prospect><customer><contact><name part=\"full\">Rosa Quist"
            + QByteArray::number(i) + "</name><phone>(555) 555-01" + QByteArray::number(10 + i)
            + "</phone></contact></customer></prospect></adf>";
    }

    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    static void takeAll(TestStore &store, const QString &drop)
    {
        DropFolder folder(*store.session, drop);
        folder.look(0);
        folder.look(1000);
    }
    /// Another process takes the folder and is killed at its n-th step; false: it came to its end.
    static bool diesAtStep(TestStore &store, const QString &drop, int n)
    {
        const pid_t child = fork();
        if (child == 0) {
            for (int i = 0; i < 10'000; ++i)
                (void)newId(0); // its ids are its own, as another program's are
            s_left = n;
            onStep = [](const char *) {
                if (--s_left == 0)
                    (void)kill(getpid(), SIGKILL);
            };
            store.reopen();
            takeAll(store, drop);
            _exit(0);
        }
        int status = 0;
        if (waitpid(child, &status, 0) != child)
            qFatal("no child");
        return WIFSIGNALED(status);
    }

    struct Desk {
        TestStore store;
        QString path = store.dir.filePath(QStringLiteral("drop"));
        DropFolder folder{*store.session, path};

        Desk() { QDir().mkpath(path); }
        void put(const QString &name, const QByteArray &bytes) const { write(path + u'/' + name, bytes); }
        QStringList files(const QString &sub = {}) const
        {
            return QDir(path + u'/' + sub).entryList(QDir::Files | QDir::Hidden, QDir::Name);
        }
    };

private Q_SLOTS:
    void aFileIsTakenWhenItStoodStillForASecond()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        QCOMPARE(desk.folder.look(0), 0);
        QCOMPARE(desk.folder.look(999), 0);
        QCOMPARE(desk.folder.look(1000), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.files(), QStringList());
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
        QCOMPARE(desk.folder.look(5000), 0);
    }
    void aFileThatGrowsWaits()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1).left(40));
        desk.folder.look(0);
        desk.put(QStringLiteral("a.xml"), document(1));
        QCOMPARE(desk.folder.look(1100), 0);
        QCOMPARE(desk.store.count("lead"), 0);
        QCOMPARE(desk.folder.look(2100), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.store.count("quarantine"), 0);
    }
    // Its writer paused for longer than a second, with the file open.
    void aFileThatIsWrittenToAfterItWasMovedIsReadAgain()
    {
        Desk desk;
        QFile writer(desk.path + QStringLiteral("/a.xml"));
        QVERIFY(writer.open(QIODevice::WriteOnly) && writer.write(document(1).left(120)) == 120 && writer.flush());
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(1000), 1);
        QCOMPARE(desk.files(QStringLiteral("failed")), QStringList{QStringLiteral("a.xml")});
        QSignalSpy spy(&desk.folder, &DropFolder::cameBack);
        QVERIFY(writer.write(document(1).mid(120)) > 0 && writer.flush());
        QCOMPARE(desk.folder.look(2500), 0); // written to: it may not be whole yet
        QCOMPARE(spy.size(), 0);
        writer.close();
        desk.folder.look(4000);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][1].toString(), desk.path + QStringLiteral("/a.xml"));
        QCOMPARE(desk.folder.look(6000), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
        QCOMPARE(desk.files(QStringLiteral("failed")), QStringList());
        QVERIFY(checkStore(desk.store->database())->sound());
    }
    void aFileThatLiesStillInDoneStaysThere()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.put(QStringLiteral("b.xml"), document(2));
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(1000), 2);
        // Another file of the same name is somebody else's, and what is taken out of done/ is gone.
        const QString done = desk.path + QStringLiteral("/done/");
        write(done + QStringLiteral("new"), document(3));
        QVERIFY(QFile::remove(done + QStringLiteral("a.xml")) && QFile::remove(done + QStringLiteral("b.xml")));
        QVERIFY(QFile::rename(done + QStringLiteral("new"), done + QStringLiteral("a.xml")));
        for (qint64 at = 2000; at < 20'000; at += 1000)
            QCOMPARE(desk.folder.look(at), 0);
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
        // So is one that is written to hours later.
        desk.folder.look(DropFolder::kWatched * 2);
        write(done + QStringLiteral("a.xml"), document(4));
        desk.folder.look(DropFolder::kWatched * 2 + 2000);
        QCOMPARE(desk.folder.look(DropFolder::kWatched * 2 + 9000), 0);
        QCOMPARE(desk.store.count("lead"), 2);
    }
    void aNameThatIsTakenGetsANumber()
    {
        Desk desk;
        for (int i = 1; i <= 3; ++i) {
            desk.put(QStringLiteral("a.xml"), document(i));
            desk.folder.look(i * 10'000);
            QCOMPARE(desk.folder.look(i * 10'000 + 1000), 1);
        }
        QCOMPARE(desk.files(QStringLiteral("done")),
            (QStringList{QStringLiteral("a (2).xml"), QStringLiteral("a (3).xml"), QStringLiteral("a.xml")}));
        QCOMPARE(desk.store.count("lead"), 3);
    }
    void whatCannotBeReadAsALeadGoesToFailedAndWaitsInTheQuarantine()
    {
        Desk desk;
        desk.put(QStringLiteral("b.xml"), "<adf><prospect><customer>");
        desk.put(QStringLiteral("empty"), "");
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(1000), 2);
        QCOMPARE(desk.files(QStringLiteral("failed")), (QStringList{QStringLiteral("b.xml"), QStringLiteral("empty")}));
        QVERIFY(desk.store.count("quarantine") >= 1);
    }
    void hiddenAndHalfWrittenFilesAndFoldersAreLeftAlone()
    {
        Desk desk;
        const QStringList names{
            QStringLiteral(".hidden"), QStringLiteral("a.tmp"), QStringLiteral("b.xml.part"), QStringLiteral("c.xml~")};
        for (const QString &name : names)
            desk.put(name, document(1));
        QVERIFY(QDir(desk.path).mkpath(QStringLiteral("sub.xml")));
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(9000), 0);
        QCOMPARE(desk.files(), names);
    }
    void aFolderThatGoesAndComesBackIsWatchedOn()
    {
        Desk desk;
        QSignalSpy spy(&desk.folder, &DropFolder::cameOrWent);
        QVERIFY(QDir(desk.path).removeRecursively());
        QCOMPARE(desk.folder.look(0), 0);
        QCOMPARE(desk.folder.look(1000), 0);
        QVERIFY(!desk.folder.isThere());
        QCOMPARE(spy.count(), 1);
        QVERIFY(QDir().mkpath(desk.path));
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.folder.look(2000);
        QCOMPARE(desk.folder.look(3000), 1);
        QCOMPARE(spy.count(), 2);
    }
    void theSameBytesUnderAnotherNameChangeNothing()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.put(QStringLiteral("b.xml"), document(1));
        desk.folder.look(0);
        QCOMPARE(desk.folder.look(1000), 2);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.store.count("original"), 1);
        QCOMPARE(desk.files(QStringLiteral("done")), (QStringList{QStringLiteral("a.xml"), QStringLiteral("b.xml")}));
    }
    void aKillBetweenAnyTwoStepsLosesAndDoublesNothing()
    {
        TestStore store;
        store.session.reset(); // the child opens the file for itself
        const QString untouched = store.dir.filePath(QStringLiteral("untouched"));
        QVERIFY(QFile::copy(store.path, untouched));
        int steps = 0;
        for (bool killed = true; killed; ++steps) {
            for (const char *end : {"", "-wal", "-shm"})
                QFile::remove(store.path + QLatin1String(end));
            QVERIFY(QFile::copy(untouched, store.path));
            const QString drop = store.dir.filePath(QStringLiteral("drop%1").arg(steps));
            QVERIFY(QDir().mkpath(drop));
            write(drop + QStringLiteral("/good.xml"), document(1));
            write(drop + QStringLiteral("/broken.xml"), "<adf><prospect><customer>call (212) 555-0188");
            killed = diesAtStep(store, drop, steps + 1);
            store.reopen();
            takeAll(store, drop);
            QCOMPARE(store.count("lead"), 1);
            QCOMPARE(store.count("activity"), 1);
            QCOMPARE(store.count("original"), 2);
            QCOMPARE(store.count("quarantine"), 1);
            const auto in = [&](const char *sub) { return QDir(drop + QLatin1String(sub)).entryList(QDir::Files); };
            QCOMPARE(in(""), QStringList());
            QCOMPARE(in("/done"), QStringList{QStringLiteral("good.xml")});
            QCOMPARE(in("/failed"), QStringList{QStringLiteral("broken.xml")});
            const auto report = checkStore(store->database());
            QVERIFY(report && report->sound());
            store.session.reset();
        }
        QVERIFY(steps > 20);
        store.reopen();
    }
    void aFileReplacedWhileItIsReadIsReadToo_data()
    {
        QTest::addColumn<QByteArray>("when");
        QTest::addColumn<bool>("inPlace");
        for (const char *when : {"document read", "deed written", "document taken", "name chosen"}) {
            QTest::addRow("%s, a new file", when) << QByteArray(when) << false;
            QTest::addRow("%s, the same file", when) << QByteArray(when) << true;
        }
    }
    void aFileReplacedWhileItIsReadIsReadToo()
    {
        QFETCH(const QByteArray, when);
        QFETCH(const bool, inPlace);
        Desk desk;
        const QString path = desk.path + QStringLiteral("/a.xml");
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.folder.look(0);
        {
            const Meanwhile meanwhile(when, [&] {
                if (!inPlace && !QFile::remove(path))
                    qFatal("cannot replace");
                write(path, document(2)); // as long as the first
            });
            desk.folder.look(1000);
        }
        QCOMPARE(desk.files(), QStringList{QStringLiteral("a.xml")});
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList());
        desk.folder.look(2000);
        QCOMPARE(desk.folder.look(3000), 1);
        QCOMPARE(desk.store.count("lead"), 2);
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
        QFile done(desk.path + QStringLiteral("/done/a.xml"));
        QVERIFY(done.open(QIODevice::ReadOnly));
        QCOMPARE(done.readAll(), document(2));
    }
    void aFileThatTookThePlaceBetweenTwoLooksWithTheSameSizeAndTimeIsWaitedFor()
    {
        Desk desk;
        const QString path = desk.path + QStringLiteral("/a.xml");
        const auto setTime = [&path] {
            QFile file(path);
            if (!file.open(QIODevice::ReadWrite)
                || !file.setFileTime(QDateTime::fromSecsSinceEpoch(1'750'000'000), QFileDevice::FileModificationTime))
                qFatal("cannot date");
        };
        desk.put(QStringLiteral("a.xml"), document(1));
        setTime();
        desk.folder.look(0);
        QVERIFY(QFile::rename(path, desk.path + QStringLiteral("/.kept"))); // its inode is not given again
        desk.put(QStringLiteral("a.xml"), document(2));
        setTime();
        QCOMPARE(desk.folder.look(1000), 0);
        QCOMPARE(desk.folder.look(2000), 1);
        QCOMPARE(desk.store.count("lead"), 1);
    }
    void aNameThatAppearsInDoneMeanwhileIsNotOverwritten()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.folder.look(0);
        const QString taken = desk.path + QStringLiteral("/done/a.xml");
        {
            const Meanwhile meanwhile("name chosen", [&] { write(taken, "somebody's own"); });
            QCOMPARE(desk.folder.look(1000), 1);
        }
        QFile own(taken);
        QVERIFY(own.open(QIODevice::ReadOnly));
        QCOMPARE(own.readAll(), QByteArray("somebody's own"));
        QCOMPARE(
            desk.files(QStringLiteral("done")), (QStringList{QStringLiteral("a (2).xml"), QStringLiteral("a.xml")}));
    }
    void aBusyStoreIsToldOnceAndTheFileIsTakenAtTheNextLookThatCan()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.put(QStringLiteral("b.xml"), document(2));
        desk.folder.look(0);
        QSignalSpy waits(&desk.folder, &DropFolder::waits);
        QSignalSpy refused(&desk.folder, &DropFolder::refused);
        QSignalSpy taken(&desk.folder, &DropFolder::taken);
        {
            raw::File other(desk.store.path.toStdString());
            other.run("BEGIN IMMEDIATE");
            QCOMPARE(desk.folder.look(1000), 0);
            QCOMPARE(desk.folder.look(1250), 0);
            QCOMPARE(waits.count(), 1);
            QCOMPARE(waits[0][1].value<Error>().code, Error::Code::Busy);
            QCOMPARE(desk.files(), (QStringList{QStringLiteral("a.xml"), QStringLiteral("b.xml")}));
            other.run("ROLLBACK");
        }
        QCOMPARE(desk.folder.look(1500), 2);
        QCOMPARE(desk.store.count("lead"), 2);
        QCOMPARE(desk.store.count("quarantine"), 0);
        QCOMPARE(waits.count(), 1);
        QCOMPARE(refused.count(), 0);
        QCOMPARE(taken.count(), 2);
        QCOMPARE(desk.files(), QStringList());
    }
    void aFullDiskKeepsTheFileAndItIsTakenWhenThereIsRoom()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"),
            document(1).replace("</prospect>", "<comments>" + QByteArray(40'000, 'x') + "</comments></prospect>"));
        desk.folder.look(0);
        QSignalSpy waits(&desk.folder, &DropFolder::waits);
        const QByteArray pages = desk.store.list("PRAGMA page_count").trimmed();
        (void)desk.store.list("PRAGMA max_page_count=" + pages);
        QCOMPARE(desk.folder.look(1000), 0);
        QCOMPARE(desk.folder.look(1250), 0);
        QCOMPARE(waits.count(), 1);
        QCOMPARE(waits[0][1].value<Error>().subject, QStringLiteral("disk"));
        QCOMPARE(desk.store.count("lead"), 0);
        (void)desk.store.list("PRAGMA max_page_count=1000000");
        QCOMPARE(desk.folder.look(1500), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.store.count("original"), 1);
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
    }
    void aStoreThatIsBusyHalfWayQuarantinesNothing()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        desk.folder.look(0);
        {
            std::optional<raw::File> other;
            const Meanwhile meanwhile("committed", [&] { // its bytes are kept, its lead is not yet
                other.emplace(desk.store.path.toStdString());
                other->run("BEGIN IMMEDIATE");
            });
            QCOMPARE(desk.folder.look(1000), 0);
        }
        QCOMPARE(desk.store.count("original"), 1);
        QCOMPARE(desk.store.count("lead"), 0);
        QCOMPARE(desk.folder.look(1250), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.store.count("quarantine"), 0);
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
    }
    void aFileThatCouldNotBeMovedIsMovedWhenItCan()
    {
        Desk desk;
        const QString link = desk.path + QStringLiteral("/done");
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), link));
        desk.put(QStringLiteral("a.xml"), document(1));
        QSignalSpy moved(&desk.folder, &DropFolder::moved);
        desk.folder.look(0);
        desk.folder.look(1000);
        QVERIFY(QFile::remove(link));
        desk.folder.look(1250);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(desk.files(), QStringList());
        QCOMPARE(desk.files(QStringLiteral("done")), QStringList{QStringLiteral("a.xml")});
        QCOMPARE(desk.store.count("lead"), 1);
    }
    void aFileThatCannotBeOpenedIsToldOnceAndTakenWhenItCan()
    {
        Desk desk;
        desk.put(QStringLiteral("a.xml"), document(1));
        const QString path = desk.path + QStringLiteral("/a.xml");
        QVERIFY(QFile::setPermissions(path, {}));
        if (QFile probe(path); probe.open(QIODevice::ReadOnly))
            return; // root opens anything
        QSignalSpy refused(&desk.folder, &DropFolder::refused);
        desk.folder.look(0);
        desk.folder.look(1000);
        desk.folder.look(1250);
        QCOMPARE(refused.count(), 1);
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QCOMPARE(desk.folder.look(1500), 1);
        QCOMPARE(desk.store.count("lead"), 1);
    }
    void thePersonIsToldOnceThatFilesWaitAndThenThatTheyAreRead()
    {
        TestStore store;
        const QString drop = store.dir.filePath(QStringLiteral("drop"));
        QVERIFY(QDir().mkpath(drop));
        write(drop + QStringLiteral("/a.xml"), document(1));
        write(drop + QStringLiteral("/b.xml"), document(2));
        Worker worker(store.path, store.clock, store.dana);
        worker.start();
        QSignalSpy failed(&worker, &Worker::failed);
        QSignalSpy watched(&worker, &Worker::watched);
        const auto last = [&watched] { return watched.last()[0].value<WatchState>().last; };
        std::optional<raw::File> other(std::in_place, store.path.toStdString());
        other->run("BEGIN IMMEDIATE");
        worker.watch(drop);
        QTRY_COMPARE_WITH_TIMEOUT(last(), WatchState::Last::Waiting, 20'000);
        QTest::qWait(600); // more looks, each as long as the store's patience
        const auto ofTheFolder = [&failed] {
            return std::ranges::count_if(
                failed, [](const QVariantList &one) { return one[0].value<Error>().code == Error::Code::Busy; });
        };
        QCOMPARE(ofTheFolder(), 1);
        other.reset();
        QTRY_COMPARE_WITH_TIMEOUT(store.count("lead"), 2, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(last(), WatchState::Last::Read, 20'000);
        QCOMPARE(ofTheFolder(), 1);
        worker.stop();
    }
    void anImportTriesAFileAgainThatTheBusyStoreDidNotTake()
    {
        TestStore store;
        for (int i = 1; i <= 2; ++i)
            write(store.dir.filePath(QStringLiteral("%1.xml").arg(i)), document(i));
        Worker worker(store.path, store.clock, store.dana);
        worker.start();
        QSignalSpy progressed(&worker, &Worker::progressed);
        static std::optional<raw::File> s_other;
        static int s_read = 0;
        static std::string s_path;
        s_path = store.path.toStdString();
        onStep = [](const char *step) {
            if (QByteArray("document read") != step)
                return;
            s_other.reset();
            if (++s_read == 1) {
                s_other.emplace(s_path);
                s_other->run("BEGIN IMMEDIATE");
            }
        };
        worker.importPaths({store.dir.filePath(QStringLiteral("1.xml")), store.dir.filePath(QStringLiteral("2.xml"))});
        onStep = nullptr;
        const auto end = progressed.last()[0].value<ImportProgress>();
        QCOMPARE(end.done, 2);
        QCOMPARE(end.leads, 2);
        QCOMPARE(end.unreadable, 0);
        QCOMPARE(store.count("lead"), 2);
        QCOMPARE(store.list("SELECT count(DISTINCT part_of) FROM deed WHERE verb='capture'"), QByteArray("1\n"));
    }
    void aFileThatCannotBeMovedIsReadOnceAndStays()
    {
        Desk desk;
        // A link to nowhere stands where the folder should be made.
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), desk.path + QStringLiteral("/done")));
        desk.put(QStringLiteral("a.xml"), document(1));
        QSignalSpy spy(&desk.folder, &DropFolder::taken);
        desk.folder.look(0);
        desk.folder.look(1000);
        desk.folder.look(9000);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(desk.files().contains(QStringLiteral("a.xml")), true);
    }
};

UPDESK_TEST(TestDropFolder);
#include "tst_dropfolder.moc"
