-- SPDX-License-Identifier: GPL-3.0-or-later
-- Synced tables: STRICT, WITHOUT ROWID, no REAL; each is declared in code too, and a test compares the two.

CREATE TABLE state(k TEXT PRIMARY KEY, v INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES('sent', 0), ('config', 1), ('settled', 0);

-- The log: one row a deed, in commit order. Unsent is everything above state.sent.
CREATE TABLE deed(n INTEGER PRIMARY KEY, id BLOB NOT NULL, hlc INTEGER NOT NULL, who BLOB, verb TEXT NOT NULL,
    part_of BLOB, ops TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX deed_id ON deed(id);
CREATE INDEX deed_part ON deed(part_of) WHERE part_of IS NOT NULL;

CREATE TABLE person(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '', login TEXT NOT NULL DEFAULT '', role INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE shift(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    person_id BLOB, weekday INTEGER NOT NULL DEFAULT 0, from_minute INTEGER NOT NULL DEFAULT 0,
    to_minute INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE away(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    person_id BLOB, day INTEGER NOT NULL DEFAULT 0, kind INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE store(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '', tz TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', showroom_hours TEXT NOT NULL DEFAULT '',
    answer_hours TEXT NOT NULL DEFAULT '', holidays TEXT NOT NULL DEFAULT '', postal TEXT NOT NULL DEFAULT '',
    sample INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE setting(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    key TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE customer(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    first TEXT NOT NULL DEFAULT '', last TEXT NOT NULL DEFAULT '', full_name TEXT NOT NULL DEFAULT '',
    company TEXT NOT NULL DEFAULT '', suffix TEXT NOT NULL DEFAULT '', household_id BLOB, merged_into BLOB, dms_no TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT '', created INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX customer_household ON customer(household_id) WHERE household_id IS NOT NULL;
CREATE INDEX customer_merged ON customer(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX customer_dms ON customer(dms_no) WHERE dms_no<>'';

CREATE TABLE phone(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, typed TEXT NOT NULL DEFAULT '', e164 TEXT NOT NULL DEFAULT '',
    extension TEXT NOT NULL DEFAULT '', kind INTEGER NOT NULL DEFAULT 0, preferred INTEGER NOT NULL DEFAULT 0,
    bad INTEGER NOT NULL DEFAULT 0, dnc_on INTEGER NOT NULL DEFAULT 0, zone TEXT NOT NULL DEFAULT '',
    -- the last seven digits read backwards: SQLite itself keeps what one row derives from itself
    tail TEXT GENERATED ALWAYS AS (substr(e164,-1,1)||substr(e164,-2,1)||substr(e164,-3,1)||substr(e164,-4,1)
        ||substr(e164,-5,1)||substr(e164,-6,1)||substr(e164,-7,1)) VIRTUAL) STRICT, WITHOUT ROWID;
CREATE INDEX phone_e164 ON phone(e164);
CREATE INDEX phone_tail ON phone(tail);
CREATE INDEX phone_customer ON phone(customer_id);

CREATE TABLE email(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, typed TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
    matching TEXT NOT NULL DEFAULT '', preferred INTEGER NOT NULL DEFAULT 0, bad INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX email_matching ON email(matching);
CREATE INDEX email_customer ON email(customer_id);

CREATE TABLE address(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, street TEXT NOT NULL DEFAULT '', city TEXT NOT NULL DEFAULT '',
    region TEXT NOT NULL DEFAULT '', postal TEXT NOT NULL DEFAULT '', country TEXT NOT NULL DEFAULT '',
    last_key TEXT NOT NULL DEFAULT '', kind INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX address_customer ON address(customer_id);
CREATE INDEX address_block ON address(last_key, postal) WHERE last_key<>'';

CREATE TABLE tag(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, tag TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX tag_customer ON tag(customer_id);

CREATE TABLE consent(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, address TEXT NOT NULL DEFAULT '', channel INTEGER NOT NULL DEFAULT 0,
    purpose TEXT NOT NULL DEFAULT '', state INTEGER NOT NULL DEFAULT 0, how INTEGER NOT NULL DEFAULT 0,
    words TEXT NOT NULL DEFAULT '', by_person BLOB, at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX consent_customer ON consent(customer_id, at);

CREATE TABLE unit(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    stock TEXT NOT NULL DEFAULT '', vin TEXT NOT NULL DEFAULT '', year INTEGER NOT NULL DEFAULT 0,
    make TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '', trim TEXT NOT NULL DEFAULT '',
    colour TEXT NOT NULL DEFAULT '', status INTEGER NOT NULL DEFAULT 0, odometer INTEGER NOT NULL DEFAULT 0,
    price INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0,
    search TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX unit_stock ON unit(stock);

CREATE TABLE owned_vehicle(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, year INTEGER NOT NULL DEFAULT 0, make TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL DEFAULT '', trim TEXT NOT NULL DEFAULT '', vin TEXT NOT NULL DEFAULT '',
    bought INTEGER NOT NULL DEFAULT 0, bought_here INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
    odometer INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX owned_vehicle_customer ON owned_vehicle(customer_id);
CREATE INDEX owned_vehicle_vin ON owned_vehicle(vin) WHERE vin<>'';

CREATE TABLE ring(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    prefix TEXT NOT NULL DEFAULT '', ring INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE score_model(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0, model TEXT NOT NULL DEFAULT '', since INTEGER NOT NULL DEFAULT 0,
    by_person BLOB) STRICT, WITHOUT ROWID;

CREATE TABLE source(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '', kind INTEGER NOT NULL DEFAULT 0, cost_month INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE source_pattern(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    pattern TEXT NOT NULL DEFAULT '', source_id BLOB, rank INTEGER NOT NULL DEFAULT 0,
    whole_domain INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE route_rule(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    rank INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL DEFAULT '', rule TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE target(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    source_id BLOB, type INTEGER NOT NULL DEFAULT 0, seconds INTEGER NOT NULL DEFAULT 0,
    after_opening INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE TABLE lead(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    customer_id BLOB, type INTEGER NOT NULL DEFAULT 0, source_id BLOB, owner_id BLOB,
    provider_text TEXT NOT NULL DEFAULT '', external_id TEXT NOT NULL DEFAULT '',
    received INTEGER NOT NULL DEFAULT 0, sent_at INTEGER NOT NULL DEFAULT 0,
    timeframe_days INTEGER NOT NULL DEFAULT 0, timeframe_words TEXT NOT NULL DEFAULT '',
    asks INTEGER NOT NULL DEFAULT 0, pre_approved INTEGER NOT NULL DEFAULT 0,
    down_payment INTEGER NOT NULL DEFAULT 0, finance_method TEXT NOT NULL DEFAULT '',
    comments TEXT NOT NULL DEFAULT '', best_time TEXT NOT NULL DEFAULT '',
    preferred_channel INTEGER NOT NULL DEFAULT 0, grade_set INTEGER NOT NULL DEFAULT 0,
    grade_why TEXT NOT NULL DEFAULT '', closed INTEGER NOT NULL DEFAULT 0, closed_why TEXT NOT NULL DEFAULT '',
    closed_at INTEGER NOT NULL DEFAULT 0, original_id BLOB, placeholder INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX lead_customer ON lead(customer_id);
CREATE INDEX lead_external ON lead(external_id) WHERE external_id<>'';

CREATE TABLE want(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, year INTEGER NOT NULL DEFAULT 0, make TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '',
    trim TEXT NOT NULL DEFAULT '', stock TEXT NOT NULL DEFAULT '', vin TEXT NOT NULL DEFAULT '',
    status INTEGER NOT NULL DEFAULT 0, interest INTEGER NOT NULL DEFAULT 0, miles INTEGER NOT NULL DEFAULT 0,
    odometer_unit INTEGER NOT NULL DEFAULT 0, preferred INTEGER NOT NULL DEFAULT 0,
    payoff INTEGER NOT NULL DEFAULT 0, lender TEXT NOT NULL DEFAULT '', details TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX want_lead ON want(lead_id);

CREATE TABLE trade(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, year INTEGER NOT NULL DEFAULT 0, make TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '',
    trim TEXT NOT NULL DEFAULT '', stock TEXT NOT NULL DEFAULT '', vin TEXT NOT NULL DEFAULT '',
    status INTEGER NOT NULL DEFAULT 0, interest INTEGER NOT NULL DEFAULT 0, miles INTEGER NOT NULL DEFAULT 0,
    odometer_unit INTEGER NOT NULL DEFAULT 0, preferred INTEGER NOT NULL DEFAULT 0,
    payoff INTEGER NOT NULL DEFAULT 0, lender TEXT NOT NULL DEFAULT '', details TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX trade_lead ON trade(lead_id);

CREATE TABLE assignment(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, from_person BLOB, to_person BLOB, rule TEXT NOT NULL DEFAULT '',
    reason INTEGER NOT NULL DEFAULT 0, words TEXT NOT NULL DEFAULT '', by_person BLOB,
    at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_lead ON assignment(lead_id, at);
CREATE INDEX assignment_to ON assignment(to_person, at);

CREATE TABLE score_log(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, model INTEGER NOT NULL DEFAULT 0, points INTEGER NOT NULL DEFAULT 0,
    factors TEXT NOT NULL DEFAULT '', cause TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX score_log_lead ON score_log(lead_id, at);

CREATE TABLE activity(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, customer_id BLOB, kind INTEGER NOT NULL DEFAULT 0, direction INTEGER NOT NULL DEFAULT 0,
    person_id BLOB, at INTEGER NOT NULL DEFAULT 0, seconds INTEGER NOT NULL DEFAULT 0,
    outcome INTEGER NOT NULL DEFAULT 0, evidence INTEGER NOT NULL DEFAULT 0, code INTEGER NOT NULL DEFAULT 0,
    corrects_id BLOB, original_id BLOB, body TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX activity_lead ON activity(lead_id, at);
CREATE INDEX activity_customer ON activity(customer_id, at) WHERE lead_id IS NULL;

CREATE TABLE task(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, person_id BLOB, kind INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0,
    promised INTEGER NOT NULL DEFAULT 0, attempt INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
    made_by INTEGER NOT NULL DEFAULT 0, channel INTEGER NOT NULL DEFAULT 0, done_by_activity BLOB,
    dropped INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX task_lead ON task(lead_id);

CREATE TABLE original(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', kind INTEGER NOT NULL DEFAULT 0,
    bytes_total INTEGER NOT NULL DEFAULT 0, arrived INTEGER NOT NULL DEFAULT 0,
    message_id TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX original_sha ON original(sha256);
CREATE INDEX original_message ON original(message_id) WHERE message_id<>'';

CREATE TABLE original_part(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    original_id BLOB, n INTEGER NOT NULL DEFAULT 0, bytes BLOB NOT NULL DEFAULT x'') STRICT, WITHOUT ROWID;
CREATE INDEX original_part_of ON original_part(original_id, n);

CREATE TABLE quarantine(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    original_id BLOB, code TEXT NOT NULL DEFAULT '', spotted TEXT NOT NULL DEFAULT '',
    state INTEGER NOT NULL DEFAULT 0, lead_id BLOB, at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_waiting ON quarantine(at) WHERE state=0;

CREATE TABLE appointment(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, customer_id BLOB, person_id BLOB, at INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL DEFAULT 0, set_by BLOB, set_at INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX appointment_lead ON appointment(lead_id);
CREATE INDEX appointment_at ON appointment(at);

CREATE TABLE visit(id BLOB PRIMARY KEY, store_id INTEGER NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    lead_id BLOB, customer_id BLOB, person_id BLOB, arrived INTEGER NOT NULL DEFAULT 0,
    left_at INTEGER NOT NULL DEFAULT 0, be_back INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
CREATE INDEX visit_lead ON visit(lead_id);
CREATE INDEX visit_customer ON visit(customer_id, arrived);

-- Derived, desk only, never logged: made anew from the rows above.
CREATE TABLE lead_now(lead_id BLOB PRIMARY KEY, customer_id BLOB, owner_id BLOB, source_id BLOB, type INTEGER NOT NULL,
    stage INTEGER NOT NULL, closed INTEGER NOT NULL, received INTEGER NOT NULL,
    first_auto INTEGER NOT NULL, first_human INTEGER NOT NULL, first_evidence INTEGER NOT NULL, first_contact INTEGER NOT NULL,
    last_contact INTEGER NOT NULL, attempts INTEGER NOT NULL, inquiries INTEGER NOT NULL,
    grade INTEGER NOT NULL, missing INTEGER NOT NULL,
    score INTEGER NOT NULL, tier INTEGER NOT NULL, model INTEGER NOT NULL, scored_at INTEGER NOT NULL,
    score_facts INTEGER NOT NULL, last_sign INTEGER NOT NULL, -- all that scoring anew needs, so that it reads one table
    waiting_since INTEGER NOT NULL, clock_due INTEGER NOT NULL, clock_from INTEGER NOT NULL, clock_state INTEGER NOT NULL,
    next_task BLOB, next_kind INTEGER NOT NULL, next_channel INTEGER NOT NULL, next_due INTEGER NOT NULL,
    promised INTEGER NOT NULL, attempt INTEGER NOT NULL, attempts_of INTEGER NOT NULL, confirm_due INTEGER NOT NULL,
    ladder INTEGER NOT NULL, ladder_at INTEGER NOT NULL,
    wants TEXT NOT NULL, stock TEXT NOT NULL,
    grp INTEGER NOT NULL, k1 INTEGER NOT NULL, k2 INTEGER NOT NULL, k3 INTEGER NOT NULL,
    next_change INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX lead_now_queue ON lead_now(grp, k1, k2, k3, received, lead_id) WHERE grp < 9;
CREATE INDEX lead_now_owner ON lead_now(owner_id, grp, k1, k2, k3, received, lead_id) WHERE grp < 9;
CREATE INDEX lead_now_clock ON lead_now(clock_due, owner_id, grp, clock_from, clock_state) WHERE clock_state=1;
CREATE INDEX lead_now_change ON lead_now(next_change) WHERE next_change > 0;
CREATE INDEX lead_now_ladder ON lead_now(ladder_at) WHERE ladder_at > 0;

-- Folded words of customers' names, for the name search.
CREATE TABLE word(word TEXT NOT NULL, customer_id BLOB NOT NULL, PRIMARY KEY(word, customer_id)) STRICT, WITHOUT ROWID;
CREATE INDEX word_customer ON word(customer_id);

-- Desk only.
CREATE TABLE notice(n INTEGER PRIMARY KEY, person_id BLOB, kind INTEGER NOT NULL, at INTEGER NOT NULL, lead_id BLOB,
    other_id BLOB, count INTEGER NOT NULL DEFAULT 1, seen INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX notice_person ON notice(person_id, seen, n);
CREATE INDEX notice_lead ON notice(lead_id) WHERE seen=0;
CREATE TABLE draft(id BLOB PRIMARY KEY, person_id BLOB, kind INTEGER NOT NULL, begun INTEGER NOT NULL, saved INTEGER NOT NULL,
    body TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE desk_setting(k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT, WITHOUT ROWID;
