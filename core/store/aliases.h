// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// SQL of a recursive table `who(id)`: the customer ?1 and every record that was merged into them. CROSS JOIN keeps the
/// order, from the one that lives outwards, by the index of merged records.
#define UPDESK_WHO                                                                                                     \
    "RECURSIVE who(id) AS (SELECT ?1 UNION SELECT c.id FROM who CROSS JOIN customer c WHERE c.merged_into=who.id) "

/// The same for a record that may itself have been merged into another: every record of one person, whichever of them
/// `id` is. `id` is an expression of the query around it.
#define UPDESK_RECORDS(id)                                                                                             \
    "RECURSIVE who(id) AS (SELECT " id                                                                                 \
    " UNION SELECT c.merged_into FROM who CROSS JOIN customer c WHERE c.id=who.id AND c.merged_into IS NOT NULL"       \
    " UNION SELECT c.id FROM who CROSS JOIN customer c WHERE c.merged_into=who.id) "
