-- SPDX-License-Identifier: GPL-3.0-or-later
-- The same answers for half the work. Only what a login may call, or what runs with the owner's rights, pins its search
-- path: an inner function has its caller's, and setting it anew cost more than most of them do.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace='updesk'::regnamespace AND NOT prosecdef
      AND proname IN ('row_json','rejected','plain_value','opted_out','consent_refusal','apply_owner','writer_of','apply_set',
        'apply_op','now_ms','op_id','op_sha','chained','unknown_in','held_by','push_op') LOOP
    EXECUTE format('ALTER FUNCTION %s RESET ALL', f);
  END LOOP;
END $$;

-- As it was; told what it is (convert_to is no more than stable), it becomes a part of the statement that calls it.
CREATE OR REPLACE FUNCTION op_sha(body jsonb, result jsonb, salt uuid) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(body::text || result::text || salt::text, 'UTF8')) $$;

-- put_row() is made from the declarations, with a statement a table, so that it is planned once a connection.
CREATE OR REPLACE FUNCTION apply_put(t synced, rid uuid, f jsonb, st int, s bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE made bigint; r jsonb := t.blank || '{"deleted":0,"fclk":{}}' || f
  || jsonb_build_object('id', rid, 'store_id', st, 'seq', s);
BEGIN
  made := put_row(t.tbl, r);
  IF made IS NULL THEN -- a table of the server's own
    EXECUTE format('INSERT INTO %I SELECT r.* FROM jsonb_populate_record(NULL::%I, $1) r ON CONFLICT (id) DO NOTHING',
      t.tbl, t.tbl) USING r;
    GET DIAGNOSTICS made = ROW_COUNT;
  END IF;
  RETURN CASE WHEN made=1 THEN '{"st":"ok"}'::jsonb ELSE rejected('exists') END;
END $$;

-- What the desk is told of an op: nothing of one that simply went in. A refused one brings the server's row home.
CREATE OR REPLACE FUNCTION told(o jsonb, ordinal bigint, r jsonb, st int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF r = '{"st":"ok"}' THEN RETURN NULL; END IF;
  RETURN r || jsonb_build_object('n', ordinal, 't', o->'t', 'r', o->'r')
    || CASE WHEN r->>'st' IN ('rejected','lost') OR jsonb_path_exists(r, '$.conflict.*.win ? (@ == "old")')
      THEN jsonb_build_object('row', row_json(o->>'t', (o->>'r')::uuid,
        coalesce((SELECT feed FROM synced WHERE tbl=o->>'t'), st))) ELSE '{}' END;
END $$;
