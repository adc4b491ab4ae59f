-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is with a customer says so of themselves; a manager may of others.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Whoever is busy gets no new lead: nobody takes a colleague out of the turn.
CREATE FUNCTION speaks_for(a author, person uuid) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT person IS NOT DISTINCT FROM a.who OR a.role IN ('manager','principal','admin') $$;

-- {t: table, r: row, k: put|set|claim|assign|merge, f: {field: new}, b: {field: seen before}, s: the row's seq then}
-- f, b and why as read_ops() gives them; f null: it is asked here.
CREATE OR REPLACE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE rid uuid := (o->>'r')::uuid; kind text := o->>'k'; cur jsonb; st int := coalesce(t.feed, a.store_id);
  s bigint := CASE WHEN t.feed=0 THEN a.group_seq ELSE a.seq END;
BEGIN
  IF st<>a.store_id AND a.role<>'admin' THEN RETURN rejected('role'); END IF;
  IF a.store_id<=0 AND t.feed IS DISTINCT FROM a.store_id THEN RETURN rejected('store'); END IF;
  IF f IS NULL THEN
    SELECT r.f, r.b, r.why INTO f, b, why FROM read_ops(jsonb_build_array(jsonb_build_object('ops', jsonb_build_array(o))), a.role) r;
    f := coalesce(f, '{}');
  END IF;
  IF why IS NOT NULL THEN RETURN rejected(why); END IF;
  IF kind='put' THEN
    IF t.tbl='busy' AND NOT speaks_for(a, (f->>'person_id')::uuid) THEN RETURN rejected('role'); END IF;
    IF t.tbl='consent' AND NOT (verb='adopt' AND a.role='admin') THEN
      why := consent_refusal(f, st, a, h);
      IF why IS NOT NULL THEN RETURN rejected(why); END IF;
    END IF;
    RETURN apply_put(t, rid, f, st, s);
  END IF;
  IF f='{}' THEN RETURN rejected('empty'); END IF;
  cur := row_now(t.tbl, rid, st);
  IF cur IS NULL THEN RETURN rejected('no row'); END IF;
  IF t.tbl='busy' AND NOT speaks_for(a, (cur->>'person_id')::uuid) THEN RETURN rejected('role'); END IF;
  IF kind IN ('claim','assign') THEN
    IF (SELECT count(*) FROM jsonb_object_keys(f)) <> 1 THEN RETURN rejected('owner'); END IF;
    RETURN apply_owner(o, t.tbl, rid, cur, f, b, a);
  END IF;
  RETURN apply_set(o, deed, t, rid, op, cur, f, b, h, s, a);
END $$;
