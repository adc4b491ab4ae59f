-- SPDX-License-Identifier: GPL-3.0-or-later
-- A customer who stopped texts by a text may take that back by a text: the word comes by itself, so no person signs for it.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Nothing but texts of the customer stands against texts: none of these refusals was written down by a person, or came in
-- another way.
CREATE FUNCTION starts_again(f jsonb, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE whose uuid[] := records_of((f->>'customer_id')::uuid, st);
BEGIN
  RETURN f->>'by_person' IS NULL AND coalesce((f->>'channel')::bigint, 0)=2 AND coalesce((f->>'how')::bigint, 0)=1
    AND coalesce(f->>'purpose', '') IN ('lifted','informational') AND length(coalesce(f->>'words', '')) BETWEEN 1 AND 40
    AND NOT EXISTS(SELECT 1 FROM consent no WHERE no.customer_id=ANY (whose) AND no.store_id=st AND no.state=2
      AND no.deleted=0 AND no.channel IN (0,2) AND (no.how<>1 OR no.by_person IS NOT NULL OR no.form IS DISTINCT FROM 'text')
      AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.store_id=st AND m.state=3
        AND m.customer_id=ANY (whose) AND m.purpose=replace(no.id::text,'-',''))
      AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.store_id=st AND y.customer_id=ANY (whose) AND y.state=1
        AND y.purpose='lifted' AND y.at>no.at AND y.channel IN (0,2)));
END $$;

-- A person lifts a refusal as a manager only, as at the desk.
CREATE OR REPLACE FUNCTION consent_refusal(f jsonb, st int, a author, h bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE no consent%ROWTYPE;
BEGIN
  IF coalesce((f->>'state')::int, 0) = 1 THEN
    IF f->>'purpose' = 'lifted' AND f->>'by_person' IS NOT NULL AND a.role NOT IN ('manager','principal','admin') THEN
      RETURN 'role';
    END IF;
    IF opted_out((f->>'customer_id')::uuid, st, coalesce((f->>'channel')::bigint, 0), coalesce(f->>'address', ''))
        AND ((f->>'by_person')::uuid IS DISTINCT FROM a.who OR coalesce(f->>'words', '') = ''
          OR (h>>16) < a.now_ms - 120000) AND NOT starts_again(f, st) THEN
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
