// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/routing.h"

#include <map>

namespace updesk
{

/// Who stands in for whom, as the store names it.
using Backups = std::map<PersonId, PersonId>;

/// Reads the setting's JSON {person id: backup's id}; an entry that is no pair of two people counts for nothing.
/// Damaged when it is no JSON object.
Result<Backups> backupsOf(const QString &json);
QString jsonOf(const Backups &backups);

/// Who is told at `due` beside the manager (F31): the owner's backup when active and on duty, else next up by the first
/// rule that the lead meets and that has somebody else on duty, limits aside; somebody busy only when all are. Null:
/// nobody is there. An `owner` of null has no backup, so the lead's rule decides.
PersonId backupFor(PersonId owner, const RouteLead &lead, const Backups &backups, std::span<const RouteRule> rules,
    std::span<const RoutePerson> people, Time now);

} // namespace updesk
