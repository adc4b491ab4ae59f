// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Whether a person has taken the mark of the message `a` off, an expression; a later message has a mark of its own.
#define UPDESK_TONE_OFF                                                                                                \
    "EXISTS(SELECT 1 FROM activity u WHERE u.lead_id=a.lead_id AND u.at>=a.at AND u.code=65 AND u.deleted=0)"

/// How that sounds which waits for our answer on the lead_now row `n`, an expression for toneFrom().
#define UPDESK_TONE                                                                                                    \
    "(SELECT group_concat(a.provider_text,' ') FROM activity a WHERE a.lead_id=n.lead_id AND a.at>=n.waiting_since"    \
    " AND a.direction=1 AND a.kind IN (1,2) AND a.provider_text<>'' AND a.deleted=0 AND NOT " UPDESK_TONE_OFF ")"
