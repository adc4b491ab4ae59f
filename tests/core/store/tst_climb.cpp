// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/climb.h"
#include "core/store/transaction.h"
#include "tests/support/fakeclock.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"

#include <QLockFile>
#include <QTemporaryDir>

#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

const QByteArray kSteps[] = {
    "CREATE TABLE a(x INTEGER) STRICT; INSERT INTO a VALUES(1);"
    "CREATE TABLE state(k TEXT PRIMARY KEY, v INTEGER NOT NULL) STRICT, WITHOUT ROWID;",
    "CREATE TABLE b(y INTEGER) STRICT; INSERT INTO b SELECT x+1 FROM a;",
    "CREATE TABLE c(z INTEGER) STRICT; INSERT INTO c SELECT y+1 FROM b; ALTER TABLE a ADD COLUMN t TEXT;",
};

/// A folder of steps and a file to climb them; no synced tables.
struct Slope {
    QTemporaryDir dir;
    FakeClock clock;
    QString path = dir.filePath(QStringLiteral("O'Hara's desk ü.updesk"));

    void write(const char *name, const QByteArray &sql)
    {
        QDir(dir.path()).mkpath(QStringLiteral("steps"));
        QFile file(dir.filePath(QStringLiteral("steps/") + QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(sql) != sql.size())
            qFatal("cannot write a step");
    }
    void offer(int steps)
    {
        static constexpr const char *kNames[] = {"0001_a.sql", "0002_b.sql", "0003_c.sql"};
        QDir(dir.filePath(QStringLiteral("steps"))).removeRecursively();
        for (int i = 0; i < steps; ++i)
            write(kNames[i], kSteps[i]);
    }
    Result<std::unique_ptr<Database>> open(Database::Open mode = Database::Open::OrCreate)
    {
        return Database::open(path, {&clock, dir.filePath(QStringLiteral("steps")), {}, {}, 5}, mode);
    }
    Error::Code refusal(Database::Open mode = Database::Open::OrCreate)
    {
        auto opened = open(mode);
        return opened ? Error::Code::Conflict : opened.error().code;
    }
    QByteArray bytes(const QString &file) const
    {
        QFile f(file);
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray("no file");
    }
    QString backup(int version) const { return path + QStringLiteral(".version-%1").arg(version); }
    static qint64 number(const QString &file, const char *sql)
    {
        raw::File plain(file.toStdString());
        raw::Statement q(plain, sql);
        return q.next() ? q.number(0) : -1;
    }
};

} // namespace

class TestClimb : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewFileTakesEveryStepAndNeedsNoBackup();
    void anOldFileIsBackedUpWholeBeforeItClimbs();
    void theBackupIsReadByNobodyElseThanTheFile();
    void anOlderBackupOfTheSameVersionIsReplaced();
    void aBackupThatCannotBeMadeStopsTheClimb();
    void aStepThatFailsLeavesTheFileAsItWasBefore();
    void aCrashAnywhereLeavesAWholeStepAndTheBackup();
    void aFileFromANewerVersionIsLeftByteForByte();
    void randomBytesAreDamagedAndLeftByteForByte();
    void aTruncatedFileIsDamagedAndLeftByteForByte();
    void somebodyElsesFileIsRefusedAndLeftByteForByte();
    void anEmptyFileIsNoStoreUnlessOneMayBeMade();
    void aRestoredBackupOpensAndWritesAheadAgain();
    void twoProgramsThatClimbAtOnceTakeEachStepOnce();
    void aClimbThatAnotherProgramKeepsUpIsBusy();
    void whoHasTheFileOpenWritesNothingOnceItWasTakenBeyondThem();
    void aMissingStepIsNotSkipped();
};

