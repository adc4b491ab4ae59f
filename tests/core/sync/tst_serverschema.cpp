// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/servercheck.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

using namespace updesk;

namespace
{

struct ReviewLike {
    RowOnlyId id;
    PersonId person;
    QString words;
};

constexpr TableOf kReviewLike{"review_like", Feed::Store, Trait::Personal, column("person_id", &ReviewLike::person),
    column("words", &ReviewLike::words)};

constexpr TableOf kReviewWider{"review_like", Feed::Store, Trait::Personal, column("person_id", &ReviewLike::person),
    column("words", &ReviewLike::words), column("more", &ReviewLike::words)};

} // namespace

class TestServerSchema : public QObject
{
    Q_OBJECT

    static QByteArray all(Pg &pg, const QByteArray &sql)
    {
        const auto rows = pg.query(sql);
        if (!rows)
            return rows.error().detail.toUtf8();
        QByteArray out;
        for (int i = 0; i < rows->count(); ++i)
            out += rows->bytes(i, 0) + '\n';
        return out;
    }

    /// Tables of a person's own results that everybody of the store would receive.
    static QByteArray openResults(const std::vector<const Table *> &tables)
    {
        static const QByteArrayList names{"review", "certificate", "coaching_note"};
        QByteArray open;
        for (const Table *table : tables) {
            const bool personal = table->trait == Trait::Personal && table->find("person_id") >= 0;
            if (names.contains(table->name) && !personal)
                open += QByteArray(table->name) + ' ';
        }
        return open;
    }

    /// A server as an UpDesk made it that knew the first steps only, but all the tables of now.
    static std::unique_ptr<Pg> olderServer(const SyncServer &now, int steps)
    {
        static constexpr char kBetween[] = ";RESET ROLE; SET LOCAL search_path=pg_catalog;"
                                           " SET LOCAL check_function_bodies=off;";
        auto pg = std::move(*Pg::open(Postgres::shared().at(Postgres::shared().freshDatabase())));
        QByteArray sql = "BEGIN;";
        for (const QString &path : serverSteps().mid(0, steps)) {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                qFatal("step");
            sql += kBetween + file.readAll();
        }
        sql += QByteArray(kBetween) + "SET LOCAL ROLE updesk_owner; SET LOCAL search_path=updesk,pg_temp;"
            + serverTablesSql(now.setup.tables) + "UPDATE meta SET step=" + QByteArray::number(steps)
            + ";RESET ROLE; COMMIT";
        if (const auto done = pg->execute(sql); !done)
            qFatal("%s", qPrintable(done.error().detail));
        return pg;
    }
    /// All that a server is made of, a line each, and who may use it.
    static QByteArrayList catalogueOf(Pg &pg)
    {
        static constexpr char kOf[] =
            "SELECT x FROM (SELECT pg_get_functiondef(p.oid)||r||has_function_privilege(r, p.oid, 'EXECUTE') x"
            " FROM pg_proc p, unnest('{updesk_user,updesk_auto,public}'::text[]) r WHERE "
            "pronamespace='updesk'::regnamespace"
            " UNION ALL SELECT 'column '||c.relname||'.'||attname||' '||format_type(atttypid, atttypmod)||' "
            "'||attnotnull"
            "  ||' '||attcollation||coalesce(' '||pg_get_expr(d.adbin, d.adrelid), '') FROM pg_attribute a JOIN "
            "pg_class c"
            "  ON c.oid=attrelid LEFT JOIN pg_attrdef d ON d.adrelid=attrelid AND d.adnum=attnum"
            "  WHERE relnamespace='updesk'::regnamespace AND relkind IN ('r','c') AND attnum>0 AND NOT attisdropped"
            " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname='updesk'"
            " UNION ALL SELECT 'policy '||p::text FROM pg_policies p WHERE schemaname='updesk'"
            " UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid=tgrelid"
            "  WHERE relnamespace='updesk'::regnamespace AND NOT tgisinternal"
            " UNION ALL SELECT conname||' '||pg_get_constraintdef(oid) FROM pg_constraint"
            "  WHERE connamespace='updesk'::regnamespace"
            " UNION ALL SELECT 'right '||relname||relrowsecurity||r||has_table_privilege(r, oid, 'SELECT')"
            "  ||has_any_column_privilege(r, oid, 'SELECT')||has_table_privilege(r, oid, "
            "'INSERT,UPDATE,DELETE,TRUNCATE')"
            "  FROM pg_class, unnest('{updesk_user,updesk_auto,public}'::text[]) r"
            "  WHERE relnamespace='updesk'::regnamespace AND relkind='r'"
            " UNION ALL SELECT s::text FROM updesk.synced s UNION ALL SELECT f::text FROM updesk.field f) q";
        const auto rows = pg.query(kOf);
        QByteArrayList lines;
        for (int i = 0; rows && i < rows->count(); ++i)
            lines << rows->bytes(i, 0);
        return rows ? lines : QByteArrayList{rows.error().detail.toUtf8()};
    }

