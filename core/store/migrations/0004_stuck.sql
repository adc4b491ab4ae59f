-- SPDX-License-Identifier: GPL-3.0-or-later
-- Deeds below the cursor that the server has not taken yet (state: see core/sync/outbox.h), and what became of what a
-- person keyed where the server refused it or another's edit stood against it.
CREATE TABLE stuck(n INTEGER PRIMARY KEY, state INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    why TEXT NOT NULL DEFAULT '', schema INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE setback(n INTEGER PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL, who BLOB, verb TEXT NOT NULL,
    tbl TEXT NOT NULL, row_id BLOB NOT NULL, field TEXT NOT NULL, ours TEXT NOT NULL, theirs TEXT NOT NULL,
    why TEXT NOT NULL, other BLOB, seen INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX setback_row ON setback(row_id, at);
