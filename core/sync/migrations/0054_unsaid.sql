-- SPDX-License-Identifier: GPL-3.0-or-later
-- A line that says that a customer has texted is one of a text that was kept, also where it says no words.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- As it was, but that no words are no proof of no text.
CREATE OR REPLACE FUNCTION text_in_refusal(f jsonb, a author) RETURNS text LANGUAGE plpgsql STABLE AS $$
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
  RETURN CASE WHEN btrim(words, E' \t\r\n') IS DISTINCT FROM btrim(coalesce(f->>'body', ''), E' \t\r\n') THEN 'received' END;
END $$;