    static QByteArray ofAnn(const SyncServer &server, const QByteArray &words)
    {
        return "\"person_id\":\"" + server.person("ann").value.hex() + "\",\"words\":\"" + words + '"';
    }

private Q_SLOTS:
    void theCatalogueIsWhatTheDeclarationsSay()
    {
        const SyncServer server;
        const auto pg = server.chief();
        QByteArray declared, fields;
        for (const Table *table : server.setup.tables) {
            const QByteArray name = table->name;
            QByteArrayList lines{name + ".id uuid NO ", name + ".store_id integer NO ", name + ".seq bigint NO ",
                name + ".fclk jsonb NO '{}'::jsonb", name + ".deleted smallint NO 0"};
            for (const Column &column : std::span(table->columns).first(size_t(table->count)).subspan(1)) {
                static constexpr const char *kForms[] = {
                    "bigint NO 0", "text NO ''::text C", "uuid YES ", "bytea NO '\\x'::bytea"};
                lines << name + '.' + column.name + ' ' + kForms[size_t(column.type)];
            }
            std::sort(lines.begin(), lines.end());
            declared += lines.join('\n') + '\n';
            for (const Column &column : std::span(table->columns).first(size_t(table->count)))
                fields += name + '.' + column.name + '\n';
        }
        QByteArrayList sorted = declared.split('\n');
        sorted.removeAll({});
        std::sort(sorted.begin(), sorted.end());
        QByteArrayList there = all(*pg,
            "SELECT c.table_name||'.'||c.column_name||' '||c.data_type||' '||c.is_nullable||' '||coalesce(replace("
            "c.column_default,'\"',''),'')||CASE WHEN c.collation_name='C' THEN ' C' ELSE '' END FROM"
            " information_schema.columns c WHERE c.table_schema='updesk' AND c.table_name IN"
            " (SELECT tbl FROM updesk.synced)")
                                   .split('\n');
        there.removeAll({});
        std::sort(there.begin(), there.end());
        QCOMPARE(there, sorted);
        QByteArrayList allowed = all(*pg, "SELECT tbl||'.'||name FROM updesk.field").split('\n');
        QByteArrayList wanted = fields.split('\n');
        std::sort(allowed.begin(), allowed.end());
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(allowed, wanted);
    }
    void everyTableIsLockedByRowAndNobodyWritesOne()
    {
        const SyncServer server;
        const auto pg = server.chief();
        QCOMPARE(all(*pg,
                     "SELECT c.relname FROM pg_class c WHERE c.relnamespace='updesk'::regnamespace AND c.relkind='r'"
                     " AND has_any_column_privilege('ann', c.oid, 'SELECT') AND NOT c.relrowsecurity"),
            QByteArray());
        QCOMPARE(all(*pg,
                     "SELECT c.relname FROM pg_class c WHERE c.relnamespace='updesk'::regnamespace AND c.relkind='r'"
                     " AND (has_table_privilege('host', c.oid, 'INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER')"
                     " OR has_table_privilege('ida', c.oid, 'INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER'))"),
            QByteArray());
        QCOMPARE(all(*pg,
                     "SELECT p.proname FROM pg_proc p WHERE p.pronamespace='updesk'::regnamespace AND"
                     " has_function_privilege('ann', p.oid, 'EXECUTE') ORDER BY 1"),
            QByteArray(
                "dnc_begin\ndnc_finish\ndnc_wrong\nfactor_answer\nfactor_enrol\nfactor_reset\nfactor_state\nfactor_"
                "try\nlease_idle\nmsg_adopt\nmsg_decide\nmy_"
                "managed\nmy_person\nmy_stores\nsync_conflicts\nsync_fenced\nsync_hello\nsync_here\nsync_knows\nsync_"
                "pull\nsync_"
                "push\n"));
        QCOMPARE(all(*pg,
                     "SELECT p.proname FROM pg_proc p WHERE p.pronamespace='updesk'::regnamespace AND (p.prosecdef"
                     " OR has_function_privilege('ann', p.oid, 'EXECUTE')"
                     " OR has_function_privilege('host', p.oid, 'EXECUTE')) AND"
                     " NOT (coalesce(p.proconfig, '{}')::text LIKE '%search_path=updesk, pg_temp%')"),
            QByteArray());
        QCOMPARE(all(*pg,
                     "SELECT p.proname FROM pg_proc p WHERE p.pronamespace='updesk'::regnamespace AND"
                     " p.proowner<>'updesk_owner'::regrole"),
            QByteArray());
    }
    void installingAgainChangesNothing()
    {
        const SyncServer server;
        const auto pg = server.chief();
        const QByteArray sql =
            "SELECT string_agg(c.relname||c.relkind::text||c.relacl::text, ',' ORDER BY c.relname) FROM"
            " pg_class c WHERE c.relnamespace='updesk'::regnamespace";
        const QByteArray before = all(*pg, sql);
        const auto again = installServer(server.order());
        QVERIFY(again);
        QVERIFY(!again->madeDatabase);
        QCOMPARE(again->steps, again->stepsBefore);
        QCOMPARE(all(*pg, sql), before);
        QVERIFY(checkServer(*pg)->sound());
    }
    void aServerOfAnyOlderStepClimbsToTheSame_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {12, 17, 21, 24, int(serverSteps().size()) - 1})
            QTest::newRow(qPrintable(serverSteps()[step - 1])) << step;
    }
    void aServerOfAnyOlderStepClimbsToTheSame()
    {
        QFETCH(const int, step);
        const SyncServer now;
        const auto old = olderServer(now, step);
        QVERIFY(old->execute("INSERT INTO updesk.feed(store_id, seq) VALUES(7, 1); INSERT INTO"
                             " updesk.message(id, store_id, seq, lead_id, purpose) VALUES(gen_random_uuid(), 7, 1,"
                             " gen_random_uuid(), 'first')"));
        QVERIFY(
            old->execute("INSERT INTO updesk.op_log(store_id,n,op_id,seq,login,who,kind,tbl,row_id,hlc,at,body_sha,"
                         "chain) SELECT 7,1,i,1,'ann',i,'put','original',i,1,now(),'','' FROM gen_random_uuid() i"));
        ServerOrder order = now.order();
        order.administrator.database = QString::fromUtf8(old->query("SELECT current_database()::text")->bytes(0, 0));
        const auto done = upgradeServer(order);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->stepsBefore, step);
        const QByteArrayList ours = catalogueOf(*now.chief()), theirs = catalogueOf(*old);
        QVERIFY(ours.size() > 500);
        for (const QByteArray &line : ours)
            QVERIFY2(theirs.contains(line), line.constData());
        for (const QByteArray &line : theirs)
            QVERIFY2(ours.contains(line), line.constData());
        QCOMPARE(all(*old, "SELECT purpose FROM updesk.message"), QByteArray("first\n"));
        // A text that lay in the tray before the server asked who kept it counts as kept.
        const bool kept = serverSteps()[step - 1] < QStringLiteral(":/updesk/server/0047");
        QCOMPARE(all(*old, "SELECT count(*) FROM updesk.kept_original"), kept ? QByteArray("1\n") : QByteArray("0\n"));
    }
    void aDatabaseThatIsNotThereIsMade()
    {
        const SyncServer server;
        ServerOrder order = server.order();
        const QString name = QStringLiteral("fresh%1").arg(QDateTime::currentMSecsSinceEpoch());
        order.administrator.database.clear();
        order.administrator.url = Postgres::shared().url(name);
        const auto made = installServer(order);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        QVERIFY(made->madeDatabase);
        QVERIFY(upgradeServer(order));
        order.administrator.url = QStringLiteral("postgresql://127.0.0.1:1");
        const auto none = installServer(order);
        QVERIFY(!none && none.error().subject == QLatin1String("url"));
    }
    void upgradingWhatIsNotThereIsRefused()
    {
        ServerOrder order = SyncServer().order();
        order.administrator.url = Postgres::shared().url(Postgres::shared().freshDatabase());
        const auto done = upgradeServer(order);
        QVERIFY(!done && done.error().code == Error::Code::NotFound && done.error().subject == QLatin1String("schema"));
    }
    void aServerOfANewerUpDeskIsLeftAlone()
    {
        const SyncServer server;
        const auto pg = server.chief();
        QVERIFY(pg->execute("UPDATE updesk.meta SET schema_ver=schema_ver+1"));
        const auto done = upgradeServer(server.order());
        QVERIFY(!done && done.error().code == Error::Code::TooNew);
    }
    void aNewTableAndANewColumnComeWithAnUpgradeAndRowsStay()
    {
        const SyncServer server;
        ServerOrder order = server.order();
        std::vector<const Table *> tables = server.setup.tables;
        tables.push_back(&kReviewLike);
        order.tables = tables;
        order.deskSteps += 1;
        QVERIFY(upgradeServer(order));
        Pusher meg(server, "meg");
        const Id row = Pusher::fresh();
        const QByteArray words = ofAnn(server, "well done");
        QCOMPARE(Pusher::outcome(meg.push({Pusher::put("review_like", row, words)})), QStringLiteral("ok"));
        tables.back() = &kReviewWider;
        order.tables = tables;
        order.deskSteps += 1;
        QVERIFY(upgradeServer(order));
        const QJsonObject now = Pusher(server, "meg").row("review_like", row);
        QCOMPARE(now[QLatin1String("words")].toString(), QStringLiteral("well done"));
        QCOMPARE(now[QLatin1String("more")].toString(QStringLiteral("absent")), QString());
    }
    void aPersonsOwnResultsReachThatPersonAndManagersOnly()
    {
        const SyncServer server;
        ServerOrder order = server.order();
        std::vector<const Table *> tables = server.setup.tables;
        tables.push_back(&kReviewLike);
        order.tables = tables;
        QVERIFY(upgradeServer(order));
        const Id row = Pusher::fresh();
        const QByteArray words = ofAnn(server, "x");
        QCOMPARE(Pusher::outcome(Pusher(server, "bob").push({Pusher::put("review_like", row, words)})),
            QStringLiteral("rejected:role"));
        QCOMPARE(Pusher::outcome(Pusher(server, "meg").push({Pusher::put("review_like", row, words)})),
            QStringLiteral("ok"));
        QVERIFY(!Pusher(server, "ann").row("review_like", row).isEmpty());
        QVERIFY(!Pusher(server, "meg").row("review_like", row).isEmpty());
        QVERIFY(Pusher(server, "bob").row("review_like", row).isEmpty());
        QCOMPARE(all(*server.as("bob"), "SELECT words FROM updesk.review_like"), QByteArray());
        const auto lines = server.as("bob")->copyOut(
            "COPY (SELECT words FROM updesk.review_like) TO STDOUT", [](QByteArrayView) { return Result<void>(); });
        QVERIFY(lines);
        QCOMPARE(*lines, 0);
        // Nor does the answer to a push that is refused show it.
        const QByteArray edit = Pusher::set("review_like", row, "\"words\":\"y\"", "\"words\":\"x\"");
        const auto home = [&](const char *login) {
            Pusher pusher(server, login);
            const QJsonObject op = pusher.push({edit})[QLatin1String("ops")].toArray().at(0).toObject();
            return op[QLatin1String("st")].toString() + u' '
                + op[QLatin1String("row")].toObject()[QLatin1String("words")].toString();
        };
        QCOMPARE(home("bob"), QStringLiteral("rejected "));
        QCOMPARE(home("ann"), QStringLiteral("rejected x"));
        QCOMPARE(Pusher::outcome(Pusher(server, "meg").push({edit})), QStringLiteral("ok"));
    }
    void tablesOfPeoplesResultsSayWhoseTheyAre()
    {
        const SyncServer server;
        QCOMPARE(openResults(server.setup.tables), QByteArray());
        static constexpr TableOf kOpen{"review", column("person_id", &ReviewLike::person)};
        static constexpr TableOf kNobodys{
            "certificate", Feed::Store, Trait::Personal, column("words", &ReviewLike::words)};
        static constexpr TableOf kSound{
            "coaching_note", Feed::Store, Trait::Personal, column("person_id", &ReviewLike::person)};
        QCOMPARE(openResults({&kOpen, &kNobodys, &kSound}), QByteArray("review certificate "));
    }
};

UPDESK_TEST(TestServerSchema);
#include "tst_serverschema.moc"
