-- SPDX-License-Identifier: GPL-3.0-or-later
-- Messages with all that a gateway needs, what people decide about them, and the way back of one that never left.
SET LOCAL ROLE updesk_owner;
SET LOCAL search_path = updesk, pg_temp;

ALTER TABLE message ADD COLUMN IF NOT EXISTS to_address text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS subject text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS rich text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS footer text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS in_reply_to text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS by_person uuid, ADD COLUMN IF NOT EXISTS run_id uuid,
  ADD COLUMN IF NOT EXISTS text text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS text_version bigint NOT NULL DEFAULT 0, ADD COLUMN IF NOT EXISTS meant bigint NOT NULL DEFAULT 0,
  ADD COLUMN IF NOT EXISTS reason text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS asked bigint NOT NULL DEFAULT 0, ADD COLUMN IF NOT EXISTS line_id uuid,
  ADD COLUMN IF NOT EXISTS wish bigint NOT NULL DEFAULT 0, ADD COLUMN IF NOT EXISTS why text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN IF NOT EXISTS said text COLLATE "C" NOT NULL DEFAULT '',
  ALTER purpose SET DEFAULT '', ALTER state SET DEFAULT '';
CREATE INDEX message_run ON message(run_id) WHERE run_id IS NOT NULL;

-- What a wish makes of a message that stands so; null: it stands where that cannot be done any more.
-- 1 not to leave, or to be left alone; 2 once more; 3 the customer has it; 4 the customer does not have it.
CREATE FUNCTION msg_wished(state text, wish bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN wish=1 AND state IN ('queued','cancelled') THEN 'cancelled'
    WHEN wish=1 AND state IN ('failed','expired') THEN state
    WHEN wish=2 AND state IN ('failed','expired','queued') THEN 'queued'
    WHEN wish=3 AND state IN ('unknown','sent') THEN 'sent'
    WHEN wish=4 AND state IN ('unknown','failed') THEN 'failed' END $$;

-- How it stood before a wish that is taken back.
CREATE FUNCTION msg_unwished(state text, wish bigint, why text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN wish=1 AND state='cancelled' AND why='person' THEN 'queued'
    WHEN wish=2 AND state='queued' THEN CASE WHEN why='' THEN 'expired' ELSE 'failed' END
    WHEN wish=3 AND state='sent' AND why='person' THEN 'unknown'
    WHEN wish=4 AND state='failed' AND why='person' THEN 'unknown' ELSE state END $$;

-- Under the store's lock, as everything that desks push: a wish is acted on once, when it comes. No desk says itself what
-- became of a message but the administrator who brings a store along, and none takes one back that has begun.
CREATE FUNCTION msg_guard() RETURNS trigger LANGUAGE plpgsql SET search_path=updesk,pg_temp AS $$
DECLARE becomes text; before text; t bigint := now_ms();
BEGIN
  IF TG_OP='INSERT' THEN
    IF NEW.state='' THEN NEW.state := 'queued'; END IF;
    IF (NEW.state<>'queued' OR NEW.epoch<>0 OR NEW.began<>0 OR NEW.provider_id<>'' OR NEW.line_id IS NOT NULL OR NEW.wish<>0
        OR NEW.why<>'' OR NEW.said<>'') AND NOT EXISTS(SELECT 1 FROM member
          WHERE login=session_user AND store_id=NEW.store_id AND role='admin') THEN
      RAISE EXCEPTION 'a message begins as queued' USING ERRCODE='23514';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.deleted<>OLD.deleted AND OLD.state NOT IN ('queued','cancelled','expired') THEN
    RAISE EXCEPTION 'the message has begun' USING ERRCODE='23514';
  END IF;
  IF NEW.wish=OLD.wish OR NEW.state<>OLD.state THEN RETURN NEW; END IF;
  before := msg_unwished(OLD.state, OLD.wish, OLD.why);
  becomes := CASE WHEN NEW.wish=0 THEN before
    ELSE coalesce(msg_wished(OLD.state, NEW.wish), msg_wished(before, NEW.wish)) END;
  IF becomes IS NULL THEN RAISE EXCEPTION 'the message stands elsewhere' USING ERRCODE='23514'; END IF;
  IF becomes=OLD.state THEN RETURN NEW; END IF;
  NEW.state := becomes;
  IF NEW.wish=2 THEN -- as long a time as it had at first
    NEW.not_before := t;
    NEW.send_before := CASE WHEN OLD.send_before=0 THEN 0 ELSE
      t + least(greatest(OLD.send_before-greatest(OLD.not_before, OLD.asked), 1800000), 86400000) END;
  ELSE
    NEW.why := CASE WHEN NEW.wish=0 THEN '' ELSE 'person' END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON message FOR EACH ROW EXECUTE FUNCTION msg_guard();

-- The next message by one of these ways (null: any) that may go out, now in state sending; null when there is none. What
-- is too late expires; what the customer has since refused is cancelled, and so is what goes to a customer whom this server
-- does not know, and what a plan's step would have sent that is no step any more. What a person or the law waits for goes
-- before what advertises. 3: the one text that confirms the refusal.
DROP FUNCTION msg_begin(int, bigint);
CREATE FUNCTION msg_begin(st int, e bigint, ways bigint[] DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e); t bigint := now_ms(); m message%ROWTYPE; c uuid; no text;
BEGIN
  UPDATE message SET state='expired', seq=s WHERE store_id=st AND state='queued' AND deleted=0 AND send_before>0
    AND send_before<=t;
  FOR m IN SELECT * FROM message WHERE store_id=st AND state='queued' AND deleted=0 AND not_before<=t
      AND (ways IS NULL OR chan=ANY (ways)) ORDER BY (by_person IS NULL AND meant=0 AND run_id IS NOT NULL), id LOOP
    c := customer_of(m.lead_id, st);
    no := CASE WHEN c IS NULL THEN 'customer' WHEN m.meant<>3 AND opted_out(c, st, m.chan, '') THEN 'refused'
      WHEN m.run_id IS NOT NULL AND EXISTS(SELECT 1 FROM step_run r WHERE r.id=m.run_id AND r.store_id=st
        AND (r.state<>0 OR r.deleted<>0)) THEN 'step' END;
    IF no IS NOT NULL THEN
      UPDATE message SET state='cancelled', why=no, seq=s WHERE id=m.id;
      CONTINUE;
    END IF;
    UPDATE message SET state='sending', epoch=e, began=t, why='', said='', seq=s WHERE id=m.id;
    RETURN row_json('message', m.id, st);
  END LOOP;
  RETURN NULL;
END $$;

-- What became of it. From unknown to sent or failed when it was looked up; false when it stands otherwise.
DROP FUNCTION msg_end(int, bigint, uuid, text, text);
CREATE FUNCTION msg_end(st int, e bigint, m uuid, becomes text, provider text, cause text DEFAULT '', words text DEFAULT '',
  line uuid DEFAULT NULL) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp
SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e);
BEGIN
  UPDATE message SET state=becomes, provider_id=coalesce(nullif(provider, ''), provider_id), why=coalesce(cause, ''),
    said=coalesce(words, ''), line_id=coalesce(line, line_id), wish=0, seq=s WHERE id=m AND store_id=st
    AND becomes IN ('sent','failed','unknown') AND ((state='sending' AND epoch=e) OR state='unknown');
  RETURN FOUND;
END $$;

-- The host that began it says that nothing was handed over: it waits on, at least until `later`, or does not go at all.
CREATE FUNCTION msg_back(st int, e bigint, m uuid, becomes text, later bigint, cause text, words text DEFAULT '')
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e);
BEGIN
  UPDATE message SET state=becomes, not_before=CASE WHEN becomes='queued' THEN greatest(not_before, later) ELSE not_before END,
    wish=CASE WHEN becomes='queued' THEN wish ELSE 0 END, began=0, why=coalesce(cause, ''), said=coalesce(words, ''), seq=s WHERE id=m AND store_id=st AND state='sending'
    AND epoch=e AND becomes IN ('queued','cancelled');
  RETURN FOUND;
