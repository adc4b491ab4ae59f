-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a customer said of the purchase: that nothing is traded in, and who decides (0: not known, 1 alone, 2 others too).
ALTER TABLE lead ADD COLUMN no_trade INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lead ADD COLUMN decides INTEGER NOT NULL DEFAULT 0;
