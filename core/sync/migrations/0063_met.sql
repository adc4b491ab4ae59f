-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every desk asks for the conflicts of its people after each pull, from where it has read.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- As it was, but in the order of the numbers by which a desk goes on, as op_log_conflict holds them, and not put in order from
-- the first to the last at every question; what one push brought is never cut; the time is that of the deed, which stays when
-- an older copy of the server hears it again; and without what has another feed's number.
CREATE OR REPLACE FUNCTION sync_conflicts(st int, cur bigint) RETURNS TABLE(seq bigint, op_id uuid, tbl text, row_id uuid,
  at_ms bigint, by_person uuid, conflict jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  WITH me AS MATERIALIZED (SELECT m.user_id FROM member m WHERE m.login=session_user AND m.store_id=st)
  SELECT p.seq, p.op_id, p.tbl, p.row_id, p.at_ms, p.who, p.met FROM (
    SELECT l.seq, l.n, l.op_id, l.tbl, l.row_id, l.hlc>>16 AS at_ms, l.who, q.met FROM op_log l
      CROSS JOIN LATERAL (SELECT jsonb_object_agg(c.key, c.value) met FROM jsonb_each(l.result->'conflict') c
        WHERE NOT EXISTS(SELECT 1 FROM field f WHERE f.tbl=l.tbl AND f.name=c.key AND f.rule='either')) q
      WHERE l.store_id=st AND l.seq>cur AND l.result ? 'conflict' AND q.met IS NOT NULL AND EXISTS(SELECT 1 FROM me)
        AND l.tbl<>ALL (ARRAY(SELECT y.tbl FROM synced y WHERE y.feed=0)) AND (l.login=session_user
        OR jsonb_path_exists(q.met, '$.*.who ? (@ == $me)', jsonb_build_object('me', (SELECT me.user_id FROM me))))
      ORDER BY l.seq FETCH FIRST 1000 ROWS WITH TIES) p
    ORDER BY p.seq, p.n $$;
