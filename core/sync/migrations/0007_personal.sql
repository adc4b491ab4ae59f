-- SPDX-License-Identifier: GPL-3.0-or-later
-- A refused op brings the server's row home; a row of somebody's own results only to whom row security shows it.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

ALTER TABLE synced ADD COLUMN personal boolean NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION row_json(t text, rid uuid, st int) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
DECLARE w text; p boolean; r jsonb;
BEGIN
  SELECT wire, personal INTO w, p FROM synced WHERE tbl=t;
  IF FOUND THEN EXECUTE format('SELECT %s FROM %I c WHERE id=$1 AND store_id=$2', w, t) INTO r USING rid, st; END IF;
  IF p AND NOT coalesce((r->>'person_id')::uuid = ANY (my_person()), false) AND NOT st = ANY (my_managed()) THEN RETURN NULL; END IF;
  RETURN r;
END $$;
