// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"
#include "core/leads/activity.h"
#include "core/leads/queuerows.h"
#include "core/store/apply.h"
#include "core/store/cipher.h"
#include "core/store/encrypt.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"

namespace updesk::bench
{

/// The same store twice, plain and encrypted.
struct Two {
    std::string plain, encrypted;
};

static double encrypt(const std::string &path)
{
    const FileKey key = FileKey::make();
    KeyRing::add(key);
    const FakeClock clock;
    return timed([&] {
        (void)must("encrypt",
            encryptFile(QString::fromStdString(path), deskSetup(clock), [&key]() -> Result<FileKey> { return key; }));
    });
}

static Two emptyStores(const std::string &folder, int turn)
{
    const std::string mark = folder + "/import" + std::to_string(turn);
    const Two two{mark + "-plain.db", mark + "-encrypted.db"};
    makeStore(two.plain);
    makeStore(two.encrypted);
    (void)encrypt(two.encrypted);
    return two;
}

static double import(const std::string &path, const std::vector<LeadDraft> &all)
{
    const Desk desk(path);
    return timed([&] { (void)must("import", captureAll(*desk, all, {}, kImportSlice)); });
}

static void addImport(Run &run)
{
    constexpr int kLeads = 2'000;
    const auto all = drafts(kLeads, 7, FakeClock().now());
    std::vector<double> plain, encrypted;
    for (int i = 0; i < run.runs; ++i) {
        const Two two = emptyStores(run.folder, i);
        plain.push_back(import(two.plain, all) * 50 / kLeads);
        encrypted.push_back(import(two.encrypted, all) * 50 / kLeads);
    }
    run.add({"cipher", "import, a slice of 50 leads", "ms", median(plain), median(encrypted), Goal::ratioAtMost(1.3)});
}

static void addLead(Run &run, Desk &plain, Desk &encrypted)
{
    const auto all = drafts(40 * run.runs + 20, 8, plain.clock.now());
    std::vector<double> ours, floors;
    for (size_t i = 0; i < all.size(); ++i) {
        const double floor = timed([&] { (void)must("capture", capture(*plain, all[i])); });
        const double took = timed([&] { (void)must("capture", capture(*encrypted, all[i])); });
        if (i < 20)
            continue;
        floors.push_back(floor);
        ours.push_back(took);
    }
    run.add({"cipher", "one lead, durable, median", "ms", median(floors), median(ours), Goal::ratioAtMost(1.3)});
    run.add({"cipher", "one lead, durable, 95th percentile", "ms", percentile(floors, 0.95), percentile(ours, 0.95),
        Goal::none()});
}

static void addReads(Run &run, const Desk &plain, const Desk &encrypted)
{
    const auto queue = [](const Desk &desk) {
        return [&desk] { (void)must("queue", queueRows(desk->database(), {}, 50)); };
    };
    const Pair page = beside(20 * run.runs, queue(plain), queue(encrypted));
    run.add({"cipher", "first 50 of the queue, pages at hand", "ms", page.floor, page.ours, Goal::ratioAtMost(1.3)});
    const auto whole = [](const Desk &desk) {
        return [&desk] { (void)must("rows", loadAll(desk->database(), kActivity)); };
    };
    const Pair table = beside(run.runs, whole(plain), whole(encrypted));
    run.add({"cipher", "every activity read", "ms", table.floor, table.ours, Goal::none()});
}

static void addOpening(Run &run, const Two &two, Time now)
{
    const auto open = [now](const std::string &path) {
        return [&path, now] {
            const Desk desk(path, now);
            (void)must("queue", queueRows(desk->database(), {}, 50));
        };
    };
    const Pair opening = beside(4 * run.runs, open(two.plain), open(two.encrypted));
    run.add({"cipher", "opening and first 50 rows", "ms", opening.floor, opening.ours, Goal::none()});
}

UPDESK_BENCHMARK(cipher, "the price of the encrypted file: floor is the plain one")
{
    if (!canEncrypt())
        return;
    addImport(run);
    const LargeStore large = largeStore(run.leads);
    const Two two{copyStore(large.path, run.folder + "/plain.db"), copyStore(large.path, run.folder + "/encrypted.db")};
    run.add(
        {"cipher", "encrypting the file at its first start", "ms", std::nullopt, encrypt(two.encrypted), Goal::none()});
    addOpening(run, two, large.now);
    Desk plain(two.plain, large.now), encrypted(two.encrypted, large.now);
    if (!encrypted->database().isEncrypted())
        qFatal("not encrypted");
    addReads(run, plain, encrypted);
    addLead(run, plain, encrypted);
}

} // namespace updesk::bench
