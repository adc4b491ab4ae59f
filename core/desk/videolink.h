// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace updesk
{

inline constexpr qsizetype kLongestLink = 300;

/// A link to a video of a vehicle as it goes out to a customer (F71): https, to a site with a name, without a user name
/// in it. Invalid with subject link: the detail says why: needed, https, page, long.
Result<QString> videoLink(const QString &typed);

} // namespace updesk
