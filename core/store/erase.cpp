// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/erase.h"

#include "core/store/apply.h"
#include "core/store/climb.h"
#include "core/store/copies.h"
#include "core/store/scrub.h"

#include <QFileInfo>

#include <sqlite3.h>

namespace updesk
{

static constexpr ErasedTable kTables[] = {
    {"customer", {"id"}},
    {"phone", {"customer_id"}},
    {"email", {"customer_id"}},
    {"address", {"customer_id"}},
    {"tag", {"customer_id"}},
    {"consent", {"customer_id"}, {"purpose", "form"}},
    {"owned_vehicle", {"customer_id"}, {"make", "model", "trim"}},
    {"loan", {"owned_vehicle_id"}},
    {"lead", {"customer_id"}},
    {"want", {"lead_id"}, {"make", "model", "trim", "stock"}},
    {"trade", {"lead_id"}, {"make", "model", "trim"}},
    {"assignment", {"lead_id"}, {"rule"}},
    {"score_log", {"lead_id"}, {"factors", "cause"}},
    {"activity", {"lead_id", "customer_id"}},
    {"task", {"lead_id"}},
    {"appointment", {"lead_id", "customer_id"}},
    {"visit", {"lead_id", "customer_id"}},
    {"deal", {"lead_id", "customer_id"}, {"stock", "vehicle"}},
    {"appraisal", {"lead_id", "customer_id"}, {"make", "model", "trim"}},
    {"gate_log", {"lead_id", "customer_id"}, {"rules"}},
    {"enrolment", {"lead_id"}, {"plan", "purpose"}},
    {"step_run", {"lead_id"}, {"key", "rule", "text", "variant", "text_language"}},
    {"message", {"lead_id"}, {"purpose", "state", "text", "why"}},
    {"mail_track", {"lead_id"}, {"key"}},
    {"mail_event", {"lead_id"}},
    {"original", {"id"}, {"sha256"}}, // named by leads, their history and the tray
    {"original_part", {"original_id"}},
    {"quarantine", {"lead_id", "original_id"}, {"code"}},
};

static constexpr char kRecords[] =
    "WITH RECURSIVE up(id) AS (SELECT customer_id FROM erasure WHERE id=?1 UNION SELECT c.merged_into FROM up"
    " CROSS JOIN customer c ON c.id=up.id WHERE c.merged_into IS NOT NULL),"
    " who(id) AS (SELECT id FROM up UNION SELECT c.id FROM who CROSS JOIN customer c WHERE c.merged_into=who.id)"
    " INSERT OR IGNORE INTO erased(id,erasure_id) SELECT id,?1 FROM who WHERE id IS NOT NULL";
static constexpr char kDocuments[] =
    "INSERT OR IGNORE INTO erased(id,erasure_id) SELECT o, ?1 FROM ("
    "SELECT l.original_id o FROM erased e CROSS JOIN lead l ON l.id=e.id WHERE e.erasure_id=?1"
    " UNION SELECT a.original_id FROM erased e CROSS JOIN activity a ON a.id=e.id WHERE e.erasure_id=?1"
    " UNION SELECT q.original_id FROM erased e CROSS JOIN quarantine q ON q.lead_id=e.id WHERE e.erasure_id=?1)"
    " WHERE o IS NOT NULL";
// With a server it counts once the server has taken it: what it refuses must not be lost here.
static constexpr char kCounts[] = "SELECT e.id FROM erasure e WHERE e.deleted=0 AND (e.seq>0"
                                  " OR NOT EXISTS(SELECT 1 FROM state WHERE k='joined')) AND (?1 IS NULL OR e.id=?1)";
static constexpr char kErased[] = "SELECT 1 FROM erased WHERE id=?1";
static constexpr char kWipe[] = "UPDATE state SET v=?1 WHERE k='wipe'";

std::span<const ErasedTable> erasedTables() { return kTables; }

const ErasedTable *erasedTable(QByteArrayView table)
{
    const auto found =
        std::ranges::find_if(kTables, [table](const ErasedTable &one) { return table == QByteArrayView(one.table); });
    return found == std::end(kTables) ? nullptr : found;
}

bool isPersonal(const Table &table, const Column &column)
{
    const ErasedTable *erased = erasedTable(table.name);
    if (!erased)
        return false;
    if (column.type != Column::Type::Text && column.type != Column::Type::Bytes)
        return QByteArrayView(column.name) == QByteArrayView("household_id");
    return std::ranges::none_of(
        erased->kept, [&column](const char *kept) { return kept && qstrcmp(kept, column.name) == 0; });
}

Result<bool> isErased(Database &database, const Id &row)
{
    Query q = database.query(kErased);
    const bool erased = q.bind(1, row).next();
    if (auto done = q.done(); !done)
        return done.error();
    return erased;
}

static bool says(const Value &value)
{
    const auto *text = std::get_if<QByteArray>(&value);
    const auto *bytes = std::get_if<Bytes>(&value);
    return (text && !text->isEmpty()) || (bytes && !bytes->data.isEmpty());
}

Result<bool> fillsErased(Database &database, const Op &op)
{
    const ErasedTable *erased = erasedTable(op.table->name);
    const bool fills = erased && std::ranges::any_of(op.changes, [&op](const Change &change) {
        return says(change.after) && isPersonal(*op.table, op.table->columns[size_t(change.column)]);
    });
    if (!fills)
        return false;
    auto is = isErased(database, op.row);
    for (const Change &change : op.changes) {
        if (!is || *is)
            return is;
        const char *name = op.table->columns[size_t(change.column)].name;
        const auto *id = std::get_if<Id>(&change.after);
        const bool ties =
            std::ranges::any_of(erased->by, [name](const char *by) { return by && qstrcmp(by, name) == 0; });
        if (id && ties)
            is = isErased(database, *id);
    }
    return is;
}

static Result<void> find(Database &database, const Id &erasure)
{
    if (auto done = database.query(kRecords).bind(1, erasure).run(); !done)
        return done;
    for (const ErasedTable &one : kTables) {
        if (!database.table(one.table))
            continue;
        if (qstrcmp(one.table, "original") == 0) {
            if (auto done = database.query(kDocuments).bind(1, erasure).run(); !done)
                return done;
            continue;
        }
        for (const char *by : one.by) {
            if (!by || qstrcmp(by, "id") == 0)
                continue;
            Query q =
                database.once(QByteArray("INSERT OR IGNORE INTO erased(id,erasure_id) SELECT t.id,?1 FROM erased e"
                                         " CROSS JOIN ")
                    + one.table + " t ON t." + by + "=e.id WHERE e.erasure_id=?1");
            if (auto done = q.bind(1, erasure).run(); !done)
                return done;
        }
    }
    return {};
}

static Result<void> empty(Transaction &tx, const Table &table, const Id &erasure)
{
    Op blank{Op::Kind::Set, &table, {}, {}};
    QByteArray full;
    for (int i = 0; i < table.count; ++i) {
        const Column &column = table.columns[size_t(i)];
        if (!isPersonal(table, column))
            continue;
        blank.changes.push_back({i, defaultOf(column.type), {}});
        full += (full.isEmpty() ? "" : " OR ") + QByteArray("t.") + column.name + " NOT IN ('',x'')"; // of null: no
    }
    if (full.isEmpty())
        return {};
    std::vector<Op> ops;
    Query q = tx.database().once(QByteArray("SELECT t.id FROM erased e CROSS JOIN ") + table.name
        + " t ON t.id=e.id WHERE e.erasure_id=?1 AND (" + full + ')');
    q.bind(1, erasure);
    while (q.next()) {
        blank.row = q.id(0);
        ops.push_back(blank);
    }
    if (auto done = q.done(); !done)
        return done;
    return layOps(tx, ops);
}

// Of somebody who is erased already, whose rows came once more as they were, nothing new is to be wiped: the copies
// beside the file were made after.
static Result<void> eraseOne(Transaction &tx, const Id &erasure)
{
    Database &database = tx.database();
    const sqlite3_int64 before = sqlite3_total_changes64(database.handle());
    if (auto found = find(database, erasure); !found)
        return found;
    if (auto scrubbed = scrub(database, erasure); !scrubbed) // needs the words that the rows still hold
        return scrubbed;
    for (const ErasedTable &one : kTables) {
        const Table *table = database.table(one.table);
        if (auto done = table ? empty(tx, *table, erasure) : Result<void>(); !done)
            return done;
    }
    const bool changed = sqlite3_total_changes64(database.handle()) != before;
    return changed ? database.query(kWipe).bind(1, 1).run() : Result<void>();
}

static Result<std::vector<Id>> counting(Database &database, const Id &erasure)
{
    std::vector<Id> ids;
    Query q = database.query(kCounts);
    q.bind(1, erasure);
    while (q.next())
        ids.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    return ids;
}

static Result<void> refreshErasures(Transaction &tx, std::span<const Id> erasures)
{
    for (const Id &one : erasures) {
        const auto counts = counting(tx.database(), one);
        if (!counts)
            return counts.error();
        if (auto done = counts->empty() ? Result<void>() : eraseOne(tx, one); !done)
            return done;
    }
    return {};
}

const Derivation kErasures{{{"erasure", nullptr}}, refreshErasures};

Result<void> eraseAgain(Database &database, int store)
{
    const auto all = counting(database, {});
    if (!all)
        return all.error();
    for (const Id &one : *all) {
        auto tx = Transaction::begin(database, {{}, store});
        if (!tx)
            return tx.error();
        if (auto done = eraseOne(*tx, one); !done)
            return done;
        if (auto done = tx->commit(); !done)
            return done;
    }
    return {};
}

// Of a file that an older program wrote to. False: somebody else is at it.
static Result<bool> putTogether(Database &database)
{
    const auto unwiped = database.state("unwiped");
    if (!unwiped || *unwiped == 0)
        return unwiped ? Result<bool>(true) : unwiped.error();
    if (auto done = database.execute("VACUUM"); !done)
        return done.error().code == Error::Code::Busy ? Result<bool>(false) : done.error();
    const auto done = database.query("DELETE FROM state WHERE k='unwiped'").run();
    return done ? Result<bool>(true) : done.error();
}

// Whoever reads holds the log's older pages; the copies beside the file were made before and hold everybody.
Result<bool> wipe(Database &database)
{
    const auto wanted = database.state("wipe");
    if (!wanted || *wanted == 0)
        return wanted ? Result<bool>(true) : wanted.error();
    const QFileInfo file(QFileInfo(database.path()).canonicalFilePath());
    // Rows that are still to leave the file get another copy.
    if (auto done = database.query("DELETE FROM state WHERE k='refill_kept'").run(); !done)
        return done.error();
    for (const QString &copy : copiesBeside(file.filePath())) {
        if (!QFile::remove(copy))
            return false;
    }
    if (const auto anew = putTogether(database); !anew || !*anew)
        return anew;
    if (auto done = database.query(kWipe).bind(1, 0).run(); !done) // before, so that this too is moved into the file
        return done.error();
    const int code =
        sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code == SQLITE_OK)
        return true;
    if (auto done = database.query(kWipe).bind(1, 1).run(); !done)
        return done.error();
    if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
        return sqliteError(database.handle(), code);
    return false;
}

} // namespace updesk
