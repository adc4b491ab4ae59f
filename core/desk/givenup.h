// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/leads/original.h"

namespace updesk
{

inline constexpr char kGivenUpCode[] = "given_up";

/// Documents whose coming in somebody gave up at this desk (core/sync/parked.h): the server never took them, no table
/// has them any more, and the log keeps their bytes for good. `id` of a row is the document's too. Newest first.
Result<std::vector<QuarantineRow>> givenUpRows(Database &database, int limit = 500);
Result<int> givenUpCount(Database &database);

/// Such a document as it came, out of the log.
struct GivenUpDocument {
    Original row;
    QByteArray bytes;
};
/// NotFound (subject document): it was not given up, or was taken up again.
Result<GivenUpDocument> givenUpDocument(Database &database, OriginalId id);

/// Takes the document in once more, as if it came now; what the server then says of it is another matter. As
/// takeDocument() and givenUpDocument().
Result<IntakeResult> takeUpAgain(Session &session, OriginalId id);

} // namespace updesk
