-- SPDX-License-Identifier: GPL-3.0-or-later
-- Messages that go out by e-mail or text; the rows that lists and rounds ask for stand in small indexes of their own.
CREATE TABLE message(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, purpose TEXT NOT NULL DEFAULT '', chan INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '', send_before INTEGER NOT NULL DEFAULT 0, not_before INTEGER NOT NULL DEFAULT 0,
    epoch INTEGER NOT NULL DEFAULT 0, began INTEGER NOT NULL DEFAULT 0, provider_id TEXT NOT NULL DEFAULT '',
    to_address TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '', rich TEXT NOT NULL DEFAULT '',
    footer TEXT NOT NULL DEFAULT '', in_reply_to TEXT NOT NULL DEFAULT '', by_person BLOB, run_id BLOB,
    text TEXT NOT NULL DEFAULT '', text_version INTEGER NOT NULL DEFAULT 0, meant INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '', asked INTEGER NOT NULL DEFAULT 0, line_id BLOB, wish INTEGER NOT NULL DEFAULT 0,
    why TEXT NOT NULL DEFAULT '', said TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX message_lead ON message(lead_id);
CREATE INDEX message_run ON message(run_id) WHERE run_id IS NOT NULL;
CREATE INDEX message_troubled ON message(asked, id) WHERE deleted=0 AND wish=0 AND (state IN ('failed','unknown','expired')
    OR (state='cancelled' AND by_person IS NOT NULL));
CREATE INDEX message_waiting ON message(asked, id) WHERE deleted=0 AND state IN ('queued','sending');
CREATE INDEX message_sent ON message(began, id) WHERE deleted=0 AND state='sent';
CREATE INDEX message_wish ON message(wish) WHERE wish<>0;
-- Of a store without a server: which wish of a person the program has acted on.
CREATE TABLE message_acted(id BLOB PRIMARY KEY, wish INTEGER NOT NULL) STRICT, WITHOUT ROWID;
