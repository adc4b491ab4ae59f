// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/script.h"

namespace updesk
{

/// What was written down at one step of a call.
struct CallAnswer {
    StepAnswer kind = StepAnswer::Note;
    QString question; ///< the step's title
    QString words; ///< as typed
    bool operator==(const CallAnswer &) const = default;
};

/// Puts the answers of a call on the lead, all in one deed (F61): time frame, vehicle, trade or that there is none, who
/// decides, best time and down payment where the words can be read as such, and every answer in one note, so that
/// nothing typed is lost. Empty answers are left out; null deed: all were. A vehicle or trade that the lead names
/// already is not put in twice. NotFound: no such lead.
Result<DeedId> saveAnswers(Session &session, LeadId lead, const std::vector<CallAnswer> &answers);

/// What was typed and is not on the lead yet, by lead, kept at this desk so that a crash loses none; empty answers take
/// it away.
Result<void> keepAnswers(Database &database, LeadId lead, const std::vector<CallAnswer> &answers);
Result<std::vector<CallAnswer>> keptAnswers(Database &database, LeadId lead);

} // namespace updesk
