// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"
#include "core/leads/activity.h"
#include "core/store/check.h"
#include "core/sync/exchange.h"
#include "tests/support/fakeclock.h"
#include "tests/support/modelserver.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

#include <csignal>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace updesk;

namespace
{

/// A disk of a few megabytes that can be filled and freed: a file system of its own where that may be made, else a
/// limit on how far this program's files may grow.
class Disk
{
public:
    enum class Kind { FileSystem, Limit };
    explicit Disk(Kind kind)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_limit);
        if (kind == Kind::Limit)
            return;
        m_mounted = ::mount("tmpfs", m_dir.path().toLocal8Bit().constData(), "tmpfs", 0, "size=6m") == 0;
        if (!m_mounted)
            qInfo("No file system can be made here (it needs root): the files' size is limited instead.");
    }
    ~Disk()
    {
        free();
        if (m_mounted)
            ::umount2(m_dir.path().toLocal8Bit().constData(), MNT_DETACH);
    }
    Disk(const Disk &) = delete;
    Disk &operator=(const Disk &) = delete;
    QString path() const { return m_dir.filePath(QStringLiteral("desk.updesk")); }
    /// Not one page more, wherever the file stands.
    void fill(Database &database)
    {
        QVERIFY(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        if (!m_mounted) {
            rlimit now = m_limit;
            now.rlim_cur = 4096;
            ::setrlimit(RLIMIT_FSIZE, &now);
            return;
        }
        const int file = ::open(filler().constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        const QByteArray bytes(4096, 'x');
        while (::write(file, bytes.constData(), size_t(bytes.size())) > 0) { }
        ::close(file);
    }
    void free()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_limit);
        if (m_mounted)
            ::unlink(filler().constData());
    }

private:
    QByteArray filler() const { return m_dir.filePath(QStringLiteral("filler")).toLocal8Bit(); }

    QTemporaryDir m_dir;
    rlimit m_limit{};
    bool m_mounted = false;
};

/// The model server, with something that happens when it has taken a push or been asked for a page.
class Line final : public Remote
{
public:
    explicit Line(const ModelServer::Author &author) : m_author(author) { }
    Result<Hello> hello(int) override { return server.hello(); }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed> deeds) override
    {
        auto answers = server.push(m_author, deeds, FakeClock().now());
        onPush();
        return answers;
    }
    Result<Page> pull(int feed, qint64 after, int limit) override
    {
        Page page = server.pull(feed, after, limit);
        onPull();
        return page;
    }
    Result<std::map<int, qint64>> feeds() override { return server.feeds(); }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return server.knows(deeds); }
    bool speaksFor(PersonId) const override { return true; }

    ModelServer server;
    std::function<void()> onPush = [] {}, onPull = [] {};

private:
    ModelServer::Author m_author;
};

} // namespace

/// No room left on the desk's disk.
class TestDiskFull : public QObject
{
    Q_OBJECT
    const PersonId m_person{newId(3)};
    FakeClock m_clock;

    std::unique_ptr<Database> opened(const QString &path) const
    {
        Database::Setup setup = deskSetup(m_clock);
        setup.derivations.clear();
        auto database = Database::open(path, setup);
        if (!database || !(*database)->execute("INSERT OR IGNORE INTO state VALUES('joined',1)"))
            qFatal("open");
        return std::move(*database);
    }
    Result<void> write(Database &database) const
    {
        auto tx = Transaction::begin(database, {m_person, ModelServer::kStore});
        if (!tx)
            return tx.error();
        if (auto started = tx->start("test"); !started)
            return started.error();
        Activity note;
        note.id.value = tx->freshId();
        note.body = QString(3000, u'n');
        if (auto done = apply(*tx, put(kActivity, note)); !done)
            return done;
        return tx->commit();
    }
    static qint64 count(Database &database, const QByteArray &from)
    {
        Query q = database.once("SELECT count(*) FROM " + from);
        return q.next() ? q.number(0) : -1;
    }
    static void isSound(Database &database)
    {
        const auto report = checkStore(database);
        QVERIFY(report && report->sound());
    }
    static bool isOfTheDisk(const Error &error)
    {
        return error.code == Error::Code::Failed
            && (error.subject == QLatin1String("disk") || error.detail.contains(QLatin1String("disk I/O")));
    }
    static void addDisks()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a file system") << int(Disk::Kind::FileSystem);
        QTest::newRow("a limit") << int(Disk::Kind::Limit);
    }
