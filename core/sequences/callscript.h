// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leadnow.h"
#include "core/sequences/template.h"

#include <QString>

namespace updesk
{

/// The key of the script that fits the call that is made on this lead now: the visit that is to be confirmed, the one
/// that was missed, the kind of lead, else the first call or a further one.
QString callScriptFor(const LeadNow &now, Time at, bool missedVisit);
/// The process page that belongs beside it (F63).
QString processPageFor(const QString &callScript);
/// The one that belongs beside a message that is written for this occasion (F63).
QString processPageFor(Occasion occasion);

} // namespace updesk
