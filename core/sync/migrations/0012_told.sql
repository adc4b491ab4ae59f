-- SPDX-License-Identifier: GPL-3.0-or-later
-- What nobody has to be told of, and what every desk has to be.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- 'either': by clock like 'field', but of two people's values one is as good as the other.
ALTER TABLE field DROP CONSTRAINT field_rule_check, ADD CONSTRAINT field_rule_check
  CHECK (rule IN ('field','order','checked','added','optimistic','either'));

-- Conflicts that concern the caller: own values that lost, and others' edits that came over own values. The history holds
-- those of 'either' too; nobody has to decide anything about them.
CREATE OR REPLACE FUNCTION sync_conflicts(st int, cur bigint) RETURNS TABLE(seq bigint, op_id uuid, tbl text, row_id uuid,
  at_ms bigint, by_person uuid, conflict jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT l.seq, l.op_id, l.tbl, l.row_id, (extract(epoch FROM l.at)*1000)::bigint, l.who, q.met
    FROM op_log l JOIN member m ON m.login=session_user AND m.store_id=l.store_id
    CROSS JOIN LATERAL (SELECT jsonb_object_agg(c.key, c.value) met FROM jsonb_each(l.result->'conflict') c
      WHERE NOT EXISTS(SELECT 1 FROM field f WHERE f.tbl=l.tbl AND f.name=c.key AND f.rule='either')) q
    WHERE l.store_id=st AND l.seq>cur AND l.result ? 'conflict' AND q.met IS NOT NULL AND (l.login=session_user
      OR jsonb_path_exists(q.met, '$.*.who ? (@ == $me)', jsonb_build_object('me', m.user_id)))
    ORDER BY l.n LIMIT 1000 $$;

-- Since when nobody runs a store's automation is known afterwards; what has run out stays as it ran out.
CREATE OR REPLACE FUNCTION lease_give(st int, what text, me uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
BEGIN
  PERFORM must_serve(st);
  UPDATE lease SET until=least(until, clock_timestamp()) WHERE store_id=st AND job=what AND holder=me;
  RETURN FOUND;
END $$;

-- For how many milliseconds nobody has run a store's automation; 0: somebody does. Where nobody ever has: since its history
-- began.
CREATE FUNCTION unhosted_ms(st int) RETURNS bigint LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT greatest(0, coalesce((extract(epoch FROM clock_timestamp()-coalesce(
    (SELECT nullif(until, '-infinity') FROM lease WHERE store_id=st AND job='auto'),
    (SELECT at FROM op_log WHERE store_id=st ORDER BY n LIMIT 1)))*1000)::bigint, 0)) $$;

CREATE FUNCTION lease_idle(st int) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
BEGIN
  PERFORM must_serve(st);
  RETURN unhosted_ms(st);
END $$;
