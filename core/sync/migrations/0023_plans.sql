-- SPDX-License-Identifier: GPL-3.0-or-later
-- A plan that somebody stopped stays stopped: a step that the host's program decided on before it heard of that comes too
-- late, as one of the ladder does whose lead has another owner.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE OR REPLACE FUNCTION overtaken(line jsonb, st int) RETURNS boolean LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT EXISTS(SELECT 1 FROM jsonb_array_elements(line) o JOIN lead l ON l.id=(o->>'r')::uuid AND l.store_id=st
    WHERE o->>'t'='lead' AND o->>'k'='assign' AND l.owner_id IS DISTINCT FROM (o->'b'->>'owner_id')::uuid)
  OR EXISTS(SELECT 1 FROM jsonb_array_elements(line) o JOIN enrolment e ON e.store_id=st AND e.state<>0 AND e.deleted=0
      AND e.id=CASE WHEN o->>'t'='enrolment' THEN (o->>'r')::uuid
        WHEN o->>'t'='step_run' AND o->>'k'='put' THEN (o->'f'->>'enrolment_id')::uuid END) $$;
