// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/message.h"
#include "core/store/database.h"

#include <vector>

namespace updesk
{

/// Texts whose fate is unknown and no person has decided on, handed over after `since`; oldest first, at most `most`.
Result<std::vector<Message>> unknownTexts(Database &database, Time since, int most);

/// Provider ids of other texts to the same number, from an hour before this one was handed over on.
Result<QStringList> otherTextsTo(Database &database, const Message &message);

} // namespace updesk
