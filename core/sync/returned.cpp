// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/returned.h"

#include "core/leads/activity.h"
#include "core/sync/fillplan.h"
#include "core/sync/inbox.h"
#include "core/sync/oldermarks.h"

#include <algorithm>
#include <set>

namespace updesk
{

static qint64 numberIn(const TakenRow &row, const char *column, qint64 otherwise)
{
    const auto found = std::ranges::find(row.fields, row.table->find(column), &Change::column);
    const auto *number = found == row.fields.end() ? nullptr : std::get_if<qint64>(&found->after);
    return number ? *number : otherwise;
}

/// Whether this desk has the lead, as an open one, with all that was done on it. A fetch that broke off may have
/// brought it alone, and then it is opened again at this very desk.
static Result<bool> isOpenHere(Database &database, const Id &lead)
{
    Query q = database.query("SELECT customer_id FROM lead WHERE id=?1 AND closed=0");
    const bool open = q.bind(1, lead).next();
    const CustomerId customer{open ? q.id(0) : Id{}};
    if (auto done = q.done(); !done)
        return done.error();
    if (!open)
        return false;
    const auto records = recordsOf(database, customer);
    if (!records)
        return records.error();
    const auto partly = olderBrokeOff(database, *records, database.setup().clock->now());
    return partly ? Result<bool>(!*partly) : partly;
}

// To be changed may bring rows too: a lead that is given to somebody comes with the assignment that says so.
static std::set<Id> leadsBegunIn(const Page &page)
{
    std::set<Id> leads;
    for (const TakenRow &row : page.rows) {
        const bool begins = std::string_view(row.table->name) == kActivity.name
            && numberIn(row, "code", 0) == int(Activity::Code::Inquiry);
        if (!begins)
            continue;
        const auto found = std::ranges::find(row.fields, row.table->find("lead_id"), &Change::column);
        const auto *lead = found == row.fields.end() ? nullptr : std::get_if<Id>(&found->after);
        if (lead)
            leads.insert(*lead);
    }
    return leads;
}

// What the desk had let go of comes back as a single row when somebody changes it: opened again, or closed as before.
// One that comes closed and with its own beginning is new, from an import at another desk, and whole.
static Result<std::vector<Id>> returned(Database &database, const Page &page)
{
    const Time before = database.setup().clock->now() - kKeptAtDesk;
    const std::set<Id> whole = leadsBegunIn(page);
    std::vector<Id> leads;
    for (const TakenRow &row : page.rows) {
        const bool old = hangsOn(*row.table) == Hangs::Lead && numberIn(row, "received", before) < before;
        if (!old)
            continue;
        const bool opened = numberIn(row, "closed", 1) == 0;
        const auto here = opened      ? isOpenHere(database, row.row)
            : whole.contains(row.row) ? Result<bool>(true)
                                      : hasRow(database, *row.table, row.row);
        if (!here)
            return here.error();
        if (!*here)
            leads.push_back(row.row);
    }
    return leads;
}

Result<void> bringHistoryOfReturned(Database &database, Remote &remote, int store, const Page &page)
{
    const auto leads = returned(database, page);
    if (!leads || leads->empty())
        return leads ? Result<void>() : leads.error();
    for (const Table *table : database.setup().tables) {
        if (hangsOn(*table) != Hangs::OfLead)
            continue;
        std::optional<Error> refused;
        const auto taken = takeOlder(database, remote, store, {}, {table, OlderAsk::By::Lead, *leads}, refused);
        if (!taken)
            return taken.error();
        if (refused) // the news behind this lead do not wait for what an old one lacks
            return refused->code == Error::Code::Offline ? Result<void>(*refused) : Result<void>();
    }
    return {};
}

} // namespace updesk
