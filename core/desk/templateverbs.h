// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/script.h"
#include "core/sequences/template.h"

namespace updesk
{

/// Saves several languages of a template, or of several, as the store's own rows, in one deed; each counts one version
/// up. What equals the row that is there is left alone; null deed: nothing differs. `opened` are the rows as they were
/// read, in the same order (ids null: shipped). Invalid: a key, language, channel or name is missing (subject key,
/// language, channel, name), or the checker refuses one (its problem as subject: "unknown_field", and the part of the
/// text as detail "language:at"). Conflict: somebody saved the same one meanwhile. Denied: neither manager nor up;
/// subject locked: the words of this one are not the store's to change.
Result<DeedId> saveTemplates(Session &session, const std::vector<Template> &opened, const std::vector<Template> &typed);

/// Takes the store's own rows away, in these languages and in one deed, so that the shipped ones are used again, or
/// none when they were the store's alone. Null deed: there were none. Denied with subject in_plan: a plan in use sends
/// it (detail: the plan's title).
Result<DeedId> dropTemplate(Session &session, const QString &key, const QStringList &languages);

/// The same of scripts. Invalid: key, language, title, body, or the number of the step of a call that cannot be kept
/// (detail: its language), as checkScript() says.
Result<DeedId> saveScripts(Session &session, const std::vector<Script> &opened, const std::vector<Script> &typed);
/// In these languages, in one deed.
Result<DeedId> dropScript(Session &session, const QString &key, const QStringList &languages);

} // namespace updesk
