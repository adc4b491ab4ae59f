-- SPDX-License-Identifier: GPL-3.0-or-later
-- A document that is read asks whether it stood in the tray before.
CREATE INDEX quarantine_original ON quarantine(original_id);
