// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverarchive.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QThread>

using namespace updesk;

/// Base backups and the archive of the log: every moment of some weeks can be restored, and what cannot is said.
class TestServerArchive : public QObject
{
    Q_OBJECT
    static constexpr Time kNow = 1'773'324'000'000; // 12 March 2026, 14:00 UTC

    /// Folders as they look from outside.
    struct Shelf {
        QTemporaryDir dir;
        QString wal = dir.filePath(QStringLiteral("wal"));

        Shelf() { QDir().mkpath(wal); }
        static void write(const QString &path, const QByteArray &bytes)
        {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("cannot write");
        }
        void base(int daysAgo, const char *first) const
        {
            const QString stamp = QDateTime::fromMSecsSinceEpoch(kNow - daysAgo * kDay, Qt::UTC)
                                      .toString(QStringLiteral("yyyyMMdd-HHmmss"));
            const QString folder = dir.filePath(QStringLiteral("updesk-base-") + stamp);
            QDir().mkpath(folder);
            write(folder + QStringLiteral("/backup_label"),
                QByteArray("START WAL LOCATION: 0/2000028 (file ") + first + ")\nCHECKPOINT LOCATION: 0/2000060\n");
        }
        void segment(const QString &name) const { write(wal + u'/' + name, QByteArray(1 << 20, 'w')); }
        void segments(int from, int to) const
        {
            for (int i = from; i <= to; ++i)
                segment(QStringLiteral("0000000100000000000000")
                    + QStringLiteral("%1").arg(i, 2, 16, QLatin1Char('0')).toUpper());
        }
        QStringList bases() const { return QDir(dir.path()).entryList({QStringLiteral("updesk-base-*")}); }
        QStringList kept() const { return QDir(wal).entryList(QDir::Files, QDir::Name); }
    };

private Q_SLOTS:
    void onlyWhatNoMomentOfTheKeptDaysNeedsIsTakenAway()
    {
        const Shelf shelf;
        shelf.base(50, "000000010000000000000002");
        shelf.base(40, "000000010000000000000004");
        shelf.base(30, "000000010000000000000006");
        shelf.base(1, "000000010000000000000008");
        shelf.segments(1, 9);
        for (const char *name : {"00000002.history", "000000010000000000000002.00000028.backup",
                 "000000010000000000000004.00000028.backup", "notes.txt", "000000010000000000000001.part"})
            Shelf::write(shelf.wal + u'/' + QLatin1String(name), "x");
        const auto gone = pruneArchive(shelf.dir.path(), shelf.wal, kNow, 35);
        QVERIFY(gone);
        QCOMPARE(gone->bases, 1);
        QCOMPARE(gone->segments, 4); // 1 to 3, and what tells of the base that is gone
        QCOMPARE(shelf.bases().size(), 3);
        QVERIFY(shelf.kept().contains(QStringLiteral("000000010000000000000004")));
        QVERIFY(!shelf.kept().contains(QStringLiteral("000000010000000000000003")));
        for (const char *name : {"00000002.history", "notes.txt", "000000010000000000000001.part",
                 "000000010000000000000004.00000028.backup"})
            QVERIFY2(shelf.kept().contains(QLatin1String(name)), name);
        QVERIFY(readArchive(shelf.dir.path(), shelf.wal)->holes.empty());
        const auto again = pruneArchive(shelf.dir.path(), shelf.wal, kNow, 35);
        QVERIFY(again && again->bases == 0 && again->segments == 0);
    }
    void whileNoBaseBackupIsOldEnoughNothingGoes()
    {
        const Shelf shelf;
        shelf.base(20, "000000010000000000000004");
        shelf.segments(1, 6);
        QCOMPARE(pruneArchive(shelf.dir.path(), shelf.wal, kNow, 35)->segments, 0);
        QVERIFY(QDir(shelf.dir.path()).mkpath(QStringLiteral("updesk-base-20250101-000000"))); // half a copy, no label
        QCOMPARE(pruneArchive(shelf.dir.path(), shelf.wal, kNow, 35)->segments, 0);
        QCOMPARE(shelf.bases().size(), 2);
        QCOMPARE(
            pruneArchive(shelf.dir.path(), QStringLiteral("/nowhere"), kNow, 35).error().code, Error::Code::NotFound);
    }
    void aHoleInTheLogIsNamed()
    {
        const Shelf shelf;
        shelf.base(2, "000000010000000000000003");
        shelf.segments(1, 1); // before the base backup nothing is needed
        shelf.segments(3, 4);
        shelf.segments(8, 9);
        shelf.segment(QStringLiteral("00000002000000000000000A")); // the server was restored and went on
        shelf.segment(QStringLiteral("000000020000000000000100")); // 4096 segments of a megabyte to a log
        const auto archive = readArchive(shelf.dir.path(), shelf.wal);
        QVERIFY(archive);
        QCOMPARE(archive->newest, QByteArray("000000020000000000000100"));
        QCOMPARE(archive->holes.size(), size_t(2));
        QCOMPARE(archive->holes[0].first, QByteArray("000000010000000000000005"));
        QCOMPARE(archive->holes[0].last, QByteArray("000000010000000000000007"));
        QVERIFY(archive->holes[0].after > 0);
        QCOMPARE(archive->holes[1].first, QByteArray("00000002000000000000000B"));
        QCOMPARE(archive->holes[1].last, QByteArray("0000000200000000000000FF"));
    }
};
UPDESK_TEST(TestServerArchive);

