// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/servercheck.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

using namespace updesk;

/// What a salesperson can do with psql in hand: read the own store, and nothing else.
class TestServerRights : public QObject
{
    Q_OBJECT

    std::unique_ptr<SyncServer> m_server;
    QByteArray m_before, m_whole;
    Id m_theirs = Pusher::fresh();

    /// Everything of the server, to compare before and after.
    QByteArray everything() const
    {
        const auto rows = m_server->chief()->query(m_whole);
        return rows ? rows->bytes(0, 0) : rows.error().detail.toUtf8();
    }
    /// The question for that: a line a table of the schema, whatever tables there are.
    QByteArray wholeOf() const
    {
        const auto tables = m_server->chief()->query("SELECT relname::text FROM pg_class WHERE relkind='r'"
                                                     " AND relnamespace='updesk'::regnamespace ORDER BY 1");
        QByteArrayList lines;
        for (int i = 0; i < tables->count(); ++i)
            lines << "'" + tables->bytes(i, 0)
                    + " '||coalesce((SELECT md5(string_agg(t::text, '|' ORDER BY t::text))"
                      " FROM updesk."
                    + tables->bytes(i, 0) + " t), '')";
        return "SELECT " + lines.join("||E'\\n'||");
    }
    QByteArray filled(QByteArray sql) const
    {
        sql.replace("%theirs", m_theirs.hex());
        sql.replace("%new", Pusher::fresh().hex());
        sql.replace("%deed", newDeedId(SystemClock().now()).hex());
        return sql;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<SyncServer>();
        Pusher cy(*m_server, "cy", SyncServer::kOther), ann(*m_server, "ann");
        QVERIFY(!cy.push({Pusher::put("customer", m_theirs, "\"first\":\"Secret\",\"created\":7"),
                             Pusher::put("lead", Pusher::fresh(), "\"type\":1")})
                     .isEmpty());
        QVERIFY(!ann.push({Pusher::put("customer", Pusher::fresh(), "\"first\":\"Own\"")}).isEmpty());
        m_whole = wholeOf();
        m_before = everything();
        QVERIFY2(m_before.contains("\nop_log ") && m_before.contains("\nmember "), m_before.constData());
    }
    void cleanupTestCase() { m_server.reset(); }

