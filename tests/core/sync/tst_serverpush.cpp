// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/log.h"
#include "core/sync/servercheck.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"
#include "tests/support/teststore.h"

#include <thread>

using namespace updesk;

class TestServerPush : public QObject
{
    Q_OBJECT

    std::unique_ptr<SyncServer> m_server;

    static QByteArray hex(const Id &id) { return '"' + id.hex() + '"'; }
    static qint64 number(Pg &pg, const QByteArray &sql)
    {
        const auto rows = pg.query(sql);
        return rows && rows->count() > 0 ? rows->number(0, 0) : -1;
    }
    /// Everything in the desk's log, as a desk sends it.
    static QByteArray deedsOf(TestStore &desk)
    {
        QByteArray deeds;
        Query q = desk->database().query("SELECT id, hlc, verb, part_of, ops FROM deed ORDER BY n");
        while (q.next()) {
            deeds += (deeds.isEmpty() ? "{\"d\":\"" : ",{\"d\":\"") + q.id(0).hex()
                + "\",\"h\":" + QByteArray::number(q.number(1)) + ",\"v\":\"" + q.bytes(2)
                + "\",\"p\":" + (q.isNull(3) ? QByteArray("null") : hex(q.id(3))) + ",\"ops\":" + q.bytes(4) + '}';
        }
        return '[' + deeds + ']';
    }
    /// The rows of all tables, a line each, as values of the declarations.
    static QByteArrayList rowsAt(TestStore &desk)
    {
        QByteArrayList lines;
        for (const Table *table : desk->database().setup().tables) {
            Query ids = desk->database().once(QByteArray("SELECT id FROM ") + table->name);
            while (ids.next()) {
                Query q = desk->database().query(Database::Shape::Load, *table, table->all());
                q.bind(1, ids.id(0));
                if (!q.next())
                    continue;
                std::vector<Value> values;
                for (int i = 0; i < table->count; ++i)
                    values.push_back(q.value(i, table->columns[size_t(i)].type));
                lines << line(*table, ids.id(0), values);
            }
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    }
    static QByteArray line(const Table &table, const Id &row, const std::vector<Value> &values)
    {
        Op op{Op::Kind::Put, &table, row, {}};
        for (int i = 0; i < table.count; ++i)
            op.changes.push_back({i, values[size_t(i)], {}});
        QByteArray text;
        appendOp(text, op);
        return text;
    }
    static QByteArrayList rowsOnServer(Pg &pg, const Database &database, std::initializer_list<int> stores)
    {
        QByteArrayList lines;
        for (const int store : stores) {
            const auto rows = pg.query("SELECT tbl, r FROM updesk.sync_pull($1, 0, 1000000)", store);
            for (int i = 0; rows && i < rows->count(); ++i) {
                const Table *table = database.table(rows->bytes(i, 0));
                const QJsonObject r = QJsonDocument::fromJson(rows->bytes(i, 1)).object();
                std::vector<Value> values;
                for (const Column &column : std::span(table->columns).first(size_t(table->count)))
                    values.push_back(fromJson(r[QLatin1String(column.name)], column.type).value());
                lines << line(*table, *Id::fromHex(r[QLatin1String("id")].toString().toStdString()), values);
            }
        }
        std::sort(lines.begin(), lines.end());
        return lines;
    }

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<SyncServer>(); }
    void cleanupTestCase() { m_server.reset(); }

