-- SPDX-License-Identifier: GPL-3.0-or-later
-- The watch ends only who holds this store, and never an administrator; a message goes to nobody whose wishes are unknown;
-- a desk that meets a restored server asks what it has lost.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- The record that lives, through however many merges; null when the lead or its customer is not here.
CREATE FUNCTION customer_of(lead uuid, st int) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE chain(id, merged_into, step) AS (
    SELECT c.id, c.merged_into, 0 FROM lead l JOIN customer c ON c.id=l.customer_id AND c.store_id=st
      WHERE l.id=customer_of.lead AND l.store_id=st
    UNION ALL
    SELECT c.id, c.merged_into, chain.step+1 FROM chain JOIN customer c ON c.id=chain.merged_into AND c.store_id=st
      WHERE chain.step<32)
  SELECT id FROM chain ORDER BY step DESC LIMIT 1 $$;

-- The next message that may go out, now in state sending; null when there is none. What is too late expires, what the
-- customer has since refused is cancelled, and so is what goes to a customer whom this server does not know.
CREATE OR REPLACE FUNCTION msg_begin(st int, e bigint) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e); t bigint := now_ms(); m message%ROWTYPE; c uuid;
BEGIN
  UPDATE message SET state='expired', seq=s WHERE store_id=st AND state='queued' AND send_before>0 AND send_before<=t;
  FOR m IN SELECT * FROM message WHERE store_id=st AND state='queued' AND deleted=0 AND not_before<=t ORDER BY id LOOP
    c := customer_of(m.lead_id, st);
    IF c IS NULL OR opted_out(c, st, m.chan, '') THEN
      UPDATE message SET state='cancelled', seq=s WHERE id=m.id;
      CONTINUE;
    END IF;
    UPDATE message SET state='sending', epoch=e, began=t, seq=s WHERE id=m.id;
    RETURN row_json('message', m.id, st);
  END LOOP;
  RETURN NULL;
END $$;

-- Ends the session that has held this store's lock for over ten seconds: nobody of the store could write. Whoever holds
-- the row of the store stands in it; sessions of other stores are not this host's to end, a superuser's nobody's.
CREATE OR REPLACE FUNCTION unblock_feed(st int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp AS $$
DECLARE ended int;
BEGIN
  PERFORM must_serve(st);
  SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) INTO ended FROM feed f
    JOIN pg_locks k ON k.locktype='transactionid' AND k.transactionid=f.xmax AND k.mode='ExclusiveLock' AND k.granted
    JOIN pg_stat_activity a ON a.pid=k.pid AND a.datname=current_database() AND a.pid<>pg_backend_pid()
    JOIN pg_roles r ON r.oid=a.usesysid AND NOT r.rolsuper
    WHERE f.store_id=st AND a.xact_start<clock_timestamp()-interval '10 s';
  RETURN ended;
END $$;

-- Which of these deeds stand in a store's history. Asked by a desk that meets a server it does not know: after a restore
-- some may be missing, after a failover none is.
CREATE FUNCTION sync_knows(st int, deeds uuid[]) RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path=updesk,pg_temp AS $$
BEGIN
  PERFORM must_serve(st);
  RETURN ARRAY(SELECT d FROM unnest(deeds) d WHERE EXISTS(SELECT 1 FROM op_log
    WHERE op_id BETWEEN op_id(d, 0) AND op_id(d, 65535) AND store_id=st));
END $$;
