-- SPDX-License-Identifier: GPL-3.0-or-later
-- A row is erased as a row of its table, and what is refused keeps out only what never came to be: whoever gives an op the id
-- of a living row takes nothing from that row, neither what it says nor its history. And a refused op is numbered by the feed
-- of its table, so that the numbers of a feed never go back.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- What somebody wrote in the place of an id; null: it is none.
CREATE FUNCTION as_id(said text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN translate(said, '{}-', '') ~ '^[0-9a-fA-F]{32}$' THEN translate(said, '{}-', '')::uuid END $$;

ALTER TABLE erased_row RENAME TO erased_before;
ALTER INDEX erased_row_pkey RENAME TO erased_before_pkey;
DROP INDEX erased_row_by;
-- The rows that were emptied, and by which erasure. Asked for by many ids at once, so the id comes before the table.
CREATE TABLE erased_row(store_id int NOT NULL, tbl text NOT NULL, row_id uuid NOT NULL, erasure_id uuid NOT NULL,
  PRIMARY KEY(store_id, row_id, tbl));
CREATE INDEX erased_row_by ON erased_row(erasure_id);
-- Refused ops that spoke of somebody who was erased, under the id of a row that lives: only these were emptied.
CREATE TABLE erased_op(store_id int NOT NULL, n bigint NOT NULL, erasure_id uuid NOT NULL, PRIMARY KEY(store_id, n));
CREATE INDEX erased_op_by ON erased_op(erasure_id);

INSERT INTO erased_row
  SELECT b.store_id, l.tbl, b.row_id, b.erasure_id FROM erased_before b JOIN op_log l ON l.row_id=b.row_id AND l.store_id=b.store_id
    WHERE (l.kind='put' AND coalesce(l.result->>'st', 'ok')='ok') OR NOT EXISTS(SELECT 1 FROM op_log p WHERE p.row_id=b.row_id
      AND p.store_id=b.store_id AND p.kind='put' AND coalesce(p.result->>'st', 'ok')='ok')
  -- A customer whom the server did not know, as a copy that it was set back to.
  UNION SELECT b.store_id, 'customer', b.row_id, b.erasure_id FROM erased_before b
    WHERE NOT EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=b.row_id AND l.store_id=b.store_id)
      OR EXISTS(SELECT 1 FROM op_log p WHERE p.row_id=b.erasure_id AND p.store_id=b.store_id AND p.tbl='erasure' AND p.kind='put'
        AND as_id(p.body->'f'->>'customer_id')=b.row_id);

