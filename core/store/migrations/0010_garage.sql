-- SPDX-License-Identifier: GPL-3.0-or-later
-- A lead names who buys together with its customer, and a vehicle of a customer what is still owed on it.
ALTER TABLE lead ADD COLUMN co_buyer_id BLOB;
CREATE TABLE loan(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    owned_vehicle_id BLOB, lender TEXT NOT NULL DEFAULT '', ends INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX loan_vehicle ON loan(owned_vehicle_id);
