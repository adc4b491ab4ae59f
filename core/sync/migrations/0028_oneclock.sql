-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a desk does later never gives way to what it did itself before, where a third op of the same clock stands between
-- the two by its id. And a message is removed or it is not, as a row of any other table.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

ALTER TABLE message ADD CONSTRAINT message_deleted_check CHECK (deleted IN (0,1));

-- Fields of a row that is there. Plain fields by clock, the others by their own rule; refused as a whole or not at all.
-- Of two with the same clock the higher op wins, but one desk's come in the order in which they were done: a desk whose
-- clock is ahead sends many that all count as of now, and its ids say nothing once that clock has been set right. So the
-- desk of the highest op has won, and with it whatever else it says.
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
