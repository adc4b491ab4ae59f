// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/attempts.h"

namespace updesk
{

Time nextCall(int attempts, Outcome outcome, Time calledAt, const Hours &hours)
{
    const bool unanswered = outcome == Outcome::Voicemail || outcome == Outcome::NoAnswer;
    if (!unanswered || attempts < 1 || attempts >= kMostAttempts)
        return 0;
    const Time later = calledAt + 4 * kHour;
    if (attempts == 1 && hours.isOpen(later))
        return later;
    const bool wasMorning = hours.local(calledAt).minute < 12 * 60;
    const Time morning = hours.nextMorning(calledAt);
    const Time afternoon = hours.nextAfternoon(calledAt);
    const Time wished = attempts > 1 && wasMorning ? afternoon : morning;
    if (wished)
        return wished;
    if (morning || afternoon)
        return morning ? morning : afternoon;
    const Time opening = hours.nextOpening(later);
    return opening ? opening : later; // a store open only at night, or without hours: the lead is not forgotten
}

} // namespace updesk
