// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appointment.h"
#include "core/leads/localdays.h"

#include <array>
#include <optional>
#include <span>

namespace updesk
{

/// How far ahead a visit was booked (F75), by the days of the store's calendar: on the same day, for the next one, two
/// days before, three to seven, more.
enum class Ahead : quint8 { SameDay, NextDay, TwoDays, Week, Longer };
inline constexpr int kAheads = int(Ahead::Longer) + 1;
/// A booking that a clock set wrong has dated after its visit is one of the same day.
Ahead aheadOf(Time setAt, Time at, const LocalDays &days);

/// A visit whose time is past, and what became of it.
struct PastVisit {
    enum class Went : quint8 { Came, Missed, Unsaid }; ///< Unsaid: nobody has said yet how it went
    AppointmentId id;
    LeadId lead;
    Time at = 0, setAt = 0;
    Went went = Went::Unsaid;
    bool operator==(const PastVisit &) const = default;
};

/// Visits that were booked equally far ahead.
struct ShowShare {
    int came = 0, missed = 0, unsaid = 0;
    int known() const { return came + missed; }
    int all() const { return came + missed + unsaid; }
    /// Of those of which it is known the share that came, 0 to 1; nothing: it is known of none.
    std::optional<double> rate() const;
    bool operator==(const ShowShare &) const = default;
};

/// Figures of the store, never of one person.
struct ShowRate {
    std::array<ShowShare, kAheads> ahead{};
    ShowShare all;
    bool operator==(const ShowRate &) const = default;
};

/// Counts them. Somebody came when they stood in the showroom for the visit, or it is marked arrived or sold; missed
/// are those marked so of which nobody came after all. What was moved or cancelled is not among past visits: it counts
/// neither way, and its new time counts for itself, by when that was booked. A visit nobody has marked is shown apart
/// and in no rate.
ShowRate showRate(std::span<const PastVisit> visits, const LocalDays &days);

} // namespace updesk
