// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/sequences/script.h"
#include "core/store/database.h"

#include <QStringList>

namespace updesk
{

/// The voicemail to leave next (F60): the first by rank that this lead has not heard; after all of them the one heard
/// longest ago. `heard`: the keys in the order in which they were left; an empty one, of a voicemail without a version,
/// stands for the one that was next then. nullptr: there are no scripts.
const Script *nextVoicemail(const std::vector<Script> &scripts, const QStringList &heard);

/// The versions left on this lead so far, oldest first; "" of those whose version nobody noted.
Result<QStringList> voicemailsHeard(Database &database, LeadId lead);

/// Notes in a call's row which version was left, and reads it back; "": none was noted.
void noteVoicemail(Activity &call, const QString &key);
QString notedVoicemail(const Activity &call);

} // namespace updesk
