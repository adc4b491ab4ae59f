-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the program did by itself carries the epoch of its lease; below 0: a newer host was there and it was refused.
ALTER TABLE deed ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
-- Rows of other desks that people of this one were told of, so that nobody is told twice.
CREATE TABLE told(id BLOB PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX told_at ON told(at);
-- What this desk, as host, was about to hand over to a gateway and what came of it.
CREATE TABLE send_journal(id BLOB PRIMARY KEY, epoch INTEGER NOT NULL, step INTEGER NOT NULL, at INTEGER NOT NULL,
    provider TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
