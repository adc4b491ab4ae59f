-- SPDX-License-Identifier: GPL-3.0-or-later
-- The rules that an op meets before the fields' own, in one place and one order, each asked of the tables that it speaks of
-- only. They were laid around each other, and every op went through all of them.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Who contacts somebody, and who goes on against the gate, signs for themselves. `f` and `why` as read_ops() gives them;
-- f null: it is asked here.
CREATE FUNCTION contact_refusal(o jsonb, verb text, a author, f jsonb, why text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF o->>'k'<>'put' OR (verb='adopt' AND a.role='admin') THEN RETURN NULL; END IF;
  IF f IS NULL THEN
    SELECT r.f, r.why INTO f, why FROM read_ops(jsonb_build_array(jsonb_build_object('ops', jsonb_build_array(o))), a.role) r;
  END IF;
  RETURN CASE WHEN why IS NULL THEN signed_refusal(coalesce(f, '{}'), a) END;
END $$;

-- Only a manager erases, in the manager's own store, and nobody whom a legal hold keeps; with what a deed says of the
-- numbers of such a person. What was erased already is erased once more though an older copy holds a hold that had been
-- taken off since.
CREATE FUNCTION erasing_refusal(o jsonb, deed jsonb, verb text, h bigint, a author, t synced) RETURNS text LANGUAGE plpgsql
STABLE AS $$
BEGIN
  IF a.role NOT IN ('manager','principal','admin') THEN RETURN 'role'; END IF;
  IF EXISTS(SELECT 1 FROM jsonb_array_elements(deed) x WHERE x->>'t'='erasure'
      AND (x->>'r')::uuid=(CASE WHEN t.tbl='erasure' THEN o->>'r' ELSE o->'f'->>'erasure_id' END)::uuid
      AND is_kept((x->'f'->>'customer_id')::uuid, a.store_id) AND NOT erases_again(x, verb, h, a.store_id)) THEN
    RETURN 'legal_hold';
  END IF;
  RETURN CASE WHEN t.tbl='erasure' AND ((o->'f'->>'customer_id') IS NULL OR EXISTS(SELECT 1 FROM customer c
    WHERE c.id=(o->'f'->>'customer_id')::uuid AND c.store_id<>a.store_id)) THEN 'store' END;
END $$;

-- Whatever else refuses an op, words about an erased person stay out of the history: that is asked first.
CREATE OR REPLACE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE r jsonb; erasure uuid; no text; tbl text := t.tbl;
BEGIN
  IF tbl IN ('erasure','suppression') THEN
    no := erasing_refusal(o, deed, verb, h, a, t);
  ELSE
    erasure := erased_by(o, a.store_id);
    IF erasure IS NOT NULL AND says_personal(o) THEN
      INSERT INTO erased_row VALUES (a.store_id, (o->>'r')::uuid, erasure) ON CONFLICT DO NOTHING;
      RETURN rejected('erased');
    END IF;
    IF tbl='activity' AND o->>'k'='put' THEN
      no := text_in_refusal(o->'f', a);
    ELSIF tbl IN ('gate_log','message') THEN
      no := contact_refusal(o, verb, a, f, why);
    ELSIF tbl='tag' AND a.role NOT IN ('manager','principal','admin') AND changes_hold(o, deed, a.store_id) THEN
      no := 'role';
    END IF;
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
DROP FUNCTION apply_signed_op(jsonb, jsonb, text, uuid, bigint, author, synced, jsonb, jsonb, text);
DROP FUNCTION apply_free_op(jsonb, jsonb, text, uuid, bigint, author, synced, jsonb, jsonb, text);
