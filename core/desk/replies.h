// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/intake/parse.h"
#include "core/store/apply.h"

namespace updesk
{

/// A mail about somebody we know goes into their history, as a deed of its own beside the one that keeps the bytes
/// (R17). A reply: into the open lead of the mail that it answers, else into the only open lead of whoever has the
/// sender's address; its owner is told. A delivery report that the address is bad for good: the address is marked; a
/// store that sends its mail itself believes it only about a mail of its own to that address. A mail by our
/// List-Unsubscribe: fileUnsubscribe(). The row of the quarantine and `result` then say so. Null: only a person can say
/// whom it concerns, or it is no such mail.
/// `import` is the call that the mail came with, if any.
Result<DeedId> fileMail(Transaction &tx, const Parsed &mail, OriginalId original, RowOnlyId row, IntakeResult &result,
    const Id &import = {});

} // namespace updesk
