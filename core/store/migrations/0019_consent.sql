-- SPDX-License-Identifier: GPL-3.0-or-later
-- How a consent was given and which version of the store's form it was given on.
ALTER TABLE consent ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN form TEXT NOT NULL DEFAULT '';
