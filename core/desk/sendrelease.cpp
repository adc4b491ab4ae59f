// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sendrelease.h"

#include "core/channels/sendhold.h"
#include "core/desk/deed.h"
#include "core/desk/gatesettings.h"

#include <algorithm>

namespace updesk
{

Result<DeedId> releaseSending(Session &session)
{
    return doDeed(session, "release_sending", {}, [](Transaction &tx) -> Result<void> {
        const auto book = rulebook(tx.database());
        const auto hold = sendHold(tx.database());
        if (!book || !hold)
            return !book ? book.error() : hold.error();
        if (!(*book)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("role"), {}};
        if (!*hold)
            return {};
        return writeSetting(tx, QString::fromLatin1(kReleaseSetting), releaseValue(**hold, tx.by().who, tx.now()));
    });
}

std::vector<PersonId> mayRelease(const Rulebook &rules)
{
    std::vector<const Person *> people;
    for (const Person &person : rules.people) {
        if (person.active && rules.mayChangeRules(person.id))
            people.push_back(&person);
    }
    std::ranges::sort(people, {}, [](const Person *person) { return person->name; });
    std::vector<PersonId> ids;
    for (const Person *person : people)
        ids.push_back(person->id);
    return ids;
}

} // namespace updesk
