-- SPDX-License-Identifier: GPL-3.0-or-later
-- A text that came in is filed by a computer that receives texts, or by whoever files one that such a computer has kept; and
-- START is believed of the text that it came with, never of an older one.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Whether this login runs the automation of its stores, or has brought a store along.
CREATE FUNCTION receives(who name, st int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS(SELECT 1 FROM pg_roles r WHERE r.rolname=who AND pg_has_role(r.oid, 'updesk_auto', 'MEMBER'))
    OR EXISTS(SELECT 1 FROM member m WHERE m.login=who AND m.store_id=st AND m.role='admin') $$;

-- Originals and their parts that a login put that received texts then, whatever it may do today. What was put before this
-- step counts as kept.
CREATE TABLE kept_original(store_id int NOT NULL, row_id uuid NOT NULL, PRIMARY KEY(store_id, row_id));
INSERT INTO kept_original SELECT DISTINCT l.store_id, l.row_id FROM op_log l WHERE l.kind='put'
  AND l.tbl IN ('original','original_part') AND coalesce(l.result->>'st', 'ok')='ok';

-- The words of a text as it was kept when it came; null: it is none, or nobody who receives texts has kept it. Only bytes
-- that such a login put: what somebody lays beside them later is not read.
CREATE FUNCTION kept_text(original uuid, st int) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE document text;
BEGIN
  SELECT convert_from(p.bytes, 'UTF8') INTO document FROM original_part p
    JOIN kept_original k ON k.store_id=st AND k.row_id=p.id
    JOIN kept_original o ON o.store_id=st AND o.row_id=p.original_id
    WHERE p.original_id=original AND p.store_id=st AND p.n=0 AND p.deleted=0 ORDER BY p.id LIMIT 1;
  RETURN CASE WHEN starts_with(document, E'text message\n') AND position(E'\n\n' IN document)>0
    THEN substr(document, position(E'\n\n' IN document)+2) END;
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$;

-- Set back to an older copy, at some time.
CREATE FUNCTION was_restored(st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE g text := generation();
BEGIN
  RETURN EXISTS(SELECT 1 FROM known_generation k WHERE k.store_id=st AND k.generation<>g);
END $$;

-- A line of the history that says what a customer has texted. A copy may have lost the text that somebody filed, and whoever
-- filed it may be back before the computer that received it: there only other words than the kept ones are refused.
CREATE FUNCTION text_in_refusal(f jsonb, a author) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE original uuid; words text;
BEGIN
  IF f->'kind' IS DISTINCT FROM '1' OR f->'direction' IS DISTINCT FROM '1' OR receives(a.login, a.store_id) THEN
    RETURN NULL;
  END IF;
  original := (f->>'original_id')::uuid;
  words := kept_text(original, a.store_id);
  IF words IS NULL AND original IS NOT NULL AND was_restored(a.store_id)
      AND NOT EXISTS(SELECT 1 FROM kept_original k WHERE k.store_id=a.store_id AND k.row_id=original) THEN
    RETURN NULL;
  END IF;
  RETURN CASE WHEN btrim(words, E' \t\r\n') IS DISTINCT FROM btrim(f->>'body', E' \t\r\n') THEN 'received' END;
END $$;

CREATE OR REPLACE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author, t synced, f jsonb, b jsonb, why text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE r jsonb; erasure uuid; no text; erases boolean := t.tbl IN ('erasure','suppression');
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
  IF t.tbl='activity' AND o->>'k'='put' THEN
    no := text_in_refusal(o->'f', a);
    IF no IS NOT NULL THEN RETURN rejected(no); END IF;
  END IF;
  r := apply_known_op(o, deed, verb, op, h, a, t, f, b, why);
  IF t.tbl IN ('original','original_part') AND o->>'k'='put' AND r->>'st'='ok' AND receives(a.login, a.store_id) THEN
    INSERT INTO kept_original VALUES (a.store_id, (o->>'r')::uuid) ON CONFLICT DO NOTHING;
  END IF;
  IF erases AND t.tbl='erasure' AND o->>'k'='put' AND r->>'st'='ok' THEN
    PERFORM erase_customer((o->>'r')::uuid, (o->'f'->>'customer_id')::uuid, a.store_id, a.seq);
  END IF;
  RETURN r;
END $$;

-- As it was, and the text is filed in the same push, whole as its deed is: one of before a later STOP says nothing any more.
ALTER FUNCTION starts_again(jsonb, int) RENAME TO starts_words;
CREATE FUNCTION starts_again(f jsonb, st int, a author) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT starts_words(f, st) THEN RETURN false; END IF;
  RETURN EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=substr(f->>'form', 6)::uuid AND l.store_id=st
    AND l.kind='put' AND l.tbl='activity' AND l.seq=a.seq AND l.desk_id IS NOT DISTINCT FROM a.desk
    AND coalesce(l.result->>'st', 'ok')='ok');
END $$;

-- As it was, with the above.
CREATE OR REPLACE FUNCTION consent_refusal(f jsonb, st int, a author, h bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE no consent%ROWTYPE;
BEGIN
  IF coalesce((f->>'state')::int, 0) = 1 THEN
    IF f->>'purpose' = 'lifted' AND f->>'by_person' IS NOT NULL AND a.role NOT IN ('manager','principal','admin') THEN
      RETURN 'role';
    END IF;
    IF opted_out((f->>'customer_id')::uuid, st, coalesce((f->>'channel')::bigint, 0), coalesce(f->>'address', ''))
        AND ((f->>'by_person')::uuid IS DISTINCT FROM a.who OR coalesce(f->>'words', '') = ''
          OR (h>>16) < a.now_ms - 120000) AND NOT starts_again(f, st, a) THEN
      RETURN 'optout';
    END IF;
  ELSIF (f->>'state')::int = 3 THEN
    IF coalesce(f->>'purpose', '') !~ '^[0-9a-f]{32}$' THEN RETURN 'optout'; END IF;
    SELECT * INTO no FROM consent WHERE id=(f->>'purpose')::uuid AND store_id=st AND state=2;
    IF NOT FOUND OR no.how<>0 OR no.by_person IS DISTINCT FROM a.who OR (f->>'by_person')::uuid IS DISTINCT FROM a.who
        OR no.customer_id IS DISTINCT FROM (f->>'customer_id')::uuid
        OR coalesce((f->>'at')::bigint, 0) NOT BETWEEN no.at AND no.at+60000 THEN
      RETURN 'optout';
    END IF;
  END IF;
  RETURN NULL;
END $$;
