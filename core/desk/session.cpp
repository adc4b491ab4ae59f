// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/session.h"

#include "core/desk/erasing.h"
#include "core/desk/tables.h"
#include "core/desk/undorows.h"
#include "core/sequences/plantables.h"
#include "core/store/log.h"

#include <algorithm>
#include <iterator>

namespace updesk
{

Session::Session(std::unique_ptr<Database> database, const Clock &clock)
    : m_database(std::move(database)), m_clock(&clock)
{
}

Result<std::unique_ptr<Session>> Session::open(
    const QString &path, const Clock &clock, Database::Open mode, const FileKey &key)
{
    Database::Setup setup = deskSetup(clock);
    setup.key = key;
    auto database = Database::open(path, std::move(setup), mode);
    if (!database)
        return database.error();
    std::unique_ptr<Session> session(new Session(std::move(*database), clock));
    if (auto read = session->readStore(); !read)
        return read.error();
    if (const auto again = replayErased(*session); !again) // the file may be an older copy
        return again.error();
    return session;
}

Result<void> Session::readStore()
{
    const auto store = m_database->state("store");
    if (!store)
        return store.error();
    m_store = int(*store);
    return {};
}

// Asked anew each time: the file may join a server while it is open.
Result<Mandate> Session::mandate() const
{
    const auto joined = m_database->state("joined");
    if (!joined)
        return joined.error();
    if (*joined == 0)
        return Mandate(kAlone);
    return m_host.mayAct() ? Mandate(m_host.epoch) : Mandate();
}

void Session::setPerson(PersonId person)
{
    if (person == m_person)
        return;
    m_person = person;
    m_undo.clear(); // what another person did is not mine to take back with a key
    m_redo.clear();
    Q_EMIT personChanged();
}

bool Session::isSample() const
{
    const auto book = rules();
    return book && (*book)->dealership.sample;
}

static constexpr size_t kUndoDepth = 50;

// A plan ends by what happened on another lead of the same person, which the verb does not name. Of what cannot be read
// anything may have changed.
static std::vector<LeadId> withFollowed(Database &database, const Session::Step &deeds, std::vector<LeadId> leads)
{
    if (leads.empty())
        return leads;
    for (const DeedId &deed : deeds) {
        const auto plans = touchedRows(database, deed, kEnrolment);
        if (!plans)
            return {};
        std::vector<Op> ops;
        std::ranges::transform(*plans, std::back_inserter(ops), [](const Id &plan) {
            return Op{Op::Kind::Set, &kEnrolment, plan, {}};
        });
        const auto followed = leadsOf(database, ops);
        if (!followed)
            return {};
        std::ranges::copy_if(*followed, std::back_inserter(leads),
            [&leads](LeadId lead) { return std::ranges::find(leads, lead) == leads.end(); });
    }
    return leads;
}

void Session::done(DeedId deed, const std::vector<LeadId> &leads)
{
    doneTogether(deed.isNull() ? Step() : Step{deed}, leads);
}

void Session::doneTogether(const std::vector<DeedId> &deeds, const std::vector<LeadId> &leads)
{
    if (!deeds.empty()) {
        m_undo.push_back(deeds);
        if (m_undo.size() > kUndoDepth)
            m_undo.erase(m_undo.begin());
        m_redo.clear();
    }
    Q_EMIT changed(withFollowed(*m_database, deeds, leads));
}

void Session::refresh(const std::vector<LeadId> &leads) { Q_EMIT changed(leads); }

} // namespace updesk
