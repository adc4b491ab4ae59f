-- SPDX-License-Identifier: GPL-3.0-or-later
-- E-mails whose opens and clicks are measured: where their links lead, and what came of them.
CREATE TABLE mail_track(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, message_id BLOB, key TEXT NOT NULL DEFAULT '', targets TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX mail_track_lead ON mail_track(lead_id);
CREATE TABLE mail_event(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, track_id BLOB, kind INTEGER NOT NULL DEFAULT 0, link INTEGER NOT NULL DEFAULT 0,
    machine INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX mail_event_lead ON mail_event(lead_id);
CREATE INDEX mail_event_track ON mail_event(track_id, kind, machine);
