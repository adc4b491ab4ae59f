-- SPDX-License-Identifier: GPL-3.0-or-later
-- That this server is an older copy any desk may tell, and nothing is sent until a manager has looked: too careful at most.
-- A host's word makes it another generation, so that every desk hears of it, whatever was released before.
-- But what is believed of an older copy only, a text whose original is lost and an erasure that is said once more, waits for
-- the word of a login that receives texts, or of a manager.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

ALTER TABLE known_generation ADD COLUMN told text NOT NULL DEFAULT '', ADD COLUMN told_well boolean NOT NULL DEFAULT false;

CREATE FUNCTION trusts_of(st int) RETURNS boolean LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT receives(session_user, st) OR EXISTS(SELECT 1 FROM member m WHERE m.login=session_user AND m.store_id=st
    AND m.role IN ('manager','principal','admin')) $$;

-- As it was, and where a desk has told it.
CREATE OR REPLACE FUNCTION is_held(st int) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
DECLARE g text := generation();
BEGIN
  RETURN EXISTS(SELECT 1 FROM known_generation k WHERE k.store_id=st AND (k.generation<>g OR k.told<>''))
    AND NOT EXISTS(SELECT 1 FROM setting s WHERE s.store_id=st AND s.deleted=0 AND s.key='sending_released'
      AND position('"generation":"' || g || '"' in s.value)>0);
END $$;

-- As it was, and where somebody has told it whom a salesperson's word does not stand for.
CREATE OR REPLACE FUNCTION was_restored(st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE g text := generation();
BEGIN
  RETURN EXISTS(SELECT 1 FROM known_generation k WHERE k.store_id=st AND (k.generation<>g OR k.told_well));
END $$;

-- A desk says that it is here: {name, sends, settled: generation, knew: generation, filled, heads}. It is told whether it was
-- away for too long, which others have not settled yet, what of its heads is gone, and the heads of now.
CREATE OR REPLACE FUNCTION sync_here(st int, desk uuid, says jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
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
    IF says->>'knew'<>g AND receives(session_user, st)
        AND EXISTS(SELECT 1 FROM known_generation k WHERE k.store_id=st AND k.generation=g) THEN
      UPDATE meta SET feed_epoch=gen_random_uuid();
    END IF;
    UPDATE known_generation k SET told=says->>'knew', told_well=trusts_of(st) WHERE k.store_id=st AND k.generation=g
      AND says->>'knew'<>g AND (k.told='' OR (NOT k.told_well AND trusts_of(st)));
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
