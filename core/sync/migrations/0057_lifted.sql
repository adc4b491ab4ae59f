-- SPDX-License-Identifier: GPL-3.0-or-later
-- A customer's no is lifted by a manager, or by a text of the customer; whatever somebody writes by hand, it goes with the
-- records that were really merged, and comes home when they are parted (triggers of the tables do that).
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Whether a row of the history may go from the customer `was` to `now`: `was` stands merged into `now`, or the two have been
-- one, as when a merge is undone or done again; what was written since goes along with its lead. Where a no or a legal hold
-- goes, it has been before. What a deed says of the two counts for nothing: the server may have refused it. Who pushes has
-- this row's earlier ops in the history.
CREATE FUNCTION moves_along(tbl text, rid uuid, cur uuid, was uuid, now uuid, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE held uuid[] := ARRAY(SELECT (l.body->'f'->>'customer_id')::uuid FROM op_log l WHERE l.row_id=rid AND l.store_id=st
    AND l.tbl=moves_along.tbl AND l.result->>'st'='ok' AND (l.body->'f'->>'customer_id')::uuid IS NOT NULL);
BEGIN
  IF EXISTS(SELECT 1 FROM customer c WHERE c.id=was AND c.store_id=st AND c.merged_into=now) THEN
    RETURN coalesce(cur=was, false) OR was=ANY (held);
  END IF;
  RETURN (tbl NOT IN ('consent','tag') OR coalesce(now=ANY (held), false)) AND EXISTS(SELECT 1 FROM op_log l WHERE l.row_id IN (was, now) AND l.store_id=st
    AND l.tbl='customer' AND l.result->>'st'='ok'
    AND (l.body->'f'->>'merged_into')::uuid=CASE WHEN l.row_id=now THEN was ELSE now END);
END $$;

-- As it was, but for what moves along.
CREATE OR REPLACE FUNCTION apply_clocked_set(o jsonb, deed jsonb, t synced, rid uuid, op uuid, cur jsonb, f jsonb, b jsonb, h bigint, s bigint,
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
    IF rul='added' AND k<>'deleted' AND NOT (is_merge AND k='customer_id'
        AND (a.role='admin' OR moves_along(t.tbl, rid, (cur->>k)::uuid, (b->>k)::uuid, (f->>k)::uuid, a.store_id))) THEN
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
    wins := h > old OR rul='optimistic' OR (h = old AND coalesce((SELECT l.op_id<op OR l.desk_id IS NOT DISTINCT FROM a.desk
      FROM op_log l WHERE l.row_id=rid AND l.hlc=h AND l.body->'f' ? k AND l.result->>'st'='ok' AND l.kind<>'put'
      ORDER BY l.op_id DESC LIMIT 1), true));
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

-- Whether an op sets a hold, takes one off, or changes what it says. A merge may move it along, as all that hangs on the
-- record, and its undoing may bring it back.
DROP FUNCTION changes_hold(jsonb, jsonb, int);
CREATE FUNCTION changes_hold(o jsonb, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE held tag%ROWTYPE;
BEGIN
  IF is_hold(o->'f'->>'tag') THEN RETURN true; END IF;
  IF o->>'k'='put' THEN RETURN false; END IF;
  SELECT * INTO held FROM tag t WHERE t.id=(o->>'r')::uuid AND t.store_id=st AND is_hold(t.tag);
  RETURN FOUND AND NOT (o->>'k'='merge' AND (o->'f')-'customer_id'='{}' AND moves_along('tag', held.id, held.customer_id,
    (o->'b'->>'customer_id')::uuid, (o->'f'->>'customer_id')::uuid, st));
END $$;

-- As it was; and who lifts is a manager, or a text that came, also where nothing is to be lifted yet. A slip of the hand is
-- taken back by the clock of the deed, not by what it says of its time alone, and not days later: what cannot be told
-- from a no that was withdrawn by somebody else stays a no.
CREATE OR REPLACE FUNCTION consent_refusal(f jsonb, st int, a author, h bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE no consent%ROWTYPE;
BEGIN
  IF coalesce((f->>'state')::int, 0) = 1 THEN
    IF f->>'purpose' = 'lifted' AND a.role NOT IN ('manager','principal','admin')
        AND (f->>'by_person' IS NOT NULL OR NOT starts_again(f, st, a)) THEN
      RETURN CASE WHEN f->>'by_person' IS NULL THEN 'optout' ELSE 'role' END;
    END IF;
    IF opted_out((f->>'customer_id')::uuid, st, coalesce((f->>'channel')::bigint, 0), coalesce(f->>'address', ''))
        AND ((f->>'by_person')::uuid IS DISTINCT FROM a.who OR coalesce(f->>'words', '') = ''
          OR (h>>16) < a.now_ms - 120000) AND NOT starts_again(f, st, a) THEN
      RETURN 'optout';
    END IF;
  ELSIF (f->>'state')::int = 3 THEN
    IF coalesce(f->>'purpose', '') !~ '^[0-9a-f]{32}$' THEN RETURN 'optout'; END IF;
    SELECT * INTO no FROM consent WHERE id=(f->>'purpose')::uuid AND store_id=st AND state=2;
    IF NOT FOUND OR no.how<>0 OR no.by_person IS DISTINCT FROM a.who OR (f->>'by_person')::uuid IS DISTINCT FROM a.who
        OR no.customer_id IS DISTINCT FROM (f->>'customer_id')::uuid
        OR coalesce((f->>'at')::bigint, 0) NOT BETWEEN no.at AND no.at+60000
        OR NOT EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=no.id AND l.store_id=st AND l.tbl='consent' AND l.kind='put'
          AND l.result->>'st'='ok' AND h<=l.hlc+(60000::bigint<<16) AND l.at>clock_timestamp()-interval '1 day') THEN
      RETURN 'optout';
    END IF;
  END IF;
  RETURN NULL;
END $$;
