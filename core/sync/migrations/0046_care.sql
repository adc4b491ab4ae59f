-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the server knows of the desks that talk to it, and the heads of the histories that each of them keeps: whoever writes
-- history anew, with whatever rights, contradicts what lies at the desks.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- How far a history has been read from its beginning, and at which op it was not whole when it was last read.
CREATE TABLE verified(store_id int PRIMARY KEY REFERENCES feed, n bigint NOT NULL DEFAULT 0, chain bytea NOT NULL DEFAULT '\x00',
  bad bigint NOT NULL DEFAULT 0);
-- The last head that a night wrote down of each; all of them stand in the history of feed 0.
CREATE TABLE chain_head(store_id int PRIMARY KEY REFERENCES feed, n bigint NOT NULL, head text NOT NULL, at bigint NOT NULL,
  bad bigint NOT NULL);
-- The desks of a store. gone_at: since when one that was away for too long was not here.
CREATE TABLE desk_here(store_id int NOT NULL REFERENCES feed, desk_id uuid NOT NULL, login name NOT NULL, name text NOT NULL,
  first timestamptz NOT NULL, seen timestamptz NOT NULL, gone_at timestamptz, sends boolean NOT NULL DEFAULT false,
  settled text NOT NULL DEFAULT '', PRIMARY KEY(store_id, desk_id));
-- Heads that a desk was given and that the history does not have any more.
CREATE TABLE head_doubt(store_id int NOT NULL REFERENCES feed, desk_id uuid NOT NULL, of_store int NOT NULL, n bigint NOT NULL,
  login name NOT NULL, at timestamptz NOT NULL, PRIMARY KEY(store_id, desk_id));
-- What is done once a day for a store, whoever hosts.
CREATE TABLE daily(store_id int NOT NULL REFERENCES feed, what text NOT NULL, day date NOT NULL, PRIMARY KEY(store_id, what));
ALTER TABLE verified ENABLE ROW LEVEL SECURITY;
ALTER TABLE chain_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk_here ENABLE ROW LEVEL SECURITY;
ALTER TABLE head_doubt ENABLE ROW LEVEL SECURITY;
ALTER TABLE daily ENABLE ROW LEVEL SECURITY;
ALTER TABLE known_generation ENABLE ROW LEVEL SECURITY;

-- A copy from before the server knew its own generation took the one of the day of its upgrade for the one in which it had
-- begun. A database that is younger than all that was written in it is such a copy. Who may not look at the disk cannot tell;
-- then the desks do (sync_here).
CREATE FUNCTION mark_restored() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE made timestamptz; last timestamptz;
BEGIN
  SELECT max(l.at) INTO last FROM updesk.op_log l;
  made := (pg_stat_file('base/' || (SELECT oid FROM pg_database WHERE datname=current_database()) || '/PG_VERSION')).modification;
  IF last IS NULL OR made IS NULL OR last>made THEN RETURN false; END IF;
  UPDATE updesk.known_generation SET generation='before' WHERE generation=updesk.generation();
  RETURN FOUND;
EXCEPTION WHEN insufficient_privilege OR undefined_file THEN RETURN false;
END $$;

-- Days, as the store's setting desk_away_days has them.
CREATE FUNCTION away_after(st int) RETURNS interval LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
DECLARE days int;
BEGIN
  SELECT least(greatest(s.value::int, 7), 3650) INTO days FROM setting s WHERE s.store_id=st AND s.deleted=0
    AND s.key='desk_away_days' AND s.value ~ '^[0-9]{1,4}$' ORDER BY s.id LIMIT 1;
  RETURN make_interval(days => coalesce(days, 45));
END $$;

-- Desks that may have sent messages and have not told since the restore what has left.
CREATE FUNCTION unsettled_desks(st int) RETURNS TABLE(name text, login text) LANGUAGE plpgsql STABLE
SET search_path=updesk,pg_temp AS $$
BEGIN
  IF is_held(st) THEN
    RETURN QUERY SELECT d.name, d.login::text FROM desk_here d WHERE d.store_id=st AND d.sends AND d.gone_at IS NULL
      AND d.settled<>generation() ORDER BY 1, 2 LIMIT 50;
  END IF;
END $$;

-- Heads [store, op, hash, generation, ...] that the history does not have.
CREATE FUNCTION heads_gone(heads jsonb) RETURNS jsonb LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT coalesce(jsonb_agg(h ORDER BY h->1), '[]') FROM jsonb_array_elements(heads) h WHERE NOT EXISTS(SELECT 1 FROM op_log l
    WHERE l.store_id=(h->>0)::int AND l.n=(h->>1)::bigint AND encode(l.chain, 'hex')=h->>2) $$;

