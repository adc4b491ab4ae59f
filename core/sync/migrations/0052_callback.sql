-- SPDX-License-Identifier: GPL-3.0-or-later
-- A time to call back that was agreed on holds what a plan would send by itself, at whichever desk it was agreed on: the
-- server knows of it before the desk that sends does.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- What a person wrote, or wants sent once more, is theirs.
CREATE FUNCTION call_back_holds(m message) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
BEGIN
  RETURN m.run_id IS NOT NULL AND m.by_person IS NULL AND m.wish<>2 AND EXISTS(SELECT 1 FROM task c
    WHERE c.lead_id=m.lead_id AND c.store_id=m.store_id AND c.promised<>0 AND c.deleted=0 AND c.dropped=0
    AND c.done_by_activity IS NULL);
END $$;

-- As it was, but for what a call back holds: that neither begins nor expires meanwhile.
CREATE OR REPLACE FUNCTION msg_begin(st int, e bigint, ways bigint[] DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint; t bigint := now_ms(); m message%ROWTYPE; c uuid; no text;
BEGIN
  IF is_held(st) THEN
    PERFORM must_serve(st);
    RETURN NULL;
  END IF;
  s := host_seq(st, e);
  UPDATE message w SET state='expired', seq=s WHERE store_id=st AND state='queued' AND deleted=0 AND send_before>0
    AND send_before<=t AND NOT call_back_holds(w);
  FOR m IN SELECT * FROM message WHERE store_id=st AND state='queued' AND deleted=0 AND not_before<=t
      AND (ways IS NULL OR chan=ANY (ways)) ORDER BY (by_person IS NULL AND meant=0 AND run_id IS NOT NULL), id LOOP
    CONTINUE WHEN call_back_holds(m);
    c := customer_of(m.lead_id, st);
    no := CASE WHEN c IS NULL THEN 'customer' WHEN m.meant<>3 AND opted_out(c, st, m.chan, '') THEN 'refused'
      WHEN m.run_id IS NOT NULL AND EXISTS(SELECT 1 FROM step_run r WHERE r.id=m.run_id AND r.store_id=st
        AND (r.state<>0 OR r.deleted<>0)) THEN 'step' END;
    IF no IS NOT NULL THEN
      UPDATE message SET state='cancelled', why=no, seq=s WHERE id=m.id;
      CONTINUE;
    END IF;
    UPDATE message SET state='sending', epoch=e, began=t, why='', said='', seq=s WHERE id=m.id;
    RETURN row_json('message', m.id, st);
  END LOOP;
  RETURN NULL;
END $$;
