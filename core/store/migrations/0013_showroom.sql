-- SPDX-License-Identifier: GPL-3.0-or-later
-- An appointment says who put it where it stands, and which one it takes the place of; a step that is its own names it.
-- A visit says how far it came. What was sold, and what a trade-in is worth.
ALTER TABLE appointment ADD COLUMN state_by BLOB;
ALTER TABLE appointment ADD COLUMN state_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointment ADD COLUMN confirmed_by BLOB;
ALTER TABLE appointment ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointment ADD COLUMN confirmed_way INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointment ADD COLUMN moved_from BLOB;

ALTER TABLE task ADD COLUMN appointment_id BLOB;
CREATE INDEX task_appointment ON task(appointment_id) WHERE appointment_id IS NOT NULL;

ALTER TABLE visit ADD COLUMN appointment_id BLOB;
ALTER TABLE visit ADD COLUMN greeted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit ADD COLUMN walk_around INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit ADD COLUMN demo_drive INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit ADD COLUMN appraisal INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit ADD COLUMN write_up INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit ADD COLUMN manager_turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE visit ADD COLUMN finance INTEGER NOT NULL DEFAULT 0;
CREATE INDEX visit_appointment ON visit(appointment_id, arrived) WHERE appointment_id IS NOT NULL;
CREATE INDEX visit_arrived ON visit(arrived);

CREATE TABLE deal(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, customer_id BLOB, person_id BLOB, at INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0,
    delivered_at INTEGER NOT NULL DEFAULT 0, unwound_at INTEGER NOT NULL DEFAULT 0, unwound_why TEXT NOT NULL DEFAULT '',
    stock TEXT NOT NULL DEFAULT '', vin TEXT NOT NULL DEFAULT '', vehicle TEXT NOT NULL DEFAULT '',
    price INTEGER NOT NULL DEFAULT 0, gross_known INTEGER NOT NULL DEFAULT 0, front_gross INTEGER NOT NULL DEFAULT 0,
    back_gross INTEGER NOT NULL DEFAULT 0, dms_no TEXT NOT NULL DEFAULT '', entered_by BLOB,
    entered_at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX deal_lead ON deal(lead_id);
CREATE INDEX deal_at ON deal(at);

CREATE TABLE appraisal(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, customer_id BLOB, person_id BLOB, at INTEGER NOT NULL DEFAULT 0,
    year INTEGER NOT NULL DEFAULT 0, make TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '',
    trim TEXT NOT NULL DEFAULT '', vin TEXT NOT NULL DEFAULT '', vin_as_read INTEGER NOT NULL DEFAULT 0,
    miles INTEGER NOT NULL DEFAULT 0, odometer_unit INTEGER NOT NULL DEFAULT 0, condition INTEGER NOT NULL DEFAULT 0,
    payoff INTEGER NOT NULL DEFAULT 0, payoff_at INTEGER NOT NULL DEFAULT 0, lender TEXT NOT NULL DEFAULT '',
    acv INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX appraisal_lead ON appraisal(lead_id);
