-- SPDX-License-Identifier: GPL-3.0-or-later
-- When time alone last moved a lead in the queue, so that a clock that is put back moves it back.
ALTER TABLE lead_now ADD COLUMN place_since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX lead_now_since ON lead_now(place_since) WHERE place_since > 0;
UPDATE lead_now SET next_change=1; -- each lead is placed anew, a slice at a time
