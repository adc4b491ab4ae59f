// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/benchserver.h"

#include <QMutex>
#include <QThread>

#include <atomic>
#include <random>

namespace updesk::bench
{

static constexpr int kPoll = 500; // milliseconds, as the Syncer waits
static constexpr int kEach = 15; // connections of one login

static int peopleFor(int desks) { return (desks + kEach - 1) / kEach; }
static QString loginOf(int desk) { return QStringLiteral("d%1").arg(1 + desk / kEach); }

/// Desks that poll as the Syncer does, each on a thread of its own, and note when a lead has come.
class Watchers
{
public:
    Watchers(const BenchServer &server, const std::string &folder, int count)
    {
        for (int i = 0; i < count; ++i) {
            const std::string file = folder + "/watcher" + std::to_string(i) + ".db";
            m_desks.push_back(std::make_unique<SyncDesk>(server, file, 1, loginOf(i)));
            (void)m_desks.back()->talk(*m_desks.back()->connect());
        }
        for (int i = 0; i < count; ++i) {
            m_threads.emplace_back(QThread::create([this, i] { watch(i); }));
            m_threads.back()->start();
        }
        // Sixty programs that start together are no part of how long a lead takes.
        while (m_polling < count)
            QThread::msleep(20);
    }
    ~Watchers()
    {
        m_stopped = true;
        for (const auto &thread : m_threads)
            thread->wait();
    }
    /// When the lead was at each desk; waits until it is at all of them.
    std::vector<double> cameAt(LeadId lead)
    {
        for (;;) {
            {
                const QMutexLocker lock(&m_mutex);
                if (m_came[lead.value].size() == m_desks.size())
                    return m_came[lead.value];
            }
            QThread::msleep(20);
        }
    }

private:
    void watch(int i)
    {
        SyncDesk &like = *m_desks[size_t(i)];
        SystemClock clock;
        const auto database = must("desk", Database::open(QString::fromStdString(like.path), deskSetup(clock)));
        const auto remote = must("connect", connectTo(like.place, like.options.password, *database));
        Exchange exchange(*database, *remote, like.place.store, clock);
        (void)must("hello", exchange.hello());
        QThread::msleep(unsigned(std::minstd_rand(unsigned(i) * 7919 + 1)() % kPoll)); // desks do not poll in step
        qint64 leads = countLeads(*database);
        (void)must("talk", exchange.run());
        ++m_polling;
        while (!m_stopped) {
            const double begun = milliseconds();
            if (must("talk", exchange.run()).rowsTaken > 0 && countLeads(*database) != leads) {
                leads = note(*database);
            }
            QThread::msleep(unsigned(std::max(0.0, kPoll - (milliseconds() - begun))));
        }
    }
    static qint64 countLeads(Database &database)
    {
        Query q = database.query("SELECT count(*) FROM lead");
        return q.next() ? q.number(0) : 0;
    }
    qint64 note(Database &database)
    {
        const double now = milliseconds();
        Query q = database.query("SELECT id FROM lead ORDER BY id DESC LIMIT 1");
        if (q.next()) {
            const QMutexLocker lock(&m_mutex);
            m_came[q.id(0)].push_back(now);
        }
        return countLeads(database);
    }

