// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QTimeZone>

#include <vector>

namespace updesk
{

/// A moment as the store's wall clock and calendar show it.
struct LocalMoment {
    int day = 0; ///< days since 1970-01-01 in the zone
    int minute = 0; ///< 0 to 1439, as the wall clock reads
    int weekday = 1; ///< 1 Monday to 7 Sunday
    bool operator==(const LocalMoment &) const = default;
};

/// The days of one time zone by arithmetic: the zone's changes are read once, so a question costs nanoseconds.
/// Days are counted from 1970-01-01; moments before 1970 and after 2100 get the nearest known offset.
class LocalDays
{
public:
    LocalDays() : LocalDays(QTimeZone::utc()) { }
    explicit LocalDays(const QTimeZone &zone);

    int dayOf(Time moment) const;
    LocalMoment at(Time moment) const;

    /// The first moment of the day at which the clock shows `minute` or later: the end of a gap, the first of a
    /// repeated hour. `minute` may exceed 1440 and then counts into the next day.
    Time first(int day, int minute) const;
    /// The end of the last moment that shows less than `minute`: after a repeated hour, at the jump for a time in a
    /// gap.
    Time last(int day, int minute) const;
    Time startOf(int day) const { return first(day, 0); }

private:
    struct Piece {
        Time from; ///< UTC, inclusive
        Time offset; ///< ms east of UTC
    };
    size_t pieceAt(Time moment) const;
    std::vector<Piece> m_pieces; ///< ascending; the first holds for all time before
};

/// 20261225 for a day number, and back; 0 and -1 stand for "no such day".
int dateNumber(int day);
int dayOfDate(int yyyymmdd);

} // namespace updesk
