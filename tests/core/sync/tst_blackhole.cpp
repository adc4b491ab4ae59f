// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/activity.h"
#include "core/sync/join.h"
#include "core/sync/syncer.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

using namespace updesk;

namespace
{

bool ip(const QString &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("ip"), words.split(u' '));
    const bool ran = process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit;
    if (!ran || process.exitCode() != 0)
        qInfo("ip %s: %s", qPrintable(words), process.readAll().trimmed().constData());
    return ran && process.exitCode() == 0;
}

/// A network of its own, tied to this machine by one cable. Pulled at this end, the other sees nothing but silence: its
/// packets go out as ever, and none comes back.
class Cable
{
public:
    Cable()
    {
        const QString number = QString::number(::getpid());
        m_space = QStringLiteral("updesk") + number;
        m_here = QStringLiteral("ud") + number + u'a';
        const QString there = QStringLiteral("ud") + number + u'b', inside = QStringLiteral("-n ") + m_space + u' ';
        if (::geteuid() != 0 || !ip(QStringLiteral("netns add ") + m_space))
            return;
        m_made = ip(QStringLiteral("link add %1 type veth peer name %2 netns %3").arg(m_here, there, m_space))
            && ip(QStringLiteral("addr add %1/24 dev %2").arg(serverAddress(), m_here))
            && ip(QStringLiteral("link set %1 up").arg(m_here))
            && ip(inside + QStringLiteral("addr add %1.2/24 dev %2").arg(network(), there))
            && ip(inside + QStringLiteral("link set %1 up").arg(there)) && knowTheServer(inside, there);
    }
    ~Cable()
    {
        if (m_space.isEmpty() || ::geteuid() != 0)
            return;
        ip(QStringLiteral("netns del ") + m_space);
    }
    Cable(const Cable &) = delete;
    Cable &operator=(const Cable &) = delete;
    bool isThere() const { return m_made; }
    static QString serverAddress() { return network() + QStringLiteral(".1"); }
    static QString network() { return QStringLiteral("10.231.%1").arg(::getpid() % 250 + 1); }
    void pull() const { QVERIFY(ip(QStringLiteral("link set %1 down").arg(m_here))); }
    void plug() const { QVERIFY(ip(QStringLiteral("link set %1 up").arg(m_here))); }
    /// What this thread connects meanwhile, it connects from the other end.
    template <class F>
    auto fromThere(F &&work) const
    {
        const int home = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
        const int there = ::open(("/run/netns/" + m_space.toLatin1()).constData(), O_RDONLY | O_CLOEXEC);
        if (home < 0 || there < 0 || ::setns(there, CLONE_NEWNET) != 0)
            qFatal("cannot enter the network %s", qPrintable(m_space));
        auto done = work();
        if (::setns(home, CLONE_NEWNET) != 0)
            qFatal("cannot leave the network");
        ::close(home);
        ::close(there);
        return done;
    }

private:
    // Else the first thing to fail would be the question who has the address, and that fails with words.
    bool knowTheServer(const QString &inside, const QString &there) const
    {
        QFile address(QStringLiteral("/sys/class/net/%1/address").arg(m_here));
        return address.open(QIODevice::ReadOnly)
            && ip(inside
                + QStringLiteral("neigh replace %1 lladdr %2 dev %3 nud permanent")
                      .arg(serverAddress(), QString::fromLatin1(address.readAll().trimmed()), there));
    }

    QString m_space, m_here;
    bool m_made = false;
};

/// The server speaks at one more address while this lives.
class Listening
{
public:
    explicit Listening(const QString &address)
    {
        QFile hba(Postgres::shared().folder() + QStringLiteral("/data/pg_hba.conf"));
        if (!hba.open(QIODevice::Append))
            qFatal("no pg_hba.conf");
        hba.write("hostssl all all " + Cable::network().toLatin1() + ".0/24 scram-sha-256\n");
        hba.close();
        set("ALTER SYSTEM SET listen_addresses='127.0.0.1," + address.toLatin1() + '\'');
    }
    ~Listening() { set("ALTER SYSTEM RESET listen_addresses"); }

private:
    static void set(const QByteArray &sql)
    {
        {
            const auto pg = Pg::open(Postgres::shared().at(QStringLiteral("postgres")));
            if (!pg || !(*pg)->execute(sql))
                qFatal("cannot set the addresses");
        }
        Postgres::shared().stop();
        Postgres::shared().start();
    }
};

