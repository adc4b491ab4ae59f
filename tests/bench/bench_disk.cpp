// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/support/rawsqlite.h"

namespace updesk::bench
{

/// What this disk takes for one durable commit: the ground that every "durable" figure stands on.
UPDESK_BENCHMARK(0, "one durable commit of raw SQLite")
{
    raw::File file(run.folder + "/disk.db");
    file.settings();
    file.run("CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT) STRICT");
    raw::Statement begin(file, "BEGIN IMMEDIATE");
    raw::Statement insert(file, "INSERT INTO row (body) VALUES (?1)");
    raw::Statement commit(file, "COMMIT");
    const std::string body(400, 'x');
    const std::vector<double> all = samples(100 * run.runs, [&] {
        begin.run();
        insert.bind(1, body).run();
        commit.run();
    });
    run.add({"0", "raw durable commit, median", "ms", std::nullopt, median(all), Goal::none()});
    run.add({"0", "raw durable commit, 95th percentile", "ms", std::nullopt, percentile(all, 0.95), Goal::none()});
}

} // namespace updesk::bench
