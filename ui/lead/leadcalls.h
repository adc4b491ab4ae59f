// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "ui/lead/promptbar.h"
#include "ui/parts/letterkeys.h"

namespace updesk
{

/// What the panel does for its parts.
struct LeadCalls {
    std::function<void(Prompt)> ask;
    std::function<void(const Result<DeedId> &, const QString &)> did; ///< closes a question and says the words
    std::function<void(const QString &)> tell;
    std::function<void(const QString &)> refused; ///< at the question that is open, where it was typed; else as tell
};

} // namespace updesk
