// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/plantables.h"

#include <functional>

namespace updesk
{

/// People inside one version of a plan who are to go on in another.
struct PeopleMove {
    PlanVersionId from, to;
    QString step; ///< key of the one of `to` at which they go on
    bool operator==(const PeopleMove &) const = default;
};

/// How far a move is; the last one says finished.
struct PeopleMoved {
    int done = 0, total = 0; ///< leads that were moved, and those that were inside when it began
    std::vector<DeedId> deeds; ///< in their order; taken back together
    bool finished = false, cancelled = false;
    std::optional<Error> failed; ///< what was moved before it stays so
};

/// Leaves each lead of `from` that is still inside in the version `to`, at its step (F54): what is open of the old one
/// is dropped. A deed for each 50 leads, all part of one, so that one that was cut off is finished by doing it again.
/// Asks `goOn` after each; false: it ends there. Failed: NotFound with subject step, plan or version; Denied: neither
/// manager nor up. The deeds are not kept for undo: that is the caller's, by Session::doneTogether().
PeopleMoved movePeople(
    Session &session, const PeopleMove &move, const std::function<bool(const PeopleMoved &)> &goOn = {});

/// The same in one go, kept for undo as one. Returns how many were moved.
Result<int> movePeople(Session &session, PlanVersionId from, PlanVersionId to, const QString &step);

} // namespace updesk
