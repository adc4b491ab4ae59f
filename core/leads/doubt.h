// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/leaddraft.h"

namespace updesk
{

/// A Decide task that names a way waits for a person to read words that may be a refusal, which came that way; one that
/// names none is of a customer who refuses every way. Who may have meant something else waits for an answer.
constexpr bool isDoubt(Task::Kind kind, Channel channel)
{
    return kind == Task::Kind::Decide && channel != Channel::None;
}

} // namespace updesk
