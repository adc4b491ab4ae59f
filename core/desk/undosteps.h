// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/undo.h"

#include <QStringList>

namespace updesk
{

/// What undo takes back in one: a deed, or all that stands of one import or of one move of people.
struct UndoStep {
    QByteArray verb; ///< of the deed; "import" for an import, but a mail alone keeps its own
    std::vector<DeedId> deeds; ///< newest first; empty: there is nothing to take back
};

/// The newest step of the log that stands, whoever did it, after `passOver` others; what the program did by itself and
/// the set-up are no steps.
Result<UndoStep> newestStep(Database &database, int passOver = 0);

/// The customers that the step is about by name, each once, also those that undo has taken away; at most `most`.
Result<QStringList> namesIn(Database &database, const UndoStep &step, int most = 5);

/// What an undo of a whole step did.
struct StepUndone {
    UndoStep step;
    QStringList names; ///< its customers, at most 5
    std::vector<LeadId> leads;
    std::vector<Kept> kept;
    int refusals = 0; ///< deeds whose refusal in the customer's own words stays in force
    int stayed = 0; ///< deeds of an import that people have worked on since
    int passedOver = 0; ///< newer steps that may never be taken back
};

/// A step that may never be taken back either stops the undo or is passed over, as the window's next Ctrl+Z does.
enum class Refused : quint8 { Stops, PassedOver };

/// Takes the newest step back. NotFound: nothing stands. Denied, Conflict: as undoDeed; nothing was changed.
Result<StepUndone> undoNewest(Session &session, Refused refused = Refused::Stops);

} // namespace updesk
