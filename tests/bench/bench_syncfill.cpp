// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fill.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchserver.h"
#include "tests/bench/replay.h"

#include <QThread>

#include <atomic>

namespace updesk::bench
{

static constexpr const char *kFilled[] = {"customer", "phone", "email", "activity", "task", "lead"};

/// What libpq takes out of the server with nobody to store it, as the same login and through the same policies.
static double pagesFloor(const BenchServer &server)
{
    RawPg pg(server, QStringLiteral("p1"));
    return timed([&] {
        for (const char *table : kFilled)
            (void)pg.copyAway(QByteArray("COPY (SELECT * FROM updesk.") + table + " WHERE store_id=1) TO STDOUT");
    });
}

static std::string columnsOf(raw::File &file, const char *table)
{
    raw::Statement columns(file, "SELECT group_concat(name) FROM pragma_table_info(?1)");
    columns.bind(1, std::string_view(table));
    std::string all;
    if (columns.next())
        all = columns.text(0);
    return all;
}

/// The filled rows written once more by plain statements, with the same indexes, 50,000 a transaction; without the time
/// that reading them takes.
static double insertFloor(const std::string &filled, const std::string &to)
{
    {
        const Desk empty(to);
    }
    raw::File from(filled), into(to);
    likeOurs(into);
    into.run("PRAGMA synchronous=NORMAL");
    double reading = 0, all = 0;
    for (const char *table : kFilled) {
        const std::string columns = columnsOf(from, table);
        const auto width = 1 + std::ranges::count(columns, ',');
        std::string sql = "INSERT INTO " + std::string(table) + "(" + columns + ") VALUES(?1";
        for (int i = 2; i <= width; ++i)
            sql += ",?" + std::to_string(i);
        raw::Statement read(from, ("SELECT " + columns + " FROM " + table + " ORDER BY id").c_str());
        raw::Statement insert(into, (sql + ")").c_str());
        reading += timed([&] {
            while (read.next()) { }
        });
        all += timed([&] {
            constexpr int kSlice = 50'000;
            into.run("BEGIN IMMEDIATE");
            for (int row = 1; read.next(); ++row) {
                for (int i = 0; i < int(width); ++i)
                    sqlite3_bind_value(insert.handle(), i + 1, sqlite3_column_value(read.handle(), i));
                insert.run();
                if (row % kSlice == 0)
                    into.run("COMMIT; BEGIN IMMEDIATE");
            }
            into.run("COMMIT");
        });
    }
    into.run("PRAGMA synchronous=FULL; UPDATE state SET v=v+1 WHERE k='settled'");
    return all - reading;
}

static qint64 countOf(Database &database, const QByteArray &from)
{
    Query q = database.once("SELECT count(*) FROM " + from);
    return q.next() ? q.number(0) : -1;
}

struct FillTook {
    double usable = 0, all = 0;
    qint64 first = 0, rows = 0;
};

static FillTook fillOurs(const BenchServer &server, const std::string &file, int leads)
{
    SyncDesk desk(server, file, 1);
    const auto pg = must("connect", Pg::open(desk.options));
    FillTook took;
    took.usable = timed([&] { took.first = must("fill", Fill(*pg, desk.session->database(), 1).run(0)).rows; });
    took.rows = took.first;
    took.all = took.usable + timed([&] {
        for (bool more = true; more;) {
            const Filled done = must("fill", Fill(*pg, desk.session->database(), 1).run());
            took.rows += done.rows;
            more = done.more;
        }
    });
    for (const char *table : {"lead", "lead_now"}) {
        if (countOf(desk.session->database(), table) != leads)
            qFatal("not all of %s came", table);
    }
    return took;
}

static void fillOf(Run &run, const char *letter, int leads, int runs, Goal whole)
{
    const BenchServer server(run.folder, 1);
    const qint64 rows = server.generate(leads);
    std::vector<double> pages, inserts, usable, ours;
    qint64 first = 0;
    for (int i = 0; i < runs; ++i) {
        const std::string file = run.folder + "/filled.db";
        pages.push_back(pagesFloor(server));
        const FillTook took = fillOurs(server, file, leads);
        usable.push_back(took.usable);
        ours.push_back(took.all);
        first = took.first;
        const std::string floor = run.folder + "/floor.db";
        QFile::remove(QString::fromStdString(floor));
        inserts.push_back(insertFloor(file, floor));
    }
    const auto rate = [](qint64 count, const std::vector<double> &took) { return double(count) * 1000 / median(took); };
    const std::string what = "first fill of " + std::to_string(leads) + " leads, " + std::to_string(rows) + " rows";
    const double floor = std::min(rate(rows, pages), rate(rows, inserts));
    std::fprintf(stderr, "Floors: pages %.0f rows/s, insert %.0f rows/s\n", rate(rows, pages), rate(rows, inserts));
    run.add({letter, what, "rows/s", floor, rate(rows, ours), Goal::ratioAtLeast(0.25)});
    run.add({letter, what + ", all of it", "s", std::nullopt, median(ours) / 1000, whole});
    run.add({letter, what + ", until usable (" + std::to_string(first) + " rows)", "s", std::nullopt,
        median(usable) / 1000, Goal::none()});
}

UPDESK_BENCHMARK(j, "first fill of a desk") { fillOf(run, "j", run.leads, std::min(run.runs, 3), Goal::none()); }

UPDESK_LONG_BENCHMARK(j1, "first fill of 1,000,000 leads and 5,000,000 lines of history")
{
    fillOf(run, "j1", 1'000'000, 1, Goal::oursAtMost(180));
}

/// Saves leads at the desk every 20 ms for as long as the work beside it lasts; milliseconds of each.
static std::vector<double> savesBeside(const std::string &file, const SyncDesk &like, const std::function<void()> &work)
{
    SystemClock clock;
    const auto session = must("session", Session::open(QString::fromStdString(file), clock));
    session->setPerson(like.place.person);
    const auto all = drafts(20'000, 21, clock.now());
    std::atomic<bool> done = false;
    const std::unique_ptr<QThread> beside(QThread::create([&] {
        work();
        done = true;
    }));
    std::vector<double> took;
    beside->start();
    for (size_t i = 0; !done && i < all.size(); ++i) {
        took.push_back(timed([&] { (void)must("save", capture(*session, all[i])); }));
        QThread::msleep(20);
    }
    beside->wait();
    return took;
}

UPDESK_BENCHMARK(j2, "saving at the desk while it is filled")
{
    const BenchServer server(run.folder, 1);
    (void)server.generate(run.leads);
    const std::string file = run.folder + "/desk.db";
    const SyncDesk desk(server, file, 1);
    const auto pg = must("connect", Pg::open(desk.options));
    (void)must("fill", Fill(*pg, desk.session->database(), 1).run(0));
    const auto saves = savesBeside(file, desk, [&] {
        SystemClock clock;
        const auto database = must("desk", Database::open(QString::fromStdString(file), deskSetup(clock)));
        while (must("fill", Fill(*pg, *database, 1).run()).more) { }
    });
    const std::string what = "a lead saved beside the fill, of " + std::to_string(saves.size()) + ", ";
    run.add({"j2", what + "95th percentile", "ms", std::nullopt, percentile(saves, 0.95), Goal::oursAtMost(20)});
    run.add({"j2", what + "the worst", "ms", std::nullopt, percentile(saves, 1), Goal::none()});
}

} // namespace updesk::bench
