-- SPDX-License-Identifier: GPL-3.0-or-later
-- Plans of follow-up in the store's own versions, the leads inside them, and each step that was decided on.
CREATE TABLE plan(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    key TEXT NOT NULL DEFAULT '', version_id BLOB, active INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE plan_version(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    key TEXT NOT NULL DEFAULT '', number INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL DEFAULT '', by_person BLOB,
    at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE TABLE enrolment(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, plan TEXT NOT NULL DEFAULT '', version_id BLOB, purpose TEXT NOT NULL DEFAULT '',
    pace INTEGER NOT NULL DEFAULT 0, video INTEGER NOT NULL DEFAULT 0, started INTEGER NOT NULL DEFAULT 0,
    from_step INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0, why INTEGER NOT NULL DEFAULT 0,
    ended INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0, appointment_id BLOB) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_lead ON enrolment(lead_id, started);
CREATE INDEX enrolment_next ON enrolment(next_at) WHERE state=0 AND deleted=0 AND next_at>0;
CREATE INDEX enrolment_version ON enrolment(version_id) WHERE state=0 AND deleted=0;
CREATE TABLE step_run(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    enrolment_id BLOB, lead_id BLOB, step INTEGER NOT NULL DEFAULT 0, key TEXT NOT NULL DEFAULT '',
    attempt INTEGER NOT NULL DEFAULT 0, channel INTEGER NOT NULL DEFAULT 0, sent_by INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL DEFAULT 0, wished INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0,
    settled INTEGER NOT NULL DEFAULT 0, asked INTEGER NOT NULL DEFAULT 0, outcome INTEGER NOT NULL DEFAULT 0,
    rule TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '', text_version INTEGER NOT NULL DEFAULT 0,
    variant TEXT NOT NULL DEFAULT '', video INTEGER NOT NULL DEFAULT 0, task_id BLOB, activity_id BLOB,
    opened INTEGER NOT NULL DEFAULT 0, clicked INTEGER NOT NULL DEFAULT 0,
    replied INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX step_run_enrolment ON step_run(enrolment_id, step);
CREATE INDEX step_run_lead ON step_run(lead_id);
CREATE INDEX step_run_open ON step_run(due) WHERE state=0 AND deleted=0;
CREATE INDEX step_run_task ON step_run(task_id) WHERE task_id IS NOT NULL;
CREATE INDEX step_run_activity ON step_run(activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX step_run_settled ON step_run(settled) WHERE state=1 AND deleted=0;
