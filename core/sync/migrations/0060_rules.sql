-- SPDX-License-Identifier: GPL-3.0-or-later
-- As 0056 has it, with who works for whom, and with what is kept out marked only where it never came to be.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE OR REPLACE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE r jsonb; erasure uuid; no text; tbl text := t.tbl;
BEGIN
  IF tbl IN ('erasure','suppression') THEN
    no := erasing_refusal(o, deed, verb, h, a, t);
  ELSE
    erasure := erased_by(o, a.store_id);
    IF erasure IS NOT NULL AND says_personal(o) THEN
      PERFORM keep_out(o, a, t, erasure);
      RETURN rejected('erased');
    END IF;
    IF tbl='activity' AND o->>'k'='put' THEN
      no := text_in_refusal(o->'f', a);
    ELSIF tbl IN ('gate_log','message') THEN
      no := contact_refusal(o, verb, a, f, why);
    ELSIF tbl='tag' AND a.role NOT IN ('manager','principal','admin') AND changes_hold(o, a.store_id) THEN
      no := 'role';
    END IF;
    no := coalesce(no, work_refusal(o, verb, a, t));
  END IF;
  IF no IS NOT NULL THEN RETURN rejected(no); END IF;
  r := apply_known_op(o, deed, verb, op, h, a, t, f, b, why);
  IF tbl IN ('original','original_part') AND o->>'k'='put' AND r->>'st'='ok' AND receives(a.login, a.store_id) THEN
    INSERT INTO kept_original VALUES (a.store_id, (o->>'r')::uuid) ON CONFLICT DO NOTHING;
  ELSIF tbl='erasure' AND o->>'k'='put' AND r->>'st'='ok' THEN
    PERFORM erase_customer((o->>'r')::uuid, (o->'f'->>'customer_id')::uuid, a.store_id, a.seq);
  END IF;
  RETURN r;
END $$;

-- As 0026 has it; and an id is one table's: who gave it to a row of another would have what is forgotten of the one reach the
-- other, at the desks too.
CREATE OR REPLACE FUNCTION apply_put(t synced, rid uuid, f jsonb, st int, s bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE made bigint;
BEGIN
  IF EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=rid AND l.store_id=st AND l.kind='put' AND l.tbl<>t.tbl
      AND l.result->>'st'='ok') THEN
    RETURN rejected('exists');
  END IF;
  IF t.tbl='phone' AND is_listed(st, f->>'e164') THEN f := f || '{"dnc_on":1}'; END IF;
  made := put_row(t.tbl, rid, st, s, f);
  IF made IS NULL THEN -- a table of the server's own
    EXECUTE format('INSERT INTO %I SELECT r.* FROM jsonb_populate_record(NULL::%I, $1) r ON CONFLICT (id) DO NOTHING',
      t.tbl, t.tbl) USING t.blank || '{"deleted":0,"fclk":{}}' || f || jsonb_build_object('id', rid, 'store_id', st, 'seq', s);
    GET DIAGNOSTICS made = ROW_COUNT;
  END IF;
  RETURN CASE WHEN made=1 THEN '{"st":"ok"}'::jsonb ELSE rejected('exists') END;
END $$;
