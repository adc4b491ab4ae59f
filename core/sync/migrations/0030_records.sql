-- SPDX-License-Identifier: GPL-3.0-or-later
-- A customer is all records that were merged into one. A desk may write to one of them while another merges it: what the
-- customer refused there binds all the same, and binds the record it was said of wherever a merge has moved it. And two
-- records are never merged into each other, or neither would be there.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- The record that lives and all that were merged into it; those that name each other end it.
CREATE FUNCTION records_of(record uuid, st int) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up(id) AS (
    SELECT records_of.record
    UNION
    SELECT c.merged_into FROM up JOIN customer c ON c.id=up.id AND c.store_id=st WHERE c.merged_into IS NOT NULL),
  who(id) AS (
    SELECT id FROM up
    UNION
    SELECT c.id FROM who JOIN customer c ON c.merged_into=who.id AND c.store_id=st)
  SELECT array_agg(id) FROM who $$;

-- Whether a record that is to be merged into another would be merged into itself in the end.
CREATE FUNCTION comes_back(record uuid, merged uuid, st int) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up(id) AS (
    SELECT comes_back.merged
    UNION
    SELECT c.merged_into FROM up JOIN customer c ON c.id=up.id AND c.store_id=st WHERE c.merged_into IS NOT NULL)
  SELECT EXISTS(SELECT 1 FROM up WHERE up.id=comes_back.record) $$;

-- Whose record a statement was keyed on, before any merge.
CREATE FUNCTION keyed_on(statement uuid, st int) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT (l.body->'f'->>'customer_id')::uuid FROM op_log l WHERE l.row_id=statement AND l.store_id=st AND l.tbl='consent'
    AND l.kind='put' AND l.result->>'st'='ok' ORDER BY l.n LIMIT 1 $$;

-- What stands in the way of sending to the customer on a channel (0: any): a "no" nobody has taken back by the rules. Only
-- a "yes" that lifts takes back, and only what came before it: two of one push have the same seq, and a merge gives a new
-- one. The refusals of the records and those that a merge moved away from them are asked for apart, each by its index.
CREATE OR REPLACE FUNCTION opted_out(customer uuid, st int, chan bigint, addr text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE whose uuid[] := records_of(customer, st);
BEGIN
  RETURN EXISTS(SELECT 1 FROM (
      SELECT c.id, c.channel, c.address, c.at FROM consent c
        WHERE c.customer_id=ANY (whose) AND c.store_id=st AND c.state=2 AND c.deleted=0
      UNION ALL
      SELECT c.id, c.channel, c.address, c.at FROM consent c
        WHERE c.store_id=st AND c.state=2 AND c.fclk ? 'customer_id' AND c.deleted=0 AND keyed_on(c.id, st)=ANY (whose)) no
    WHERE (no.channel=0 OR chan=0 OR no.channel=chan) AND (no.address='' OR addr='' OR no.address=addr)
    AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.store_id=st AND m.state=3
      AND m.customer_id=ANY (whose) AND m.purpose=replace(no.id::text,'-',''))
    AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.store_id=st AND y.customer_id=ANY (whose) AND y.state=1
      AND y.purpose='lifted' AND y.at>no.at AND (y.channel=0 OR y.channel=chan OR y.channel=no.channel)
      AND (y.address='' OR y.address=no.address)
      AND put_at('consent', y.id, st) > put_at('consent', no.id, st)));
END $$;

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
  IF t.tbl='customer' AND f->>'merged_into' IS NOT NULL AND comes_back(rid, (f->>'merged_into')::uuid, st) THEN
    RETURN rejected('circle');
  END IF;
  RETURN apply_set(o, deed, t, rid, op, cur, f, b, h, s, a);
END $$;
