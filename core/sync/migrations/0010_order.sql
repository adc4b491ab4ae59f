-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which of two edits of one clock came later, which of two consents, who is named in a conflict, and a slip of the hand
-- that says no time.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- The last person whose value stands in this field: who lost by the clock never wrote it.
CREATE OR REPLACE FUNCTION writer_of(rid uuid, st int, k text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT who FROM op_log WHERE row_id=rid AND store_id=st AND body->'f' ? k AND result->>'st'='ok'
    AND result->'conflict'->k->>'win' IS DISTINCT FROM 'old' ORDER BY n DESC LIMIT 1 $$;

-- Where the put of a row stands in the history.
CREATE FUNCTION put_at(t text, rid uuid, st int) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT n FROM op_log WHERE row_id=rid AND store_id=st AND tbl=t AND kind='put' AND result->>'st'='ok' ORDER BY n LIMIT 1 $$;

-- What stands in the way of sending to the customer on a channel (0: any): a "no" nobody has taken back by the rules. A
-- "yes" takes back only what came before it: two of one push have the same seq, and a merge gives a new one.
CREATE OR REPLACE FUNCTION opted_out(customer uuid, st int, chan bigint, addr text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS(SELECT 1 FROM consent no WHERE no.customer_id=customer AND no.store_id=st AND no.state=2 AND no.deleted=0
    AND (no.channel=0 OR chan=0 OR no.channel=chan) AND (no.address='' OR addr='' OR no.address=addr)
    AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.store_id=st AND m.state=3
      AND m.customer_id=no.customer_id AND m.purpose=replace(no.id::text,'-',''))
    AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.store_id=st AND y.customer_id=no.customer_id AND y.state=1
      AND y.at>no.at AND (y.channel=0 OR y.channel=chan OR y.channel=no.channel)
      AND (y.address='' OR y.address=no.address)
      AND put_at('consent', y.id, st) > put_at('consent', no.id, st))) $$;

