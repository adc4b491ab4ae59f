// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/evidence.h"
#include "core/leads/hours.h"
#include "core/leads/sourcetables.h"
#include "core/leads/leaddraft.h"

#include <optional>
#include <span>

namespace updesk
{

/// How soon a lead must be answered. Guide figures: 5 minutes, or 30 after opening.
struct Target {
    int answer = 300; ///< seconds from receipt inside hours, at least 60
    int afterOpening = 1800; ///< seconds from the next opening, when received outside hours
    bool operator==(const Target &) const = default;
};

/// The most specific row: source and type, then source, then type, then the default; of equals the first.
Target targetFor(std::span<const TargetRow> rows, const SourceId &source, LeadType type);

/// When a lead must be answered. UTC.
struct Due {
    Time due = 0;
    Time from = 0; ///< when it starts to count: receipt, or the opening
    bool afterHours = false; ///< received outside hours, or so late that the target does not end before closing (F35)
    bool operator==(const Due &) const = default;
};

/// A store without any opening in sight gets the plain target: a lead must not wait for hours nobody entered.
Due dueOf(Time received, const Target &target, const Hours &hours);

enum class ClockState : quint8 { None, Running, Close, Late, AfterHours, Waiting, Stopped, NeverAnswered };

inline constexpr Time kClose = 2 * kMinute;

/// True for the types of leads that a person takes: the customer stood there or was on the line (F39).
constexpr bool bornStopped(LeadType type) { return type == LeadType::WalkIn || type == LeadType::Phone; }

/// What the clock of one lead depends on. UTC; 0: did not happen.
struct ClockFacts {
    Due due; ///< 0: there is no clock
    Time received = 0;
    Time answeredAt = 0; ///< first attempt whose evidence stops the clock
    Evidence answeredBy = Evidence::None;
    qint64 clockJump = 0; ///< seconds; see LeadNow
    Time waitingSince = 0; ///< the customer wrote or called last
    bool bornStopped = false;
    bool closed = false;
    bool neverAnswered = false; ///< closed before anybody answered
};

struct ClockView {
    ClockState state = ClockState::None;
    /// Running, Close and AfterHours: until due. Late: past due. Waiting: since. Stopped: from when it counted to the
    /// answer, 0 when answered before opening or born stopped.
    Time ms = 0;
    bool hollow = false; ///< stopped on what somebody told
    qint64 clockJump = 0; ///< stopped by a moment that is in doubt: the clock it comes from had been turned by so much
    bool operator==(const ClockView &) const = default;
};

ClockView clockView(const ClockFacts &facts, Time now);

/// Open seconds from when the lead counted to its answer (F38); an answer before opening counts 0. Nothing: not
/// answered.
std::optional<qint64> businessSecondsToAnswer(const Due &due, Time answeredAt, const Hours &hours);

} // namespace updesk