void TestClimb::aNewFileTakesEveryStepAndNeedsNoBackup()
{
    Slope slope;
    slope.offer(3);
    QVERIFY(slope.open());
    QCOMPARE(Slope::number(slope.path, "PRAGMA user_version"), 3);
    QCOMPARE(Slope::number(slope.path, "SELECT z FROM c"), 3);
    QCOMPARE(QDir(slope.dir.path()).entryList(QDir::Files).size(), 1);
}

void TestClimb::anOldFileIsBackedUpWholeBeforeItClimbs()
{
    Slope slope;
    slope.offer(1);
    QVERIFY(slope.open());
    slope.offer(3);
    QVERIFY(slope.open());
    QCOMPARE(Slope::number(slope.path, "PRAGMA user_version"), 3);
    QCOMPARE(Slope::number(slope.backup(1), "PRAGMA user_version"), 1);
    QCOMPARE(Slope::number(slope.backup(1), "SELECT x FROM a"), 1);
    QVERIFY(!QFile::exists(slope.backup(2)));
    const QByteArray backup = slope.bytes(slope.backup(1));
    QVERIFY(slope.open()); // nothing left to climb
    QCOMPARE(slope.bytes(slope.backup(1)), backup);
}

void TestClimb::theBackupIsReadByNobodyElseThanTheFile()
{
    Slope slope;
    slope.offer(1);
    QVERIFY(slope.open());
    const auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QVERIFY(QFile::setPermissions(slope.path, QFile::ReadOwner | QFile::WriteOwner));
    slope.offer(2);
    QVERIFY(slope.open());
    QCOMPARE(QFile::permissions(slope.backup(1)) & ~mine, QFile::Permissions());
}

void TestClimb::anOlderBackupOfTheSameVersionIsReplaced()
{
    Slope slope;
    slope.offer(1);
    QVERIFY(slope.open());
    for (const QString &name : {slope.backup(1), slope.backup(1) + QStringLiteral(".part")}) {
        QFile stale(name);
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.write("half a backup");
    }
    slope.offer(2);
    QVERIFY(slope.open());
    QCOMPARE(Slope::number(slope.backup(1), "SELECT x FROM a"), 1);
    QVERIFY(!QFile::exists(slope.backup(1) + QStringLiteral(".part")));
}

void TestClimb::aBackupThatCannotBeMadeStopsTheClimb()
{
    Slope slope;
    slope.offer(1);
    QVERIFY(slope.open());
    QVERIFY(QDir().mkpath(slope.backup(1) + QStringLiteral("/in the way")));
    slope.offer(2);
    QVERIFY(!slope.open());
    QCOMPARE(Slope::number(slope.path, "PRAGMA user_version"), 1);
    QVERIFY(!QFile::exists(slope.backup(1) + QStringLiteral(".part")));
}

void TestClimb::aStepThatFailsLeavesTheFileAsItWasBefore()
{
    Slope slope;
    slope.offer(1);
    QVERIFY(slope.open());
    slope.offer(2);
    slope.write("0003_c.sql", "CREATE TABLE c(z INTEGER); INSERT INTO nowhere VALUES(1); CREATE TABLE d(z INTEGER);");
    QCOMPARE(slope.refusal(), Error::Code::Failed);
    QCOMPARE(Slope::number(slope.path, "PRAGMA user_version"), 2); // the step before it is whole and stays
    QCOMPARE(Slope::number(slope.path, "SELECT count(*) FROM sqlite_schema WHERE name IN ('c','d')"), 0);
    QCOMPARE(Slope::number(slope.backup(1), "PRAGMA user_version"), 1);
    slope.offer(3);
    QVERIFY(slope.open());
    QCOMPARE(Slope::number(slope.path, "SELECT z FROM c"), 3);
    QCOMPARE(Slope::number(slope.backup(1), "PRAGMA user_version"), 1); // the oldest backup is still there
}

static int s_left = 0;