-- "No" is always taken. "Yes" after a "no" only at once, by the person who signs for it, in words. A slip of the hand is
-- taken back within a minute, by the same hand; one that says no time of its own is not within any minute.
CREATE OR REPLACE FUNCTION consent_refusal(f jsonb, st int, a author, h bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE no consent%ROWTYPE;
BEGIN
  IF coalesce((f->>'state')::int, 0) = 1 THEN
    IF opted_out((f->>'customer_id')::uuid, st, coalesce((f->>'channel')::bigint, 0), coalesce(f->>'address', ''))
        AND ((f->>'by_person')::uuid IS DISTINCT FROM a.who OR coalesce(f->>'words', '') = ''
          OR (h>>16) < a.now_ms - 120000) THEN
      RETURN 'optout';
    END IF;
  ELSIF (f->>'state')::int = 3 THEN
    IF coalesce(f->>'purpose', '') !~ '^[0-9a-f]{32}$' THEN RETURN 'optout'; END IF;
    SELECT * INTO no FROM consent WHERE id=(f->>'purpose')::uuid AND store_id=st AND state=2;
    IF NOT FOUND OR no.how<>0 OR no.by_person IS DISTINCT FROM a.who OR (f->>'by_person')::uuid IS DISTINCT FROM a.who
        OR no.customer_id IS DISTINCT FROM (f->>'customer_id')::uuid
        OR coalesce((f->>'at')::bigint, 0) NOT BETWEEN no.at AND no.at+60000 THEN
      RETURN 'optout';
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- Fields of a row that is there. Plain fields by clock, the others by their own rule; refused as a whole or not at all.
-- Of two with the same clock the higher op wins, but one desk's come in the order in which they were done: a desk whose
-- clock is ahead sends many that all count as of now, and its ids say nothing once that clock has been set right.
CREATE OR REPLACE FUNCTION apply_set(o jsonb, deed jsonb, t synced, rid uuid, op uuid, cur jsonb, f jsonb, b jsonb, h bigint, s bigint,
  a author) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE k text; v jsonb; rul text; clk jsonb := cur->'fclk'; old bigint; wins boolean; told jsonb := '{}'; sets text[] := '{}';
  is_merge boolean := o->>'k' = 'merge';
BEGIN
  IF t.optimistic AND o ? 's' AND EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=rid AND l.seq>(o->>'s')::bigint
      AND l.desk_id IS DISTINCT FROM a.desk AND l.result->>'st'='ok') THEN
    RETURN rejected('changed');
  END IF;
  IF cur->'deleted' = '1' AND NOT f ? 'deleted' THEN
    IF h > coalesce((clk->>'deleted')::bigint, 0) THEN
      f := f || '{"deleted":0}'; -- a later edit brings the row back
      b := b || '{"deleted":0}';
    ELSE
      told := jsonb_build_object('deleted', jsonb_build_object('was', 0, 'now', 1, 'win', 'old', 'who',
        writer_of(rid, a.store_id, 'deleted')));
    END IF;
  END IF;
  FOR k, v, rul IN SELECT e.key, e.value, d.rule FROM jsonb_each(f) e JOIN field d ON d.tbl=t.tbl AND d.name=e.key LOOP
    IF k='deleted' AND t.legal THEN RETURN rejected('legal'); END IF;
    IF rul='order' THEN RETURN rejected('owner'); END IF;
    IF rul='added' AND k<>'deleted' AND NOT (is_merge AND k='customer_id' AND EXISTS(SELECT 1
        FROM jsonb_array_elements(deed) x WHERE x->>'t'='customer' AND x->>'k'='merge'
        AND (((x->>'r')::uuid = (b->>k)::uuid AND (x->'f'->>'merged_into')::uuid = (f->>k)::uuid)
          OR ((x->>'r')::uuid = (f->>k)::uuid AND (x->'b'->>'merged_into')::uuid = (b->>k)::uuid)))) THEN
      RETURN rejected('added');
    END IF;
    IF rul='checked' THEN
      IF v<>'0' AND coalesce(b->k, '0')<>'0' THEN RETURN rejected('transition'); END IF;
      IF cur->k NOT IN (v, coalesce(b->k, '0')) THEN RETURN rejected('transition'); END IF;
      sets := sets || k;
      CONTINUE;
    END IF;
    IF rul='optimistic' AND NOT o ? 's' AND cur->k NOT IN (coalesce(b->k, cur->k), v) THEN
      RETURN rejected('changed');
    END IF;
    old := coalesce((clk->>k)::bigint, 0);
    wins := h > old OR rul='optimistic' OR (h = old AND NOT EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=rid AND l.hlc=h
      AND l.op_id>op AND l.body->'f' ? k AND l.result->>'st'='ok' AND l.kind<>'put' AND l.desk_id IS DISTINCT FROM a.desk));
    IF wins THEN
      sets := sets || k;
      clk := clk || jsonb_build_object(k, greatest(h, old));
      IF b ? k AND cur->k NOT IN (b->k, v) THEN
        told := told || jsonb_build_object(k, jsonb_build_object('was', cur->k, 'now', v, 'win', 'new', 'who',
          writer_of(rid, a.store_id, k)));
      END IF;
    ELSIF cur->k <> v THEN
      told := told || jsonb_build_object(k, jsonb_build_object('was', v, 'now', cur->k, 'win', 'old', 'who',
        writer_of(rid, a.store_id, k)));
    END IF;
  END LOOP;
  IF sets <> '{}' THEN
    EXECUTE format('UPDATE %I t SET %s, fclk=$2, seq=$3 FROM jsonb_populate_record(NULL::%I, $1) r WHERE t.id=$4', t.tbl,
      (SELECT string_agg(format('%I=r.%I', x, x), ',') FROM unnest(sets) x), t.tbl) USING f, clk, s, rid;
  END IF;
  RETURN CASE WHEN told='{}' THEN '{"st":"ok"}'::jsonb ELSE jsonb_build_object('st', 'ok', 'conflict', told) END;
END $$;
