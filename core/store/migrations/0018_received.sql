-- SPDX-License-Identifier: GPL-3.0-or-later
-- How far each mailbox and each provider's list of texts has been read, for whichever desk reads it next.
CREATE TABLE way_mark(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    way TEXT NOT NULL DEFAULT '', mark TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
