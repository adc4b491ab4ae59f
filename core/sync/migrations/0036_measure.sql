-- SPDX-License-Identifier: GPL-3.0-or-later
-- Opens and clicks of e-mails come in too, wherever they are heard: no decision of the program, so no lease is needed.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;
CREATE OR REPLACE FUNCTION came_in(deeds jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path=updesk,pg_temp AS $$
  SELECT NOT EXISTS(SELECT 1 FROM jsonb_array_elements(deeds) d
    WHERE coalesce(d->>'v', '') <> ALL ('{import,capture,quarantine,reply,bounce,measure}')) $$;
