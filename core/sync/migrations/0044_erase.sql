-- SPDX-License-Identifier: GPL-3.0-or-later
-- A person is erased for good: a row of `erasure`, put by a manager, empties what is personal in all rows of that
-- customer, and what the history says of them. Ids, hashes, numbers and amounts stay, and the chain of the history with
-- them. erase_customer() is made from the declarations.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

ALTER TABLE field ADD COLUMN personal boolean NOT NULL DEFAULT false;

-- The rows that were emptied, and by which erasure.
CREATE TABLE erased_row(store_id int NOT NULL, row_id uuid NOT NULL, erasure_id uuid NOT NULL,
  PRIMARY KEY(store_id, row_id));
CREATE INDEX erased_row_by ON erased_row(erasure_id);
CREATE INDEX op_log_refused ON op_log(store_id) WHERE kind='put' AND result->>'st'='rejected';

-- By which erasure the row of an op, or what a new row hangs on, was emptied; null: by none.
CREATE FUNCTION erased_by(o jsonb, st int) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS(SELECT 1 FROM erased_row WHERE store_id=st) THEN RETURN NULL; END IF;
  RETURN (SELECT e.erasure_id FROM erased_row e WHERE e.store_id=st AND e.row_id IN ((o->>'r')::uuid,
    (o->'f'->>'customer_id')::uuid, (o->'f'->>'lead_id')::uuid, (o->'f'->>'owned_vehicle_id')::uuid,
    (o->'f'->>'original_id')::uuid) LIMIT 1);
END $$;

CREATE FUNCTION says_personal(o jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS(SELECT 1 FROM jsonb_each_text(o->'f') x JOIN field d ON d.tbl=o->>'t' AND d.name=x.key
    WHERE d.personal AND x.value<>'') $$;

-- Whatever rule an op meets, nothing brings words about an erased person back; and only a manager erases, in the
-- manager's own store. A customer whom this server does not know (it was set back) may still come, and comes erased.
ALTER FUNCTION apply_op(jsonb, jsonb, text, uuid, bigint, author, synced, jsonb, jsonb, text) RENAME TO apply_known_op;
CREATE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE r jsonb; erasure uuid; erases boolean := t.tbl IN ('erasure','suppression');
BEGIN
  IF erases THEN
    IF a.role NOT IN ('manager','principal','admin') THEN RETURN rejected('role'); END IF;
    IF t.tbl='erasure' AND ((o->'f'->>'customer_id') IS NULL OR EXISTS(SELECT 1 FROM customer c
        WHERE c.id=(o->'f'->>'customer_id')::uuid AND c.store_id<>a.store_id)) THEN
      RETURN rejected('store');
    END IF;
  ELSE
    erasure := erased_by(o, a.store_id);
    IF erasure IS NOT NULL AND says_personal(o) THEN
      INSERT INTO erased_row VALUES (a.store_id, (o->>'r')::uuid, erasure) ON CONFLICT DO NOTHING;
      RETURN rejected('erased');
    END IF;
  END IF;
  r := apply_known_op(o, deed, verb, op, h, a, t, f, b, why);
  IF erases AND t.tbl='erasure' AND o->>'k'='put' AND r->>'st'='ok' THEN
    PERFORM erase_customer((o->>'r')::uuid, (o->'f'->>'customer_id')::uuid, a.store_id, a.seq);
  END IF;
  RETURN r;
END $$;

-- What the history says of rows that were emptied. Their ops, who did them and when, and the hashes stay.
CREATE FUNCTION forget_ops(erasure uuid, whose uuid[], leads uuid[], papers uuid[], st int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- What was refused may have said something too, of rows that never came to be.
  INSERT INTO erased_row SELECT st, l.row_id, erasure FROM op_log l WHERE l.store_id=st AND l.kind='put'
    AND l.result->>'st'='rejected' AND ((l.body->'f'->>'customer_id')::uuid=ANY (whose)
      OR (l.body->'f'->>'lead_id')::uuid=ANY (leads) OR (l.body->'f'->>'original_id')::uuid=ANY (papers))
    AND l.tbl NOT IN ('erasure','suppression') ON CONFLICT DO NOTHING;
  UPDATE op_log l SET body=NULL, salt=NULL, result=l.result-'conflict' FROM erased_row e
    WHERE e.erasure_id=erasure AND l.row_id=e.row_id AND l.store_id=st AND l.body IS NOT NULL;
END $$;

-- What is logged after that: earlier ops of the same push, and ops that were refused.
CREATE FUNCTION forget_op() RETURNS trigger LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
BEGIN
  IF EXISTS(SELECT 1 FROM erased_row WHERE store_id=NEW.store_id AND row_id=NEW.row_id) THEN
    NEW.body := NULL; NEW.salt := NULL; NEW.result := NEW.result-'conflict';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER forget BEFORE INSERT ON op_log FOR EACH ROW EXECUTE FUNCTION forget_op();

-- A message that is on its way while its customer is erased ends without words of the gateway about them.
CREATE FUNCTION msg_forget() RETURNS trigger LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
BEGIN
  IF EXISTS(SELECT 1 FROM erased_row WHERE store_id=NEW.store_id AND row_id=NEW.id) THEN
    NEW.provider_id := ''; NEW.said := '';
    IF NEW.state='queued' THEN NEW.state := 'cancelled'; NEW.why := 'erased'; END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER zforget BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION msg_forget(); -- after `guard`

-- As it was; and an op without its body is one whose row an erasure names, which stands in the history itself.
CREATE OR REPLACE FUNCTION chain_faults(st int) RETURNS TABLE(n bigint, what text) LANGUAGE plpgsql STABLE
SET search_path=updesk,pg_temp AS $$
DECLARE l op_log%ROWTYPE; before bytea := '\x00'; expected bigint := 1;
BEGIN
  FOR l IN SELECT * FROM op_log o WHERE o.store_id=st ORDER BY o.n LOOP
    n := l.n;
    IF l.n <> expected THEN what := 'gap'; RETURN NEXT; END IF;
    IF (l.body IS NOT NULL AND op_sha(l.body, l.result, l.salt) IS DISTINCT FROM l.body_sha)
        OR (l.body IS NULL AND NOT EXISTS(SELECT 1 FROM erased_row e JOIN op_log p ON p.row_id=e.erasure_id
          AND p.store_id=st AND p.tbl='erasure' AND p.kind='put' AND p.body IS NOT NULL AND p.result->>'st'='ok'
          WHERE e.store_id=st AND e.row_id=l.row_id)) THEN
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

-- For the administrator: all erasures as lines that are kept outside the backups, and what a restored server is told of
-- them. Ids, times and hashes only.
CREATE FUNCTION erasure_list() RETURNS TABLE(line jsonb) LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT jsonb_build_object('store', e.store_id, 'erasure', e.id, 'customer', e.customer_id, 'by', e.by_person, 'at', e.at,
    'suppressed', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'hash', s.hash, 'salt', s.salt, 'at', s.at)
      ORDER BY s.id), '[]') FROM suppression s WHERE s.erasure_id=e.id AND s.store_id=e.store_id))
  FROM erasure e ORDER BY e.at, e.id $$;

