-- SPDX-License-Identifier: GPL-3.0-or-later
-- One op against the row it names, by the rules of sync: what wins, what is refused, what is told.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

-- Who writes, as push_deeds() has found out. Nothing here comes from the sender but the desk's name.
CREATE TYPE author AS (store_id int, seq bigint, group_seq bigint, desk uuid, login name, who uuid, role text,
  now_ms bigint);

CREATE FUNCTION row_json(t text, rid uuid, st int) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path=updesk,pg_temp AS $$
DECLARE w text; r jsonb;
BEGIN
  SELECT wire INTO w FROM synced WHERE tbl=t;
  IF FOUND THEN EXECUTE format('SELECT %s FROM %I c WHERE id=$1 AND store_id=$2', w, t) INTO r USING rid, st; END IF;
  RETURN r;
END $$;

CREATE FUNCTION rejected(why text) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path=updesk,pg_temp AS $$
  SELECT jsonb_build_object('st', 'rejected', 'why', why) $$;

-- A value as PostgreSQL itself writes it into a row's JSON; null when it does not fit the type.
CREATE FUNCTION plain_value(v jsonb, type text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE SET search_path=updesk,pg_temp AS $$
BEGIN
  CASE type
    WHEN 'number' THEN RETURN CASE WHEN jsonb_typeof(v)='number' THEN to_jsonb((v#>>'{}')::bigint) END;
    WHEN 'text' THEN RETURN CASE WHEN jsonb_typeof(v)='string' THEN v END;
    WHEN 'bytes' THEN RETURN CASE WHEN jsonb_typeof(v)='string' THEN to_jsonb(decode(v#>>'{}','base64')) END;
    ELSE RETURN CASE jsonb_typeof(v) WHEN 'null' THEN v WHEN 'string' THEN to_jsonb((v#>>'{}')::uuid) END;
  END CASE;
END $$;

-- What stands in the way of sending to the customer on a channel (0: any): a "no" nobody has taken back by the rules.
CREATE FUNCTION opted_out(customer uuid, st int, chan bigint, addr text) RETURNS boolean LANGUAGE sql STABLE
SET search_path=updesk,pg_temp AS $$
  SELECT EXISTS(SELECT 1 FROM consent no WHERE no.customer_id=customer AND no.store_id=st AND no.state=2 AND no.deleted=0
    AND (no.channel=0 OR chan=0 OR no.channel=chan) AND (no.address='' OR addr='' OR no.address=addr)
    AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.store_id=st AND m.state=3
      AND m.customer_id=no.customer_id AND m.purpose=replace(no.id::text,'-',''))
    AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.store_id=st AND y.customer_id=no.customer_id AND y.state=1
      AND y.seq>=no.seq AND y.at>no.at AND (y.channel=0 OR y.channel=chan OR y.channel=no.channel)
      AND (y.address='' OR y.address=no.address))) $$;

-- "No" is always taken. "Yes" after a "no" only at once, by the person who signs for it, in words. A slip of the hand is
-- taken back within a minute, by the same hand.
CREATE FUNCTION consent_refusal(f jsonb, st int, a author, h bigint) RETURNS text LANGUAGE plpgsql STABLE
SET search_path=updesk,pg_temp AS $$
DECLARE no consent%ROWTYPE;
BEGIN
  IF coalesce((f->>'state')::int, 0) = 1 THEN
    IF opted_out((f->>'customer_id')::uuid, st, coalesce((f->>'channel')::bigint, 0), coalesce(f->>'address', ''))
        AND ((f->>'by_person')::uuid IS DISTINCT FROM a.who OR coalesce(f->>'words', '') = ''
          OR (h>>16) < a.now_ms - 120000) THEN
      RETURN 'optout';
    END IF;
  ELSIF (f->>'state')::int = 3 THEN
    IF coalesce(f->>'purpose', '') !~ '^[0-9a-f]{32}$' THEN RETURN 'optout'; END IF;
    SELECT * INTO no FROM consent WHERE id=(f->>'purpose')::uuid AND store_id=st AND state=2;
    IF NOT FOUND OR no.how<>0 OR no.by_person IS DISTINCT FROM a.who OR (f->>'by_person')::uuid IS DISTINCT FROM a.who
        OR no.customer_id IS DISTINCT FROM (f->>'customer_id')::uuid
        OR (f->>'at')::bigint NOT BETWEEN no.at AND no.at+60000 THEN
      RETURN 'optout';
    END IF;
  END IF;
  RETURN NULL;
END $$;

-- A new row. `f` holds plain values.
CREATE FUNCTION apply_put(t synced, rid uuid, f jsonb, st int, s bigint) RETURNS jsonb LANGUAGE plpgsql
SET search_path=updesk,pg_temp AS $$
DECLARE made bigint;
BEGIN
  EXECUTE format('INSERT INTO %I SELECT r.* FROM jsonb_populate_record(NULL::%I, $1) r ON CONFLICT (id) DO NOTHING',
    t.tbl, t.tbl) USING t.blank || f || jsonb_build_object('id', rid, 'store_id', st, 'seq', s, 'fclk', '{}'::jsonb)
    || CASE WHEN f ? 'deleted' THEN '{}'::jsonb ELSE '{"deleted":0}' END;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN CASE WHEN made=1 THEN '{"st":"ok"}'::jsonb ELSE rejected('exists') END;
END $$;

-- The lead's owner goes by the order in which this server hears of it; clocks do not count.
CREATE FUNCTION apply_owner(o jsonb, t text, rid uuid, cur jsonb, f jsonb, b jsonb, a author) RETURNS jsonb LANGUAGE plpgsql
SET search_path=updesk,pg_temp AS $$
DECLARE k text; v jsonb; owner jsonb; mine jsonb := to_jsonb(a.who); last name;
BEGIN
  SELECT * INTO k, v FROM jsonb_each(f); -- exactly one, apply_op() has looked
  owner := cur->k;
  IF cur->'deleted' <> '0' THEN RETURN rejected('deleted'); END IF;
  IF o->>'k' = 'claim' THEN
    IF v NOT IN (mine, 'null') THEN RETURN rejected('owner'); END IF;
    IF owner NOT IN (mine, 'null') OR (v='null' AND owner<>mine) THEN
      RETURN jsonb_build_object('st', 'lost', 'owner', owner);
    END IF;
  ELSE
    IF a.role IN ('sales','advisor') AND owner NOT IN (mine, 'null') THEN
      SELECT login INTO last FROM op_log WHERE row_id=rid AND store_id=a.store_id AND kind IN ('claim','assign')
        AND result->>'st'='won' ORDER BY n DESC LIMIT 1;
      IF last IS DISTINCT FROM a.login THEN RETURN rejected('role'); END IF; -- one's own giving is taken back by oneself
    END IF;
    IF owner NOT IN (coalesce(b->k, owner), v) THEN RETURN jsonb_build_object('st', 'lost', 'owner', owner); END IF;
  END IF;
  EXECUTE format('UPDATE %I SET %I=($1#>>''{}'')::uuid, seq=$2 WHERE id=$3', t, k) USING v, a.seq, rid;
  RETURN '{"st":"won"}';
END $$;

-- The last person whose value stands in this field.
CREATE FUNCTION writer_of(rid uuid, st int, k text) RETURNS uuid LANGUAGE sql STABLE SET search_path=updesk,pg_temp AS $$
  SELECT who FROM op_log WHERE row_id=rid AND store_id=st AND body->'f' ? k AND result->>'st'='ok'
    ORDER BY n DESC LIMIT 1 $$;

-- Fields of a row that is there. Plain fields by clock, the others by their own rule; refused as a whole or not at all.
CREATE FUNCTION apply_set(o jsonb, deed jsonb, t synced, rid uuid, op uuid, cur jsonb, f jsonb, b jsonb, h bigint, s bigint,
  a author) RETURNS jsonb LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE k text; v jsonb; rul text; clk jsonb := cur->'fclk'; old bigint; wins boolean; told jsonb := '{}'; sets text[] := '{}';
  is_merge boolean := o->>'k' = 'merge';
BEGIN
  IF t.optimistic AND o ? 's' AND EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=rid AND l.seq>(o->>'s')::bigint
      AND l.desk_id IS DISTINCT FROM a.desk AND l.result->>'st'='ok') THEN
    RETURN rejected('changed');
  END IF;
  IF cur->'deleted' = '1' AND NOT f ? 'deleted' THEN
    IF h > coalesce((clk->>'deleted')::bigint, 0) THEN
      f := f || '{"deleted":0}'; -- a later edit brings the row back
      b := b || '{"deleted":0}';
    ELSE
      told := jsonb_build_object('deleted', jsonb_build_object('was', 0, 'now', 1, 'win', 'old', 'who',
        writer_of(rid, a.store_id, 'deleted')));
    END IF;
  END IF;
  FOR k, v, rul IN SELECT e.key, e.value, d.rule FROM jsonb_each(f) e JOIN field d ON d.tbl=t.tbl AND d.name=e.key LOOP
    IF k='deleted' AND t.legal THEN RETURN rejected('legal'); END IF;
    IF rul='order' THEN RETURN rejected('owner'); END IF;
    IF rul='added' AND k<>'deleted' AND NOT (is_merge AND k='customer_id' AND EXISTS(SELECT 1
        FROM jsonb_array_elements(deed) x WHERE x->>'t'='customer' AND x->>'k'='merge'
        AND (((x->>'r')::uuid = (b->>k)::uuid AND (x->'f'->>'merged_into')::uuid = (f->>k)::uuid)
          OR ((x->>'r')::uuid = (f->>k)::uuid AND (x->'b'->>'merged_into')::uuid = (b->>k)::uuid)))) THEN
      RETURN rejected('added');
    END IF;
    IF rul='checked' THEN
      IF v<>'0' AND coalesce(b->k, '0')<>'0' THEN RETURN rejected('transition'); END IF;
      IF cur->k NOT IN (v, coalesce(b->k, '0')) THEN RETURN rejected('transition'); END IF;
      sets := sets || k;
      CONTINUE;
    END IF;
    IF rul='optimistic' AND NOT o ? 's' AND cur->k NOT IN (coalesce(b->k, cur->k), v) THEN
      RETURN rejected('changed');
    END IF;
    old := coalesce((clk->>k)::bigint, 0);
    wins := h > old OR rul='optimistic' OR (h = old AND NOT EXISTS(SELECT 1 FROM op_log l WHERE l.row_id=rid AND l.hlc=h
      AND l.op_id>op AND l.body->'f' ? k AND l.result->>'st'='ok'));
    IF wins THEN
      sets := sets || k;
      clk := clk || jsonb_build_object(k, greatest(h, old));
      IF b ? k AND cur->k NOT IN (b->k, v) THEN
        told := told || jsonb_build_object(k, jsonb_build_object('was', cur->k, 'now', v, 'win', 'new', 'who',
          writer_of(rid, a.store_id, k)));
      END IF;
    ELSIF cur->k <> v THEN
      told := told || jsonb_build_object(k, jsonb_build_object('was', v, 'now', cur->k, 'win', 'old', 'who',
        writer_of(rid, a.store_id, k)));
    END IF;
  END LOOP;
  IF sets <> '{}' THEN
    EXECUTE format('UPDATE %I t SET %s, fclk=$2, seq=$3 FROM jsonb_populate_record(NULL::%I, $1) r WHERE t.id=$4', t.tbl,
      (SELECT string_agg(format('%I=r.%I', x, x), ',') FROM unnest(sets) x), t.tbl) USING f, clk, s, rid;
  END IF;
  RETURN CASE WHEN told='{}' THEN '{"st":"ok"}'::jsonb ELSE jsonb_build_object('st', 'ok', 'conflict', told) END;
END $$;

-- {t: table, r: row, k: put|set|claim|assign|merge, f: {field: new}, b: {field: seen before}, s: the row's seq then}
CREATE FUNCTION apply_op(o jsonb, deed jsonb, verb text, op uuid, h bigint, a author) RETURNS jsonb LANGUAGE plpgsql
SET search_path=updesk,pg_temp AS $$
DECLARE t synced%ROWTYPE; rid uuid := (o->>'r')::uuid; kind text := o->>'k'; f jsonb := '{}'; b jsonb := '{}'; cur jsonb;
  d record; st int; s bigint; why text;
BEGIN
  SELECT * INTO t FROM synced WHERE tbl=o->>'t';
  IF rid IS NULL THEN RETURN rejected('row'); END IF;
  st := coalesce(t.feed, a.store_id);
  s := CASE WHEN t.feed=0 THEN a.group_seq ELSE a.seq END;
  IF st<>a.store_id AND a.role<>'admin' THEN RETURN rejected('role'); END IF;
  IF a.store_id<=0 AND t.feed IS DISTINCT FROM a.store_id THEN RETURN rejected('store'); END IF;
  FOR d IN SELECT e.key, plain_value(e.value, x.type) v, plain_value(o->'b'->e.key, x.type) seen, x.rule,
      CASE WHEN kind='put' THEN x.put_by ELSE x.set_by END writers
      FROM jsonb_each(coalesce(o->'f', '{}')) e JOIN field x ON x.tbl=t.tbl AND x.name=e.key LOOP
    IF d.v IS NULL THEN RETURN rejected('value ' || d.key); END IF;
    IF NOT a.role = ANY (d.writers) AND NOT (kind='merge' AND d.rule='added') THEN RETURN rejected('role'); END IF;
    IF (kind IN ('claim','assign')) <> (d.rule='order') AND kind<>'put' THEN RETURN rejected('owner'); END IF;
    f := f || jsonb_build_object(d.key, d.v);
    IF d.seen IS NOT NULL THEN b := b || jsonb_build_object(d.key, d.seen); END IF;
  END LOOP;
  IF kind='put' THEN
    IF t.tbl='consent' AND NOT (verb='adopt' AND a.role='admin') THEN
      why := consent_refusal(f, st, a, h);
      IF why IS NOT NULL THEN RETURN rejected(why); END IF;
    END IF;
    RETURN apply_put(t, rid, f, st, s);
  END IF;
  IF f='{}' THEN RETURN rejected('empty'); END IF;
  EXECUTE format('SELECT to_jsonb(r) FROM %I r WHERE id=$1 AND store_id=$2', t.tbl) INTO cur USING rid, st;
  IF cur IS NULL THEN RETURN rejected('no row'); END IF;
  IF kind IN ('claim','assign') THEN
    IF (SELECT count(*) FROM jsonb_object_keys(f)) <> 1 THEN RETURN rejected('owner'); END IF;
    RETURN apply_owner(o, t.tbl, rid, cur, f, b, a);
  END IF;
  RETURN apply_set(o, deed, t, rid, op, cur, f, b, h, s, a);
END $$;
