// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/sources.h"
#include "core/leads/rulebook.h"

namespace updesk
{

/// The store's own names of its sources, in the order of its table, as intake reads them: whole words, or the beginning
/// of one before `*`. How a lead came is what UpDesk knows of the sender, unless the source's kind already says it.
std::vector<SourcePattern> storePatterns(const Rulebook &rules);

} // namespace updesk
