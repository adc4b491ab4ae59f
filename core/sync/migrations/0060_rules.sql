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
