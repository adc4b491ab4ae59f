// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace updesk
{

/// Takes a store's file that cannot be opened out of the way of a new one, with its log and the backups beside it:
/// renamed with the day, never deleted, so that it opens once its key is found. Returns what it is called now.
/// NotFound, Busy (another program has it open), or Denied (subject: what could not be renamed); then all is as it was.
Result<QString> setFileAside(const QString &path, Time now);
/// Where that was cut off the rest goes, or all of it comes back; else nothing is done. Whoever looks for the store's
/// file calls it first. Errors as setFileAside().
Result<void> finishSettingAside(const QString &path);

} // namespace updesk
