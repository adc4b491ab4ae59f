// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// A manager lets messages leave again after the server or the file was set back to an older copy, for all desks of the
/// store. A null deed: sending is not on hold here. Denied (subject role): only a manager may.
Result<DeedId> releaseSending(Session &session);

/// Who may, for whoever has to ask them: active people, by name.
std::vector<PersonId> mayRelease(const Rulebook &rules);

} // namespace updesk