-- A desk says that it is here: {name, sends, settled: generation, knew: generation, filled, heads}. It is told whether it was
-- away for too long, which others have not settled yet, what of its heads is gone, and the heads of now.
CREATE FUNCTION sync_here(st int, desk uuid, says jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE d desk_here%ROWTYPE; g text := generation(); t timestamptz := clock_timestamp(); gone jsonb; ours jsonb;
BEGIN
  PERFORM must_serve(st);
  SELECT * INTO d FROM desk_here h WHERE h.store_id=st AND h.desk_id=desk FOR UPDATE;
  IF NOT FOUND AND (desk IS NULL OR (SELECT count(*) FROM desk_here h WHERE h.store_id=st)>=2000) THEN RETURN '{}'; END IF;
  IF says->>'filled'='true' THEN
    d.gone_at := NULL;
  ELSIF d.seen<t-away_after(st) THEN
    d.gone_at := coalesce(d.gone_at, d.seen);
  END IF;
  INSERT INTO desk_here AS h VALUES (st, desk, session_user, left(coalesce(says->>'name', ''), 60), t, t, NULL,
      coalesce(says->>'sends'='true', false), left(coalesce(says->>'settled', ''), 200))
    ON CONFLICT (store_id, desk_id) DO UPDATE SET login=excluded.login, name=excluded.name, seen=t, gone_at=d.gone_at,
      sends=h.sends OR excluded.sends, settled=CASE WHEN excluded.settled='' THEN h.settled ELSE excluded.settled END;
  IF length(coalesce(says->>'knew', '')) BETWEEN 1 AND 200 THEN -- it was here under another generation than this one
    UPDATE known_generation k SET generation=says->>'knew' WHERE k.store_id=st AND k.generation=g AND says->>'knew'<>g;
  END IF;
  ours := CASE WHEN jsonb_typeof(says->'heads')='array' AND jsonb_array_length(says->'heads')<=500 THEN says->'heads' ELSE '[]' END;
  gone := heads_gone(ours);
  IF EXISTS(SELECT 1 FROM jsonb_array_elements(gone) x WHERE x->>3=g) THEN
    INSERT INTO head_doubt SELECT st, desk, (x->>0)::int, (x->>1)::bigint, session_user, t FROM jsonb_array_elements(gone) x
      WHERE x->>3=g ORDER BY (x->>1)::bigint LIMIT 1
      ON CONFLICT (store_id, desk_id) DO UPDATE SET of_store=excluded.of_store, n=excluded.n, login=excluded.login, at=t;
  ELSE
    DELETE FROM head_doubt x WHERE x.store_id=st AND x.desk_id=desk;
  END IF;
  RETURN jsonb_build_object('gen', g, 'gone', gone, 'away', CASE WHEN d.gone_at IS NULL THEN 0
      ELSE greatest(1, floor(extract(epoch FROM t-d.gone_at)/86400))::int END,
    'unsettled', (SELECT coalesce(jsonb_agg(u.name), '[]') FROM unsettled_desks(st) u),
    'heads', (SELECT coalesce(jsonb_agg(jsonb_build_array(c.store_id, c.n, c.head, g, c.at, c.bad)), '[]') FROM chain_head c
      WHERE c.store_id IN (st, 0, -1)));
END $$;

-- Reads on where the last night ended, at most so many ops; true: there is no more. What was not whole is read again.
CREATE FUNCTION verify_chain(st int, most int) RETURNS boolean LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE v verified%ROWTYPE; l op_log%ROWTYPE; upto bigint; top bytea; seen int := 0;
BEGIN
  INSERT INTO verified(store_id) VALUES (st) ON CONFLICT DO NOTHING;
  SELECT * INTO v FROM verified WHERE store_id=st FOR UPDATE;
  SELECT n, chain INTO upto, top FROM feed WHERE store_id=st;
  v.bad := 0;
  IF v.n>0 AND NOT EXISTS(SELECT 1 FROM op_log o WHERE o.store_id=st AND o.n=v.n AND o.chain=v.chain) THEN
    v.bad := v.n;
  END IF;
  IF v.bad=0 THEN
    FOR l IN SELECT * FROM op_log o WHERE o.store_id=st AND o.n>v.n AND o.n<=upto ORDER BY o.n LIMIT most LOOP
      IF l.n<>v.n+1 OR chained(v.chain, l)<>l.chain
          OR (l.body IS NOT NULL AND op_sha(l.body, l.result, l.salt) IS DISTINCT FROM l.body_sha) THEN
        v.bad := l.n;
        EXIT;
      END IF;
      v.n := l.n;
      v.chain := l.chain;
      seen := seen + 1;
    END LOOP;
    IF v.bad=0 AND seen<most AND (v.n<>upto OR v.chain<>top) THEN v.bad := v.n + 1; END IF;
  END IF;
  UPDATE verified SET n=v.n, chain=v.chain, bad=v.bad WHERE store_id=st;
  RETURN v.bad>0 OR seen<most;
END $$;

-- Writes the head of a history that was read to its end down, as an op of feed 0. Its number in the feed stays: no row that
-- desks pull has changed.
CREATE FUNCTION keep_head(st int, me uuid) RETURNS void LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE v verified%ROWTYPE; l op_log%ROWTYPE; before bytea; t bigint := now_ms();
BEGIN
  SELECT * INTO v FROM verified WHERE store_id=st;
  UPDATE feed SET n=n+1 WHERE store_id=0 RETURNING n, seq, chain INTO l.n, l.seq, before;
  l.store_id := 0; l.op_id := gen_random_uuid(); l.login := session_user; l.who := me; l.kind := 'put'; l.tbl := 'chain_head';
  l.row_id := md5('chain_head ' || st)::uuid; l.hlc := t<<16; l.at := clock_timestamp(); l.salt := gen_random_uuid();
  l.body := jsonb_build_object('k', 'put', 't', 'chain_head', 'r', l.row_id, 'f', jsonb_build_object('store', st, 'n', v.n,
    'head', encode(v.chain, 'hex'), 'at', t, 'bad', v.bad));
  l.result := '{"st":"ok"}'; l.body_sha := op_sha(l.body, l.result, l.salt); l.chain := chained(before, l);
  INSERT INTO op_log SELECT l.*;
  UPDATE feed SET chain=l.chain WHERE store_id=0;
  INSERT INTO chain_head VALUES (st, v.n, encode(v.chain, 'hex'), t, v.bad)
    ON CONFLICT (store_id) DO UPDATE SET n=excluded.n, head=excluded.head, at=excluded.at, bad=excluded.bad;
END $$;

CREATE FUNCTION must_lead(st int, e bigint) RETURNS void LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
BEGIN
  PERFORM must_serve(st);
  IF NOT EXISTS(SELECT 1 FROM lease WHERE store_id=st AND job='auto' AND epoch=e AND until>clock_timestamp()) THEN
    RAISE EXCEPTION 'fenced' USING ERRCODE='UD001';
  END IF;
END $$;

-- By the host, once a day: the histories are read and their heads kept, desks that were away for too long are marked.
-- True: there is more to read, at once.
CREATE FUNCTION night_work(st int, e bigint, most int DEFAULT 20000) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE f int; today bigint := (extract(epoch FROM date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC'))*1000)::bigint;
  me uuid := (SELECT user_id FROM member WHERE login=session_user AND store_id=st);
BEGIN
  PERFORM must_lead(st, e);
  UPDATE desk_here SET gone_at=seen WHERE store_id=st AND gone_at IS NULL AND seen<clock_timestamp()-away_after(st);
  FOREACH f IN ARRAY ARRAY[st, -1, 0] LOOP
    CONTINUE WHEN EXISTS(SELECT 1 FROM chain_head c WHERE c.store_id=f AND c.at>=today);
    IF NOT verify_chain(f, least(greatest(most, 1), 100000)) THEN RETURN true; END IF;
    IF NOT EXISTS(SELECT 1 FROM chain_head c WHERE c.store_id=f AND c.at>=today) THEN -- another store's host, meanwhile
      PERFORM keep_head(f, me);
    END IF;
  END LOOP;
  RETURN false;
END $$;

-- The heads of this day, for the first host that asks once all are there; else null. `back`: they could not be mailed, and
-- may be asked for again.
CREATE FUNCTION heads_to_mail(st int, e bigint, back boolean DEFAULT false) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE today date := (clock_timestamp() AT TIME ZONE 'UTC')::date; heads jsonb;
BEGIN
  PERFORM must_lead(st, e);
  IF back THEN
    UPDATE daily d SET day=today-1 WHERE d.store_id=st AND d.what='heads' AND d.day=today;
    RETURN NULL;
  END IF;
  SELECT jsonb_agg(jsonb_build_array(c.store_id, c.n, c.head, c.at, c.bad) ORDER BY c.store_id) INTO heads FROM chain_head c
    WHERE c.store_id IN (st, 0, -1) AND c.at>=extract(epoch FROM today::timestamp)*1000;
  IF coalesce(jsonb_array_length(heads), 0)<3 THEN RETURN NULL; END IF;
  INSERT INTO daily AS d VALUES (st, 'heads', today) ON CONFLICT (store_id, what) DO UPDATE SET day=excluded.day
    WHERE d.day<excluded.day;
  RETURN CASE WHEN FOUND THEN heads END;
END $$;

-- For `server check`: what desks and nights have against a history. gone: the head of a night is not in it any more;
-- doubt: a desk says so; bad: a night did not find it whole.
CREATE FUNCTION head_faults() RETURNS TABLE(store_id int, n bigint, what text, who text) LANGUAGE sql STABLE
SET search_path=updesk,pg_temp AS $$
  SELECT c.store_id, c.n, 'rewritten', '' FROM chain_head c WHERE c.n>0 AND NOT EXISTS(SELECT 1 FROM op_log l
    WHERE l.store_id=c.store_id AND l.n=c.n AND encode(l.chain, 'hex')=c.head)
  UNION ALL SELECT d.of_store, d.n, 'doubt', trim(coalesce(h.name, '') || ' (' || d.login || ')') FROM head_doubt d
    LEFT JOIN desk_here h ON h.store_id=d.store_id AND h.desk_id=d.desk_id
  ORDER BY 1, 2, 3, 4 LIMIT 200 $$;

RESET ROLE;
SET LOCAL search_path = pg_catalog;
SELECT updesk.mark_restored();