    void anAttemptIsDeniedOrSeesNothing_data()
    {
        QTest::addColumn<QByteArray>("sql");
        const char *const attempts[] = {
            // another store
            "SELECT id FROM updesk.customer WHERE store_id=2",
            "SELECT id FROM updesk.customer WHERE first='Secret'",
            "SELECT id FROM updesk.customer WHERE store_id<>1 AND 1/(created-7)>0",
            "SELECT id FROM updesk.customer WHERE store_id=2 AND first::int>0",
            "SELECT r FROM updesk.sync_pull(2, 0, 1000)",
            "SELECT seq FROM updesk.feed WHERE store_id IN (2,-1)",
            "SELECT seq FROM updesk.sync_conflicts(2, 0)",
            "SELECT r FROM updesk.sync_pull(-1, 0, 1000)",
            "SELECT updesk.sync_push(2, gen_random_uuid(), '[]')",
            "SELECT updesk.sync_push(2, gen_random_uuid(), "
            "'[{\"d\":\"%deed\",\"h\":1,\"ops\":[{\"t\":\"customer\",\"r\":\"%new\","
            "\"k\":\"put\",\"f\":{}}]}]')",
            "SELECT updesk.msg_decide(2, gen_random_uuid(), 'cancelled')",
            "SELECT updesk.sync_knows(2, ARRAY['%theirs']::uuid[])",
            "SELECT updesk.lease_idle(2)",
            "SELECT updesk.dnc_begin(2)",
            "SELECT c.first FROM updesk.customer c TABLESAMPLE SYSTEM (100) WHERE c.store_id=2",
            "SELECT most_common_vals FROM pg_stats WHERE schemaname='updesk' AND tablename='customer' AND "
            "attname='first'",
            "COPY updesk.customer TO STDOUT",
            // history
            "SELECT n FROM updesk.op_log",
            "UPDATE updesk.op_log SET body='{}'",
            "DELETE FROM updesk.op_log",
            "TRUNCATE updesk.op_log",
            "INSERT INTO updesk.op_log SELECT * FROM updesk.op_log",
            "ALTER TABLE updesk.op_log DISABLE TRIGGER ALL",
            "DROP TABLE updesk.op_log",
            // rows past the functions
            "UPDATE updesk.customer SET first='z'",
            "INSERT INTO updesk.customer(id, store_id, seq) VALUES (gen_random_uuid(), 1, 1)",
            "DELETE FROM updesk.customer",
            "SELECT 1 FROM updesk.feed FOR UPDATE",
            "SELECT chain FROM updesk.feed",
            "BEGIN; LOCK TABLE updesk.feed IN EXCLUSIVE MODE",
            "BEGIN; LOCK TABLE updesk.customer IN ROW EXCLUSIVE MODE",
            "CREATE INDEX ON updesk.customer(first)",
            "CREATE RULE r AS ON SELECT TO updesk.customer DO INSTEAD SELECT 1",
            "CREATE TRIGGER t BEFORE INSERT ON updesk.customer EXECUTE FUNCTION "
            "pg_catalog.suppress_redundant_updates_trigger()",
            // who is who
            "SELECT login FROM updesk.member",
            "INSERT INTO updesk.member VALUES ('ann', 2, gen_random_uuid(), 'admin')",
            "UPDATE updesk.member SET role='admin'",
            "SELECT one FROM updesk.meta",
            "UPDATE updesk.meta SET min_client=0",
            "INSERT INTO updesk.field VALUES ('lead', 'seq', 'number', 'field', '{sales}', '{sales}')",
            "SELECT tbl FROM updesk.synced",
            "SET ROLE updesk_owner",
            "SET ROLE updesk_auto",
            "SET ROLE chief",
            "SET SESSION AUTHORIZATION meg",
            "GRANT updesk_owner TO ann",
            "ALTER ROLE ann SUPERUSER",
            "ALTER ROLE meg PASSWORD 'x'",
            "CREATE ROLE friend LOGIN",
            "ALTER POLICY own ON updesk.customer USING (true)",
            "ALTER TABLE updesk.customer DISABLE ROW LEVEL SECURITY",
            "SET row_security=off; SELECT id FROM updesk.customer",
            "ALTER FUNCTION updesk.my_stores() SECURITY INVOKER",
            "CREATE OR REPLACE FUNCTION updesk.my_stores() RETURNS int[] LANGUAGE sql AS 'SELECT ''{2}''::int[]'",
            // functions that are not for people
            "SELECT updesk.push_deeds(ROW(2,NULL,NULL,NULL,'cy',gen_random_uuid(),'admin',NULL)::updesk.author, '[]', "
            "NULL)",
            "SELECT updesk.apply_op('{}', '[]', 'x', gen_random_uuid(), 1, NULL, NULL, '{}', '{}', NULL)",
            "SELECT updesk.push_lines(ROW(2,1,1,NULL,'cy',gen_random_uuid(),'admin',1)::updesk.author, '[]', NULL, "
            "true, "
            "1, '')",
            "SELECT updesk.put_row('customer', gen_random_uuid(), 2, 1, '{}')",
            "SELECT updesk.row_now('customer', '%theirs', 2)",
            "SELECT updesk.own_row('lead', gen_random_uuid(), 1, 'owner_id', NULL)",
            "SELECT updesk.row_json('customer', '%theirs', 2)",
            "SELECT updesk.opted_out('%theirs', 2, 0, '')",
            "SELECT updesk.lease_take(1, 'auto', gen_random_uuid(), '1 min')",
            "SELECT updesk.msg_begin(1, 1)",
            "SELECT updesk.msg_end(1, 1, gen_random_uuid(), 'sent', '')",
            "SELECT updesk.unblock_feed(1)",
            "SELECT updesk.sync_fenced(2, '[]')",
            "SELECT updesk.lease_give(1, 'auto', gen_random_uuid())",
            "SELECT updesk.msg_back(1, 1, gen_random_uuid(), 'queued', 0, '')",
            "SELECT updesk.msg_sweep(1, 1)",
            "SELECT updesk.msg_adopt(1, gen_random_uuid(), '{\"state\":\"queued\"}')",
            "SELECT updesk.customer_of('%theirs', 2)",
            "SELECT updesk.records_of('%theirs', 2)",
            "SELECT updesk.dnc_begin(1)",
            "SELECT updesk.dnc_finish(1)",
            "SELECT id FROM updesk.dnc_wrong(1, NULL, 10)",
            "SELECT number FROM updesk.dnc",
            "INSERT INTO updesk.dnc_in VALUES (1, '{2125550100}')",
            "SELECT seed FROM updesk.factor",
            "SELECT code FROM updesk.factor_try",
            "SELECT updesk.factor_reset('meg')",
            "SELECT updesk.sync_push(1, gen_random_uuid(), '[]', 1)",
            "SELECT updesk.chain_faults(1)",
            "SELECT updesk.invariant_faults()",
            // objects of the own making, to shadow ours or to fill the disk
            "CREATE FUNCTION updesk.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE TABLE public.t(a int)",
            "CREATE TEMP TABLE member AS SELECT 'ann'::name login, 2 store_id",
            "CREATE SCHEMA mine",
            "CREATE TYPE public.e AS ENUM ('a')",
            "CREATE OPERATOR public.= (LEFTARG=int, RIGHTARG=int, FUNCTION=int4eq)",
            "DO 'BEGIN LOOP END LOOP; END'",
            "SELECT lo_create(0)",
            "SELECT lo_from_bytea(0, '\\x00')",
            "SELECT lo_import('/etc/passwd')",
            "CREATE EXTENSION dblink",
            "CREATE DATABASE mine",
            "CREATE PUBLICATION p FOR ALL TABLES",
            "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()",
            // the machine
            "SELECT pg_read_file('/etc/passwd')",
            "SELECT pg_ls_dir('/')",
            "COPY updesk.customer TO PROGRAM 'cat'",
            "COPY updesk.customer TO '/tmp/customers'",
            "COPY updesk.customer FROM '/etc/passwd'",
            "LOAD 'plpgsql'; LOAD '/tmp/evil.so'",
            "ALTER SYSTEM SET fsync=off",
            "SET session_replication_role=replica",
            "SET lc_messages='C'; SET log_statement='all'",
            "SELECT pg_reload_conf()",
            "SELECT pg_switch_wal()",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename='chief' AND "
            "pg_terminate_backend(pid)",
            "SELECT pg_create_physical_replication_slot('mine')",
            "SELECT query FROM pg_stat_activity WHERE usename<>'ann' AND query NOT IN ('', '<insufficient privilege>')",
            "SELECT rolpassword FROM pg_authid",
            "SELECT passwd FROM pg_shadow",
            "VACUUM FULL updesk.customer; SELECT 1 WHERE false",
        };
        for (const char *sql : attempts)
            QTest::newRow(sql) << QByteArray(sql);
    }
    void anAttemptIsDeniedOrSeesNothing()
    {
        QFETCH(const QByteArray, sql);
        const auto pg = m_server->as("ann");
        const QList<QByteArray> parts = sql.startsWith("DO ") ? QList<QByteArray>{sql} : filled(sql).split(';');
        for (qsizetype i = 0; i + 1 < parts.size(); ++i)
            static_cast<void>(pg->execute(parts[i]));
        if (!pg->isOpen())
            return;
        if (sql.startsWith("COPY updesk.customer TO STDOUT")) { // row security: the own row alone
            qint64 others = 0;
            static_cast<void>(pg->copyOut(sql, [&](QByteArrayView row) {
                others += row.toByteArray().contains("Secret");
                return Result<void>();
            }));
            QCOMPARE(others, 0);
            return;
        }
        const auto rows = pg->query(parts.last());
        if (rows)
            QVERIFY2(rows->count() == 0 && rows->changed() == 0, sql.constData());
        else // refused for want of a right, not for a slip in the attempt
            QVERIFY2(rows.error().code == Error::Code::Denied, qPrintable(rows.error().detail));
        QCOMPARE(everything(), m_before);
    }
    void shadowsOnTheSearchPathAreNotLookedAt()
    {
        const auto pg = m_server->as("ann");
        static_cast<void>(pg->execute("SET search_path=pg_temp, public, updesk"));
        const auto stores = pg->query("SELECT updesk.my_stores()");
        QVERIFY(stores);
        QCOMPARE(stores->bytes(0, 0), QByteArray("{1,0}"));
    }
    void aRowOfAnotherStoreIsNotThereForAWriter()
    {
        Pusher ann(*m_server, "ann");
        const auto set = ann.push({Pusher::set("customer", m_theirs, "\"first\":\"y\"", "\"first\":\"Secret\"")});
        QCOMPARE(Pusher::outcome(set), QStringLiteral("rejected:no row"));
        QVERIFY(set[QLatin1String("ops")][0][QLatin1String("row")].isNull());
        const auto put = ann.push({Pusher::put("customer", m_theirs, "\"first\":\"y\"")});
        QCOMPARE(Pusher::outcome(put), QStringLiteral("rejected:exists"));
        QVERIFY(put[QLatin1String("ops")][0][QLatin1String("row")].isNull());
        for (const char *table :
            {"member", "op_log", "meta", "field", "pg_authid", "customer; DROP TABLE updesk.lead", "lead\\\" x"}) {
            const auto held = ann.push({Pusher::put(table, Pusher::fresh(), "\"login\":\"ann\"")});
            QVERIFY2(Pusher::outcome(held).startsWith(QLatin1String("held")), table);
        }
        Pusher cy(*m_server, "cy", SyncServer::kOther);
        QCOMPARE(cy.row("customer", m_theirs)[QLatin1String("first")].toString(), QStringLiteral("Secret"));
        QVERIFY(checkServer(*m_server->chief())->sound());
    }
    void anotherStoresAnswersCannotBeFetchedByTheNumberOfAnOp()
    {
        Pusher cy(*m_server, "cy", SyncServer::kOther), ann(*m_server, "ann");
        cy.push({Pusher::set("customer", m_theirs, "\"shoe\":1", "")});
        cy.push({Pusher::put("customer", m_theirs, "\"first\":\"again\"")});
        const QJsonArray answers = ann.send(cy.last);
        QCOMPARE(Pusher::outcome(answers[0].toObject()), QStringLiteral("rejected:exists"));
        QVERIFY(!QJsonDocument(answers).toJson().contains("Secret"));
    }
    void advisoryLocksAndNotificationsOfAUserHinderNobody()
    {
        const auto bad = m_server->as("ann");
        static_cast<void>(bad->query("SELECT pg_advisory_lock(g) FROM generate_series(1, 100) g"));
        static_cast<void>(bad->execute("LISTEN feed_2; NOTIFY feed_1, 'x'"));
        Pusher bob(*m_server, "bob");
        QCOMPARE(
            Pusher::outcome(bob.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")})), QStringLiteral("ok"));
        const auto host = m_server->as("host");
        QVERIFY(!host->query("SELECT updesk.lease_take(1, 'auto', $1, '5 s')", Pusher::fresh())->isNull(0, 0));
    }
    void aManagerReadsTheHistoryOfTheOwnStoreOnly()
    {
        const auto meg = m_server->as("meg");
        const auto own = meg->query("SELECT count(*), count(*) FILTER (WHERE store_id<>1) FROM updesk.op_log");
        QVERIFY(own && own->number(0, 0) > 0);
        QCOMPARE(own->number(0, 1), 0);
        QVERIFY(!meg->query("UPDATE updesk.op_log SET body='{}'"));
        QVERIFY(m_server->as("pia")->query("SELECT seq FROM updesk.feed WHERE store_id=-1")->count() == 1);
        QVERIFY(meg->query("SELECT seq FROM updesk.feed WHERE store_id=-1")->count() == 0);
    }
    void noTableShowsARowOfAnotherStore()
    {
        const SyncServer other;
        const auto chief = other.chief(), ann = other.as("ann"), cy = other.as("cy");
        QVERIFY(chief->execute("SET search_path=updesk, pg_temp"));
        int tables = 0;
        for (const Table *table : other.setup.tables) {
            if (table->feed != Feed::Store)
                continue;
            const QByteArray name = table->name, theirs = "SELECT store_id FROM updesk." + name + " WHERE store_id=2";
            const auto put = chief->query("SELECT put_row('" + name + "', gen_random_uuid(), 2, 1, '{}')");
            QVERIFY2(put && put->number(0, 0) == 1, name.constData());
            const auto seen = ann->query(theirs), own = cy->query(theirs);
            QVERIFY2(seen && seen->count() == 0, name.constData());
            QVERIFY2(own && own->count() == (table->trait == Trait::Personal ? 0 : 1), name.constData());
            ++tables;
        }
        QVERIFY(tables > 40);
        QCOMPARE(ann->query("SELECT r FROM updesk.sync_pull(2, 0, 1000)")->count(), 0);
    }
    void aStrangerToThisDatabaseSeesNotEvenNames()
    {
        const SyncServer other; // the logins are the same for the whole PostgreSQL, the membership is not
        QVERIFY(other.chief()->execute("DELETE FROM updesk.member WHERE login='ann'"));
        const auto pg = other.as("ann");
        QCOMPARE(pg->query("SELECT r FROM updesk.sync_pull(0, 0, 100)")->count(), 0);
        QCOMPARE(pg->query("SELECT seq FROM updesk.feed")->count(), 0);
        const auto pushed = pg->query("SELECT updesk.sync_push(1, gen_random_uuid(), '[]')");
        QVERIFY(!pushed && pushed.error().code == Error::Code::Denied);
    }
};

UPDESK_TEST(TestServerRights);
#include "tst_serverrights.moc"
