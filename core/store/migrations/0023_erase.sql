-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who was erased for good, and to which numbers and addresses nothing is advertised since: hashes only.
CREATE TABLE erasure(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, by_person BLOB, at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_customer ON erasure(customer_id);
CREATE TABLE suppression(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    erasure_id BLOB, hash TEXT NOT NULL DEFAULT '', salt TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX suppression_hash ON suppression(hash);
CREATE INDEX suppression_erasure ON suppression(erasure_id);
-- Desk only: the rows that were emptied, so that nothing fills them again. And whether the file is still to be wiped.
CREATE TABLE erased(id BLOB PRIMARY KEY, erasure_id BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX erased_by ON erased(erasure_id);
INSERT INTO state VALUES('wipe', 0);
-- Until now what was written over stayed in the file: the first wipe puts the whole of it together anew.
INSERT INTO state SELECT 'unwiped', 1 WHERE EXISTS(SELECT 1 FROM deed);
