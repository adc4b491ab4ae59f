-- SPDX-License-Identifier: GPL-3.0-or-later
-- What desks call: hello, push, and what was decided against a person. sync_pull() is made from the declarations.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE FUNCTION now_ms() RETURNS bigint LANGUAGE sql VOLATILE SET search_path=updesk,pg_temp AS $$
  SELECT (extract(epoch FROM clock_timestamp())*1000)::bigint $$;

-- A deed's id with the ordinal of the op, from 1, in its last two bytes.
CREATE FUNCTION op_id(deed uuid, ordinal bigint) RETURNS uuid LANGUAGE sql IMMUTABLE SET search_path=updesk,pg_temp AS $$
  SELECT (left(replace(deed::text, '-', ''), 28) || lpad(to_hex(ordinal), 4, '0'))::uuid $$;

CREATE FUNCTION op_sha(body jsonb, result jsonb, salt uuid) RETURNS bytea LANGUAGE sql IMMUTABLE
SET search_path=updesk,pg_temp AS $$ SELECT sha256(convert_to(body::text || result::text || salt::text, 'UTF8')) $$;

-- Everything of an op that is never erased stands in the chain, its personal parts by their hash.
CREATE FUNCTION chained(before bytea, l op_log) RETURNS bytea LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT sha256(before || l.body_sha || convert_to(concat_ws('|', l.store_id, l.n, l.op_id, l.seq, l.desk_id, l.login, l.who,
    l.kind, l.tbl, l.row_id, l.hlc, (extract(epoch FROM l.at)*1000000)::bigint), 'UTF8')) $$;

-- Table, kind or field that this server does not know; null when it knows all.
CREATE FUNCTION unknown_in(ops jsonb) RETURNS text LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT min(what) FROM (
    SELECT coalesce(o->>'t', '?') || ' ' || coalesce(o->>'k', '?') what FROM jsonb_array_elements(ops) o
      WHERE coalesce(o->>'k', '?') NOT IN ('put','set','claim','assign','merge')
        OR NOT EXISTS(SELECT 1 FROM synced WHERE tbl=o->>'t')
    UNION ALL
    SELECT (o->>'t') || '.' || k FROM jsonb_array_elements(ops) o, jsonb_object_keys(coalesce(o->'f', '{}')) k
      WHERE NOT EXISTS(SELECT 1 FROM field WHERE tbl=o->>'t' AND name=k)) q $$;

-- The whole deed waits at its desk when it holds something unknown, or a row that waits already.
CREATE FUNCTION held_by(ops jsonb, waiting uuid[]) RETURNS text LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
BEGIN
  IF waiting <> '{}' AND EXISTS(SELECT 1 FROM jsonb_array_elements(ops) o WHERE (o->>'r')::uuid = ANY (waiting)) THEN
    RETURN 'row';
  END IF;
  RETURN unknown_in(ops);
END $$;

-- What the desk is told of an op: nothing of one that simply went in. A refused one brings the server's row home.
CREATE FUNCTION told(o jsonb, ordinal bigint, r jsonb, st int) RETURNS jsonb LANGUAGE sql STABLE
SET search_path=updesk,pg_temp AS $$
  SELECT CASE WHEN r = '{"st":"ok"}' THEN NULL
    ELSE r || jsonb_build_object('n', ordinal, 't', o->'t', 'r', o->'r')
      || CASE WHEN r->>'st' IN ('rejected','lost') OR jsonb_path_exists(r, '$.conflict.*.win ? (@ == "old")')
        THEN jsonb_build_object('row', row_json(o->>'t', (o->>'r')::uuid,
          coalesce((SELECT feed FROM synced WHERE tbl=o->>'t'), st))) ELSE '{}' END END $$;

-- One op, applied and logged under the lock of the store; gives its result and moves the head of the chain.
CREATE FUNCTION push_op(o jsonb, deed jsonb, op uuid, h bigint, a author, INOUT num bigint, INOUT head bytea, OUT r jsonb)
LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE l op_log%ROWTYPE;
BEGIN
  BEGIN
    r := apply_op(o, deed->'ops', deed->>'v', op, h, a);
  EXCEPTION
    WHEN unique_violation THEN r := rejected('exists');
    WHEN data_exception OR integrity_constraint_violation THEN r := rejected('value');
  END;
  num := num + 1;
  l.store_id := a.store_id; l.n := num; l.op_id := op; l.desk_id := a.desk; l.login := a.login; l.who := a.who;
  l.seq := CASE WHEN (SELECT feed FROM synced WHERE tbl=o->>'t') = 0 THEN a.group_seq ELSE a.seq END;
  l.kind := o->>'k'; l.tbl := o->>'t'; l.row_id := (o->>'r')::uuid; l.hlc := h; l.at := clock_timestamp();
  l.body := o || jsonb_build_object('h', deed->'h', 'v', deed->'v', 'p', deed->'p'); l.salt := gen_random_uuid();
  l.result := r; l.body_sha := op_sha(l.body, r, l.salt); l.chain := chained(head, l); head := l.chain;
  INSERT INTO op_log SELECT l.*;
END $$;

