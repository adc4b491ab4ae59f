// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remote.h"

#include <map>
#include <set>

namespace updesk
{

/// The shared server's rules in memory, for one store; a test holds PostgreSQL's beside them. Copies are backups.
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
        bool takesEveryYes = false; ///< a later yes takes a no back, with or without evidence
        bool takesStaleEpochs = false;
        bool sweepsToQueued = false; ///< what a dead host left is sent again
        bool holdsOnlyTheUnknown = false; ///< later deeds of a held one's rows are taken
        bool revivesByAny = false; ///< an edit brings a removed row back, whatever its clock
        bool blanksUnnamed = false; ///< a change of a customer resets its last column when that is not named
        bool restartsAny = false; ///< a plan goes on whoever else has stopped it
    };
    enum class Role : quint8 { Sales, Manager, Auto };
    struct Author {
        PersonId who;
        Id desk;
        Role role = Role::Sales;
        bool receives = false; ///< its login runs the automation, and says what customers have texted
    };
    ModelServer();
    Result<Hello> hello() const;
    Result<std::vector<Answer>> push(
        const Author &author, std::span<const OutDeed> deeds, Time now, std::optional<qint64> epoch = {});
    Page pull(int feed, qint64 after, int limit) const;
    std::set<Id> knows(std::span<const Id> deeds) const; ///< those of which it holds an op
    OlderScope olderScope(std::span<const Id> records, Time before) const;
    Page older(const OlderAsk &ask) const;
    std::map<int, qint64> feeds() const { return {{kStore, m_seq}}; }
    std::optional<qint64> takeLease(const Id &desk, Time lasts, Time now);
    bool queueMessage(const Id &message, const Id &lead);
    /// The next to go out; Conflict: fenced.
    Result<std::optional<Id>> beginMessage(qint64 epoch, Time now);
    Result<bool> endMessage(qint64 epoch, const Id &message, const char *becomes, Time now);
    Result<int> sweepMessages(qint64 epoch, Time now);
    void queueFailedAgain(); ///< a person's decision
    /// After a restore: what a host's journal holds may have gone out, whatever the copy says.
    void replayJournal(const std::set<Id> &journal);
    struct Row {
        const Table *table = nullptr;
        Id id;
        qint64 seq = 0;
        size_t born = 0; ///< how many ops were logged before it
        std::vector<Value> fields;
        std::map<int, Hlc> clocks; ///< field -> clock of its last change; absent: creation
        auto key() const { return std::pair(std::string(table->name), id); }
        const Value &at(const char *column) const { return fields[size_t(table->find(column))]; }
    };
    struct Logged {
        Op op;
        Author author;
        Hlc hlc = 0;
        Answer answer;
        qint64 seq = 0;
        int times = 0; ///< how often it was applied
    };
    struct Message {
        Id lead;
        std::string state = "queued";
        qint64 epoch = 0;
        Time began = 0;
    };
    using Key = std::pair<std::string, Id>;
    static constexpr int kStore = 7;
    const std::map<Key, Row> &rows() const { return m_rows; }
    const std::map<Id, Logged> &log() const { return m_log; }
    const std::map<Id, Message> &messages() const { return m_messages; }
    int wins(const Id &lead) const;
    /// After a copy was put back over a server that had gone on: its generation is one never seen.
    void restored(const ModelServer &newer) { m_generation = newer.m_generation + 1; }
    /// What the ledgers that are kept beside the rules say; empty: nothing is wrong.
    QByteArray fault() const;
    /// A server that is older than its desks: it has not heard of the column yet.
    void lack(const char *table, const char *column) { m_lacks.insert({table, column}); }
    void upgrade(); ///< from here it knows all
    Flaws flaws;
    int schema = 1, oldestDesk = 1;
    bool locked = false; ///< another session holds the store
    QByteArray chokesOn; ///< a text that it fails on, whatever else is in the batch; empty: on none

private:
    struct Doing;
    Answer applyOp(const Doing &doing);
    Answer put(const Doing &doing);
    Answer set(const Doing &doing, Row &row);
    Answer setFields(const Doing &doing, Row &row, const std::vector<Change> &changes, Answer answer);
    Answer owner(const Doing &doing, Row &row);
    Answer refuse(const Op &op, const char *why) const;
    const char *forbidden(const Doing &doing, const Change &change, const Value &is) const;
    const char *consentRefusal(const Doing &doing) const;
    bool optedOut(const Value &customer, const Value &channel, const Value &address) const;
    Value keyedOn(const Row &row) const;
    std::vector<const Row *> rowsOf(const char *table) const;
    bool changedSince(const Doing &doing) const;
    bool mergeMoves(const Op &op, const Change &change, const Value &is) const;
    void bringHome();
    Hlc saidAt(const Row &row) const;
    Id writerOf(const Op &op, int column) const;
    bool laterOfTheClock(const Doing &doing, int column) const;
    bool mayWrite(const Doing &doing, const Change &change) const;
    bool chokes(const OutDeed &deed) const;
    QString heldBy(const OutDeed &deed, const std::set<Id> &waiting) const;
    Answer answerTo(const Author &author, const OutDeed &deed, size_t n, Time now, bool known);
    const Table *canonical(const Table &table) const;
    std::optional<TakenRow> rowNow(const Table &table, const Id &id) const;
    TakenRow taken(const Row &row) const;
    bool serves(qint64 epoch, Time now);
    void remember(const Doing &doing, const Answer &answer);
    void rememberConsent(const Doing &doing);
    QByteArray misordered() const;

    std::vector<const Table *> m_tables;
    std::map<Key, Row> m_rows;
    std::map<Id, Logged> m_log;
    std::map<Id, std::vector<Id>> m_history; ///< of a row: its ops, in order
    std::map<std::pair<Key, int>, std::pair<std::pair<Hlc, Id>, Value>> m_latest; ///< of fields: the latest change
    std::map<Id, int> m_wins; ///< claims won since the last assign
    std::map<Id, std::set<Id>> m_refusals; ///< of customers: what nobody has taken back by the rules
    std::map<Id, Message> m_messages;
    std::set<std::pair<std::string, std::string>> m_lacks;
    struct {
        Id holder;
        qint64 epoch = 0;
        Time until = 0;
    } m_lease;
    QByteArray m_fault;
    qint64 m_seq = 0, m_seen = 0, m_wrote = 0; ///< the highest that a push had; the last epoch that wrote
    int m_generation = 1;
};

} // namespace updesk