void TestClimb::aCrashAnywhereLeavesAWholeStepAndTheBackup()
{
    int kills = 0;
    for (int at = 1;; ++at) {
        Slope slope;
        slope.offer(1);
        QVERIFY(slope.open());
        slope.offer(3);
        const pid_t child = ::fork();
        if (child == 0) {
            s_left = at;
            onStep = [](const char *) {
                if (--s_left == 0)
                    ::kill(::getpid(), SIGKILL);
            };
            ::_exit(slope.open() ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        const qint64 version = Slope::number(slope.path, "PRAGMA user_version");
        QCOMPARE(Slope::number(slope.path, "SELECT count(*)-1 FROM sqlite_schema WHERE type='table'"), version);
        QVERIFY(version == 1 || Slope::number(slope.backup(1), "SELECT x FROM a") == 1);
        QVERIFY(slope.open());
        QCOMPARE(Slope::number(slope.path, "SELECT z FROM c"), 3);
        QCOMPARE(Slope::number(slope.backup(1), "PRAGMA user_version"), 1);
        if (WIFEXITED(status)) {
            QCOMPARE(WEXITSTATUS(status), 0);
            break;
        }
        ++kills;
    }
    QCOMPARE(kills, 6); // copied, backed up, and twice: made, taken
}

void TestClimb::aFileFromANewerVersionIsLeftByteForByte()
{
    Slope slope;
    slope.offer(3);
    QVERIFY(slope.open());
    slope.offer(2);
    const QByteArray before = slope.bytes(slope.path);
    QCOMPARE(slope.refusal(), Error::Code::TooNew);
    QCOMPARE(slope.refusal(Database::Open::Existing), Error::Code::TooNew);
    QCOMPARE(slope.bytes(slope.path), before);
}

void TestClimb::randomBytesAreDamagedAndLeftByteForByte()
{
    for (const int size : {1, 99, 100, 512, 4096, 100'000}) {
        Slope slope;
        slope.offer(2);
        QByteArray noise(size, '\0');
        quint32 seed = quint32(size);
        for (char &c : noise)
            c = char((seed = seed * 1664525u + 1013904223u) >> 24);
        QFile file(slope.path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(noise) == size);
        file.close();
        QCOMPARE(slope.refusal(), Error::Code::Damaged);
        QCOMPARE(slope.bytes(slope.path), noise);
        QCOMPARE(QDir(slope.dir.path()).entryList(QDir::Files).size(), 1);
    }
}

void TestClimb::aTruncatedFileIsDamagedAndLeftByteForByte()
{
    Slope slope;
    slope.offer(2);
    QVERIFY(slope.open());
    const qint64 whole = slope.bytes(slope.path).size();
    for (const qint64 size : {whole - 1, whole - 4096, qint64(4096), qint64(600), qint64(50)}) {
        QVERIFY(QFile::resize(slope.path, size));
        const QByteArray before = slope.bytes(slope.path);
        QCOMPARE(slope.refusal(), Error::Code::Damaged);
        slope.offer(3);
        QCOMPARE(slope.refusal(), Error::Code::Damaged);
        slope.offer(2);
        QCOMPARE(slope.bytes(slope.path), before);
    }
}

void TestClimb::somebodyElsesFileIsRefusedAndLeftByteForByte()
{
    for (const char *sql : {"CREATE TABLE recipes(t TEXT)", "PRAGMA application_id=77",
             "PRAGMA user_version=1; CREATE TABLE a(x)", "PRAGMA application_id=1433421931; CREATE TABLE a(x)"}) {
        Slope slope;
        slope.offer(2);
        raw::File(slope.path.toStdString()).run(sql);
        const QByteArray before = slope.bytes(slope.path);
        QVERIFY(!before.isEmpty());
        QCOMPARE(slope.refusal(), Error::Code::Damaged);
        QCOMPARE(slope.bytes(slope.path), before);
        QCOMPARE(QDir(slope.dir.path()).entryList(QDir::Files).size(), 1);
    }
}

void TestClimb::anEmptyFileIsNoStoreUnlessOneMayBeMade()
{
    Slope slope;
    slope.offer(2);
    QCOMPARE(slope.refusal(Database::Open::Existing), Error::Code::NotFound);
    QFile file(slope.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QCOMPARE(slope.refusal(Database::Open::Existing), Error::Code::Damaged);
    QCOMPARE(slope.bytes(slope.path).size(), 0);
    QVERIFY(slope.open()); // what a crash right after making the file leaves
    QVERIFY(slope.open(Database::Open::Existing));
}

void TestClimb::aRestoredBackupOpensAndWritesAheadAgain()
{
    Slope slope;
    slope.offer(1);
    QVERIFY(slope.open());
    slope.offer(2);
    QVERIFY(slope.open());
    QVERIFY(QFile::remove(slope.path) && QFile::copy(slope.backup(1), slope.path));
    slope.offer(1);
    auto database = slope.open(Database::Open::Existing);
    QVERIFY(database);
    Query q = (*database)->query("PRAGMA journal_mode");
    QVERIFY(q.next());
    QCOMPARE(q.text(0), QStringLiteral("wal"));
}

void TestClimb::twoProgramsThatClimbAtOnceTakeEachStepOnce()
{
    for (const bool fresh : {true, false}) {
        Slope slope;
        if (!fresh) {
            slope.offer(1);
            QVERIFY(slope.open());
        }
        slope.offer(3);
        std::vector<pid_t> children;
        for (int i = 0; i < 4; ++i) {
            children.push_back(::fork());
            if (children.back() == 0) {
                auto setup = Database::Setup{&slope.clock, slope.dir.filePath(QStringLiteral("steps")), {}, {}};
                ::_exit(Database::open(slope.path, setup) ? 0 : 1);
            }
        }
        for (const pid_t child : children) {
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        }
        QCOMPARE(Slope::number(slope.path, "SELECT count(*)*10+max(z) FROM c"), 13);
        QCOMPARE(QFile::exists(slope.backup(1)), !fresh);
        QVERIFY(fresh || Slope::number(slope.backup(1), "PRAGMA user_version") == 1);
        QVERIFY(!QFile::exists(slope.backup(2)));
    }
}

void TestClimb::aClimbThatAnotherProgramKeepsUpIsBusy()
{
    Slope slope;
    slope.offer(1);
    QVERIFY(slope.open());
    slope.offer(2);
    QLockFile other(slope.path + QStringLiteral(".climbing"));
    QVERIFY(other.tryLock());
    QCOMPARE(slope.refusal(), Error::Code::Busy);
    QCOMPARE(Slope::number(slope.path, "PRAGMA user_version"), 1);
    other.unlock();
    QVERIFY(slope.open());
}

void TestClimb::whoHasTheFileOpenWritesNothingOnceItWasTakenBeyondThem()
{
    Slope slope;
    slope.offer(2);
    const auto old = slope.open();
    QVERIFY(old && stillKnown(**old));
    slope.offer(3);
    const auto young = slope.open();
    QVERIFY(young && stillKnown(**young));
    const auto known = stillKnown(**old);
    QVERIFY(!known);
    QCOMPARE(known.error().code, Error::Code::TooNew);
    QCOMPARE(known.error().subject, slope.path);
    QCOMPARE(known.error().detail, QStringLiteral("3"));
    const auto begun = Transaction::begin(**old, {});
    QVERIFY(!begun);
    QCOMPARE(begun.error().code, Error::Code::TooNew);
    QVERIFY(!(*old)->writing());
}

void TestClimb::aMissingStepIsNotSkipped()
{
    Slope slope;
    QCOMPARE(slope.refusal(), Error::Code::Failed);
    slope.write("0001_a.sql", kSteps[0]);
    slope.write("0003_c.sql", kSteps[2]);
    QCOMPARE(slope.refusal(), Error::Code::Failed);
}

UPDESK_TEST(TestClimb);
#include "tst_climb.moc"