-- What says something of somebody was not emptied: an op that was refused had its id, and it lives. So does an open lead of
-- somebody who does; an erasure closes them. (Their tables are there when anything was ever erased; customers come first.)
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT f.tbl, string_agg(format(CASE f.type WHEN 'id' THEN 'c.%I IS NOT NULL' ELSE 'c.%I<>''''' END, f.name), ' OR ') says
      FROM field f WHERE f.personal GROUP BY f.tbl ORDER BY f.tbl LOOP
    EXECUTE format('DELETE FROM erased_row e USING %I c WHERE e.tbl=%L AND c.id=e.row_id AND c.store_id=e.store_id AND (%s%s)',
      t.tbl, t.tbl, t.says, CASE WHEN t.tbl='lead' THEN ' OR (c.closed=0 AND NOT EXISTS(SELECT 1 FROM erased_row x'
        ' WHERE x.store_id=c.store_id AND x.tbl=''customer'' AND x.row_id=c.customer_id))' ELSE '' END);
  END LOOP;
END $$;
-- What was taken from their history does not come back.
INSERT INTO erased_op SELECT l.store_id, l.n, b.erasure_id FROM erased_before b JOIN op_log l ON l.row_id=b.row_id
  AND l.store_id=b.store_id WHERE l.body IS NULL AND NOT EXISTS(SELECT 1 FROM erased_row e WHERE e.store_id=l.store_id
    AND e.row_id=l.row_id AND e.tbl=l.tbl);
DROP TABLE erased_before;

-- As it was, each id as one of its table.
CREATE OR REPLACE FUNCTION erased_by(o jsonb, st int) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE f jsonb := o->'f'; r uuid; customer uuid; lead uuid; car uuid; paper uuid;
BEGIN
  IF NOT EXISTS(SELECT 1 FROM erased_row WHERE store_id=st) THEN RETURN NULL; END IF;
  r := (o->>'r')::uuid;
  customer := as_id(f->>'customer_id');
  lead := as_id(f->>'lead_id');
  car := as_id(f->>'owned_vehicle_id');
  paper := as_id(f->>'original_id');
  RETURN (SELECT e.erasure_id FROM erased_row e WHERE e.store_id=st AND e.row_id IN (r, customer, lead, car, paper)
    AND ((e.row_id=r AND e.tbl=o->>'t') OR (e.row_id=customer AND e.tbl='customer') OR (e.row_id=lead AND e.tbl='lead')
      OR (e.row_id=car AND e.tbl='owned_vehicle') OR (e.row_id=paper AND e.tbl='original')) LIMIT 1);
END $$;

-- Whether there is or ever was a row of this id here: one that the history names, in whatever table, or one of this push.
CREATE FUNCTION came_to_be(t text, rid uuid, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=rid AND l.store_id=st AND l.kind='put'
    AND coalesce(l.result->>'st', 'ok')='ok') OR row_now(t, rid, st) IS NOT NULL;
END $$;

-- What an erasure refuses is erased itself where it would have begun something: what hangs on it is kept out too.
CREATE FUNCTION keep_out(o jsonb, a author, t synced, erasure uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF o->>'k'='put' AND NOT came_to_be(t.tbl, (o->>'r')::uuid, a.store_id) THEN
    INSERT INTO erased_row VALUES (a.store_id, t.tbl, (o->>'r')::uuid, erasure) ON CONFLICT DO NOTHING;
  END IF;
END $$;

-- What the history says of rows that were emptied. Their ops, who did them and when, and the hashes stay.
CREATE OR REPLACE FUNCTION forget_ops(erasure uuid, whose uuid[], leads uuid[], papers uuid[], st int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE x record;
BEGIN
  -- What was refused may have said something too: of rows that never came to be, or under the id of one that lives.
  FOR x IN SELECT o.n, o.tbl, o.row_id, o.body FROM op_log o WHERE o.store_id=st AND o.kind='put' AND o.result->>'st'='rejected'
      AND (as_id(o.body->'f'->>'customer_id')=ANY (whose) OR as_id(o.body->'f'->>'lead_id')=ANY (leads)
        OR as_id(o.body->'f'->>'original_id')=ANY (papers)) AND o.tbl NOT IN ('erasure','suppression') LOOP
    IF NOT came_to_be(x.tbl, x.row_id, st) THEN
      INSERT INTO erased_row VALUES (st, x.tbl, x.row_id, erasure) ON CONFLICT DO NOTHING;
    ELSIF says_personal(x.body) THEN
      INSERT INTO erased_op VALUES (st, x.n, erasure) ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
  UPDATE op_log l SET body=NULL, salt=NULL, result=l.result-'conflict' FROM erased_row e
    WHERE e.erasure_id=erasure AND e.store_id=st AND l.row_id=e.row_id AND l.tbl=e.tbl AND l.store_id=st AND l.body IS NOT NULL;
  UPDATE op_log l SET body=NULL, salt=NULL, result=l.result-'conflict' FROM erased_op e
    WHERE e.erasure_id=erasure AND e.store_id=st AND l.n=e.n AND l.store_id=st AND l.body IS NOT NULL;
END $$;

-- What is logged after that: earlier ops of the same push, and ops that were refused.
CREATE OR REPLACE FUNCTION forget_op() RETURNS trigger LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE forgets boolean := EXISTS(SELECT 1 FROM erased_row WHERE store_id=NEW.store_id AND row_id=NEW.row_id AND tbl=NEW.tbl);
  erasure uuid;
BEGIN
  IF NOT forgets AND NEW.result->>'st'='rejected' AND NEW.tbl NOT IN ('erasure','suppression') THEN
    erasure := erased_by(NEW.body, NEW.store_id);
    forgets := erasure IS NOT NULL AND says_personal(NEW.body);
    IF forgets THEN INSERT INTO erased_op VALUES (NEW.store_id, NEW.n, erasure) ON CONFLICT DO NOTHING; END IF;
  END IF;
  IF forgets THEN
    NEW.body := NULL; NEW.salt := NULL; NEW.result := NEW.result-'conflict';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION msg_forget() RETURNS trigger LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
BEGIN
  IF EXISTS(SELECT 1 FROM erased_row WHERE store_id=NEW.store_id AND row_id=NEW.id AND tbl='message') THEN
    NEW.provider_id := ''; NEW.said := '';
    IF NEW.state='queued' THEN NEW.state := 'cancelled'; NEW.why := 'erased'; END IF;
  END IF;
  RETURN NEW;
END $$;

-- As it was; and an op without its body is one that an erasure names, or whose row it names, and which stands in the history
-- itself.
CREATE OR REPLACE FUNCTION chain_faults(st int) RETURNS TABLE(n bigint, what text) LANGUAGE plpgsql STABLE
SET search_path=updesk,pg_temp AS $$
DECLARE l op_log%ROWTYPE; before bytea := '\x00'; expected bigint := 1;
BEGIN
  FOR l IN SELECT * FROM op_log o WHERE o.store_id=st ORDER BY o.n LOOP
    n := l.n;
    IF l.n <> expected THEN what := 'gap'; RETURN NEXT; END IF;
    IF (l.body IS NOT NULL AND op_sha(l.body, l.result, l.salt) IS DISTINCT FROM l.body_sha)
        OR (l.body IS NULL AND NOT EXISTS(SELECT 1 FROM (
            SELECT e.erasure_id FROM erased_row e WHERE e.store_id=st AND e.row_id=l.row_id AND e.tbl=l.tbl
            UNION ALL SELECT e.erasure_id FROM erased_op e WHERE e.store_id=st AND e.n=l.n) x
          JOIN op_log p ON p.row_id=x.erasure_id AND p.store_id=st AND p.tbl='erasure' AND p.kind='put'
            AND p.body IS NOT NULL AND p.result->>'st'='ok')) THEN
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

CREATE OR REPLACE FUNCTION apply_set(o jsonb, deed jsonb, t synced, rid uuid, op uuid, cur jsonb, f jsonb, b jsonb, h bigint,
  s bigint, a author) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF t.tbl='enrolment' AND f ? 'state' AND (f->'state'='0') <> (cur->'state'='0') THEN
    IF f->'state'='0' THEN
      -- Of a person who was erased the history tells no ending any more: what has ended stays so.
      IF is_ended_else(rid, a.store_id, coalesce(b->'ended', '0')) OR EXISTS(SELECT 1 FROM erased_row e
          WHERE e.store_id=a.store_id AND e.row_id=rid AND e.tbl='enrolment') THEN
        h := -1; -- behind every clock
      END IF;
    ELSIF NOT was_restarted(rid, a.store_id, coalesce(f->'ended', '0')) THEN
      cur := cur || jsonb_build_object('fclk', (cur->'fclk') - ARRAY(SELECT k FROM jsonb_object_keys(f) k
        WHERE k IN ('state','why','ended','next_at')));
    END IF;
  END IF;
  RETURN apply_clocked_set(o, deed, t, rid, op, cur, f, b, h, s, a);
END $$;

-- As it was; but what is of feed 0 and will be refused, since only an administrator writes there, is logged with the number
-- that feed 0 has.
CREATE OR REPLACE FUNCTION push_deeds(a author, deeds jsonb, host_epoch bigint) RETURNS jsonb LANGUAGE plpgsql
SET search_path=updesk,pg_temp SET lock_timeout='5s' SET jit=off AS $$
DECLARE answers jsonb; head bytea; num bigint; first bigint;
BEGIN
  UPDATE feed SET seq=seq+1 WHERE store_id=a.store_id RETURNING seq, n, chain INTO a.seq, first, head; -- held to commit
  IF NOT FOUND THEN RAISE EXCEPTION 'no store %', a.store_id USING ERRCODE='UD003'; END IF;
  IF (a.role='auto' OR host_epoch IS NOT NULL) AND NOT EXISTS(SELECT 1 FROM lease WHERE store_id=a.store_id AND job='auto'
      AND epoch=host_epoch AND holder=a.desk AND until>clock_timestamp()) THEN
    RAISE EXCEPTION 'fenced' USING ERRCODE='UD001';
  END IF;
  IF EXISTS(SELECT 1 FROM jsonb_array_elements(deeds) d WHERE op_id((d->>'d')::uuid, 0) IS NULL OR (d->>'h')::bigint IS NULL
      OR CASE WHEN jsonb_typeof(d->'ops')='array' THEN jsonb_array_length(d->'ops')>65535
        OR EXISTS(SELECT 1 FROM jsonb_array_elements(d->'ops') o WHERE (o->>'r')::uuid IS NULL) ELSE true END) THEN
    RAISE EXCEPTION 'no deed' USING ERRCODE='UD002';
  END IF;
  a.now_ms := now_ms();
  a.group_seq := a.seq;
  IF a.role='admin' AND a.store_id<>0 AND EXISTS(SELECT 1 FROM jsonb_array_elements(deeds) d,
      jsonb_array_elements(d->'ops') o JOIN synced y ON y.tbl=o->>'t' AND y.feed=0) THEN
    UPDATE feed SET seq=seq+1 WHERE store_id=0 RETURNING seq INTO a.group_seq; -- always after the store's own
  ELSIF a.store_id<>0 THEN
    SELECT seq INTO a.group_seq FROM feed WHERE store_id=0;
  END IF;
  BEGIN
    SELECT p.num, p.head, p.answers INTO num, head, answers FROM push_lines(a, deeds, host_epoch, false, first, head) p;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN -- seldom, and then once more
    SELECT p.num, p.head, p.answers INTO num, head, answers FROM push_lines(a, deeds, host_epoch, true, first, head) p;
  END;
  UPDATE feed SET chain=head, n=num, seq=CASE WHEN num=first THEN seq-1 ELSE seq END WHERE store_id=a.store_id;
  RETURN answers;
END $$;

-- As it was; but what was refused of feed 0 while it was still logged with the number of its store, and changed nothing, is
-- not asked for its number: that stands in the chain and stays.
CREATE OR REPLACE FUNCTION invariant_faults() RETURNS TABLE(what text, tbl text, rows bigint, example uuid) LANGUAGE plpgsql STABLE
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
    lag(l.seq) OVER (PARTITION BY l.store_id, y.feed ORDER BY l.n) earlier FROM op_log l JOIN synced y ON y.tbl=l.tbl
      WHERE y.feed IS NULL OR y.feed=l.store_id OR l.result->>'st' IS DISTINCT FROM 'rejected') q
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
