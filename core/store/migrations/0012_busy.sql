-- SPDX-License-Identifier: GPL-3.0-or-later
-- Somebody is with a customer and gets no new lead for a while. A row a spell; it ends by itself.
CREATE TABLE busy(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    person_id BLOB, since INTEGER NOT NULL DEFAULT 0, until INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX busy_until ON busy(until);
