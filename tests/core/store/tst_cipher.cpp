// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/deeds.h"
#include "tests/support/encrypting.h"

#include <sqlite3.h>

#include <thread>

using namespace updesk;

namespace
{

constexpr char kName[] = "Quartzfield"; // nowhere in the program

/// An encrypted store of its own key, which the ring has.
struct LockedDesk : TempDesk {
    FileKey key = FileKey::make();

    LockedDesk()
    {
        close();
        QFile::remove(path);
        setup.key = key;
        KeyRing::add(key);
        open();
        setup.key = {};
    }
    void fill(int from, int to)
    {
        for (int i = from; i < to; ++i) {
            if (!applied(*this, put(kCustomer, aCustomer(i, "Ann", kName))))
                qFatal("no customer");
        }
    }
    Error refusal() const
    {
        const auto opened = Database::open(path, setup, Database::Open::Existing);
        return opened ? Error{Error::Code::Conflict, QStringLiteral("opened"), {}} : opened.error();
    }
};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void change(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

/// What SQLite says when the file is read without a key.
int codeOfPlainReading(const QString &path)
{
    sqlite3 *handle = nullptr;
    sqlite3_open_v2(path.toUtf8().constData(), &handle, SQLITE_OPEN_READWRITE, nullptr);
    const int code = sqlite3_exec(handle, "SELECT count(*) FROM customer", nullptr, nullptr, nullptr);
    sqlite3_close_v2(handle);
    return code;
}

} // namespace

class TestCipher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { KeyRing::clear(); }

    void fileAndLogShowNothingOfWhatIsInThem()
    {
        LockedDesk desk;
        QVERIFY(desk.database->isEncrypted());
        desk.fill(0, 300);
        QVERIFY(desk.database->checkpoint());
        desk.fill(300, 400);
        QVERIFY(desk.database->checkFile());
        for (const char *end : {"", "-wal"}) {
            const QByteArray bytes = bytesOf(desk.path + QLatin1String(end));
            QVERIFY(bytes.size() > 50'000);
            for (const char *plain : {kName, "customer", "CREATE TABLE"})
                QVERIFY2(!bytes.contains(plain), plain);
        }
        desk.close();
        QVERIFY(!bytesOf(desk.path).contains(kName));
        QCOMPARE(codeOfPlainReading(desk.path), SQLITE_NOTADB);
        desk.open();
        QCOMPARE(desk.count("customer"), 400);
    }
    void aFileThatWasMovedFindsItsKey()
    {
        LockedDesk desk;
        desk.fill(0, 3);
        desk.close();
        const auto head = headOf(desk.path);
        QVERIFY(head && head->kind == FileHead::Kind::Encrypted);
        QCOMPARE(head->keyId, desk.key.id());
        const QString elsewhere = desk.dir.filePath(QStringLiteral("50% O'Hara's #1 ü.updesk"));
        QVERIFY(QFile::rename(desk.path, elsewhere));
        const auto moved = Database::open(elsewhere, desk.setup, Database::Open::Existing);
        QVERIFY(moved && (*moved)->isEncrypted());
    }
    void withoutItsKeyItIsRefusedAndLeftAsItIs()
    {
        LockedDesk desk;
        desk.fill(0, 3);
        desk.close();
        const QByteArray before = bytesOf(desk.path);
        KeyRing::clear();
        QCOMPARE(desk.refusal().code, Error::Code::Denied);
        QCOMPARE(desk.refusal().subject, QStringLiteral("no_key"));
        KeyRing::add(FileKey::make()); // of another file
        QCOMPARE(desk.refusal().subject, QStringLiteral("no_key"));
        desk.setup.key = FileKey::make();
        QCOMPARE(desk.refusal().subject, QStringLiteral("no_key"));
        const auto made = Database::open(desk.path, desk.setup, Database::Open::OrCreate);
        QVERIFY(!made);
        QCOMPARE(made.error().subject, QStringLiteral("no_key"));
        QCOMPARE(bytesOf(desk.path), before);
        desk.setup.key = desk.key;
        desk.open();
        QCOMPARE(desk.count("customer"), 3);
    }
    void aDamagedFileIsDamagedAndNotWithoutAKey_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("length");
        QTest::newRow("its mark") << 3 << 0;
        QTest::newRow("its first page") << 2000 << 0;
        QTest::newRow("the seal of its first page") << 4090 << 0;
        QTest::newRow("cut inside its first page") << -1 << 1000;
        QTest::newRow("cut inside a page") << -1 << 4096 * 9 + 7;
        QTest::newRow("cut between two pages") << -1 << 4096 * 9;
    }
    void aDamagedFileIsDamagedAndNotWithoutAKey()
    {
        QFETCH(const int, at);
        QFETCH(const int, length);
        LockedDesk desk;
        desk.fill(0, 50);
        desk.close();
        if (at >= 0)
            change(desk.path, at, "\x01\x02\x03");
        else
            QVERIFY(QFile::resize(desk.path, length));
        QCOMPARE(desk.refusal().code, Error::Code::Damaged);
        QCOMPARE(desk.refusal().subject, desk.path);
    }
    void aFaultInsideItIsFoundByReadingItWhole()
    {
        LockedDesk desk;
        desk.fill(0, 200);
        const qint64 page = desk.list("SELECT rootpage FROM sqlite_schema WHERE name='deed_id'").trimmed().toLongLong();
        desk.close();
        change(desk.path, (page - 1) * 4096 + 100, "x"); // one byte, which a plain file would not notice
        desk.open();
        const auto found = desk.database->checkFile();
        QVERIFY(!found);
        QCOMPARE(found.error().code, Error::Code::Damaged);
    }
    void severalConnectionsAndThreadsShareIt()
    {
        LockedDesk desk;
        desk.fill(0, 5);
        qint64 seen = -1;
        std::thread([&] {
            const auto other = Database::open(desk.path, desk.setup, Database::Open::Existing);
            if (!other)
                return;
            Query q = (*other)->query("SELECT count(*) FROM customer");
            seen = q.next() ? q.number(0) : -2;
            auto tx = Transaction::begin(**other, desk.by);
            if (!tx || !tx->start("test") || !apply(*tx, put(kCustomer, aCustomer(5, "Ann", kName))) || !tx->commit())
                seen = -3;
        }).join();
        QCOMPARE(seen, 5);
        QCOMPARE(desk.count("customer"), 6);
        desk.fill(6, 7);
        QVERIFY(desk.database->checkFile());
    }
    // A plain file is encrypted by encryptFile() only, never half by being opened with a key at hand.
    void aPlainFileStaysPlain()
    {
        TempDesk desk;
        desk.setup.key = FileKey::make();
        desk.open();
        QVERIFY(!desk.database->isEncrypted());
        QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
        desk.close();
        QVERIFY(bytesOf(desk.path).startsWith("SQLite format 3"));
    }
    void theBackupBeforeAClimbOpensWithTheSameKey()
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
        Database::Setup setup{&clock, dir.filePath(QStringLiteral("steps")), {}, {}};
        setup.key = key;
        const QString path = dir.filePath(QStringLiteral("O'Hara's #1 100% ü.updesk"));
        write("0001_a.sql", "CREATE TABLE a(x TEXT) STRICT; INSERT INTO a VALUES('Quartzfield');");
        QVERIFY(Database::open(path, setup));
        write("0002_b.sql", "CREATE TABLE b(y INTEGER) STRICT;");
        QVERIFY(Database::open(path, setup));
        const QString backup = path + QStringLiteral(".version-1");
        QVERIFY(QFile::exists(backup));
        QVERIFY(!bytesOf(backup).contains(kName));
        const auto head = headOf(backup);
        QVERIFY(head && head->kind == FileHead::Kind::Encrypted);
        QCOMPARE(head->keyId, key.id());
        const auto opened = Database::open(backup, setup, Database::Open::AsItIs);
        QVERIFY(opened);
        QVERIFY((*opened)->checkFile());
        Query q = (*opened)->query("SELECT x FROM a");
        QVERIFY(q.next());
        QCOMPARE(q.text(0), QString::fromLatin1(kName));
    }
};

