-- SPDX-License-Identifier: GPL-3.0-or-later
-- The second factor (RFC 6238). Seeds can be read by nobody; a person's own desk gets the seed against a right code.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- `mark` changes when it is reset, so that desks forget the old seed. `step`: the half minute of the last code used.
CREATE TABLE factor(login name PRIMARY KEY, seed bytea NOT NULL CHECK (octet_length(seed) BETWEEN 16 AND 64),
  mark uuid NOT NULL DEFAULT gen_random_uuid(), step bigint NOT NULL);
CREATE TABLE factor_try(login name PRIMARY KEY, tries int NOT NULL DEFAULT 0, since timestamptz NOT NULL DEFAULT '-infinity',
  code text, at timestamptz, xid xid8);
ALTER TABLE factor ENABLE ROW LEVEL SECURITY; -- and no policy: a grant by mistake opens nothing
ALTER TABLE factor_try ENABLE ROW LEVEL SECURITY;

-- PostgreSQL brings SHA-2 only, and authenticator apps speak SHA-1.
CREATE FUNCTION sha1(m bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE SET search_path=updesk,pg_temp AS $$
DECLARE n int := octet_length(m); p bytea; w bigint[]; x bigint; f bigint; k bigint; t bigint; o int; low bigint := 4294967295;
  h0 bigint := 1732584193; h1 bigint := 4023233417; h2 bigint := 2562383102; h3 bigint := 271733878; h4 bigint := 3285377520;
  a bigint; b bigint; c bigint; d bigint; e bigint;
BEGIN
  p := m || '\x80'::bytea || decode(repeat('00', (119 - n % 64) % 64), 'hex') || int8send(n::bigint * 8);
  FOR block IN 0 .. octet_length(p) / 64 - 1 LOOP
    w := '{}';
    FOR i IN 0 .. 79 LOOP
      IF i < 16 THEN
        o := block * 64 + i * 4;
        w[i] := (get_byte(p, o)::bigint << 24) | (get_byte(p, o+1) << 16) | (get_byte(p, o+2) << 8) | get_byte(p, o+3);
      ELSE
        x := w[i-3] # w[i-8] # w[i-14] # w[i-16];
        w[i] := ((x << 1) | (x >> 31)) & low;
      END IF;
    END LOOP;
    a := h0; b := h1; c := h2; d := h3; e := h4;
    FOR i IN 0 .. 79 LOOP
      IF i < 20 THEN f := (b & c) | ((low # b) & d); k := 1518500249;
      ELSIF i < 40 THEN f := b # c # d; k := 1859775393;
      ELSIF i < 60 THEN f := (b & c) | (b & d) | (c & d); k := 2400959708;
      ELSE f := b # c # d; k := 3395469782;
      END IF;
      t := ((((a << 5) | (a >> 27)) & low) + f + e + k + w[i]) & low;
      e := d; d := c; c := ((b << 30) | (b >> 2)) & low; b := a; a := t;
    END LOOP;
    h0 := (h0 + a) & low; h1 := (h1 + b) & low; h2 := (h2 + c) & low; h3 := (h3 + d) & low; h4 := (h4 + e) & low;
  END LOOP;
  RETURN decode(lpad(to_hex(h0), 8, '0') || lpad(to_hex(h1), 8, '0') || lpad(to_hex(h2), 8, '0') || lpad(to_hex(h3), 8, '0')
    || lpad(to_hex(h4), 8, '0'), 'hex');
END $$;

CREATE FUNCTION totp_code(seed bytea, step bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path=updesk,pg_temp AS $$
DECLARE inner_pad bytea := decode(repeat('36', 64), 'hex'); outer_pad bytea := decode(repeat('5c', 64), 'hex'); h bytea; o int;
BEGIN
  FOR i IN 0 .. octet_length(seed) - 1 LOOP
    inner_pad := set_byte(inner_pad, i, get_byte(seed, i) # 54);
    outer_pad := set_byte(outer_pad, i, get_byte(seed, i) # 92);
  END LOOP;
  h := sha1(outer_pad || sha1(inner_pad || int8send(step)));
  o := get_byte(h, 19) & 15;
  RETURN lpad(((((get_byte(h, o) & 127) << 24) | (get_byte(h, o+1) << 16) | (get_byte(h, o+2) << 8) | get_byte(h, o+3))
    % 1000000)::text, 6, '0');
END $$;

-- The half minute a code is of, one early or late, after the last one used; null: wrong.
CREATE FUNCTION totp_step(seed bytea, code text, used bigint) RETURNS bigint LANGUAGE sql VOLATILE
SET search_path=updesk,pg_temp AS $$
  SELECT min(s) FROM generate_series(now_ms()/30000 - 1, now_ms()/30000 + 1) s WHERE s > used AND totp_code(seed, s) = code $$;

CREATE FUNCTION factor_state() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path=updesk,pg_temp AS $$
  SELECT jsonb_build_object('mark', (SELECT mark FROM factor WHERE login=session_user)) $$;

-- A first one only: whoever has one proves it, or has it reset.
CREATE FUNCTION factor_enrol(given bytea, keyed text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint := totp_step(given, keyed, 0); m uuid;
BEGIN
  IF NOT EXISTS(SELECT 1 FROM member WHERE login=session_user) THEN
    RAISE EXCEPTION 'no member' USING ERRCODE='42501';
  END IF;
  IF s IS NULL THEN RETURN '{"st":"wrong"}'; END IF;
  INSERT INTO factor(login, seed, step) VALUES (session_user, given, s) ON CONFLICT DO NOTHING RETURNING mark INTO m;
  RETURN CASE WHEN m IS NULL THEN '{"st":"exists"}'::jsonb ELSE jsonb_build_object('st', 'ok', 'mark', m, 'step', s) END;
END $$;

-- Notes a code; factor_answer() says what became of it, and only in a later transaction: whoever takes the try back has
-- learned nothing. Gives the seconds to wait after five tries in five minutes, 0 when it was noted, null without a factor.
CREATE FUNCTION factor_try(keyed text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp
SET lock_timeout='5s' AS $$
DECLARE t factor_try%ROWTYPE; right_now timestamptz;
BEGIN
  IF NOT EXISTS(SELECT 1 FROM factor WHERE login=session_user) THEN RETURN NULL; END IF;
  INSERT INTO factor_try(login) VALUES (session_user) ON CONFLICT DO NOTHING;
  SELECT * INTO t FROM factor_try WHERE login=session_user FOR UPDATE;
  right_now := clock_timestamp();
  IF t.since <= right_now - interval '5 min' OR t.since > right_now THEN
    t.tries := 0;
    t.since := right_now;
  END IF;
  IF t.tries >= 5 THEN RETURN ceil(extract(epoch FROM t.since + interval '5 min' - right_now))::int; END IF;
  UPDATE factor_try SET tries=t.tries+1, since=t.since, code=left(keyed, 16), at=right_now, xid=pg_current_xact_id()
    WHERE login=session_user;
  RETURN 0;
END $$;

CREATE FUNCTION factor_answer() RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp
SET lock_timeout='5s' AS $$
DECLARE t factor_try%ROWTYPE; f factor%ROWTYPE; s bigint;
BEGIN
  SELECT * INTO t FROM factor_try WHERE login=session_user FOR UPDATE;
  SELECT * INTO f FROM factor WHERE login=session_user FOR UPDATE;
  IF t.code IS NULL OR f.login IS NULL OR t.xid=pg_current_xact_id() OR t.at < clock_timestamp() - interval '1 min' THEN
    RETURN '{"st":"none"}';
  END IF;
  s := totp_step(f.seed, t.code, f.step);
  UPDATE factor_try SET code=NULL, tries=CASE WHEN s IS NULL THEN tries ELSE 0 END WHERE login=session_user;
  IF s IS NULL THEN RETURN '{"st":"wrong"}'; END IF;
  UPDATE factor SET step=s WHERE login=session_user;
  RETURN jsonb_build_object('st', 'ok', 'seed', encode(f.seed, 'hex'), 'mark', f.mark, 'step', s);
END $$;

-- By a manager of a store the person is in, an administrator's by an administrator, nobody's own: a stolen password must
-- not be able to take the second factor away.
CREATE FUNCTION factor_reset(who name) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp
SET lock_timeout='5s' AS $$
BEGIN
  IF who=session_user THEN RETURN 'self'; END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname=session_user) AND NOT EXISTS(SELECT 1 FROM member m
      JOIN member p ON p.store_id=m.store_id AND p.login=who WHERE m.login=session_user
      AND m.role IN ('manager','principal','admin') AND (m.role='admin' OR NOT EXISTS(SELECT 1 FROM member x
        WHERE x.login=who AND x.role='admin'))) THEN
    RAISE EXCEPTION 'not yours to reset' USING ERRCODE='42501';
  END IF;
  DELETE FROM factor_try WHERE login=who;
  DELETE FROM factor WHERE login=who;
  RETURN CASE WHEN FOUND THEN 'ok' ELSE 'none' END;
END $$;