/// The same with a server that runs.
class TestArchivedServer : public QObject
{
    Q_OBJECT
    static Postgres &pg() { return Postgres::shared(); }

    static void system(const QByteArray &sql)
    {
        const auto chief = Pg::open(pg().at(QStringLiteral("postgres")));
        if (const auto done = (*chief)->execute(sql); !done)
            qFatal("%s", qPrintable(done.error().detail));
    }
    /// All that was written until now lies in the archive afterwards; returns the last segment.
    QByteArray archived() const
    {
        const auto chief = Pg::open(pg().at(QStringLiteral("postgres")));
        const QByteArray segment = (*chief)->query("SELECT pg_walfile_name(pg_switch_wal())")->bytes(0, 0);
        for (int i = 0; i < 600 && !QFile::exists(m_wal + u'/' + QString::fromLatin1(segment)); ++i)
            QThread::msleep(50);
        return segment;
    }
    static void tags(const SyncServer &server, int count)
    {
        Pusher ann(server, "ann");
        for (int i = 0; i < count; ++i)
            ann.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")});
    }
    Pg::Options admin(const SyncServer &server) const { return pg().at(server.database); }

    QTemporaryDir m_dir;
    QString m_wal;

private Q_SLOTS:
    void initTestCase()
    {
        m_wal = pg().folder() + QStringLiteral("/it's 100% wal");
        pg().must(QStringLiteral("mkdir"), {m_wal});
        QFile script(QStringLiteral(UPDESK_SOURCE_DIR "/installer/updesk-archive.sh"));
        QVERIFY(script.open(QIODevice::ReadOnly));
        pg().must(QStringLiteral("sh"),
            {QStringLiteral("-c"),
                QStringLiteral("cat > archive.sh <<'SCRIPT'\n%1\nSCRIPT").arg(QString::fromUtf8(script.readAll()))});
        system("ALTER SYSTEM SET archive_mode='on'");
        const QString folder =
            QString(m_wal).replace(u'\'', QStringLiteral("'\\''")).replace(u'%', QStringLiteral("%%"));
        const QString line = QStringLiteral("sh %1/archive.sh \"%p\" \"%f\" '%2'").arg(pg().folder(), folder);
        system("ALTER SYSTEM SET archive_command='" + line.toUtf8().replace('\'', "''") + '\'');
        pg().stop();
        pg().start();
    }
    void cleanupTestCase()
    {
        system("ALTER SYSTEM RESET archive_mode");
        system("ALTER SYSTEM RESET archive_command");
        pg().stop();
        pg().start();
    }

    void everyMomentAfterABaseBackupCanBeRestored()
    {
        const SyncServer server;
        tags(server, 5);
        const auto made = backUpBase(admin(server), m_dir.path(), SystemClock().now());
        QVERIFY2(made, made ? "" : qPrintable(made.error().subject + made.error().detail));
        QCOMPARE(made->archiving, Archiving::Works);
        QVERIFY(made->bytes > 1'000'000 && made->base.first.size() == 24);
        const auto rights = QFile::permissions(made->base.folder);
        QVERIFY(!(rights & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)));
        tags(server, 7);
        const QByteArray middle = archived();
        QThread::msleep(1100);
        const Time then = SystemClock().now();
        QThread::msleep(1100);
        tags(server, 9);
        archived();
        auto archive = readArchive(m_dir.path(), m_wal);
        QVERIFY(archive && archive->holes.empty());

        const auto all = drillArchive(admin(server), *archive, m_wal, 0, server.setup);
        QVERIFY2(all, all ? "" : qPrintable(all.error().subject + all.error().detail));
        QVERIFY(all->drill.report.sound());
        QVERIFY(!all->hole);
        QVERIFY(all->upTo >= then);
        const auto earlier = drillArchive(admin(server), *archive, m_wal, then, server.setup);
        QVERIFY2(earlier, earlier ? "" : qPrintable(earlier.error().subject + earlier.error().detail));
        QVERIFY(earlier->drill.report.sound());
        QCOMPARE(all->drill.rows - earlier->drill.rows, 9);
        QVERIFY(earlier->drill.filled > 0);
        QVERIFY(earlier->upTo > 0 && earlier->upTo < then);
        // The live server is as it was, and its archive too.
        QVERIFY(server.chief()->query("SELECT 1"));
        QCOMPARE(QDir(m_wal).entryList({QStringLiteral("*.history")}).size(), 0);

