// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"

namespace updesk
{

/// Whether an answer to "would you trade one in?" says in English, Spanish or French that there is none ("no", "no
/// trade, it is my first"). Words in doubt ("no idea") say nothing.
bool saysNoTrade(const QString &answer);

/// What an answer to "who decides with you?" says in these languages; Unknown: it cannot be told.
Decides decidesIn(const QString &answer);

} // namespace updesk
