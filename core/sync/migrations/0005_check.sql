-- SPDX-License-Identifier: GPL-3.0-or-later
-- What `server check` asks; for the administrator only.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Reads the whole history of a store: body (an op is not what was logged), chain (changed, moved or put in), gap (taken
-- out), head (cut off at the end, or the feed was turned back).
CREATE FUNCTION chain_faults(st int) RETURNS TABLE(n bigint, what text) LANGUAGE plpgsql STABLE
SET search_path=updesk,pg_temp AS $$
DECLARE l op_log%ROWTYPE; before bytea := '\x00'; expected bigint := 1;
BEGIN
  FOR l IN SELECT * FROM op_log o WHERE o.store_id=st ORDER BY o.n LOOP
    n := l.n;
    IF l.n <> expected THEN what := 'gap'; RETURN NEXT; END IF;
    IF l.body IS NOT NULL AND op_sha(l.body, l.result, l.salt) IS DISTINCT FROM l.body_sha THEN
      what := 'body'; RETURN NEXT;
    END IF;
    IF chained(before, l) <> l.chain THEN what := 'chain'; RETURN NEXT; END IF;
    before := l.chain;
    expected := l.n + 1;
  END LOOP;
  n := expected - 1;
  IF NOT EXISTS(SELECT 1 FROM feed f WHERE f.store_id=st AND f.chain=before AND f.n=expected-1) THEN
    what := 'head'; RETURN NEXT;
  END IF;
END $$;

-- What must hold whatever happened: unlogged (a row nobody put), missing (a put whose row is gone), ahead (a row newer
-- than its feed), backwards (a later op with an earlier seq), owners (two claims won with nothing between), owner (not
-- whom the history says).
CREATE FUNCTION invariant_faults() RETURNS TABLE(what text, tbl text, rows bigint, example uuid) LANGUAGE plpgsql STABLE
SET search_path=updesk,pg_temp AS $$
DECLARE t text;
BEGIN
  FOR t IN SELECT y.tbl FROM synced y ORDER BY 1 LOOP
    RETURN QUERY EXECUTE format($q$
      SELECT 'unlogged', %1$L, count(*), min(c.id::text)::uuid FROM %1$I c WHERE NOT EXISTS(SELECT 1 FROM op_log l
        WHERE l.row_id=c.id AND l.kind='put' AND l.tbl=%1$L AND l.result->>'st'='ok') HAVING count(*)>0
      UNION ALL SELECT 'missing', %1$L, count(*), min(l.row_id::text)::uuid FROM op_log l WHERE l.tbl=%1$L
        AND l.kind='put' AND l.result->>'st'='ok' AND NOT EXISTS(SELECT 1 FROM %1$I c WHERE c.id=l.row_id) HAVING count(*)>0
      UNION ALL SELECT 'ahead', %1$L, count(*), min(c.id::text)::uuid FROM %1$I c LEFT JOIN feed f USING (store_id)
        WHERE c.seq>coalesce(f.seq, -1) HAVING count(*)>0$q$, t);
  END LOOP;
  RETURN QUERY SELECT 'backwards', NULL::text, count(*), min(q.row_id::text)::uuid FROM (SELECT l.row_id, l.seq,
    lag(l.seq) OVER (PARTITION BY l.store_id, y.feed ORDER BY l.n) earlier FROM op_log l JOIN synced y ON y.tbl=l.tbl) q
    WHERE q.seq<q.earlier HAVING count(*)>0;
  RETURN QUERY SELECT 'owners', 'lead', count(*), min(q.row_id::text)::uuid FROM (SELECT l.row_id, l.kind, l.who,
    lag(l.kind) OVER w last_kind, lag(l.who) OVER w last_who, lag(l.body->'f'->'owner_id') OVER w last_owner FROM op_log l
    WHERE l.tbl='lead' AND l.kind IN ('claim','assign') AND l.result->>'st'='won' WINDOW w AS (PARTITION BY l.row_id
    ORDER BY l.n)) q WHERE q.kind='claim' AND q.last_kind='claim' AND q.who<>q.last_who AND q.last_owner<>'null'
    HAVING count(*)>0;
  RETURN QUERY SELECT 'owner', 'lead', count(*), min(c.id::text)::uuid FROM lead c JOIN LATERAL (SELECT l.body FROM op_log l
    WHERE l.row_id=c.id AND l.tbl='lead' AND l.body->'f' ? 'owner_id' AND l.result->>'st' IN ('won','ok')
    ORDER BY l.n DESC LIMIT 1) o ON true WHERE (o.body->'f'->>'owner_id')::uuid IS DISTINCT FROM c.owner_id HAVING count(*)>0;
END $$;