        const auto future = drillArchive(admin(server), *archive, m_wal, SystemClock().now() + kDay, server.setup);
        QCOMPARE(future.error().code, Error::Code::Damaged);
        QCOMPARE(future.error().detail, QStringLiteral("ends_before"));
        const auto before = drillArchive(admin(server), *archive, m_wal, made->base.at - kDay, server.setup);
        QCOMPARE(before.error().subject, QStringLiteral("base"));

        // Somebody takes a segment out of the archive.
        QVERIFY(QFile::remove(m_wal + u'/' + QString::fromLatin1(middle)));
        archive = readArchive(m_dir.path(), m_wal);
        QCOMPARE(archive->holes.size(), size_t(1));
        QCOMPARE(archive->holes.front().first, middle);
        const auto cut = drillArchive(admin(server), *archive, m_wal, 0, server.setup);
        QVERIFY2(cut, cut ? "" : qPrintable(cut.error().subject + cut.error().detail));
        QVERIFY(cut->hole && cut->hole->first == middle);
        QVERIFY(cut->drill.report.sound() && cut->drill.rows < all->drill.rows);
        const auto behind = drillArchive(admin(server), *archive, m_wal, SystemClock().now(), server.setup);
        QCOMPARE(behind.error().subject, QStringLiteral("wal"));
        QCOMPARE(behind.error().detail, QString::fromLatin1(middle));
    }
    void aMomentBeforeAnErasingIsRestoredWithTheListAndSaysNothing()
    {
        const SyncServer server;
        const Id customer = Pusher::fresh();
        Pusher(server, "ann").push({Pusher::put("customer", customer, "\"last\":\"Tremblay\"")});
        const auto made = backUpBase(admin(server), m_dir.path(), SystemClock().now());
        QVERIFY2(made, made ? "" : qPrintable(made.error().subject + made.error().detail));
        tags(server, 3);
        QThread::msleep(1100);
        const Time then = SystemClock().now();
        QThread::msleep(1100);
        Pusher(server, "meg")
            .push({Pusher::put("erasure", Pusher::fresh(), "\"customer_id\":\"" + customer.hex() + '"')});
        archived();
        const QString list = m_dir.filePath(QStringLiteral("erasures"));
        QCOMPARE(*keepErasures(*server.chief(), list), 1);
        auto archive = readArchive(m_dir.path(), m_wal);
        QVERIFY(archive);
        std::erase_if(archive->bases, [&](const BaseBackup &base) { return base.at != made->base.at; });
        archive->holes.clear(); // of another test
        const auto plain = drillArchive(admin(server), *archive, m_wal, then, server.setup);
        QVERIFY2(plain, plain ? "" : qPrintable(plain.error().subject + plain.error().detail));
        QCOMPARE(plain->drill.replayed.done, 0);
        const auto drill = drillArchive(admin(server), *archive, m_wal, then, server.setup, list);
        QVERIFY2(drill, drill ? "" : qPrintable(drill.error().subject + drill.error().detail));
        QCOMPARE(drill->drill.replayed.done, 1);
        QCOMPARE(drill->drill.left, 0);
        QVERIFY(drill->drill.report.sound());
        QCOMPARE(drill->drill.rows - plain->drill.rows, 1); // the erasure
    }
    void aBaseBackupThatFailsLeavesNothing()
    {
        const SyncServer server;
        Pg::Options wrong = admin(server);
        wrong.password = QStringLiteral("wrong");
        const QTemporaryDir dir;
        QCOMPARE(backUpBase(wrong, dir.path(), SystemClock().now()).error().code, Error::Code::Denied);
        const auto ann = server.options("ann"); // she may not copy the server
        const auto hers = backUpBase(ann, dir.path(), SystemClock().now());
        QVERIFY(!hers);
        QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }
    void theArchiveTakesASegmentOnceAndNeverAnother()
    {
        pg().must(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("mkdir a; echo one > s; echo two > t")});
        const auto archive = [](const char *segment) {
            return pg().must(QStringLiteral("sh"),
                {QStringLiteral("-c"),
                    QStringLiteral("sh archive.sh %1 00000001 a 2>&1; echo $?; cat a/00000001")
                        .arg(QLatin1String(segment))});
        };
        QCOMPARE(archive("s"), QByteArray("0\none\n"));
        QCOMPARE(archive("s"), QByteArray("0\none\n"));
        QCOMPARE(archive("t"), QByteArray("a/00000001 is there already and is another\n1\none\n"));
        QCOMPARE(archive("gone").right(6), QByteArray("1\none\n"));
    }
};
UPDESK_TEST(TestArchivedServer);
#include "tst_serverarchive.moc"