-- 'done', 'known' (it stands here already) or 'absent' (the copy is from before that store came).
CREATE FUNCTION replay_erasure(line jsonb) RETURNS text LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE a author; st int := (line->>'store')::int; ops jsonb; said jsonb;
BEGIN
  IF EXISTS(SELECT 1 FROM erasure WHERE id=(line->>'erasure')::uuid) THEN RETURN 'known'; END IF;
  IF NOT EXISTS(SELECT 1 FROM feed WHERE store_id=st) THEN RETURN 'absent'; END IF;
  SELECT st, NULL, NULL, NULL, session_user, (line->>'by')::uuid, 'admin', NULL INTO a;
  ops := jsonb_build_array(jsonb_build_object('t', 'erasure', 'r', line->'erasure', 'k', 'put', 'f',
      jsonb_build_object('customer_id', line->'customer', 'by_person', line->'by', 'at', line->'at')))
    || coalesce((SELECT jsonb_agg(jsonb_build_object('t', 'suppression', 'r', s->'id', 'k', 'put', 'f',
      jsonb_build_object('erasure_id', line->'erasure', 'hash', s->'hash', 'salt', s->'salt', 'at', s->'at')))
      FROM jsonb_array_elements(line->'suppressed') s), '[]');
  said := push_deeds(a, jsonb_build_array(jsonb_build_object('d', op_id(gen_random_uuid(), 0), 'h', now_ms()<<16,
    'v', 'erase', 'p', NULL, 'ops', ops)), NULL);
  RETURN CASE WHEN EXISTS(SELECT 1 FROM erasure WHERE id=(line->>'erasure')::uuid) THEN 'done' ELSE said::text END;
END $$;
