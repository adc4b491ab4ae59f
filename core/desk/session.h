// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hoststate.h"
#include "core/leads/rulebook.h"
#include "core/store/transaction.h"

#include <QObject>

#include <set>

namespace updesk
{

/// The file at this desk, the clock, the person who is here, what can be undone, and the news for whoever shows it.
class Session : public QObject
{
    Q_OBJECT
public:
    /// Opens the store. Errors as Database::open. `clock` must outlive the session; `key` is that of a file to be made.
    static Result<std::unique_ptr<Session>> open(const QString &path, const Clock &clock,
        Database::Open mode = Database::Open::Existing, const FileKey &key = {});

    Database &database() const { return *m_database; }
    const Clock &clock() const { return *m_clock; }
    Time now() const { return m_clock->now(); }
    Transaction::By by() const { return {m_person, m_store}; }
    PersonId person() const { return m_person; }
    void setPerson(PersonId person);
    Result<std::shared_ptr<const Rulebook>> rules() const { return rulebook(*m_database); }
    bool isSample() const;
    Result<void> readStore(); ///< after the set-up: the number that rows of this store carry

    /// What this desk was last told of its lease on the store's automation. A store without a server needs none.
    void setHost(const HostState &host) { m_host = host; }
    Result<Mandate> mandate() const;

    /// An open call or lead panel holds the take-back of its lead (F31), each until it lets go.
    void hold(LeadId lead) { m_held.insert(lead); }
    void letGo(LeadId lead)
    {
        if (const auto held = m_held.find(lead); held != m_held.end())
            m_held.erase(held);
    }
    bool isHeld(LeadId lead) const { return m_held.contains(lead); }
    std::vector<LeadId> held() const { return {m_held.begin(), m_held.end()}; }

    /// Called by verbs after their commit: keeps the deed for undo and tells the window.
    void done(DeedId deed, const std::vector<LeadId> &leads);
    /// The same of deeds that are taken back together, in the order in which they were done.
    void doneTogether(const std::vector<DeedId> &deeds, const std::vector<LeadId> &leads);
    /// Told without a deed: derived rows moved by time, another connection wrote.
    void refresh(const std::vector<LeadId> &leads = {});
    void tellNotices() { Q_EMIT noticed(); }

    using Step = std::vector<DeedId>; ///< what goes back in one, in the order in which it was done
    const std::vector<Step> &undoable() const { return m_undo; }
    const std::vector<Step> &redoable() const { return m_redo; }

Q_SIGNALS:
    void changed(const std::vector<updesk::LeadId> &leads); ///< empty: anything may have changed
    void noticed();
    void personChanged();

private:
    friend Result<struct Undone> undoDeed(Session &, DeedId);
    friend Result<struct Undone> undoLast(Session &);
    friend Result<struct Undone> redoLast(Session &);
    friend void takeTurned(Session &, const struct Turned &);
    Session(std::unique_ptr<Database> database, const Clock &clock);

    std::unique_ptr<Database> m_database;
    const Clock *m_clock;
    PersonId m_person;
    int m_store = 0;
    HostState m_host;
    std::multiset<LeadId> m_held; ///< a call and a panel may hold the same one
    std::vector<Step> m_undo, m_redo; ///< newest last, at most 50
};

} // namespace updesk
