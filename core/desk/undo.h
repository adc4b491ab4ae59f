// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/store/apply.h"

#include <functional>

namespace updesk
{

/// What an undo did: the new deed, its leads, and what had to stay because somebody changed it since.
struct Undone {
    DeedId deed;
    QByteArray verb; ///< of the deed that was taken back
    std::vector<LeadId> leads;
    std::vector<Kept> kept;
    bool refusalStays = false; ///< the customer refused in their own words: that binds on without the document
};

/// Takes the last deed of this session back, 50 deep. NotFound: nothing left. Denied: an opt-out in the customer's own
/// words or older than 60 s; one that a document brought along stays in force and the rest goes. Conflict: a person has
/// worked on the lead or customer it made; what the program put there by itself goes with them. A merge, or its
/// undoing, that another desk has turned since: as mergeStands() says. What is refused for good is passed over by the
/// next call.
Result<Undone> undoLast(Session &session);
Result<Undone> redoLast(Session &session);

/// Takes any deed back, also one of an earlier session.
Result<Undone> undoDeed(Session &session, DeedId deed);

/// Which way a step goes.
enum class Turn : quint8 { Undo, Redo };

/// What became of deeds that are taken back together.
struct Turned {
    Turn turn = Turn::Undo;
    Session::Step step; ///< what was to be taken back
    Undone all; ///< of those that were
    Session::Step back; ///< the deeds that took them back
    Session::Step left; ///< of `step`: not looked at, for it was called off or failed
    int stayed = 0; ///< somebody has worked on what they did
    bool cancelled = false;
    std::optional<Error> failed;
};

/// Takes the deeds of a step back one by one, the last first, without touching what the session can undo: for another
/// thread than the window's. Asks `goOn` with how many are done; false: it ends there.
Turned turnTogether(
    Session &session, const Session::Step &step, Turn turn, const std::function<bool(int done)> &goOn = {});
/// Lays that on what the session can undo and redo, and tells.
void takeTurned(Session &session, const Turned &turned);

} // namespace updesk
