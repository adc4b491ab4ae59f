-- SPDX-License-Identifier: GPL-3.0-or-later
-- A server that was set back to an older copy holds messages as waiting that did go out. It knows so by itself, whoever did
-- it, and lets none begin until a manager says so; meanwhile the desks that send tell what has left.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- What changes at every restore and failover.
CREATE FUNCTION generation() RETURNS text LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT feed_epoch || '.' || (SELECT system_identifier FROM pg_control_system()) || '.'
    || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '.' || (SELECT oid FROM pg_database WHERE datname=current_database())
    FROM meta $$;

-- Under which a store began here.
CREATE TABLE known_generation(store_id int PRIMARY KEY REFERENCES feed, generation text NOT NULL);
INSERT INTO known_generation SELECT store_id, generation() FROM feed;
CREATE FUNCTION know_generation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  INSERT INTO known_generation VALUES (NEW.store_id, generation()) ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER known AFTER INSERT ON feed FOR EACH ROW EXECUTE FUNCTION know_generation();

-- The setting is a manager's: as all of them it comes by a desk's deed, with who and when.
CREATE FUNCTION is_held(st int) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
DECLARE g text := generation();
BEGIN
  RETURN EXISTS(SELECT 1 FROM known_generation k WHERE k.store_id=st AND k.generation<>g)
    AND NOT EXISTS(SELECT 1 FROM setting s WHERE s.store_id=st AND s.deleted=0 AND s.key='sending_released'
      AND position('"generation":"' || g || '"' in s.value)>0);
END $$;

CREATE OR REPLACE FUNCTION sync_hello(client int) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT jsonb_build_object('schema', schema_ver, 'min', min_client, 'now_ms', now_ms(), 'login', session_user,
    'gen', generation(),
    'refuse', CASE WHEN client<min_client THEN 'client' WHEN 'off' IN (current_setting('fsync'),
      current_setting('full_page_writes'), current_setting('synchronous_commit')) THEN 'unsafe' END,
    'held', (SELECT coalesce(jsonb_agg(store_id ORDER BY store_id), '[]') FROM member
      WHERE login=session_user AND is_held(store_id)),
    'stores', (SELECT coalesce(jsonb_agg(jsonb_build_object('store', store_id, 'person', user_id, 'role', role)
      ORDER BY store_id), '[]') FROM member WHERE login=session_user)) FROM meta $$;

-- As it was, but for a store that is held: nothing of it begins, and nothing expires either, for it may have left.
CREATE OR REPLACE FUNCTION msg_begin(st int, e bigint, ways bigint[] DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint; t bigint := now_ms(); m message%ROWTYPE; c uuid; no text;
BEGIN
  IF is_held(st) THEN
    PERFORM must_serve(st);
    RETURN NULL;
  END IF;
  s := host_seq(st, e);
  UPDATE message SET state='expired', seq=s WHERE store_id=st AND state='queued' AND deleted=0 AND send_before>0
    AND send_before<=t;
  FOR m IN SELECT * FROM message WHERE store_id=st AND state='queued' AND deleted=0 AND not_before<=t
      AND (ways IS NULL OR chan=ANY (ways)) ORDER BY (by_person IS NULL AND meant=0 AND run_id IS NOT NULL), id LOOP
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

-- By a desk that hosts or did: its journal on the disk says that the message was accepted, or begun, however the copy has
-- it. Never back to where it could leave again. What a person asked for once more since is that person's.
CREATE FUNCTION msg_settle(st int, m uuid, becomes text, provider text, begun bigint, line uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint; held boolean;
BEGIN
  PERFORM must_serve(st);
  UPDATE feed SET seq=seq+1 WHERE store_id=st RETURNING seq INTO s;
  held := is_held(st);
  UPDATE message SET state=becomes, provider_id=coalesce(nullif(provider, ''), provider_id),
    why=CASE WHEN becomes='unknown' THEN 'cut' ELSE '' END, said='', began=CASE WHEN began=0 THEN begun ELSE began END,
    line_id=coalesce(line, line_id), wish=0, seq=s WHERE id=m AND store_id=st AND deleted=0
    AND ((becomes='sent' AND state IN ('queued','sending','expired','unknown','cancelled'))
      OR (becomes='unknown' AND state IN ('queued','sending','expired') AND (held OR wish<>2)));
  RETURN FOUND;
END $$;
