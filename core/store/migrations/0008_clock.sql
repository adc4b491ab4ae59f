-- SPDX-License-Identifier: GPL-3.0-or-later
-- A row of history says when the clock of the computer that wrote it had been turned, and the response clock that rests
-- on such a row says so too.
ALTER TABLE activity ADD COLUMN clock_jump INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lead_now ADD COLUMN clock_jump INTEGER NOT NULL DEFAULT 0;
