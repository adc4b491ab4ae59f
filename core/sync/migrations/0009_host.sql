-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a host's program writes by itself: under a lease, whole or not at all, and never once a newer host is there.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE FUNCTION is_known(deed jsonb) RETURNS boolean LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT EXISTS(SELECT 1 FROM op_log WHERE op_id BETWEEN op_id((deed->>'d')::uuid, 0) AND op_id((deed->>'d')::uuid, 65535)) $$;

-- The answer to a deed of which nothing is taken: the server's rows, so that the desk has them again. What was taken of it
-- already, and the answer lost, is answered as it was then.
CREATE FUNCTION refused(deed jsonb, why text, st int) RETURNS jsonb LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT jsonb_build_object('d', deed->'d', 'ops', coalesce(jsonb_agg(said) FILTER (WHERE said IS NOT NULL), '[]'))
    FROM (SELECT told(x.o, x.n, CASE WHEN l.op_id IS NULL THEN rejected(why) ELSE coalesce(l.result, '{"st":"ok"}') END,
        st) said
      FROM jsonb_array_elements(deed->'ops') WITH ORDINALITY x(o, n)
      LEFT JOIN op_log l ON l.op_id=op_id((deed->>'d')::uuid, x.n) AND l.store_id=st) q $$;

-- A lead that is to go from one person to another has gone elsewhere meanwhile: nothing of the step is true any more.
CREATE FUNCTION overtaken(line jsonb, st int) RETURNS boolean LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT EXISTS(SELECT 1 FROM jsonb_array_elements(line) o JOIN lead l ON l.id=(o->>'r')::uuid AND l.store_id=st
    WHERE o->>'t'='lead' AND o->>'k'='assign' AND l.owner_id IS DISTINCT FROM (o->'b'->>'owner_id')::uuid) $$;

CREATE FUNCTION must_host() RETURNS void LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
BEGIN
  IF NOT pg_has_role(session_user, 'updesk_auto', 'MEMBER') THEN
    RAISE EXCEPTION 'may not host' USING ERRCODE='42501';
  END IF;
END $$;

-- What came in at a host's desk, and so is no decision of its program: a lead must not wait there for the next lease.
CREATE FUNCTION came_in(deeds jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path=updesk,pg_temp AS $$
  SELECT NOT EXISTS(SELECT 1 FROM jsonb_array_elements(deeds) d
    WHERE coalesce(d->>'v', '') <> ALL ('{import,capture,quarantine,reply,bounce}')) $$;

-- Under a lease a person's login has the rights of a host, for what the program of that desk does.
CREATE OR REPLACE FUNCTION sync_push(st int, desk uuid, deeds jsonb, host_epoch bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE a author; deed jsonb; answers jsonb := '[]';
BEGIN
  SELECT st, NULL, NULL, desk, m.login, m.user_id, m.role, NULL INTO a FROM member m
    WHERE m.login=session_user AND m.store_id=st;
  IF NOT FOUND THEN RAISE EXCEPTION 'no access to store %', st USING ERRCODE='42501'; END IF;
  IF host_epoch IS NULL THEN
    IF a.role='auto' AND came_in(deeds) THEN a.role := 'bdc'; END IF;
    RETURN push_deeds(a, deeds, NULL);
  END IF;
  PERFORM must_host();
  a.role := 'auto';
  PERFORM 1 FROM feed WHERE store_id=st FOR UPDATE; -- what is asked now holds until the commit
  FOR deed IN SELECT * FROM jsonb_array_elements(deeds) LOOP
    IF deed->>'v' = 'ladder' AND NOT is_known(deed) AND overtaken(deed->'ops', st) THEN
      PERFORM host_seq(st, host_epoch); -- fenced before anything else
      answers := answers || refused(deed, 'overtaken', st);
    ELSE
      answers := answers || push_deeds(a, jsonb_build_array(deed), host_epoch);
    END IF;
  END LOOP;
  RETURN answers;
END $$;

-- What becomes of deeds that were fenced.
CREATE FUNCTION sync_fenced(st int, deeds jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path=updesk,pg_temp AS $$
BEGIN
  PERFORM must_serve(st);
  PERFORM must_host();
  RETURN (SELECT coalesce(jsonb_agg(refused(d, 'fenced', st) ORDER BY n), '[]')
    FROM jsonb_array_elements(deeds) WITH ORDINALITY x(d, n));
END $$;
