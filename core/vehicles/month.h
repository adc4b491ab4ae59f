// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QLocale>

#include <optional>

namespace updesk
{

/// A month as people type it: "3/2019", "2019-03", "Mar 2019", "march 2019", "2019" (its January); null time: empty
/// text. Nothing when it is no month. The time is noon UTC of its first day, so that it is that month in every zone.
std::optional<Time> monthTyped(const QString &text, const QLocale &locale);

} // namespace updesk
