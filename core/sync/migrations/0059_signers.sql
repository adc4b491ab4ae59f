-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose work something is, a server takes from the login, and when a lead came from whoever brought it: the response time
-- of one person is not made by another, nor by turning the clock of the lead. Managers and computers that run the automation
-- write for others; to the others no more is open than their desks do.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Whether nobody waits for a first answer on this lead: it comes with this very push, or it began with somebody in the
-- store or on the line.
CREATE FUNCTION began_met(lead uuid, a author) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN NOT EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=began_met.lead AND l.store_id=a.store_id AND l.tbl='lead'
      AND l.kind='put' AND l.seq<a.seq AND coalesce(l.result->>'st', 'ok')='ok')
    OR EXISTS(SELECT 1 FROM lead d WHERE d.id=began_met.lead AND d.store_id=a.store_id AND d.type=3)
    OR EXISTS(SELECT 1 FROM activity t WHERE t.lead_id=began_met.lead AND t.store_id=a.store_id AND t.kind=0
      AND t.direction=1 AND t.evidence=3);
END $$;

-- What a person's own desk calls confirmed: a meeting with which a lead began, and a call for which the phone system's line
-- is there. A copy may have lost that line, and whoever logged the call may be back before the computer that saw it.
CREATE FUNCTION is_confirmed(f jsonb, a author) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE kind bigint := coalesce((f->>'kind')::bigint, 0); dir bigint := coalesce((f->>'direction')::bigint, 0);
  seen uuid := (f->>'corrects_id')::uuid; x record;
BEGIN
  IF dir=1 AND kind IN (0,3) THEN RETURN began_met((f->>'lead_id')::uuid, a); END IF;
  IF dir<>2 OR kind<>0 OR seen IS NULL THEN RETURN false; END IF;
  SELECT t.person_id, t.outcome, t.evidence, t.seconds INTO x FROM activity t WHERE t.id=seen AND t.store_id=a.store_id;
  IF NOT FOUND THEN
    RETURN was_restored(a.store_id) AND NOT EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=seen AND l.store_id=a.store_id);
  END IF;
  RETURN x.person_id IS NULL AND x.outcome=0 AND x.evidence=3 AND x.seconds=coalesce((f->>'seconds')::bigint, 0);
END $$;

-- A line that stands in the place of another is of the same moment. It takes "verified" off somebody's attempt, which
-- everybody may, or it says whose the call was that the phone system saw.
CREATE FUNCTION corrects_rightly(f jsonb, a author) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE x record; person uuid := (f->>'person_id')::uuid; own boolean := person IS NOT DISTINCT FROM a.who;
BEGIN
  IF NOT own AND person IS NOT NULL AND coalesce(f->'evidence', '0')<>'0' THEN RETURN false; END IF;
  SELECT t.lead_id, t.kind, t.direction, t.at, t.person_id, t.body, t.outcome, t.seconds, t.code INTO x FROM activity t WHERE t.id=(f->>'corrects_id')::uuid
    AND t.store_id=a.store_id;
  IF NOT FOUND THEN -- an attempt that waits at the desk for whoever made it
    RETURN own OR person IS NULL OR was_restored(a.store_id)
      OR (coalesce((f->>'kind')::bigint, 0)<3 AND f->'direction' IS NOT DISTINCT FROM '2');
  END IF;
  IF NOT own AND person IS NOT NULL AND (x.body<>coalesce(f->>'body', '') OR x.outcome<>coalesce((f->>'outcome')::bigint, 0)
      OR x.seconds<>coalesce((f->>'seconds')::bigint, 0) OR x.code<>coalesce((f->>'code')::bigint, 0)) THEN
    RETURN false; -- another's words stay theirs
  END IF;
  RETURN (x.lead_id IS NOT DISTINCT FROM (f->>'lead_id')::uuid AND x.kind=coalesce((f->>'kind')::bigint, 0)
    AND x.direction=coalesce((f->>'direction')::bigint, 0) AND x.at=coalesce((f->>'at')::bigint, 0)
    AND (x.person_id IS NOT DISTINCT FROM person OR (x.person_id IS NULL AND own)));
END $$;

-- Who did what a line of the history tells, and who saw it. Of a visit that is who receives, whoever keys it.
CREATE FUNCTION line_is_signed(f jsonb, a author) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE proof jsonb := coalesce(f->'evidence', '0');
BEGIN
  IF f->>'corrects_id' IS NOT NULL THEN
    IF NOT corrects_rightly(f, a) THEN RETURN false; END IF;
  ELSIF f->>'person_id' IS NOT NULL AND (f->>'person_id')::uuid<>a.who
      AND (f->'kind' IS DISTINCT FROM '3' OR f->'direction' IS DISTINCT FROM '1') THEN
    RETURN false;
  END IF;
  RETURN proof IN ('0','1','2') OR (proof='3' AND is_confirmed(f, a));
END $$;

-- Whether a text of the lead's customer is filed in this push: whoever files a stop has the program confirm it.
CREATE FUNCTION files_text(lead uuid, a author) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS(SELECT 1 FROM activity t WHERE t.lead_id=files_text.lead AND t.store_id=a.store_id AND t.kind=1
    AND t.direction=1 AND t.seq=a.seq);
END $$;

-- Whether a new row is the work of its author, or of nobody where the program writes for nobody at that author's desk.
CREATE FUNCTION is_own_work(tbl text, f jsonb, a author) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  CASE tbl
    WHEN 'activity' THEN RETURN line_is_signed(f, a);
    WHEN 'assignment' THEN RETURN coalesce((f->>'by_person')::uuid=a.who, true);
    WHEN 'deal' THEN RETURN coalesce((f->>'entered_by')::uuid=a.who, true);
    WHEN 'message' THEN RETURN f->>'by_person' IS NOT NULL
      OR (f->'meant'='3' AND f->'chan'='2' AND files_text((f->>'lead_id')::uuid, a));
    ELSE RETURN f->>'by_person' IS NOT NULL OR f->'sent_by' IS DISTINCT FROM '1'
      OR (f->'purpose'='3' AND f->'channel'='2' AND files_text((f->>'lead_id')::uuid, a));
  END CASE;
END $$;

-- What speaks against an op that says who worked, and when; null: nothing. Signatures of gate_log and message that name
-- somebody are asked by signed_refusal().
CREATE FUNCTION work_refusal(o jsonb, verb text, a author, t synced) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE f jsonb := o->'f'; tbl text := t.tbl;
BEGIN
  IF tbl NOT IN ('activity','lead','assignment','deal','message','gate_log') OR (verb='adopt' AND a.role='admin') THEN
    RETURN NULL;
  END IF;
  -- Nothing that anybody does at a desk changes when a lead came and what its clock goes by, nor who has sold.
  IF o->>'k' IN ('set','merge') THEN
    IF (tbl='lead' AND f ?| '{received,sent_at,type,source_id}')
        OR (tbl='deal' AND f ?| '{entered_by,entered_at,person_id,lead_id}') THEN
      RETURN 'added';
    END IF;
  END IF;
  IF (tbl='lead' AND f ? 'closed' AND f->>'closed' NOT IN ('0','1','2','3','4'))
      OR (tbl='deal' AND f ? 'state' AND f->>'state' NOT IN ('0','1','2')) THEN
    RETURN 'value';
  END IF;
  IF tbl='lead' OR o->>'k'<>'put' OR a.role NOT IN ('sales','bdc','advisor') OR is_own_work(tbl, f, a)
      OR receives(a.login, a.store_id) THEN
    RETURN NULL;
  END IF;
  RETURN 'signed';
END $$;
