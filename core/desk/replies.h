// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/intake/parse.h"
#include "core/store/apply.h"

namespace updesk
{

/// A mail about somebody we know goes into their history, as a deed of its own beside the one that keeps the bytes
/// (R17). A reply: into the open lead of the mail that it answers, else into the only open lead of whoever has the
/// sender's address, else into that which a plan follows; its owner is told. A delivery report that the address is bad
/// for good: the address is marked; a store that sends its mail itself believes it only about a mail of its own to that
/// address. A mail by our List-Unsubscribe: fileUnsubscribe(). The row of the quarantine and `result` then say so.
/// Null: only a person can say whom it concerns, or it is no such mail. `import` is the call that the mail came with,
/// if any.
Result<DeedId> fileMail(Transaction &tx, const Parsed &mail, OriginalId original, RowOnlyId row, IntakeResult &result,
    const Id &import = {});

/// A mail that waits for a person, or for nobody: what its own words mean for further contact counts all the same, for
/// each customer who has the sender's address, as a deed of its own (US-8, EM-4). Not of programs, bulk mail and
/// colleagues; of what a lead platform passes on by its address for the customer, as hearRelayed(). To be called once,
/// when the mail comes.
Result<void> hearSender(Transaction &tx, const Parsed &mail, OriginalId original);

} // namespace updesk
