// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/leads/leadnowstore.h"
#include "core/people/staff.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "tests/bench/replay.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace updesk::bench
{

static double readFloor(const std::string &path)
{
    raw::File file(path);
    likeOurs(file);
    raw::Statement rows(
        file, "SELECT lead_id, source_id, received, score_facts, last_sign, score, tier FROM lead_now WHERE +grp<9");
    sqlite3_int64 sum = 0;
    const auto read = [&] {
        while (rows.next())
            sum += rows.number(2) + rows.number(3) + rows.number(4) + rows.number(5) + rows.number(6)
                + sqlite3_int64(rows.text(0).size() + rows.text(1).size());
    };
    read();
    const double took = timed(read);
    return sum == 1 ? 0 : took;
}

/// One source of eight sold twice as much, or not: about a tenth of the open leads moves.
static void weighAnew(Desk &desk, int turn)
{
    const auto rules = must("rules", desk->rules());
    const Source *source = rules->sourceNamed(QStringLiteral("CarGurus"));
    const auto settings = must("settings", loadAll(desk->database(), kSetting));
    const auto counts = std::ranges::find(settings, QStringLiteral("source_counts"), &Setting::key);
    if (!source || counts == settings.end())
        qFatal("no counts to change");
    QJsonObject all = QJsonDocument::fromJson(counts->value.toUtf8()).object();
    const QString key = QString::fromLatin1(source->id.value.hex());
    QJsonObject row = all[key].toObject();
    const int sold = row[QLatin1String("sold")].toInt();
    row.insert(QStringLiteral("sold"), turn % 2 ? sold / 2 : sold * 2);
    all.insert(key, row);
    Setting changed = *counts;
    changed.value = QString::fromUtf8(QJsonDocument(all).toJson());
    (void)must("weights",
        doDeed(*desk, "settings", {}, [&](Transaction &tx) { return apply(tx, set(kSetting, *counts, changed)); }));
}

/// The same scores written by plain statements, in the same slices and order.
class WriteFloor
{
public:
    explicit WriteFloor(const std::string &path) : m_replay(path) { }
    double write(const std::string &ours)
    {
        raw::File file(ours);
        raw::Statement is(file,
            "SELECT lead_id, score, tier, scored_at, k3, grp, k1, k2, next_change, ladder_at"
            " FROM lead_now WHERE +grp<9 ORDER BY grp, k1, k2");
        raw::Statement was(m_replay.file(), "SELECT score FROM lead_now WHERE lead_id=?1");
        RawDeed changed;
        while (is.next()) {
            const std::string id(is.text(0));
            was.bindBytes(1, id.data(), int(id.size()));
            const bool moved = was.next() && was.number(0) != is.number(1);
            was.reset();
            if (!moved)
                continue;
            RawWrite &row = changed.emplace_back();
            row.sql = "UPDATE lead_now SET score=?1, tier=?2, scored_at=?3, k3=?4 WHERE lead_id=?5";
            for (int i = 1; i < 5; ++i)
                row.values.emplace_back(is.number(i));
            row.values.emplace_back(RawWrite::Blob{id});
        }
        m_replay.ready(changed);
        constexpr size_t kSlice = 500;
        return timed([&] {
            m_replay.relax();
            for (size_t from = 0; from < changed.size(); from += kSlice) {
                m_replay.begin();
                m_replay.write(RawDeed(changed.begin() + qsizetype(from),
                    changed.begin() + qsizetype(std::min(changed.size(), from + kSlice))));
                m_replay.commit();
            }
            m_replay.settle();
        });
    }

private:
    Replay m_replay;
};

UPDESK_BENCHMARK(g, "scoring all leads anew")
{
    const LargeStore large = largeStore(run.leads);
    const std::string path = copyStore(large.path, run.folder + "/score.db");
    Desk desk(path, large.now);
    (void)must("rescore", rescore(desk->database(), large.now));
    must("checkpoint", desk->database().checkpoint());
    WriteFloor writer(copyStore(path, run.folder + "/floor.db"));
    std::vector<double> none, some, floors, writeFloors;
    int moved = 0;
    for (int i = 0; i < run.runs; ++i) {
        floors.push_back(readFloor(path));
        none.push_back(timed([&] { moved = must("rescore", rescore(desk->database(), large.now)); }));
        if (moved != 0)
            qFatal("scores moved though nothing changed");
        weighAnew(desk, i);
        some.push_back(timed([&] { moved = must("rescore", rescore(desk->database(), large.now)); }));
        writeFloors.push_back(floors.back() + writer.write(path));
    }
    const std::string all = "score " + std::to_string(run.leads) + " leads anew, ";
    const std::string tenth = all + std::to_string(moved) + " move and are written";
    run.add({"g", all + "nothing moves", "ms", median(floors), median(none), Goal::ratioAtMost(2)});
    run.add({"g", tenth, "ms", median(floors), median(some), Goal::ratioAtMost(3)});
    run.add({"g", tenth + ", beside the same writes", "ms", median(writeFloors), median(some), Goal::none()});
}

} // namespace updesk::bench
