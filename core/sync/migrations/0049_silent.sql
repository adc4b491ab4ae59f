-- SPDX-License-Identifier: GPL-3.0-or-later
-- A desk that was silent for too long is shut out until it has said so (sync_here): it is told then that it is to take all
-- rows anew, and what it had not sent goes first. A pull names no desk, and gives nobody more than the login may read.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE FUNCTION must_be_here(st int, desk uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS(SELECT 1 FROM desk_here h WHERE h.store_id=st AND h.desk_id=desk AND h.seen<clock_timestamp()-interval '7 days'
      AND h.seen<clock_timestamp()-away_after(st)) THEN
    RAISE EXCEPTION 'away' USING ERRCODE='UD004';
  END IF;
END $$;

-- As it was, but for such a desk.
CREATE OR REPLACE FUNCTION sync_push(st int, desk uuid, deeds jsonb, host_epoch bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE a author;
BEGIN
  SELECT st, NULL, NULL, desk, m.login, m.user_id, m.role, NULL INTO a FROM member m
    WHERE m.login=session_user AND m.store_id=st;
  IF NOT FOUND THEN RAISE EXCEPTION 'no access to store %', st USING ERRCODE='42501'; END IF;
  PERFORM must_be_here(st, desk);
  IF host_epoch IS NOT NULL THEN
    PERFORM must_host();
    a.role := 'auto';
  ELSIF a.role='auto' AND came_in(deeds) THEN
    a.role := 'bdc';
  END IF;
  RETURN push_deeds(a, deeds, host_epoch);
END $$;
