// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "tests/bench/replay.h"

namespace updesk::bench
{

// The same rows in the same order, with the customer's name: what the screen shows of 50 leads.
static constexpr char kRows[] =
    "SELECT n.lead_id, n.customer_id, n.owner_id, n.source_id, n.type, n.stage, n.closed, n.received, n.first_human,"
    " n.first_evidence, n.attempts, n.inquiries, n.grade, n.missing, n.score, n.tier, n.scored_at, n.waiting_since,"
    " n.clock_due, n.clock_from, n.clock_state, n.next_task, n.next_kind, n.next_channel, n.next_due, n.promised,"
    " n.attempt, n.attempts_of, n.confirm_due, n.wants, n.stock, n.grp, n.k1, n.k2, n.next_change, n.first_contact,"
    " n.last_contact, c.full_name, c.company, c.household_id"
    " FROM lead_now n JOIN customer c ON c.id=n.customer_id WHERE n.grp<9 AND n.grp<5"
    " ORDER BY n.grp,n.k1,n.k2,n.k3,n.received,n.lead_id LIMIT 50";

static size_t readRaw(raw::Statement &rows)
{
    size_t sum = 0, count = 0;
    for (; rows.next(); ++count) {
        for (int i = 0; i < 40; ++i)
            sum += size_t(
                sqlite3_column_type(rows.handle(), i) == SQLITE_INTEGER ? rows.number(i) : qint64(rows.text(i).size()));
    }
    return sum == 1 ? 0 : count;
}

static void addPage(Run &run, const char *work, Database &database, const QueueFilter &filter, raw::File &file)
{
    raw::Statement rows(file, kRows);
    std::vector<double> ours, floors;
    for (int i = 0; i < 100 * run.runs + 10; ++i) {
        size_t read = 0;
        const double floor = timed([&] { read = readRaw(rows); });
        std::vector<QueueRow> page;
        const double took = timed([&] { page = must("queue", queueRows(database, filter, 50)); });
        if (page.size() != 50 || read != 50)
            qFatal("queue: %zu and %zu rows", page.size(), read);
        if (i < 10)
            continue;
        floors.push_back(floor);
        ours.push_back(took);
    }
    const std::string name = work;
    run.add({"b", name + ", median", "ms", median(floors), median(ours), Goal::ratioAtMost(2)});
    run.add({"b", name + ", 95th percentile", "ms", percentile(floors, 0.95), percentile(ours, 0.95),
        Goal::oursAtMost(0.5)});
}

UPDESK_BENCHMARK(b, "the queue's first 50 rows")
{
    const LargeStore large = largeStore(run.leads);
    const std::string path = copyStore(large.path, run.folder + "/queue.db");
    const Desk desk(path, large.now);
    (void)must("regroup", regroup(desk->database(), large.now));
    raw::File file(path);
    likeOurs(file);
    addPage(run, "first 50 of the team's queue", desk->database(), {}, file);
    QueueFilter filter;
    const auto median50 = [&](const char *work, auto &&ask) {
        run.add({"b", work, "ms", std::nullopt, median(samples(20 * run.runs, ask)), Goal::none()});
    };
    filter.view = QueueFilter::View::Mine;
    filter.person = desk->person();
    median50("first 50 of one person", [&] { (void)must("queue", queueRows(desk->database(), filter, 50)); });
    median50("counts of the groups, one person", [&] { (void)must("counts", queueCounts(desk->database(), filter)); });
    median50("rows that wait for a person, team, asked every second",
        [&] { (void)must("waiting", waitingForPerson(desk->database(), QueueFilter::View::Team, {})); });
    median50("counts of the groups, team", [&] { (void)must("counts", queueCounts(desk->database(), {})); });
    median50("oldest running clock, team", [&] { (void)must("clock", oldestClock(desk->database(), {}, large.now)); });
    median50("the first one for later", [&] { (void)must("later", nextLater(desk->database(), filter, large.now)); });
    median50("late by owner", [&] { (void)must("late", lateByOwner(desk->database(), large.now)); });
}

} // namespace updesk::bench
