-- SPDX-License-Identifier: GPL-3.0-or-later
-- The national do-not-call list of a store. Whoever imports one copies runs of numbers through the view, all in one
-- transaction: until it commits the list that was there is the list. Nobody reads or writes the tables themselves.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE TABLE dnc_load(store_id int PRIMARY KEY REFERENCES feed, load bigint NOT NULL DEFAULT 0, begun bigint NOT NULL DEFAULT 0,
  xid xid8);
CREATE TABLE dnc(store_id int NOT NULL, load bigint NOT NULL, number bigint NOT NULL, PRIMARY KEY(store_id, load, number));
ALTER TABLE dnc_load ENABLE ROW LEVEL SECURITY;
ALTER TABLE dnc ENABLE ROW LEVEL SECURITY;

-- Managers and above; the list decides whom a whole store may call.
CREATE FUNCTION must_list(st int) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  IF NOT EXISTS(SELECT 1 FROM member WHERE login=session_user AND store_id=st
      AND role IN ('manager','principal','admin','auto')) THEN
    RAISE EXCEPTION 'no list of store % is yours to change', st USING ERRCODE='42501';
  END IF;
END $$;

-- The number of a new list, which only this transaction may fill. One list of a store is made at a time.
CREATE FUNCTION dnc_begin(st int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp
SET lock_timeout='5s' AS $$
DECLARE n bigint;
BEGIN
  PERFORM must_list(st);
  INSERT INTO dnc_load(store_id) VALUES (st) ON CONFLICT DO NOTHING;
  UPDATE dnc_load SET begun=greatest(load, begun)+1, xid=pg_current_xact_id() WHERE store_id=st RETURNING begun INTO n;
  RETURN n;
END $$;

CREATE VIEW dnc_in AS SELECT NULL::int AS store_id, NULL::bigint[] AS numbers;
CREATE FUNCTION dnc_take() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
DECLARE n bigint;
BEGIN
  SELECT begun INTO n FROM dnc_load WHERE store_id=NEW.store_id AND xid=pg_current_xact_id();
  IF n IS NULL THEN RAISE EXCEPTION 'no list is begun' USING ERRCODE='42501'; END IF;
  INSERT INTO dnc SELECT NEW.store_id, n, x FROM unnest(NEW.numbers) x
    WHERE x BETWEEN 2000000000 AND 9999999999 ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER take INSTEAD OF INSERT ON dnc_in FOR EACH ROW EXECUTE FUNCTION dnc_take();
GRANT INSERT ON dnc_in TO updesk_user;

-- The list that was begun here is the store's; how many numbers it has.
CREATE FUNCTION dnc_finish(st int) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
DECLARE n bigint; total bigint;
BEGIN
  PERFORM must_list(st);
  UPDATE dnc_load SET load=begun, xid=NULL WHERE store_id=st AND xid=pg_current_xact_id() RETURNING load INTO n;
  IF n IS NULL THEN RAISE EXCEPTION 'no list is begun' USING ERRCODE='42501'; END IF;
  DELETE FROM dnc WHERE store_id=st AND load<>n;
  SELECT count(*) INTO total FROM dnc WHERE store_id=st AND load=n;
  RETURN total;
END $$;

-- Phones whose mark is not what the list says, with what it should be, in the order of their ids.
CREATE FUNCTION dnc_wrong(st int, after uuid, most int) RETURNS TABLE(id uuid, listed boolean) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
#variable_conflict use_column
DECLARE n bigint;
BEGIN
  PERFORM must_list(st);
  SELECT coalesce(max(load), 0) INTO n FROM dnc_load WHERE store_id=st;
  RETURN QUERY SELECT q.id, q.on_list FROM (SELECT p.id, p.dnc_on<>0 AS marked, EXISTS(SELECT 1 FROM dnc d
      WHERE p.e164 ~ '^\+1[0-9]{10}$' AND d.store_id=st AND d.load=n
      AND d.number=CASE WHEN p.e164 ~ '^\+1[0-9]{10}$' THEN substr(p.e164, 3)::bigint ELSE 0 END) AS on_list
    FROM phone p WHERE p.store_id=st AND p.deleted=0 AND (after IS NULL OR p.id>after)) q
    WHERE q.marked<>q.on_list ORDER BY q.id LIMIT most;
END $$;
