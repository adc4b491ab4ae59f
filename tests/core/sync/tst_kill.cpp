// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"
#include "core/sync/join.h"
#include "core/sync/servercheck.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <random>

using namespace updesk;

namespace
{

/// One desk's process, killed and started again on its file.
class Victim
{
public:
    Victim(const SyncServer &server, const QString &folder, const char *login, int number, int ops)
        : path(folder + u'/' + QString::number(number)),
          m_password(SyncServer::passwordOf(QLatin1String(login))),
          m_ops(ops)
    {
        const auto database = Database::open(path, server.setup);
        const auto pg = Pg::open(server.options(login));
        if (!database || !pg || !joinServer(**database, **pg, server.options(login), SyncServer::kStore))
            qFatal("join %s", login);
    }
    void start()
    {
        m_process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("UPDESK_KILL_PASSWORD"), m_password);
        m_process->setProcessEnvironment(environment);
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process->start(QCoreApplication::applicationDirPath() + QStringLiteral("/updesk_killdesk"),
            {path, QString::number(std::max(0, m_ops - int(entered.size())))});
        if (!m_process->waitForStarted())
            qFatal("updesk_killdesk does not start");
    }
    void kill()
    {
        m_process->kill();
        m_process->waitForFinished(-1);
        listen();
        m_rest.clear(); // a line that was cut says nothing
        start();
    }
    void listen()
    {
        m_process->waitForReadyRead(0);
        m_rest += m_process->readAllStandardOutput();
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
            const QByteArray line = m_rest.left(end);
            m_rest.remove(0, end + 1);
            if (line == "done")
                done = true;
            else if (const auto deed = Id::fromHex(line.mid(8).toStdString()))
                entered.push_back(*deed);
        }
    }
    bool isRunning() const { return m_process->state() == QProcess::Running; }
    QByteArray end()
    {
        m_process->waitForFinished(-1);
        return QByteArray::number(m_process->exitCode());
    }

    QString path;
    std::vector<Id> entered;
    bool done = false;

private:
    QString m_password;
    int m_ops;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_rest;
};

struct Figures {
    int deeds = 0, ops = 0, deskKills = 0, serverKills = 0, lost = 0, doubled = 0;
};

} // namespace

