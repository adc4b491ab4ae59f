// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/availability.h"

#include "core/desk/deed.h"
#include "core/leads/duty.h"

#include <algorithm>

namespace updesk
{

// None counts beyond its longest: one that is said again late needs a new row.
static bool covers(const std::vector<Busy> &spells, Time now, Time until)
{
    return std::ranges::any_of(
        spells, [&](const Busy &spell) { return spell.since <= now && until <= spell.since + kMostBusy; });
}

// All of them: another desk may have begun one as well.
static Result<void> endAt(Transaction &tx, const std::vector<Busy> &spells, Time until)
{
    for (const Busy &spell : spells) {
        Busy other = spell;
        other.until = until;
        if (auto done = apply(tx, set(kBusy, spell, other)); !done)
            return done;
    }
    return {};
}

Result<Time> busyEndHere(Session &session, Time length)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    if (session.person().isNull())
        return Time(0);
    return busyEnd(session.person(), session.now(), length, {(*rules)->shifts, (*rules)->aways, (*rules)->hours});
}

Result<Spell> becomeBusy(Session &session, Time length)
{
    const PersonId person = session.person();
    if (person.isNull())
        return Error{Error::Code::Denied, QStringLiteral("person"), {}};
    const auto until = busyEndHere(session, length);
    if (!until)
        return until.error();
    const auto deed = doDeed(session, "busy", {}, [&](Transaction &tx) -> Result<void> {
        const auto spells = spellsOf(tx.database(), person, tx.now());
        if (!spells)
            return spells.error();
        if (covers(*spells, tx.now(), *until))
            return endAt(tx, *spells, *until);
        if (auto done = endAt(tx, *spells, tx.now()); !done)
            return done;
        return apply(tx, put(kBusy, Busy{{tx.freshId()}, person, tx.now(), *until}));
    });
    return deed ? Result<Spell>(Spell{*until, *deed}) : deed.error();
}

Result<DeedId> setFree(Session &session, PersonId person)
{
    const char *verb = person == session.person() ? "free" : "free_other";
    return doDeed(session, verb, {}, [&](Transaction &tx) -> Result<void> {
        const auto rules = rulebook(tx.database());
        const auto spells = spellsOf(tx.database(), person, tx.now());
        if (!rules || !spells)
            return !rules ? rules.error() : spells.error();
        const PersonId who = tx.by().who;
        if (person != who && (who.isNull() || !(*rules)->mayChangeRules(who)))
            return Error{Error::Code::Denied, QStringLiteral("person"), {}};
        return endAt(tx, *spells, tx.now());
    });
}

Result<DeedId> becomeFree(Session &session) { return setFree(session, session.person()); }

} // namespace updesk
