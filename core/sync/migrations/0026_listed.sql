-- SPDX-License-Identifier: GPL-3.0-or-later
-- A phone that comes after the do-not-call list carries its mark from the first row on, whichever desk brings it, and not
-- only from the next import.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE FUNCTION is_listed(st int, e164 text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT e164 ~ '^\+1[0-9]{10}$' AND EXISTS(SELECT 1 FROM dnc d JOIN dnc_load l ON l.store_id=d.store_id AND l.load=d.load
    WHERE d.store_id=st AND d.number=CASE WHEN e164 ~ '^\+1[0-9]{10}$' THEN substr(e164, 3)::bigint ELSE 0 END) $$;

CREATE OR REPLACE FUNCTION apply_put(t synced, rid uuid, f jsonb, st int, s bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE made bigint;
BEGIN
  IF t.tbl='phone' AND is_listed(st, f->>'e164') THEN f := f || '{"dnc_on":1}'; END IF;
  made := put_row(t.tbl, rid, st, s, f);
  IF made IS NULL THEN -- a table of the server's own
    EXECUTE format('INSERT INTO %I SELECT r.* FROM jsonb_populate_record(NULL::%I, $1) r ON CONFLICT (id) DO NOTHING',
      t.tbl, t.tbl) USING t.blank || '{"deleted":0,"fclk":{}}' || f || jsonb_build_object('id', rid, 'store_id', st, 'seq', s);
    GET DIAGNOSTICS made = ROW_COUNT;
  END IF;
  RETURN CASE WHEN made=1 THEN '{"st":"ok"}'::jsonb ELSE rejected('exists') END;
END $$;
