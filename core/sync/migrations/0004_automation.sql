-- SPDX-License-Identifier: GPL-3.0-or-later
-- The automation host: who it is, what it sends, and the watch over the store's lock. Server clock only.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE FUNCTION must_serve(st int) RETURNS void LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
BEGIN
  IF NOT EXISTS(SELECT 1 FROM member WHERE login=session_user AND store_id=st) THEN
    RAISE EXCEPTION 'no access to store %', st USING ERRCODE='42501';
  END IF;
END $$;

-- The epoch under which the caller may act, or null while another host holds the lease.
CREATE FUNCTION lease_take(st int, what text, me uuid, ttl interval) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE e bigint; upto timestamptz;
BEGIN
  PERFORM must_serve(st);
  IF what<>'auto' OR me IS NULL OR ttl NOT BETWEEN interval '1 s' AND interval '1 min' THEN
    RAISE EXCEPTION 'no lease' USING ERRCODE='22023';
  END IF;
  INSERT INTO lease(store_id, job) VALUES (st, what) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM lease WHERE store_id=st AND job=what FOR UPDATE;
  upto := clock_timestamp(); -- asked after the wait for the row
  UPDATE lease SET epoch=CASE WHEN holder=me AND until>upto THEN epoch ELSE epoch+1 END, holder=me, until=upto+ttl
    WHERE store_id=st AND job=what AND (holder=me OR until<upto) RETURNING epoch INTO e;
  RETURN e;
END $$;

CREATE FUNCTION lease_give(st int, what text, me uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
BEGIN
  PERFORM must_serve(st);
  UPDATE lease SET until='-infinity' WHERE store_id=st AND job=what AND holder=me;
  RETURN FOUND;
END $$;

-- The store's lock and its next seq, for a host whose epoch is the newest.
CREATE FUNCTION host_seq(st int, e bigint) RETURNS bigint LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE s bigint;
BEGIN
  PERFORM must_serve(st);
  UPDATE feed SET seq=seq+1 WHERE store_id=st RETURNING seq INTO s;
  PERFORM 1 FROM lease WHERE store_id=st AND job='auto' AND epoch=e AND until>clock_timestamp() FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'fenced' USING ERRCODE='UD001'; END IF;
  RETURN s;
END $$;

-- The next message that may go out, now in state sending; null when there is none. What is too late expires, what the
-- customer has since refused is cancelled.
CREATE FUNCTION msg_begin(st int, e bigint) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp
SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e); t bigint := now_ms(); m message%ROWTYPE; c uuid;
BEGIN
  UPDATE message SET state='expired', seq=s WHERE store_id=st AND state='queued' AND send_before>0 AND send_before<=t;
  FOR m IN SELECT * FROM message WHERE store_id=st AND state='queued' AND deleted=0 AND not_before<=t ORDER BY id LOOP
    SELECT coalesce(u.merged_into, l.customer_id) INTO c FROM lead l LEFT JOIN customer u ON u.id=l.customer_id
      WHERE l.id=m.lead_id AND l.store_id=st;
    IF c IS NOT NULL AND opted_out(c, st, m.chan, '') THEN
      UPDATE message SET state='cancelled', seq=s WHERE id=m.id;
      CONTINUE;
    END IF;
    UPDATE message SET state='sending', epoch=e, began=t, seq=s WHERE id=m.id;
    RETURN row_json('message', m.id, st);
  END LOOP;
  RETURN NULL;
END $$;

-- What became of it. From unknown to sent or failed when it was looked up; false when it stands otherwise.
CREATE FUNCTION msg_end(st int, e bigint, m uuid, becomes text, provider text) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e);
BEGIN
  UPDATE message SET state=becomes, provider_id=coalesce(provider, ''), seq=s WHERE id=m AND store_id=st
    AND becomes IN ('sent','failed','unknown') AND ((state='sending' AND epoch=e) OR state='unknown');
  RETURN FOUND;
END $$;

-- Messages whose host went away: never sent again by a machine.
CREATE FUNCTION msg_sweep(st int, e bigint) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp
SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e); swept int;
BEGIN
  UPDATE message SET state='unknown', seq=s WHERE store_id=st AND state='sending'
    AND (epoch<e OR began<now_ms()-120000);
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;

-- By a person: not to be sent after all, or once more after a clear refusal.
CREATE FUNCTION msg_decide(st int, m uuid, becomes text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint;
BEGIN
  PERFORM must_serve(st);
  UPDATE feed SET seq=seq+1 WHERE store_id=st RETURNING seq INTO s;
  UPDATE message SET state=becomes, seq=s WHERE id=m AND store_id=st
    AND ((state='queued' AND becomes='cancelled') OR (state='failed' AND becomes='queued'));
  RETURN FOUND;
END $$;

-- Ends sessions that have held a store's lock for over ten seconds: nobody of the store could write.
CREATE FUNCTION unblock_feed(st int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
DECLARE ended int;
BEGIN
  PERFORM must_serve(st);
  SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) INTO ended FROM pg_stat_activity a
    WHERE a.datname=current_database() AND a.pid<>pg_backend_pid() AND a.xact_start<clock_timestamp()-interval '10 s'
      AND EXISTS(SELECT 1 FROM pg_locks k WHERE k.pid=a.pid AND k.relation='updesk.feed'::regclass
        AND k.mode='RowExclusiveLock' AND k.granted);
  RETURN ended;
END $$;