    std::vector<std::unique_ptr<SyncDesk>> m_desks;
    std::vector<std::unique_ptr<QThread>> m_threads;
    std::atomic<bool> m_stopped = false;
    std::atomic<int> m_polling = 0; ///< desks that are connected and have all that there is
    QMutex m_mutex;
    std::map<Id, std::vector<double>> m_came;
};

/// A desk saves leads one after the other and sends each at once; for each, how long until every watcher had it.
static std::vector<std::vector<double>> tellAll(const BenchServer &server, Run &run, int watchers, int leads)
{
    SyncDesk desk(server, run.folder + "/author.db", 1);
    const auto remote = desk.connect();
    (void)desk.talk(*remote);
    Watchers all(server, run.folder, watchers);
    const auto news = drafts(100 + leads, 90, desk.clock.now()); // the first hundred repeat nobody
    Exchange exchange(desk.session->database(), *remote, desk.place.store, desk.clock);
    (void)must("hello", exchange.hello());
    std::minstd_rand random(11);
    std::vector<std::vector<double>> took;
    for (int i = 0; i < leads; ++i) {
        QThread::msleep(unsigned(100 + random() % 400));
        const double saved = milliseconds();
        const Captured lead = must("save", capture(*desk.session, news[size_t(i)]));
        (void)must("send", exchange.run());
        std::vector<double> times = all.cameAt(lead.lead);
        for (double &time : times)
            time -= saved;
        took.push_back(std::move(times));
    }
    return took;
}

UPDESK_BENCHMARK(l, "a new lead, desk to desk")
{
    const BenchServer server(run.folder, 1, peopleFor(1));
    std::vector<double> all;
    for (const auto &times : tellAll(server, run, 1, 20 * run.runs))
        all.push_back(times.front());
    run.add({"l", "a new lead, saved at one desk until it is at another, median", "ms", std::nullopt, median(all),
        Goal::none()});
    run.add({"l", "a new lead, saved at one desk until it is at another, 99th percentile", "ms", std::nullopt,
        percentile(all, 0.99), Goal::oursAtMost(700)});
}

UPDESK_BENCHMARK(l1, "a new lead at sixty desks")
{
    constexpr int kDesks = 60;
    const BenchServer server(run.folder, 1, peopleFor(kDesks));
    std::vector<double> all, last;
    for (const auto &times : tellAll(server, run, kDesks, 8 * run.runs)) {
        all.insert(all.end(), times.begin(), times.end());
        last.push_back(percentile(times, 1));
    }
    run.add({"l1", "a new lead at one of 60 desks, median", "ms", std::nullopt, median(all), Goal::none()});
    run.add({"l1", "a new lead at the last of 60 desks, the worst of " + std::to_string(last.size()), "ms",
        std::nullopt, percentile(last, 1), Goal::oursAtMost(1000)});
}

UPDESK_BENCHMARK(l2, "saving at the desk while it syncs")
{
    const BenchServer server(run.folder, 1);
    SyncDesk author(server, run.folder + "/author.db", 1), desk(server, run.folder + "/desk.db", 1);
    const auto sent = author.connect();
    (void)author.talk(*sent);
    (void)desk.talk(*desk.connect());
    const auto news = drafts(2000, 91, author.clock.now());
    (void)must("capture", captureAll(*author.session, news, {}, kImportSlice));
    (void)author.talk(*sent);
    std::atomic<bool> done = false;
    const std::unique_ptr<QThread> beside(QThread::create([&] {
        SystemClock clock;
        const auto database = must("desk", Database::open(QString::fromStdString(desk.path), deskSetup(clock)));
        const auto remote = must("connect", connectTo(desk.place, desk.options.password, *database));
        Exchange exchange(*database, *remote, desk.place.store, clock);
        (void)must("hello", exchange.hello());
        (void)must("talk", exchange.run()); // all that the author sent; what is saved meanwhile goes the other way
        (void)must("talk", exchange.run());
        done = true;
    }));
    const auto own = drafts(20'000, 92, desk.clock.now());
    std::vector<double> saves;
    beside->start();
    for (size_t i = 0; !done; ++i) {
        saves.push_back(timed([&] { (void)must("save", capture(*desk.session, own[i])); }));
        QThread::msleep(5);
    }
    beside->wait();
    const std::string what = "a lead saved beside push and pull, of " + std::to_string(saves.size()) + ", ";
    run.add({"l2", what + "95th percentile", "ms", std::nullopt, percentile(saves, 0.95), Goal::oursAtMost(20)});
    run.add({"l2", what + "the worst", "ms", std::nullopt, percentile(saves, 1), Goal::none()});
}

UPDESK_BENCHMARK(l3, "what idle desks cost the server")
{
    constexpr int kDesks = 100;
    const BenchServer server(run.folder, 1, peopleFor(kDesks));
    std::vector<std::unique_ptr<Pg>> desks;
    for (int i = 0; i < kDesks; ++i) {
        desks.push_back(must("connect", Pg::open(server.options(loginOf(i)))));
        (void)must("hello", desks.back()->query("SELECT updesk.sync_hello($1)", 0));
        (void)must("pull", desks.back()->query("SELECT count(*) FROM updesk.sync_pull($1::int, 0, 100)", 1));
    }
    const auto poll = [](Pg &pg) { (void)must("poll", pg.query("SELECT store_id, seq FROM updesk.feed")); };
    std::atomic<int> polls = 0;
    constexpr int kAtOnce = 4;
    const double took = timed([&] {
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < kAtOnce; ++t) {
            threads.emplace_back(QThread::create([&, t] {
                for (int round = 0; round < 100; ++round) {
                    for (int i = t; i < kDesks; i += kAtOnce, ++polls)
                        poll(*desks[size_t(i)]);
                }
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
    });
    double each = 0;
    const double all = server.memoryOfBackends(&each);
    run.add({"l3", "polls of 100 connected desks, as fast as they go", "polls/s", std::nullopt, polls * 1000 / took,
        Goal::none()});
    run.add({"l3", "memory of one connection's process, its own alone", "MB", std::nullopt, each, Goal::none()});
    run.add({"l3", "memory of all processes of 100 desks", "MB", std::nullopt, all, Goal::none()});
}

} // namespace updesk::bench
