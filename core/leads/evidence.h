// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace updesk
{

/// How sure we are that a person tried to reach the customer (F39).
enum class Evidence : quint8 {
    None, ///< a bare outcome, or one keyed too soon after the dial: "not verified"
    Told, ///< keyed later, "I called from another phone": shown hollow and counted apart
    Dialled, ///< dialled from here, outcome keyed 8 s or later
    Confirmed, ///< the phone system, or a message sent by a person
    Automatic ///< sent by the program
};

inline constexpr Time kShortestCall = 8 * kSecond;

/// True for evidence of a human attempt; what is automatic or not verified never stops the clock.
constexpr bool stopsClock(Evidence evidence)
{
    return evidence == Evidence::Told || evidence == Evidence::Dialled || evidence == Evidence::Confirmed;
}

/// Who saw the call made.
enum class DialledBy : quint8 { Hand, PhoneSystem };

/// The evidence of one call; a time that is 0 did not happen.
constexpr Evidence evidenceOfCall(Time dialledAt, Time outcomeAt, DialledBy by)
{
    if (dialledAt <= 0)
        return Evidence::None;
    if (by == DialledBy::PhoneSystem)
        return Evidence::Confirmed;
    return outcomeAt - dialledAt >= kShortestCall ? Evidence::Dialled : Evidence::None;
}

} // namespace updesk
