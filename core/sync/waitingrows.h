// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/outbox.h"

namespace updesk
{

/// A deed that the server has not taken yet: of a person, or put aside.
struct WaitingDeed {
    DeedId deed;
    PersonId who; ///< null: this desk's program
    Time at = 0;
    QByteArray verb;
    std::optional<Stuck> stuck; ///< nothing: it goes with the next talk
    QString why; ///< of a parked or held one, a code
    QString refused; ///< why the server does not let its author in, a subject of Denied; empty: nothing is known
};
Result<std::vector<WaitingDeed>> waitingDeeds(Database &database, int limit = 200); ///< the oldest first
Result<std::vector<WaitingDeed>> parkedDeeds(Database &database); ///< those of them that were put aside

/// Deeds that wait until their author signs in at this desk.
struct WaitingFor {
    PersonId person;
    qint64 deeds = 0;
    bool shutOut = false; ///< no password helps: the login is closed, or of this store no more
    bool operator==(const WaitingFor &) const = default;
};

/// How much waits, counted without reading any of it.
struct WaitingCount {
    qint64 people = 0; ///< deeds of people
    qint64 program = 0; ///< what this desk's program did by itself
    qint64 held = 0; ///< until the server is as new as this desk
    qint64 parked = 0;
    std::vector<WaitingFor> signIn;
    bool operator==(const WaitingCount &) const = default;
};
Result<WaitingCount> countWaiting(Database &database);

/// The leads that this desk has claimed and the server has not answered for.
Result<std::vector<LeadId>> openClaims(Database &database);

} // namespace updesk
