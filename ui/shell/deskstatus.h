// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/shell/shellstate.h"

namespace updesk
{

/// What stands around a screen, read from the store: badges, the oldest clock, opening times, who is here.
ShellState deskState(Session &session, const ShellState &before);

/// The people who may be at the desk, in the order of the user menu.
std::vector<PersonId> deskPeople(const Rulebook &rules);

/// A local time as the region writes it, with the day when it is not today.
QString localTime(const Rulebook &rules, Time at, Time now);

} // namespace updesk
