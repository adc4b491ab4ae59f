// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

struct Kept;
struct Op;
struct TakenRow;
struct UnsentOf;

/// BEGIN IMMEDIATE to COMMIT. Every verb opens one; a bulk import starts several deeds in one. One at a time a
/// Database.
class [[nodiscard]] Transaction
{
public:
    struct By {
        PersonId who;
        int store = 0; ///< the store whose rows are written
        qint64 epoch = 0; ///< of the lease, when a host's program writes by itself
    };
    static Result<Transaction> begin(Database &database, By by);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction(); ///< takes back what was not committed

    /// From here ops belong to a new deed. `partOf` names the import, or the deed that this one undoes.
    Result<DeedId> start(const char *verb, const Id &partOf = {});
    Result<void> commit(); ///< Failed when an op of any of its deeds failed, however the verb took that
    Result<void> derive(); ///< now instead of at commit, for a verb that must read derived rows of its own change
    Result<void> standing() const; ///< Failed once an op failed or SQLite gave up the transaction (disk full)

    Database &database() const { return *m_database; }
    /// One moment for the whole deed: when things happened. The order of deeds is another matter: their clock never
    /// goes back, so an hour in which the PC's clock was wrong does not bend the times of all that comes after.
    Time now() const { return m_now; }
    By by() const { return m_by; }
    Id freshId();
    /// Until the next start() fresh ids are the fixed ones of this name in this store, in order: the same at all its
    /// desks, and other ones in every other store, for one server holds the rows of many.
    void drawIdsOf(const QByteArray &name);
    Id drawnId(const QByteArray &name, int n) const; ///< the n-th of them
    DeedId deed() const { return DeedId{m_deed}; } ///< the one that runs
    bool written() const { return m_opCount > 0; } ///< whether the running deed holds an op yet

private:
    friend Result<void> apply(Transaction &, const Op &);
    friend Result<void> takeRow(Transaction &, const TakenRow &);
    friend Result<void> dropRow(Transaction &, const Table &, const Id &);
    friend Result<void> layUnsent(Transaction &, const UnsentOf &);
    friend Result<void> layOps(Transaction &, std::span<const Op>);
    friend Result<std::vector<Kept>> undo(Transaction &, DeedId);
    explicit Transaction(Database &database, By by) : m_database(&database), m_by(by) { }
    Result<void> writeDeed();
    Result<void> fail(Error error);
    Result<void> refreshTouched();
    void touch(const Table &table, const Id &row);

    struct Touched {
        const Table *table;
        Id row;
        auto operator<=>(const Touched &) const = default;
    };
    Result<std::vector<Id>> subjectsOf(const Derivation &derivation, std::span<const Touched> rows) const;
    Database *m_database;
    By m_by;
    Hlc m_hlc = 0;
    Time m_now = 0;
    Id m_deed;
    Id m_partOf;
    const char *m_verb = "";
    QByteArray m_ops;
    int m_opCount = 0;
    QByteArray m_idsOf;
    int m_drawn = 0;
    std::vector<Touched> m_touched;
    bool m_logged = false;
    bool m_config = false;
    bool m_failed = false;
};

/// Tests kill the process between any two steps of a verb; elsewhere nothing is set.
extern void (*onStep)(const char *step);
inline void step(const char *name)
{
    if (onStep)
        onStep(name);
}

} // namespace updesk
