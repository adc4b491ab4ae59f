-- SPDX-License-Identifier: GPL-3.0-or-later
-- A batch is looked at once and not deed by deed: the same answers for less work. And a deed of a host never overtakes an
-- earlier one that waits, nor does one that may no longer be written stop its desk.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

DROP FUNCTION push_op(jsonb, jsonb, uuid, bigint, author, bigint, bytea);
DROP FUNCTION apply_op(jsonb, jsonb, text, uuid, bigint, author);
DROP FUNCTION apply_put(synced, uuid, jsonb, int, bigint);
DROP FUNCTION held_by(jsonb, uuid[]);
DROP FUNCTION unknown_in(jsonb);
DROP FUNCTION IF EXISTS put_row(text, jsonb);

-- As it was; in SQL, and told what it is, it becomes a part of the statement that calls it.
CREATE OR REPLACE FUNCTION plain_value(v jsonb, type text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE type
    WHEN 'number' THEN CASE WHEN jsonb_typeof(v)='number' AND (v#>>'{}')::bigint IS NOT NULL THEN v END
    WHEN 'text' THEN CASE WHEN jsonb_typeof(v)='string' THEN v END
    WHEN 'bytes' THEN CASE WHEN jsonb_typeof(v)='string' THEN to_jsonb(decode(v#>>'{}','base64')) END
    ELSE CASE jsonb_typeof(v) WHEN 'null' THEN v WHEN 'string' THEN to_jsonb((v#>>'{}')::uuid) END END $$;

-- Tables, kinds and fields that this server does not know, with the number of the deed that names them.
CREATE FUNCTION unknown_in(deeds jsonb) RETURNS TABLE(deed bigint, what text) LANGUAGE sql STABLE AS $$
  SELECT i, coalesce(o->>'t', '?') || ' ' || coalesce(o->>'k', '?')
    FROM jsonb_array_elements(deeds) WITH ORDINALITY d(d, i), jsonb_array_elements(d->'ops') o
    WHERE coalesce(o->>'k', '?') NOT IN ('put','set','claim','assign','merge')
      OR NOT EXISTS(SELECT 1 FROM synced WHERE tbl=o->>'t')
  UNION ALL
  SELECT i, (o->>'t') || '.' || k FROM jsonb_array_elements(deeds) WITH ORDINALITY d(d, i),
      jsonb_array_elements(d->'ops') o, jsonb_object_keys(coalesce(o->'f', '{}')) k
    WHERE NOT EXISTS(SELECT 1 FROM field WHERE tbl=o->>'t' AND name=k) $$;

-- The new and the seen values of ops as plain ones, by the number of the deed and of the op in it; `why` says what first
-- forbids an op to somebody of this role. An op without fields has no line.
CREATE FUNCTION read_ops(deeds jsonb, role text) RETURNS TABLE(i bigint, n bigint, f jsonb, b jsonb, why text) LANGUAGE sql
STABLE AS $$
  SELECT q.i, q.n, jsonb_object_agg(q.key, q.v), coalesce(jsonb_object_agg(q.key, q.seen) FILTER (WHERE q.seen IS NOT NULL), '{}'),
      (array_agg(q.why ORDER BY q.nth) FILTER (WHERE q.why IS NOT NULL))[1]
    FROM (SELECT p.*, CASE WHEN p.v IS NULL THEN 'value ' || p.key
          WHEN NOT role = ANY (CASE WHEN p.k='put' THEN p.put_by ELSE p.set_by END)
            AND NOT (p.k='merge' AND p.rule='added') THEN 'role'
          WHEN (p.k IN ('claim','assign')) <> (p.rule='order') AND p.k<>'put' THEN 'owner' END why
        FROM (SELECT z.i, z.n, z.k, z.key, z.nth, x.rule, x.put_by, x.set_by, plain_value(z.value, x.type) v,
            plain_value(z.before, x.type) seen
          FROM (SELECT d.i, e.n, e.o->>'t' t, e.o->>'k' k, c.key, c.value, c.nth, e.o->'b'->c.key before
            FROM jsonb_array_elements(deeds) WITH ORDINALITY d(deed, i),
              jsonb_array_elements(d.deed->'ops') WITH ORDINALITY e(o, n),
              jsonb_each(e.o->'f') WITH ORDINALITY c(key, value, nth) OFFSET 0) z
          JOIN field x ON x.tbl=z.t AND x.name=z.key OFFSET 0) p OFFSET 0) q
    GROUP BY q.i, q.n $$;

-- put_row(), row_now() and own_row() are made from the declarations, with a statement a table, planned once a connection.
CREATE FUNCTION apply_put(t synced, rid uuid, f jsonb, st int, s bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE made bigint := put_row(t.tbl, rid, st, s, f);
BEGIN
  IF made IS NULL THEN -- a table of the server's own
    EXECUTE format('INSERT INTO %I SELECT r.* FROM jsonb_populate_record(NULL::%I, $1) r ON CONFLICT (id) DO NOTHING',
      t.tbl, t.tbl) USING t.blank || '{"deleted":0,"fclk":{}}' || f || jsonb_build_object('id', rid, 'store_id', st, 'seq', s);
    GET DIAGNOSTICS made = ROW_COUNT;
  END IF;
  RETURN CASE WHEN made=1 THEN '{"st":"ok"}'::jsonb ELSE rejected('exists') END;
END $$;

-- The lead's owner goes by the order in which this server hears of it; clocks do not count.
CREATE OR REPLACE FUNCTION apply_owner(o jsonb, t text, rid uuid, cur jsonb, f jsonb, b jsonb, a author) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE k text; v jsonb; owner jsonb; mine jsonb := to_jsonb(a.who); last name;
BEGIN
  SELECT * INTO k, v FROM jsonb_each(f); -- exactly one, apply_op() has looked
  owner := cur->k;
  IF cur->'deleted' <> '0' THEN RETURN rejected('deleted'); END IF;
  IF o->>'k' = 'claim' THEN
    IF v NOT IN (mine, 'null') THEN RETURN rejected('owner'); END IF;
    IF owner NOT IN (mine, 'null') OR (v='null' AND owner<>mine) THEN
      RETURN jsonb_build_object('st', 'lost', 'owner', owner);
    END IF;
  ELSE
    IF a.role IN ('sales','advisor') AND owner NOT IN (mine, 'null') THEN
      SELECT login INTO last FROM op_log WHERE row_id=rid AND store_id=a.store_id AND kind IN ('claim','assign')
        AND result->>'st'='won' ORDER BY n DESC LIMIT 1;
      IF last IS DISTINCT FROM a.login THEN RETURN rejected('role'); END IF; -- one's own giving is taken back by oneself
    END IF;
    IF owner NOT IN (coalesce(b->k, owner), v) THEN RETURN jsonb_build_object('st', 'lost', 'owner', owner); END IF;
  END IF;
  PERFORM own_row(t, rid, a.seq, k, (v#>>'{}')::uuid);
  RETURN '{"st":"won"}';
END $$;

-- {t: table, r: row, k: put|set|claim|assign|merge, f: {field: new}, b: {field: seen before}, s: the row's seq then}
-- f, b and why as read_ops() gives them; f null: it is asked here.
CREATE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
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
    IF t.tbl='consent' AND NOT (verb='adopt' AND a.role='admin') THEN
      why := consent_refusal(f, st, a, h);
      IF why IS NOT NULL THEN RETURN rejected(why); END IF;
    END IF;
    RETURN apply_put(t, rid, f, st, s);
  END IF;
  IF f='{}' THEN RETURN rejected('empty'); END IF;
  cur := row_now(t.tbl, rid, st);
  IF cur IS NULL THEN RETURN rejected('no row'); END IF;
  IF kind IN ('claim','assign') THEN
    IF (SELECT count(*) FROM jsonb_object_keys(f)) <> 1 THEN RETURN rejected('owner'); END IF;
    RETURN apply_owner(o, t.tbl, rid, cur, f, b, a);
  END IF;
  RETURN apply_set(o, deed, t, rid, op, cur, f, b, h, s, a);
END $$;

-- The deeds one after the other, applied and logged under the lock of the store; moves the number and the head of the
-- history. What an op fails on is no more than its own refusal where each is `careful`ly on its own; else it fails for all.
CREATE FUNCTION push_lines(a author, deeds jsonb, host_epoch bigint, careful boolean, INOUT num bigint, INOUT head bytea,
  OUT answers jsonb) LANGUAGE plpgsql AS $$
DECLARE x record; deed jsonb; i bigint := 0; did uuid; r jsonb; old record; known boolean; stays boolean; why text; part jsonb;
  said jsonb[] := '{}'; waiting uuid[] := '{}'; l op_log%ROWTYPE; lines op_log[] := '{}';
  unknown jsonb := (SELECT jsonb_object_agg(q.deed, q.what) FROM (SELECT u.deed, min(u.what) what FROM unknown_in(deeds) u
    GROUP BY 1) q);
  seen uuid[] := ARRAY(SELECT q.d FROM (SELECT op_id((e->>'d')::uuid, 0) d FROM jsonb_array_elements(deeds) e OFFSET 0) q
    WHERE EXISTS(SELECT 1 FROM op_log WHERE op_id BETWEEN q.d AND op_id(q.d, 65535)));
BEGIN
  l.store_id := a.store_id; l.desk_id := a.desk; l.login := a.login; l.who := a.who;
  FOR x IN SELECT d.i, e.o, e.n, y AS t, coalesce(q.f, CASE WHEN NOT careful THEN '{}'::jsonb END) f, q.b, q.why FROM jsonb_array_elements(deeds) WITH ORDINALITY d(deed, i)
      LEFT JOIN LATERAL jsonb_array_elements(d.deed->'ops') WITH ORDINALITY e(o, n) ON true
      LEFT JOIN synced y ON y.tbl=e.o->>'t'
      LEFT JOIN (SELECT * FROM read_ops(deeds, a.role) WHERE NOT careful) q ON q.i=d.i AND q.n=e.n ORDER BY d.i, e.n LOOP
    IF x.i > i THEN
      i := x.i;
      deed := deeds->(i-1)::int;
      did := op_id((deed->>'d')::uuid, 0);
      known := did = ANY (seen);
      said[i] := jsonb_build_object('d', deed->'d') || CASE WHEN known THEN '{"dup":true}'::jsonb ELSE '{}' END;
      l.hlc := least((deed->>'h')::bigint, (a.now_ms<<16) + 65535); -- a desk in the future does not win tomorrow
      part := jsonb_build_object('h', deed->'h', 'v', deed->'v', 'p', deed->'p');
      stays := false;
      IF unknown IS NOT NULL THEN
        -- The whole deed waits at its desk when it holds something unknown, or a row that waits already.
        why := CASE WHEN EXISTS(SELECT 1 FROM jsonb_array_elements(deed->'ops') o WHERE (o->>'r')::uuid = ANY (waiting))
          THEN 'row' ELSE unknown->>i::text END;
        stays := why IS NOT NULL;
        IF stays THEN
          waiting := waiting || ARRAY(SELECT (o->>'r')::uuid FROM jsonb_array_elements(deed->'ops') o);
          said[i] := jsonb_build_object('d', deed->'d', 'held', why);
        END IF;
      END IF;
      IF NOT stays AND NOT known AND host_epoch IS NOT NULL AND deed->>'v'='ladder' AND overtaken(deed->'ops', a.store_id) THEN
        stays := true;
        said[i] := refused(deed, 'overtaken', a.store_id);
      END IF;
      IF NOT stays AND x.o IS NOT NULL THEN seen := seen || did; END IF;
    END IF;
    CONTINUE WHEN stays OR x.o IS NULL;
    IF cardinality(lines)>0 AND (known OR x.o->>'k'<>'put' OR x.o->>'t'='consent') THEN -- only these look into the history
      INSERT INTO op_log SELECT * FROM unnest(lines);
      lines := '{}';
    END IF;
    IF known THEN
      SELECT store_id, result INTO old FROM op_log WHERE op_id=op_id(did, x.n);
    END IF;
    IF known AND FOUND THEN
      r := CASE WHEN old.store_id=a.store_id THEN coalesce(old.result, '{"st":"ok"}') ELSE rejected('exists') END;
    ELSE
      l.op_id := op_id(did, x.n);
      IF careful THEN
        BEGIN
          r := apply_op(x.o, deed->'ops', deed->>'v', l.op_id, l.hlc, a, x.t, NULL, NULL, NULL);
        EXCEPTION
          WHEN unique_violation THEN r := rejected('exists');
          WHEN data_exception OR integrity_constraint_violation THEN r := rejected('value');
        END;
      ELSE
        r := apply_op(x.o, deed->'ops', deed->>'v', l.op_id, l.hlc, a, x.t, x.f, x.b, x.why);
      END IF;
      num := num + 1;
      l.n := num; l.seq := CASE WHEN (x.t).feed=0 THEN a.group_seq ELSE a.seq END;
      l.kind := x.o->>'k'; l.tbl := x.o->>'t'; l.row_id := (x.o->>'r')::uuid; l.at := clock_timestamp();
      l.body := x.o || part; l.salt := gen_random_uuid();
      l.result := r; l.body_sha := op_sha(l.body, r, l.salt); l.chain := chained(head, l); head := l.chain;
      lines := lines || l;
    END IF;
    IF r <> '{"st":"ok"}' THEN
      said[i] := said[i] || jsonb_build_object('ops', coalesce(said[i]->'ops', '[]') || told(x.o, x.n, r, a.store_id));
    END IF;
  END LOOP;
  INSERT INTO op_log SELECT * FROM unnest(lines);
  answers := to_jsonb(said);
END $$;

-- deeds: [{d: id, h: clock, v: verb, p: part of or null, ops: the deed's log line}], in the order they were done.
-- Answers, deed by deed: {d, held: why} or {d, dup, ops: [what is more than plain ok]}.
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
  END IF;
  BEGIN
    SELECT p.num, p.head, p.answers INTO num, head, answers FROM push_lines(a, deeds, host_epoch, false, first, head) p;
  EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN -- seldom, and then once more
    SELECT p.num, p.head, p.answers INTO num, head, answers FROM push_lines(a, deeds, host_epoch, true, first, head) p;
  END;
  UPDATE feed SET chain=head, n=num, seq=CASE WHEN num=first THEN seq-1 ELSE seq END WHERE store_id=a.store_id;
  RETURN answers;
END $$;

-- Under a lease a person's login has the rights of a host, for what the program of that desk does.
CREATE OR REPLACE FUNCTION sync_push(st int, desk uuid, deeds jsonb, host_epoch bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE a author;
BEGIN
  SELECT st, NULL, NULL, desk, m.login, m.user_id, m.role, NULL INTO a FROM member m
    WHERE m.login=session_user AND m.store_id=st;
  IF NOT FOUND THEN RAISE EXCEPTION 'no access to store %', st USING ERRCODE='42501'; END IF;
  IF host_epoch IS NOT NULL THEN
    PERFORM must_host();
    a.role := 'auto';
  ELSIF a.role='auto' AND came_in(deeds) THEN
    a.role := 'bdc';
  END IF;
  RETURN push_deeds(a, deeds, host_epoch);
END $$;
DROP FUNCTION is_known(jsonb);

-- What becomes of deeds that were fenced; also for a login that could host when its desk did them, and may no longer.
CREATE OR REPLACE FUNCTION sync_fenced(st int, deeds jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path=updesk,pg_temp AS $$
BEGIN
  PERFORM must_serve(st);
  RETURN (SELECT coalesce(jsonb_agg(refused(d, 'fenced', st) ORDER BY n), '[]')
    FROM jsonb_array_elements(deeds) WITH ORDINALITY x(d, n));
END $$;
