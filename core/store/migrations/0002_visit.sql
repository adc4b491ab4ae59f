-- SPDX-License-Identifier: GPL-3.0-or-later
-- A visit whose time has come is no longer to be confirmed, so the queue must know that time.
ALTER TABLE lead_now ADD COLUMN visit_at INTEGER NOT NULL DEFAULT 0;
UPDATE lead_now SET next_change=1, visit_at=ifnull((SELECT max(at) FROM appointment a
    WHERE a.lead_id=lead_now.lead_id AND a.deleted=0 AND a.state IN (0,1,2)), 0) WHERE confirm_due > 0;
