-- SPDX-License-Identifier: GPL-3.0-or-later
-- A legal hold binds here too, whatever the desk knows of it: whom it keeps nobody erases, and only a manager sets one or
-- takes one off. It is a mark "hold:..." at a record of the customer.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- A hold keeps the record that it was set at, too, wherever a merge has moved it.
CREATE FUNCTION is_kept(customer uuid, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE whose uuid[] := records_of(customer, st);
BEGIN
  RETURN EXISTS(SELECT 1 FROM tag t WHERE t.store_id=st AND t.deleted=0 AND t.tag LIKE 'hold:%' AND (t.customer_id=ANY (whose)
    OR EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=t.id AND l.store_id=st AND l.tbl='tag' AND l.kind='put'
      AND l.result->>'st'='ok' AND (l.body->'f'->>'customer_id')::uuid=ANY (whose))));
END $$;

CREATE FUNCTION is_hold(tag text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT tag ~ '^(lifted )?hold:' $$;

-- Whether an op sets a hold, takes one off, or changes what it says. A merge may move it along, as all that hangs on the
-- record, and its undoing may bring it back.
CREATE FUNCTION changes_hold(o jsonb, deed jsonb, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF is_hold(o->'f'->>'tag') THEN RETURN true; END IF;
  IF o->>'k'='put' OR NOT EXISTS(SELECT 1 FROM tag t WHERE t.id=(o->>'r')::uuid AND t.store_id=st AND is_hold(t.tag)) THEN
    RETURN false;
  END IF;
  RETURN NOT (o->>'k'='merge' AND (o->'f')-'customer_id'='{}' AND EXISTS(SELECT 1 FROM jsonb_array_elements(deed) x
    WHERE x->>'t'='customer' AND x->>'k'='merge'
    AND (((x->>'r')::uuid=(o->'b'->>'customer_id')::uuid AND (x->'f'->>'merged_into')::uuid=(o->'f'->>'customer_id')::uuid)
      OR ((x->>'r')::uuid=(o->'f'->>'customer_id')::uuid AND (x->'b'->>'merged_into')::uuid=(o->'b'->>'customer_id')::uuid))));
END $$;

-- Whether an erasure of this deed was done before, and is said once more to a copy that does not know of it. Desks and the
-- administrator's list say so by a verb of its own; desks of the version before say it as any erasure, which is older then
-- than the deed.
CREATE FUNCTION erases_again(x jsonb, verb text, h bigint, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN was_restored(st) AND (verb='erase_again'
    OR (verb='erase' AND (x->'f'->>'at')::bigint < (h>>16)-600000));
END $$;

-- Before all other rules. What was erased already is erased once more though an older copy holds a hold that had been taken
-- off since.
ALTER FUNCTION apply_op(jsonb, jsonb, text, uuid, bigint, author, synced, jsonb, jsonb, text) RENAME TO apply_free_op;
CREATE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE manages boolean := a.role IN ('manager','principal','admin');
BEGIN
  -- With what a deed says of the numbers of such a person.
  IF t.tbl IN ('erasure','suppression') AND manages
      AND EXISTS(SELECT 1 FROM jsonb_array_elements(deed) x WHERE x->>'t'='erasure'
        AND (x->>'r')::uuid=(CASE WHEN t.tbl='erasure' THEN o->>'r' ELSE o->'f'->>'erasure_id' END)::uuid
        AND is_kept((x->'f'->>'customer_id')::uuid, a.store_id) AND NOT erases_again(x, verb, h, a.store_id)) THEN
    RETURN rejected('legal_hold');
  END IF;
  IF t.tbl='tag' AND NOT manages AND changes_hold(o, deed, a.store_id) THEN RETURN rejected('role'); END IF;
  RETURN apply_free_op(o, deed, verb, op, h, a, t, f, b, why);
END $$;

-- 'done', 'known' (it stands here already) or 'absent' (the copy is from before that store came). Also of one that does not
-- say by whom: what is left out there must not keep the others from being erased.
CREATE OR REPLACE FUNCTION replay_erasure(line jsonb) RETURNS text LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE a author; st int := (line->>'store')::int; ops jsonb; said jsonb;
BEGIN
  IF EXISTS(SELECT 1 FROM erasure WHERE id=(line->>'erasure')::uuid) THEN RETURN 'known'; END IF;
  IF NOT EXISTS(SELECT 1 FROM feed WHERE store_id=st) THEN RETURN 'absent'; END IF;
  SELECT st, NULL, NULL, NULL, session_user, coalesce((line->>'by')::uuid,
    '00000000-0000-0000-0000-000000000000'), 'admin', NULL INTO a;
  ops := jsonb_build_array(jsonb_build_object('t', 'erasure', 'r', line->'erasure', 'k', 'put', 'f',
      jsonb_build_object('customer_id', line->'customer', 'by_person', line->'by', 'at', line->'at')))
    || coalesce((SELECT jsonb_agg(jsonb_build_object('t', 'suppression', 'r', s->'id', 'k', 'put', 'f',
      jsonb_build_object('erasure_id', line->'erasure', 'hash', s->'hash', 'salt', s->'salt', 'at', s->'at')))
      FROM jsonb_array_elements(line->'suppressed') s), '[]');
  said := push_deeds(a, jsonb_build_array(jsonb_build_object('d', op_id(gen_random_uuid(), 0), 'h', now_ms()<<16,
    'v', 'erase_again', 'p', NULL, 'ops', ops)), NULL);
  RETURN CASE WHEN EXISTS(SELECT 1 FROM erasure WHERE id=(line->>'erasure')::uuid) THEN 'done' ELSE said::text END;
END $$;