-- deeds: [{d: id, h: clock, v: verb, p: part of or null, ops: the deed's log line}], in the order they were done.
-- Answers, deed by deed: {d, held: why} or {d, dup, ops: [what is more than plain ok]}.
CREATE FUNCTION push_deeds(a author, deeds jsonb, host_epoch bigint) RETURNS jsonb LANGUAGE plpgsql
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE deed jsonb; did uuid; o jsonb; i bigint; r jsonb; old record; answers jsonb := '[]'; said jsonb; head bytea; num bigint;
  first bigint; waiting uuid[] := '{}'; why text; h bigint; known boolean; line jsonb;
BEGIN
  UPDATE feed SET seq=seq+1 WHERE store_id=a.store_id RETURNING seq, n, chain INTO a.seq, num, head; -- held to commit
  IF NOT FOUND THEN RAISE EXCEPTION 'no store %', a.store_id USING ERRCODE='UD003'; END IF;
  IF (a.role='auto' OR host_epoch IS NOT NULL) AND NOT EXISTS(SELECT 1 FROM lease WHERE store_id=a.store_id AND job='auto'
      AND epoch=host_epoch AND holder=a.desk AND until>clock_timestamp()) THEN
    RAISE EXCEPTION 'fenced' USING ERRCODE='UD001';
  END IF;
  first := num;
  a.now_ms := now_ms();
  IF a.role='admin' AND a.store_id<>0 AND EXISTS(SELECT 1 FROM jsonb_array_elements(deeds) d,
      jsonb_array_elements(d->'ops') x JOIN synced y ON y.tbl=x->>'t' AND y.feed=0) THEN
    UPDATE feed SET seq=seq+1 WHERE store_id=0 RETURNING seq INTO a.group_seq; -- always after the store's own
  ELSE
    a.group_seq := a.seq;
  END IF;
  FOR deed IN SELECT * FROM jsonb_array_elements(deeds) LOOP
    did := op_id((deed->>'d')::uuid, 0);
    line := deed->'ops';
    IF did IS NULL OR deed->>'h' IS NULL OR coalesce(jsonb_typeof(line), '')<>'array' OR jsonb_array_length(line)>65535
        OR EXISTS(SELECT 1 FROM jsonb_array_elements(line) x WHERE (x->>'r')::uuid IS NULL) THEN
      RAISE EXCEPTION 'no deed' USING ERRCODE='UD002';
    END IF;
    h := least((deed->>'h')::bigint, (a.now_ms<<16) + 65535); -- a desk in the future does not win tomorrow
    why := held_by(line, waiting);
    IF why IS NOT NULL THEN
      waiting := waiting || ARRAY(SELECT (x->>'r')::uuid FROM jsonb_array_elements(line) x);
      answers := answers || jsonb_build_object('d', deed->'d', 'held', why);
      CONTINUE;
    END IF;
    known := EXISTS(SELECT 1 FROM op_log WHERE op_id BETWEEN did AND op_id(did, 65535));
    said := '[]';
    i := 0;
    FOR o IN SELECT * FROM jsonb_array_elements(line) LOOP
      i := i + 1;
      IF known THEN
        SELECT store_id, result INTO old FROM op_log WHERE op_id=op_id(did, i);
      END IF;
      IF known AND FOUND THEN
        r := CASE WHEN old.store_id=a.store_id THEN coalesce(old.result, '{"st":"ok"}') ELSE rejected('exists') END;
      ELSE
        SELECT * INTO num, head, r FROM push_op(o, deed, op_id(did, i), h, a, num, head);
      END IF;
      r := told(o, i, r, a.store_id);
      IF r IS NOT NULL THEN said := said || r; END IF;
    END LOOP;
    answers := answers || (jsonb_build_object('d', deed->'d') || CASE WHEN known THEN '{"dup":true}'::jsonb ELSE '{}' END
      || CASE WHEN said='[]' THEN '{}'::jsonb ELSE jsonb_build_object('ops', said) END);
  END LOOP;
  UPDATE feed SET chain=head, n=num, seq=CASE WHEN num=first THEN seq-1 ELSE seq END WHERE store_id=a.store_id;
  RETURN answers;
END $$;

CREATE FUNCTION sync_push(st int, desk uuid, deeds jsonb, host_epoch bigint DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql
SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
DECLARE a author;
BEGIN
  SELECT st, NULL, NULL, desk, m.login, m.user_id, m.role, NULL INTO a FROM member m
    WHERE m.login=session_user AND m.store_id=st;
  IF NOT FOUND THEN RAISE EXCEPTION 'no access to store %', st USING ERRCODE='42501'; END IF;
  RETURN push_deeds(a, deeds, host_epoch);
END $$;

-- Conflicts that concern the caller: own values that lost, and others' edits that came over own values.
CREATE FUNCTION sync_conflicts(st int, cur bigint) RETURNS TABLE(seq bigint, op_id uuid, tbl text, row_id uuid, at_ms bigint,
  by_person uuid, conflict jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT l.seq, l.op_id, l.tbl, l.row_id, (extract(epoch FROM l.at)*1000)::bigint, l.who, l.result->'conflict'
    FROM op_log l JOIN member m ON m.login=session_user AND m.store_id=l.store_id
    WHERE l.store_id=st AND l.seq>cur AND l.result ? 'conflict' AND (l.login=session_user
      OR jsonb_path_exists(l.result, '$.conflict.*.who ? (@ == $me)', jsonb_build_object('me', m.user_id)))
    ORDER BY l.n LIMIT 1000 $$;

CREATE FUNCTION sync_hello(client int) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT jsonb_build_object('schema', schema_ver, 'min', min_client, 'now_ms', now_ms(), 'login', session_user,
    'gen', feed_epoch || '.' || (SELECT system_identifier FROM pg_control_system()) || '.'
      || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '.' || (SELECT oid FROM pg_database WHERE datname=current_database()),
    'refuse', CASE WHEN client<min_client THEN 'client' WHEN 'off' IN (current_setting('fsync'),
      current_setting('full_page_writes'), current_setting('synchronous_commit')) THEN 'unsafe' END,
    'stores', (SELECT coalesce(jsonb_agg(jsonb_build_object('store', store_id, 'person', user_id, 'role', role)
      ORDER BY store_id), '[]') FROM member WHERE login=session_user)) FROM meta $$;
