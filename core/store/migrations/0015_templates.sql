-- SPDX-License-Identifier: GPL-3.0-or-later
-- The store's own messages and words for calls, in place of those that come with the program; and units of one make and
-- model by index, for what a message says of how many there are.
CREATE TABLE template(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    key TEXT NOT NULL DEFAULT '', channel INTEGER NOT NULL DEFAULT 0, language TEXT NOT NULL DEFAULT '',
    occasion INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '', rich TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE script(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    key TEXT NOT NULL DEFAULT '', kind INTEGER NOT NULL DEFAULT 0, language TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '', body TEXT NOT NULL DEFAULT '', rank INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0, active INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX unit_alike ON unit(make COLLATE NOCASE, model COLLATE NOCASE) WHERE deleted=0 AND state=0;
