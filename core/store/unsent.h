// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// SQL of the log `deed d`: the deeds that the server has not taken, above the cursor or staying below it (stuck), and
/// the number of the first of them. Whoever walks the log in its order names that too, for SQLite would begin at what
/// was sent long ago.
#define UPDESK_UNSENT " (d.n>(SELECT v FROM state WHERE k='sent') OR d.n IN (SELECT n FROM stuck)) "
#define UPDESK_FIRST_UNSENT " min((SELECT v FROM state WHERE k='sent'), ifnull((SELECT min(n) FROM stuck), 1<<62)) "

/// The epoch of a deed that somebody gave up: no lease has it.
#define UPDESK_FOR_GOOD " -(1<<62) "
