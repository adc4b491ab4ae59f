// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/desk/leadfind.h"
#include "core/desk/peopleverbs.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchdesk.h"
#include "tests/bench/replay.h"

namespace updesk::bench
{

// All that the list under the search box shows of one customer, asked in one go.
#define SHOWN                                                                                                          \
    "SELECT c.id, c.full_name, c.company, (SELECT e164 FROM phone WHERE customer_id=c.id AND deleted=0"                \
    " ORDER BY bad, preferred DESC, id LIMIT 1), (SELECT address FROM email WHERE customer_id=c.id AND deleted=0"      \
    " ORDER BY bad, preferred DESC, id LIMIT 1), n.lead_id, n.stage, n.owner_id FROM "
#define SHOWN_END                                                                                                      \
    " JOIN customer c ON c.id=f.customer_id LEFT JOIN lead_now n ON n.lead_id=(SELECT id FROM lead"                    \
    " WHERE customer_id=c.id AND deleted=0 ORDER BY received DESC, id DESC LIMIT 1) "
static constexpr char kByTail[] = SHOWN "phone f" SHOWN_END "WHERE f.tail>=?1 AND f.tail<?2 AND f.deleted=0 LIMIT 8";
static constexpr char kByWord[] = SHOWN "word f" SHOWN_END "WHERE f.word>=?1 AND f.word<?2 LIMIT 8";

static size_t readRaw(raw::Statement &find, const std::string &from, const std::string &to)
{
    find.bind(1, std::string_view(from)).bind(2, std::string_view(to));
    size_t sum = 0;
    while (find.next()) {
        for (int i = 0; i < 8; ++i)
            sum += find.text(i).size();
    }
    return sum;
}

static void addSearch(
    Run &run, const char *work, Desk &desk, raw::Statement &find, const std::vector<QString> &typed, bool reversed)
{
    std::vector<double> ours, floors;
    size_t sum = 0;
    for (const QString &text : typed) {
        std::string key = text.toStdString();
        if (reversed)
            std::reverse(key.begin(), key.end());
        const std::string end = key + "\x7f";
        floors.push_back(timed([&] { sum += readRaw(find, key, end); }));
        ours.push_back(timed([&] { sum += must("find", findCustomers(desk->database(), text)).size(); }));
    }
    if (sum == 0)
        qFatal("nothing found");
    run.add({"c", work, "ms", median(floors), median(ours), Goal::ratioAtMost(6)});
    run.add({"c", std::string(work) + ", 95th percentile", "ms", percentile(floors, 0.95), percentile(ours, 0.95),
        Goal::none()});
}

/// A word that may be the end of a lead's number, as a picker of leads takes what is typed: every number is looked at.
static void addNumberEnds(Run &run, Desk &desk, raw::File &file)
{
    raw::Statement ends(file, "SELECT lead_id FROM lead_now WHERE hex(substr(lead_id,-2))=?1");
    const auto looked = beside(
        4 * run.runs,
        [&] {
            ends.bind(1, std::string_view("DEAD"));
            while (ends.next()) { }
        },
        [&] { (void)must("leads", leadsMeant(desk->database(), QStringLiteral("dead"))); });
    run.add({"c", "4 last digits of a lead's number", "ms", looked.floor, looked.ours, Goal::ratioAtMost(2)});
}

UPDESK_BENCHMARK(c, "search by phone and by name")
{
    const LargeStore large = largeStore(run.leads);
    const std::string path = copyStore(large.path, run.folder + "/find.db");
    Desk desk(path, large.now);
    raw::File file(path);
    likeOurs(file);
    std::vector<QString> phones, names;
    raw::Statement some(file,
        "SELECT p.e164, c.last FROM customer c JOIN phone p ON p.customer_id=c.id WHERE length(p.e164)>8"
        " AND length(c.last)>4 LIMIT 500");
    while (some.next() && int(phones.size()) < 100 * run.runs) {
        phones.push_back(QString::fromUtf8(some.text(0).data(), qsizetype(some.text(0).size())).right(7));
        names.push_back(folded(QString::fromUtf8(some.text(1).data(), qsizetype(some.text(1).size()))).left(5));
    }
    some.reset();
    raw::Statement byTail(file, kByTail), byWord(file, kByWord);
    addSearch(run, "7 digits of a phone", desk, byTail, phones, true);
    addSearch(run, "5 letters of a last name", desk, byWord, names, false);
    addNumberEnds(run, desk, file);
}

} // namespace updesk::bench