END $$;

-- Messages whose host went away: never sent again by a machine.
CREATE OR REPLACE FUNCTION msg_sweep(st int, e bigint) RETURNS int LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint := host_seq(st, e); swept int;
BEGIN
  UPDATE message SET state='unknown', why='cut', wish=0, seq=s WHERE store_id=st AND state='sending'
    AND (epoch<e OR began<now_ms()-120000);
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;

-- A store without a server that is brought along in a second run: what has left it meanwhile has left. Nothing goes back
-- to where it could leave again.
CREATE FUNCTION msg_adopt(st int, m uuid, row_now jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path=updesk,pg_temp SET lock_timeout='5s' AS $$
DECLARE s bigint; r message%ROWTYPE;
BEGIN
  IF NOT EXISTS(SELECT 1 FROM member WHERE login=session_user AND store_id=st AND role='admin') THEN
    RAISE EXCEPTION 'no store % of yours', st USING ERRCODE='42501';
  END IF;
  UPDATE feed SET seq=seq+1 WHERE store_id=st RETURNING seq INTO s;
  r := jsonb_populate_record(NULL::message, row_now);
  UPDATE message o SET state=CASE WHEN r.state IN ('queued','sending') AND o.state<>'queued' THEN o.state ELSE r.state END,
    not_before=coalesce(r.not_before, o.not_before), send_before=coalesce(r.send_before, o.send_before),
    epoch=coalesce(r.epoch, 0), began=coalesce(r.began, 0), provider_id=coalesce(r.provider_id, ''), line_id=r.line_id,
    wish=coalesce(r.wish, 0), why=coalesce(r.why, ''), said=coalesce(r.said, ''), seq=s WHERE o.id=m AND o.store_id=st;
  RETURN FOUND;
END $$;