/// What a build without the cipher does with a file of one that has it.
class TestNoCipher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEncryptedFileIsKnownByItsHead()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("desk.updesk"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("UpDesk0123456789" + QByteArray(8000, '\x5a')) > 0);
        file.close();
        const FakeClock clock;
        const auto opened = Database::open(path, deskSetup(clock));
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Error::Code::Denied);
        QCOMPARE(opened.error().subject, canEncrypt() ? QStringLiteral("no_key") : QStringLiteral("no_cipher"));
        QCOMPARE(QFileInfo(path).size(), 8016);
    }
    void headsAreToldApart()
    {
        const QTemporaryDir dir;
        const auto kindOf = [&](const QByteArray &bytes) {
            QFile file(dir.filePath(QStringLiteral("some")));
            if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
                qFatal("cannot write");
            file.close();
            return headOf(file.fileName())->kind;
        };
        QCOMPARE(kindOf({}), FileHead::Kind::Empty);
        QCOMPARE(kindOf("xy"), FileHead::Kind::Foreign);
        QCOMPARE(kindOf("UpDes"), FileHead::Kind::Foreign);
        QCOMPARE(kindOf(QByteArray("SQLite format 3", 16)), FileHead::Kind::Plain);
        QCOMPARE(kindOf("SQLite format 3, says a letter"), FileHead::Kind::Foreign);
        QCOMPARE(kindOf("UpDesk0123456789"), FileHead::Kind::Encrypted);
        QCOMPARE(headOf(dir.filePath(QStringLiteral("none"))).error().code, Error::Code::NotFound);
    }
    // The library that is linked must be the one whose header was read.
    void theCipherIsThereWhenTheBuildSaysSo()
    {
#ifdef SQLITE3MC_VERSION_STRING
        QVERIFY(canEncrypt());
#else
        QVERIFY(!canEncrypt());
#endif
        QCOMPARE(sqlite3_libversion(), SQLITE_VERSION);
    }
};

UPDESK_ENCRYPTING_TEST(TestCipher);
UPDESK_TEST(TestNoCipher);
#include "tst_cipher.moc"
