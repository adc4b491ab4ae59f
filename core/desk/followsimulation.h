// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/leads/leaddraft.h"
#include "core/sequences/gate.h"

namespace updesk
{

/// Invented inquiries that are followed up in a sample store under a clock of its own.
struct FollowOrder {
    int leads = 1000;
    int days = 30; ///< that each is watched from its arrival
    quint64 seed = 1; ///< the same seed gives the same story
    Time start = 0; ///< the first inquiry; 0: the Monday before the clocks change in spring
};

/// One step that was decided on.
struct FollowStep {
    enum class Decision : quint8 { Done, Moved, Blocked, Stopped };
    LeadId lead;
    QString zone; ///< where the customer is
    Time at = 0;
    Channel channel = Channel::Phone;
    SentBy by = SentBy::Person;
    QString plan, step;
    int attempt = 0; ///< the how manyth; 0: an acknowledgement
    Decision decision = Decision::Done;
    QString rule; ///< what moved, blocked or ended it, or gave it to a person; empty: nothing
};

/// Makes a sample store at `path` whose people do every step when it is due, lets the inquiries come and their
/// customers answer, ask for a visit, refuse, buy, or stay silent, and tells what the plans decided, in order of time.
/// All goes through the verbs, the rounds and the gate as in any store; what the program would send is written down as
/// sent. Duplicate: there is a file at `path`. Invalid: leads, days or start.
Result<std::vector<FollowStep>> simulateFollowUp(const QString &path, const FollowOrder &order);

} // namespace updesk
