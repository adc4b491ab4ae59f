// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/people/customer.h"
#include "core/store/log.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchserver.h"

#include <QSet>
#include <QThread>

namespace updesk::bench
{

/// A Remote that notes how long each push took.
class TimedRemote final : public Remote
{
public:
    explicit TimedRemote(std::unique_ptr<PgRemote> remote) : m_remote(std::move(remote)) { }
    Result<Hello> hello(int schema) override { return m_remote->hello(schema); }
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds) override
    {
        Result<std::vector<Answer>> answers = std::vector<Answer>();
        took.push_back(timed([&] { answers = m_remote->push(who, deeds); }));
        return answers;
    }
    Result<Page> pull(int feed, qint64 after, int limit) override { return m_remote->pull(feed, after, limit); }
    Result<std::map<int, qint64>> feeds() override { return m_remote->feeds(); }
    Result<Filled> fill(Database &database, const FillTold &told) override { return m_remote->fill(database, told); }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return m_remote->knows(deeds); }
    bool speaksFor(PersonId who) const override { return m_remote->speaksFor(who); }

    std::vector<double> took;

private:
    std::unique_ptr<PgRemote> m_remote;
};

static void captureUnsent(SyncDesk &desk, int leads, unsigned seed)
{
    const Imported done =
        must("capture", captureAll(*desk.session, drafts(leads, seed, desk.clock.now()), {}, kImportSlice));
    if (!done.refused.empty())
        qFatal("capture: %zu refused", done.refused.size());
}

static std::vector<Op> unsentOps(Database &database)
{
    std::vector<Op> all;
    Query q = database.once("SELECT ops FROM deed WHERE n>(SELECT v FROM state WHERE k='sent') ORDER BY n");
    while (q.next()) {
        auto ops = must("log", readOps(database, q.bytes(0)));
        std::ranges::move(ops, std::back_inserter(all));
    }
    must("log", q.done());
    return all;
}

/// An op as a plain statement of libpq.
struct PlainOp {
    QByteArray name, sql;
    std::vector<QByteArray> values;
};

static QByteArray textOf(const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value))
        return QByteArray::number(*number);
    if (const auto *text = std::get_if<QByteArray>(&value))
        return *text;
    if (const auto *bytes = std::get_if<Bytes>(&value))
        return "\\x" + bytes->data.toHex();
    const auto *id = std::get_if<Id>(&value);
    return id ? id->hex() : QByteArray();
}

static PlainOp plain(const Op &op)
{
    PlainOp out;
    QByteArray names, marks, sets;
    out.values.push_back(op.row.hex());
    out.name = QByteArray(op.table->name) + (op.kind == Op::Kind::Put ? "+" : "=");
    for (const Change &change : op.changes) {
        if (std::holds_alternative<std::monostate>(change.after))
            continue;
        const QByteArray column = op.table->columns[size_t(change.column)].name;
        out.values.push_back(textOf(change.after));
        const QByteArray mark = "$" + QByteArray::number(out.values.size());
        names += ',' + column;
        marks += ',' + mark;
        sets += (sets.isEmpty() ? "" : ",") + column + '=' + mark;
        out.name += ' ' + column;
    }
    const QByteArray table = QByteArray("bench.") + op.table->name;
    out.sql = op.kind == Op::Kind::Put
        ? "INSERT INTO " + table + "(id,store_id,seq" + names + ") VALUES($1,1,1" + marks + ")"
        : "UPDATE " + table + " SET " + (sets.isEmpty() ? QByteArray("seq=seq+1") : sets) + " WHERE id=$1";
    out.name = QByteArray::number(qHash(out.name), 16);
    return out;
}

/// The same rows by a pipeline of prepared statements into plain tables with the same indexes, 200 a transaction.
static double pipelineFloor(const BenchServer &server, const std::vector<Op> &ops)
{
    RawPg pg(server, {});
    pg.run("SET client_min_messages=warning");
    std::vector<PlainOp> all;
    QSet<QByteArray> tables, known;
    for (const Op &op : ops) {
        all.push_back(plain(op));
        const QByteArray name = op.table->name;
        if (tables.contains(name))
            continue;
        tables.insert(name);
        pg.run("CREATE SCHEMA IF NOT EXISTS bench; DROP TABLE IF EXISTS bench." + name + "; CREATE TABLE bench." + name
            + "(LIKE updesk." + name + " INCLUDING ALL)");
    }
    for (const PlainOp &op : all) {
        if (known.contains(op.name))
            continue;
        known.insert(op.name);
        PGresult *made = PQprepare(pg.conn(), op.name.constData(), op.sql.constData(), 0, nullptr);
        pg.must(PQresultStatus(made) == PGRES_COMMAND_OK, op.sql.constData());
        PQclear(made);
    }
    const auto send = [&pg](const PlainOp &op) {
        std::vector<const char *> values;
        for (const QByteArray &value : op.values)
            values.push_back(value.constData());
        pg.must(
            PQsendQueryPrepared(pg.conn(), op.name.constData(), int(values.size()), values.data(), nullptr, nullptr, 0)
                == 1,
            "send");
    };
    return timed([&] {
        constexpr size_t kBatch = 200;
        pg.must(PQenterPipelineMode(pg.conn()) == 1, "pipeline");
        for (size_t from = 0; from < all.size(); from += kBatch) {
            for (size_t i = from; i < std::min(all.size(), from + kBatch); ++i)
                send(all[i]);
            pg.must(PQpipelineSync(pg.conn()) == 1, "sync"); // the pipeline's own transaction ends here
            for (bool synced = false; !synced;) {
                PGresult *result = PQgetResult(pg.conn());
                if (!result)
                    continue;
                synced = PQresultStatus(result) == PGRES_PIPELINE_SYNC;
                pg.must(synced || PQresultStatus(result) == PGRES_COMMAND_OK, "statement");
                PQclear(result);
            }
        }
    });
}

