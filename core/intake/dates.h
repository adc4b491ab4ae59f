// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QDate>
#include <QString>
#include <QTimeZone>

#include <optional>

namespace updesk
{

/// A moment as a document writes it.
struct ReadDate {
    Time time = 0; ///< UTC
    QDate day; ///< the day as written, for spans of days
    bool guessed = false; ///< month and day were swapped to make sense
};

/// Reads a date in the many forms providers write (ISO 8601, US style, RFC 2822, words, epoch); without a zone it is
/// local in `zone`, a day alone is its local midnight. Nothing when it cannot be read.
std::optional<ReadDate> readDate(QStringView text, const QTimeZone &zone);

} // namespace updesk
