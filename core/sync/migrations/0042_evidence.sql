-- SPDX-License-Identifier: GPL-3.0-or-later
-- START is believed of a text that came in and says it, from a number that the customer has; a desk's word is not enough.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Words as a desk compares them: lower case without accents and apostrophes, other signs part words.
CREATE FUNCTION plain_words(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT btrim(regexp_replace(regexp_replace(lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g')),
    '[''\u2019]', '', 'g'), '[^[:alnum:]]+', ' ', 'g')) $$;

-- The words that came with the program, and those of the store's own rules.
CREATE FUNCTION start_word(words text, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE w text := plain_words(words);
  own text;
BEGIN
  IF w IN ('start','unstop','comenzar','iniciar','commencer','demarrer') THEN RETURN true; END IF;
  SELECT s.value INTO own FROM setting s WHERE s.store_id=st AND s.key='legal_rules' AND s.deleted=0 AND s.value<>'' LIMIT 1;
  RETURN own IS NOT NULL AND w<>'' AND EXISTS(SELECT 1 FROM jsonb_each(coalesce(own::jsonb->'opt_in', '{}')) l
    CROSS JOIN LATERAL jsonb_array_elements_text(CASE WHEN jsonb_typeof(l.value)='array' THEN l.value ELSE '[]' END) x
    WHERE plain_words(x)=w);
EXCEPTION WHEN data_exception THEN
  RETURN false;
END $$;

-- Nothing but texts of the customer stands against texts: none of these refusals was written down by a person, or came in
-- another way. `form` names the line of the history: 'text ' and its id.
CREATE OR REPLACE FUNCTION starts_again(f jsonb, st int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE whose uuid[] := records_of((f->>'customer_id')::uuid, st); said activity%ROWTYPE;
BEGIN
  IF coalesce(f->>'form', '') !~ '^text [0-9a-f]{32}$' THEN RETURN false; END IF;
  SELECT * INTO said FROM activity WHERE id=substr(f->>'form', 6)::uuid AND store_id=st AND deleted=0 AND kind=1 AND direction=1;
  IF NOT FOUND OR said.customer_id IS NULL OR btrim(said.body, E' \t\r\n')<>btrim(f->>'words', E' \t\r\n') OR NOT start_word(said.body, st) THEN RETURN false; END IF;
  IF NOT said.customer_id=ANY (whose) AND NOT EXISTS(SELECT 1 FROM phone mine JOIN phone theirs ON theirs.e164=mine.e164
      WHERE mine.customer_id=ANY (whose) AND mine.store_id=st AND mine.e164<>'' AND mine.deleted=0
      AND theirs.customer_id=ANY (records_of(said.customer_id, st)) AND theirs.store_id=st AND theirs.deleted=0) THEN
    RETURN false;
  END IF;
  RETURN f->>'by_person' IS NULL AND coalesce((f->>'channel')::bigint, 0)=2 AND coalesce((f->>'how')::bigint, 0)=1
    AND coalesce(f->>'purpose', '') IN ('lifted','informational') AND length(coalesce(f->>'words', '')) BETWEEN 1 AND 40
    AND NOT EXISTS(SELECT 1 FROM consent no WHERE no.customer_id=ANY (whose) AND no.store_id=st AND no.state=2
      AND no.deleted=0 AND no.channel IN (0,2) AND (no.how<>1 OR no.by_person IS NOT NULL OR no.form IS DISTINCT FROM 'text')
      AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.store_id=st AND m.state=3
        AND m.customer_id=ANY (whose) AND m.purpose=replace(no.id::text,'-',''))
      AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.store_id=st AND y.customer_id=ANY (whose) AND y.state=1
        AND y.purpose='lifted' AND y.at>no.at AND y.channel IN (0,2)));
END $$;