    void theLogOfADeskIsTakenAsItStandsAndGivesTheSameRows()
    {
        const SyncServer server;
        TestStore desk;
        for (int i = 0; i < 12; ++i)
            desk.add(desk.webLead(i));
        Pusher ida(server, "ida");
        const QJsonArray answers = ida.send(deedsOf(desk));
        QVERIFY2(!answers.isEmpty(), qPrintable(ida.error.detail));
        for (const QJsonValue &answer : answers) {
            for (const QJsonValue &op : answer[QLatin1String("ops")].toArray())
                QCOMPARE(op[QLatin1String("st")].toString(), QStringLiteral("won"));
            QVERIFY(!answer.toObject().contains(QLatin1String("held")));
        }
        QCOMPARE(rowsOnServer(*ida.pg, desk->database(), {1, 0}), rowsAt(desk));
        const auto chief = server.chief();
        const auto report = checkServer(*chief);
        QVERIFY(report);
        for (const auto &fault : report->faults)
            qWarning("%s %s", qPrintable(fault.what), qPrintable(fault.table));
        QVERIFY(report->sound());
        const qint64 ops = number(*chief, "SELECT count(*) FROM updesk.op_log");
        for (const QJsonValue &answer : ida.send(QByteArray(ida.last)))
            QVERIFY(answer[QLatin1String("dup")].toBool());
        QCOMPARE(number(*chief, "SELECT count(*) FROM updesk.op_log"), ops);
        QCOMPARE(rowsOnServer(*ida.pg, desk->database(), {1, 0}), rowsAt(desk));
    }
    void aRepeatAnswersTheSameAndMovesNothing()
    {
        Pusher ann(*m_server, "ann"), bob(*m_server, "bob");
        const Id lead = Pusher::fresh();
        ann.push({Pusher::put("lead", lead, "\"type\":1")});
        const QByteArray bobs = hex(m_server->person("bob").value), anns = hex(m_server->person("ann").value);
        bob.push({Pusher::set("lead", lead, "\"owner_id\":" + bobs, "\"owner_id\":null", "claim")});
        const auto lost = ann.push({Pusher::set("lead", lead, "\"owner_id\":" + anns, "\"owner_id\":null", "claim"),
            Pusher::put("task", Pusher::fresh(), "\"lead_id\":" + hex(lead))});
        const qint64 seq = number(*ann.pg, "SELECT seq FROM updesk.feed WHERE store_id=1");
        auto again = ann.again();
        QVERIFY(again.take(QLatin1String("dup")).toBool());
        QCOMPARE(again, lost); // the server's row comes home once more
        QCOMPARE(number(*ann.pg, "SELECT seq FROM updesk.feed WHERE store_id=1"), seq);
    }
    void aDeedOfWhichAPartWasThereIsCompleted()
    {
        Pusher ann(*m_server, "ann");
        const Id deed = newDeedId(SystemClock().now()), one = Pusher::fresh(), two = Pusher::fresh();
        const auto send = [&](const QByteArray &ops) {
            return ann.send("[{\"d\":\"" + deed.hex() + "\",\"h\":1,\"v\":\"x\",\"p\":null,\"ops\":[" + ops + "]}]");
        };
        send(Pusher::put("tag", one, "\"tag\":\"a\""));
        send(Pusher::put("tag", one, "\"tag\":\"a\"") + ',' + Pusher::put("tag", two, "\"tag\":\"b\""));
        QCOMPARE(ann.row("tag", two)[QLatin1String("tag")].toString(), QStringLiteral("b"));
        QVERIFY(checkServer(*m_server->chief())->sound());
    }
    void aValueThatDoesNotFitIsRefusedAndAllTheRestIsTaken()
    {
        Pusher ann(*m_server, "ann");
        const Time now = SystemClock().now();
        const qint64 before = number(*m_server->chief(), "SELECT count(*) FROM updesk.op_log");
        const Id lead = Pusher::fresh(), tag = Pusher::fresh(), twice = Pusher::fresh(), last = Pusher::fresh();
        const QByteArray message = ",\"lead_id\":" + hex(lead) + ",\"purpose\":\"" + lead.hex()
            + "\",\"by_person\":" + hex(m_server->person("ann").value);
        const QList<QList<QByteArray>> deeds{
            {Pusher::put("lead", lead, "\"type\":1"), Pusher::put("tag", tag, "\"tag\":\"a\"")},
            {Pusher::put("lead", Pusher::fresh(), "\"received\":1.5"), // no whole number
                Pusher::put("lead", Pusher::fresh(), "\"customer_id\":\"zz\""), // no id
                Pusher::put("original_part", Pusher::fresh(), "\"bytes\":\"A\""), // no base64
                Pusher::put("tag", Pusher::fresh(), "\"tag\":\"b\",\"deleted\":7"), // a table's own check
                Pusher::put("tag", Pusher::fresh(), "\"tag\":5")},
            {Pusher::set("lead", lead, "\"asks\":2", "\"asks\":0"), Pusher::put("tag", twice, "\"tag\":\"c\""),
                Pusher::put("tag", twice, "\"tag\":\"d\"")},
            {Pusher::put("message", Pusher::fresh(), "\"body\":\"x\"" + message),
                Pusher::put("message", Pusher::fresh(), "\"body\":\"y\"" + message),
                Pusher::put("tag", last, "\"tag\":\"e\"")}};
        QByteArray text;
        for (const QList<QByteArray> &ops : deeds)
            text += (text.isEmpty() ? "[{\"d\":\"" : ",{\"d\":\"") + newDeedId(now).hex() + "\",\"h\":"
                + QByteArray::number(now << 16) + ",\"v\":\"x\",\"p\":null,\"ops\":[" + ops.join(',') + "]}";
        const QJsonArray answers = ann.send(text + ']');
        QCOMPARE(answers.size(), deeds.size());
        QStringList said;
        for (qsizetype i = 0; i < answers.size(); ++i) {
            for (qsizetype n = 1; n <= deeds[i].size(); ++n)
                said << Pusher::outcome(answers[i].toObject(), int(n));
        }
        QCOMPARE(said.join(u' '),
            QStringLiteral("ok ok rejected:value rejected:value rejected:value rejected:value rejected:value tag"
                           " ok ok rejected:exists ok rejected:exists ok"));
        QCOMPARE(number(*m_server->chief(), "SELECT count(*) FROM updesk.op_log"), before + 13); // a refusal is history
        QCOMPARE(ann.row("lead", lead)[QLatin1String("asks")].toInt(), 2);
        QCOMPARE(ann.row("tag", twice)[QLatin1String("tag")].toString(), QStringLiteral("c"));
        QVERIFY(!ann.row("tag", last).isEmpty());
        QJsonArray again = ann.send(QByteArray(ann.last));
        for (qsizetype i = 0; i < again.size(); ++i) {
            QJsonObject answer = again[i].toObject();
            QVERIFY(answer.take(QLatin1String("dup")).toBool());
            QCOMPARE(answer, answers[i].toObject());
        }
        QVERIFY(checkServer(*m_server->chief())->sound());
    }
    void aDeedThatIsTwiceInABatchIsTakenOnce()
    {
        Pusher ann(*m_server, "ann");
        const Time now = SystemClock().now();
        const Id lead = Pusher::fresh();
        const QByteArray deed = "{\"d\":\"" + newDeedId(now).hex() + "\",\"h\":" + QByteArray::number(now << 16)
            + ",\"v\":\"x\",\"p\":null,\"ops\":[" + Pusher::put("lead", lead, "\"type\":1") + ','
            + Pusher::set(
                "lead", lead, "\"owner_id\":" + hex(m_server->person("ann").value), "\"owner_id\":null", "claim")
            + "]}";
        const QJsonArray answers = ann.send('[' + deed + ',' + deed + ']');
        QCOMPARE(answers.size(), 2);
        QVERIFY(!answers[0].toObject().contains(QLatin1String("dup")));
        QVERIFY(answers[1][QLatin1String("dup")].toBool());
        for (const QJsonValue &answer : answers)
            QCOMPARE(Pusher::outcome(answer.toObject(), 2), QStringLiteral("won"));
        QCOMPARE(number(*m_server->chief(), "SELECT count(*) FROM updesk.op_log WHERE row_id='" + lead.hex() + "'"), 2);
        QVERIFY(checkServer(*m_server->chief())->sound());
    }
    void whatTheServerDoesNotKnowIsHeldWithItsWholeDeed()
    {
        Pusher ann(*m_server, "ann");
        const Id row = Pusher::fresh(), other = Pusher::fresh(), third = Pusher::fresh();
        const Time now = SystemClock().now();
        const auto deed = [&](const QByteArray &ops) {
            return "{\"d\":\"" + newDeedId(now).hex() + "\",\"h\":" + QByteArray::number(now << 16)
                + ",\"v\":\"x\",\"p\":null,\"ops\":[" + ops + "]}";
        };
        const qint64 before = number(*m_server->chief(), "SELECT count(*) FROM updesk.op_log");
        const QJsonArray answers = ann.send('['
            + deed(Pusher::put("customer", row, "\"first\":\"A\"") + ','
                + Pusher::put("customer", other, "\"shoe_size\":\"9\""))
            + ',' + deed(Pusher::set("customer", row, "\"first\":\"B\"", "\"first\":\"A\"")) + ','
            + deed(Pusher::put("customer", third, "\"first\":\"C\"")) + ','
            + deed(Pusher::put("gadget", Pusher::fresh(), "")) + ','
            + deed(Pusher::set("customer", third, "\"first\":\"D\"", "\"first\":\"C\"", "erase")) + ']');
        QStringList held;
        for (const QJsonValue &answer : answers)
            held << answer[QLatin1String("held")].toString(QStringLiteral("-"));
        QCOMPARE(held,
            (QStringList{QStringLiteral("customer.shoe_size"), QStringLiteral("row"), QStringLiteral("-"),
                QStringLiteral("gadget put"), QStringLiteral("customer erase")}));
        QVERIFY(ann.row("customer", row).isEmpty());
        QVERIFY(!ann.row("customer", third).isEmpty());
        QCOMPARE(number(*m_server->chief(), "SELECT count(*) FROM updesk.op_log"), before + 1);
        for (const char *field : {"store_id", "seq", "id", "fclk"}) {
            const auto answer = ann.push({Pusher::set("customer", third, QByteArray("\"") + field + "\":2", "")});
            QVERIFY(Pusher::outcome(answer).startsWith(QLatin1String("held")));
        }
    }
    void whatIsNoDeedIsRefusedAsAWhole()
    {
        Pusher ann(*m_server, "ann");
        const qint64 before = number(*m_server->chief(), "SELECT count(*) FROM updesk.op_log");
        const QByteArray good = "{\"d\":\"" + newDeedId(1).hex() + "\",\"h\":1,\"v\":\"x\",\"p\":null,\"ops\":["
            + Pusher::put("tag", Pusher::fresh(), "\"tag\":\"a\"") + "]},";
        for (const char *bad : {"{}", "{\"d\":\"zz\",\"h\":1,\"ops\":[]}", "[1]", "null",
                 "{\"d\":\"0190f5d4e4c17000800000000000f000\",\"ops\":[]}",
                 "{\"d\":\"0190f5d4e4c17000800000000000f000\",\"h\":\"x\",\"ops\":[]}",
                 "{\"d\":\"0190f5d4e4c17000800000000000f000\",\"h\":1,\"ops\":{}}",
                 "{\"d\":\"0190f5d4e4c17000800000000000f000\",\"h\":1,\"ops\":[1]}",
                 "{\"d\":\"0190f5d4e4c17000800000000000f000\",\"h\":1,\"ops\":[{\"t\":\"tag\",\"k\":\"put\"}]}"}) {
            const QJsonArray answers = ann.send('[' + good + bad + ']');
            QVERIFY2(answers.isEmpty() && ann.error.code == Error::Code::Invalid, bad);
        }
        for (const char *bad : {"", "{", "5", "{}"}) {
            const QJsonArray answers = ann.send(bad);
            QVERIFY2(answers.isEmpty() && ann.error.code == Error::Code::Invalid, bad);
        }
        QCOMPARE(ann.send("[]"), QJsonArray());
        QVERIFY(ann.error.detail.isEmpty());
        QCOMPARE(number(*m_server->chief(), "SELECT count(*) FROM updesk.op_log"), before);
    }
    void ofManyWhoClaimOneLeadExactlyOneWins()
    {
        constexpr int kLeads = 40, kPeople = 4;
        const char *const logins[kPeople] = {"ann", "bob", "meg", "pia"};
        std::vector<Id> leads;
        Pusher maker(*m_server, "ann");
        for (int i = 0; i < kLeads; ++i) {
            leads.push_back(Pusher::fresh());
            maker.push({Pusher::put("lead", leads.back(), "\"type\":1")});
        }
        std::array<std::vector<QString>, kPeople> outcomes;
        std::vector<std::thread> threads;
        for (size_t p = 0; p < kPeople; ++p) {
            threads.emplace_back([&, p] {
                Pusher me(*m_server, logins[p]);
                const QByteArray mine = hex(m_server->person(logins[p]).value);
                for (const Id &lead : leads)
                    outcomes[p].push_back(Pusher::outcome(
                        me.push({Pusher::set("lead", lead, "\"owner_id\":" + mine, "\"owner_id\":null", "claim")})));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        for (size_t i = 0; i < kLeads; ++i) {
            int won = 0, lost = 0;
            for (const auto &person : outcomes) {
                won += person[i] == QLatin1String("won");
                lost += person[i] == QLatin1String("lost");
            }
            QCOMPARE(won, 1);
            QCOMPARE(lost, kPeople - 1);
        }
        QVERIFY(checkServer(*m_server->chief())->sound());
    }
    void storesAreNumberedApartAndInOrder()
    {
        Pusher ann(*m_server, "ann"), cy(*m_server, "cy", SyncServer::kOther);
        const qint64 one = number(*ann.pg, "SELECT seq FROM updesk.feed WHERE store_id=1");
        const qint64 two = number(*cy.pg, "SELECT seq FROM updesk.feed WHERE store_id=2");
        const Id row = Pusher::fresh();
        cy.push({Pusher::put("tag", row, "\"tag\":\"t\""), Pusher::put("tag", Pusher::fresh(), "\"tag\":\"u\"")});
        QCOMPARE(number(*cy.pg, "SELECT seq FROM updesk.feed WHERE store_id=2"), two + 1);
        QCOMPARE(number(*ann.pg, "SELECT seq FROM updesk.feed WHERE store_id=1"), one);
        QCOMPARE(cy.row("tag", row)[QLatin1String("seq")].toInteger(), two + 1);
        QVERIFY(cy.push({Pusher::put("tag", row, "\"tag\":\"t\"")}).contains(QLatin1String("ops"))); // it is there
    }
    void aPageNeverCutsAPushInTwo()
    {
        const SyncServer server;
        Pusher ann(server, "ann");
        for (const int rows : {3, 5, 1, 12, 2}) {
            QList<QByteArray> ops;
            for (int i = 0; i < rows; ++i)
                ops << Pusher::put(
                    i % 2 ? "tag" : "phone", Pusher::fresh(), i % 2 ? "\"tag\":\"x\"" : "\"typed\":\"5\"");
            ann.push(ops);
        }
        const auto page = [&](qint64 cursor, int limit) {
            std::map<qint64, int> seqs;
            const auto rows = ann.pg->query("SELECT seq FROM updesk.sync_pull(1, $1, $2)", cursor, limit);
            qint64 last = 0;
            for (int i = 0; rows && i < rows->count(); ++i) {
                if (rows->number(i, 0) < last)
                    return std::map<qint64, int>{{-1, 0}};
                last = rows->number(i, 0);
                ++seqs[last];
            }
            return seqs;
        };
        using Page = std::map<qint64, int>;
        QVERIFY(page(0, 100) == (Page{{1, 3}, {2, 5}, {3, 1}, {4, 12}, {5, 2}}));
        QVERIFY(page(0, 8) == (Page{{1, 3}, {2, 5}}));
        QVERIFY(page(0, 7) == (Page{{1, 3}}));
        QVERIFY(page(0, 1) == (Page{{1, 3}})); // whole, though longer than asked for
        QVERIFY(page(3, 2) == (Page{{4, 12}}));
        QVERIFY(page(4, 2) == (Page{{5, 2}}));
        QVERIFY(page(5, 2).empty());
        for (int i = 0; i < 5; ++i)
            ann.push({Pusher::put("original_part", Pusher::fresh(), "\"bytes\":\"AAAA\"")});
        QCOMPARE(page(5, 100).size(), size_t(4)); // rows with bytes weigh more
    }
    void aPulledRowBringsItsHighestClock()
    {
        Pusher ann(*m_server, "ann");
        const Id row = Pusher::fresh();
        const Time now = SystemClock().now() - 1000;
        ann.push({Pusher::put("customer", row, "\"first\":\"A\"")}, now);
        const QByteArray sql = "SELECT hlc FROM updesk.sync_pull(1, 0, 100000) WHERE r->>'id'=$1::uuid::text";
        QCOMPARE(ann.pg->query(sql, row)->number(0, 0), 0);
        ann.push({Pusher::set("customer", row, "\"last\":\"B\"", "\"last\":\"\"")}, now + 2);
        ann.push({Pusher::set("customer", row, "\"first\":\"C\"", "\"first\":\"A\"")}, now + 1);
        QCOMPARE(ann.pg->query(sql, row)->number(0, 0), (now + 2) << 16);
    }
    void helloTellsWhatADeskMustKnow()
    {
        const auto pg = m_server->as("ann");
        const auto hello = [&](int client) {
            const auto rows = pg->query("SELECT updesk.sync_hello($1)", client);
            return rows ? QJsonDocument::fromJson(rows->bytes(0, 0)).object() : QJsonObject();
        };
        const int schema = syncSchema(m_server->order().deskSteps);
        const QJsonObject said = hello(schema);
        QCOMPARE(said[QLatin1String("schema")].toInt(), schema);
        QVERIFY(said[QLatin1String("refuse")].isNull());
        QVERIFY(qAbs(said[QLatin1String("now_ms")].toInteger() - SystemClock().now()) < kHour);
        QCOMPARE(said[QLatin1String("gen")].toString().count(u'.'), 3);
        QCOMPARE(said[QLatin1String("login")].toString(), QStringLiteral("ann"));
        const QJsonObject store = said[QLatin1String("stores")][0].toObject();
        QCOMPARE(store[QLatin1String("store")].toInt(), 1);
        QCOMPARE(store[QLatin1String("role")].toString(), QStringLiteral("sales"));
        QCOMPARE(QString(store[QLatin1String("person")].toString()).remove(u'-'),
            QString::fromLatin1(m_server->person("ann").value.hex()));
        QVERIFY(m_server->chief()->execute("UPDATE updesk.meta SET min_client=1000000"));
        QCOMPARE(hello(schema)[QLatin1String("refuse")].toString(), QStringLiteral("client"));
        QVERIFY(m_server->chief()->execute("UPDATE updesk.meta SET min_client=0"));
        QVERIFY(pg->execute("SET synchronous_commit=off"));
        QCOMPARE(hello(schema)[QLatin1String("refuse")].toString(), QStringLiteral("unsafe"));
    }
    void aServerKilledInAPushHasAllOfItOrNothing()
    {
        Postgres &cluster = Postgres::shared();
        const SyncServer server;
        TestStore desk;
        for (int i = 0; i < 30; ++i)
            desk.add(desk.webLead(i));
        const QByteArray deeds = deedsOf(desk);
        for (int round = 0; round < 3; ++round) {
            Pusher ida(server, "ida");
            std::thread killer([&] {
                QThread::msleep(ulong(20 + 60 * round));
                cluster.strike();
            });
            ida.send(deeds);
            killer.join();
            cluster.kill();
            cluster.start();
            const auto chief = server.chief();
            const qint64 there = number(*chief, "SELECT count(DISTINCT left(op_id::text, 32)) FROM updesk.op_log");
            const qint64 sent = desk.count("deed");
            QVERIFY2(there == 0 || there == sent, QByteArray::number(there).constData());
            QVERIFY(checkServer(*chief)->sound());
        }
        Pusher ida(server, "ida");
        QVERIFY(!ida.send(deeds).isEmpty());
        QCOMPARE(rowsOnServer(*ida.pg, desk->database(), {1, 0}), rowsAt(desk));
    }
};

UPDESK_TEST(TestServerPush);
#include "tst_serverpush.moc"