private Q_SLOTS:
    void aDeedIsRefusedWholeAndTheLogIsUntouched_data() { addDisks(); }
    void aDeedIsRefusedWholeAndTheLogIsUntouched()
    {
        QFETCH(int, kind);
        Disk disk{Disk::Kind(kind)};
        const auto database = opened(disk.path());
        for (int i = 0; i < 5; ++i)
            QVERIFY(write(*database));
        disk.fill(*database);
        for (int i = 0; i < 3; ++i) {
            const auto refused = write(*database);
            QVERIFY(!refused);
            QVERIFY2(isOfTheDisk(refused.error()), qPrintable(refused.error().subject + refused.error().detail));
            QVERIFY(!database->writing());
        }
        QCOMPARE(count(*database, "deed"), 5);
        QCOMPARE(count(*database, "activity"), 5);
        disk.free();
        QVERIFY(write(*database));
        QCOMPARE(count(*database, "deed"), 6);
        isSound(*database);
    }
    void aPullStopsAndGoesOnWhenThereIsRoom_data() { addDisks(); }
    void aPullStopsAndGoesOnWhenThereIsRoom()
    {
        QFETCH(int, kind);
        const QTemporaryDir elsewhere;
        Disk disk{Disk::Kind(kind)};
        Line line({m_person, newId(5), ModelServer::Role::Sales});
        const auto other = opened(elsewhere.filePath(QStringLiteral("other")));
        for (int i = 0; i < 120; ++i)
            QVERIFY(write(*other));
        Exchange talk(*other, line, ModelServer::kStore, m_clock);
        QVERIFY(talk.hello() && talk.run());
        const auto database = opened(disk.path());
        QVERIFY(write(*database));
        Exchange exchange(*database, line, ModelServer::kStore, m_clock, 60);
        QVERIFY(exchange.hello());
        int pages = 0;
        line.onPull = [&] {
            if (++pages == 2)
                disk.fill(*database);
        };
        const auto stopped = exchange.run();
        QVERIFY(!stopped);
        QVERIFY2(isOfTheDisk(stopped.error()), qPrintable(stopped.error().subject + stopped.error().detail));
        const qint64 there = count(*database, "activity");
        QVERIFY(there >= 1 && there < 121);
        line.onPull = [] {};
        QVERIFY(!exchange.run());
        QCOMPARE(count(*database, "activity"), there);
        disk.free();
        QVERIFY(exchange.run());
        QCOMPARE(count(*database, "activity"), 121);
        isSound(*database);
    }
    void anAnswerThatFoundNoRoomIsAskedForAgain_data() { addDisks(); }
    void anAnswerThatFoundNoRoomIsAskedForAgain()
    {
        QFETCH(int, kind);
        Disk disk{Disk::Kind(kind)};
        Line line({m_person, newId(5), ModelServer::Role::Sales});
        const auto database = opened(disk.path());
        for (int i = 0; i < 3; ++i)
            QVERIFY(write(*database));
        Exchange exchange(*database, line, ModelServer::kStore, m_clock);
        QVERIFY(exchange.hello());
        line.onPush = [&] { disk.fill(*database); };
        for (int i = 0; i < 2; ++i) {
            const auto stopped = exchange.run();
            QVERIFY(!stopped);
            QVERIFY2(isOfTheDisk(stopped.error()), qPrintable(stopped.error().subject + stopped.error().detail));
            QCOMPARE(unsent(*database)->deeds, 3);
            QCOMPARE(*database->state("sent"), 0);
        }
        line.onPush = [] {};
        disk.free();
        QVERIFY(exchange.run());
        QCOMPARE(unsent(*database)->deeds, 0);
        QCOMPARE(line.server.rows().size(), size_t(3));
        for (const auto &[id, logged] : line.server.log())
            QCOMPARE(logged.times, 1);
        isSound(*database);
    }
};

UPDESK_TEST(TestDiskFull);
#include "tst_diskfull.moc"