class LostDesk
{
public:
    LostDesk(const SyncServer &server, std::function<Result<std::unique_ptr<Pg>>(Pg::Options)> open)
        : m_options(server.options("ann")), m_open(std::move(open)), m_person(server.person("ann"))
    {
        Database::Setup setup = deskSetup(m_clock);
        setup.derivations.clear();
        database = std::move(*Database::open(m_dir.filePath(QStringLiteral("desk")), setup));
        const auto pg = Pg::open(m_options);
        if (!pg || !joinServer(*database, **pg, m_options, SyncServer::kStore))
            qFatal("join");
        m_options.patience = kPatience;
        m_options.connectWithin = kPatience;
        syncer = std::make_unique<Syncer>(
            *database, SyncServer::kStore, m_clock, [this]() -> Result<std::unique_ptr<Remote>> {
                auto connection = m_open(m_options);
                if (!connection)
                    return connection.error();
                const auto place = serverPlace(*database);
                return std::unique_ptr<Remote>(std::make_unique<PgRemote>(
                    std::move(*connection), *database, place->store, place->desk, place->person));
            });
    }
    void write()
    {
        auto tx = Transaction::begin(*database, {m_person, SyncServer::kStore});
        QVERIFY(tx && tx->start("test"));
        Activity note;
        note.id.value = tx->freshId();
        QVERIFY(apply(*tx, put(kActivity, note)));
        QVERIFY(tx->commit());
    }
    static constexpr Time kPatience = 3 * kSecond;
    std::unique_ptr<Database> database;
    std::unique_ptr<Syncer> syncer;

private:
    QTemporaryDir m_dir;
    SystemClock m_clock;
    Pg::Options m_options;
    std::function<Result<std::unique_ptr<Pg>>(Pg::Options)> m_open;
    PersonId m_person;
};

} // namespace

/// A network that swallows everything: no answer, no refusal, no end.
class TestBlackHole : public QObject
{
    Q_OBJECT
    static void isFreed(LostDesk &desk)
    {
        QElapsedTimer took;
        took.start();
        const Syncer::Turn turn = desk.syncer->turn();
        QVERIFY(!turn.online);
        QCOMPARE(turn.error->code, Error::Code::Offline);
        QVERIFY2(took.elapsed() >= 1'000, "it was refused, not swallowed");
        QVERIFY2(took.elapsed() < LostDesk::kPatience + 2 * kSecond, QByteArray::number(took.elapsed()).constData());
    }
    static void isLostAndComesBack(
        const SyncServer &server, LostDesk &desk, std::function<void()> &&lose, std::function<void()> &&find)
    {
        desk.write();
        const Syncer::Turn first = desk.syncer->turn();
        QVERIFY2(first.online, first.error ? qPrintable(first.error->detail) : "");
        QCOMPARE(unsent(*desk.database)->deeds, 0);
        lose();
        desk.write();
        isFreed(desk); // a call on a connection that stood
        desk.write();
        isFreed(desk); // a new connection
        desk.write();
        QCOMPARE(unsent(*desk.database)->deeds, 3);
        find();
        QTRY_VERIFY_WITH_TIMEOUT(desk.syncer->turn().online, 20'000);
        QCOMPARE(unsent(*desk.database)->deeds, 0);
        QCOMPARE(server.chief()->query("SELECT count(*), count(DISTINCT id) FROM updesk.activity")->number(0, 0), 4);
    }
private Q_SLOTS:
    void aSwallowedCallIsFreedAndTheDeskGoesOn()
    {
        const Cable cable;
        if (!cable.isThere()) {
            qInfo("No network of its own can be made here (it needs root): the server is frozen instead.");
            return aFrozenServerIsTheSame();
        }
        const SyncServer server;
        const Listening listening(Cable::serverAddress());
        LostDesk desk(server, [&](Pg::Options options) {
            options.caFile = Postgres::shared().ca();
            options.url = QStringLiteral("host=updesk.example hostaddr=%1 port=%2 dbname=%3")
                              .arg(Cable::serverAddress())
                              .arg(Postgres::shared().port())
                              .arg(server.database);
            return cable.fromThere([&] { return Pg::open(options); });
        });
        isLostAndComesBack(
            server, desk, [&] { cable.pull(); }, [&] { cable.plug(); });
    }
    void aFrozenServerIsTheSame()
    {
        const SyncServer server;
        LostDesk desk(server, [](const Pg::Options &options) { return Pg::open(options); });
        isLostAndComesBack(
            server, desk, [] { Postgres::shared().freeze(); }, [] { Postgres::shared().thaw(); });
        Postgres::shared().thaw();
    }
};

UPDESK_TEST(TestBlackHole);
#include "tst_blackhole.moc"
