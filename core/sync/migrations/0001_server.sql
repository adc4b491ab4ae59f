-- SPDX-License-Identifier: GPL-3.0-or-later
-- Roles, and the tables that are the server's own. Run by the administrator, in one transaction with what follows.
-- The synced tables, what may be written in them, and the reading of them are made from the declarations in code.

DO $$ DECLARE r text; BEGIN
  FOREACH r IN ARRAY ARRAY['updesk_owner','updesk_user','updesk_auto'] LOOP
    IF NOT EXISTS(SELECT 1 FROM pg_roles WHERE rolname=r) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', r); END IF;
  END LOOP;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname=current_user) THEN
    EXECUTE format('GRANT updesk_owner TO %I', current_user);
  END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); -- no TEMP tables either
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO updesk_user, updesk_auto, updesk_owner', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO updesk_owner', current_database());
END $$;
GRANT pg_read_all_stats, pg_signal_backend TO updesk_owner; -- unblock_feed() needs both
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- What a login could fill the disk or burn the processor with. Only a superuser may take it away.
DO $$ DECLARE f regprocedure; BEGIN
  FOR f IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace='pg_catalog'::regnamespace
      AND proname IN ('lo_creat','lo_create','lo_from_bytea','lo_open','lo_put','lowrite','lo_truncate','lo_truncate64',
        'lo_import','lo_export','lo_unlink') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
  REVOKE USAGE ON LANGUAGE sql FROM PUBLIC;
  GRANT USAGE ON LANGUAGE plpgsql TO updesk_owner;
  GRANT USAGE ON LANGUAGE sql TO updesk_owner;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;

CREATE SCHEMA updesk AUTHORIZATION updesk_owner;
GRANT USAGE ON SCHEMA updesk TO updesk_user, updesk_auto;
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

CREATE TABLE meta(one smallint PRIMARY KEY DEFAULT 1 CHECK (one=1), schema_ver int NOT NULL DEFAULT 0,
  min_client int NOT NULL DEFAULT 0, step int NOT NULL DEFAULT 0, feed_epoch uuid NOT NULL DEFAULT gen_random_uuid());
INSERT INTO meta DEFAULT VALUES;

-- The counter of a store, the number of its last op and the head of its hash chain. The row is the store's lock.
CREATE TABLE feed(store_id int PRIMARY KEY, seq bigint NOT NULL DEFAULT 0, n bigint NOT NULL DEFAULT 0,
  chain bytea NOT NULL DEFAULT '\x00');
INSERT INTO feed(store_id) VALUES (0), (-1);

CREATE TABLE member(login name NOT NULL, store_id int NOT NULL REFERENCES feed, user_id uuid NOT NULL, role text NOT NULL
  CHECK (role IN ('sales','bdc','advisor','manager','principal','admin','auto')), PRIMARY KEY(login, store_id));

-- Dedupe, history and audit in one table that only grows.
CREATE TABLE op_log(store_id int NOT NULL REFERENCES feed, n bigint NOT NULL, op_id uuid NOT NULL UNIQUE, seq bigint NOT NULL,
  desk_id uuid, login name NOT NULL, who uuid NOT NULL, kind text NOT NULL, tbl text NOT NULL, row_id uuid NOT NULL,
  hlc bigint NOT NULL, at timestamptz NOT NULL, body jsonb, salt uuid, result jsonb, body_sha bytea NOT NULL,
  chain bytea NOT NULL, PRIMARY KEY(store_id, n));
CREATE INDEX op_log_row ON op_log(row_id, n);
CREATE INDEX op_log_conflict ON op_log(store_id, seq) WHERE result ? 'conflict';

CREATE TABLE lease(store_id int NOT NULL REFERENCES feed, job text NOT NULL, holder uuid, epoch bigint NOT NULL DEFAULT 0,
  until timestamptz NOT NULL DEFAULT '-infinity', PRIMARY KEY(store_id, job));

-- The allow-list: what is not named here cannot be written. `blank` is a new row's defaults, `wire` how a row travels.
CREATE TABLE synced(tbl text PRIMARY KEY, feed int, legal boolean NOT NULL, optimistic boolean NOT NULL,
  blank jsonb NOT NULL, wire text NOT NULL);
CREATE TABLE field(tbl text NOT NULL REFERENCES synced ON DELETE CASCADE, name text NOT NULL, type text NOT NULL
  CHECK (type IN ('number','text','id','bytes')), rule text NOT NULL CHECK (rule IN ('field','order','checked','added',
  'optimistic')), put_by text[] NOT NULL, set_by text[] NOT NULL, PRIMARY KEY(tbl, name));

-- Messages are put by desks; their state changes by the functions of 0004 only.
CREATE TABLE message(id uuid PRIMARY KEY, store_id int NOT NULL, seq bigint NOT NULL, deleted smallint NOT NULL DEFAULT 0,
  fclk jsonb NOT NULL DEFAULT '{}', lead_id uuid, purpose text COLLATE "C" NOT NULL, chan bigint NOT NULL DEFAULT 0,
  body text COLLATE "C" NOT NULL DEFAULT '', state text COLLATE "C" NOT NULL DEFAULT 'queued' CHECK (state IN ('queued',
  'sending','sent','failed','unknown','expired','cancelled')), send_before bigint NOT NULL DEFAULT 0,
  not_before bigint NOT NULL DEFAULT 0, epoch bigint NOT NULL DEFAULT 0, began bigint NOT NULL DEFAULT 0,
  provider_id text COLLATE "C" NOT NULL DEFAULT '', UNIQUE(lead_id, purpose));
CREATE INDEX message_seq ON message(store_id, seq);
CREATE INDEX message_due ON message(store_id, id) WHERE state IN ('queued','sending');
INSERT INTO synced VALUES ('message', NULL, false, false, '{"chan":0,"body":"","state":"queued","send_before":0,
  "not_before":0,"epoch":0,"began":0,"provider_id":""}', 'to_jsonb(c)-''fclk''');
INSERT INTO field SELECT 'message', name, type, 'added', '{sales,bdc,advisor,manager,principal,admin,auto}', '{}'
  FROM (VALUES ('lead_id','id'), ('purpose','text'), ('chan','number'), ('body','text'), ('send_before','number'),
  ('not_before','number')) f(name, type);

CREATE FUNCTION my_stores() RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT coalesce(array_agg(store_id) || CASE WHEN count(*)>0 THEN '{0}'::int[] ELSE '{}' END
    || CASE WHEN bool_or(role='principal') THEN '{-1}'::int[] ELSE '{}' END, '{}') FROM member WHERE login=session_user $$;
CREATE FUNCTION my_managed() RETURNS int[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT coalesce(array_agg(store_id), '{}') FROM member
    WHERE login=session_user AND role IN ('manager','principal','admin') $$;
CREATE FUNCTION my_person() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT coalesce(array_agg(user_id), '{}') FROM member WHERE login=session_user $$;

ALTER TABLE feed ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON feed FOR SELECT TO updesk_user USING (store_id = ANY ((SELECT updesk.my_stores())::int[]));
GRANT SELECT (store_id, seq) ON feed TO updesk_user;
ALTER TABLE op_log ENABLE ROW LEVEL SECURITY;
CREATE POLICY managed ON op_log FOR SELECT TO updesk_user USING (store_id = ANY ((SELECT updesk.my_managed())::int[]));
GRANT SELECT ON op_log TO updesk_user;
ALTER TABLE message ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON message FOR SELECT TO updesk_user USING (store_id = ANY ((SELECT updesk.my_stores())::int[]));
GRANT SELECT ON message TO updesk_user;
