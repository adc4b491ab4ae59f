// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuehitrows.h"
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

// What the filter's words may stand in, of all open leads.
static constexpr char kTexts[] =
    "SELECT n.lead_id, n.owner_id, n.source_id, n.tier, n.attempts, n.grp, n.k1, n.k2, n.k3, n.received, n.wants,"
    " n.stock, c.full_name, c.company FROM lead_now n LEFT JOIN customer c ON c.id=n.customer_id WHERE +n.grp<6"
    " ORDER BY n.lead_id";

// A connection that keeps the words answers from memory: beside it stands the walk over the index that has the order.
static constexpr char kOrder[] = "SELECT n.lead_id, n.grp, n.k1, n.k2, n.k3, n.received FROM lead_now n WHERE n.grp<9"
                                 " AND n.grp<6 ORDER BY n.grp,n.k1,n.k2,n.k3,n.received,n.lead_id";

static size_t readAll(raw::Statement &rows, int columns)
{
    size_t sum = 0;
    while (rows.next()) {
        for (int i = 0; i < columns; ++i)
            sum += size_t(
                sqlite3_column_type(rows.handle(), i) == SQLITE_INTEGER ? rows.number(i) : qint64(rows.text(i).size()));
    }
    return sum;
}

/// What is typed into the queue's filter. `note` writes to the file, after which all words are read anew.
static void addFilter(Run &run, Database &database, raw::File &file, const std::function<void()> &note)
{
    raw::Statement texts(file, kTexts), order(file, kOrder);
    QueueFilter filter;
    size_t sum = 0;
    const auto first = beside(
        2 * run.runs, [&] { sum += readAll(texts, 14); },
        [&] {
            note();
            filter.text = QStringLiteral("g");
            sum += must("hits", queueHits(database, filter)).keys.size();
        });
    run.add({"b", "a filter's first letter, all words read", "ms", first.floor, first.ours, Goal::ratioAtMost(2.5)});
    for (const char *typed : {"a", "garci", "rav4 website", "nobody at all"}) {
        filter.text = QString::fromLatin1(typed);
        const auto next = beside(
            10 * run.runs, [&] { sum += readAll(order, 6); },
            [&] { sum += must("hits", queueHits(database, filter)).keys.size(); });
        run.add({"b", std::string("filter '") + typed + "', words at hand", "ms", next.floor, next.ours,
            Goal::ratioAtMost(2)});
        const QueueHits hits = must("hits", queueHits(database, filter));
        run.add({"b", std::string("filter '") + typed + "', its first 50 rows", "ms", std::nullopt,
            median(samples(
                10 * run.runs, [&] { (void)must("rows", queueRows(database, filter, 50, std::nullopt, &hits)); })),
            Goal::oursAtMost(5)});
    }
    if (sum == 0)
        qFatal("nothing is found");
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
    const LeadId any = must("queue", queueRows(desk->database(), {}, 1)).at(0).now.id;
    addFilter(run, desk->database(), file,
        [&] { (void)must("note", addNote(*desk, any, QStringLiteral("prefers mornings"))); });
    median50("late by owner", [&] { (void)must("late", lateByOwner(desk->database(), large.now)); });
}

} // namespace updesk::bench
