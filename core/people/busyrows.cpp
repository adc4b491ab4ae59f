// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/busyrows.h"

namespace updesk
{

static constexpr char kBusyNow[] = "SELECT person_id, min(until, since+?2) FROM busy"
                                   " WHERE until>?1 AND since<=?1 AND since>?1-?2 AND deleted=0";
static constexpr char kSpells[] = "SELECT id, since, until FROM busy"
                                  " WHERE until>?1 AND since>?1-?2 AND person_id=?3 AND deleted=0";

Result<BusyPeople> busyAt(Database &database, Time now)
{
    BusyPeople people;
    Query q = database.query(kBusyNow);
    q.bind(1, now).bind(2, kMostBusy);
    while (q.next()) {
        Time &until = people[PersonId{q.id(0)}];
        until = std::max(until, q.number(1));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return people;
}

Time busyUntil(const BusyPeople &busy, PersonId person)
{
    const auto spell = busy.find(person);
    return spell == busy.end() ? 0 : spell->second;
}

Result<std::vector<Busy>> spellsOf(Database &database, PersonId person, Time now)
{
    std::vector<Busy> spells;
    Query q = database.query(kSpells);
    q.bind(1, now).bind(2, kMostBusy).bind(3, person);
    while (q.next())
        spells.push_back({{q.id(0)}, person, q.number(1), q.number(2)});
    if (auto done = q.done(); !done)
        return done.error();
    return spells;
}

} // namespace updesk
