-- SPDX-License-Identifier: GPL-3.0-or-later
-- Two desks may stop a plan without having heard of each other, and one of them takes its stop back: the other's stands,
-- whichever the server hears of first and whatever the clocks say. An ending is known by its moment.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Whether somebody set the plan going again who had seen this ending.
CREATE FUNCTION was_restarted(plan uuid, st int, ending jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=plan AND l.store_id=st AND l.tbl='enrolment' AND l.kind<>'put'
    AND l.result->>'st'='ok' AND l.body->'f'->'state'='0' AND coalesce(l.body->'b'->'ended', '0')=ending
    AND l.result->'conflict'->'state'->>'win' IS DISTINCT FROM 'old') $$;

-- Whether another ending than the one that was seen stands.
CREATE FUNCTION is_ended_else(plan uuid, st int, seen jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS(SELECT 1 FROM (SELECT DISTINCT coalesce(l.body->'f'->'ended', '0') ending FROM op_log l WHERE l.row_id=plan
      AND l.store_id=st AND l.tbl='enrolment' AND l.kind<>'put' AND l.result->>'st'='ok' AND l.body->'f' ? 'state'
      AND l.body->'f'->'state'<>'0') q
    WHERE q.ending<>seen AND NOT was_restarted(plan, st, q.ending)) $$;

ALTER FUNCTION apply_set(jsonb, jsonb, synced, uuid, uuid, jsonb, jsonb, jsonb, bigint, bigint, author)
  RENAME TO apply_clocked_set;
CREATE FUNCTION apply_set(o jsonb, deed jsonb, t synced, rid uuid, op uuid, cur jsonb, f jsonb, b jsonb, h bigint, s bigint,
  a author) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  IF t.tbl='enrolment' AND f ? 'state' AND (f->'state'='0') <> (cur->'state'='0') THEN
    IF f->'state'='0' THEN
      -- Of a person who was erased the history tells no ending any more: what has ended stays so.
      IF is_ended_else(rid, a.store_id, coalesce(b->'ended', '0'))
          OR EXISTS(SELECT 1 FROM erased_row e WHERE e.store_id=a.store_id AND e.row_id=rid) THEN
        h := -1; -- behind every clock
      END IF;
    ELSIF NOT was_restarted(rid, a.store_id, coalesce(f->'ended', '0')) THEN
      cur := cur || jsonb_build_object('fclk', (cur->'fclk') - ARRAY(SELECT k FROM jsonb_object_keys(f) k
        WHERE k IN ('state','why','ended','next_at')));
    END IF;
  END IF;
  RETURN apply_clocked_set(o, deed, t, rid, op, cur, f, b, h, s, a);
END $$;
