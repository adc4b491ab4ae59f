// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/deeds.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"

#include <QThread>

#include <sys/stat.h>
#include <unistd.h>

using namespace updesk;

/// Another program's connection, which waits only this long.
static Result<std::unique_ptr<Database>> second(TempDesk &desk, Time patience)
{
    auto setup = deskSetup(desk.clock);
    setup.patience = patience;
    return Database::open(desk.path, setup, Database::Open::Existing);
}

/// Gives up the super-user's rights for a while, as nobody may then write what is read-only.
class AsNobody
{
public:
    AsNobody() : m_user(::geteuid())
    {
        if (m_user == 0 && ::seteuid(65534) != 0)
            qFatal("cannot become nobody");
    }
    ~AsNobody()
    {
        if (m_user == 0 && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }

private:
    uid_t m_user;
};

class TestDatabase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStoreWithoutANameIsInvalid()
    {
        TempDesk desk;
        QCOMPARE(Database::open(QString(), deskSetup(desk.clock)).error().code, Error::Code::Invalid);
    }
    void aMissingFileOrFolderIsNotFoundAndNotMade()
    {
        TempDesk desk;
        const QString absent = desk.dir.filePath(QStringLiteral("absent.updesk"));
        QCOMPARE(Database::open(absent, deskSetup(desk.clock), Database::Open::Existing).error().code,
            Error::Code::NotFound);
        QVERIFY(!QFile::exists(absent));
        const QString nowhere = desk.dir.filePath(QStringLiteral("no/such/folder.updesk"));
        const auto opened = Database::open(nowhere, deskSetup(desk.clock));
        QCOMPARE(opened.error().code, Error::Code::NotFound);
        QCOMPARE(opened.error().subject, nowhere);
    }
    void aFolderIsNoStore()
    {
        TempDesk desk;
        QVERIFY(!Database::open(desk.dir.path(), deskSetup(desk.clock)));
        QVERIFY(!Database::open(desk.dir.path(), deskSetup(desk.clock), Database::Open::Existing));
    }
    void namesThatMeanSomethingToSqliteAreNamesOfFiles()
    {
        TempDesk desk;
        for (const char *name : {"file:x?mode=memory", "per%20cent 'quoted' \"twice\" ü;--", " "}) {
            const QString path = desk.dir.filePath(QString::fromUtf8(name));
            const auto opened = Database::open(path, deskSetup(desk.clock));
            QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
            QVERIFY(QFile::exists(path));
        }
        // A name of Qt's resources, and to SQLite a store that is gone when the program ends.
        QCOMPARE(Database::open(QStringLiteral(":memory:"), deskSetup(desk.clock)).error().code, Error::Code::Invalid);
    }
    void aReadOnlyFileIsDenied()
    {
        TempDesk desk;
        desk.close();
        QCOMPARE(::chmod(QFile::encodeName(desk.path).constData(), 0444), 0);
        QCOMPARE(::chmod(QFile::encodeName(desk.dir.path()).constData(), 0777), 0);
        const AsNobody nobody;
        QCOMPARE(Database::open(desk.path, deskSetup(desk.clock)).error().code, Error::Code::Denied);
    }
    void aFolderThatMayNotBeWrittenIsDenied()
    {
        TempDesk desk;
        desk.close();
        QCOMPARE(::chmod(QFile::encodeName(desk.path).constData(), 0666), 0);
        QCOMPARE(::chmod(QFile::encodeName(desk.dir.path()).constData(), 0555), 0);
        {
            const AsNobody nobody;
            QCOMPARE(Database::open(desk.path, deskSetup(desk.clock)).error().code, Error::Code::Denied);
            QCOMPARE(Database::open(desk.dir.filePath(QStringLiteral("new")), deskSetup(desk.clock)).error().code,
                Error::Code::Denied);
        }
        QCOMPARE(::chmod(QFile::encodeName(desk.dir.path()).constData(), 0700), 0);
    }
    void aFileThatIsMadeIsItsOwnersAlone()
    {
        const TempDesk desk;
        const auto own =
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
        for (const char *end : {"", "-wal"}) {
            const QString file = desk.path + QLatin1String(end);
            QVERIFY(QFile::exists(file));
            QCOMPARE(QFile::permissions(file) & ~own, QFileDevice::Permissions());
        }
    }
    void everyConnectionIsDurableAndWritesAhead()
    {
        TempDesk desk;
        QCOMPARE(desk.list("PRAGMA journal_mode"), QByteArray("wal\n"));
        QCOMPARE(desk.list("PRAGMA synchronous"), QByteArray("2\n"));
        QCOMPARE(desk.list("PRAGMA foreign_keys"), QByteArray("1\n"));
    }
    void aWriterWaitsForAnotherAndIsBusyWhenItsPatienceEnds()
    {
        TempDesk desk;
        const auto hasty = second(desk, 30);
        QVERIFY(hasty);
        const auto holder = Transaction::begin(*desk.database, desk.by);
        QVERIFY(holder);
        QCOMPARE(Transaction::begin(**hasty, desk.by).error().code, Error::Code::Busy);
    }
    void aWriterThatWaitsIsServedWhenTheOtherIsDone()
    {
        TempDesk desk;
        std::atomic<bool> held = false;
        const std::unique_ptr<QThread> other(QThread::create([&] {
            const auto database = second(desk, 20'000);
            auto tx = Transaction::begin(**database, desk.by);
            if (!tx || !tx->start("other") || !apply(*tx, put(kCustomer, aCustomer(1))))
                qFatal("the other writer failed");
            held = true;
            QThread::msleep(50);
            if (!tx->commit())
                qFatal("the other writer could not commit");
        }));
        const auto patient = second(desk, 20'000);
        QVERIFY(patient);
        other->start();
        QTRY_VERIFY(held);
        auto tx = Transaction::begin(**patient, desk.by);
        QVERIFY(tx && tx->start("mine"));
        QVERIFY(apply(*tx, put(kCustomer, aCustomer(2))));
        QVERIFY(tx->commit());
        QVERIFY(other->wait());
        QCOMPARE(desk.count("customer"), 2);
        QCOMPARE(desk.list("SELECT verb FROM deed ORDER BY hlc"), QByteArray("other\nmine\n"));
    }
    void readersDoNotWaitForAWriter()
    {
        TempDesk desk;
        QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
        const auto reader = second(desk, 1);
        auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(tx && tx->start("test"));
        QVERIFY(apply(*tx, put(kCustomer, aCustomer(2))));
        QVERIFY(load(**reader, kCustomer, rowId(1)));
        QCOMPARE(load(**reader, kCustomer, rowId(2)).error().code, Error::Code::NotFound);
        QVERIFY(tx->commit());
        QVERIFY(load(**reader, kCustomer, rowId(2)));
    }
    void aRelaxedStoreSettlesBackToFull()
    {
        TempDesk desk;
        QVERIFY(desk.database->relax());
        QCOMPARE(desk.list("PRAGMA synchronous"), QByteArray("1\n"));
        QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
        QVERIFY(desk.database->settle());
        QCOMPARE(desk.list("PRAGMA synchronous"), QByteArray("2\n"));
        QCOMPARE(*desk.database->state("settled"), 1);
        QVERIFY(desk.database->settle()); // harmless without a relax before
        const auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(!desk.database->relax());
        QVERIFY(!desk.database->settle());
    }
    void aNumberThatCannotBeReadIsAnErrorAndNotZero()
    {
        TempDesk desk;
        QCOMPARE(*desk.database->state("nothing of this name"), 0);
        {
            raw::File other(desk.path.toStdString());
            other.run("ALTER TABLE state RENAME TO elsewhere");
        }
        const auto state = desk.database->state("sent");
        QVERIFY(!state);
        QCOMPARE(state.error().code, Error::Code::Failed);
        const auto stop = [](void *) { return 1; };
        sqlite3_progress_handler(desk.database->handle(), 1, stop, nullptr);
        const auto version = desk.database->dataVersion();
        sqlite3_progress_handler(desk.database->handle(), 0, nullptr, nullptr);
        QVERIFY(!version);
        QVERIFY(desk.database->dataVersion());
    }
    void aCheckpointMovesTheLogIntoTheFileAndNeverWaits()
    {
        TempDesk desk;
        QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
        {
            const auto holder = Transaction::begin(*desk.database, desk.by);
            const auto other = second(desk, 1);
            QVERIFY((*other)->checkpoint());
        }
        QVERIFY(desk.database->checkpoint());
        QFile copy(desk.dir.filePath(QStringLiteral("copy")));
        QVERIFY(QFile::copy(desk.path, copy.fileName()));
        QVERIFY(Database::open(copy.fileName(), deskSetup(desk.clock)));
        raw::File plain(copy.fileName().toStdString());
        raw::Statement q(plain, "SELECT count(*) FROM customer");
        QVERIFY(q.next());
        QCOMPARE(q.number(0), 1);
    }
    void aFaultInsideTheFileIsFoundByReadingItWhole()
    {
        TempDesk desk;
        for (int i = 0; i < 200; ++i)
            QVERIFY(applied(desk, put(kCustomer, aCustomer(i))));
        QVERIFY(desk.database->checkFile());
        const qint64 page = desk.list("SELECT rootpage FROM sqlite_schema WHERE name='deed_id'").trimmed().toLongLong();
        desk.close();
        QFile file(desk.path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((page - 1) * 4096));
        QCOMPARE(file.write(QByteArray(4096, 'x')), 4096);
        file.close();
        desk.open();
        const auto found = desk.database->checkFile();
        QVERIFY(!found);
        QCOMPARE(found.error().code, Error::Code::Damaged);
    }
    void whatIsKeptIsKeptByType()
    {
        TempDesk desk;
        QVERIFY(!desk.database->kept<int>());
        desk.database->kept<int>() = std::make_shared<int>(7);
        QVERIFY(!desk.database->kept<double>());
        QCOMPARE(*desk.database->kept<int>(), 7);
        desk.open();
        QVERIFY(!desk.database->kept<int>());
    }
};

UPDESK_TEST(TestDatabase);
#include "tst_database.moc"
