// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/pinstore.h"

#include "core/store/desksetting.h"

namespace updesk
{

static QString keyOf(PersonId person) { return QStringLiteral("pins.%1").arg(QString::fromLatin1(person.value.hex())); }

Result<std::set<LeadId>> pinsOf(Database &database, PersonId person)
{
    const auto text = deskSetting(database, keyOf(person));
    if (!text)
        return text.error();
    std::set<LeadId> pins;
    for (const QString &one : text->split(u' ', Qt::SkipEmptyParts)) {
        if (const auto id = Id::fromHex(one.toStdString()))
            pins.insert({*id});
    }
    return pins;
}

/// Nothing: there is no such lead.
static Result<std::optional<bool>> isOpen(Database &database, LeadId lead)
{
    Query q = database.query("SELECT grp<9 FROM lead_now WHERE lead_id=?1");
    q.bind(1, lead);
    const bool found = q.next(), open = found && q.number(0) != 0;
    if (auto done = q.done(); !done)
        return done.error();
    if (!found)
        return std::optional<bool>();
    return std::optional(open);
}

Result<void> setPinned(Database &database, PersonId person, LeadId lead, bool on)
{
    const auto pins = pinsOf(database, person);
    const auto known = isOpen(database, lead);
    if (!pins || !known)
        return !pins ? pins.error() : known.error();
    if (on && !*known)
        return Error{Error::Code::NotFound, QStringLiteral("lead"), {}};
    QStringList kept;
    for (const LeadId &one : *pins) {
        const auto open = isOpen(database, one);
        if (!open)
            return open.error();
        if (open->value_or(false) && one != lead)
            kept << QString::fromLatin1(one.value.hex());
    }
    if (on && kept.size() >= kMostPins)
        return Error{Error::Code::Invalid, QStringLiteral("pins"), {}};
    if (on)
        kept << QString::fromLatin1(lead.value.hex());
    return setDeskSetting(database, keyOf(person), kept.join(u' '));
}

} // namespace updesk
