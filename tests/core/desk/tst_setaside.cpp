// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/atrest.h"
#include "core/desk/setaside.h"
#include "core/desk/worker.h"
#include "core/store/climb.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/tempdesk.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

static int s_left = 0;

class TestSetAside : public QObject
{
    Q_OBJECT
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }

private Q_SLOTS:
    void theFileGoesWithAllThatIsItsOwn()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("store.updesk"));
        for (const char *end : {"", "-wal", "-shm", ".version-3"})
            write(path + QLatin1String(end), QByteArray("of ") + end);
        write(folder.filePath(QStringLiteral("sample.updesk")), "another");
        const Time now = FakeClock().now();
        const auto name = setFileAside(path, now);
        QVERIFY(name);
        QCOMPARE(*name, path + QStringLiteral(".aside-2026-03-12"));
        for (const char *end : {"", "-wal", "-shm", ".version-3"}) {
            QCOMPARE(read(*name + QLatin1String(end)), QByteArray("of ") + end);
            QVERIFY(!QFile::exists(path + QLatin1String(end)));
        }
        QCOMPARE(read(folder.filePath(QStringLiteral("sample.updesk"))), QByteArray("another"));
        write(path, "the next");
        const auto second = setFileAside(path, now);
        QVERIFY(second);
        QCOMPARE(*second, path + QStringLiteral(".aside-2026-03-12-2"));
        QCOMPARE(read(*name), QByteArray("of "));
        QCOMPARE(read(*second), QByteArray("the next"));
        QCOMPARE(setFileAside(path, now).error().code, Error::Code::NotFound);
    }
    void whatCannotBeRenamedStaysWhole()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QString(245, u'x')); // no name is longer than 255 bytes
        write(path, "store");
        write(path + QStringLiteral("-wal"), "log");
        const auto name = setFileAside(path, FakeClock().now());
        QVERIFY(!name);
        QCOMPARE(name.error().code, Error::Code::Denied);
        QCOMPARE(read(path), QByteArray("store"));
        QCOMPARE(read(path + QStringLiteral("-wal")), QByteArray("log"));
    }
    // The way back: what was renamed before the one that could not be has its old name again.
    void whatWasRenamedAlreadyComesBack()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QString(234, u'x')); // with -wal a byte too few to be too long, beside it
        const QStringList parts{QStringLiteral("-shm"), QStringLiteral("-wal"), QStringLiteral(".version-3"), {}};
        for (const QString &part : parts)
            write(path + part, "of " + part.toLatin1());
        const QStringList before = QDir(folder.path()).entryList(QDir::Files);
        const auto name = setFileAside(path, FakeClock().now());
        QVERIFY(!name);
        QCOMPARE(name.error().code, Error::Code::Denied);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), before);
        for (const QString &part : parts)
            QCOMPARE(read(path + part), "of " + part.toLatin1());
    }
    void theFileItselfGoesLastAndWithoutItNothingGoes()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("store.updesk"));
        for (const char *end : {"", "-wal", ".version-3"})
            write(path + QLatin1String(end), QByteArray("of ") + end);
        // Nothing that can be seen lies there, and yet nothing can be put there.
        QVERIFY(
            QFile::link(folder.filePath(QStringLiteral("nowhere/else")), path + QStringLiteral(".aside-2026-03-12")));
        const auto name = setFileAside(path, FakeClock().now());
        if (name) { // under the next name, then
            QCOMPARE(*name, path + QStringLiteral(".aside-2026-03-12-2"));
            return;
        }
        QCOMPARE(name.error().code, Error::Code::Denied);
        for (const char *end : {"", "-wal", ".version-3"}) {
            QCOMPARE(read(path + QLatin1String(end)), QByteArray("of ") + end);
            QVERIFY(!QFile::exists(path + QStringLiteral(".aside-2026-03-12") + QLatin1String(end)));
        }
    }
    // A log that lies under another name than its file is lost to it.
    void aCrashAnywhereLeavesAllUnderOneName()
    {
        int kills = 0;
        for (int at = 1;; ++at) {
            const QTemporaryDir folder;
            const QString path = folder.filePath(QStringLiteral("store.updesk"));
            const QStringList parts{QStringLiteral("-shm"), QStringLiteral("-wal"), QStringLiteral(".version-3"), {}};
            for (const QString &part : parts)
                write(path + part, "of " + part.toLatin1());
            const Time now = FakeClock().now();
            const pid_t child = ::fork();
            if (child == 0) {
                s_left = at;
                onStep = [](const char *) {
                    if (--s_left == 0)
                        ::kill(::getpid(), SIGKILL);
                };
                ::_exit(setFileAside(path, now) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            FakeSecrets secrets;
            KeychainKeys keys(secrets);
            QVERIFY(readyFile(path, FakeClock(), keys, Database::Open::Existing)); // as every program begins
            const QString name = path + QStringLiteral(".aside-2026-03-12");
            for (const QString &part : parts) {
                QCOMPARE(read(name + part), "of " + part.toLatin1());
                QVERIFY(!QFile::exists(path + part));
            }
            QFile::remove(climbLock(path)); // of the one that was killed
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), parts.size());
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                break;
            }
            ++kills;
        }
        QCOMPARE(kills, 7); // marked, four moved, all on the disk, unmarked
    }
    void aFileThatAnotherProgramHasOpenStays()
    {
        TempDesk desk;
        desk.close();
        int ready[2], end[2];
        QVERIFY(::pipe(ready) == 0 && ::pipe(end) == 0);
        const pid_t child = ::fork();
        char said = 0;
        if (child == 0) {
            desk.open(); // and does nothing with it
            if (::write(ready[1], "r", 1) != 1 || ::read(end[0], &said, 1) != 1)
                ::_exit(1);
            desk.close();
            ::_exit(0);
        }
        QVERIFY(::read(ready[0], &said, 1) == 1);
        const QStringList before = QDir(desk.dir.path()).entryList(QDir::Files);
        const auto refused = setFileAside(desk.path, FakeClock().now());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::Busy);
        QCOMPARE(QDir(desk.dir.path()).entryList(QDir::Files), before);
        QVERIFY(::write(end[1], "e", 1) == 1);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
        {
            QLockFile climbing(climbLock(desk.path));
            QVERIFY(climbing.tryLock());
            QCOMPARE(setFileAside(desk.path, FakeClock().now()).error().code, Error::Code::Busy);
        }
        const auto name = setFileAside(desk.path, FakeClock().now());
        QVERIFY(name);
        desk.path = *name;
        desk.open(); // whole, under its new name
    }
    // What is written to a file that was taken away nobody reads, and a new one may lie in its place.
    void aWorkerWhoseFileIsTakenAwayEnds()
    {
        TempDesk desk;
        Worker worker(desk.path, desk.clock, {});
        QSignalSpy failed(&worker, &Worker::failed);
        worker.start();
        QTest::qWait(1200);
        QVERIFY(failed.isEmpty());
        QVERIFY(QFile::rename(desk.path, desk.path + QStringLiteral(".aside")));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.front().front().value<Error>().detail, QLatin1String(kFileMoved));
        QTest::qWait(1500);
        QCOMPARE(failed.size(), 1);
        worker.stop();
    }
};

UPDESK_TEST(TestSetAside);
#include "tst_setaside.moc"
