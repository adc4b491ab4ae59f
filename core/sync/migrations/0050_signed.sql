-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who contacts somebody, and who goes on against a rule of the gate, says so themselves: nobody signs for another, and
-- only a manager goes on, with a reason (US-14). What a host writes down of a message is signed by whoever sent it.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE FUNCTION signed_refusal(f jsonb, a author) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE signs uuid := (f->>'by_person')::uuid; says boolean := coalesce(f->>'reason', '')<>'';
BEGIN
  IF a.role='auto' THEN
    -- Who asked for it may have left since: the message that was taken from them stands for them.
    RETURN CASE WHEN says AND NOT EXISTS(SELECT 1 FROM member m WHERE m.store_id=a.store_id AND m.user_id=signs
        AND m.role IN ('manager','principal','admin'))
      AND NOT EXISTS(SELECT 1 FROM message m WHERE m.store_id=a.store_id AND m.lead_id=(f->>'lead_id')::uuid
        AND m.by_person=signs AND btrim(m.reason, E' \t\r\n')=f->>'reason') THEN 'role' END;
  END IF;
  RETURN CASE WHEN signs IS NOT NULL AND signs IS DISTINCT FROM a.who THEN 'signed'
    WHEN says AND (signs IS NULL OR a.role NOT IN ('manager','principal','admin')) THEN 'role' END;
END $$;

ALTER FUNCTION apply_op(jsonb, jsonb, text, uuid, bigint, author, synced, jsonb, jsonb, text) RENAME TO apply_signed_op;
CREATE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE no text;
BEGIN
  IF t.tbl IN ('gate_log','message') AND o->>'k'='put' AND NOT (verb='adopt' AND a.role='admin') THEN
    IF f IS NULL THEN
      SELECT r.f, r.b, r.why INTO f, b, why FROM read_ops(jsonb_build_array(jsonb_build_object('ops', jsonb_build_array(o))), a.role) r;
      f := coalesce(f, '{}');
    END IF;
    no := CASE WHEN why IS NULL THEN signed_refusal(f, a) END;
    IF no IS NOT NULL THEN RETURN rejected(no); END IF;
  END IF;
  RETURN apply_signed_op(o, deed, verb, op, h, a, t, f, b, why);
END $$;
