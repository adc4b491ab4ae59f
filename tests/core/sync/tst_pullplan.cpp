// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QRegularExpression>

using namespace updesk;

/// How PostgreSQL reads what a desk pulls.
class TestPullPlan : public QObject
{
    Q_OBJECT

    static QByteArrayList lines(Pg &pg, const QByteArray &sql)
    {
        const auto rows = pg.query(sql);
        if (!rows)
            return {"error: " + rows.error().detail.toUtf8()};
        QByteArrayList all;
        for (int i = 0; i < rows->count(); ++i)
            all << rows->bytes(i, 0);
        return all;
    }
    /// As after years of edits: a row lies anywhere, its number says nothing of where.
    static void shuffle(const SyncServer &server)
    {
        QVERIFY(server.chief()->execute("INSERT INTO updesk.tag(id, store_id, seq) SELECT gen_random_uuid(), 1, i FROM"
                                        " generate_series(1,200000) i ORDER BY random(); ANALYZE updesk.tag"));
    }
    /// The statements of the function as the server holds them, with its variables as parameters.
    static QByteArrayList statementsOf(Pg &pg)
    {
        const QByteArray source =
            lines(pg, "SELECT prosrc FROM pg_proc WHERE proname='sync_pull' AND pronamespace='updesk'::regnamespace")
                .join();
        const auto between = [&source](const char *from, const char *to) {
            const qsizetype begin = source.indexOf(from) + qsizetype(qstrlen(from));
            return QString::fromUtf8(source.mid(begin, source.indexOf(to, begin) - begin));
        };
        QByteArrayList all;
        for (QString sql : {between("END IF;\n", ";"), between("RETURN QUERY\n", ";")}) {
            sql.remove(QStringLiteral("INTO upto, least_seq"));
            int n = 0;
            for (const char *variable : {"st", "cur", "lim", "upto", "reader", "manages"})
                sql.replace(QRegularExpression(QStringLiteral("\\b%1\\b").arg(QLatin1String(variable))),
                    QStringLiteral("$%1").arg(++n));
            all << sql.toUtf8();
        }
        return all;
    }
    /// With the function's own settings, or without them.
    static void useSettings(Pg &pg, bool own)
    {
        const QByteArrayList settings = lines(pg,
            "SELECT unnest(proconfig) FROM pg_proc WHERE proname='sync_pull' AND pronamespace='updesk'::regnamespace");
        QVERIFY(settings.size() > 2);
        for (const QByteArray &one : settings) {
            if (own || one.startsWith("search_path") || one.startsWith("plan_cache_mode"))
                QVERIFY2(pg.execute("SET " + one), one.constData());
        }
        QVERIFY(pg.execute("SET effective_cache_size='1MB'")); // a table that memory does not hold
    }
    static QByteArrayList planOf(Pg &pg, const QByteArray &statement)
    {
        if (const auto made = pg.execute("PREPARE asked(int, bigint, int, bigint, uuid[], bool) AS " + statement);
            !made)
            return {"error: " + made.error().detail.toUtf8()};
        const QByteArrayList plan = lines(pg, "EXPLAIN EXECUTE asked(1, 199900, 500, 199950, '{}', false)");
        return pg.execute("DEALLOCATE asked") ? plan : QByteArrayList{"error: not let go of"};
    }
    /// What reads a table otherwise than by its numbers, or puts one in order.
    static QByteArray faultOf(const QByteArrayList &plan, SyncedTables tables)
    {
        const QByteArray whole = plan.join('\n') + '\n';
        for (const Table *table : tables) {
            const QByteArray name = table->name;
            if (!whole.contains("using " + name + "_seq on " + name + ' '))
                return name + " is not read by its numbers\n" + whole;
        }
        for (qsizetype i = 0; i + 2 < plan.size(); ++i) {
            if (plan[i].contains("Seq Scan on") || plan[i].contains("Bitmap"))
                return plan[i];
            if (plan[i].contains("Sort  (") && plan[i + 2].contains("Scan using"))
                return plan[i] + plan[i + 2];
        }
        return {};
    }

private Q_SLOTS:
    void howeverTheRowsLieEachTableIsReadByItsNumbers()
    {
        const SyncServer server;
        shuffle(server);
        const auto planned = [&](bool own) {
            const auto pg = server.chief(); // as the function, which asks by itself what its caller may read
            useSettings(*pg, own);
            QByteArray faults;
            for (const QByteArray &statement : statementsOf(*pg))
                faults += faultOf(planOf(*pg, statement), server.setup.tables);
            return faults;
        };
        const QByteArray fault = planned(true);
        QVERIFY2(fault.isEmpty(), fault.constData());
        QVERIFY(!planned(false).isEmpty()); // left to itself the planner reads them whole and sorts
    }
    // However long the history is, of it only what somebody has to be told of since the last time.
    void whatMetIsReadByItsOwnNumbers()
    {
        const SyncServer server;
        const auto pg = server.chief();
        QVERIFY(pg->execute(
            "INSERT INTO updesk.op_log SELECT 1, i, gen_random_uuid(), i, NULL, 'bob', gen_random_uuid(), 'set',"
            " 'customer', gen_random_uuid(), 0, now(), '{}', NULL, CASE WHEN i%50=0 THEN '{\"st\":\"ok\",\"conflict\":"
            "{\"first\":{\"win\":\"new\"}}}' ELSE '{\"st\":\"ok\"}' END::jsonb, '', '' FROM"
            " generate_series(1000001,1050000) i; ANALYZE updesk.op_log"));
        QString sql = QString::fromUtf8(lines(*pg, "SELECT prosrc FROM pg_proc WHERE proname='sync_conflicts'").join());
        sql.replace(QRegularExpression(QStringLiteral("\\bst\\b")), QStringLiteral("$1"));
        sql.replace(QRegularExpression(QStringLiteral("\\bcur\\b")), QStringLiteral("$2"));
        QVERIFY(pg->execute("SET search_path=updesk; SET plan_cache_mode=force_generic_plan"));
        QVERIFY(pg->execute("PREPARE asked(int, bigint) AS " + sql.toUtf8()));
        const QByteArray plan = lines(*pg, "EXPLAIN EXECUTE asked(1, 1049000)").join('\n');
        QVERIFY2(plan.contains("Index Scan using op_log_conflict on op_log"), plan.constData());
        QVERIFY2(!plan.contains("op_log_pkey") && !plan.contains("Seq Scan on op_log"), plan.constData());
        QVERIFY2(!plan.mid(plan.indexOf("Limit")).contains("Sort"), plan.constData()); // a page, and not all of it
    }
};

UPDESK_TEST(TestPullPlan);
#include "tst_pullplan.moc"
