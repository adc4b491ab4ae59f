// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

#include <map>

namespace updesk
{

/// The shared server's rules in memory, for one store: what PostgreSQL's functions do, without PostgreSQL. Copies are
/// backups.
class ModelServer
{
public:
    /// Flaws that a test plants to see that it would be caught.
    struct Flaws {
        bool forgetsOps = false; ///< no look for the op's id: a repeat is applied again
        bool keepsRefusedRow = false; ///< no row in the answer to a refused op
        bool clockIsIgnored = false; ///< the last to come wins, whatever its clock
        bool takesEveryClaim = false;
        bool numbersRestart = false; ///< a push does not move the feed's number
        bool sendsForeignRows = false;
    };

    Result<Hello> hello() const;
    Result<std::vector<Answer>> push(PersonId who, std::span<const OutDeed> deeds, Time now);
    Page pull(int feed, qint64 after, int limit) const;
    std::map<int, qint64> feeds() const { return {{kStore, m_seq}}; }

    struct Row {
        const Table *table = nullptr;
        Id id;
        qint64 seq = 0;
        Hlc born = 0;
        std::vector<Value> fields;
        std::map<int, std::pair<Hlc, Id>> clocks; ///< field -> clock and op of its last change; absent: creation
        auto key() const { return std::pair(std::string(table->name), id); }
    };
    struct Logged {
        Answer answer;
        qint64 seq = 0;
        int times = 0; ///< how often it was applied
    };
    using Key = std::pair<std::string, Id>;

    static constexpr int kStore = 7;
    const std::map<Key, Row> &rows() const { return m_rows; }
    const std::map<Id, Logged> &log() const { return m_log; }
    int wins(const Id &lead) const;
    /// After a copy was put back over a server that had gone on: its generation is one never seen.
    void restored(const ModelServer &newer) { m_generation = newer.m_generation + 1; }
    /// Whether a field holds a change although a later one was taken for it.
    bool misordered() const;
    Flaws flaws;
    int schema = 1;

private:
    Answer applyOp(PersonId who, const Op &op, Hlc hlc, const Id &opId);
    Answer put(const Op &op, Hlc hlc);
    Answer set(const Op &op, Hlc hlc, const Id &opId, Row &row);
    Answer owner(PersonId who, const Op &op, Hlc hlc, const Id &opId, Row &row);
    Answer refuse(const Op &op, const char *why) const;
    TakenRow taken(const Row &row) const;

    std::map<Key, Row> m_rows;
    std::map<Id, Logged> m_log;
    std::map<std::pair<Key, int>, std::pair<std::pair<Hlc, Id>, Value>> m_latest; ///< of fields: the latest change
    std::map<Id, int> m_wins; ///< claims won since the last assign
    qint64 m_seq = 0;
    int m_generation = 1;
};

} // namespace updesk