UPDESK_BENCHMARK(k, "push of a desk's unsent deeds")
{
    const BenchServer server(run.folder, 1);
    SyncDesk desk(server, run.folder + "/desk.db", 1);
    (void)desk.talk(*desk.connect());
    std::vector<double> ours, floors, pushes;
    for (int i = 0; i < run.runs; ++i) {
        captureUnsent(desk, 1000, 40 + unsigned(i));
        const auto ops = unsentOps(desk.session->database());
        floors.push_back(double(ops.size()) * 1000 / pipelineFloor(server, ops));
        TimedRemote remote(desk.connect());
        Exchanged done;
        const double took = timed([&] { done = desk.talk(remote); });
        if (done.opsSent != int(ops.size()) || done.setbacks != 0)
            qFatal("push: %d of %zu, %d setbacks", done.opsSent, ops.size(), done.setbacks);
        ours.push_back(double(ops.size()) * 1000 / took);
        pushes.insert(pushes.end(), remote.took.begin(), remote.took.end());
    }
    run.add({"k", "push of 1,000 leads' deeds, 200 ops a batch", "ops/s", median(floors), median(ours),
        Goal::ratioAtLeast(0.08)});
    run.add({"k", "one push of 200 ops, 95th percentile", "ms", std::nullopt, percentile(pushes, 0.95),
        Goal::oursAtMost(150)});
}

UPDESK_BENCHMARK(k1, "one change, pushed")
{
    const BenchServer server(run.folder, 1);
    SyncDesk desk(server, run.folder + "/desk.db", 1);
    TimedRemote remote(desk.connect());
    captureUnsent(desk, 50, 60);
    (void)desk.talk(remote);
    remote.took.clear();
    auto customers = must("customers", loadAll(desk.session->database(), kCustomer));
    for (int i = 0; i < 100 * run.runs; ++i) {
        Customer &before = customers[size_t(i) % customers.size()];
        Customer after = before;
        after.company = QStringLiteral("Firm %1").arg(i);
        (void)must("deed", doDeed(*desk.session, "rename", {}, [&](Transaction &tx) {
            return apply(tx, set(kCustomer, before, after));
        }));
        before = after;
        (void)desk.talk(remote);
    }
    run.add({"k1", "push of one change, median", "ms", std::nullopt, median(remote.took), Goal::none()});
    run.add({"k1", "push of one change, 95th percentile", "ms", std::nullopt, percentile(remote.took, 0.95),
        Goal::oursAtMost(25)});
}

/// `stores` desks, each of a store of its own, all at once; ops a second of all, and what one push took.
static void pushTogether(Run &run, const BenchServer &server, int stores)
{
    constexpr int kLeads = 500;
    std::vector<std::unique_ptr<SyncDesk>> desks;
    std::vector<std::unique_ptr<TimedRemote>> remotes;
    for (int i = 0; i < stores; ++i) {
        const std::string file = run.folder + "/desk" + std::to_string(stores) + "-" + std::to_string(i) + ".db";
        desks.push_back(std::make_unique<SyncDesk>(server, file, i + 1));
        remotes.push_back(std::make_unique<TimedRemote>(desks.back()->connect()));
        (void)desks.back()->talk(*remotes.back());
        captureUnsent(*desks.back(), kLeads, 70 + unsigned(stores * 10 + i));
    }
    std::vector<int> ops(desks.size());
    const double took = timed([&] {
        std::vector<std::unique_ptr<QThread>> threads;
        for (size_t i = 0; i < desks.size(); ++i) {
            threads.emplace_back(QThread::create([&, i] {
                SystemClock clock; // a Database stays on its thread
                const auto database =
                    must("desk", Database::open(QString::fromStdString(desks[i]->path), deskSetup(clock)));
                Exchange exchange(*database, *remotes[i], desks[i]->place.store, clock);
                ops[i] = must("talk", exchange.run()).opsSent;
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
    });
    std::vector<double> pushes;
    for (const auto &remote : remotes)
        pushes.insert(pushes.end(), remote->took.begin(), remote->took.end());
    int all = 0;
    for (const int one : ops)
        all += one;
    const std::string what = std::to_string(stores) + (stores == 1 ? " store pushing" : " stores pushing at once");
    run.add({"k2", what, "ops/s", std::nullopt, all * 1000 / took, Goal::none()});
    run.add({"k2", what + ", one push of 200 ops, 95th percentile", "ms", std::nullopt, percentile(pushes, 0.95),
        Goal::none()});
}

UPDESK_BENCHMARK(k2, "stores pushing in parallel")
{
    constexpr int kStores = 8;
    const BenchServer server(run.folder, kStores);
    for (const int stores : {1, 2, kStores})
        pushTogether(run, server, stores);
}

} // namespace updesk::bench
