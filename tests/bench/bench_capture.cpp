// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "tests/bench/replay.h"

namespace updesk::bench
{

constexpr int kImported = 10'000;

static double importOurs(const std::string &file, const std::vector<LeadDraft> &all, size_t slice)
{
    makeStore(file);
    const Desk desk(file);
    const double took = timed([&] {
        const Imported done = must("import", captureAll(*desk, all, {}, slice));
        if (done.captured.size() != all.size() || !done.refused.empty())
            qFatal("import: %zu of %zu", done.captured.size(), all.size());
    });
    return took;
}

static std::vector<RawDeed> recorded(const std::string &file)
{
    const Desk desk(file);
    Recorder recorder(file);
    std::vector<RawDeed> all;
    for (const DeedId &deed : recorder.deeds("capture"))
        all.push_back(recorder.rowsOf(desk->database(), deed));
    return all;
}

static double importRaw(const std::string &file, std::vector<RawDeed> &all, size_t slice)
{
    makeStore(file);
    Replay replay(file);
    for (RawDeed &deed : all)
        replay.ready(deed);
    return timed([&] {
        replay.relax();
        for (size_t i = 0; i < all.size(); ++i) {
            if (i % slice == 0)
                replay.begin();
            replay.write(all[i]);
            if (i % slice == slice - 1 || i + 1 == all.size())
                replay.commit();
        }
        replay.settle();
    });
}

UPDESK_BENCHMARK(a, "import of 10,000 leads")
{
    const auto all = drafts(kImported, 7, FakeClock().now());
    std::vector<RawDeed> rows;
    for (const auto &[slice, goal] : {std::pair<size_t, double>{kImportSlice, 0.5}, {all.size(), 0.35}}) {
        std::vector<double> ours, floors;
        for (int i = 0; i < run.runs; ++i) {
            const std::string mark = std::to_string(slice) + '-' + std::to_string(i);
            const std::string file = run.folder + "/ours" + mark + ".db";
            ours.push_back(importOurs(file, all, slice));
            if (rows.empty())
                rows = recorded(file);
            floors.push_back(importRaw(run.folder + "/floor" + mark + ".db", rows, slice));
        }
        const auto rate = [](std::vector<double> took) { return kImported * 1000 / median(std::move(took)); };
        const std::string how = slice == kImportSlice ? "slices of 50" : "one transaction";
        run.add({"a", "import 10,000 leads, " + how, "leads/s", rate(floors), rate(ours), Goal::ratioAtLeast(goal)});
    }
}

UPDESK_BENCHMARK(a1, "one lead, durable")
{
    const LargeStore large = largeStore(run.leads);
    const std::string file = copyStore(large.path, run.folder + "/ours.db");
    const std::string other = copyStore(large.path, run.folder + "/floor.db");
    const Desk desk(file, large.now);
    Replay replay(other);
    Recorder recorder(file, other);
    const auto all = drafts(200 * run.runs + 50, 8, large.now);
    std::vector<double> ours, floors;
    for (size_t i = 0; i < all.size(); ++i) {
        Captured done;
        const double took = timed([&] { done = must("capture", capture(*desk, all[i])); });
        RawDeed rows = recorder.rowsOf(desk->database(), done.deed);
        replay.ready(rows);
        const double floor = timed([&] {
            replay.begin();
            replay.write(rows);
            replay.commit();
        });
        if (i < 50)
            continue;
        ours.push_back(took);
        floors.push_back(floor);
    }
    run.add({"a1", "one lead, durable, median", "ms", median(floors), median(ours), Goal::ratioAtMost(1.5)});
    run.add({"a1", "one lead, durable, 95th percentile", "ms", percentile(floors, 0.95), percentile(ours, 0.95),
        Goal::none()});
}

} // namespace updesk::bench
