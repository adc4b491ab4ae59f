-- SPDX-License-Identifier: GPL-3.0-or-later
-- A row of the queue asks two questions of its customer, which few can say yes to: indexes that hold only those answer
-- at once, where the customer's every tag and consent was read.
CREATE INDEX tag_maybe ON tag(customer_id) WHERE deleted=0 AND tag LIKE 'maybe:%';
CREATE INDEX consent_refused ON consent(customer_id) WHERE deleted=0 AND channel=0 AND state=2;
