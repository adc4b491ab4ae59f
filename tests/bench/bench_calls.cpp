// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/undo.h"
#include "core/leads/queuerows.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "tests/bench/replay.h"

namespace updesk::bench
{

namespace
{

/// A copy of the large store for us and one for the floor, which gets the same rows.
struct Two {
    explicit Two(const Run &run)
        : large(largeStore(run.leads)),
          file(copyStore(large.path, run.folder + "/ours.db")),
          other(copyStore(large.path, run.folder + "/floor.db")),
          desk(file, large.now),
          replay(other),
          recorder(file, other)
    {
    }
    double floorOf(DeedId deed)
    {
        RawDeed rows = recorder.rowsOf(desk->database(), deed);
        replay.ready(rows);
        return timed([&] {
            replay.begin();
            replay.write(rows);
            replay.commit();
        });
    }
    LargeStore large;
    std::string file, other;
    Desk desk;
    Replay replay;
    Recorder recorder;
};

} // namespace

static std::vector<LeadId> openLeads(Database &database, int most)
{
    QueueFilter filter;
    filter.later = true;
    std::vector<LeadId> leads;
    for (const QueueRow &row : must("queue", queueRows(database, filter, most))) {
        if (!row.doNotContact)
            leads.push_back(row.now.id);
    }
    return leads;
}

UPDESK_BENCHMARK(d, "one status change and one logged call, and undo of it")
{
    Two two(run);
    const auto leads = openLeads(two.desk->database(), 200 * run.runs + 50);
    std::vector<double> ours, floors, undone, undoFloors;
    std::vector<DeedId> deeds;
    for (size_t i = 0; i < leads.size(); ++i) {
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = two.large.now - 40 * kSecond;
        call.note = QStringLiteral("No answer; the mailbox is full.");
        CallLogged logged;
        const double took = timed([&] { logged = must("call", logCall(*two.desk, leads[i], call)); });
        const double floor = two.floorOf(logged.deed);
        deeds.push_back(logged.deed);
        if (i < 50)
            continue;
        ours.push_back(took);
        floors.push_back(floor);
    }
    for (size_t i = 0; i < deeds.size(); ++i) {
        Undone back;
        const double took = timed([&] { back = must("undo", undoDeed(*two.desk, deeds[i])); });
        if (!back.kept.empty())
            qFatal("undo kept a field");
        const double floor = two.floorOf(back.deed);
        if (i < 50)
            continue;
        undone.push_back(took);
        undoFloors.push_back(floor);
    }
    const auto add = [&run](const char *work, const std::vector<double> &floor, const std::vector<double> &mine) {
        const std::string name = work;
        run.add({"d", name + ", median", "ms", median(floor), median(mine), Goal::ratioAtMost(2)});
        run.add({"d", name + ", 95th percentile", "ms", percentile(floor, 0.95), percentile(mine, 0.95),
            Goal::oursAtMost(3)});
    };
    add("a logged call, durable", floors, ours);
    add("undo of it", undoFloors, undone);
}

} // namespace updesk::bench
