-- SPDX-License-Identifier: GPL-3.0-or-later
-- The newest leads are found without sorting all of them.
CREATE INDEX lead_now_newest ON lead_now(received, lead_id, closed);