/// Six desks, each a process, and a real PostgreSQL, all killed while they work. UPDESK_KILL_OPS says how many deeds
/// all desks enter together.
class TestKill : public QObject
{
    Q_OBJECT
    std::vector<std::unique_ptr<Victim>> m_desks;
    std::mt19937 m_random{5};
    int dice(int sides) { return int(m_random() % quint32(sides)); }
    qint64 entered() const
    {
        qint64 all = 0;
        for (const auto &desk : m_desks)
            all += qint64(desk->entered.size());
        return all;
    }
    bool allDone()
    {
        bool done = true;
        for (const auto &desk : m_desks) {
            desk->listen();
            done = done && desk->done;
        }
        return done;
    }
    void work(qint64 target, Figures &figures)
    {
        QElapsedTimer since;
        since.start();
        Time untilKill = 300;
        while (!allDone()) {
            QTest::qWait(20);
            if (figures.serverKills < 3 && entered() > target * (figures.serverKills + 1) / 4) {
                Postgres::shared().kill();
                QTest::qWait(500 + dice(500)); // they go on without it
                Postgres::shared().start();
                ++figures.serverKills;
            }
            if (since.elapsed() < untilKill || entered() >= target)
                continue;
            since.restart();
            untilKill = 100 + dice(300);
            m_desks[size_t(dice(int(m_desks.size())))]->kill();
            ++figures.deskKills;
        }
    }
    void count(Victim &desk, Pg &chief, const Database::Setup &setup, Figures &figures) const
    {
        const auto database = Database::open(desk.path, setup);
        QVERIFY(database);
        const auto report = checkStore(**database);
        QVERIFY(report && report->damage.isEmpty());
        for (const Id &deed : desk.entered) {
            const auto ops = opsOf(**database, DeedId{deed});
            const auto logged = chief.query("SELECT count(*), count(DISTINCT op_id) FROM updesk.op_log"
                                            " WHERE op_id BETWEEN $1 AND updesk.op_id($1, 65535)",
                deed);
            QVERIFY(logged);
            const qint64 expected = ops ? qint64(ops->size()) : -1;
            figures.lost += !ops || logged->number(0, 0) < expected;
            figures.doubled += ops && logged->number(0, 0) > expected;
            figures.ops += int(logged->number(0, 0));
            ++figures.deeds;
        }
        Query q = (*database)->query("SELECT count(*), count(DISTINCT body) FROM activity WHERE seq>0");
        QVERIFY(q.next());
        const auto there = chief.query("SELECT count(*), count(DISTINCT body) FROM updesk.activity");
        QVERIFY(there);
        QCOMPARE(q.number(0), q.number(1));
        QCOMPARE(there->number(0, 0), there->number(0, 1));
        QCOMPARE(q.number(0), there->number(0, 0));
    }
private Q_SLOTS:
    void cleanup() { m_desks.clear(); }
    void nothingIsLostOrDoneTwiceWhateverIsKilled()
    {
        const SyncServer server;
        const QTemporaryDir folder;
        const int asked = qEnvironmentVariableIntValue("UPDESK_KILL_OPS");
        const int target = asked > 0 ? asked : 3000;
        Pusher meg(server, "meg");
        for (int i = 0; i < 20; ++i) {
            const Id customer = Pusher::fresh();
            meg.push({Pusher::put("customer", customer, "\"first\":\"C\""),
                Pusher::put("lead", Pusher::fresh(), "\"customer_id\":\"" + customer.hex() + '"')});
        }
        QElapsedTimer took;
        took.start();
        for (const char *login : {"ann", "bob", "meg", "pia", "ida", "ann"}) {
            auto &desk = *m_desks.emplace_back(
                std::make_unique<Victim>(server, folder.path(), login, int(m_desks.size()), target / 6));
            desk.start();
        }
        Figures figures;
        work(target, figures);
        for (const auto &desk : m_desks)
            QCOMPARE(desk->end(), QByteArray("0"));
        // Who was done first has not heard of what came after.
        for (const auto &desk : m_desks) {
            desk->start();
            QCOMPARE(desk->end(), QByteArray("0"));
        }
        const auto chief = server.chief();
        for (const auto &desk : m_desks)
            count(*desk, *chief, server.setup, figures);
        const auto report = checkServer(*chief);
        QVERIFY(report);
        QVERIFY2(report->sound(), report->faults.empty() ? "" : qPrintable(report->faults[0].what));
        const auto won = chief->query("SELECT count(*) FROM updesk.op_log WHERE kind='claim' AND result->>'st'='won'");
        const auto lost =
            chief->query("SELECT count(*) FROM updesk.op_log WHERE kind='claim' AND result->>'st'='lost'");
        const auto two = chief->query("SELECT count(*) FROM (SELECT row_id FROM updesk.op_log WHERE kind='claim'"
                                      " AND result->>'st'='won' GROUP BY row_id HAVING count(DISTINCT who)>1) q");
        QVERIFY(won && lost && two);
        qInfo("6 desks, %d deeds of %d ops, %d desk kills, %d server kills in %.1f s: %d lost, %d doubled; %lld claims"
              " won, %lld lost, %lld leads with two owners",
            figures.deeds, figures.ops, figures.deskKills, figures.serverKills, double(took.elapsed()) / 1000.0,
            figures.lost, figures.doubled, won->number(0, 0), lost->number(0, 0), two->number(0, 0));
        QCOMPARE(figures.lost, 0);
        QCOMPARE(figures.doubled, 0);
        QCOMPARE(two->number(0, 0), 0);
        QCOMPARE(figures.serverKills, 3);
        QVERIFY(figures.deeds >= target / 6 * 6 && figures.deskKills > 0 && won->number(0, 0) > 0);
    }
};

UPDESK_TEST(TestKill);
#include "tst_kill.moc"
