// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "tests/support/rawsqlite.h"

#include <map>
#include <memory>
#include <set>
#include <variant>

namespace updesk::bench
{

/// One row as plain SQLite writes it.
struct RawWrite {
    struct Blob {
        std::string bytes;
        bool operator==(const Blob &) const = default;
    };
    using Value = std::variant<std::nullptr_t, sqlite3_int64, std::string, Blob>;
    std::string sql;
    std::vector<Value> values;
    raw::Statement *statement = nullptr; ///< set by Replay::ready()
};
using RawDeed = std::vector<RawWrite>; ///< all rows of one deed, synced and derived, without its log line

/// Reads what deeds of ours left in a file, in the shape of plain statements.
class Recorder
{
public:
    /// `file` is the one that our deeds are written to; `before` the one that they are to be written to again, empty
    /// when there is none yet.
    explicit Recorder(const std::string &file, const std::string &before = {});
    /// The rows of the deed as they stand now, with the derived rows of its leads and customers.
    RawDeed rowsOf(Database &database, DeedId deed);
    std::vector<DeedId> deeds(const char *verb);

private:
    raw::Statement &statement(const std::string &sql);
    std::vector<RawWrite::Value> row(const std::string &sql, const Id &id);
    void addWords(const Id &customer, RawDeed &out);
    void addLead(const Id &lead, bool isNew, RawDeed &out);
    Id leadOf(const Op &op);

    raw::File m_file;
    std::unique_ptr<Recorder> m_before;
    std::set<Id> m_known; ///< leads whose derived row was recorded as new
    std::map<std::string, std::unique_ptr<raw::Statement>> m_statements;
};

/// Writes recorded rows into a file with the settings that ours has: the floor of every durable letter.
class Replay
{
public:
    explicit Replay(const std::string &file);
    void ready(RawDeed &deed); ///< prepares what is not prepared yet
    void begin() { m_begin.run(); }
    void write(const RawDeed &deed);
    void commit() { m_commit.run(); }
    void relax() { m_file.run("PRAGMA synchronous=NORMAL"); }
    void settle() { m_file.run("PRAGMA synchronous=FULL; UPDATE state SET v=v+1 WHERE k='settled'"); }
    raw::File &file() { return m_file; }

private:
    raw::File m_file;
    raw::Statement m_begin, m_commit;
    std::map<std::string, std::unique_ptr<raw::Statement>> m_statements;
};

void likeOurs(raw::File &file); ///< the settings of a connection of ours

} // namespace updesk::bench
