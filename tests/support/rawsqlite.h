// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

#include <concepts>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace updesk::raw
{

/// Plain SQLite with nothing of ours between: the floors of benchmarks, and a second opinion in tests. Ends the program
/// with a message at any error, for a floor that went wrong must not be printed.
class File
{
public:
    explicit File(const std::string &path, int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    {
        const int code = sqlite3_open_v2(path.c_str(), &m_db, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        check(code, path.c_str());
    }
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    ~File() { sqlite3_close_v2(m_db); }

    sqlite3 *handle() const { return m_db; }
    void run(const char *sql) { check(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr), sql); }
    /// The settings of every connection of ours, so that a floor pays for the same durability.
    void settings() { run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"); }
    void check(int code, const char *what) const
    {
        if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
            return;
        std::fprintf(stderr, "raw SQLite: %s: %s\n", what, m_db ? sqlite3_errmsg(m_db) : sqlite3_errstr(code));
        std::abort();
    }

private:
    sqlite3 *m_db = nullptr;
};

/// A prepared statement. Places count from 1 for binding, columns from 0; text and bytes bound must outlive the step.
class Statement
{
public:
    Statement(File &file, const char *sql) : m_file(file)
    {
        file.check(sqlite3_prepare_v3(file.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr), sql);
    }
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement() { sqlite3_finalize(m_statement); }

    template <std::integral T>
    Statement &bind(int i, T v)
    {
        return checked(sqlite3_bind_int64(m_statement, i, sqlite3_int64(v)));
    }
    Statement &bind(int i, std::nullptr_t) { return checked(sqlite3_bind_null(m_statement, i)); }
    Statement &bind(int i, std::string_view text)
    {
        return checked(sqlite3_bind_text(m_statement, i, text.data(), int(text.size()), nullptr));
    }
    Statement &bindBytes(int i, const void *bytes, int size)
    {
        return checked(sqlite3_bind_blob(m_statement, i, bytes, size, nullptr));
    }

    /// True while there is a row; at the end the statement is reset by itself, with its values still bound.
    bool next()
    {
        const int code = sqlite3_step(m_statement);
        m_file.check(code, sqlite3_sql(m_statement));
        if (code != SQLITE_ROW)
            sqlite3_reset(m_statement);
        return code == SQLITE_ROW;
    }
    void run()
    {
        while (next()) { }
    }
    void reset() { sqlite3_reset(m_statement); }
    sqlite3_stmt *handle() const { return m_statement; }

    sqlite3_int64 number(int i) const { return sqlite3_column_int64(m_statement, i); }
    bool isNull(int i) const { return sqlite3_column_type(m_statement, i) == SQLITE_NULL; }
    std::string_view text(int i) const
    {
        const auto *text = static_cast<const char *>(sqlite3_column_blob(m_statement, i));
        return text ? std::string_view(text, size_t(sqlite3_column_bytes(m_statement, i))) : std::string_view();
    }

private:
    Statement &checked(int code)
    {
        m_file.check(code, sqlite3_sql(m_statement));
        return *this;
    }

    File &m_file;
    sqlite3_stmt *m_statement = nullptr;
};

} // namespace updesk::raw
