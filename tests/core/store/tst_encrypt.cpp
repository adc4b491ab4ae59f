// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"
#include "core/store/encrypt.h"
#include "tests/core/store/deeds.h"
#include "tests/support/encrypting.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

constexpr char kName[] = "Quartzfield";
int s_left = 0;
int s_tell[2];

/// A plain store with people in it, and a key for it.
struct PlainDesk : TempDesk {
    FileKey key = FileKey::make();
    int keysMade = 0;

    PlainDesk()
    {
        KeyRing::add(key);
        for (int i = 0; i < 100; ++i) {
            if (!applied(*this, put(kCustomer, aCustomer(i, "Ann", kName))))
                qFatal("no customer");
        }
    }
    Result<FileKey> encrypt()
    {
        return encryptFile(path, setup, [this]() -> Result<FileKey> {
            ++keysMade;
            return key;
        });
    }
    QStringList files() const { return QDir(dir.path()).entryList(QDir::Files, QDir::Name); }
    QByteArray bytes(const char *end = "") const
    {
        QFile file(path + QLatin1String(end));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

class TestEncrypt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        onStep = nullptr;
        KeyRing::clear();
    }
    void everyRowIsInTheEncryptedFileAndNothingPlainIsLeft()
    {
        PlainDesk desk;
        const QByteArray rows = desk.rows(), log = desk.list("SELECT hex(id)||ops FROM deed ORDER BY n");
        desk.close();
        QVERIFY(QFile::setPermissions(desk.path, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(desk.bytes().contains(kName));
        const auto key = desk.encrypt();
        QVERIFY(key && *key == desk.key);
        QCOMPARE(desk.files(), QStringList{QStringLiteral("desk.updesk")});
        QVERIFY(!desk.bytes().contains(kName));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile::permissions(desk.path) & others, QFile::Permissions());
        desk.open();
        QVERIFY(desk.database->isEncrypted());
        QCOMPARE(desk.rows(), rows);
        QCOMPARE(desk.list("SELECT hex(id)||ops FROM deed ORDER BY n"), log);
        QCOMPARE(desk.list("PRAGMA journal_mode").trimmed(), QByteArray("wal"));
        QVERIFY(checkStore(*desk.database)->sound());
        desk.close();
        const auto again = desk.encrypt();
        QVERIFY(again && again->isNull());
        QCOMPARE(desk.keysMade, 1);
    }
    // Somebody who works in the file would go on in one that has no name any more.
    void whileAnotherHasItOpenItStaysPlainAndNoKeyIsMade()
    {
        PlainDesk desk;
        desk.setup.patience = 5;
        const auto key = desk.encrypt();
        QVERIFY(!key);
        QCOMPARE(key.error().code, Error::Code::Busy);
        QCOMPARE(desk.keysMade, 0);
        QVERIFY(applied(desk, put(kCustomer, aCustomer(100))));
        desk.open();
        QVERIFY(!desk.database->isEncrypted());
        QCOMPARE(desk.count("customer"), 101);
    }
    void aKeyThatCannotBeKeptLeavesItPlain()
    {
        PlainDesk desk;
        desk.close();
        const auto key = encryptFile(desk.path, desk.setup, []() -> Result<FileKey> {
            return Error{Error::Code::Denied, QStringLiteral("key_store"), {}};
        });
        QVERIFY(!key);
        QCOMPARE(key.error().subject, QStringLiteral("key_store"));
        QCOMPARE(desk.files(), QStringList{QStringLiteral("desk.updesk")});
        desk.open();
        QCOMPARE(desk.count("customer"), 100);
    }
    void aCopyThatCannotBeWrittenLeavesItPlain()
    {
        PlainDesk desk;
        desk.close();
        QVERIFY(QDir().mkpath(desk.path + QStringLiteral(".encrypting/in the way")));
        QVERIFY(!desk.encrypt());
        desk.open();
        QVERIFY(!desk.database->isEncrypted());
        QCOMPARE(desk.count("customer"), 100);
    }
    void aLinkToItStaysALink()
    {
        PlainDesk desk;
        desk.close();
        const QString link = desk.dir.filePath(QStringLiteral("link.updesk"));
        QVERIFY(QFile::link(desk.path, link));
        const auto made = encryptFile(link, desk.setup, [&desk]() -> Result<FileKey> { return desk.key; });
        QVERIFY(made && !made->isNull());
        QCOMPARE(QFileInfo(link).symLinkTarget(), desk.path);
        QVERIFY(!desk.bytes().contains(kName));
        const auto opened = Database::open(link, desk.setup, Database::Open::Existing);
        QVERIFY(opened && (*opened)->isEncrypted());
    }
    void backupsBesideItAreEncryptedAndCutOffOnesGo()
    {
        PlainDesk desk;
        desk.close();
        QVERIFY(QFile::copy(desk.path, desk.path + QStringLiteral(".version-1")));
        QVERIFY(QFile::copy(desk.path, desk.path + QStringLiteral(".version-2.part")));
        QVERIFY(QFile::copy(desk.path, desk.path + QStringLiteral(".encrypting"))); // of a run that was cut off
        QVERIFY(desk.encrypt());
        QVERIFY(encryptBackups(desk.path, desk.setup, desk.key));
        QCOMPARE(desk.files(), (QStringList{QStringLiteral("desk.updesk"), QStringLiteral("desk.updesk.version-1")}));
        QVERIFY(!desk.bytes(".version-1").contains(kName));
        const QString backup = desk.path + QStringLiteral(".version-1");
        const auto opened = Database::open(backup, desk.setup, Database::Open::AsItIs);
        QVERIFY(opened && (*opened)->isEncrypted());
        Query q = (*opened)->query("SELECT count(*) FROM customer");
        QVERIFY(q.next());
        QCOMPARE(q.number(0), 100);
    }
    void aFileOfAnOlderVersionIsEncryptedThenClimbs()
    {
        const QTemporaryDir dir;
        const auto write = [&](const char *name, const QByteArray &sql) {
            QDir().mkpath(dir.filePath(QStringLiteral("steps")));
            QFile step(dir.filePath(QStringLiteral("steps/") + QLatin1String(name)));
            QVERIFY(step.open(QIODevice::WriteOnly) && step.write(sql) == sql.size());
        };
        const FakeClock clock;
        const FileKey key = FileKey::make();
        KeyRing::add(key);
        const Database::Setup setup{&clock, dir.filePath(QStringLiteral("steps")), {}, {}};
        const QString path = dir.filePath(QStringLiteral("O'Hara's #1 100% ü.updesk"));
        write("0001_a.sql", "CREATE TABLE a(x TEXT) STRICT; INSERT INTO a VALUES('Quartzfield');");
        QVERIFY(Database::open(path, setup));
        write("0002_b.sql", "CREATE TABLE b(y TEXT) STRICT; INSERT INTO b SELECT x FROM a;");
        QVERIFY(encryptFile(path, setup, [&key]() -> Result<FileKey> { return key; }));
        QVERIFY(!QFile::exists(path + QStringLiteral(".version-1"))); // no plain backup of the climb on the way
        const auto opened = Database::open(path, setup);
        QVERIFY(opened && (*opened)->isEncrypted());
        Query q = (*opened)->query("SELECT y FROM b");
        QVERIFY(q.next());
        QCOMPARE(q.text(0), QString::fromLatin1(kName));
        QCOMPARE(headOf(path + QStringLiteral(".version-1"))->kind, FileHead::Kind::Encrypted);
    }
    void aKillAtAnyStepLeavesOneWholeFile()
    {
        int killed = 0, plain = 0;
        for (int at = 1;; ++at) {
            PlainDesk desk;
            const QByteArray rows = desk.rows();
            desk.close();
            const pid_t child = ::fork();
            if (child == 0) {
                s_left = at;
                onStep = [](const char *) {
                    if (--s_left == 0)
                        ::kill(::getpid(), SIGKILL);
                };
                ::_exit(desk.encrypt() ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            desk.open();
            plain += !desk.database->isEncrypted();
            QCOMPARE(desk.rows(), rows);
            QVERIFY(checkStore(*desk.database)->sound());
            desk.close();
            QVERIFY(desk.encrypt()); // the next start ends it
            QCOMPARE(desk.files(), QStringList{QStringLiteral("desk.updesk")});
            desk.open();
            QVERIFY(desk.database->isEncrypted());
            QCOMPARE(desk.rows(), rows);
            if (WIFEXITED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                break;
            }
            ++killed;
        }
        QVERIFY2(killed >= 5, QByteArray::number(killed).constData());
        QVERIFY(plain >= 3 && plain < killed);
    }
    // It waits for the plain file, which has no name any more when its turn comes.
    void aProgramThatOpensMeanwhileWorksInTheEncryptedFile()
    {
        PlainDesk desk;
        desk.close();
        QCOMPARE(::pipe(s_tell), 0);
        const pid_t child = ::fork(); // before this process knows anything of the file
        if (child == 0) {
            char go = 0;
            ::close(s_tell[1]); // so that it ends with its parent
            desk.setup.patience = 20 * kSecond;
            const bool told = ::read(s_tell[0], &go, 1) == 1;
            desk.open();
            ::_exit(told && desk.database->isEncrypted() && applied(desk, put(kCustomer, aCustomer(500))) ? 0 : 1);
        }
        onStep = [](const char *step) {
            if (qstrcmp(step, "alone") == 0)
                (void)!::write(s_tell[1], "x", 1);
            if (qstrcmp(step, "copy begun") == 0)
                QThread::msleep(300);
        };
        QVERIFY(desk.encrypt());
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        onStep = nullptr;
        desk.open();
        QCOMPARE(desk.count("customer"), 101);
        QVERIFY(checkStore(*desk.database)->sound());
    }
};

UPDESK_ENCRYPTING_TEST(TestEncrypt);
#include "tst_encrypt.moc"
