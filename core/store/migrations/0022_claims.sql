-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a message says that must be so when it leaves.
ALTER TABLE message ADD COLUMN claims TEXT NOT NULL DEFAULT '';
