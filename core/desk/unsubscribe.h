// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"
#include "core/intake/parse.h"
#include "core/store/apply.h"

namespace updesk
{

/// A mail to the address that our mails name in List-Unsubscribe: its subject is "unsubscribe" and the id of the mail
/// that is meant, which only who got it can know (EM-3). Its customer is mailed no more, at once, and the history says
/// so. Null: it is no such mail, or about none of ours. Parameters as fileMail().
Result<DeedId> fileUnsubscribe(Transaction &tx, const Parsed &mail, OriginalId original, RowOnlyId row,
    IntakeResult &result, const Id &import = {});

} // namespace updesk
