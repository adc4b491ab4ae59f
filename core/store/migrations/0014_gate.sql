-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the legal gate said of each contact that was about to be made. A row each; never changed.
CREATE TABLE gate_log(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, customer_id BLOB, channel INTEGER NOT NULL DEFAULT 0, purpose INTEGER NOT NULL DEFAULT 0,
    sent_by INTEGER NOT NULL DEFAULT 0, verdict INTEGER NOT NULL DEFAULT 0, rules TEXT NOT NULL DEFAULT '',
    params TEXT NOT NULL DEFAULT '', until INTEGER NOT NULL DEFAULT 0, by_person BLOB,
    at INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX gate_log_lead ON gate_log(lead_id, at);
CREATE INDEX gate_log_customer ON gate_log(customer_id, at);

-- Desk only, for a store without a server: the national do-not-call list. Each import is a load of its own; which one
-- counts stands in desk_setting, so that half an import is none. A load has runs, each sorted; a row is a slice of one:
-- numbers of ten digits in five bytes, ascending, and the lowest of them.
CREATE TABLE dnc(load INTEGER NOT NULL, run INTEGER NOT NULL, low INTEGER NOT NULL, numbers BLOB NOT NULL,
    PRIMARY KEY(load, run, low)) STRICT;
