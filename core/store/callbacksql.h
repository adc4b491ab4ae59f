// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A time to call back was agreed on and the call was not made yet, on the lead of that row.
#define UPDESK_CALL_BACK_AGREED(row)                                                                                   \
    "EXISTS(SELECT 1 FROM task cb WHERE cb.lead_id=" row ".lead_id AND cb.promised<>0 AND cb.deleted=0"                \
    " AND cb.dropped=0 AND cb.done_by_activity IS NULL)"

/// It holds this message of a plan. What a person wrote, or wants sent once more (MessageWish::Again), is theirs. As
/// the server's call_back_holds().
#define UPDESK_CALL_BACK_HOLDS(row)                                                                                    \
    "(" row ".run_id IS NOT NULL AND " row ".by_person IS NULL AND " row                                               \
    ".wish<>2 AND " UPDESK_CALL_BACK_AGREED(row) ")"
